use std::sync::Arc;

use api_types::DeliveryState;
use jiff::SignedDuration;
use rcgen::{CertifiedKey, generate_simple_self_signed};
use tokio_rustls::{
    TlsAcceptor,
    rustls::{ServerConfig, pki_types::PrivateKeyDer},
};

use super::{SmtpServer, delivery, invite_one, settings, smtp_server::Demands, worker_with};
use crate::support::{Engine, TestApp};

/// A certificate for `localhost`, as a server uses it and as a file that whoever believes it names.
fn certificate() -> (TlsAcceptor, tempfile::NamedTempFile) {
    let CertifiedKey { cert, signing_key } = generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let key = PrivateKeyDer::try_from(signing_key.serialize_der()).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
    let config = config.with_no_client_auth().with_single_cert(vec![cert.der().clone()], key).unwrap();
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), cert.pem()).unwrap();
    (TlsAcceptor::from(Arc::new(config)), file)
}

/// Sends one mail with these settings; says what became of it.
async fn send(app: &TestApp, server: &SmtpServer, more: &[(&str, &str)]) -> (DeliveryState, Option<String>) {
    let (admin, invited) = invite_one(app, "bob@new.example").await;
    worker_with(&app.state, &settings(server, more)).work_off().await.unwrap();
    let delivery = delivery(app, &admin, invited.id).await;
    (delivery.state, delivery.error)
}

async fn with_app(test: impl AsyncFnOnce(&TestApp)) {
    super::run(Engine::Sqlite, test).await;
}

const LOGIN: (&str, &str) = ("ada", "p@ss word");

#[tokio::test]
async fn mail_goes_out_by_starttls_after_signing_in() {
    let (tls, authority) = certificate();
    let server = SmtpServer::demanding(Demands { tls: Some(tls), login: Some(LOGIN), ..Demands::default() }).await;
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), format!("{}\n", LOGIN.1)).unwrap();
    with_app(async |app| {
        let more = [
            ("ROSTER_MAIL__TLS", "starttls"),
            ("ROSTER_MAIL__CA_FILE", authority.path().to_str().unwrap()),
            ("ROSTER_MAIL__USERNAME", LOGIN.0),
            ("ROSTER_MAIL__PASSWORD_FILE", file.path().to_str().unwrap()),
        ];
        assert_eq!(send(app, &server, &more).await, (DeliveryState::Sent, None));
    })
    .await;
    assert!(server.received()[0].encrypted);
}

#[tokio::test]
async fn mail_goes_out_by_tls_from_the_first_byte() {
    let (tls, authority) = certificate();
    let server = SmtpServer::demanding(Demands { tls: Some(tls), tls_at_once: true, login: None }).await;
    with_app(async |app| {
        let ca = authority.path().to_str().unwrap();
        let more = [("ROSTER_MAIL__TLS", "tls"), ("ROSTER_MAIL__CA_FILE", ca)];
        assert_eq!(send(app, &server, &more).await, (DeliveryState::Sent, None));
    })
    .await;
    assert!(server.received()[0].encrypted);
}

#[tokio::test]
async fn without_the_wanted_tls_nothing_is_sent() {
    let server = SmtpServer::start().await;
    with_app(async |app| {
        let sent = send(app, &server, &[("ROSTER_MAIL__TLS", "starttls")]).await;
        assert_eq!(sent, (DeliveryState::Waiting, Some("tls".to_owned())));
    })
    .await;
    assert_eq!(server.received().len(), 0);
}

#[tokio::test]
async fn a_certificate_that_nobody_vouches_for_is_not_believed() {
    let (tls, _) = certificate();
    let starttls = SmtpServer::demanding(Demands { tls: Some(tls.clone()), ..Demands::default() }).await;
    let at_once = SmtpServer::demanding(Demands { tls: Some(tls), tls_at_once: true, login: None }).await;
    for (server, how) in [(&starttls, "starttls"), (&at_once, "tls")] {
        with_app(async |app| {
            let sent = send(app, server, &[("ROSTER_MAIL__TLS", how)]).await;
            assert_eq!(sent, (DeliveryState::Waiting, Some("tls".to_owned())), "{how}");
        })
        .await;
        assert_eq!(server.received().len(), 0);
    }
}

#[tokio::test]
async fn a_wrong_password_makes_mails_wait_until_it_is_mended() {
    let server = SmtpServer::demanding(Demands { login: Some(LOGIN), ..Demands::default() }).await;
    with_app(async |app| {
        let wrong = [("ROSTER_MAIL__USERNAME", LOGIN.0), ("ROSTER_MAIL__PASSWORD", "wrong")];
        let waiting = (DeliveryState::Waiting, Some("sign_in_refused".to_owned()));
        assert_eq!(send(app, &server, &wrong).await, waiting);
        app.clock.advance(SignedDuration::from_mins(1));
        assert_eq!(worker_with(&app.state, &settings(&server, &[])).work_off().await.unwrap(), 1);
        assert_eq!(server.received().len(), 0);
        app.clock.advance(SignedDuration::from_mins(1));
        let right = [("ROSTER_MAIL__USERNAME", LOGIN.0), ("ROSTER_MAIL__PASSWORD", LOGIN.1)];
        worker_with(&app.state, &settings(&server, &right)).work_off().await.unwrap();
        assert_eq!(server.received().len(), 1);
    })
    .await;
}
