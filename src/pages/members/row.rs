//! What a cell of the list of users holds, by its column.

use api_types::{Member, MemberColumn, MemberStatus, SearchField};
use leptos::prelude::*;

use super::{RowContext, Sought, role_badges, status_badge, two_factor};
use crate::i18n::I18n;

/// The class of a column's cells; its width and look stand in the style sheet.
pub const fn class(column: MemberColumn) -> &'static str {
    match column {
        MemberColumn::Name => "r-c-who",
        MemberColumn::Email => "r-c-mail r-muted-cell",
        MemberColumn::Signature => "r-c-sig r-muted-cell",
        MemberColumn::Roles => "r-c-roles",
        MemberColumn::Status => "r-c-status",
        MemberColumn::TwoFactor => "r-c-2fa",
        MemberColumn::Companies => "r-c-company",
        MemberColumn::Supervisor => "r-c-super r-muted-cell",
        MemberColumn::InvitedBy => "r-c-by r-muted-cell",
        MemberColumn::InvitedAt => "r-c-invited r-muted-cell",
        MemberColumn::MemberSince => "r-c-since r-muted-cell",
        MemberColumn::LastSignIn => "r-c-seen r-muted-cell",
    }
}

/// How wide the column of boxes is, in units.
pub const CHECK: f64 = 11.0;

/// How wide a column is, in units, as the style sheet has it; of the name, how wide at least.
pub const fn width(column: MemberColumn) -> f64 {
    match column {
        MemberColumn::Name => 60.0,
        MemberColumn::Email => 52.0,
        MemberColumn::Signature => 16.0,
        MemberColumn::Roles => 29.0,
        MemberColumn::Status => 30.0,
        MemberColumn::TwoFactor => 9.5,
        MemberColumn::Companies => 27.5,
        MemberColumn::MemberSince => 28.0,
        MemberColumn::Supervisor | MemberColumn::InvitedBy => 23.0,
        MemberColumn::InvitedAt => 27.0,
        MemberColumn::LastSignIn => 31.0,
    }
}

/// What stands in a column for this user. The name has a view of its own.
pub fn content(column: MemberColumn, member: &Member, sought: &Sought, context: RowContext, i18n: I18n) -> AnyView {
    let marked = |text: &Option<String>, field, anywhere| match text {
        Some(text) => {
            let marked = sought.mark(text, field, anywhere);
            view! { <bdi title=text.clone()>{marked}</bdi> }.into_any()
        }
        None => nothing(),
    };
    match column {
        MemberColumn::Name => ().into_any(),
        MemberColumn::Email => marked(&Some(member.email.clone()), SearchField::Email, true),
        MemberColumn::Signature => marked(&member.signature, SearchField::Signature, true),
        MemberColumn::Roles => role_badges(&member.roles, i18n),
        MemberColumn::Status => status(member, context, i18n),
        MemberColumn::TwoFactor => two_factor(member.two_factor, false, i18n.texts()),
        MemberColumn::Companies => companies(member, i18n),
        MemberColumn::Supervisor => {
            marked(&member.supervisor.as_ref().map(|it| it.name.clone()), SearchField::Supervisor, false)
        }
        MemberColumn::InvitedBy => text(member.invited_by.as_ref().map(|it| it.name.clone())),
        MemberColumn::InvitedAt => moment(member.invited_at.as_deref(), i18n),
        MemberColumn::MemberSince => moment(member.member_since.as_deref(), i18n),
        MemberColumn::LastSignIn => {
            let accepted = matches!(member.status, MemberStatus::Active | MemberStatus::Inactive);
            match member.last_sign_in.as_deref() {
                None if accepted => i18n.texts().users.never.into_any(),
                at => moment(at, i18n),
            }
        }
    }
}

/// The status; an invitation that ran out can be sent again right here.
fn status(member: &Member, context: RowContext, i18n: I18n) -> AnyView {
    let again = (member.status == MemberStatus::Expired && context.manages.get()).then(|| {
        view! {
            <button type="button" class="r-link r-status__do" data-resend="">
                {i18n.texts().invite.send_again}
                <span class="r-vh">{[": ", &member.email].concat()}</span>
            </button>
        }
    });
    view! { {status_badge(member, i18n)} {again} }.into_any()
}

/// The dash of an empty cell.
fn nothing() -> AnyView {
    view! { <span class="r-none">"–"</span> }.into_any()
}

/// A text. When it is cut it can be read whole in its tooltip.
fn text(text: Option<String>) -> AnyView {
    match text {
        Some(text) => view! { <bdi title=text.clone()>{text.clone()}</bdi> }.into_any(),
        None => nothing(),
    }
}

/// When something was; when exactly stands in the tooltip and is spoken.
fn moment(at: Option<&str>, i18n: I18n) -> AnyView {
    let Some(at) = at else { return nothing() };
    let exact = i18n.format().moment(at);
    view! {
        <time datetime=at.to_owned() title=exact.clone()>
            {i18n.format().ago(at)}
            <span class="r-vh">{[", ", &exact].concat()}</span>
        </time>
    }
    .into_any()
}

/// The main company, and how many more there are.
fn companies(member: &Member, i18n: I18n) -> AnyView {
    let names: Vec<_> = member.companies.iter().map(|company| company.name.as_str()).collect();
    match names.as_slice() {
        [] => nothing(),
        [one] => text(Some((*one).to_owned())),
        [first, others @ ..] => view! {
            <span class="r-plus" title=names.join(", ")>
                <span>{(*first).to_owned()}</span>
                <span class="r-muted" dir="ltr">
                    {["+", &i18n.format().number(others.len() as u64)].concat()}
                </span>
            </span>
        }
        .into_any(),
    }
}
