//! Modal dialogs: in the top layer, with the focus kept inside and given back afterwards.

use leptos::{ev, html, prelude::*};
use send_wrapper::SendWrapper;

use super::{IconButton, IconName, unique_id};
use crate::i18n::use_i18n;

/// The bare modal: whatever stands in it. It is open for as long as it is rendered.
#[component]
pub fn Modal(
    class: &'static str,
    /// The id of the element that names it.
    #[prop(optional, into)]
    labelled_by: Option<String>,
    /// Its name, when no element says it.
    #[prop(optional, into)]
    label: Option<Signal<String>>,
    /// A press beside it closes it. Not where something may have been typed.
    #[prop(optional)]
    light: bool,
    /// Called when the reader wants it closed. Stop rendering it, then.
    #[prop(into)]
    on_close: Callback<()>,
    children: Children,
) -> impl IntoView {
    let node = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        let Some(dialog) = node.get() else { return };
        // Fails only when it is open already.
        let _ = dialog.show_modal();
        let dialog = SendWrapper::new(dialog);
        // Closing, and not only taking away, gives the focus back to where it was.
        on_cleanup(move || dialog.close());
    });
    let cancel = move |event: ev::Event| {
        event.prevent_default();
        on_close.run(());
    };
    let press = move |event: ev::MouseEvent| {
        // The backdrop is the dialog itself; what it holds covers the rest of it.
        let beside = event.target().zip(event.current_target()).is_some_and(|(target, dialog)| target == dialog);
        if light && beside {
            on_close.run(());
        }
    };
    view! {
        <dialog
            node_ref=node
            class=class
            aria-labelledby=labelled_by
            aria-label=label.map(|label| move || label.get())
            on:cancel=cancel
            on:click=press
        >
            {children()}
        </dialog>
    }
}

/// A question with its answers: title, body, buttons. It is open for as long as it is rendered.
#[component]
pub fn Dialog(
    #[prop(into)] title: Signal<String>,
    /// Called when the reader wants it closed without an answer; without, only an answer closes it.
    #[prop(optional, into)]
    on_close: Option<Callback<()>>,
    /// Called when its form is sent, by its `submit` button or by Enter in a field.
    #[prop(optional, into)]
    on_submit: Option<Callback<()>>,
    /// The buttons; the one that does it last.
    #[prop(into)]
    buttons: ViewFn,
    children: Children,
) -> impl IntoView {
    let i18n = use_i18n();
    let id = unique_id("dialog");
    let close = on_close.map(|on_close| {
        view! { <IconButton icon=IconName::Close label=i18n.label(|texts| texts.common.close) on_press=on_close/> }
    });
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        if let Some(on_submit) = on_submit {
            on_submit.run(());
        }
    };
    view! {
        <Modal class="r-dialog" labelled_by=id.clone() on_close=move |()| if let Some(on_close) = on_close { on_close.run(()) }>
            <form class="r-dialog__form" novalidate on:submit=submit>
                <header class="r-dialog__head">
                    <h2 id=id>{move || title.get()}</h2>
                    {close}
                </header>
                <div class="r-dialog__body">{children()}</div>
                <footer class="r-dialog__foot">{buttons.run()}</footer>
            </form>
        </Modal>
    }
}

/// Work that needs the page beside it: head and foot stay, the body scrolls. It is open for as long as it is rendered.
#[component]
pub fn Sheet(
    #[prop(into)] title: Signal<String>,
    /// Under the title.
    #[prop(into)]
    lede: Signal<String>,
    #[prop(into)] on_close: Callback<()>,
    /// Called when its form is sent.
    on_submit: Callback<()>,
    /// What stands in the foot; the button that does it last.
    #[prop(into)]
    foot: ViewFn,
    children: Children,
) -> impl IntoView {
    let i18n = use_i18n();
    let id = unique_id("sheet");
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        on_submit.run(());
    };
    view! {
        <Modal class="r-sheet" labelled_by=id.clone() on_close>
            <form class="r-sheet__form" novalidate on:submit=submit>
                <header class="r-sheet__head">
                    <div>
                        <h2 id=id>{move || title.get()}</h2>
                        <p>{move || lede.get()}</p>
                    </div>
                    <IconButton
                        icon=IconName::Close
                        label=i18n.label(|texts| texts.common.close)
                        on_press=on_close
                    />
                </header>
                <div class="r-sheet__body">{children()}</div>
                <footer class="r-sheet__foot">{move || foot.run()}</footer>
            </form>
        </Modal>
    }
}

/// A modal that comes from the side: the navigation where there is no room for a column. A press beside it closes it.
#[component]
pub fn Drawer(
    /// Whether it is there.
    open: RwSignal<bool>,
    #[prop(into)] label: Signal<String>,
    children: ChildrenFn,
) -> impl IntoView {
    let i18n = use_i18n();
    let children = StoredValue::new(children);
    let close = Callback::new(move |()| open.set(false));
    let content = move || {
        open.get().then(|| {
            view! {
                <Modal class="r-drawer" label light=true on_close=close>
                    <div class="r-nav">
                        <div class="r-drawer__head">
                            <IconButton
                                icon=IconName::Close
                                label=i18n.label(|texts| texts.shell.close_navigation)
                                on_press=close
                            />
                        </div>
                        {children.with_value(|children| children())}
                    </div>
                </Modal>
            }
        })
    };
    view! { {move || content()} }
}
