//! What is said about doing the same to many. It stands apart from the other texts to come with what says it.

mod de;
mod en;

use api_types::BulkAction;

use super::{Format, I18n, Locale};

/// The bar of the selection, and the dialog that it opens.
pub struct BulkTexts {
    pub toolbar: fn(Format, u64) -> String,
    pub select_all: fn(Format, u64) -> String,
    pub stop: &'static str,
    pub resend: &'static str,
    pub withdraw: &'static str,
    pub clear: &'static str,
    /// Of more rows than can be selected at once.
    pub first_only: fn(Format, u64) -> String,
    pub not_selected: &'static str,
    pub title: fn(BulkAction) -> &'static str,
    pub checking: fn(Format, done: u64, of: u64) -> String,
    pub question: fn(Format, BulkAction, u64) -> String,
    /// What pressing the button means for those whom it concerns.
    pub means: fn(BulkAction) -> &'static str,
    pub act: fn(Format, BulkAction, u64) -> String,
    pub nothing: fn(BulkAction) -> &'static str,
    pub cannot: fn(Format, BulkAction, refused: u64, of: u64) -> String,
    /// Follows a number of people; by the server's code.
    pub reason: fn(Format, code: &str, u64) -> String,
    pub doing: fn(Format, BulkAction, done: u64, of: u64) -> String,
    pub ended: fn(Format, BulkAction, done: u64, of: u64) -> String,
    /// The answer about so many was lost; only a mail must not be sent a second time.
    pub unknown: fn(Format, BulkAction, u64) -> String,
    pub left: fn(Format, u64) -> String,
    /// When all went well.
    pub done: fn(Format, BulkAction, u64) -> String,
    pub no_mail_title: &'static str,
    pub no_mail: &'static str,
}

impl Locale {
    /// The texts about many, in this language.
    pub const fn bulk(self) -> &'static BulkTexts {
        match self {
            Self::English => &en::TEXTS,
            Self::German => &de::TEXTS,
        }
    }
}

impl I18n {
    /// The texts about many; tracked.
    pub fn bulk(self) -> &'static BulkTexts {
        self.locale().bulk()
    }
}
