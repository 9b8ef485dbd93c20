//! `3 refused`: the way to the rows of a job that were refused.

use api_types::{Job, JobId, JobKind, JobState, MemberImportTab};
use leptos::prelude::*;

use super::{JobFeed, words::Words};
use crate::paths::use_paths;

/// Of an import, a link to its refused rows; of another job, a button. Nothing while no row is refused.
#[component]
pub fn Refused(
    feed: JobFeed,
    job: Memo<Option<Job>>,
    words: Words,
    /// What the button does, for its name beside the number.
    #[prop(optional, into)]
    does: Option<Signal<String>>,
    /// Whether the button opens a dialog.
    #[prop(optional)]
    opens_dialog: bool,
    /// Called when the button of a job is pressed.
    #[prop(into)]
    on_press: Callback<JobId>,
    /// Called when the link is followed.
    #[prop(optional, into)]
    on_leave: Option<Callback<()>>,
) -> impl IntoView {
    let paths = use_paths();
    // Made anew only for another job: the focus stays while the number rises.
    let found = Memo::new(move |_| {
        job.with(|job| {
            let job = job.as_ref().filter(|job| job.counts.refused > 0)?;
            let is_import = job.kind == JobKind::Import && job.undo_of.is_none();
            let class = if job.state == JobState::Running { "r-link r-failed" } else { "r-link" };
            Some((job.id, is_import, class))
        })
    });
    let text = move || job.with(|job| job.as_ref().and_then(|job| words.refused(job)).unwrap_or_default());
    let href = move |id: JobId| {
        let parameters = [("job", id.to_string()), ("rows", MemberImportTab::Refused.to_string())];
        feed.current.id().map(|organization| paths.user_import(organization, parameters)).unwrap_or_default()
    };
    let label = move || does.map(|does| [&*text(), ". ", &*does.get()].concat());
    let content = move || match found.get() {
        None => ().into_any(),
        Some((id, true, class)) => {
            let leave = move |_| {
                if let Some(on_leave) = on_leave {
                    on_leave.run(())
                }
            };
            view! { <a class=class href=href(id) on:click=leave>{text}</a> }.into_any()
        }
        Some((id, false, class)) => view! {
            <button
                type="button"
                class=class
                aria-label=label
                aria-haspopup=opens_dialog.then_some("dialog")
                on:click=move |_| on_press.run(id)
            >
                {text}
            </button>
        }
        .into_any(),
    };
    view! { {move || content()} }
}
