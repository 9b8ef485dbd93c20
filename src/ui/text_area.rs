//! A labelled field for several lines of text.

use leptos::{html, prelude::*};

use super::{
    field::{FieldMark, FieldNote},
    follow_text, unique_id,
};

/// Like [`Field`](super::Field), for several lines.
#[component]
pub fn TextArea(
    #[prop(into)] label: Signal<String>,
    /// What has been typed.
    value: RwSignal<String>,
    /// Beside the label.
    #[prop(optional, into)]
    mark: Signal<Option<String>>,
    #[prop(optional, into)] hint: Signal<Option<String>>,
    /// What is wrong and what to do about it; nothing while it is right.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// Called when the reader leaves the field.
    #[prop(optional, into)]
    on_leave: Option<Callback<()>>,
) -> impl IntoView {
    let (id, note_id) = (unique_id("area"), unique_id("area-note"));
    let area = NodeRef::<html::Textarea>::new();
    follow_text(area, value.into());
    let invalid = move || error.with(Option::is_some);
    let described_by = {
        let note_id = note_id.clone();
        move || (invalid() || hint.with(Option::is_some)).then(|| note_id.clone())
    };
    // A field that is taken off the page loses the focus too, when all this is gone already.
    let leave = move || {
        let _ = on_leave.and_then(|on_leave| on_leave.try_run(()));
    };
    view! {
        <div class="r-field">
            <label class="r-field__label" for=id.clone()>
                {move || label.get()}
                <FieldMark mark/>
            </label>
            <textarea
                node_ref=area
                id=id
                class="r-input r-textarea"
                rows="3"
                aria-invalid=move || invalid().then_some("true")
                aria-describedby=described_by
                on:input=move |event| value.set(event_target_value(&event))
                on:blur=move |_| leave()
            ></textarea>
            <FieldNote id=note_id hint error/>
        </div>
    }
}
