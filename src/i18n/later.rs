//! Languages that come when they are asked for. English is there from the start, and so is every language where the
//! app is not split.

#[cfg(feature = "split")]
use std::sync::OnceLock;

use leptos::wasm_split::SplitLoaderError;

use super::{Catalogue, Locale, Texts, de, en};

/// German, once it is here.
#[cfg(feature = "split")]
static GERMAN: OnceLock<&'static Texts> = OnceLock::new();

/// Its texts, from the file that holds them.
#[cfg(feature = "split")]
#[leptos::wasm_split::wasm_split(
    german,
    wasm_split_path = leptos::wasm_split,
    preload(#[allow(unsafe_code)] preload),
    fallible
)]
#[allow(unsafe_code)]
fn german() -> Result<&'static Texts, SplitLoaderError> {
    Ok(&de::TEXTS)
}

#[cfg(feature = "split")]
fn known_german() -> Option<&'static Texts> {
    GERMAN.get().copied()
}

#[cfg(not(feature = "split"))]
fn known_german() -> Option<&'static Texts> {
    Some(&de::TEXTS)
}

impl Catalogue for Texts {
    fn in_language(locale: Locale) -> &'static Self {
        locale.texts()
    }
}

impl Locale {
    /// The texts of this language; the English ones as long as they are not here.
    pub fn texts(self) -> &'static Texts {
        self.known().unwrap_or(&en::TEXTS)
    }

    /// Whether its texts are here.
    pub fn is_here(self) -> bool {
        self.known().is_some()
    }

    fn known(self) -> Option<&'static Texts> {
        match self {
            Self::English => Some(&en::TEXTS),
            Self::German => known_german(),
        }
    }

    /// Fetches its texts where they are not here yet.
    ///
    /// # Errors
    /// When they could not be fetched; asking again fetches again.
    pub async fn fetch(self) -> Result<(), SplitLoaderError> {
        #[cfg(feature = "split")]
        if !self.is_here() {
            let texts = german().await?;
            GERMAN.get_or_init(|| texts);
        }
        Ok(())
    }
}
