//! The form of the sheet: who is invited, to what, and how they hear of it.

use api_types::{Company, CompanyRef, Language, MailService, Role};
use leptos::{html, prelude::*};

use super::{
    super::super::{
        devices::invitation_grants, error_message::member_error_message, organization::use_current_organization,
    },
    draft::{Draft, Recipient, Start},
};
use crate::{
    api::ApiError,
    components::RoleOptions,
    forms::{day_error, is_complete},
    i18n::{InviteTexts, MemberActionTexts, use_i18n},
    queries::use_queries,
    ui::{
        Button, ButtonKind, Field, FieldKind, FilterChip, FilterOption, FilterPanel, FilterValues, Note, NoteKind,
        SelectField, Token, TokenField, follow_text, unique_id,
    },
};

/// How many objections are spelled out.
const SPELLED_OUT: usize = 4;

/// How long invitations hold, in days, beside what the organization has decided.
const LIFETIMES: [u16; 4] = [3, 7, 30, 90];

#[component]
pub fn InviteForm(draft: Draft, mail: Signal<MailService>) -> impl IntoView {
    let (i18n, current) = (use_i18n(), use_current_organization());
    let (said, of_people) = (i18n.of::<InviteTexts>(), i18n.of::<MemberActionTexts>());
    let roles = use_queries().roles(move || current.id());
    let roles: Signal<Vec<Role>> = Signal::derive(move || match roles.get() {
        // Whoever is invited seldom needs the mightiest.
        Some(Ok(roles)) => roles.items.into_iter().rev().collect(),
        _ => Vec::new(),
    });
    let least = Memo::new(move |_| {
        // The organization's choice, or else the role with the fewest permissions.
        let chosen = current.organization().and_then(|it| it.invitations).and_then(|it| it.default_role);
        let least = |roles: &Vec<Role>| {
            let within_reach = || roles.iter().filter(|role| role.within_reach);
            let chosen = within_reach().find(|role| Some(role.id) == chosen);
            chosen.or_else(|| within_reach().min_by_key(|role| role.permissions.len())).map(|role| role.id)
        };
        roles.with(least)
    });
    draft.check_while_typing(least.into());
    Effect::new(move |_| {
        if let Some(role) = least.get() {
            draft.preset_role(role);
        }
    });
    let role_error = Signal::derive(move || {
        let missing = draft.incomplete.get() && draft.roles.with(Vec::is_empty);
        missing.then(|| of_people.texts().role_missing.to_owned())
    });
    let failure = move || {
        draft.state.error().map(|error| {
            let text = move || [member_error_message(&error, i18n), " ", i18n.texts().states.nothing_lost].concat();
            view! { <Note kind=NoteKind::Danger urgent=true>{text}</Note> }
        })
    };
    let (message_id, message) = (unique_id("message"), NodeRef::<html::Textarea>::new());
    follow_text(message, draft.message.into());
    view! {
        {failure}
        <Addresses draft/>
        <RoleOptions roles chosen=draft.roles can_give=|role| role.within_reach error=role_error/>
        <Companies draft/>
        {invitation_grants(draft.grants)}
        <div class="r-field">
            <label class="r-field__label" for=message_id.clone()>
                {move || said.texts().message}
                <span class="r-optional">{move || i18n.texts().common.optional}</span>
            </label>
            <textarea
                id=message_id
                class="r-input r-textarea"
                rows="2"
                maxlength="2000"
                placeholder=move || said.texts().message_hint
                node_ref=message
                on:input=move |event| draft.message.set(event_target_value(&event))
            ></textarea>
        </div>
        <FirstDay draft/>
        <Delivery draft mail/>
    }
}

/// When the invitations are sent.
#[component]
fn FirstDay(draft: Draft) -> impl IntoView {
    let (i18n, current) = (use_i18n().of::<InviteTexts>(), use_current_organization());
    let choices = Callback::new(move |()| {
        Start::ALL.map(|start| (start.as_str().to_owned(), (i18n.texts().start)(start.as_str()).to_owned())).to_vec()
    });
    let choose = Callback::new(move |value: String| {
        draft.start.set(Start::ALL.into_iter().find(|start| start.as_str() == value).unwrap_or_default());
    });
    let label = i18n.label(|texts| texts.start_label);
    let error = Signal::derive(move || {
        if let Some(ApiError::Refused { problem, .. }) = draft.state.error() {
            let error = day_error(&problem.errors, "/active_from");
            return error.map(|_| i18n.texts().first_day_invalid.to_owned());
        }
        let is_missing = draft.incomplete.get() && draft.first_day.with(String::is_empty);
        is_missing.then(|| i18n.texts().first_day_invalid.to_owned())
    });
    let zone = move || current.organization().map(|it| it.time_zone).unwrap_or_default();
    let hint = Signal::derive(move || Some((i18n.texts().first_day_hint)(&zone())));
    let later = move || {
        let is_later = draft.start.get() == Start::Later;
        is_later.then(|| view! { <span class="r-hint">{move || i18n.texts().later_hint}</span> })
    };
    let day = move || {
        (draft.start.get() == Start::FirstDay).then(|| {
            let label = i18n.label(|texts| texts.first_day);
            view! { <Field label value=draft.first_day kind=FieldKind::Date hint error/> }
        })
    };
    view! {
        <div class="r-field">
            <span class="r-field__label" aria-hidden="true">{move || label.get()}</span>
            <SelectField
                label
                options=choices
                value=Signal::derive(move || draft.start.get().as_str().to_owned())
                on_choose=choose
            />
            {later}
        </div>
        {day}
    }
}

#[component]
fn Addresses(draft: Draft) -> impl IntoView {
    let i18n = use_i18n();
    let (said, of_people) = (i18n.of::<InviteTexts>(), i18n.of::<MemberActionTexts>());
    let tokens = Signal::derive(move || {
        let token = |recipient: &Recipient| Token {
            text: recipient.address.email.clone(),
            is_wrong: recipient.obstacle.is_some(),
        };
        draft.recipients.with(|recipients| recipients.iter().map(token).collect())
    });
    let errors = Signal::derive(move || {
        let texts = said.texts();
        let objection = |recipient: &Recipient| {
            let obstacle = recipient.obstacle.as_ref()?;
            Some((recipient.address.email.clone(), (texts.obstacle)(&obstacle.code).to_owned()))
        };
        let mut errors: Vec<_> = draft.recipients.with(|all| all.iter().filter_map(objection).collect());
        if let Some(more) = errors.len().checked_sub(SPELLED_OUT).filter(|more| *more > 0) {
            errors.truncate(SPELLED_OUT);
            errors.push((String::new(), (of_people.texts().more_objections)(i18n.format(), more as u64)));
        }
        if draft.incomplete.get() && draft.recipients.with(Vec::is_empty) {
            errors.push((String::new(), texts.address_missing.to_owned()));
        }
        errors
    });
    let placeholder = Signal::derive(move || {
        let texts = said.texts();
        let none = draft.recipients.with(Vec::is_empty);
        if none { texts.first_address } else { texts.next_address }.to_owned()
    });
    view! {
        <TokenField
            label=said.label(|texts| texts.addresses)
            placeholder
            tokens
            text=draft.text
            is_complete
            on_add=Callback::new(move |text: String| draft.add(&text))
            on_remove=Callback::new(move |place| draft.remove(place))
            remove_label=Callback::new(move |email: String| (said.texts_untracked().remove)(&email))
            errors
        />
    }
}

fn reference(company: &Company) -> CompanyRef {
    CompanyRef { id: company.id, name: company.name.clone() }
}

/// The companies to choose from; nothing where an organization has none.
#[component]
fn Companies(draft: Draft) -> impl IntoView {
    let (i18n, current) = (use_i18n(), use_current_organization());
    let (said, of_people) = (i18n.of::<InviteTexts>(), i18n.of::<MemberActionTexts>());
    let find = RwSignal::new(String::new());
    let answer = use_queries().companies(move || current.id(), move || find.get());
    let known = Memo::new(move |before: Option<&(Vec<_>, u64)>| match answer.get() {
        Some(Ok(list)) => (list.items, list.total.count),
        _ => before.cloned().unwrap_or_default(),
    });
    let options = Signal::derive(move || {
        let mut companies = draft.companies.get();
        let chosen = companies.len();
        known.with(|(known, _)| {
            let others = known.iter().map(reference).filter(|it| !companies.contains(it));
            companies.extend(others.collect::<Vec<_>>());
        });
        let option = |(place, company): (usize, CompanyRef)| FilterOption {
            value: company.id.to_string(),
            label: company.name,
            count: String::new(),
            is_chosen: place < chosen,
        };
        companies.into_iter().enumerate().map(option).collect::<Vec<_>>()
    });
    let toggle = Callback::new(move |value: String| {
        draft.companies.update(|chosen| match chosen.iter().position(|it| it.id.to_string() == value) {
            Some(place) => drop(chosen.remove(place)),
            None => known.with_untracked(|(known, _)| {
                chosen.extend(known.iter().find(|it| it.id.to_string() == value).map(reference));
            }),
        });
    });
    let name = said.label(|texts| texts.companies);
    let matching =
        Signal::derive(move || (of_people.texts().companies_count)(i18n.format(), known.with(|(_, total)| *total)));
    let values = FilterValues {
        options,
        find: Some(find),
        more: Signal::derive(move || known.with(|(known, total)| known.len() < *total as usize)),
        matching,
        negation: None,
        date: None,
        on_toggle: toggle,
        on_clear: Callback::new(move |()| draft.companies.set(Vec::new())),
    };
    let any = Memo::new(move |_| options.with(|options| !options.is_empty()) || find.with(|find| !find.is_empty()));
    move || {
        any.get().then(|| {
            view! {
                <div class="r-field">
                    <span class="r-field__label" aria-hidden="true">
                        {move || name.get()}
                        <span class="r-optional">{move || i18n.texts().common.optional}</span>
                    </span>
                    <div class="r-chips">
                        <FilterChip
                            name
                            label=name
                            clear_label=Signal::derive(move || (said.texts().remove)(&name.get()))
                            is_on=Memo::new(move |_| draft.companies.with(|chosen| !chosen.is_empty()))
                            chosen=move || view! { {move || values.chosen()} }
                            on_clear=values.on_clear
                        >
                            <FilterPanel values/>
                        </FilterChip>
                    </div>
                </div>
            }
        })
    }
}

/// How long the links hold, and whether and in which language Roster writes.
#[component]
fn Delivery(draft: Draft, mail: Signal<MailService>) -> impl IntoView {
    let (i18n, current) = (use_i18n().of::<InviteTexts>(), use_current_organization());
    let usual = move || current.organization().and_then(|it| it.invitations).map_or(14, |it| it.lifetime_days);
    let lifetimes = Callback::new(move |()| {
        let usual = usual();
        let mut all = LIFETIMES.to_vec();
        all.retain(|days| *days != usual);
        all.push(usual);
        all.sort_unstable();
        let text = |days: u16| (i18n.texts().days)(i18n.format(), days, &i18n.format().in_days(days));
        all.into_iter().map(|days| (days.to_string(), text(days))).collect::<Vec<_>>()
    });
    let languages = Callback::new(|()| {
        Language::ALL.map(|language| (language.tag().to_owned(), language.own_name().to_owned())).to_vec()
    });
    let can_mail = move || mail.get() != MailService::None;
    let hint = move || match mail.get() {
        MailService::Smtp => ().into_any(),
        MailService::None => view! { <span class="r-hint">{i18n.texts().mail_none}</span> }.into_any(),
        MailService::Mailbox => view! {
            <span class="r-hint">
                {i18n.texts().mail_kept}
                <a class="r-link" href="/mailbox" target="_blank" rel="external">{i18n.texts().mailbox}</a>
                "."
            </span>
        }
        .into_any(),
    };
    let field = move |label: Signal<String>, control: AnyView| {
        view! {
            <div class="r-field">
                <span class="r-field__label" aria-hidden="true">{move || label.get()}</span>
                {control}
            </div>
        }
    };
    let (expires, language) = (i18n.label(|texts| texts.expires_after), i18n.label(|texts| texts.mail_language));
    view! {
        <div class="r-grid2">
            {field(expires, view! {
                <SelectField
                    label=expires
                    options=lifetimes
                    value=Signal::derive(move || draft.days.get().unwrap_or_else(usual).to_string())
                    on_choose=move |days: String| draft.days.set(days.parse().ok())
                />
            }.into_any())}
            {move || (can_mail() && draft.send_email.get()).then(|| field(language, view! {
                <SelectField
                    label=language
                    options=languages
                    value=Signal::derive(move || draft.language.get().tag().to_owned())
                    on_choose=move |tag: String| draft.language.set(Language::from_tag(&tag).unwrap_or_default())
                />
            }.into_any()))}
        </div>
        <label class="r-option r-option--switch">
            <input
                class="r-toggle"
                type="checkbox"
                role="switch"
                disabled=move || !can_mail()
                prop:checked=move || can_mail() && draft.send_email.get()
                on:change=move |_| draft.send_email.update(|on| *on = !*on)
            />
            <span>{move || i18n.texts().send_email}" "{hint}</span>
        </label>
    }
}

/// What is still to be mended, how many seats it takes, and the button that invites.
#[component]
pub fn InviteFoot(draft: Draft, on_cancel: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    let said = i18n.of::<InviteTexts>();
    let objections =
        move || draft.recipients.with(|all| all.iter().filter(|recipient| recipient.obstacle.is_some()).count() as u64);
    let hint = move || {
        let texts = said.texts();
        let seats = draft.seats.get().and_then(|seats| Some((seats.used, seats.limit?)));
        match (objections(), seats) {
            (0, Some((used, limit))) => (texts.seats)(i18n.format(), used, limit),
            (0, None) => String::new(),
            (objections, _) => (texts.to_correct)(i18n.format(), objections),
        }
    };
    let submit = move || {
        let people = draft.recipients.with(Vec::len) as u64 - objections();
        match draft.start.get() {
            Start::Now => (said.texts().submit)(i18n.format(), people),
            Start::FirstDay | Start::Later => (said.texts().submit_held)(i18n.format(), people),
        }
    };
    view! {
        <span class="r-hint" role="status">{hint}</span>
        <Button on_press=on_cancel>{move || i18n.texts().common.cancel}</Button>
        <Button kind=ButtonKind::Primary submit=true busy=draft.state.busy()>{submit}</Button>
    }
}
