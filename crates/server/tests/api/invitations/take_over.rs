//! Accounts whose address nobody has shown to be theirs

use api_types::{InvitationPreview, InvitedAccount, MailService, Session, SignIn};
use jiff::SignedDuration;
use roster_server::state::Settings;
use serde_json::json;

use crate::support::{
    Client, Engine, TestApp, both_engines, email_changes,
    invitations::{accept_as, events, invite, lookup, one, role},
    password_resets::{NEW, confirm, mailed_token, mails, sign_in},
    world::{ADMIN, EDITOR, OUTSIDER},
};

const CEO: &str = "ceo@new.example";
/// What [`accept_as`] chooses.
const CHOSEN: &str = "correct horse battery";

/// Somebody who invites the address to Alpha, opens the link and chooses a password.
async fn squatter(app: &TestApp) -> Client {
    let admin = app.signed_in(ADMIN).await;
    let (_, token) = invite(app, &admin, CEO).await;
    let squatter = app.anonymous();
    assert_eq!(accept_as(&squatter, &token, "Not", "Them").await.status, 200);
    squatter
}

/// Invites the address to Beta, by mail or not; the token of the link in the answer.
async fn invited_to_beta(app: &TestApp, send_email: bool) -> String {
    let outsider = app.signed_in(OUTSIDER).await;
    let viewer = role(&outsider, app.world.beta, "viewer").await.id;
    let body = json!({"emails": [CEO], "roles": [viewer], "send_email": send_email});
    one(&outsider.post(&format!("/organizations/{}/invitations", app.world.beta), &body).await).1
}

/// The token in the one mail that waits.
async fn token_of_mail(app: &TestApp) -> String {
    let mail = mails(app).await.pop().unwrap();
    assert_eq!(mail.to, CEO);
    mail.content.link.split_once('#').unwrap().1.to_owned()
}

both_engines! {
    async fn x5_a_mailed_token_takes_over_an_account_that_nobody_has_verified(app: &TestApp) {
        let squatter = squatter(app).await;
        app.sql("UPDATE accounts SET totp_sealed = 'sealed' WHERE email_key = 'ceo@new.example'").await;
        let handed_over = invited_to_beta(app, true).await;
        let mailed = token_of_mail(app).await;
        let preview: InvitationPreview = lookup(&app.anonymous(), &handed_over).await.ok();
        assert_eq!(preview.account, InvitedAccount::Exists);
        let preview: InvitationPreview = lookup(&app.anonymous(), &mailed).await.ok();
        assert_eq!(preview.account, InvitedAccount::None);
        let owner = app.anonymous();
        let body = json!({"token": mailed, "given_name": "Cleo", "family_name": "Owner", "password": NEW});
        assert_eq!(owner.post("/invitations/accept", &body).await.status, 200);
        let session: Session = owner.get("/session").await.ok();
        assert_eq!((session.account.name.as_str(), session.account.two_factor), ("Cleo Owner", false));
        assert_eq!(squatter.get("/session").await.summary(), "401 unauthenticated");
        assert_eq!(sign_in(&app.anonymous(), CEO, CHOSEN).await.summary(), "401 wrong_credentials");
        sign_in(&app.anonymous(), CEO, NEW).await.ok::<SignIn>();
        assert_eq!(events(app, "account.taken_over").await, 1);
        assert_eq!(app.count("SELECT COUNT(*) FROM accounts WHERE email_unverified").await, 0);
        assert_eq!(app.count("SELECT COUNT(*) FROM accounts WHERE email_key = 'ceo@new.example'").await, 1);
    }

    async fn x5_a_verified_account_is_never_taken_over(app: &TestApp) {
        squatter(app).await;
        app.sql("UPDATE accounts SET email_unverified = FALSE").await;
        invited_to_beta(app, true).await;
        let mailed = token_of_mail(app).await;
        let answer = accept_as(&app.anonymous(), &mailed, "Somebody", "Else").await;
        assert_eq!(answer.summary(), "409 sign_in_first");
        sign_in(&app.anonymous(), CEO, CHOSEN).await.ok::<SignIn>();
    }

    async fn x5_a_link_that_was_handed_over_takes_over_nothing_where_mail_is_sent(app: &TestApp) {
        let squatter = squatter(app).await;
        let token = invited_to_beta(app, false).await;
        let answer = accept_as(&app.anonymous(), &token, "Somebody", "Else").await;
        assert_eq!(answer.summary(), "409 sign_in_first");
        squatter.get("/session").await.ok::<Session>();
    }

    async fn x5_a_mailed_link_to_choose_a_password_verifies_and_ends_all_sessions(app: &TestApp) {
        let squatter = squatter(app).await;
        let token = mailed_token(app, CEO).await;
        assert_eq!(confirm(&app.anonymous(), &token, NEW).await.status, 204);
        assert_eq!(squatter.get("/session").await.summary(), "401 unauthenticated");
        assert_eq!(app.count("SELECT COUNT(*) FROM accounts WHERE email_unverified").await, 0);
    }

    async fn x5_an_unverified_account_does_not_keep_an_address_from_who_confirms_it(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let outsider = app.signed_in(OUTSIDER).await;
        let viewer = role(&outsider, app.world.beta, "viewer").await.id;
        let body = json!({"emails": [CEO], "roles": [viewer], "send_email": false});
        let (_, token) = one(&outsider.post(&format!("/organizations/{}/invitations", app.world.beta), &body).await);
        let squatter = app.anonymous();
        assert_eq!(accept_as(&squatter, &token, "Not", "Them").await.status, 200);
        let token = email_changes::requested(app, &admin, EDITOR, CEO).await;
        assert_eq!(email_changes::confirm(&app.anonymous(), &token).await.status, 204);
        assert_eq!(squatter.get("/session").await.summary(), "401 unauthenticated");
        assert_eq!(sign_in(&app.anonymous(), CEO, CHOSEN).await.summary(), "401 wrong_credentials");
        assert_eq!(events(app, "account.released").await, 1);
        let editor = sign_in(&app.anonymous(), CEO, crate::support::world::PASSWORD).await;
        editor.ok::<SignIn>();
    }

    async fn x17_a_session_of_the_future_ends_in_time(app: &TestApp) {
        app.clock.advance(SignedDuration::from_hours(1_000));
        let client = app.signed_in(ADMIN).await;
        app.clock.advance(SignedDuration::from_hours(-1_000));
        roster_server::maintenance::once(&app.state).await.unwrap();
        client.get("/session").await.ok::<Session>();
        app.clock.advance(SignedDuration::from_hours(13));
        assert_eq!(client.get("/session").await.summary(), "401 unauthenticated", "12 hours are the limit");
    }
}

#[tokio::test]
async fn x5_without_mail_a_link_takes_over_only_an_account_of_the_same_organization() {
    let app = TestApp::start(Engine::Sqlite, Settings { mail: MailService::None, ..Settings::default() }).await;
    let squatter = squatter(&app).await;
    let elsewhere = invited_to_beta(&app, false).await;
    let refused = accept_as(&app.anonymous(), &elsewhere, "Cleo", "Owner").await;
    assert_eq!(refused.summary(), "409 sign_in_first", "everybody's account would be unsafe otherwise");
    let gone = "UPDATE members SET account_id = NULL, status = 4, hidden = TRUE WHERE email_key = 'ceo@new.example' \
                AND status = 0";
    app.sql(gone).await;
    assert_eq!(accept_as(&app.anonymous(), &elsewhere, "Cleo", "Owner").await.status, 200);
    assert_eq!(squatter.get("/session").await.summary(), "401 unauthenticated");
}
