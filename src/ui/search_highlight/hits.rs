//! Where the terms of a search match in a text, by the rules by which the server searches.

use std::ops::Range;

use api_types::{SHORT, Search, SearchField, fold_letter, is_own_word};

/// The terms of a search, folded.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Terms(Vec<Term>);

/// The compatibility decomposition of a letter, in lower case and without accents.
type Decompose = fn(char) -> String;

#[derive(Debug, Clone, PartialEq, Eq)]
struct Term {
    field: Option<SearchField>,
    /// Occur in this order; none is empty.
    parts: Vec<Vec<char>>,
    /// Whether the first part must stand at the beginning of a word: a short text without wildcards.
    is_short: bool,
    /// Whether the first part must stand at the beginning of the word or text that a pattern covers.
    begins: bool,
    /// Whether the last part must stand at its end.
    ends: bool,
}

/// The letters of a text as they are compared, each with its place in the text.
struct Folded {
    letters: Vec<char>,
    places: Vec<Range<usize>>,
}

/// The letters that a term is searched for in.
#[derive(Clone, Copy)]
struct Scope<'a> {
    letters: &'a [char],
    /// Whether a pattern covers all of them. Otherwise, it covers whole words.
    whole: bool,
    /// Whether they are an e-mail address: words begin and end at the `@` too.
    is_address: bool,
}

impl Terms {
    /// Of a search in a list with these fields; none of an invalid search.
    pub fn new(search: &str, fields: &[SearchField], decompose: Decompose) -> Self {
        let terms = Search::parse(search, fields).unwrap_or_default().terms;
        Self(terms.iter().map(|term| Term::new(term, decompose)).collect())
    }

    /// The places in a text of this field that terms of the field match; also those without a field, if `anywhere`.
    pub fn hits(&self, text: &str, field: SearchField, anywhere: bool, decompose: Decompose) -> Vec<Range<usize>> {
        let is_address = field == SearchField::Email || field == SearchField::Supervisor && text.contains('@');
        let wanted = |term: &&Term| term.field.map_or(anywhere, |only| only == field);
        hits(self.0.iter().filter(wanted), text, is_address, decompose)
    }

    /// The places in a person's name that match.
    pub fn hits_in_name(
        &self,
        name: &str,
        given: Option<&str>,
        family: Option<&str>,
        decompose: Decompose,
    ) -> Vec<Range<usize>> {
        let of = |field| self.0.iter().filter(move |term| term.field == field);
        let mut found = hits(of(None), name, false, decompose);
        for (field, part) in [(SearchField::First, given), (SearchField::Last, family)] {
            // If the name does not contain the part, the whole name stands for it.
            let part = part.filter(|part| name.contains(part)).unwrap_or(name);
            let is_last = field == SearchField::Last && name.ends_with(part);
            let start = if is_last { name.len() - part.len() } else { name.find(part).unwrap_or_default() };
            let in_part = hits(of(Some(field)), part, false, decompose);
            found.extend(in_part.into_iter().map(|hit| hit.start + start..hit.end + start));
        }
        found
    }
}

fn hits<'a>(
    terms: impl Iterator<Item = &'a Term>,
    text: &str,
    is_address: bool,
    decompose: Decompose,
) -> Vec<Range<usize>> {
    let mut terms = terms.peekable();
    if terms.peek().is_none() {
        return Vec::new();
    }
    let text = Folded::new(text, decompose);
    terms.flat_map(|term| term.hits(term.scope(&text.letters, is_address))).map(|hit| text.place(hit)).collect()
}

impl Term {
    fn new(term: &api_types::Term, decompose: Decompose) -> Self {
        let mut parts: Vec<_> = term.parts.iter().map(|part| Folded::new(part, decompose).letters).collect();
        let is_anchor = |part: Option<&Vec<char>>| term.is_pattern() && part.is_some_and(|part| !part.is_empty());
        let (begins, ends) = (is_anchor(parts.first()), is_anchor(parts.last()));
        let is_word = |part: &[char]| part.len() == 1 || !part.iter().copied().any(is_own_word);
        let is_short = !term.is_pattern() && parts.iter().all(|part| part.len() <= SHORT && is_word(part));
        parts.retain(|part| !part.is_empty());
        Self { field: term.field, parts, is_short, begins, ends }
    }

    fn scope<'a>(&self, letters: &'a [char], is_address: bool) -> Scope<'a> {
        // The supervisor's texts are searched like those of a member without a field.
        let whole = self.field.is_some_and(|field| field != SearchField::Supervisor);
        let has_at = self.parts.iter().any(|part| part.contains(&'@'));
        let at = letters.iter().rposition(|letter| *letter == '@').filter(|_| is_address && !whole && !has_at);
        Scope { letters: &letters[..at.unwrap_or(letters.len())], whole, is_address }
    }

    /// Every match, as ranges of letters, one for each part.
    fn hits(&self, scope: Scope<'_>) -> Vec<Range<usize>> {
        let mut hits = Vec::new();
        let mut from = 0;
        // Over and over: "*an*a*" is found twice in "banana and banana".
        loop {
            let found = hits.len();
            for place in 0..self.parts.len() {
                match self.find(place, scope, from) {
                    Some(hit) => {
                        from = hit.end;
                        hits.push(hit);
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

    /// The first match of one part.
    fn find(&self, place: usize, scope: Scope<'_>, from: usize) -> Option<Range<usize>> {
        let part = &self.parts[place];
        let (is_first, is_last) = (place == 0, place + 1 == self.parts.len());
        let last = scope.letters.len().checked_sub(part.len())?;
        let fits = |at: usize| {
            scope.letters[at..].starts_with(part)
                && !(is_first && self.is_short && !scope.begins_word(at))
                && !(is_first && self.begins && !scope.begins(at))
                && !(is_last && self.ends && !scope.ends(at + part.len()))
        };
        (from..=last).find(|at| fits(*at)).map(|at| at..at + part.len())
    }
}

impl Scope<'_> {
    /// Whether a pattern can begin here.
    fn begins(self, at: usize) -> bool {
        if self.whole { at == 0 || self.is_at(at) } else { self.begins_word(at) }
    }

    /// Whether a pattern can end here.
    fn ends(self, end: usize) -> bool {
        if end == self.letters.len() || self.is_at(end - 1) {
            return true;
        }
        let (before, after) = (self.letters[end - 1], self.letters[end]);
        !self.whole && (after.is_whitespace() || is_own_word(before) || is_own_word(after))
    }

    fn begins_word(self, at: usize) -> bool {
        if at == 0 || self.is_at(at) || self.is_at(at - 1) {
            return true;
        }
        let (before, after) = (self.letters[at - 1], self.letters[at]);
        before.is_whitespace() || is_own_word(before) || is_own_word(after)
    }

    /// Whether there is the `@` of an address.
    fn is_at(self, place: usize) -> bool {
        self.is_address && self.letters[place] == '@'
    }
}

impl Folded {
    fn new(text: &str, decompose: Decompose) -> Self {
        let mut folded = Self { letters: Vec::new(), places: Vec::new() };
        for (start, letter) in text.char_indices() {
            let place = start..start + letter.len_utf8();
            let mut letters = Vec::new();
            fold_letter(letter, decompose, &mut letters);
            if letters.is_empty() {
                folded.extend_last(place.end);
            }
            letters.into_iter().for_each(|letter| folded.push(letter, place.clone()));
        }
        if folded.letters.last() == Some(&' ') {
            folded.letters.pop();
            folded.places.pop();
        }
        folded
    }

    /// Adds a letter. White space is one space; at the start and next to a letter that is a word by itself, there is
    /// none.
    fn push(&mut self, letter: char, place: Range<usize>) {
        let last = self.letters.last().copied();
        if letter.is_whitespace() {
            if last.is_some_and(|last| last != ' ' && !is_own_word(last)) {
                self.letters.push(' ');
                self.places.push(place);
            }
            return;
        }
        if is_own_word(letter) && last == Some(' ') {
            self.letters.pop();
            self.places.pop();
        }
        self.letters.push(letter);
        self.places.push(place);
    }

    /// An accent of its own belongs to the letter before it.
    fn extend_last(&mut self, end: usize) {
        let Some(start) = self.places.last().map(|last| last.start) else { return };
        self.places.iter_mut().rev().take_while(|place| place.start == start).for_each(|place| place.end = end);
    }

    /// The place in the text of a range of letters.
    fn place(&self, letters: Range<usize>) -> Range<usize> {
        self.places[letters.start].start..self.places[letters.end - 1].end
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As the browser does it, for the letters below.
    fn decompose(letter: char) -> String {
        let plain = letter.to_lowercase().map(|letter| match letter {
            'ö' => 'o',
            'ü' => 'u',
            'å' => 'a',
            'ó' => 'o',
            'é' => 'e',
            'ﬁ' => 'f',
            '\u{a0}' => ' ',
            other => other,
        });
        plain.filter(|letter| !('\u{300}'..'\u{370}').contains(letter)).collect()
    }

    fn terms(search: &str) -> Terms {
        Terms::new(search, &SearchField::ALL, decompose)
    }

    fn texts(text: &str, hits: Vec<Range<usize>>) -> Vec<&str> {
        hits.into_iter().map(|hit| &text[hit]).collect()
    }

    /// In a name or signature.
    #[track_caller]
    fn check(search: &str, text: &str, expected: &[&str]) {
        let hits = terms(search).hits(text, SearchField::Signature, true, decompose);
        assert_eq!(texts(text, hits), expected, "{search} in {text}");
    }

    #[track_caller]
    fn check_address(search: &str, text: &str, expected: &[&str]) {
        let hits = terms(search).hits(text, SearchField::Email, true, decompose);
        assert_eq!(texts(text, hits), expected, "{search} in {text}");
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
    fn f19_one_text_in_many_forms_is_marked_alike() {
        check("O'Brien", "Pat O’Brien", &["O’Brien"]);
        check("o’brien", "Pat O'Brien", &["O'Brien"]);
        check("anne-marie", "Anne\u{2011}Marie", &["Anne\u{2011}Marie"]);
        check("“ada love”", "Ada\u{a0} Lovelace", &["Ada\u{a0} Love"]);
        check("zoe", "Zo\u{200b}é", &["Zo\u{200b}é"]);
        check("\"z", "Zoé „Z“", &[]);
        check("z\"", "Zoé „Z“", &["Z“"]);
    }

    #[test]
    fn f21_a_pattern_marks_whole_words() {
        check("an*", "Anna Hansen Ann", &["An", "An"]);
        check("*an", "Marian Anna", &["an"]);
        check("*an*", "Marian Anna", &["an", "An"]);
        check("a*a", "Ada Lovelace", &["A", "a"]);
        check("a*love*ce", "Ada Lovelace", &["A", "Love", "ce"]);
        check("a*ov*e", "Ada Lovelace", &["A", "ov", "e"]);
        check("*lace", "Ada Lovelace", &["lace"]);
        check("love*", "Ada Lovelace", &["Love"]);
        check("lov*l", "Ada Lovelace", &[]);
        check("王*明", "王小明", &["王", "明"]);
        check("*", "Ada", &[]);
    }

    #[test]
    fn f21_in_a_field_a_pattern_covers_the_whole_text() {
        check("signature:an*", "An Ann", &["An"]);
        check("signature:*an", "An an", &["an"]);
        check("signature:n*", "An", &[]);
        check("signature:a*n", "An Ann", &["A", "n"]);
        check("signature:an", "Ann An", &["An", "An"]);
        check_address("email:a*", "ada@acme.example", &["a"]);
        check_address("email:*acme*", "ada@acme.example", &["acme"]);
        check_address("email:acme*", "ada@acme.example", &[]);
        check_address("email:@acme*", "ada@acme.example", &["@acme"]);
    }

    #[test]
    fn f21_the_parts_of_an_address_are_words() {
        check_address("*@acme.example", "ada@acme.example", &["@acme.example"]);
        check_address("@a*e", "ada@acme.example", &["@a", "e"]);
        check_address("*da@", "ada@acme.example", &["da@"]);
        check_address("*da", "ada@acme.example", &["da"]);
        check_address("a*@acme", "ada@acme.example", &[]);
        check_address("ada@*", "ada@acme.example", &["ada@"]);
    }

    #[test]
    fn u3_a_domain_is_marked_for_an_at_or_its_field() {
        check_address("acme", "acme@acme.example", &["acme"]);
        check_address("example*", "ada@example", &[]);
        check_address("@acme", "a@acme.example", &["@acme"]);
        check_address("email:acme", "a@acme.example", &["acme"]);
        check_address("email:ac", "ac@acme.example", &["ac", "ac"]);
        check_address("@a", "a@acme.example", &["@a"]);
        check_address("an", "ann.hansen@acme.example", &["an"]);
        check_address("ann", "ann.hannsen@ann", &["ann", "ann"]);
        let hits = terms("supervisor:acme").hits("ada@acme.example", SearchField::Supervisor, false, decompose);
        assert!(hits.is_empty());
    }

    #[test]
    fn short_words_are_marked_where_words_begin() {
        check("a", "Ada Anna", &["A", "A"]);
        check("da", "Ada", &[]);
        check_address("al", "f.alzahra@acme.example", &[]);
        check("小", "王小明", &["小"]);
        check("*da", "Ada", &["da"]);
        check("\"王 小\"", "王小明", &["王小"]);
    }

    #[test]
    fn an_invalid_search_marks_nothing() {
        check("\"ada", "ada", &[]);
        check("name:ada", "ada", &[]);
        check("\u{301}", "ada", &[]);
    }

    #[test]
    fn a_field_marks_its_own_text_only() {
        let name = "Ada Ann Lovelace";
        let hits = |search, given, family| texts(name, terms(search).hits_in_name(name, given, family, decompose));
        let search = "first:a last:love email:x";
        assert_eq!(hits(search, Some("Ada"), Some("Lovelace")), ["A", "Love"]);
        assert_eq!(hits(search, None, None), ["A", "A", "Love"]);
        assert_eq!(hits("vorname:a*a", Some("Ada"), Some("Lovelace")), ["A", "a"]);
        assert_eq!(hits("first:ann*", Some("Ada Ann"), Some("Lovelace")), [""; 0]);
        assert_eq!(
            terms("last:ann*").hits_in_name("Anna Ann", Some("Anna"), Some("Ann"), decompose),
            std::slice::from_ref(&(5..8))
        );
    }
}
