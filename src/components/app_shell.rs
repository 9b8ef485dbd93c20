//! The shell of the app: navigation beside the page, or a bar above it with a drawer where there is no room.

use api_types::Organization;
use leptos::{html, prelude::*};

use super::{CollapseButton, Navigation, NavigationItem, OrganizationAvatar};
use crate::{
    i18n::use_i18n,
    ui::{Bar, Drawer, Icon, IconName, Popover, PopoverButton, PopoverControl},
};

/// Identifies the page's content to the link that skips the navigation.
const CONTENT: &str = "roster-content";

/// Navigation, switcher and account around the page.
#[component]
pub fn AppShell(
    /// The organization on screen.
    organization: Memo<Option<Organization>>,
    /// The sections. Reactive.
    items: Callback<(), Vec<NavigationItem>>,
    /// Whether the navigation shows only icons.
    #[prop(into)]
    is_collapsed: Signal<bool>,
    /// Whether the page around has a navigation of its own.
    is_bare: bool,
    /// Whether the logo of the organization can be loaded.
    shows_logo: bool,
    /// Whether the drawer is open.
    is_drawer_open: RwSignal<bool>,
    /// Opens and closes the switcher.
    switcher_control: PopoverControl,
    /// Asks to collapse or expand.
    on_collapse: Callback<()>,
    /// The reader's account: `true` for the small form.
    account: Callback<bool, AnyView>,
    /// The place of jobs: `true` in the navigation.
    jobs: Callback<bool, AnyView>,
    /// The inside of the switcher.
    switcher: ChildrenFn,
    children: Children,
) -> impl IntoView {
    let i18n = use_i18n();
    let main = NodeRef::<html::Main>::new();
    let layout = move || match (is_bare, is_collapsed.get()) {
        (true, _) => Some("none"),
        (_, true) => Some("rail"),
        _ => None,
    };
    let skip = move |event: web_sys::MouseEvent| {
        event.prevent_default();
        if let Some(main) = main.get_untracked() {
            // Where focus cannot go there is nothing to skip to.
            let _ = main.focus();
        }
    };
    let label = i18n.label(|texts| texts.shell.navigation);
    let skip_link = (!is_bare).then(|| {
        view! {
            <a class="r-skip" href=["#", CONTENT].concat() on:click=skip>
                {i18n.label(|texts| texts.shell.skip)}
            </a>
        }
    });
    let chrome = (!is_bare).then(|| {
        view! {
            <nav class="r-nav" aria-label=label>
                <SwitchButton organization shows_logo control=switcher_control/>
                <Navigation items/>
                <div class="r-menu r-menu--end">
                    {jobs.run(true)}
                    <CollapseButton is_collapsed on_press=on_collapse/>
                    {account.run(false)}
                </div>
            </nav>
            <header class="r-topbar">
                <button
                    class="r-btn r-btn--ghost r-btn--icon"
                    type="button"
                    aria-label=i18n.label(|texts| texts.shell.open_navigation)
                    aria-expanded=move || is_drawer_open.get().to_string()
                    on:click=move |_| is_drawer_open.set(true)
                >
                    <Icon name=IconName::Menu/>
                </button>
                <SwitchButton organization shows_logo control=switcher_control/>
                {account.run(true)}
            </header>
            <Drawer open=is_drawer_open label>
                <Navigation items/>
                <div class="r-menu r-menu--end">{jobs.run(true)}</div>
            </Drawer>
            <Popover control=switcher_control label=i18n.label(|texts| texts.switcher.title) class="r-orgpop">
                {switcher()}
            </Popover>
        }
    });
    view! {
        {skip_link}
        <div class="r-shell" data-nav=layout>
            {chrome}
            <main class="r-main" id=CONTENT tabindex="-1" node_ref=main>
                {children()}
            </main>
        </div>
    }
}

/// The organization on screen, as the button that opens the switcher.
#[component]
fn SwitchButton(organization: Memo<Option<Organization>>, shows_logo: bool, control: PopoverControl) -> impl IntoView {
    let i18n = use_i18n();
    let label = move || {
        let texts = &i18n.texts().switcher;
        organization.with(|it| match it {
            Some(it) => (texts.button)(&it.name, &it.number),
            None => texts.choose.to_owned(),
        })
    };
    let face = move || match organization.get() {
        Some(it) => view! {
            <OrganizationAvatar name=it.name.clone() logo=it.logo.filter(|_| shows_logo)/>
            <span class="r-switch__text" aria-hidden="true">
                <span class="r-switch__name">
                    <bdi>{it.name}</bdi>
                </span>
                <span class="r-switch__no">{move || (i18n.texts().shell.number)(&it.number)}</span>
            </span>
        }
        .into_any(),
        None => view! {
            <span class="r-avatar r-avatar--org r-skel" aria-hidden="true"></span>
            <span class="r-skels r-switch__text" aria-hidden="true">{Bar::Long.view()}</span>
        }
        .into_any(),
    };
    view! {
        <PopoverButton control class="r-switch">
            <span class="r-vh">{move || label()}</span>
            {move || face()}
            <Icon name=IconName::UpDown/>
        </PopoverButton>
    }
}
