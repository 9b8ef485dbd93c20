//! The texts of each language. The first language is part of the program; the first texts of the others are loaded on
//! demand. Where the program is not split, all of them are there.

use api_types::Language;
use leptos::wasm_split::SplitLoaderError;

use super::{
    AccountTexts, Catalogue, ContactTexts, DeviceTexts, ImportTexts, InviteTexts, JobTexts, MemberActionTexts,
    PageTexts, PanelTexts, RequestTexts, SettingsTexts, SignInTexts, Texts, de, en,
};

/// Connects each language with its folder of texts, and all but the first with the file that its first texts
/// are in: `split_<file>.wasm`, which the first script requests too (`trunk/module.js`).
macro_rules! languages {
    ($included:ident: $here:ident; $($language:ident: $folder:ident, $file:ident;)*) => {
        languages!(@catalogue AccountTexts, account, $included: $here, $($language: $folder,)*);
        languages!(@catalogue ContactTexts, contacts, $included: $here, $($language: $folder,)*);
        languages!(@catalogue DeviceTexts, devices, $included: $here, $($language: $folder,)*);
        languages!(@catalogue ImportTexts, imports, $included: $here, $($language: $folder,)*);
        languages!(@catalogue InviteTexts, invite, $included: $here, $($language: $folder,)*);
        languages!(@catalogue JobTexts, jobs, $included: $here, $($language: $folder,)*);
        languages!(@catalogue PageTexts, pages, $included: $here, $($language: $folder,)*);
        languages!(@catalogue PanelTexts, panels, $included: $here, $($language: $folder,)*);
        languages!(@catalogue MemberActionTexts, member_actions, $included: $here, $($language: $folder,)*);
        languages!(@catalogue RequestTexts, requests, $included: $here, $($language: $folder,)*);
        languages!(@catalogue SettingsTexts, settings, $included: $here, $($language: $folder,)*);
        languages!(@catalogue SignInTexts, sign_in, $included: $here, $($language: $folder,)*);

        fn loaded(language: Language) -> Option<&'static Texts> {
            match language {
                Language::$included => Some(&$here::TEXTS),
                $(Language::$language => $file::loaded(),)*
            }
        }

        /// Loads the first texts of a language unless they are there.
        ///
        /// # Errors
        /// When they cannot be fetched. Calling it again fetches again.
        pub async fn load(language: Language) -> Result<(), SplitLoaderError> {
            match language {
                Language::$included => Ok(()),
                $(Language::$language => $file::load().await,)*
            }
        }

        $(languages!(@lazy $folder $file);)*
    };
    (@catalogue $texts:ident, $catalogue:ident, $($language:ident: $folder:ident,)*) => {
        impl Catalogue for $texts {
            fn in_language(language: Language) -> &'static Self {
                match language {
                    $(Language::$language => &$folder::$catalogue::TEXTS,)*
                }
            }
        }
    };
    (@lazy $folder:ident $file:ident) => {
        #[cfg(feature = "split")]
        mod $file {
            use std::sync::OnceLock;

            use leptos::wasm_split::{SplitLoaderError, wasm_split};

            use super::super::{$folder, Texts};

            static LOADED: OnceLock<&'static Texts> = OnceLock::new();

            #[wasm_split($file, wasm_split_path = leptos::wasm_split, preload(#[allow(unsafe_code)] preload), fallible)]
            #[allow(unsafe_code)]
            fn texts() -> Result<&'static Texts, SplitLoaderError> {
                Ok(&$folder::TEXTS)
            }

            pub fn loaded() -> Option<&'static Texts> {
                LOADED.get().copied()
            }

            pub async fn load() -> Result<(), SplitLoaderError> {
                if loaded().is_none() {
                    let texts = texts().await?;
                    LOADED.get_or_init(|| texts);
                }
                Ok(())
            }
        }

        #[cfg(not(feature = "split"))]
        mod $file {
            use leptos::wasm_split::SplitLoaderError;

            use super::super::{$folder, Texts};

            pub fn loaded() -> Option<&'static Texts> {
                Some(&$folder::TEXTS)
            }

            pub async fn load() -> Result<(), SplitLoaderError> {
                Ok(())
            }
        }
    };
}

languages! {
    En: en;
    De: de, texts_de;
}

impl Catalogue for Texts {
    /// The English texts as long as those of the language are not loaded.
    fn in_language(language: Language) -> &'static Self {
        loaded(language).unwrap_or(&en::TEXTS)
    }
}

/// Whether the first texts of a language are there.
pub fn is_loaded(language: Language) -> bool {
    loaded(language).is_some()
}
