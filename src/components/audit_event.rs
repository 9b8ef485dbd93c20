//! An event of the audit log with everything that the log has of it.

use api_types::{ActorKind, AuditChange, AuditEvent, AuditFilter, AuditValue, MemberId, MemberRef, TargetKind};
use leptos::prelude::*;

use super::{
    activity_list::shown,
    audit_sentence::{actor_name, changes, target_name},
    user_detail::PersonLink,
};
use crate::{
    i18n::{I18n, PageTexts, use_i18n},
    ui::{IconButton, IconName},
};

/// Who, whom, when, from where, and what changed.
#[component]
pub fn AuditEventDetails(
    event: AuditEvent,
    /// Where the page of a user is.
    href: Callback<MemberId, String>,
    /// Where the events are that a filter by a user finds.
    events_href: Callback<(AuditFilter, MemberId), String>,
    /// Copies a text.
    on_copy: Callback<String>,
) -> impl IntoView {
    view! {
        <Changes event=event.clone()/>
        <People event=event.clone() href events_href/>
        <Origin event on_copy/>
    }
}

#[component]
fn Changes(event: AuditEvent) -> impl IntoView {
    let i18n = use_i18n();
    let said = i18n.of::<PageTexts>();
    let content = move || {
        let changed: Vec<AuditChange> = changes(&event).into_iter().cloned().collect();
        let facts: Vec<AuditChange> = event.changes.iter().filter(|fact| !changed.contains(fact)).cloned().collect();
        if changed.is_empty() && facts.is_empty() {
            return view! { <p class="r-hint">{said.texts().audit.no_changes}</p> }.into_any();
        }
        view! {
            {(!changed.is_empty()).then(|| view! { <ChangeTable changed/> })}
            {(!facts.is_empty()).then(|| {
                let facts = facts.iter().map(|fact| row(field(fact, i18n), values(fact, &fact.after, i18n))).collect_view();
                view! { <dl class="r-log-facts">{facts}</dl> }
            })}
        }
        .into_any()
    };
    view! {
        <section class="r-log-part">
            <h3>{move || said.texts().audit.changes}</h3>
            {content}
        </section>
    }
}

#[component]
fn ChangeTable(changed: Vec<AuditChange>) -> impl IntoView {
    let i18n = use_i18n();
    let said = i18n.of::<PageTexts>();
    let none = move || view! { <span class="r-muted">{said.texts().audit.none}</span> }.into_any();
    let row = move |change: &AuditChange| {
        let cell = |list: &[AuditValue]| {
            if list.is_empty() { none() } else { view! { <bdi>{values(change, list, i18n)}</bdi> }.into_any() }
        };
        view! {
            <tr>
                <th scope="row">{field(change, i18n)}</th>
                <td class="r-log-before">{cell(&change.before)}</td>
                <td>{cell(&change.after)}</td>
            </tr>
        }
    };
    view! {
        <table class="r-log-changes">
            <thead>
                <tr>
                    <th scope="col">{move || said.texts().audit.field}</th>
                    <th scope="col">{move || said.texts().audit.before}</th>
                    <th scope="col">{move || said.texts().audit.after}</th>
                </tr>
            </thead>
            <tbody>{changed.iter().map(row).collect_view()}</tbody>
        </table>
    }
}

/// The name of a field or a fact.
fn field(change: &AuditChange, i18n: I18n) -> String {
    let pages = i18n.of::<PageTexts>().texts();
    let known = (pages.activity.field)(&change.field).or_else(|| (pages.audit.fact)(&change.field));
    known.unwrap_or(&change.field).to_owned()
}

fn values(change: &AuditChange, values: &[AuditValue], i18n: I18n) -> String {
    let pages = i18n.of::<PageTexts>().texts();
    let value = |value: &AuditValue| {
        let known = value.text.as_deref().and_then(|text| (pages.audit.value)(&change.field, text));
        known.map_or_else(|| shown(&change.field, value, &pages.activity, (i18n.texts(), i18n.format())), str::to_owned)
    };
    values.iter().map(value).collect::<Vec<_>>().join(", ")
}

fn row(name: String, value: String) -> impl IntoView {
    view! {
        <div>
            <dt>{name}</dt>
            <dd><bdi>{value}</bdi></dd>
        </div>
    }
}

#[component]
fn People(
    event: AuditEvent,
    href: Callback<MemberId, String>,
    events_href: Callback<(AuditFilter, MemberId), String>,
) -> impl IntoView {
    let i18n = use_i18n();
    let said = i18n.of::<PageTexts>();
    let person = move |person: MemberRef, filter: AuditFilter| {
        let (name, id) = (person.name.clone(), person.id);
        let all = move || {
            let texts = &said.texts().audit;
            if filter == AuditFilter::Actor { (texts.by_person)(&name) } else { (texts.about_person)(&name) }
        };
        view! {
            <PersonLink person href/>
            <a class="r-link r-sm" href=events_href.run((filter, id))>{all}</a>
        }
        .into_any()
    };
    let (of_actor, of_target) = (event.clone(), event.clone());
    let actor = move || match &of_actor.actor {
        Some(actor) if actor.member.is_some() => {
            actor.member.clone().map(|it| person(it, AuditFilter::Actor)).into_any()
        }
        Some(actor) if actor.kind == ActorKind::Outsider => {
            let note = [" (", said.texts().audit.outsider, ")"].concat();
            view! { <bdi>{actor.name.clone()}</bdi> <span class="r-muted">{note}</span> }.into_any()
        }
        _ => view! { <bdi>{actor_name(&of_actor, i18n)}</bdi> }.into_any(),
    };
    let target = move || {
        let target = of_target.target.as_ref()?;
        let name = target_name(&of_target, &said.texts().audit);
        let member = target.id.parse().ok().filter(|_| target.kind == TargetKind::Member && target.name.is_some());
        let shown = match member {
            Some(id) => person(MemberRef { id, name }, AuditFilter::Target),
            None => view! { <bdi>{name}</bdi> }.into_any(),
        };
        Some(view! {
            <div>
                <dt>{said.texts().audit.target}</dt>
                <dd>{shown}</dd>
            </div>
        })
    };
    view! {
        <section class="r-log-part">
            <dl class="r-log-facts">
                <div>
                    <dt>{move || said.texts().audit.actor}</dt>
                    <dd>{actor}</dd>
                </div>
                {target}
            </dl>
        </section>
    }
}

#[component]
fn Origin(event: AuditEvent, on_copy: Callback<String>) -> impl IntoView {
    let i18n = use_i18n();
    let said = i18n.of::<PageTexts>();
    let AuditEvent { at, address, request_id, .. } = event;
    let none = move || view! { <span class="r-muted">{move || said.texts().audit.none}</span> }.into_any();
    let address = address.map_or_else(none, |address| view! { <bdi dir="ltr">{address}</bdi> }.into_any());
    let request = request_id.map_or_else(none, |id| {
        let copied = id.clone();
        view! {
            <code class="r-code" dir="ltr">{id}</code>
            <IconButton
                icon=IconName::Copy
                label=said.label(|texts| texts.audit.copy_request)
                on_press=Callback::new(move |()| on_copy.run(copied.clone()))
            />
        }
        .into_any()
    });
    view! {
        <section class="r-log-part">
            <h3>{move || said.texts().audit.origin}</h3>
            <dl class="r-log-facts">
                <div>
                    <dt>{move || said.texts().audit.time}</dt>
                    <dd>{move || i18n.format().moment(&at)}</dd>
                </div>
                <div>
                    <dt>{move || said.texts().audit.address}</dt>
                    <dd>{address}</dd>
                </div>
                <div>
                    <dt>{move || said.texts().audit.request}</dt>
                    <dd>{request}</dd>
                </div>
            </dl>
        </section>
    }
}
