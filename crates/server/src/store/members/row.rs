//! Members as they stand in the database, and as the wire has them.

use std::collections::HashMap;

use api_types::{Invitation, Member, MemberId, MemberRef, Timestamp};
use sea_query::{Expr, ExprTrait, Func, JoinType, Query, SelectStatement};
use serde::Deserialize;

use crate::store::{
    Database, StoreError,
    columns::{read_id, read_language, read_status, wire_moment},
    companies, outbox,
    packed::Bytes,
    page::Position,
    roles,
};

/// A row of `members` with the names of those whom it refers to, in the order of [`columns`].
#[derive(Deserialize)]
struct MemberRow {
    id: Bytes,
    organization_id: Bytes,
    email: String,
    given_name: Option<String>,
    family_name: Option<String>,
    name: Option<String>,
    signature: Option<String>,
    status: i16,
    two_factor: Option<i16>,
    supervisor_id: Option<Bytes>,
    invited_by_id: Option<Bytes>,
    invited_at: Option<i64>,
    member_since: Option<i64>,
    last_sign_in: Option<i64>,
    invitation_expires_at: Option<i64>,
    invitation_sent_at: Option<i64>,
    invitation_times_sent: i64,
    invitation_message: Option<String>,
    invitation_language: Option<String>,
    invitation_generation: i64,
    version: i64,
    roles_key: Option<Bytes>,
    supervisor_name: Option<String>,
    inviter_name: Option<String>,
}

/// Columns of bytes among [`COLUMNS`].
const BYTES: [&str; 5] = ["id", "organization_id", "supervisor_id", "invited_by_id", "roles_key"];

const COLUMNS: [&str; 22] = [
    "id",
    "organization_id",
    "email",
    "given_name",
    "family_name",
    "name",
    "signature",
    "status",
    "two_factor",
    "supervisor_id",
    "invited_by_id",
    "invited_at",
    "member_since",
    "last_sign_in",
    "invitation_expires_at",
    "invitation_sent_at",
    "invitation_times_sent",
    "invitation_message",
    "invitation_language",
    "invitation_generation",
    "version",
    "roles_key",
];

/// The members that `of` selects, whole.
pub(super) async fn read(database: &Database, of: SelectStatement) -> Result<Vec<Member>, StoreError> {
    let rows = database.packed(with_people(of), columns(database)).await?;
    complete(database, rows).await
}

/// The members at these places, whole and in their order; who has gone meanwhile is left out.
pub(super) async fn read_in_order(database: &Database, places: &[Position]) -> Result<Vec<Member>, StoreError> {
    if places.is_empty() {
        return Ok(Vec::new());
    }
    let ids = places.iter().map(|place| place.id.to_be_bytes().to_vec());
    let query = Query::select().from("members").and_where(Expr::col(("members", "id")).is_in(ids)).take();
    let members = read(database, query).await?;
    let mut by_id: HashMap<u128, Member> = members.into_iter().map(|member| (member.id.as_u128(), member)).collect();
    Ok(places.iter().filter_map(|place| by_id.remove(&place.id)).collect())
}

/// The columns of a [`MemberRow`].
fn columns(database: &Database) -> Vec<Expr> {
    let own = COLUMNS.into_iter().map(|name| {
        let column = Expr::col(("members", name));
        if BYTES.contains(&name) { database.hex(column) } else { column }
    });
    let shown = ["supervisors", "inviters"].map(|person| {
        let column = |name: &'static str| Expr::col((person, name));
        Expr::from(Func::coalesce([column("name"), column("email")]))
    });
    own.chain(shown).collect()
}

/// Adds those whom each member refers to.
fn with_people(mut members: SelectStatement) -> SelectStatement {
    let same = |person: &'static str, column| Expr::col((person, "id")).equals(("members", column));
    members
        .join_as(JoinType::LeftJoin, "members", "supervisors", same("supervisors", "supervisor_id"))
        .join_as(JoinType::LeftJoin, "members", "inviters", same("inviters", "invited_by_id"))
        .take()
}

/// Adds roles and companies; all of the rows are of one organization.
async fn complete(database: &Database, rows: Vec<MemberRow>) -> Result<Vec<Member>, StoreError> {
    let Some(first) = rows.first() else { return Ok(Vec::new()) };
    let roles = roles::by_place(database, read_id(&first.organization_id.0)?).await?;
    let ids = rows.iter().map(|row| read_id(&row.id.0)).collect::<Result<Vec<MemberId>, _>>()?;
    let mut companies = companies::of(database, &ids).await?;
    let pending = ids.iter().zip(&rows).filter(|(_, row)| row.invitation_expires_at.is_some());
    let mut mails = outbox::newest(database, &pending.map(|(id, _)| *id).collect::<Vec<_>>()).await?;
    ids.into_iter()
        .zip(rows)
        .map(|(id, mut row)| {
            let roles_key = row.roles_key.take().map_or_else(Vec::new, |key| key.0);
            let mail = mails.remove(&id).filter(|mail| mail.generation == row.invitation_generation);
            let mut member = row.into_member(id)?;
            if let Some(invitation) = &mut member.invitation {
                invitation.delivery = mail.map(|mail| mail.delivery);
            }
            member.roles = places(&roles_key).filter_map(|place| roles.get(&place)).cloned().collect();
            member.companies = companies.remove(&id).unwrap_or_default();
            Ok(member)
        })
        .collect()
}

/// The places of a member's roles among the organization's, as its key to sort by has them.
fn places(key: &[u8]) -> impl Iterator<Item = i16> {
    key.as_chunks::<2>().0.iter().map(|place| i16::from_be_bytes(*place))
}

impl MemberRow {
    /// The member, still without roles and companies.
    fn into_member(self, id: MemberId) -> Result<Member, StoreError> {
        Ok(Member {
            id,
            organization_id: read_id(&self.organization_id.0)?,
            status: read_status(self.status)?,
            roles: Vec::new(),
            companies: Vec::new(),
            supervisor: reference(self.supervisor_id, self.supervisor_name)?,
            invited_by: reference(self.invited_by_id, self.inviter_name)?,
            invited_at: optional_moment(self.invited_at)?,
            member_since: optional_moment(self.member_since)?,
            last_sign_in: optional_moment(self.last_sign_in)?,
            invitation: match self.invitation_expires_at {
                Some(expires_at) => Some(Invitation {
                    expires_at: wire_moment(expires_at)?,
                    sent_at: optional_moment(self.invitation_sent_at)?,
                    times_sent: u32::try_from(self.invitation_times_sent).unwrap_or(u32::MAX),
                    message: self.invitation_message,
                    language: read_language(self.invitation_language.as_deref())?,
                    delivery: None,
                }),
                None => None,
            },
            email: self.email,
            given_name: self.given_name,
            family_name: self.family_name,
            name: self.name,
            signature: self.signature,
            two_factor: self.two_factor.map(|place| place == 0),
            withdrawn_at: None,
            actions: Vec::new(),
            version: self.version,
        })
    }
}

fn reference(id: Option<Bytes>, name: Option<String>) -> Result<Option<MemberRef>, StoreError> {
    id.map(|id| Ok(MemberRef { id: read_id(&id.0)?, name: name.unwrap_or_default() })).transpose()
}

fn optional_moment(microseconds: Option<i64>) -> Result<Option<Timestamp>, StoreError> {
    microseconds.map(wire_moment).transpose()
}
