//! A list of one noun: search, filters and order are in the URL; one scrolls through the whole result. What is special
//! about the noun is a constant [`ListSpec`].

pub mod action;
pub mod bulk;
mod columns;
mod export;
pub mod filter_options;
mod filters;
mod footer;
mod page_menu;
mod position;
pub mod row_menu;
mod saved_views;
mod search;
mod spec;
mod states;
mod toolbar;
mod url;

use api_types::{ListQuery, Total};
use leptos::{html, prelude::*};

use self::{
    action::{Action, ActionState, Requested, use_actions},
    bulk::{SelectionPlace, use_selection},
    footer::{Count, ListFooter},
    position::use_position,
    row_menu::RowMenu,
    states::{ListState, ListStatePanel},
    toolbar::ListToolbar,
    url::{ListUrl, use_list_url},
};
pub use self::{
    page_menu::PageButtons,
    position::Positions,
    spec::{ListSpec, Preset, ValueGroup, read_page},
    url::FixedFilter,
};
use super::organization::{CurrentOrganization, use_current_organization};
use crate::{
    access::use_access,
    host::{TypedSearch, use_host},
    i18n::{I18n, ListNounTexts, Texts, use_i18n},
    queries::{WindowedList, use_queries},
    ui::{
        Highlight, Look, Note, NoteKind, PopoverControl, Room, RowPress, RowRef, Scroller, Selection, Sorting, Table,
        TableSkeleton,
    },
};

/// The rows of a list.
pub type Rows = WindowedList<RowRef>;

/// One list on a page, for everything that stands around its rows.
#[derive(Clone, Copy)]
pub struct ListHandle {
    pub spec: &'static ListSpec,
    pub url: ListUrl,
    pub rows: Rows,
    pub selection: Selection,
    /// Whether the reader may select rows.
    pub selects: Signal<bool>,
    /// The selected rows that another query had shown.
    pub kept: RwSignal<Vec<u128>>,
    /// The action that the noun's lazy component is to do.
    pub requested: Requested,
    /// How many rows match, in words.
    pub matching: Signal<String>,
    /// Whether the search field says something else than what the rows were found by.
    pub is_outdated: RwSignal<bool>,
    /// What was typed before the app was there.
    pub typed_before: RwSignal<Option<TypedSearch>>,
}

impl ListHandle {
    /// What the list says in this catalogue.
    pub fn noun(self, texts: &'static Texts) -> &'static ListNounTexts {
        (self.spec.texts)(texts)
    }

    /// Requests an action for those of the selected rows that it is for.
    pub fn request(self, action: &'static Action) {
        let fits = |row: &&RowRef| (action.state)(&***row, action.name) == ActionState::Allowed;
        let rows: Vec<_> =
            self.selection.rows().with_untracked(|selected| selected.rows().iter().filter(fits).cloned().collect());
        self.requested.set(Some((action.name, rows)));
    }

    /// A text of the noun, as a signal.
    pub fn label(self, text: fn(&'static ListNounTexts) -> &'static str) -> Signal<String> {
        let i18n = use_i18n();
        Signal::derive(move || text(self.noun(i18n.texts())).to_owned())
    }
}

/// What the page of a list decides.
#[derive(Clone, Copy)]
pub struct ListPage {
    /// The path of the page.
    pub path: Signal<Option<String>>,
    /// What is filtered by in any case.
    pub fixed: Option<FixedFilter>,
    /// Where the page of a row is; nothing where rows have none.
    pub href: Callback<RowRef, Option<String>>,
}

/// The list of a noun on a page, for whoever draws its parts.
pub fn use_list(spec: &'static ListSpec, page: ListPage) -> ListHandle {
    let (i18n, queries, current, access) = (use_i18n(), use_queries(), use_current_organization(), use_access());
    let url = use_list_url(spec, page.path, page.fixed);
    let asked = Memo::new(move |_| {
        url.invalid_search.with(Option::is_none).then_some(())?;
        Some((current.id()?, url.asked()))
    });
    let rows = queries.list(asked, spec.read);
    url.drop_what_the_server_refuses(rows.failure());
    let matching = Signal::derive(move || {
        let total = rows.total().get().map_or(0, |total| total.count);
        ((spec.texts)(i18n.texts()).matching)(i18n.format(), total)
    });
    let selects = Signal::derive(move || spec.bulk_permission.is_some_and(|permission| access.can(permission)));
    let list = ListHandle {
        spec,
        url,
        rows,
        selection: Selection::new(),
        selects,
        kept: RwSignal::new(Vec::new()),
        requested: RwSignal::new(None),
        matching,
        is_outdated: RwSignal::new(false),
        typed_before: RwSignal::new(None),
    };
    use_selection(list);
    list
}

/// The page of a list: its title, what is done with it as a whole, its toolbar and its rows.
#[component]
pub fn ListPageView(
    list: ListHandle,
    page: ListPage,
    /// Stands beside the title.
    #[prop(optional, into)]
    beside: ViewFn,
    /// Stands above the toolbar.
    #[prop(optional, into)]
    above: ViewFn,
    /// Stands below the title.
    #[prop(optional, into)]
    lede: Option<Signal<String>>,
    /// Whether the list is as high as its rows, because more stands below it.
    #[prop(optional)]
    is_short: bool,
    /// The noun's own buttons.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let (host, i18n, current) = (use_host(), use_i18n(), use_current_organization());
    Effect::new(move |_| host.set_page_title(&[list.noun(i18n.texts()).title, &current.name()]));
    view! {
        <div class="r-page">
            <div class="r-page__head">
                <h1 class="r-page__title">
                    {list.label(|noun| noun.title)} " " <span class="r-count"><TitleCount list/></span>
                </h1>
                {beside.run()}
                <PageButtons list>{children.map(|children| children())}</PageButtons>
            </div>
            {lede.map(|lede| view! { <p class="r-lede">{move || lede.get()}</p> })}
            {above.run()}
        </div>
        <ListBody list page is_short/>
    }
}

/// How many rows there are; under search and filters, of how many, and a button that takes the filters away.
#[component]
pub fn TitleCount(list: ListHandle) -> impl IntoView {
    let (i18n, current) = (use_i18n(), use_current_organization());
    let clear = move || {
        list.url.query.with(ListQuery::has_filters).then(|| {
            view! {
                <button class="r-link r-sm" type="button" on:click=move |_| list.url.change(ListQuery::clear_filters)>
                    {move || i18n.texts().list.clear_filters}
                </button>
            }
        })
    };
    let count = move || title_count(list, i18n, current);
    view! { {count} " " {clear} }
}

fn title_count(list: ListHandle, i18n: I18n, current: CurrentOrganization) -> AnyView {
    let whole = move || current.organization().and_then(|organization| (list.spec.whole)(&organization));
    match whole() {
        _ if list.url.invalid_search.with(Option::is_some) => ().into_any(),
        Some(whole) if !list.url.asked().is_filtered() => {
            view! { <span prop:textContent=i18n.format().number(whole)></span> }.into_any()
        }
        Some(whole) => view! {
            <Count rows=list.rows/>
            <span prop:textContent=(i18n.texts().list.of_all)(&i18n.format().number(whole))></span>
        }
        .into_any(),
        None => view! { <Count rows=list.rows/> }.into_any(),
    }
}

/// The toolbar of a list and its rows, or what stands in their place.
#[component]
pub fn ListBody(
    list: ListHandle,
    page: ListPage,
    /// Whether it is as high as its rows.
    #[prop(optional)]
    is_short: bool,
) -> impl IntoView {
    let (host, i18n, current, access) = (use_host(), use_i18n(), use_current_organization(), use_access());
    // A memo: the toolbar is made anew when this changes, and what is being typed in it would be lost.
    let is_forbidden = Memo::new(move |_| current.organization().is_some() && !access.can(list.spec.permission));
    let is_composing = host.is_composing();
    let state = Memo::new(move |_| match ListState::of(list, is_forbidden.get()) {
        _ if is_composing.get() => ListState::Waiting,
        // The dialog about selected rows is beside the rows: it stays when the last one goes.
        ListState::Waiting | ListState::Empty | ListState::NoMatch if list.selection.is_held() => ListState::Rows,
        state => state,
    });
    // What the page painted stays for as long as there is nothing better.
    let painted = host.clone();
    let take_over = move |has_rows: bool| {
        painted.remove_painted_shell();
        if !has_rows {
            // They are rows of this list, not of the next one.
            drop(painted.take_painted_rows());
        }
        if let Some(typed) = painted.take_typed_search() {
            list.typed_before.set(Some(typed));
        }
    };
    let room = RwSignal::new(None::<Room>);
    let place = NodeRef::<html::Div>::new();
    Effect::new(move |_| {
        let Some(element) = place.get() else { return };
        let (measured, host) = (element.clone(), host.clone());
        room.set(Some(host.room_of(&element)));
        host.clone().on_resize(&[element.into()], move || {
            // Not right away: what is measured changes what is watched.
            let (measured, host) = (measured.clone(), host.clone());
            request_animation_frame(move || {
                // The page may have been left meanwhile.
                let _ = room.try_set(Some(host.room_of(&measured)));
            });
        });
    });
    let found = move || match (list.rows.busy().get(), state.get()) {
        // Where nothing matches, the panel in their place says so.
        (false, ListState::Rows) => list.matching.get(),
        _ => String::new(),
    };
    let said = move || list.url.query.with(ListQuery::is_filtered).then(found).unwrap_or_default();
    view! {
        <div class="r-page r-page--list">
            {move || (!is_forbidden.get()).then(|| view! { <ListToolbar list/> })}
            {move || list.url.dropped_names().map(|names| {
                let text = move || (i18n.texts().list.dropped)(&names);
                view! {
                    <Note
                        kind=NoteKind::Warning
                        dismiss=i18n.label(|texts| texts.common.dismiss)
                        on_dismiss=Callback::new(move |()| list.url.forget_dropped())
                    >
                        {text}
                    </Note>
                }
            })}
            // What a search has found is said; the first rows are no news.
            <div
                class="r-vh"
                role="status"
                prop:textContent=said
            ></div>
        </div>
        <div
            class="r-tablewrap"
            class=("r-tablewrap--short", is_short)
            data-outdated=move || list.is_outdated.get().then_some("")
            node_ref=place
        >
            {move || match state.get() {
                ListState::Waiting => {
                    let layout = list.url.layout.get_untracked();
                    view! { <TableSkeleton layout room=room.get() label=i18n.label(|texts| texts.list.loading)/> }.into_any()
                }
                state => {
                    take_over(state == ListState::Rows);
                    match state {
                        ListState::Rows => view! { <ListRows list page room/> }.into_any(),
                        state => view! { <ListStatePanel state list/> }.into_any(),
                    }
                }
            }}
        </div>
    }
}

/// The rows and, below them, where in the list one is.
#[component]
fn ListRows(list: ListHandle, page: ListPage, room: RwSignal<Option<Room>>) -> impl IntoView {
    let (host, i18n, current) = (use_host(), use_i18n(), use_current_organization());
    let ListHandle { rows, url, selection, selects, .. } = list;
    let scroller = Scroller::new(host.height());
    use_position(scroller, list);
    use_resize(scroller);
    use_page_keys(scroller);
    // Of the rows that are shown: those of an older search are not marked for a new one before they go.
    let look = Memo::new(move |_| {
        rows.shown().track();
        let highlight = url.query.with_untracked(|query| Highlight::new(&query.search, query.listing().search_fields));
        Look { highlight, own: current.me().map(|me| me.as_u128()), language: i18n.language() }
    });
    let total = move || rows.total().get().unwrap_or(Total { count: 0, exact: true });
    let actions = use_actions(list.spec, page.href, list.requested);
    let on_press = {
        let actions = actions.clone();
        Callback::new(move |(press, row): (RowPress, RowRef)| match press {
            RowPress::Open => actions.open(row),
            RowPress::OpenAside => actions.open_aside(row),
            RowPress::Action(name) => actions.run(&name, row),
        })
    };
    let on_action = Callback::new(move |(name, row): (&'static str, RowRef)| actions.run(name, row));
    let sorting = Sorting {
        sorted: list.spec.listing.sorted,
        sort: Memo::new(move |_| url.query.with(|query| query.sort)),
        on_sort: Callback::new(move |column| url.change(|query| query.sort = query.sort.pressed(column))),
        label: Callback::new(move |column| (list.noun(i18n.texts()).head)(column)),
    };
    let on_resize = Callback::new(move |(column, width)| {
        let mut layout = url.layout.get_untracked();
        layout.set_width(column, width);
        url.lay_out(layout);
    });
    let (menu, menu_of) = (PopoverControl::new(), RwSignal::new(None::<RowRef>));
    view! {
        <Table
            scroller
            rows=Callback::new(move |index| rows.row(index))
            painted=host.take_painted_rows()
            label=Signal::derive(move || (list.noun(i18n.texts()).table)(&i18n.format().total(total())))
            row_count=Callback::new(move |()| Some(total()).filter(|total| total.exact).map(|total| total.count))
            busy=rows.busy()
            layout=url.layout
            room
            sorting
            selection
            selects
            look
            brings_news=rows.brings_news()
            href=page.href
            on_press
            on_resize
            menu
            menu_of
        />
        <RowMenu spec=list.spec control=menu row=Callback::new(move |()| menu_of.get()) on_action/>
        <SelectionPlace list scroller/>
        <ListFooter list scroller/>
    }
}

/// Measures rows again when the table or its box changes its size.
fn use_resize(scroller: Scroller) {
    let host = use_host();
    Effect::new(move |_| {
        // Not right away: what is measured changes what is watched.
        host.on_resize(&scroller.measured(), move || request_animation_frame(move || scroller.measure()));
    });
}

/// The page itself is no higher than the window: the keys that scroll it are for the rows.
fn use_page_keys(scroller: Scroller) {
    let host = use_host();
    let keys = host.clone();
    host.on_keydown(move |event| {
        let scrolls = matches!(event.key().as_str(), "PageDown" | "PageUp" | "Home" | "End" | " ");
        if scrolls && keys.is_focus_free() {
            scroller.take_focus();
        }
    });
}
