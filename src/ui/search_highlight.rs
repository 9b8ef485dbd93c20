//! What a search found in a text, to be marked there. Texts are compared as the server compares them: without case and
//! accents, ligatures taken apart.

use std::ops::Range;

use api_types::{Member, Search, SearchField};
use js_sys::{JsString, RegExp};
use leptos::prelude::*;

/// So short a word is looked for at the beginnings of words only.
const SHORT: usize = 2;

/// What is searched for, folded.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sought(Vec<Term>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Term {
    field: Option<SearchField>,
    /// Occur in this order; none is empty.
    parts: Vec<Vec<char>>,
    /// Only where a word begins.
    at_word: bool,
}

/// A text's letters as they are compared, each with its place in the text.
struct Folded {
    letters: Vec<char>,
    places: Vec<Range<usize>>,
}

impl Sought {
    /// What this search looks for; nothing when it makes no sense.
    pub fn by(search: &str) -> Self {
        Self::folded(search, fold)
    }

    fn folded(search: &str, fold: fn(char) -> String) -> Self {
        let term = |term: api_types::Term| {
            let whole = term.parts.len() == 1;
            let parts: Vec<Vec<char>> =
                term.parts.iter().map(|part| Folded::new(part, fold).letters).filter(|part| !part.is_empty()).collect();
            Term { field: term.field, at_word: whole && parts.iter().all(|part| part.len() <= SHORT), parts }
        };
        Self(Search::parse(search).unwrap_or_default().terms.into_iter().map(term).collect())
    }

    /// A text with what was found in it marked. Looks for what is sought everywhere, if `anywhere`, and in `field`.
    pub fn mark(&self, text: &str, field: SearchField, anywhere: bool) -> AnyView {
        let wanted = |term: &Term| term.field.map_or(anywhere, |only| only == field);
        marked(text, &self.hits(text, 0, fold, wanted))
    }

    /// A person's name with what was found in it marked.
    pub fn mark_name(&self, name: &str, member: &Member) -> AnyView {
        marked(name, &self.hits_in_name(name, member.given_name.as_deref(), member.family_name.as_deref(), fold))
    }

    fn hits_in_name(
        &self,
        name: &str,
        given: Option<&str>,
        family: Option<&str>,
        fold: fn(char) -> String,
    ) -> Vec<Range<usize>> {
        let mut hits = self.hits(name, 0, fold, |term| term.field.is_none());
        for (field, part) in [(SearchField::First, given), (SearchField::Last, family)] {
            // A name that is written otherwise than its parts is looked at as a whole.
            let part = part.unwrap_or(name);
            let (part, start) = name.find(part).map_or((name, 0), |start| (part, start));
            hits.extend(self.hits(part, start, fold, |term| term.field == Some(field)));
        }
        hits
    }

    /// The places in `text`, as if it began at `start`, where what is `wanted` was found.
    fn hits(
        &self,
        text: &str,
        start: usize,
        fold: fn(char) -> String,
        wanted: impl Fn(&Term) -> bool,
    ) -> Vec<Range<usize>> {
        let mut terms = self.0.iter().filter(|term| wanted(term)).peekable();
        if terms.peek().is_none() {
            return Vec::new();
        }
        let text = Folded::new(text, fold);
        terms.flat_map(|term| term.hits(&text)).map(|hit| hit.start + start..hit.end + start).collect()
    }
}

impl Term {
    fn hits(&self, text: &Folded) -> Vec<Range<usize>> {
        let mut hits = Vec::new();
        let mut from = 0;
        // Over and over: "an*a" is found twice in "banana and banana".
        loop {
            let found = hits.len();
            for part in &self.parts {
                match text.find(part, from, self.at_word) {
                    Some(at) => {
                        from = at + part.len();
                        hits.push(text.places[at].start..text.places[from - 1].end);
                    }
                    None => {
                        hits.truncate(found);
                        return hits;
                    }
                }
            }
            if hits.len() == found {
                return hits;
            }
        }
    }
}

impl Folded {
    fn new(text: &str, fold: fn(char) -> String) -> Self {
        let mut folded = Self { letters: Vec::new(), places: Vec::new() };
        for (start, letter) in text.char_indices() {
            let place = start..start + letter.len_utf8();
            let before = folded.letters.len();
            match letter.is_ascii() {
                true => folded.letters.push(letter.to_ascii_lowercase()),
                false => folded.letters.extend(fold(letter).chars()),
            }
            match (folded.letters.len() - before, folded.places.last().cloned()) {
                // An accent of its own belongs to the letter before it.
                (0, Some(letter)) => {
                    let accented = folded.places.iter_mut().rev().take_while(|it| it.start == letter.start);
                    accented.for_each(|it| it.end = place.end);
                }
                (letters, _) => folded.places.extend(std::iter::repeat_n(place, letters)),
            }
        }
        folded
    }

    fn find(&self, part: &[char], from: usize, at_word: bool) -> Option<usize> {
        let last = self.letters.len().checked_sub(part.len())?;
        (from..=last).find(|&at| {
            let (letter, before) = (self.letters[at], at.checked_sub(1).map(|before| self.letters[before]));
            let begins = before.is_none_or(|before| before.is_whitespace() || is_word(before)) || is_word(letter);
            (begins || !at_word) && self.letters[at..].starts_with(part)
        })
    }
}

/// Whether a letter is a word: Chinese and Japanese are written without spaces.
const fn is_word(letter: char) -> bool {
    matches!(letter,
        '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

thread_local! {
    /// Accents and other marks.
    static MARKS: RegExp = RegExp::new(r"\p{Mn}", "gu");
}

/// One letter as it is compared.
fn fold(letter: char) -> String {
    let plain = JsString::from(letter.to_string()).normalize("NFKD").to_lower_case();
    let plain = MARKS.with(|marks| plain.replace_by_pattern(marks, ""));
    taken_apart(&String::from(plain))
}

/// Letters that have no accent to lose but are searched for by others.
fn taken_apart(letters: &str) -> String {
    let mut plain = String::new();
    for letter in letters.chars() {
        match letter {
            'ß' => plain.push_str("ss"),
            'æ' => plain.push_str("ae"),
            'œ' => plain.push_str("oe"),
            'þ' => plain.push_str("th"),
            'ø' => plain.push('o'),
            'ł' => plain.push('l'),
            'đ' | 'ð' => plain.push('d'),
            'ı' => plain.push('i'),
            'ς' => plain.push('σ'),
            other => plain.push(other),
        }
    }
    plain
}

fn marked(text: &str, hits: &[Range<usize>]) -> AnyView {
    if hits.is_empty() {
        return text.to_owned().into_any();
    }
    let mut pieces: Vec<AnyView> = Vec::new();
    let mut done = 0;
    // A few, in any order, and they may overlap.
    while let Some(hit) = hits.iter().filter(|hit| hit.end > done).min_by_key(|hit| (hit.start, hit.end)) {
        let start = hit.start.max(done);
        pieces.push(text[done..start].to_owned().into_any());
        pieces.push(view! { <mark class="r-mark-hit">{text[start..hit.end].to_owned()}</mark> }.into_any());
        done = hit.end;
    }
    pieces.push(text[done..].to_owned().into_any());
    pieces.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As the browser does it, for the letters below.
    fn fold(letter: char) -> String {
        let plain: String = letter
            .to_lowercase()
            .map(|letter| match letter {
                'ö' => 'o',
                'ü' => 'u',
                'å' => 'a',
                'ó' => 'o',
                'é' => 'e',
                'ﬁ' => 'f',
                other => other,
            })
            .filter(|letter| !('\u{300}'..'\u{370}').contains(letter))
            .collect();
        taken_apart(&plain)
    }

    #[track_caller]
    fn check(search: &str, text: &str, expected: &[&str]) {
        let sought = Sought::folded(search, fold);
        let hits = sought.hits(text, 0, fold, |term| term.field.is_none());
        assert_eq!(hits.into_iter().map(|hit| &text[hit]).collect::<Vec<_>>(), expected, "{search} in {text}");
    }

    #[test]
    fn case_and_accents_do_not_matter_and_the_text_stays_as_it_is() {
        check("asa oberg", "Åsa Öberg", &["Åsa", "Öberg"]);
        check("GROSS", "Jürgen Großmann", &["Groß"]);
        check("GROS", "Jürgen Großmann", &["Groß"]);
        check("wójcik", "Łukasz Wojcik", &["Wojcik"]);
        check("lukasz", "Łukasz", &["Łukasz"]);
        check("jose", "Jose\u{301} Maria", &["Jose\u{301}"]);
        check("nobody", "Ada Lovelace", &[]);
    }

    #[test]
    fn wildcards_mark_what_they_stand_between() {
        check("a*love*ce", "Ada Lovelace", &["A", "Love", "ce"]);
        check("*lace", "Ada Lovelace", &["lace"]);
        check("an", "ann.hansen@acme.example", &["an"]);
        check("ann", "ann.hannsen", &["ann", "ann"]);
        check("@acme", "a@acme.example", &["@acme"]);
        check("*", "Ada", &[]);
    }

    #[test]
    fn short_words_are_marked_where_words_begin() {
        check("a", "Ada Anna", &["A", "A"]);
        check("da", "Ada", &[]);
        check("al", "f.alzahra@acme.example", &[]);
        check("小", "王小明", &["小"]);
        check("*da", "Ada", &["da"]);
    }

    #[test]
    fn what_makes_no_sense_marks_nothing() {
        check("\"ada", "ada", &[]);
        check("name:ada", "ada", &[]);
    }

    #[test]
    fn a_field_marks_its_own_text_only() {
        let sought = Sought::folded("first:a last:love email:x", fold);
        let hits = |given, family| {
            let name = "Ada Ann Lovelace";
            sought.hits_in_name(name, given, family, fold).into_iter().map(|hit| &name[hit]).collect::<Vec<_>>()
        };
        assert_eq!(hits(Some("Ada"), Some("Lovelace")), ["A", "Love"]);
        assert_eq!(hits(None, None), ["A", "A", "Love"]);
    }
}
