//! A new e-mail address that waits for its confirmation.

use std::time::Duration;

use api_types::EmailChange;
use leptos::prelude::*;

use super::mail_note;
use crate::{
    host::until,
    i18n::{PageTexts, use_i18n},
    ui::{Button, Icon, IconName},
};

/// The address, until when it can be confirmed, and what can be done meanwhile.
#[component]
pub fn PendingEmail(
    change: EmailChange,
    #[prop(into)] busy: Signal<bool>,
    /// Why the last attempt to do something failed.
    #[prop(into)]
    failure: Signal<Option<String>>,
    /// Asks for another mail with a link.
    on_resend: Callback<()>,
    /// Asks to cancel the change.
    on_cancel: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let said = i18n.of::<PageTexts>();
    let EmailChange { email, requested_at, expires_at, resend_from, delivery } = change;
    let is_early = is_before(&resend_from);
    let blocked = Signal::derive(move || {
        is_early.get().then(|| (said.texts().edit.email_resend_from)(&said.format().date_time(&resend_from)))
    });
    let times = move || {
        let (format, edit) = (said.format(), &said.texts().edit);
        (edit.email_waits_since)(&format.date_time(&requested_at), &format.date_time(&expires_at))
    };
    let mail = move || {
        let mail = delivery.as_ref()?;
        let text = mail_note(mail, said.texts().edit.email_given_up, i18n.texts(), i18n.format())?;
        Some(view! { <p>{text}</p> })
    };
    view! {
        <div class="r-note" role="group" aria-label=said.label(|texts| texts.edit.email_pending)>
            <Icon name=IconName::Clock/>
            <div class="r-note__text r-pending">
                <p><b><bdi>{email}</bdi></b> " " {move || said.texts().edit.email_waits}</p>
                <p class="r-sm">{times}</p>
                {mail}
                {move || failure.get().map(|failure| view! { <p class="r-error" role="alert">{failure}</p> })}
                <div class="r-btns">
                    <Button small=true icon=IconName::Refresh busy blocked on_press=on_resend>
                        {move || said.texts().edit.email_resend}
                    </Button>
                    <Button small=true busy on_press=on_cancel>
                        {move || said.texts().edit.email_cancel}
                    </Button>
                </div>
                {move || blocked.get().map(|text| view! { <p class="r-sm">{text}</p> })}
            </div>
        </div>
    }
}

/// No pause is longer, whatever the clock of this device says.
const LONGEST_PAUSE: Duration = Duration::from_mins(2);

/// Whether a moment is still to come. Becomes false when it has come.
fn is_before(moment: &str) -> RwSignal<bool> {
    let pause = until(moment).min(LONGEST_PAUSE);
    let is_early = RwSignal::new(!pause.is_zero());
    let end = move || {
        let _ = is_early.try_set(false);
    };
    if let Ok(timer) = set_timeout_with_handle(end, pause) {
        on_cleanup(move || timer.clear());
    }
    is_early
}
