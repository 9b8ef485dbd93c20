//! What to search for, made of somebody's e-mail address.

/// The parts of a made-up address, `given.family.number@…`: letters without marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// All given names in one word.
    pub given: String,
    /// All family names in one word.
    pub family: String,
    /// A number that nobody else in the organization has.
    pub number: String,
}

impl Person {
    /// `None` for an address of another form.
    pub fn of(email: &str) -> Option<Self> {
        let (local, _) = email.split_once('@')?;
        let parts: Vec<&str> = local.split('.').collect();
        let [given, family, number] = parts.as_slice() else { return None };
        let is_word = |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_alphanumeric());
        let fits = is_word(given) && is_word(family) && number.bytes().all(|byte| byte.is_ascii_digit());
        fits.then(|| Self { given: given.to_string(), family: family.to_string(), number: number.to_string() })
    }

    /// The ways to look for just this person: surname and number, full name, the e-mail address up to its `@`. Only
    /// those of which every word has the three letters that an index needs.
    pub fn searches(&self) -> Vec<String> {
        let Self { given, family, number } = self;
        let all = [format!("{family} {number}"), format!("{given} {family}"), format!("{given}.{family}.{number}")];
        all.into_iter().filter(|text| text.split([' ', '.']).all(|word| word.len() >= 3)).collect()
    }
}

/// The same words with wildcards, so that no three letters stand together and no index helps: `grossmann` →
/// `gr*os*sm*an*n`.
pub fn wildcards(text: &str) -> String {
    let words = text.split(' ').map(|word| {
        let letters: Vec<char> = word.chars().collect();
        letters.chunks(2).map(|pair| pair.iter().collect::<String>()).collect::<Vec<_>>().join("*")
    });
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_is_read_from_a_made_up_address() {
        let person = Person::of("anna.grossmann.48213@o100000.example").unwrap();
        assert_eq!(person.searches(), ["grossmann 48213", "anna grossmann", "anna.grossmann.48213"]);
        assert_eq!(Person::of("bench@o100000.example"), None);
        assert_eq!(Person::of("anna.grossmann.x1@o100000.example"), None);
    }

    #[test]
    fn words_too_short_for_an_index_are_not_searched_for() {
        let searches = |email: &str| Person::of(email).unwrap().searches();
        assert_eq!(searches("anna.grossmann.7@o.example"), ["anna grossmann"]);
        assert_eq!(searches("li.wang.4821@o.example"), ["wang 4821"]);
        assert_eq!(searches("fang.li.4821@o.example"), Vec::<String>::new());
    }

    #[test]
    fn wildcards_leave_no_three_letters_together() {
        assert_eq!(wildcards("grossmann"), "gr*os*sm*an*n");
        assert_eq!(wildcards("grossmann 48213"), "gr*os*sm*an*n 48*21*3");
        assert_eq!(wildcards("ab"), "ab");
    }
}
