//! Toasts: what was done, for eight seconds. Errors are never toasts.

use std::{sync::Arc, time::Duration};

use leptos::{leptos_dom::helpers::TimeoutHandle, prelude::*};

use super::{Icon, IconName};
use crate::i18n::use_i18n;

const SHOWN_FOR: Duration = Duration::from_secs(8);

/// It belongs to nobody: a toast outlives what it came from.
type Undo = Arc<dyn Fn() + Send + Sync>;

#[derive(Clone)]
struct Toast {
    icon: IconName,
    text: String,
    /// Takes back what was done.
    undo: Option<Undo>,
}

/// Shows toasts, one at a time: a new one takes the place of the old.
#[derive(Clone, Copy)]
pub struct Toaster {
    toast: RwSignal<Option<Toast>>,
    timer: StoredValue<Option<TimeoutHandle>>,
}

/// The toaster of the surrounding app.
pub fn use_toaster() -> Toaster {
    expect_context()
}

impl Default for Toaster {
    fn default() -> Self {
        Self::new()
    }
}

impl Toaster {
    /// Shows nothing yet. Provide it as context at the root of the app.
    pub fn new() -> Self {
        Self { toast: RwSignal::new(None), timer: StoredValue::new(None) }
    }

    /// Says that something was done.
    pub fn show(self, text: impl Into<String>) {
        self.show_with(IconName::Check, text);
    }

    /// Says that something was done, beside the icon of its kind.
    pub fn show_with(self, icon: IconName, text: impl Into<String>) {
        self.put(icon, text.into(), None);
    }

    /// Says that something was done, with a button that takes it back.
    pub fn show_undoable(self, text: impl Into<String>, undo: impl Fn() + Send + Sync + 'static) {
        self.put(IconName::Check, text.into(), Some(Arc::new(undo)));
    }

    fn put(self, icon: IconName, text: String, undo: Option<Undo>) {
        self.toast.set(Some(Toast { icon, text, undo }));
        self.start();
    }

    /// Takes it away.
    pub fn dismiss(self) {
        self.stop();
        self.toast.set(None);
    }

    /// Counts from the start: when it appears, and when nobody points at it any more.
    fn start(self) {
        self.stop();
        let timer = set_timeout_with_handle(
            move || {
                let _ = self.toast.try_set(None);
            },
            SHOWN_FOR,
        );
        // Without a timer it stays until it is dismissed.
        self.timer.set_value(timer.ok());
    }

    fn stop(self) {
        if let Some(timer) = self.timer.try_update_value(Option::take).flatten() {
            timer.clear();
        }
    }
}

/// Where toasts appear. It stands once, and always, so that screen readers hear what comes into it.
#[component]
pub fn ToastRegion() -> impl IntoView {
    let (i18n, toaster) = (use_i18n(), use_toaster());
    let toast = move || {
        toaster.toast.get().map(|Toast { icon, text, undo }| {
            let undo = undo.map(|undo| {
                let press = move |_| {
                    toaster.dismiss();
                    undo();
                };
                view! {
                    <button type="button" class="r-btn r-btn--sm r-btn--action" on:click=press>
                        {move || i18n.texts().common.undo}
                    </button>
                }
            });
            view! {
                <div
                    class="r-toast"
                    on:pointerenter=move |_| toaster.stop()
                    on:pointerleave=move |_| toaster.start()
                    on:focusin=move |_| toaster.stop()
                    on:focusout=move |_| toaster.start()
                >
                    <Icon name=icon/>
                    <span>{text}</span>
                    {undo}
                    <button
                        type="button"
                        class="r-btn r-btn--icon"
                        aria-label=move || i18n.texts().common.dismiss
                        on:click=move |_| toaster.dismiss()
                    >
                        <Icon name=IconName::Close/>
                    </button>
                </div>
            }
            .into_any()
        })
    };
    view! { <div class="r-toasts" role="status">{move || toast()}</div> }
}
