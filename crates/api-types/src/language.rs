//! The languages of Roster.

use serde::{Deserialize, Serialize};

/// Declares [`Language`], one row for each: variant, BCP 47 tag, the tag whose conventions dates and numbers follow, own name.
///
/// The build of the app reads the rows too (`trunk/languages.js`). The texts are in `src/i18n`, `public` and the
/// server's `mail/texts`; the compiler and the build ask for each.
macro_rules! languages {
    ($($variant:ident $tag:literal $conventions:literal $own_name:literal)*) => {
        /// A language for mails.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[serde(rename_all = "snake_case")]
        pub enum Language {
            $($variant,)*
        }

        impl Language {
            /// Every language, in the order of the menu.
            pub const ALL: [Self; [$($tag),*].len()] = [$(Self::$variant),*];

            /// The BCP 47 tag: `en`, `de`.
            pub const fn tag(self) -> &'static str {
                match self {
                    $(Self::$variant => $tag,)*
                }
            }

            /// The BCP 47 tag whose conventions its dates and numbers follow: `en-GB`.
            pub const fn conventions(self) -> &'static str {
                match self {
                    $(Self::$variant => $conventions,)*
                }
            }

            /// What its speakers call it.
            pub const fn own_name(self) -> &'static str {
                match self {
                    $(Self::$variant => $own_name,)*
                }
            }
        }
    };
}

languages! {
    En "en" "en-GB" "English"
    De "de" "de-DE" "Deutsch"
}

impl Default for Language {
    fn default() -> Self {
        Self::ALL[0]
    }
}

impl Language {
    /// The language of a tag such as `de-AT`, if Roster speaks it.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let subtag = tag.split(['-', '_']).next().unwrap_or_default();
        Self::ALL.into_iter().find(|language| language.tag().eq_ignore_ascii_case(subtag))
    }

    /// The first of these tags that Roster speaks; the first language when it speaks none.
    pub fn preferred<'a>(tags: impl IntoIterator<Item = &'a str>) -> Self {
        tags.into_iter().find_map(Self::from_tag).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_language_that_is_spoken_wins() {
        assert_eq!(Language::preferred(["fr-FR", "de-AT", "en"]), Language::De);
        assert_eq!(Language::preferred(["DE"]), Language::De);
        assert_eq!(Language::preferred(["sv", "den"]), Language::En);
    }

    #[test]
    fn a_language_is_its_tag_on_the_wire() {
        for language in Language::ALL {
            assert_eq!(serde_json::to_value(language).unwrap(), language.tag());
        }
    }
}
