//! Secrets at rest

use jiff::SignedDuration;
use roster_server::{
    clock::Entropy,
    session::SecretKey,
    state::{AppState, Settings, StartError},
    store::Database,
};

use super::{code, enrol, pending, second_factor};
use crate::support::{
    TestApp, both_engines,
    world::{CAUTIOUS, EDITOR, TOTP_SECRET},
};

/// Another server over the same database, with this key.
async fn start(app: &TestApp, key: Option<SecretKey>) -> Result<AppState, StartError> {
    let database = Database::connect(&app.url).await.unwrap();
    let settings = Settings { secret_key: key, ..app.state.settings.clone() };
    AppState::new(database, settings, app.clock.clone(), Entropy::seeded(5)).await
}

both_engines! {
    async fn x11_no_secret_is_in_the_database_as_it_is(app: &TestApp) {
        let client = app.signed_in(EDITOR).await;
        let (secret, codes) = enrol(app, &client).await;
        assert_eq!(app.count("SELECT COUNT(*) FROM accounts WHERE totp_secret IS NOT NULL").await, 0);
        assert_eq!(app.count("SELECT COUNT(*) FROM accounts WHERE totp_sealed IS NOT NULL").await, 2);
        for plain in [secret.as_str(), TOTP_SECRET] {
            let found = format!("SELECT COUNT(*) FROM accounts WHERE totp_sealed LIKE '%{plain}%'");
            assert_eq!(app.count(&found).await, 0);
        }
        assert_eq!(app.count("SELECT COUNT(*) FROM recovery_codes WHERE used_at IS NULL").await, 10);
        assert!(codes.iter().all(|code| !code.is_empty()));
    }

    async fn x11_secrets_of_an_earlier_version_are_sealed_at_the_start(app: &TestApp) {
        app.sql(&format!(
            "UPDATE accounts SET totp_secret = '{TOTP_SECRET}', totp_sealed = NULL WHERE email = '{CAUTIOUS}'"
        ))
        .await;
        start(app, None).await.unwrap();
        assert_eq!(app.count("SELECT COUNT(*) FROM accounts WHERE totp_secret IS NOT NULL").await, 0);
        assert_eq!(second_factor(&pending(app, CAUTIOUS).await, &code(app, TOTP_SECRET)).await.status, 200);
    }

    async fn x11_the_key_can_move_out_of_the_database_and_no_other_opens_it(app: &TestApp) {
        let (key, other) = (SecretKey::new([1; 32]), SecretKey::new([2; 32]));
        let state = start(app, Some(key.clone())).await.unwrap();
        assert_eq!(app.count("SELECT COUNT(*) FROM server_keys WHERE name = 'secret'").await, 0);
        let account = app.world.account(CAUTIOUS);
        let stored = roster_server::store::accounts::find_for_second_factor(&state.database, account).await.unwrap();
        let sealed = stored.unwrap().totp_sealed.unwrap();
        assert_eq!(key.open(account, &sealed).as_deref(), Ok(TOTP_SECRET));
        assert!(start(app, Some(key)).await.is_ok(), "again");
        assert!(matches!(start(app, Some(other)).await, Err(StartError::OtherSecretKey)));
        assert!(matches!(start(app, None).await, Err(StartError::OtherSecretKey)));
        app.clock.advance(SignedDuration::from_secs(1));
    }
}
