//! The second factor, the domains of addresses, and who has the passwords.

use api_types::{EmailDomain, ListQuery, MEMBERS, Member, OrganizationId, OrganizationSettings};
use leptos::prelude::*;

use super::{
    super::signed_in::use_current_user,
    field::{Conflict, SwitchSetting, TextSetting, error},
    form::{SettingsForm, SettingsPageForm, today, use_settings_form},
};
use crate::{
    api,
    components::MemberAvatar,
    forms::{
        ON,
        SettingsField::{self, Domains, GraceEnd, HasProvider, ProviderName, ProviderUrl, RequireTwoFactor},
        day_after,
    },
    i18n::use_i18n,
    paths::{AccountPage, Section as Place, use_paths},
    queries::use_queries,
    ui::{FieldKind, Note, NoteKind, Section, Token, TokenField, unique_id},
};

const FIELDS: &[SettingsField] = &[RequireTwoFactor, GraceEnd, Domains, HasProvider, ProviderName, ProviderUrl];

/// The usual grace period, in days.
const GRACE: i64 = 28;
/// So many users without a second factor are named.
const NAMED: u64 = 4;
/// So many other domains are named.
const OTHER_DOMAINS: usize = 5;

/// How people sign in.
#[component]
pub fn Security(organization: OrganizationId, settings: Memo<OrganizationSettings>) -> impl IntoView {
    let form = use_settings_form(organization, settings, FIELDS);
    view! {
        <SettingsPageForm form>
            <TwoFactor form/>
            <AllowedDomains form settings/>
            <Passwords form/>
        </SettingsPageForm>
    }
}

#[component]
fn TwoFactor(form: SettingsForm) -> impl IntoView {
    let i18n = use_i18n();
    let (said, paths, user) = (form.said, use_paths(), use_current_user());
    let has_own = Memo::new(move |_| user.session().is_none_or(|session| session.account.two_factor));
    let is_blocked = Signal::derive(move || !has_own.get() && !form.is_on(RequireTwoFactor));
    let on_turn = Callback::new(move |is_on: bool| {
        let end = if is_on && !untrack(|| form.was_on(RequireTwoFactor)) {
            day_after(&today(), GRACE).unwrap_or_default()
        } else {
            untrack(|| form.saved(GraceEnd))
        };
        form.set(GraceEnd, end);
    });
    let set_up = StoredValue::new(paths.account(AccountPage::Security));
    let own = move || {
        is_blocked.get().then(|| {
            view! {
                <Note>
                    {move || said.texts().own_factor}
                    <a class="r-link" href=set_up.get_value()>{move || said.texts().own_factor_link}</a>
                </Note>
            }
        })
    };
    let begins = Memo::new(move |_| form.is_on(RequireTwoFactor) && !form.was_on(RequireTwoFactor));
    let hint = Signal::derive(move || Some(said.texts().grace_hint.to_owned()));
    let end = move || match (form.is_on(RequireTwoFactor), begins.get()) {
        (false, _) => ().into_any(),
        (true, true) => view! {
            <div class="r-grid2"><TextSetting form field=GraceEnd kind=FieldKind::Date hint/></div>
        }
        .into_any(),
        (true, false) => {
            let day = move || (said.texts().required_from)(&i18n.format().plain_day(&form.saved(GraceEnd)));
            view! { <p class="r-hint">{day}</p> }.into_any()
        }
    };
    let locked_out = move || form.is_on(RequireTwoFactor).then(|| view! { <LockedOut form/> });
    view! {
        <Section title=said.label(|texts| texts.two_factor)>
            <SwitchSetting
                form
                field=RequireTwoFactor
                text=said.label(|texts| texts.require_text)
                is_blocked
                on_turn
            />
            {own}
            {end}
            {locked_out}
        </Section>
    }
}

/// How many would be locked out, and the first of them.
#[component]
fn LockedOut(form: SettingsForm) -> impl IntoView {
    let (i18n, queries, paths) = (use_i18n(), use_queries(), use_paths());
    let said = form.said;
    let answer = queries.without_two_factor(move || Some(form.organization), NAMED);
    let href = StoredValue::new(paths.list(form.organization, Place::Users, &api::without_two_factor()));
    let title = unique_id("without");
    move || {
        let members = answer.get()?.ok()?;
        let all = members.total.count;
        if all == 0 {
            let text = move || said.texts().nobody_locked_out;
            return Some(view! { <Note kind=NoteKind::Success>{text}</Note> }.into_any());
        }
        let day = move || i18n.format().plain_day(&form.get(GraceEnd));
        let warning = move || (said.texts().would_lock_out)(i18n.format(), all, &day());
        let more = all.saturating_sub(members.items.len() as u64);
        let more_text = move || (more > 0).then(|| (said.texts().more)(i18n.format(), more));
        let rows = members.items.into_iter().map(|member| view! { <Without form member/> }).collect_view();
        let (labelled_by, title) = (title.clone(), title.clone());
        Some(
            view! {
                <Note kind=NoteKind::Warning>
                    <b>{warning}</b>
                    " "
                    {move || said.texts().until_then}
                </Note>
                <h3 class="r-subhead" id=title>{move || said.texts().without}</h3>
                <ul class="r-rows" aria-labelledby=labelled_by>
                    {rows}
                    <li class="r-rows__more">
                        <span></span>
                        <span class="r-rows__body">{more_text}</span>
                        <a class="r-link r-rows__end" href=href.get_value()>
                            {move || (said.texts().show_all)(i18n.format(), all)}
                        </a>
                    </li>
                </ul>
            }
            .into_any(),
        )
    }
}

#[component]
fn Without(form: SettingsForm, member: Member) -> impl IntoView {
    let (i18n, said) = (use_i18n(), form.said);
    let avatar = view! { <MemberAvatar member=&member/> };
    let Member { roles, last_sign_in, name, email, .. } = member;
    let text = move || {
        let seen = match &last_sign_in {
            Some(at) => (said.texts().last_sign_in)(&i18n.format().date(at)),
            None => said.texts().never_signed_in.to_owned(),
        };
        let roles = i18n.texts().role_names(&roles).join(", ");
        if roles.is_empty() { seen } else { [&roles, " · ", &seen].concat() }
    };
    view! {
        <li>
            {avatar}
            <div class="r-rows__body">
                <div class="r-rows__title"><bdi>{name.unwrap_or(email)}</bdi></div>
                <div class="r-rows__text">{text}</div>
            </div>
        </li>
    }
}

#[component]
fn AllowedDomains(form: SettingsForm, settings: Memo<OrganizationSettings>) -> impl IntoView {
    let said = form.said;
    let typed = RwSignal::new(String::new());
    let all = Memo::new(move |_| form.get(Domains).split_whitespace().map(str::to_owned).collect::<Vec<_>>());
    let write = move |domains: Vec<String>| form.set(Domains, domains.join(" "));
    let add = Callback::new(move |text: String| {
        let mut domains = all.get_untracked();
        let new = text.split([' ', ',', ';', '\n', '\t']).map(|it| it.trim().trim_start_matches('@').to_lowercase());
        domains.extend(new.filter(|it| !it.is_empty()));
        let mut seen = Vec::new();
        domains.retain(|it| {
            !seen.contains(it) && {
                seen.push(it.clone());
                true
            }
        });
        write(domains);
    });
    let remove = Callback::new(move |index: usize| {
        let mut domains = all.get_untracked();
        if index < domains.len() {
            domains.remove(index);
        }
        write(domains);
    });
    let tokens =
        Signal::derive(move || all.get().into_iter().map(|text| Token { text, is_wrong: false }).collect::<Vec<_>>());
    let problem = error(form, Domains);
    let errors =
        Signal::derive(move || problem.get().map(|text| (String::new(), text)).into_iter().collect::<Vec<_>>());
    let remove_label = Callback::new(move |name: String| (said.texts().remove)(&name));
    view! {
        <Section title=said.label(|texts| texts.domains_title) lede=said.label(|texts| texts.domains_lede)>
            <div class="r-edit__field">
                <TokenField
                    label=Signal::derive(move || (said.texts().field)(Domains).to_owned())
                    placeholder=said.label(|texts| texts.add_domain)
                    tokens
                    text=typed
                    is_complete=|text| text.ends_with([' ', ',', ';'])
                    on_add=add
                    on_remove=remove
                    remove_label
                    errors
                    autofocus=false
                />
                <OtherDomains form settings all/>
                <Conflict form field=Domains/>
            </div>
        </Section>
    }
}

/// Who has another domain than those that are typed.
#[component]
fn OtherDomains(form: SettingsForm, settings: Memo<OrganizationSettings>, all: Memo<Vec<String>>) -> impl IntoView {
    let (i18n, paths) = (use_i18n(), StoredValue::new(use_paths()));
    let others = Memo::new(move |_| {
        let allowed = all.get();
        let is_other = |it: &EmailDomain| !allowed.is_empty() && !allowed.contains(&it.domain);
        settings.with(|settings| settings.email_domains.iter().filter(|it| is_other(it)).cloned().collect::<Vec<_>>())
    });
    let link = move |EmailDomain { domain, members }: EmailDomain| {
        let mut query = ListQuery::new(&MEMBERS);
        query.search = ["email:*@", &domain].concat();
        let href = paths.with_value(|paths| paths.list(form.organization, Place::Users, &query));
        view! {
            <a class="r-link" href=href>
                {domain}
                " ("
                {move || i18n.format().number(members)}
                ")"
            </a>
            " "
        }
    };
    move || {
        let others = others.get();
        let members: u64 = others.iter().map(|it| it.members).sum();
        (members > 0).then(|| {
            let text = move || (form.said.texts().other_domain)(i18n.format(), members);
            view! {
                <p class="r-hint">
                    {text} {others.into_iter().take(OTHER_DOMAINS).map(link).collect_view()}
                </p>
            }
        })
    }
}

#[component]
fn Passwords(form: SettingsForm) -> impl IntoView {
    let said = form.said;
    let name = unique_id("passwords");
    let option = move |has_provider: bool| {
        let choose = move |_| form.set(HasProvider, if has_provider { ON.to_owned() } else { String::new() });
        let title = move || if has_provider { said.texts().provider_owns } else { said.texts().roster_owns };
        let text = move || if has_provider { said.texts().provider_owns_text } else { said.texts().roster_owns_text };
        view! {
            <label class="r-option">
                <input
                    class="r-check"
                    type="radio"
                    name=name.clone()
                    prop:checked=move || form.is_on(HasProvider) == has_provider
                    on:change=choose
                />
                <span>
                    <span class="r-option__title">{title}</span>
                    <span class="r-option__text">{text}</span>
                </span>
            </label>
        }
    };
    let options = [false, true].map(option).collect_view();
    let has_provider = Memo::new(move |_| form.is_on(HasProvider));
    let fields = move || {
        has_provider.get().then(|| {
            view! {
                <div class="r-grid2">
                    <TextSetting form field=ProviderName/>
                    <TextSetting form field=ProviderUrl/>
                </div>
            }
        })
    };
    view! {
        <Section title=said.label(|texts| texts.passwords) lede=said.label(|texts| texts.passwords_lede)>
            <div class="r-group" role="radiogroup" aria-label=move || (said.texts().field)(HasProvider)>
                {options}
            </div>
            <Conflict form field=HasProvider/>
            {fields}
        </Section>
    }
}
