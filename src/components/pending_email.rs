//! A new e-mail address that waits for its confirmation.

use std::time::Duration;

use api_types::{Delivery, EmailChange};
use leptos::prelude::*;

use super::mail_note;
use crate::{
    host::until,
    i18n::{PageTexts, use_i18n},
    ui::{Button, Icon, IconName},
};

/// No pause is longer, whatever the clock of this device says.
const LONGEST_PAUSE: Duration = Duration::from_mins(2);

/// The address, until when it can be confirmed, and what can be done meanwhile.
#[component]
pub fn PendingEmail(
    #[prop(into)] change: Signal<EmailChange>,
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
    let edit = move || &said.texts().edit;
    let is_early = before_resend(change);
    let blocked = Signal::derive(move || {
        let from = move || change.with(|change| said.format().date_time(&change.resend_from));
        is_early.get().then(|| (edit().email_resend_from)(&from()))
    });
    let times = move || {
        let format = said.format();
        change.with(|change| {
            (edit().email_waits_since)(&format.date_time(&change.requested_at), &format.date_time(&change.expires_at))
        })
    };
    let mail = move || {
        let note = |mail: &Delivery| mail_note(mail, edit().email_given_up, i18n.texts(), i18n.format());
        let text = change.with(|change| change.delivery.as_ref().and_then(note))?;
        Some(view! { <p>{text}</p> })
    };
    view! {
        <div class="r-note" role="group" aria-label=said.label(|texts| texts.edit.email_pending)>
            <Icon name=IconName::Clock/>
            <div class="r-note__text r-pending">
                <p>
                    <b><bdi>{move || change.with(|change| change.email.clone())}</bdi></b>
                    " "
                    {move || edit().email_waits}
                </p>
                <p class="r-sm">{times}</p>
                {mail}
                {move || failure.get().map(|failure| view! { <p class="r-error" role="alert">{failure}</p> })}
                <div class="r-btns">
                    <Button small=true icon=IconName::Refresh busy blocked on_press=on_resend>
                        {move || edit().email_resend}
                    </Button>
                    <Button small=true busy on_press=on_cancel>{move || edit().email_cancel}</Button>
                </div>
                {move || blocked.get().map(|text| view! { <p class="r-sm">{text}</p> })}
            </div>
        </div>
    }
}

/// Whether it is too early for another mail. Becomes false in time.
fn before_resend(change: Signal<EmailChange>) -> RwSignal<bool> {
    let is_early = RwSignal::new(false);
    Effect::new(move |_| {
        let pause = change.with(|change| until(&change.resend_from)).min(LONGEST_PAUSE);
        is_early.set(!pause.is_zero());
        let end = move || {
            let _ = is_early.try_set(false);
        };
        if let Ok(timer) = set_timeout_with_handle(end, pause) {
            on_cleanup(move || timer.clear());
        }
    });
    is_early
}
