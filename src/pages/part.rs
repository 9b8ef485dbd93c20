//! Parts of the app that are loaded when they are first shown.

use std::{
    future::Future,
    pin::Pin,
    task::{Context, Poll, Waker},
};

use leptos::{prelude::*, task::spawn_local, wasm_split::SplitLoaderError};

use super::failure::Failure;
use crate::{api::ApiError, host::use_host, i18n::use_i18n, ui::PopoverControl};

/// What draws a part, once it is here.
pub type Draw = fn() -> AnyView;

/// A part on its way.
pub type Loading = Pin<Box<dyn Future<Output = Result<Draw, SplitLoaderError>>>>;

/// Declares parts: the name of the file that holds it, its own name, and what it draws. In a build that is not split
/// they are there from the start.
macro_rules! parts {
    ($($file:ident: $name:ident => $view:expr;)*) => {$(
        pub fn $name() -> $crate::pages::part::Loading {
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
            fn $name() -> Result<$crate::pages::part::Draw, leptos::wasm_split::SplitLoaderError> {
                Ok(|| leptos::prelude::IntoAny::into_any($view))
            }
            #[cfg(feature = "split")]
            return Box::pin($name());
            #[cfg(not(feature = "split"))]
            Box::pin(std::future::ready($name()))
        }
    )*};
}
pub(crate) use parts;

#[derive(Clone, Copy)]
enum State {
    Waiting,
    Here(Draw),
    Failed,
}

/// The part with its styles, which are on their way as well.
async fn arrived(styles: impl Future<Output = bool>, loading: Loading) -> State {
    match (loading.await, styles.await) {
        (Ok(draw), true) => State::Here(draw),
        _ => State::Failed,
    }
}

/// Shows a part: at once when it is here, otherwise as soon as it has come.
#[component]
pub fn Part(
    load: fn() -> Loading,
    /// It stands in a line of text: that it did not come is said where it was asked for at length.
    #[prop(optional)]
    aside: bool,
) -> impl IntoView {
    let (host, i18n) = (use_host(), use_i18n());
    let state = RwSignal::new(State::Waiting);
    let panel = use_context::<PopoverControl>();
    let styles = host.clone();
    let ask = Callback::new(move |()| {
        let mut loading = Box::pin(arrived(styles.part_styles(), load()));
        match loading.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(answer) => state.set(answer),
            Poll::Pending => spawn_local(async move {
                // The page may have been left meanwhile.
                if state.try_set(loading.await).is_none()
                    && let Some(panel) = panel
                {
                    panel.filled();
                }
            }),
        }
    });
    ask.run(());
    let content = move || match state.get() {
        State::Failed if aside => ().into_any(),
        State::Waiting => ().into_any(),
        State::Here(draw) => draw(),
        State::Failed => {
            host.remove_painted_shell();
            let title = i18n.label(|texts| texts.states.page_failed);
            view! { <Failure error=ApiError::Unreachable title on_retry=ask/> }.into_any()
        }
    };
    view! { {move || content()} }
}
