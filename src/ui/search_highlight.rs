//! Marks in a text what a search found there.

mod hits;

use std::ops::Range;

use api_types::SearchField;
use js_sys::{JsString, RegExp};

use hits::Terms;

use super::{Markup, Tag};

/// What a search looks for, to be marked in the texts that it found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Highlight(Terms);

impl Highlight {
    /// For a search in a list with these fields. An invalid search marks nothing.
    pub fn new(search: &str, fields: &[SearchField]) -> Self {
        Self(Terms::new(search, fields, decompose))
    }

    /// A text with the matches of terms of this field marked; also those of terms without a field, if `anywhere`.
    pub fn mark(&self, text: &str, field: SearchField, anywhere: bool) -> Vec<Markup> {
        marked(text, &self.0.hits(text, field, anywhere, decompose))
    }

    /// A person's name with the matches marked.
    pub fn mark_name(&self, name: &str, given: Option<&str>, family: Option<&str>) -> Vec<Markup> {
        marked(name, &self.0.hits_in_name(name, given, family, decompose))
    }
}

thread_local! {
    /// Accents and other nonspacing marks.
    static MARKS: RegExp = RegExp::new(r"\p{Mn}", "gu");
}

/// The compatibility decomposition of a letter, in lower case and without accents, by the browser: Rust's own functions
/// would bring Unicode's tables into the app.
fn decompose(letter: char) -> String {
    let plain = JsString::from(letter.to_string()).normalize("NFKD").to_lower_case();
    String::from(MARKS.with(|marks| plain.replace_by_pattern(marks, "")))
}

fn marked(text: &str, hits: &[Range<usize>]) -> Vec<Markup> {
    if hits.is_empty() {
        return vec![text.to_owned().into()];
    }
    let mut pieces: Vec<Markup> = Vec::new();
    let mut done = 0;
    // There are few. They are in any order and can overlap.
    while let Some(hit) = hits.iter().filter(|hit| hit.end > done).min_by_key(|hit| (hit.start, hit.end)) {
        let start = hit.start.max(done);
        pieces.push(text[done..start].to_owned().into());
        pieces.push(Tag::new("mark").with("class", "r-mark-hit").and(text[start..hit.end].to_owned()).into());
        done = hit.end;
    }
    pieces.push(text[done..].to_owned().into());
    pieces
}
