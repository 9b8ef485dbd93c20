//! The search of a list.

use std::time::Duration;

use api_types::{InvalidSearch, Search, SearchField};
use leptos::{html, leptos_dom::helpers::TimeoutHandle, prelude::*};

use super::ListHandle;
use crate::{
    host::{History, use_host},
    i18n::{I18n, use_i18n},
    preferences::use_preferences,
    ui::SearchField,
};

/// How long after a key it is said that what was typed makes no sense yet.
const PATIENCE: Duration = Duration::from_millis(800);

/// The search as it is being typed; it leaves with each key after which it makes sense.
#[component]
pub fn ListSearch(list: ListHandle) -> impl IntoView {
    let i18n = use_i18n();
    let field = NodeRef::<html::Input>::new();
    let (typed, problem_of, search) = use_typed_search(list);
    use_keys(field);
    take_over(list, field, search);
    // The rows are those of the search before.
    Effect::new(move |_| list.is_outdated.set(problem_of.with(Option::is_some) || list.rows.is_outdated()));
    view! {
        <SearchField
            label=list.label(|noun| noun.search)
            placeholder=list.label(|noun| noun.search_placeholder)
            hint=list.label(|noun| noun.search_hint)
            problem=Signal::derive(move || problem_text(list, i18n, &problem_of.get()?))
            value=typed
            node_ref=field
            on_search=search
        />
    }
}

/// What is in the field, of which invalid search the problem is said, and what is called with each change of the field.
fn use_typed_search(list: ListHandle) -> (RwSignal<String>, RwSignal<Option<String>>, Callback<String>) {
    let url = list.url;
    let is_valid = move |text: &str| Search::parse(text.trim(), list.spec.listing.search_fields).is_ok();
    let first = untrack(|| url.search());
    let problem_of = RwSignal::new(Some(first.clone()).filter(|text| !is_valid(text)));
    let (typed, sent) = (RwSignal::new(first.clone()), StoredValue::new(first));
    let timer = StoredValue::new(None::<TimeoutHandle>);
    let stop = move || {
        if let Some(timer) = timer.try_update_value(Option::take).flatten() {
            timer.clear();
        }
    };
    on_cleanup(stop);
    let send = Callback::new(move |()| {
        let text = typed.get_untracked().trim().to_owned();
        // Typed on while an answer was waited for.
        if !is_valid(&text) {
            return;
        }
        sent.set_value(text.clone());
        // The keys of one search are one step back.
        let is_first = untrack(|| url.search()).is_empty();
        url.search_for(text, if is_first { History::Push } else { History::ReplaceDebounced });
    });
    let search = Callback::new(move |text: String| {
        typed.set(text.clone());
        stop();
        if is_valid(&text) {
            problem_of.set(None);
            return list.rows.next(send);
        }
        timer.set_value(set_timeout_with_handle(move || problem_of.set(Some(text)), PATIENCE).ok());
    });
    // A search that changed from elsewhere, as by Back, is taken over.
    Effect::new(move |_| {
        let search = url.search();
        if sent.with_value(|sent| *sent != search) {
            stop();
            sent.set_value(search.clone());
            problem_of.set(Some(search.clone()).filter(|text| !is_valid(text)));
            typed.set(search);
        }
    });
    (typed, problem_of, search)
}

/// Goes on with what was typed before the app was there.
fn take_over(list: ListHandle, field: NodeRef<html::Input>, search: Callback<String>) {
    Effect::new(move |_| {
        list.typed_before.track();
        let Some(field) = field.get() else { return };
        let Some(before) = list.typed_before.try_update_untracked(Option::take).flatten() else { return };
        if let Some((start, end)) = before.selected {
            // A field that is not shown cannot take the focus.
            let _ = field.focus();
            field.set_value(&before.text);
            let _ = field.set_selection_range(start, end);
        }
        if !before.text.is_empty() {
            search.run(before.text.clone());
        }
    });
}

/// Why a text is no search, and what to do; nothing for one that is. Reactive.
pub fn problem_text(list: ListHandle, i18n: I18n, text: &str) -> Option<String> {
    let fields = list.spec.listing.search_fields;
    Some(match Search::parse(text.trim(), fields).err()? {
        InvalidSearch::UnknownField => (list.noun(i18n.texts()).unknown_field)(unknown_field(text, fields)),
        other => (i18n.texts().list.search_problem)(other).to_owned(),
    })
}

/// The first word of a search that is used as a field and is none.
fn unknown_field<'a>(text: &'a str, fields: &[SearchField]) -> &'a str {
    // A search is read from its start: it has this problem as soon as it has the word.
    let is_problem = |colon: &usize| {
        let end = text[*colon..].find(char::is_whitespace).map_or(text.len(), |after| colon + after);
        Search::parse(&text[..end], fields) == Err(InvalidSearch::UnknownField)
    };
    let Some(colon) = text.match_indices(':').map(|(colon, _)| colon).find(is_problem) else { return "" };
    let is_before = |letter: char| letter.is_whitespace() || matches!(letter, '"' | '\u{2018}'..='\u{201f}');
    text[..colon].rsplit(is_before).next().unwrap_or_default()
}

/// A slash leads to the field, and so does the browser's key for finding; pressed again, that one finds as ever, because
/// then the field has the focus.
fn use_keys(field: NodeRef<html::Input>) {
    let (host, preferences) = (use_host(), use_preferences());
    let keys = host.clone();
    host.on_keydown(move |event| {
        let command = (event.ctrl_key() || event.meta_key(), event.alt_key() || event.shift_key());
        let leads = match event.key().as_str() {
            "/" => !(command.0 || event.alt_key()) && untrack(|| preferences.has_shortcuts()),
            "f" | "F" => command == (true, false),
            _ => false,
        };
        if let (true, false, Some(field)) = (leads, keys.is_typing(), field.get_untracked()) {
            event.prevent_default();
            // A field that is not shown cannot take the focus.
            let _ = field.focus();
            field.select();
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn u26_the_word_that_is_no_field_is_named() {
        for (text, word) in [
            ("phone:7", "phone"),
            ("last:meier Telefon:7", "Telefon"),
            ("\"a phone:b\" tel:3", "tel"),
            ("\"a b\"tel:3", "tel"),
            ("12:30 x:1", "x"),
            ("mailto:a@b.example x:1", "x"),
            ("last:meier", ""),
        ] {
            assert_eq!(unknown_field(text, &SearchField::ALL), word, "{text}");
        }
    }
}
