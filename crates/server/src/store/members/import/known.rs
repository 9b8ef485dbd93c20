//! The members that the rows of a file can be about, found by their ids, addresses, signatures and names.

use std::collections::{HashMap, HashSet};

use api_types::{CompanyRef, MemberId, MemberStatus, OrganizationId, RoleRef};
use sea_query::{Expr, ExprTrait, Func, Order, Query, SelectStatement, Value};

use crate::{
    authz::{Authorized, policy::ImportMembers},
    store::{
        Database, StoreError,
        columns::{id_bytes, read_id, read_status},
        roles::{self, HeldRole},
        text,
    },
};

/// Values in one query.
const VALUES: usize = 2_000;
/// So far up, supervisors are looked at.
const LEVELS: usize = 100;

/// A member, as far as rows refer to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct KnownMember {
    pub shown: String,
    pub status: MemberStatus,
    /// Whether it has an invitation.
    pub is_invited: bool,
    pub supervisor: Option<MemberId>,
}

impl KnownMember {
    /// Whether it can become a supervisor by an import: it has access, or will have it.
    pub(super) fn can_lead(&self) -> bool {
        self.is_invited || self.status == MemberStatus::Active
    }
}

/// What is looked for.
#[derive(Debug, Default)]
pub(super) struct Wanted {
    pub ids: HashSet<MemberId>,
    /// Keys of addresses.
    pub emails: HashSet<String>,
    /// Folded signatures.
    pub signatures: HashSet<String>,
    /// Names, as texts have them.
    pub names: HashSet<String>,
}

/// The members that were found. Removed members and withdrawn invitations are not.
#[derive(Debug, Default)]
pub(super) struct Known {
    pub members: HashMap<MemberId, KnownMember>,
    pub by_email: HashMap<String, MemberId>,
    pub by_signature: HashMap<String, MemberId>,
    /// By the folded name.
    pub by_name: HashMap<String, Vec<MemberId>>,
}

/// Id, key of the address, folded signature, what others see, name, status, end of the invitation, supervisor.
type Row = (Vec<u8>, String, Option<String>, String, Option<String>, i16, Option<i64>, Option<Vec<u8>>);

fn rows(organization: OrganizationId) -> SelectStatement {
    Query::select()
        .columns(["id", "email_key", "signature_fold"])
        .expr(Func::coalesce([Expr::col("name"), Expr::col("email")]))
        .columns(["name", "status", "invitation_expires_at", "supervisor_id"])
        .from("members")
        .and_where(Expr::col("organization_id").eq(id_bytes(organization)))
        .and_where(Expr::col("hidden").eq(false))
        .take()
}

impl Known {
    /// Finds what is wanted, and everybody above.
    pub(super) async fn load(
        database: &Database,
        organization: OrganizationId,
        wanted: Wanted,
    ) -> Result<Self, StoreError> {
        let mut known = Self::default();
        let names = wanted.names.iter().map(|name| text::sort_key(name).into()).collect();
        known.add(database, organization, "email_key", wanted.emails.into_iter().map(Value::from).collect()).await?;
        let signatures = wanted.signatures.into_iter().map(Value::from).collect();
        known.add(database, organization, "signature_fold", signatures).await?;
        known.add(database, organization, "name_key", names).await?;
        let mut ids: Vec<MemberId> = wanted.ids.into_iter().collect();
        for _ in 0..LEVELS {
            ids.extend(known.members.values().filter_map(|member| member.supervisor));
            ids.retain(|id| !known.members.contains_key(id));
            ids.sort_unstable();
            ids.dedup();
            let before = known.members.len();
            known.add(database, organization, "id", ids.iter().map(|id| id_bytes(*id).into()).collect()).await?;
            if known.members.len() == before {
                break;
            }
            ids.clear();
        }
        Ok(known)
    }

    async fn add(
        &mut self,
        database: &Database,
        organization: OrganizationId,
        column: &'static str,
        values: Vec<Value>,
    ) -> Result<(), StoreError> {
        for some in values.chunks(VALUES) {
            let query = rows(organization).and_where(Expr::col(column).is_in(some.iter().cloned())).take();
            for row in database.all::<Row>(&query).await? {
                self.insert(row)?;
            }
        }
        Ok(())
    }

    fn insert(&mut self, row: Row) -> Result<(), StoreError> {
        let (id, email, signature, shown, name, status, invitation, supervisor) = row;
        let id: MemberId = read_id(&id)?;
        let supervisor = supervisor.as_deref().map(read_id).transpose()?;
        let member = KnownMember { shown, status: read_status(status)?, is_invited: invitation.is_some(), supervisor };
        if self.members.insert(id, member).is_some() {
            return Ok(());
        }
        self.by_email.insert(email, id);
        if let Some(signature) = signature {
            self.by_signature.insert(signature, id);
        }
        if let Some(name) = name {
            self.by_name.entry(text::fold(&name)).or_default().push(id);
        }
        Ok(())
    }
}

/// How many rows are about members that there are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Found {
    pub by_email: u64,
    pub by_signature: u64,
}

/// The roles that the importer can assign, and companies that are not archived, each by name; at most 500.
///
/// # Errors
/// When the database fails.
pub async fn assignable(
    database: &Database,
    may: &Authorized<ImportMembers>,
) -> Result<(Vec<RoleRef>, Vec<CompanyRef>), StoreError> {
    let organization = may.organization();
    let mut roles: Vec<_> = roles::by_place(database, organization).await?.into_iter().collect();
    roles.sort_by_key(|(place, _)| *place);
    let can_assign = |held: &HeldRole| may.permissions().covers(&held.permissions);
    let roles = roles.into_iter().map(|(_, held)| held).filter(can_assign).map(|held| held.role).collect();
    let query = Query::select()
        .columns(["id", "name"])
        .from("companies")
        .and_where(Expr::col("organization_id").eq(id_bytes(organization)))
        .and_where(Expr::col("archived_at").is_null())
        .order_by("name_key", Order::Asc)
        .limit(500)
        .take();
    let rows: Vec<(Vec<u8>, String)> = database.all(&query).await?;
    let company = |(id, name): (Vec<u8>, String)| Ok(CompanyRef { id: read_id(&id)?, name });
    Ok((roles, rows.into_iter().map(company).collect::<Result<_, StoreError>>()?))
}

/// Counts the addresses and signatures that members have.
///
/// # Errors
/// When the database fails.
pub async fn found(
    database: &Database,
    may: &Authorized<ImportMembers>,
    emails: &[String],
    signatures: &[String],
) -> Result<Found, StoreError> {
    let emails: Vec<String> = emails.iter().map(|email| text::email_key(email)).collect();
    let signatures: Vec<String> = signatures.iter().map(|signature| text::fold(signature)).collect();
    let wanted = Wanted {
        emails: emails.iter().cloned().collect(),
        signatures: signatures.iter().cloned().collect(),
        ..Wanted::default()
    };
    let mut known = Known::default();
    let organization = may.organization();
    known.add(database, organization, "email_key", wanted.emails.into_iter().map(Value::from).collect()).await?;
    let wanted = wanted.signatures.into_iter().map(Value::from).collect();
    known.add(database, organization, "signature_fold", wanted).await?;
    Ok(Found {
        by_email: emails.iter().filter(|email| known.by_email.contains_key(*email)).count() as u64,
        by_signature: signatures.iter().filter(|it| known.by_signature.contains_key(*it)).count() as u64,
    })
}
