use std::{
    io::Write,
    sync::{Arc, Mutex},
};

use tracing::level_filters::LevelFilter;

use super::{SmtpServer, invite_one, smtp_server::Rule, worker};
use crate::support::Engine;

/// What was logged, by this test and by those beside it.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn i6_neither_token_nor_address_is_ever_logged() {
    let log = Log::default();
    let writer = log.clone();
    let lines = tracing_subscriber::fmt().with_max_level(LevelFilter::TRACE).with_ansi(false);
    tracing::subscriber::set_global_default(lines.with_writer(move || writer.clone()).finish()).unwrap();
    super::run(Engine::Sqlite, async |app| {
        let address = "only.here@secret.example";
        let server = SmtpServer::start().await;
        server.rule(address, &[Rule::Message("451 only.here@secret.example is busy"), Rule::CloseAfterData]);
        invite_one(app, address).await;
        let worker = worker(app, &server);
        for _ in 0..3 {
            assert_eq!(worker.work_off().await.unwrap(), 1);
            app.clock.advance(jiff::SignedDuration::from_mins(5));
        }
        let log = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
        let received = server.received();
        assert_eq!(received.len(), 3);
        let id = received[0].header("Message-ID").trim_start_matches('<').split('@').next().unwrap().to_owned();
        // Tests beside this one may have mails of the same name.
        let of_mail: Vec<_> = log.lines().filter(|line| line.contains(&id)).collect();
        let said = |words: &[&str]| of_mail.iter().any(|line| words.iter().all(|word| line.contains(word)));
        assert!(said(&["mail not sent yet", "attempts=1", "status=451"]), "{of_mail:?}");
        assert!(said(&["mail sent", "attempts=3"]), "{of_mail:?}");
        for mail in received {
            assert_eq!(mail.token().len(), 43);
            assert!(!log.contains(&mail.token()), "{log}");
        }
        assert!(!log.contains("secret.example"), "{log}");
    })
    .await;
}
