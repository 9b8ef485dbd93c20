//! What languages are called in tables.

use api_types::read_contact_language;

/// Tag, English and German name, in lower case.
const NAMES: [(&str, &str, &str); 40] = [
    ("ar", "arabic", "arabisch"),
    ("bg", "bulgarian", "bulgarisch"),
    ("bs", "bosnian", "bosnisch"),
    ("ca", "catalan", "katalanisch"),
    ("cs", "czech", "tschechisch"),
    ("da", "danish", "dänisch"),
    ("de", "german", "deutsch"),
    ("el", "greek", "griechisch"),
    ("en", "english", "englisch"),
    ("es", "spanish", "spanisch"),
    ("et", "estonian", "estnisch"),
    ("fa", "persian", "persisch"),
    ("fi", "finnish", "finnisch"),
    ("fr", "french", "französisch"),
    ("he", "hebrew", "hebräisch"),
    ("hi", "hindi", "hindi"),
    ("hr", "croatian", "kroatisch"),
    ("hu", "hungarian", "ungarisch"),
    ("id", "indonesian", "indonesisch"),
    ("it", "italian", "italienisch"),
    ("ja", "japanese", "japanisch"),
    ("ko", "korean", "koreanisch"),
    ("lt", "lithuanian", "litauisch"),
    ("lv", "latvian", "lettisch"),
    ("nb", "norwegian", "norwegisch"),
    ("nl", "dutch", "niederländisch"),
    ("pl", "polish", "polnisch"),
    ("pt", "portuguese", "portugiesisch"),
    ("ro", "romanian", "rumänisch"),
    ("ru", "russian", "russisch"),
    ("sk", "slovak", "slowakisch"),
    ("sl", "slovenian", "slowenisch"),
    ("sq", "albanian", "albanisch"),
    ("sr", "serbian", "serbisch"),
    ("sv", "swedish", "schwedisch"),
    ("th", "thai", "thailändisch"),
    ("tr", "turkish", "türkisch"),
    ("uk", "ukrainian", "ukrainisch"),
    ("vi", "vietnamese", "vietnamesisch"),
    ("zh", "chinese", "chinesisch"),
];

/// The tag of a language that is given by its tag or by its name.
pub fn language_named(text: &str) -> Option<&'static str> {
    let name = text.trim().to_lowercase();
    let named = NAMES.iter().find(|(_, english, german)| name == *english || name == *german);
    named.map(|(tag, ..)| *tag).or_else(|| read_contact_language(text))
}

#[cfg(test)]
mod tests {
    use api_types::CONTACT_LANGUAGES;

    use super::*;

    #[test]
    fn usr7_a_language_has_a_tag_and_names() {
        assert_eq!(NAMES.map(|(tag, ..)| tag), CONTACT_LANGUAGES);
        for text in ["de", "DE-at", "German", " Deutsch "] {
            assert_eq!(language_named(text), Some("de"), "{text}");
        }
        assert_eq!(language_named("Elvish"), None);
    }
}
