//! Members as they stand in the database, and as the wire has them.

use api_types::{Invitation, Member, MemberId, MemberSort, Named, Timestamp};
use sea_query::{Alias, Expr, ExprTrait, Func, IntoIden, JoinType, SelectStatement};
use sqlx::FromRow;

use crate::store::{
    Database, StoreError,
    columns::{read_id, read_status, wire_moment},
    companies,
    page::{Key, Position},
    roles,
};

/// A row of `members` with the names of those whom it refers to.
#[derive(FromRow)]
pub(super) struct MemberRow {
    id: Vec<u8>,
    organization_id: Vec<u8>,
    email: String,
    email_key: String,
    given_name: Option<String>,
    family_name: Option<String>,
    name: Option<String>,
    name_key: Vec<u8>,
    signature: Option<String>,
    status: i16,
    two_factor: Option<bool>,
    supervisor_id: Option<Vec<u8>>,
    supervisor_name: Option<String>,
    invited_by_id: Option<Vec<u8>>,
    inviter_name: Option<String>,
    invited_at: Option<i64>,
    member_since: Option<i64>,
    last_sign_in: Option<i64>,
    invitation_expires_at: Option<i64>,
    invitation_sent_at: Option<i64>,
    invitation_times_sent: i64,
    invitation_message: Option<String>,
    version: i64,
}

const PLAIN_COLUMNS: [&str; 21] = [
    "id",
    "organization_id",
    "email",
    "email_key",
    "given_name",
    "family_name",
    "name",
    "name_key",
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
    "version",
];

/// Asks for [`MemberRow`]s.
pub(super) fn select_rows(mut query: SelectStatement) -> SelectStatement {
    let shown = |person: &'static str| {
        let column = |name: &'static str| Expr::col((Alias::new(person), name.into_iden()));
        Expr::from(Func::coalesce([column("name"), column("email")]))
    };
    let same = |person: &'static str, column| Expr::col((person, "id")).equals(("members", column));
    query
        .columns(PLAIN_COLUMNS.map(|column| ("members", column)))
        .expr_as(shown("supervisors"), "supervisor_name")
        .expr_as(shown("inviters"), "inviter_name")
        .join_as(JoinType::LeftJoin, "members", "supervisors", same("supervisors", "supervisor_id"))
        .join_as(JoinType::LeftJoin, "members", "inviters", same("inviters", "invited_by_id"))
        .take()
}

/// Adds roles and companies.
pub(super) async fn complete(database: &Database, rows: Vec<MemberRow>) -> Result<Vec<Member>, StoreError> {
    let ids = rows.iter().map(|row| read_id(&row.id)).collect::<Result<Vec<MemberId>, _>>()?;
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut roles = roles::held_by(database, &ids).await?;
    let mut companies = companies::of(database, &ids).await?;
    ids.into_iter()
        .zip(rows)
        .map(|(id, row)| {
            let mut member = row.into_member(id)?;
            member.roles = roles.remove(&id).unwrap_or_default().into_iter().map(|held| held.role).collect();
            member.companies = companies.remove(&id).unwrap_or_default();
            Ok(member)
        })
        .collect()
}

impl MemberRow {
    /// Where the row stands in the list that is sorted by `column`.
    pub(super) fn position(&self, column: MemberSort) -> Position {
        let key = match column {
            MemberSort::Name => Key::Bytes(self.name_key.clone()),
            MemberSort::Email => Key::Text(self.email_key.clone()),
            MemberSort::Status => Key::Number(self.status.into()),
            MemberSort::MemberSince => self.member_since.map_or(Key::Absent, Key::Number),
        };
        let id = self.id.as_slice().try_into().map_or(0, u128::from_be_bytes);
        Position { key, id }
    }

    /// The member, still without roles and companies.
    fn into_member(self, id: MemberId) -> Result<Member, StoreError> {
        Ok(Member {
            id,
            organization_id: read_id(&self.organization_id)?,
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
                }),
                None => None,
            },
            email: self.email,
            given_name: self.given_name,
            family_name: self.family_name,
            name: self.name,
            signature: self.signature,
            two_factor: self.two_factor,
            version: self.version,
        })
    }
}

fn reference(id: Option<Vec<u8>>, name: Option<String>) -> Result<Option<Named<MemberId>>, StoreError> {
    id.map(|id| Ok(Named { id: read_id(&id)?, name: name.unwrap_or_default() })).transpose()
}

fn optional_moment(microseconds: Option<i64>) -> Result<Option<Timestamp>, StoreError> {
    microseconds.map(wire_moment).transpose()
}
