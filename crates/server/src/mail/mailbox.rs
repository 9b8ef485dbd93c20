//! The demo's mailbox: mails that would have been sent, kept in memory and nowhere else.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, PoisonError},
};

use jiff::Timestamp;

use super::Letter;

/// So many of the newest are kept.
const KEPT: usize = 200;

/// A mail that would have been sent.
#[derive(Debug, Clone)]
pub struct KeptMail {
    /// Counts from one, in the order in which they came.
    pub number: u64,
    pub at: Timestamp,
    pub to: String,
    pub letter: Letter,
}

/// Clones are the same mailbox.
#[derive(Debug, Clone, Default)]
pub struct Mailbox(Arc<Mutex<Kept>>);

#[derive(Debug, Default)]
struct Kept {
    came: u64,
    /// The newest first.
    mails: VecDeque<KeptMail>,
}

impl Mailbox {
    /// Keeps a mail, and lets the oldest go when there are many.
    pub(super) fn keep(&self, at: Timestamp, to: &str, letter: Letter) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.came += 1;
        let mail = KeptMail { number: kept.came, at, to: to.to_owned(), letter };
        kept.mails.push_front(mail);
        kept.mails.truncate(KEPT);
    }

    /// All of them, the newest first.
    pub fn all(&self) -> Vec<KeptMail> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).mails.iter().cloned().collect()
    }

    /// The one with this number, as long as it is kept.
    pub fn get(&self, number: u64) -> Option<KeptMail> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.mails.iter().find(|mail| mail.number == number).cloned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_newest_are_kept() {
        let mailbox = Mailbox::default();
        for number in 1..=KEPT + 5 {
            let letter =
                Letter { subject: number.to_string(), text: String::new(), html: String::new(), link: String::new() };
            mailbox.keep(Timestamp::UNIX_EPOCH, "a@b.example", letter);
        }
        let all = mailbox.all();
        assert_eq!((all.len(), all[0].letter.subject.as_str()), (KEPT, "205"));
        assert!(mailbox.get(5).is_none());
        assert_eq!(mailbox.get(6).unwrap().letter.subject, "6");
    }
}
