//! Members as clients get them.

use std::collections::HashMap;

use api_types::{Member, MemberId, MemberRef, MemberStatus};
use sea_query::{Expr, ExprTrait, Func, JoinType, Query, SelectStatement};

use super::{
    facets,
    table::{self, MemberRecord, Related},
    viewer::{Asked, Facts, Viewer},
};
use crate::{
    authz::member_actions,
    store::{
        Database, StoreError, companies,
        email_changes::{PendingChange, select_pending},
        listing, organizations,
        outbox::{self, MailKind},
        page::Position,
        roles::{self, HeldRole},
    },
};

/// The member, places of the roles, the names of supervisor and inviter, facts, and the change of the address that waits.
type Row = (MemberRecord, Option<Vec<u8>>, Option<String>, Option<String>, Facts, Option<PendingChange>);

/// The members that `of` selects, whole.
///
/// # Errors
/// When the database fails.
pub(super) async fn read(
    database: &Database,
    of: SelectStatement,
    viewer: &Viewer<'_>,
) -> Result<Vec<Member>, StoreError> {
    let rows = database.all(&with_related(of)).await?;
    complete(database, rows, viewer).await
}

/// The members at these places, whole and in their order; members that are gone meanwhile are left out.
///
/// # Errors
/// When the database fails.
pub(super) async fn read_in_order(
    database: &Database,
    places: &[Position],
    viewer: &Viewer<'_>,
) -> Result<Vec<Member>, StoreError> {
    if places.is_empty() {
        return Ok(Vec::new());
    }
    let ids = places.iter().map(|place| place.id.to_be_bytes().to_vec());
    let query = Query::select().from("members").and_where(Expr::col(("members", "id")).is_in(ids)).take();
    let members = read(database, query, viewer).await?;
    let mut by_id: HashMap<u128, Member> = members.into_iter().map(|member| (member.id.as_u128(), member)).collect();
    Ok(places.iter().filter_map(|place| by_id.remove(&place.id)).collect())
}

/// The memberships of a member's account in other organizations.
fn memberships_elsewhere() -> SelectStatement {
    let of_other = |column: &'static str| Expr::col(("elsewhere", column));
    let own = |column: &'static str| Expr::col(("members", column));
    Query::select()
        .expr(Expr::val(1))
        .from_as("members", "elsewhere")
        // Also one that can be restored.
        .and_where(
            of_other("account_id").eq(own("account_id")).or(of_other("removed_account_id").eq(own("account_id"))),
        )
        .and_where(of_other("organization_id").ne(own("organization_id")))
        .take()
}

/// Selects a [`Row`] for each of `members`.
fn with_related(members: SelectStatement) -> SelectStatement {
    let same = |table: &'static str, column| Expr::col((table, "id")).equals(("members", column));
    let shown = |table: &'static str| Func::coalesce(["name", "email"].map(|column| Expr::col((table, column))));
    let mut rows = table::select(members)
        .column(("members", "roles_key"))
        .expr(shown("supervisors"))
        .expr(shown("inviters"))
        .expr(Expr::exists(memberships_elsewhere()))
        .expr(listing::is_value(facets::SUPERVISOR, "members"))
        .expr(Expr::exists(organizations::identity_provider_of("members")))
        .join_as(JoinType::LeftJoin, "members", "supervisors", same("supervisors", "supervisor_id"))
        .join_as(JoinType::LeftJoin, "members", "inviters", same("inviters", "invited_by_id"))
        .take();
    select_pending(&mut rows);
    rows
}

/// Adds what is in other tables; all of the rows are of one organization.
async fn complete(database: &Database, rows: Vec<Row>, viewer: &Viewer<'_>) -> Result<Vec<Member>, StoreError> {
    let Some((MemberRecord { organization, .. }, ..)) = rows.first() else { return Ok(Vec::new()) };
    let ids = |is_meant: fn(&Row) -> bool| -> Vec<MemberId> {
        rows.iter().filter(|row| is_meant(row)).map(|(record, ..)| record.id).collect()
    };
    let (all, invited) = (ids(|_| true), ids(|(record, ..)| record.invitation.is_some()));
    let changing = ids(|(.., change)| change.is_some());
    // Side by side: on PostgreSQL each is a journey of its own.
    let (roles, mut companies, mut invitations, mut changes) = tokio::try_join!(
        roles::by_place(database, *organization),
        companies::of(database, &all),
        outbox::newest(database, &invited, &[MailKind::Invitation, MailKind::Reminder]),
        outbox::newest(database, &changing, &[MailKind::EmailChange]),
    )?;
    let mut asked = Asked::default();
    let mut members = Vec::with_capacity(rows.len());
    for (mut record, roles_key, supervisor, inviter, facts, change) in rows {
        // A removed member keeps it for when it is restored.
        record.inactive_note = record.inactive_note.filter(|_| record.status == MemberStatus::Inactive);
        let held_roles: Vec<&HeldRole> = places(roles_key.as_deref()).filter_map(|place| roles.get(&place)).collect();
        let state = viewer.state(database, &mut asked, &record, &held_roles, facts).await?;
        let change = change.filter(|_| !state.is_shared);
        let id = record.id;
        let invitation_mail = invitations.remove(&id).filter(|mail| mail.generation == record.generation);
        let change_mail =
            changes.remove(&id).filter(|mail| change.as_ref().is_some_and(|it| it.generation == mail.generation));
        let related = Related {
            roles: held_roles.iter().map(|role| role.role.clone()).collect(),
            companies: companies.remove(&id).unwrap_or_default(),
            supervisor: reference(record.supervisor, supervisor),
            invited_by: reference(record.invited_by, inviter),
            email_change: change.map(PendingChange::into_wire).transpose()?,
            actions: member_actions(viewer.held, state),
        };
        let mut member = record.into_wire(related)?;
        if let Some(invitation) = &mut member.invitation {
            invitation.delivery = invitation_mail.map(|mail| mail.delivery);
        }
        if let Some(change) = &mut member.email_change {
            change.delivery = change_mail.map(|mail| mail.delivery);
        }
        members.push(member);
    }
    Ok(members)
}

/// The places of a member's roles among the organization's, from its key to sort by.
fn places(key: Option<&[u8]>) -> impl Iterator<Item = i16> {
    key.unwrap_or_default().as_chunks::<2>().0.iter().map(|place| i16::from_be_bytes(*place))
}

fn reference(id: Option<MemberId>, name: Option<String>) -> Option<MemberRef> {
    id.map(|id| MemberRef { id, name: name.unwrap_or_default() })
}
