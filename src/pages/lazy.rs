//! Lazy components: their code is loaded when they are first shown
//! ([decision 10](../../docs/decisions/0010-lazy-components.md)).

use std::{
    future::Future,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll, Waker},
};

use leptos::{prelude::*, task::spawn_local, wasm_split::SplitLoaderError};

use super::error_message::ErrorPanel;
use crate::{
    api::{ApiError, Connection},
    host::{Host, use_host},
    i18n::{I18n, use_i18n},
    ui::{Bar, Delayed, PopoverControl},
};

/// The code of a lazy component while it is loading.
pub type Loading<T> = Pin<Box<dyn Future<Output = Result<T, SplitLoaderError>>>>;

/// A loaded component with the props `P`.
pub type Component<P> = fn(P) -> AnyView;

/// Renders a loaded component. The props are inside, so that the code below exists once for all components.
type Render = Arc<dyn Fn() -> AnyView + Send + Sync>;

/// Declares lazy components beside the components that they load. A declaration is the file (`split_<file>.wasm`), the
/// name, the props and the view:
///
/// ```ignore
/// lazy! {
///     /// The form of the dialog.
///     panels: create_form(open: RwSignal<bool>) => view! { <CreateForm open/> };
/// }
/// ```
///
/// It becomes a function that takes the props and returns the view: `{create_form(open)}`. With `panels quiet: …` it
/// shows nothing if loading fails, and with `pages page: …` the outline of a page while it loads. With `menus unseen: …`
/// it shows nothing at all, so no styles are loaded. In a build that is not split, the code is there from the start.
macro_rules! lazy {
    ($(
        $(#[$meta:meta])*
        $visibility:vis $file:ident $($quiet:ident)?: $name:ident($($prop:ident: $type:ty),*) => $view:expr;
    )*) => {$(
        $(#[$meta])*
        $visibility fn $name($($prop: $type),*) -> leptos::prelude::AnyView {
            // The splitter takes only functions without arguments, so this one returns what takes the props.
            #[cfg_attr(
                feature = "split",
                leptos::wasm_split::wasm_split(
                    $file,
                    wasm_split_path = leptos::wasm_split,
                    preload(#[allow(unsafe_code)] preload),
                    fallible
                )
            )]
            #[cfg_attr(feature = "split", allow(unsafe_code))]
            fn $name() -> Result<$crate::pages::lazy::Component<($($type,)*)>, leptos::wasm_split::SplitLoaderError> {
                Ok(|($($prop,)*)| leptos::prelude::IntoAny::into_any($view))
            }
            #[cfg(feature = "split")]
            let load = || -> $crate::pages::lazy::Loading<_> { Box::pin($name()) };
            #[cfg(not(feature = "split"))]
            let load = || -> $crate::pages::lazy::Loading<_> { Box::pin(std::future::ready($name())) };
            $crate::pages::lazy::show(load, ($($prop,)*), $crate::pages::lazy::lazy!(@kind $($quiet)?))
        }
    )*};
    (@kind) => { $crate::pages::lazy::Kind::Loud };
    (@kind page) => { $crate::pages::lazy::Kind::Page };
    (@kind quiet) => { $crate::pages::lazy::Kind::Quiet };
    (@kind unseen) => { $crate::pages::lazy::Kind::Unseen };
}
pub(crate) use lazy;

/// What a lazy component shows beside itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// If loading fails, an error with a retry button.
    Loud,
    /// The same, and while it loads the outline of a page.
    Page,
    /// Nothing if loading fails.
    Quiet,
    /// Nothing at all: it needs no styles.
    Unseen,
}

#[derive(Clone)]
enum State {
    Waiting,
    Loaded(Render),
    Failed,
}

/// Waits for the code and the styles of a component, which load in parallel.
async fn loaded(styles: Option<impl Future<Output = bool>>, code: Loading<Render>) -> State {
    let code = code.await;
    let has_styles = match styles {
        Some(styles) => styles.await,
        None => true,
    };
    match (code, has_styles) {
        (Ok(render), true) => State::Loaded(render),
        _ => State::Failed,
    }
}

/// Shows a lazy component: at once if it is loaded, otherwise as soon as it is. If loading fails, it shows an error
/// with a retry button, if its kind does. Called by [`lazy!`].
pub fn show<P: Clone + Send + Sync + 'static>(load: fn() -> Loading<Component<P>>, props: P, kind: Kind) -> AnyView {
    let load = move || -> Loading<Render> {
        let (code, props) = (load(), props.clone());
        Box::pin(async move {
            let render = code.await?;
            Ok(Arc::new(move || render(props.clone())) as Render)
        })
    };
    show_any(Arc::new(load), kind)
}

fn show_any(load: Arc<dyn Fn() -> Loading<Render> + Send + Sync>, kind: Kind) -> AnyView {
    let (host, i18n) = (use_host(), use_i18n());
    let state = RwSignal::new(State::Waiting);
    let panel = use_context::<PopoverControl>();
    let styles = host.clone();
    let request = Callback::new(move |()| {
        let styles = (kind != Kind::Unseen).then(|| styles.lazy_styles());
        let mut loading = Box::pin(loaded(styles, load()));
        match loading.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(answer) => state.set(answer),
            Poll::Pending => spawn_local(async move {
                // The page may have been left meanwhile.
                if state.try_set(loading.await).is_none()
                    && let Some(panel) = panel
                {
                    panel.content_changed();
                }
            }),
        }
    });
    request.run(());
    let content = move || match state.get() {
        State::Waiting if kind == Kind::Page => waiting(i18n),
        State::Waiting => ().into_any(),
        State::Loaded(render) => {
            if kind == Kind::Page {
                host.remove_painted_shell();
            }
            render()
        }
        State::Failed => {
            if kind != Kind::Quiet {
                retry_when_connected(&host, request);
            }
            if matches!(kind, Kind::Quiet | Kind::Unseen) {
                return ().into_any();
            }
            host.remove_painted_shell();
            let title = i18n.label(|texts| texts.states.page_failed);
            view! { <ErrorPanel error=ApiError::Unreachable title on_retry=request/> }.into_any()
        }
    };
    view! { {move || content()} }.into_any()
}

/// The outline of a page.
fn waiting(i18n: I18n) -> AnyView {
    view! {
        <div class="r-page" aria-busy="true">
            <span class="r-vh" role="status">{i18n.label(|texts| texts.list.loading)}</span>
            <Delayed>
                <div class="r-skels" aria-hidden="true">
                    {Bar::Title.view()} {Bar::Long.view()} {Bar::Line.view()} {Bar::Short.view()}
                </div>
            </Delayed>
        </div>
    }
    .into_any()
}

/// Asks again once there is a network, or the server answers, again.
fn retry_when_connected(host: &Host, request: Callback<()>) {
    host.on_network(move |is_there| {
        if is_there {
            request.run(());
        }
    });
    let Some(connection) = use_context::<Connection>() else { return };
    Effect::new(move |before: Option<bool>| {
        let is_reachable = connection.is_reachable();
        if before == Some(false) && is_reachable {
            request.run(());
        }
        is_reachable
    });
}
