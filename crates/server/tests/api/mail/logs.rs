use std::{
    io::Write,
    sync::{Arc, Mutex},
};

use tracing::level_filters::LevelFilter;

use super::{SmtpServer, invite_one, smtp_server::Rule, worker};
use crate::support::Engine;

/// What was logged.
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
    let _logging = tracing::subscriber::set_default(lines.with_writer(move || writer.clone()).finish());
    super::run(Engine::Sqlite, async |app| {
        let server = SmtpServer::start().await;
        server.rule("bob@new.example", &[Rule::Message("451 bob@new.example is busy"), Rule::CloseAfterData]);
        invite_one(app, "bob@new.example").await;
        let worker = worker(app, &server);
        for _ in 0..3 {
            assert_eq!(worker.work_off().await.unwrap(), 1);
            app.clock.advance(jiff::SignedDuration::from_mins(5));
        }
        let log = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
        assert!(log.contains("mail not sent yet") && log.contains("mail sent") && log.contains("451"), "{log}");
        assert_eq!(server.received().len(), 3);
        for mail in server.received() {
            assert_eq!(mail.token().len(), 43);
            assert!(!log.contains(&mail.token()), "{log}");
        }
        assert!(!log.contains("new.example"), "{log}");
    })
    .await;
}
