//! The search of a list.

use std::time::Duration;

use api_types::{InvalidSearch, Search};
use leptos::{html, leptos_dom::helpers::TimeoutHandle, prelude::*};

use super::ListHandle;
use crate::{
    host::{History, use_host},
    i18n::use_i18n,
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
    let (url, fields) = (list.url, list.spec.listing.search_fields);
    let typed = RwSignal::new(url.query.get_untracked().search);
    let problem = RwSignal::new(None::<InvalidSearch>);
    let sent = StoredValue::new(typed.get_untracked());
    let timer = StoredValue::new(None::<TimeoutHandle>);
    let stop = move || {
        if let Some(timer) = timer.try_update_value(Option::take).flatten() {
            timer.clear();
        }
    };
    let send = Callback::new(move |()| {
        let text = typed.get_untracked().trim().to_owned();
        // Typed on while an answer was waited for.
        if Search::parse(&text, fields).is_err() {
            return;
        }
        sent.set_value(text.clone());
        // The keys of one search are one step back.
        let is_first = url.query.with_untracked(|query| query.search.is_empty());
        let history = if is_first { History::Push } else { History::ReplaceDebounced };
        url.change_as(history, |query| query.search = text);
    });
    let search = Callback::new(move |text: String| {
        let parsed = Search::parse(text.trim(), fields);
        typed.set(text);
        stop();
        match parsed {
            Ok(_) => {
                problem.set(None);
                list.rows.next(send);
            }
            Err(reason) => timer.set_value(set_timeout_with_handle(move || problem.set(Some(reason)), PATIENCE).ok()),
        }
    });
    on_cleanup(stop);
    // A search that changed from elsewhere, as by Back, is taken over.
    Effect::new(move |_| {
        let search = url.query.with(|query| query.search.clone());
        if sent.with_value(|sent| *sent != search) {
            sent.set_value(search.clone());
            problem.set(None);
            typed.set(search);
        }
    });
    use_keys(field);
    let problem = Signal::derive(move || {
        let noun = list.noun(i18n.texts());
        problem.get().map(|problem| match problem {
            InvalidSearch::UnknownField => noun.unknown_field.to_owned(),
            other => (i18n.texts().list.search_problem)(other).to_owned(),
        })
    });
    view! {
        <SearchField
            label=list.label(|noun| noun.search)
            placeholder=list.label(|noun| noun.search_placeholder)
            hint=list.label(|noun| noun.search_hint)
            problem
            value=typed
            node_ref=field
            on_search=search
        />
    }
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
