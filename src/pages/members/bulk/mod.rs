//! The same for many users, which the server does as a job: what is asked first, and a preview of what would change.

mod ask;
mod gone;
mod preview;
mod preview_parts;
mod reasons;
mod tools;
mod wanted;

use leptos::prelude::*;

use self::{
    ask::{AskCompany, AskRoles, AskSupervisor},
    preview::PreviewDialog,
    tools::MemberBar,
    wanted::Wanted,
};
use super::super::{lazy::lazy, list::ListHandle};
use crate::{
    host::use_host,
    ui::{Scroller, Selected},
};

lazy! {
    /// The bar of the selection of users, and the dialogs that its tools open.
    pub panels: bulk(list: ListHandle, scroller: Scroller) => view! { <MemberBar list scroller/> };
}

/// What is shown of a tool of the bar.
#[derive(Clone)]
enum Step {
    /// What it does is chosen, for these.
    Ask(&'static str, Selected),
    Preview(Wanted),
}

/// The dialogs of the bar; `pressed` is the tool that was pressed.
#[component]
fn BulkDialogs(list: ListHandle, pressed: RwSignal<&'static str>) -> impl IntoView {
    let host = use_host();
    let step = RwSignal::new(None::<Step>);
    Effect::new(move |_| {
        let name = pressed.get();
        if name.is_empty() {
            return;
        }
        // It can be pressed again.
        pressed.set("");
        let selected = list.selection.rows().get_untracked();
        step.set(Some(match tools::change_without_question(name) {
            Some(change) => Step::Preview(Wanted::new(change, &selected)),
            None => Step::Ask(name, selected),
        }));
    });
    // Others may change the selected users meanwhile, so that no row of them is left.
    let selection = list.selection;
    Effect::new(move |_| selection.hold(step.with(Option::is_some)));
    on_cleanup(move || selection.hold(false));
    let gone = use_vanished(list);
    let close = Callback::new(move |()| {
        step.set(None);
        // What had the focus before may be gone.
        let host = host.clone();
        request_animation_frame(move || host.focus_content());
    });
    let chosen = Callback::new(move |change| {
        if let Some(Step::Ask(_, selected)) = step.get_untracked() {
            step.set(Some(Step::Preview(Wanted::new(change, &selected))));
        }
    });
    let started = Callback::new(move |()| {
        list.selection.end();
        close.run(());
    });
    move || match step.get()? {
        Step::Ask(name, selected) => {
            let number = selected.count();
            Some(match name {
                tools::ROLES => view! { <AskRoles number chosen on_close=close/> }.into_any(),
                tools::COMPANY => view! { <AskCompany number chosen on_close=close/> }.into_any(),
                _ => view! { <AskSupervisor number chosen on_close=close/> }.into_any(),
            })
        }
        Step::Preview(wanted) => Some(view! { <PreviewDialog wanted gone started on_close=close/> }.into_any()),
    }
}

/// Counts how often selected users have vanished. Of every user of a view, only when none is left: views change often.
fn use_vanished(list: ListHandle) -> RwSignal<u32> {
    let gone = RwSignal::new(0);
    Effect::new(move |before: Option<u64>| {
        let (count, is_view) = list.selection.rows().with(|selected| (selected.count(), selected.whole().is_some()));
        if before.is_some_and(|before| count < before) && (count == 0 || !is_view) {
            gone.update(|gone| *gone += 1);
        }
        count
    });
    gone
}
