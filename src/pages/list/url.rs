//! The query of a list in the URL: the only place where it is kept. The layout of the table is there too, and is
//! remembered for URLs that do not say.

use api_types::{InvalidParameter, ListQuery, OrganizationId, codes};
use leptos::prelude::*;

use super::{super::organization::use_current_organization, ListSpec};
use crate::{
    api::ApiError,
    host::{History, StorageKey, use_host},
    i18n::use_i18n,
    location::use_location,
    paths::{parameters, query, with_query},
    ui::ColumnLayout,
};

/// What is searched for.
const SEARCH: &str = "q";

/// The row at which the list begins to be seen, counted from 0.
const PLACE: &str = "at";

/// A filter whose value the page decides, not the URL's query: its name and its value.
pub type FixedFilter = (&'static str, Signal<String>);

/// Reads the query of a list from the URL and changes it there.
#[derive(Clone, Copy)]
pub struct ListUrl {
    /// Search, filters and order, as the URL has them.
    pub query: Memo<ListQuery>,
    /// The search of the URL, if it is invalid. Then the query has none, and there are no rows.
    pub invalid_search: Memo<Option<String>>,
    /// Columns, widths and density: what the URL says, or else what was remembered.
    pub layout: Memo<ColumnLayout>,
    spec: &'static ListSpec,
    /// The path of the page that the list is on.
    path: Signal<Option<String>>,
    fixed: Option<FixedFilter>,
    dropped: RwSignal<Vec<&'static str>>,
    go: Callback<(String, History)>,
    remember: Callback<ColumnLayout>,
}

/// What a URL asks of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Read {
    query: ListQuery,
    /// The search, if it is invalid.
    invalid_search: Option<String>,
    layout: Option<ColumnLayout>,
    /// Parameters that had to be left out because they cannot be read, each once.
    dropped: Vec<&'static str>,
}

/// Reads the query of a URL. Parameters that are not ours are not looked at.
fn read(spec: &'static ListSpec, search: &str) -> Read {
    let parameters = parameters(search);
    let mut query = ListQuery::new(spec.listing);
    let (layout, unread) = ColumnLayout::read(spec.columns, &parameters);
    let (mut invalid_search, mut dropped) = (None, Vec::new());
    let invalid = parameters.iter().filter_map(|(name, value)| {
        let InvalidParameter { parameter, .. } = query.read(name, value).err()?;
        if parameter == SEARCH {
            invalid_search = Some(value.trim().to_owned());
            return None;
        }
        Some(parameter)
    });
    for name in invalid.chain(unread) {
        if !dropped.contains(&name) {
            dropped.push(name);
        }
    }
    Read { query, invalid_search, layout, dropped }
}

/// The query of the list in the present URL, on the page at `path`; `fixed` is filtered by in any case. What cannot be
/// read is left out of the URL, and remembered for a note.
pub fn use_list_url(spec: &'static ListSpec, path: Signal<Option<String>>, fixed: Option<FixedFilter>) -> ListUrl {
    let (location, host, current) = (use_location(), use_host(), use_current_organization());
    let parsed = Memo::new(move |_| read(spec, &location.search()));
    let dropped = RwSignal::new(Vec::new());
    let chosen = Trigger::new();
    let key = move |organization: OrganizationId| StorageKey::Columns(organization, spec.listing.name);
    let remember = Callback::new({
        let host = host.clone();
        move |layout: ColumnLayout| {
            let text = query(layout.parameters());
            if let Some(organization) = untrack(|| current.id()) {
                host.store(key(organization), Some(&*text).filter(|text| !text.is_empty()));
            }
            chosen.notify();
        }
    });
    let remembered = Memo::new(move |_| {
        chosen.track();
        let text = host.stored(key(current.id()?))?;
        ColumnLayout::read(spec.columns, &parameters(&text)).0
    });
    let layout = Memo::new(move |_| {
        let asked = parsed.with(|parsed| parsed.layout.clone());
        asked.or_else(|| remembered.get()).unwrap_or_else(|| ColumnLayout::new(spec.columns))
    });
    let query = Memo::new(move |_| parsed.with(|parsed| parsed.query.clone()));
    let invalid_search = Memo::new(move |_| parsed.with(|parsed| parsed.invalid_search.clone()));
    let go = Callback::new(move |(url, history): (String, History)| location.go(&url, history));
    let url = ListUrl { query, invalid_search, layout, spec, path, fixed, dropped, go, remember };
    Effect::new(move |_| {
        let invalid = parsed.with(|parsed| parsed.dropped.clone());
        if !invalid.is_empty() {
            dropped.set(invalid);
            url.show(&query.get(), &layout.get(), History::Replace);
        }
    });
    url
}

impl ListUrl {
    /// What the server is asked for: the query, filtered by what the page decides. Reactive.
    pub fn asked(self) -> ListQuery {
        let query = self.query.get();
        match self.fixed {
            Some((filter, value)) => query.with_filter(filter, &[&value.get()]),
            None => query,
        }
    }

    /// The filter that the page decides.
    pub fn fixed_filter(self) -> Option<&'static str> {
        self.fixed.map(|(name, _)| name)
    }

    /// The search that the field shows. Reactive.
    pub fn search(self) -> String {
        self.invalid_search.get().unwrap_or_else(|| self.query.with(|query| query.search.clone()))
    }

    /// The URL of a query and a layout, on the same page.
    pub fn of(self, query: &ListQuery, layout: &ColumnLayout) -> Option<String> {
        let parameters = query.parameters().into_iter().chain(layout.parameters());
        Some(with_query(&self.path.get_untracked()?, parameters))
    }

    /// The URL of what is shown now.
    pub fn current(self) -> Option<String> {
        self.of(&self.query.get_untracked(), &self.layout.get_untracked())
    }

    /// The query of that URL, as views are saved.
    pub fn current_query(self) -> String {
        let parameters = self.query.get_untracked().parameters();
        let parameters = parameters.into_iter().chain(self.layout.with_untracked(ColumnLayout::parameters));
        query(parameters).trim_start_matches('?').to_owned()
    }

    /// Goes to a query and a layout. An invalid search stays, so that it can be corrected.
    fn show(self, query: &ListQuery, layout: &ColumnLayout, history: History) {
        let invalid = self.invalid_search.get_untracked().map(|search| (SEARCH, search));
        self.show_with(query, layout, invalid, history);
    }

    fn show_with(
        self,
        query: &ListQuery,
        layout: &ColumnLayout,
        more: Option<(&'static str, String)>,
        history: History,
    ) {
        if let Some(url) = untrack(|| self.of(query, layout)) {
            self.go.run((with_query(&url, more), history));
        }
    }

    /// Searches for this; a search from before, valid or not, is given up.
    pub fn search_for(self, search: String, history: History) {
        let mut query = self.query.get_untracked();
        if query.search == search && self.invalid_search.with_untracked(Option::is_none) {
            return;
        }
        query.search = search;
        self.dropped.set(Vec::new());
        self.show_with(&query, &self.layout.get_untracked(), None, history);
    }

    /// Goes to a saved view.
    pub fn go_to_view(self, view: &str) {
        if let Some(path) = self.path.get_untracked() {
            self.go.run(([&*path, "?", view].concat().trim_end_matches('?').to_owned(), History::Push));
        }
    }

    /// Changes the query by `change`, as a step that Back returns from.
    pub fn change(self, change: impl FnOnce(&mut ListQuery)) {
        self.change_as(History::Push, change);
    }

    /// Changes the query by `change`.
    pub fn change_as(self, history: History, change: impl FnOnce(&mut ListQuery)) {
        let mut query = self.query.get_untracked();
        change(&mut query);
        if query != self.query.get_untracked() {
            self.dropped.set(Vec::new());
            self.show(&query, &self.layout.get_untracked(), history);
        }
    }

    /// Lays the table out otherwise, now and when the reader comes back.
    pub fn lay_out(self, layout: ColumnLayout) {
        self.remember.run(layout.clone());
        self.show(&self.query.get_untracked(), &layout, History::Replace);
    }

    /// Writes into the URL at which row, counted from 0, the list begins to be seen.
    pub fn set_place(self, row: u64) {
        let Some(url) = untrack(|| self.current()) else { return };
        let place = (row > 0).then(|| (PLACE, row.to_string()));
        self.go.run((with_query(&url, place), History::ReplaceDebounced));
    }

    /// What was left out of the URL, in words; nothing when all of it could be read.
    pub fn dropped_names(self) -> Option<String> {
        let dropped = self.dropped.get();
        let i18n = use_i18n();
        let (texts, noun) = (&i18n.texts().list, (self.spec.texts)(i18n.texts()));
        let name = |parameter: &&'static str| match *parameter {
            SEARCH => texts.dropped_search,
            "sort" => texts.dropped_sort,
            "columns" | "widths" => texts.dropped_columns,
            "density" => texts.density,
            other => (noun.filter)(other),
        };
        let names: Vec<_> = dropped.iter().map(name).collect();
        (!names.is_empty()).then(|| i18n.format().list(names))
    }

    /// Takes the note away.
    pub fn forget_dropped(self) {
        self.dropped.set(Vec::new());
    }

    /// Leaves out what only the server can see to be wrong, such as a role that no longer exists. A search stays, to be
    /// narrowed down.
    pub fn drop_what_the_server_refuses(self, failure: ReadSignal<Option<ApiError>>) {
        Effect::new(move |_| {
            let refused: Vec<&'static str> = failure.with(|failure| match failure {
                Some(ApiError::Refused { problem, .. }) if problem.code == codes::INVALID => {
                    let is_refused = |name: &&'static str| problem.names(&["/query/", name].concat());
                    let filters = self.spec.listing.filters.iter().map(|filter| filter.name);
                    ["sort"].into_iter().chain(filters).filter(is_refused).collect()
                }
                _ => Vec::new(),
            });
            if !refused.is_empty() {
                self.change_as(History::Replace, |query| refused.iter().for_each(|name| query.clear(name)));
                self.dropped.set(refused);
            }
        });
    }
}

/// The row that a URL says the list begins to be seen at.
pub fn place_in(search: &str) -> Option<u64> {
    parameters(search).iter().find(|(name, _)| name == PLACE)?.1.parse().ok()
}

#[cfg(test)]
mod tests {
    use api_types::MEMBERS;

    use super::{super::super::members::MEMBER_LIST, *};
    use crate::ui::Density;

    #[test]
    fn what_cannot_be_read_is_left_out_and_named_once() {
        let search = "?q=%C3%B6&status=asleep,active&status=gone&sort=shoe_size&columns=email,shoes&utm=1";
        let Read { query, invalid_search, layout, dropped } = read(&MEMBER_LIST, search);
        assert_eq!(invalid_search, None);
        assert_eq!((query.search.as_str(), &query.filter("status").values[..]), ("ö", &["active".to_owned()][..]));
        assert_eq!(layout.unwrap().shown().iter().map(|it| it.name).collect::<Vec<_>>(), ["name", "email"]);
        assert_eq!(dropped, ["status", "sort", "columns"]);
    }

    #[test]
    fn every_query_survives_its_url() {
        let mut query = ListQuery::new(&MEMBERS).with_filter("status", &["expired", "active"]);
        query.search = "a+b & c=d #1 100%41".into();
        query.read("role", "!rol_00000000000000000000000003,none").unwrap();
        query.read("sort", "-email").unwrap();
        let mut layout = ColumnLayout::new(MEMBER_LIST.columns).with_density(Density::Compact);
        layout.show(["last_sign_in"]);
        layout.set_width("name", Some(300));
        let url = with_query("/users", query.parameters().into_iter().chain(layout.parameters()));
        let (_, search) = url.split_once('?').unwrap();
        assert_eq!(
            read(&MEMBER_LIST, search),
            Read { query, invalid_search: None, layout: Some(layout), dropped: vec![] }
        );
    }

    #[test]
    fn u26_an_invalid_search_is_kept_to_be_corrected() {
        for (search, expected) in [("?q=%22ada&sort=-email", "\"ada"), ("?q=phone:7", "phone:7")] {
            let Read { query, invalid_search, dropped, .. } = read(&MEMBER_LIST, search);
            assert_eq!((query.search.as_str(), invalid_search.as_deref()), ("", Some(expected)), "{search}");
            assert!(dropped.is_empty(), "{search}");
        }
    }

    #[test]
    fn u20_the_place_is_read_from_the_url() {
        assert_eq!(place_in("?q=a&at=250"), Some(250));
        for search in ["", "?at=", "?at=-1", "?at=x"] {
            assert_eq!(place_in(search), None, "{search}");
        }
    }
}
