//! A note inside a page.

use leptos::prelude::*;

use super::{Icon, IconName};

/// What a note is about. Each has its own icon, so that colour is never alone.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum NoteKind {
    #[default]
    Info,
    Success,
    Warning,
    Danger,
}

impl NoteKind {
    const fn look(self) -> (&'static str, IconName) {
        match self {
            Self::Info => ("r-note", IconName::Info),
            Self::Success => ("r-note r-note--success", IconName::Check),
            Self::Warning => ("r-note r-note--warning", IconName::Warning),
            Self::Danger => ("r-note r-note--danger", IconName::Error),
        }
    }
}

/// A note inside a page: what is so, and possibly how to be rid of it.
#[component]
pub fn Note(
    #[prop(optional)] kind: NoteKind,
    /// Said at once by screen readers: for what appears in answer to something the reader did.
    #[prop(optional)]
    urgent: bool,
    /// What the button that takes it away is called; needs `on_dismiss`.
    #[prop(optional, into)]
    dismiss: Signal<String>,
    /// Called when the reader is done with it; without, it has no button.
    #[prop(optional, into)]
    on_dismiss: Option<Callback<()>>,
    children: Children,
) -> impl IntoView {
    let (class, icon) = kind.look();
    let button = on_dismiss.map(|on_dismiss| {
        view! {
            <button
                type="button"
                class="r-btn r-btn--ghost r-btn--icon r-btn--sm r-note__end"
                aria-label=move || dismiss.get()
                on:click=move |_| on_dismiss.run(())
            >
                <Icon name=IconName::Close/>
            </button>
        }
    });
    view! {
        <div class=class role=if urgent { "alert" } else { "status" }>
            <Icon name=icon/>
            <div class="r-note__text">{children()}</div>
            {button}
        </div>
    }
}
