//! The demo's mailbox: mails that would have been sent, kept in memory and nowhere else.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, PoisonError},
};

use jiff::Timestamp;

use super::MailContent;

/// The number of mails. The oldest are dropped.
const CAPACITY: usize = 200;

/// A mail that would have been sent.
#[derive(Debug, Clone)]
pub struct StoredMail {
    /// Counts from one, in the order in which they came.
    pub number: u64,
    pub at: Timestamp,
    pub to: String,
    pub content: MailContent,
}

/// Clones are the same mailbox.
#[derive(Debug, Clone, Default)]
pub struct Mailbox(Arc<Mutex<Contents>>);

#[derive(Debug, Default)]
struct Contents {
    came: u64,
    /// The newest first.
    mails: VecDeque<StoredMail>,
}

impl Mailbox {
    /// Stores a mail and drops the oldest if the mailbox is full.
    pub(super) fn store(&self, at: Timestamp, to: &str, content: MailContent) {
        let mut contents = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        contents.came += 1;
        let mail = StoredMail { number: contents.came, at, to: to.to_owned(), content };
        contents.mails.push_front(mail);
        contents.mails.truncate(CAPACITY);
    }

    /// All of them, the newest first.
    pub fn all(&self) -> Vec<StoredMail> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).mails.iter().cloned().collect()
    }

    /// The one with this number, if it was not dropped yet.
    pub fn get(&self, number: u64) -> Option<StoredMail> {
        let contents = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        contents.mails.iter().find(|mail| mail.number == number).cloned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_newest_are_kept() {
        let mailbox = Mailbox::default();
        for number in 1..=CAPACITY + 5 {
            let content = MailContent {
                subject: number.to_string(),
                text: String::new(),
                html: String::new(),
                link: String::new(),
            };
            mailbox.store(Timestamp::UNIX_EPOCH, "a@b.example", content);
        }
        let all = mailbox.all();
        assert_eq!((all.len(), all[0].content.subject.as_str()), (CAPACITY, "205"));
        assert!(mailbox.get(5).is_none());
        assert_eq!(mailbox.get(6).unwrap().content.subject, "6");
    }
}
