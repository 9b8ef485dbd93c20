//! Texts that people type: none is invisible, and none turns what is written beside it

use api_types::{Company, Member, SavedView};
use axum::http::Method;
use serde_json::{Value, json};

use crate::support::{
    Answer, Client, TestApp, both_engines,
    invitations::{accept_as, alpha, invitation_body, invite, lookup, one, post, with},
    world::{ADMIN, VIEWER},
};

const UNSEEN: [&str; 6] = ["\u{200b}", "\u{3164}", "\u{2800}\u{ad}", "\u{feff}", "\u{e0041}", "\u{301}\u{302}"];
const TURNING: [&str; 3] = ["Ada \u{202e}gnp.exe", "a\u{2066}b", "a\u{202d}b"];

fn path(app: &TestApp, email: &str) -> String {
    alpha(app, &format!("/members/{}", app.world.member(app.world.alpha, email)))
}

async fn change(client: &Client, path: &str, body: &Value) -> Answer {
    let version = client.get(path).await.ok::<Member>().version;
    client.change(Method::PATCH, path, version, body).await
}

both_engines! {
    async fn f3_f4_names_and_titles_of_people_are_seen_and_do_not_turn(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let path = path(app, VIEWER);
        for field in ["given_name", "family_name", "title"] {
            for text in TURNING {
                let expected = [(format!("/{field}"), "invalid".to_owned())];
                assert_eq!(change(&admin, &path, &json!({field: text})).await.field_errors(), expected, "{text:?}");
            }
        }
        for text in UNSEEN {
            let changed: Member = change(&admin, &path, &json!({"title": text})).await.ok();
            assert_eq!(changed.title, None, "{text:?}");
            let both = json!({"given_name": text, "family_name": text});
            let expected = [("/given_name".to_owned(), "required".to_owned())];
            assert_eq!(change(&admin, &path, &both).await.field_errors(), expected, "{text:?}");
        }
        for text in UNSEEN.iter().chain(&TURNING) {
            let (_, token) = invite(app, &admin, "nia@new.example").await;
            let answer = accept_as(&app.anonymous(), &token, text, "").await;
            assert_eq!(answer.field_errors()[0].0, "/given_name", "{text:?}");
            let list: api_types::List<Member> = admin.get(&alpha(app, "/members?q=nia@new.example")).await.ok();
            let withdraw = alpha(app, &format!("/members/{}/withdraw", list.items[0].id));
            assert_eq!(admin.post(&withdraw, &json!({})).await.status, 204);
        }
    }

    async fn f3_f4_notes_and_messages_lose_what_turns_them(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let note = json!({"note": "one\u{2028}Ada \u{202e}gnp.exe\u{200b}"});
        let changed: Member = change(&admin, &path(app, VIEWER), &note).await.ok();
        assert_eq!(changed.note.as_deref(), Some("one\nAda gnp.exe"));
        for text in UNSEEN {
            let changed: Member = change(&admin, &path(app, VIEWER), &json!({"note": text})).await.ok();
            assert_eq!(changed.note, None, "{text:?}");
        }
        let body = with(invitation_body(app, &["nia@new.example"]), json!({"message": "see \u{202e}gnp.exe"}));
        let (nia, token) = one(&post(app, &admin, &body).await);
        assert_eq!(nia.invitation.unwrap().message.as_deref(), Some("see gnp.exe"));
        let preview: api_types::InvitationPreview = lookup(&app.anonymous(), &token).await.ok();
        assert_eq!(preview.message.as_deref(), Some("see gnp.exe"));
    }

    async fn f3_f4_names_of_companies_and_views_are_seen_and_do_not_turn(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let view = |name: &str| json!({"list": "members", "name": name, "query": "q=a"});
        for (texts, code) in [(&UNSEEN[..], "required"), (&TURNING[..], "invalid")] {
            for text in texts {
                let expected = [("/name".to_owned(), code.to_owned())];
                let company = admin.post(&alpha(app, "/companies"), &json!({"name": text})).await;
                assert_eq!(company.field_errors(), expected, "{text:?}");
                let saved = admin.put(&alpha(app, "/saved-views"), &view(text)).await;
                assert_eq!(saved.field_errors(), expected, "{text:?}");
            }
        }
        let company: Company = admin.post(&alpha(app, "/companies"), &json!({"name": "\u{feff}Gamma\u{200e}"})).await.ok();
        assert_eq!(company.name, "Gamma");
        let saved: SavedView = admin.put(&alpha(app, "/saved-views"), &view("\u{200b}Mine ")).await.ok();
        assert_eq!(saved.name, "Mine");
    }

    async fn f17_if_match_is_read_as_the_standard_has_it(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let path = path(app, VIEWER);
        let send = async |tag: &str| {
            let body = serde_json::to_vec(&json!({"title": format!("Title {}", tag.len())})).unwrap();
            admin.send_with(Method::PATCH, &path, Some(body), &[("if-match", tag)]).await.summary()
        };
        let version = || async { admin.get(&path).await.ok::<Member>().version };
        assert_eq!(send("*").await, "200");
        assert_eq!(send(&format!("\"999\", \"{}\"", version().await)).await, "200");
        assert_eq!(send(&format!("W/\"{}\"", version().await)).await, "200");
        for stale in ["\"999\"", "\"999\", \"998\"", "W/\"999\"", "nonsense"] {
            assert_eq!(send(stale).await, "412 stale", "{stale}");
        }
    }

    async fn x14_a_look_alike_is_invited_and_written_to_in_its_one_spelling(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let body = with(invitation_body(app, &["\u{217d}eo@new.example"]), json!({"send_email": true}));
        let (invited, _) = one(&post(app, &admin, &body).await);
        assert_eq!(invited.email, "ceo@new.example");
        let mails = crate::support::password_resets::mails(app).await;
        assert_eq!(mails.iter().map(|mail| mail.to.as_str()).collect::<Vec<_>>(), ["ceo@new.example"]);
        let again = post(app, &admin, &invitation_body(app, &["ceo@new.example"])).await;
        assert_eq!(crate::support::invitations::codes(&again), ["already_invited"]);
    }
}
