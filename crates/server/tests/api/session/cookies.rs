//! The cookies that browsers send, and odd ones beside them

use api_types::{Session, SignIn};
use axum::http::Method;
use roster_server::{authz::Token, state::Settings};

use super::sign_in;
use crate::support::{
    Engine, TestApp, both_engines,
    world::{ADMIN, EDITOR, PASSWORD},
};

/// The token of a new session.
async fn token(app: &TestApp, email: &str) -> String {
    let client = app.anonymous();
    sign_in(&client, email, PASSWORD).await.ok::<SignIn>();
    client.cookie().unwrap().split_once('=').unwrap().1.to_owned()
}

fn dead(app: &TestApp) -> String {
    Token::new(&app.state.entropy).to_text()
}

/// Who is signed in with these cookies.
async fn who(app: &TestApp, cookies: &str) -> String {
    let answer = app.anonymous().send_with(Method::GET, "/session", None, &[("cookie", cookies)]).await;
    if answer.status.is_success() { answer.ok::<Session>().account.email } else { answer.summary() }
}

both_engines! {
    async fn f11_a_dead_cookie_of_the_same_name_hides_no_session(app: &TestApp) {
        let (token, dead) = (token(app, ADMIN).await, dead(app));
        for cookies in [
            format!("roster_session_8080={dead}; roster_session_8080={token}"),
            format!("roster_session_8080={token}; roster_session_8080={dead}"),
            format!("roster_session_8080=junk; roster_session={dead}; a=b; roster_session_8080={token}"),
        ] {
            assert_eq!(who(app, &cookies).await, ADMIN, "{cookies}");
        }
        let many = format!("roster_session_8080={dead}; ").repeat(100);
        assert_eq!(who(app, &format!("{many}roster_session_8080={token}")).await, "401 unauthenticated", "bounded");
    }

    async fn f11_a_session_under_the_former_name_goes_on_and_ends(app: &TestApp) {
        let former = token(app, ADMIN).await;
        assert_eq!(who(app, &format!("roster_session={former}")).await, ADMIN);
        let own = token(app, EDITOR).await;
        assert_eq!(who(app, &format!("roster_session={former}; roster_session_8080={own}")).await, EDITOR);
        let client = app.anonymous().with_cookie("roster_session", &former);
        assert_eq!(client.delete("/session").await.status, 204);
        assert_eq!(who(app, &format!("roster_session={former}")).await, "401 unauthenticated");
    }

    async fn f15_invisible_characters_around_the_address_are_dropped(app: &TestApp) {
        for around in ["\u{feff}", "\u{200b}", "\u{200e}"] {
            sign_in(&app.anonymous(), &format!("{around}{ADMIN}{around}"), PASSWORD).await.ok::<SignIn>();
        }
    }
}

#[tokio::test]
async fn f11_two_installations_on_one_host_keep_both_sessions() {
    let other = Settings { public_base_url: "http://localhost:9090".to_owned(), ..Settings::default() };
    let (one, other) =
        tokio::join!(TestApp::start(Engine::Sqlite, Settings::default()), TestApp::start(Engine::Sqlite, other),);
    let cookie = async |app: &TestApp| {
        let client = app.anonymous();
        sign_in(&client, ADMIN, PASSWORD).await.ok::<SignIn>();
        client.cookie().unwrap()
    };
    let both = format!("{}; {}", cookie(&one).await, cookie(&other).await);
    assert_eq!((who(&one, &both).await, who(&other, &both).await), (ADMIN.to_owned(), ADMIN.to_owned()));
}
