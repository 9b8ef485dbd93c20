//! Putting a text on the clipboard, and saying so.

use leptos::{prelude::*, task::spawn_local};

use crate::{
    host::use_host,
    i18n::{Texts, use_i18n},
    ui::use_toaster,
};

/// A text, and what is said once it is on the clipboard.
pub type Copied = (String, fn(&'static Texts) -> &'static str);

/// Copies a text; where the browser refuses, it is shown to copy by hand.
pub fn use_copy() -> Callback<Copied> {
    let (host, i18n, toaster) = (use_host(), use_i18n(), use_toaster());
    Callback::new(move |(text, copied): Copied| {
        let host = host.clone();
        spawn_local(async move {
            let is_there = host.copy(&text).await;
            let texts = i18n.texts_untracked();
            if is_there { toaster.show(copied(texts)) } else { toaster.show((texts.common.not_copied)(&text)) }
        });
    })
}
