//! `PUT /account/password`, and what a new password must be wherever one is set

use api_types::Session;
use serde_json::json;

use super::{enrol, events, own, sign_in};
use crate::support::{
    Answer, Client, both_engines,
    password_resets::{self, mailed_token, mails},
    world::{EDITOR, PASSWORD, VIEWER},
};

const NEW: &str = "three wet otters hum";

async fn change(client: &Client, current: &str, new: &str, end_sessions: bool) -> Answer {
    let body = json!({"current_password": current, "new_password": new, "end_sessions": end_sessions});
    client.put("/account/password", &body).await
}

both_engines! {
    async fn s12_a_change_renews_this_session_ends_the_others_and_is_mailed(app: &TestApp) {
        let (client, other) = (app.signed_in(EDITOR).await, app.signed_in(EDITOR).await);
        let old = client.cookie().unwrap();
        assert_eq!(change(&client, PASSWORD, NEW, true).await.status, 204);
        assert_ne!(client.cookie().unwrap(), old);
        client.get("/session").await.ok::<Session>();
        assert_eq!(other.get("/session").await.summary(), "401 unauthenticated");
        let (name, token) = old.split_once('=').unwrap();
        assert_eq!(app.anonymous().with_cookie(name, token).get("/session").await.summary(), "401 unauthenticated");
        assert_eq!(sign_in(&app.anonymous(), EDITOR, PASSWORD).await.summary(), "401 wrong_credentials");
        assert_eq!(sign_in(&app.anonymous(), EDITOR, NEW).await.status, 200);
        let mails = mails(app).await;
        assert_eq!((mails.len(), mails[0].to.as_str()), (1, EDITOR));
        assert_eq!(mails[0].content.subject, "Your Roster password was changed");
        assert_eq!(own(&client).await.password_changed_at.as_deref(), Some("2026-11-21T09:30:00Z"));
        assert_eq!(events(app, "account.password_changed").await, 1);
    }

    async fn other_sessions_can_stay(app: &TestApp) {
        let (client, other) = (app.signed_in(EDITOR).await, app.signed_in(EDITOR).await);
        assert_eq!(change(&client, PASSWORD, NEW, false).await.status, 204);
        other.get("/session").await.ok::<Session>();
    }

    async fn a_wrong_current_password_changes_nothing(app: &TestApp) {
        let client = app.signed_in(EDITOR).await;
        assert_eq!(change(&client, "wrong", NEW, true).await.summary(), "401 wrong_password");
        assert_eq!(change(&client, &"x".repeat(2_000), NEW, true).await.summary(), "401 wrong_password");
        assert_eq!(sign_in(&app.anonymous(), EDITOR, PASSWORD).await.status, 200);
        assert!(mails(app).await.is_empty());
    }

    async fn of_two_changes_at_once_one_counts(app: &TestApp) {
        let (one, other) = (app.signed_in(EDITOR).await, app.signed_in(EDITOR).await);
        let answers = tokio::join!(
            change(&one, PASSWORD, NEW, false),
            change(&other, PASSWORD, "four dry badgers sing", false),
        );
        let mut summaries = [answers.0.summary(), answers.1.summary()];
        summaries.sort();
        assert_eq!(summaries, ["204", "401 wrong_password"]);
    }

    async fn an_earlier_link_to_choose_a_password_is_dead_afterwards(app: &TestApp) {
        let token = mailed_token(app, EDITOR).await;
        let client = app.signed_in(EDITOR).await;
        assert_eq!(change(&client, PASSWORD, NEW, false).await.status, 204);
        let late = password_resets::confirm(&app.anonymous(), &token, "four dry badgers sing").await;
        assert_eq!(late.summary(), "410 reset_replaced");
    }

    async fn s12_short_and_obvious_passwords_are_refused_wherever_one_is_set(app: &TestApp) {
        let client = app.signed_in(EDITOR).await;
        let token = mailed_token(app, VIEWER).await;
        for (password, code) in [
            ("", "required"),
            ("fourteen wet x", "too_short"),
            ("passwordpassword", "too_easy"),
            ("1q2w3e4r5t6y7u8i", "too_easy"),
            ("Roster-Alpha-2026-Roster", "too_easy"),
            (&"k7 ".repeat(400), "too_long"),
        ] {
            let own = change(&client, PASSWORD, password, false).await;
            assert_eq!(own.field_errors(), [("/new_password".to_owned(), code.to_owned())], "{password}");
            let reset = password_resets::confirm(&app.anonymous(), &token, password).await;
            assert_eq!(reset.field_errors(), [("/password".to_owned(), code.to_owned())], "{password}");
        }
        let own_words = change(&client, PASSWORD, "editor@alpha.example", false).await;
        assert_eq!(own_words.field_errors()[0].1, "too_easy");
    }

    async fn with_a_second_factor_eight_characters_do(app: &TestApp) {
        let client = app.signed_in(EDITOR).await;
        assert_eq!(change(&client, PASSWORD, "tz4Kq9vb", false).await.field_errors()[0].1, "too_short");
        enrol(app, &client).await;
        assert_eq!(own(&client).await.min_password, 8);
        assert_eq!(change(&client, PASSWORD, "tz4Kq9vb", false).await.status, 204);
    }

    async fn letters_are_the_same_however_they_are_composed(app: &TestApp) {
        let client = app.signed_in(EDITOR).await;
        assert_eq!(change(&client, PASSWORD, "gru\u{308}ne A\u{308}pfel im Regen", false).await.status, 204);
        assert_eq!(sign_in(&app.anonymous(), EDITOR, "gr\u{fc}ne \u{c4}pfel im Regen").await.status, 200);
        // Fifteen code points when composed, more when not.
        let short = change(&client, "gr\u{fc}ne \u{c4}pfel im Regen", "u\u{308}o\u{308}a\u{308}u\u{308}o\u{308}a\u{308}z9", false);
        assert_eq!(short.await.field_errors()[0].1, "too_short");
    }
}
