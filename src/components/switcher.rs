//! Choosing another organization: the one in use plainly apart from those that can be had.

use api_types::{Organization, OrganizationId, RecentOrganizations, Total};
use leptos::{html, prelude::*};
use web_sys::KeyboardEvent;

use super::OrganizationAvatar;
use crate::{
    i18n::{I18n, OrganizationsTexts, PanelTexts, use_i18n},
    ui::{Icon, IconName, is_composing, use_text_value},
};

/// How close to its end, in pixels, the list asks for more.
const NEAR: i32 = 240;

/// How many of the organizations used last are shown.
const RECENT: usize = 5;

/// The inside of the switcher: a search over the reader's organizations, worked from its field.
#[component]
pub fn Switcher(
    /// The organization on screen.
    #[prop(into)]
    active: Signal<Option<Organization>>,
    /// Those that match the search, as far as they are here, in their order.
    #[prop(into)]
    organizations: Signal<Vec<Organization>>,
    /// How many match.
    #[prop(into)]
    total: Signal<Option<Total>>,
    /// The organizations that the reader has pinned and used last, shown above the others without a search.
    #[prop(into)]
    recent: Signal<RecentOrganizations>,
    /// Whether these match what is in the search field now.
    #[prop(into)]
    is_current: Signal<bool>,
    /// Whether an answer is awaited.
    #[prop(into)]
    busy: Signal<bool>,
    /// Whether the last answer did not come.
    #[prop(into)]
    failed: Signal<bool>,
    /// What is searched for.
    search: RwSignal<String>,
    /// Asks for further rows.
    on_more: Callback<()>,
    /// Asks again after a failure.
    on_retry: Callback<()>,
    /// An organization was chosen.
    on_choose: Callback<OrganizationId>,
    /// Pins the organization on screen, or unpins it.
    on_pin: Callback<bool>,
    /// Asks to create one, if the reader can.
    on_create: Callback<()>,
    #[prop(into)] can_create: Signal<bool>,
) -> impl IntoView {
    let i18n = use_i18n();
    let said = i18n.of::<PanelTexts>();
    let is_active = move |id| active.with(|active| active.as_ref().is_some_and(|active| active.id == id));
    let groups = Memo::new(move |_| {
        let above = if search.with(String::is_empty) { recent.get() } else { RecentOrganizations::default() };
        let is_other = |it: &Organization| !is_active(it.id);
        let pinned: Vec<_> = above.pinned.into_iter().filter(is_other).collect();
        let recent: Vec<_> = above.recent.into_iter().filter(is_other).take(RECENT).collect();
        let is_above = |it: &Organization| pinned.iter().chain(&recent).any(|above| above.id == it.id);
        let others = organizations.get().into_iter().filter(|it| is_other(it) && !is_above(it)).collect();
        [pinned, recent, others]
    });
    let available = Memo::new(move |_| groups.get().concat());
    let is_pinned = Memo::new(move |_| recent.with(|recent| recent.pinned.iter().any(|it| is_active(it.id))));
    let count = move || {
        let shown = organizations.with(|all| all.iter().any(|it| is_active(it.id)) || search.with(String::is_empty));
        let above = groups.with(|[pinned, recent, _]| pinned.len() + recent.len()) as u64;
        let total = total.get().map_or(0, |total| total.count);
        total.saturating_sub(u64::from(shown && active.with(Option::is_some))).saturating_sub(above)
    };
    let cursor = RwSignal::new(0usize);
    let list = NodeRef::<html::Ul>::new();
    // Enter waits for the rows of what was typed: those of an earlier search may begin with another organization.
    let chosen = RwSignal::new(false);
    Effect::new(move |_| {
        search.track();
        cursor.set(0);
        chosen.set(false);
    });
    Effect::new(move |_| {
        if failed.get() {
            chosen.set(false);
        }
        if chosen.get() && is_current.get() {
            chosen.set(false);
            let at = cursor.get_untracked();
            if let Some(id) = available.with_untracked(|available| available.get(at).map(|it| it.id)) {
                on_choose.run(id);
            }
        }
    });
    let last = move || available.with_untracked(Vec::len).saturating_sub(1);
    let go = move |to: usize| {
        cursor.set(to.min(last()));
        if to + 5 > last() {
            on_more.run(());
        }
        reveal(list, to.min(last()));
    };
    let on_key = move |event: KeyboardEvent| {
        if is_composing(&event) {
            return;
        }
        let at = cursor.get_untracked();
        match event.key().as_str() {
            "ArrowDown" => go(at + 1),
            "ArrowUp" => go(at.saturating_sub(1)),
            "PageDown" => go(at + 8),
            "PageUp" => go(at.saturating_sub(8)),
            "Home" if event.ctrl_key() => go(0),
            "End" if event.ctrl_key() => go(last()),
            "Enter" => chosen.set(true),
            _ => return,
        }
        event.prevent_default();
    };
    let under_cursor = move || available.with(|available| available.get(cursor.get()).map(|it| option_id(it.id)));
    let option = move |organization: Organization| {
        let id = organization.id;
        let at_cursor =
            Signal::derive(move || available.with(|all| all.get(cursor.get()).is_some_and(|it| it.id == id)));
        view! { <AvailableOrganization organization at_cursor on_choose/> }
    };
    view! {
        <div class="r-orgpop__search">
            <Icon name=IconName::Search/>
            <input
                type="text"
                role="combobox"
                aria-expanded="true"
                aria-controls="roster-organizations"
                aria-activedescendant=under_cursor
                aria-label=said.label(|texts| texts.organizations.search)
                placeholder=said.label(|texts| texts.organizations.placeholder)
                autocomplete="off"
                autofocus
                node_ref=use_text_value(search.into())
                on:input=move |event| search.set(event_target_value(&event))
                on:keydown=on_key
            />
        </div>
        <div class="r-orgpop__scroll" tabindex="-1" on:scroll=move |event| if near_end(&event) { on_more.run(()) }>
            <ul
                class="r-list"
                role="listbox"
                id="roster-organizations"
                aria-label=said.label(|texts| texts.organizations.list)
                aria-busy=move || busy.get().to_string()
                node_ref=list
            >
                {move || active.get().map(|organization| view! { <ActiveOrganization organization/> })}
                {move || head(groups.with(|[pinned, ..]| pinned.len()), |texts| texts.pinned)}
                <For each=move || groups.get()[0].clone() key=|organization| organization.id children=option/>
                {move || head(groups.with(|[_, recent, _]| recent.len()), |texts| texts.recent)}
                <For each=move || groups.get()[1].clone() key=|organization| organization.id children=option/>
                <li class="r-listhead" role="presentation">
                    <span>{said.label(|texts| texts.organizations.available)}</span>
                    <span>{move || i18n.format().number(count())}</span>
                </li>
                <For each=move || groups.get()[2].clone() key=|organization| organization.id children=option/>
            </ul>
            <SwitcherState
                empty=Signal::derive(move || available.with(Vec::is_empty))
                busy
                failed
                search=search.into()
                on_retry
            />
        </div>
        <div class="r-rule"></div>
        <div class="r-list">
            {move || active.get().map(|_| view! {
                <button class="r-item" type="button" on:click=move |_| on_pin.run(!is_pinned.get_untracked())>
                    <PinIcon/>
                    {move || {
                        let texts = &said.texts().organizations;
                        if is_pinned.get() { texts.unpin } else { texts.pin }
                    }}
                </button>
            })}
            <Show when=move || can_create.get()>
                <button class="r-item" type="button" on:click=move |_| on_create.run(())>
                    <Icon name=IconName::Plus/>
                    {i18n.label(|texts| texts.switcher.create)}
                </button>
            </Show>
        </div>
        <div class="r-hints" aria-hidden="true">
            <span>
                <kbd class="r-kbd">"↑"</kbd>
                <kbd class="r-kbd">"↓"</kbd>
                {said.label(|texts| texts.organizations.hint_move)}
            </span>
            <span>
                <kbd class="r-kbd">"↵"</kbd>
                {said.label(|texts| texts.organizations.hint_switch)}
            </span>
            <span>
                <kbd class="r-kbd">"Esc"</kbd>
                {said.label(|texts| texts.organizations.hint_close)}
            </span>
        </div>
        <span class="r-vh" role="status">
            {move || (!busy.get()).then(|| (said.texts().organizations.found)(i18n.format(), count()))}
        </span>
    }
}

/// The title of a group, if it has rows.
fn head(rows: usize, title: fn(&'static OrganizationsTexts) -> &'static str) -> AnyView {
    let said = use_i18n().of::<PanelTexts>();
    if rows == 0 {
        return ().into_any();
    }
    view! {
        <li class="r-listhead" role="presentation"><span>{move || title(&said.texts().organizations)}</span></li>
    }
    .into_any()
}

/// It stands here, not in the sprite, because only the switcher draws it.
#[component]
fn PinIcon() -> impl IntoView {
    view! {
        <svg class="r-icon" viewBox="0 0 16 16" aria-hidden="true">
            <path d="M8 10.5V14M5.5 2h5M6.5 2v4L4 9v1.5h8V9L9.5 6V2"/>
        </svg>
    }
}

fn option_id(id: OrganizationId) -> String {
    ["roster-", &id.to_string()].concat()
}

fn near_end(event: &web_sys::Event) -> bool {
    use wasm_bindgen::JsCast;
    event
        .current_target()
        .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
        .is_some_and(|list| list.scroll_height() - list.scroll_top() - list.client_height() < NEAR)
}

/// Scrolls the row under the keyboard into sight.
fn reveal(list: NodeRef<html::Ul>, index: usize) {
    let options = list.get_untracked().and_then(|list| list.query_selector_all("[data-available]").ok());
    if let Some(row) = options.and_then(|options| options.item(index as u32)) {
        use wasm_bindgen::JsCast;
        row.unchecked_into::<web_sys::Element>().scroll_into_view_with_scroll_into_view_options(&nearest());
    }
}

fn nearest() -> web_sys::ScrollIntoViewOptions {
    let options = web_sys::ScrollIntoViewOptions::new();
    options.set_block(web_sys::ScrollLogicalPosition::Nearest);
    options
}

/// `No. 10234 · Administrator · 1,248 users`; the number of users only where the server tells it.
fn about(i18n: I18n, organization: &Organization) -> String {
    let texts = &i18n.of::<PanelTexts>().texts().organizations;
    let roles = i18n.texts().role_names(&organization.roles).join(", ");
    let users = organization.seats.map(|seats| (texts.users)(i18n.format(), seats.used));
    let closed = match &organization.erased_at {
        Some(at) => Some((texts.deleted)(&i18n.format().date(at))),
        None => organization.disabled.then(|| texts.disabled.to_owned()),
    };
    let number = (i18n.texts().shell.number)(&organization.number);
    let parts = [Some(number), closed, Some(roles).filter(|roles| !roles.is_empty()), users];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

#[component]
fn ActiveOrganization(organization: Organization) -> impl IntoView {
    let i18n = use_i18n();
    let chosen = i18n.of::<PanelTexts>().label(|texts| texts.organizations.active);
    let name = organization.name.clone();
    view! {
        <li class="r-org" role="option" aria-selected="true">
            <OrganizationAvatar name=name.clone()/>
            <span class="r-org__text">
                <span class="r-org__name">
                    <bdi>{name}</bdi>
                </span>
                <span class="r-org__meta">{move || about(i18n, &organization)}</span>
            </span>
            <span class="r-org__end">{chosen} <Icon name=IconName::Check/></span>
        </li>
    }
}

#[component]
fn AvailableOrganization(
    organization: Organization,
    at_cursor: Signal<bool>,
    on_choose: Callback<OrganizationId>,
) -> impl IntoView {
    let i18n = use_i18n();
    let (id, name, is_closed) = (organization.id, organization.name.clone(), organization.disabled);
    view! {
        <li
            class="r-org"
            role="option"
            id=option_id(id)
            aria-selected="false"
            data-available=""
            data-closed=is_closed.then_some("")
            data-active=move || at_cursor.get().then_some("")
            on:click=move |_| on_choose.run(id)
        >
            <OrganizationAvatar name=name.clone()/>
            <span class="r-org__text">
                <span class="r-org__name">
                    <bdi>{name}</bdi>
                </span>
                <span class="r-org__meta">{move || about(i18n, &organization)}</span>
            </span>
            <span class="r-org__end">{move || at_cursor.get().then(|| view! { <kbd class="r-kbd">"↵"</kbd> })}</span>
        </li>
    }
}

/// What the list says when it has no rows, or not all.
#[component]
fn SwitcherState(
    empty: Signal<bool>,
    busy: Signal<bool>,
    failed: Signal<bool>,
    search: Signal<String>,
    on_retry: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let again = move |_| on_retry.run(());
    move || {
        let texts = &i18n.of::<PanelTexts>().texts().organizations;
        match (failed.get(), busy.get(), empty.get()) {
            (true, ..) => Some(
                view! {
                    <p class="r-orgpop__note">
                        {texts.failed} " "
                        <button class="r-link" type="button" on:click=again>
                            {i18n.texts().common.try_again}
                        </button>
                    </p>
                }
                .into_any(),
            ),
            (_, true, _) => Some(view! { <p class="r-orgpop__note">{texts.loading_more}</p> }.into_any()),
            (_, _, true) => {
                let search = search.get();
                let text = if search.is_empty() { texts.none.to_owned() } else { (texts.no_match)(search.trim()) };
                Some(view! { <p class="r-orgpop__note">{text}</p> }.into_any())
            }
            _ => None,
        }
    }
}
