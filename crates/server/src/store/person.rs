//! Everything that is held about one person in one organization.

use api_types::{
    AccountId, ExportedAccount, ExportedMember, ExportedPerson, MAX_MEMBER_REFERENCES, Member, MemberId,
    OrganizationRef,
};
use sea_query::{Expr, ExprTrait, Query};
use serde_json::{Value as Json, json};

use super::{
    Change, Database, StoreError, Transaction, access_requests, accounts,
    audit::{self, AuditAction, AuditContext},
    columns::{id_bytes, read_id, wire_moment},
    invitations::record_event,
    members::{self, ChangeMemberError, MemberRecord},
    outbox,
    portion::{Portion, PortionRequest},
    references, saved_views, sessions, sql,
};
use crate::authz::{Authorized, policy::ExportMember};

/// Whom an export is about.
#[derive(Debug, Clone, Copy)]
pub struct Subject {
    member: MemberId,
    /// Also that of a removed member.
    account: Option<AccountId>,
    /// Whether the account belongs, or belonged until its removal, to no other organization.
    is_own_account: bool,
}

impl Subject {
    /// The account, if it is a matter of this organization.
    fn own_account(&self) -> Option<AccountId> {
        self.account.filter(|_| self.is_own_account)
    }
}

/// Begins an export: notes it in the audit log.
#[derive(Debug)]
pub struct BeginExport<'a> {
    pub may: &'a Authorized<ExportMember>,
    pub member: MemberId,
    pub context: AuditContext,
}

impl Change for BeginExport<'_> {
    type Output = Subject;
    type Error = ChangeMemberError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<Subject, ChangeMemberError> {
        let record = MemberRecord::find(transaction, self.may.organization(), self.member).await?;
        let record = record.ok_or(ChangeMemberError::NotFound)?;
        members::check(transaction, self.may, &record.roles).await?;
        let account = record.account.or(record.removed_account);
        let is_own_account = match account {
            Some(account) => !accounts::belongs_elsewhere(transaction, account, record.organization).await?,
            None => false,
        };
        record_event(transaction, self.may, &self.context, AuditAction::MemberExported, &record, json!({})).await?;
        Ok(Subject { member: record.id, account, is_own_account })
    }

    fn is_collision(&self, error: &ChangeMemberError) -> bool {
        error.is_collision()
    }
}

/// What is held about a person, apart from the [`Part`]s; `None` if the member is gone meanwhile.
///
/// # Errors
/// When the database fails.
pub async fn person(
    database: &Database,
    may: &Authorized<ExportMember>,
    subject: &Subject,
    context: &AuditContext,
) -> Result<Option<ExportedPerson>, StoreError> {
    let organization = may.organization();
    let Some(member) = members::find(database, may, subject.member).await? else { return Ok(None) };
    let name = Query::select().column("name").from("organizations").and_where(id_is(organization)).take();
    let (name,): (String,) = sql::always(database.one(&name).await?)?;
    let own_account = subject.own_account();
    Ok(Some(ExportedPerson {
        organization: OrganizationRef { id: organization, name },
        exported_at: context.at.to_string(),
        // What the reader can do says nothing of the person.
        member: Member { actions: Vec::new(), ..member },
        account: match own_account {
            Some(id) => account(database, id).await?,
            None => None,
        },
        sessions: match own_account {
            Some(account) => sessions::of_account(database, account, context.at).await?,
            None => Vec::new(),
        },
        passkeys: match own_account {
            Some(account) => accounts::passkeys_of(database, account).await?,
            None => Vec::new(),
        },
        mails: outbox::about(database, subject.member, own_account).await?,
        references: references::first(database, subject.member, MAX_MEMBER_REFERENCES).await?,
        saved_views: match subject.account {
            Some(account) => saved_views::of_account(database, organization, account).await?,
            None => Vec::new(),
        },
    }))
}

record! {
    struct AccountRow {
        email: String,
        name: String,
        two_factor: bool,
        created_at: i64,
    }
}

async fn account(database: &Database, id: AccountId) -> Result<Option<ExportedAccount>, StoreError> {
    let query = Query::select()
        .columns(["email", "name", "created_at"])
        .expr_as(accounts::second_factor(), "two_factor")
        .from("accounts")
        .and_where(id_is(id))
        .take();
    let account = |row: AccountRow| {
        Ok(ExportedAccount {
            email: row.email,
            name: row.name,
            two_factor: row.two_factor,
            created_at: wire_moment(row.created_at)?,
        })
    };
    database.one(&query).await?.map(account).transpose()
}

fn id_is(id: impl crate::clock::Identifier) -> Expr {
    Expr::col("id").eq(id_bytes(id))
}

/// A long list of an export. It is read in portions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    Supervises,
    Invited,
    EventsAbout,
    EventsBy,
    EventsOfAccount,
    AccessRequests,
}

impl Part {
    /// Every part, in the order of the document.
    pub const ALL: [Self; 6] = [
        Self::Supervises,
        Self::Invited,
        Self::EventsAbout,
        Self::EventsBy,
        Self::EventsOfAccount,
        Self::AccessRequests,
    ];

    /// Its field in [`api_types::MemberExport`].
    pub const fn field(self) -> &'static str {
        match self {
            Self::Supervises => "supervises",
            Self::Invited => "invited",
            Self::EventsAbout => "events_about",
            Self::EventsBy => "events_by",
            Self::EventsOfAccount => "events_of_account",
            Self::AccessRequests => "access_requests",
        }
    }

    /// One portion of it, as JSON.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn portion(
        self,
        database: &Database,
        may: &Authorized<ExportMember>,
        subject: &Subject,
        request: PortionRequest,
    ) -> Result<Portion<Json>, StoreError> {
        let organization = may.organization();
        Ok(match (self, subject.account, subject.own_account()) {
            (Self::Supervises, ..) => referring(database, may, "supervisor_id", subject, request).await?,
            (Self::Invited, ..) => referring(database, may, "invited_by_id", subject, request).await?,
            (Self::EventsAbout, ..) => {
                audit::about(database, organization, subject.member, request).await?.map(|event| json!(event))
            }
            (Self::AccessRequests, ..) => {
                let requests = access_requests::own_portion(database, may, subject.member, request).await?;
                requests.map(|request| json!(request))
            }
            (Self::EventsBy, Some(account), _) => {
                audit::by(database, organization, account, request).await?.map(|event| json!(event))
            }
            (Self::EventsOfAccount, _, Some(account)) => {
                audit::of_account(database, organization, account, request).await?.map(|event| json!(event))
            }
            (Self::EventsBy | Self::EventsOfAccount, ..) => Portion::empty(),
        })
    }
}

/// The members of the organization that refer to the subject in a column.
async fn referring(
    database: &Database,
    may: &Authorized<ExportMember>,
    column: &'static str,
    subject: &Subject,
    request: PortionRequest,
) -> Result<Portion<Json>, StoreError> {
    let query = Query::select()
        .columns(["id", "name"])
        .from("members")
        .and_where(Expr::col("organization_id").eq(id_bytes(may.organization())))
        .and_where(Expr::col(column).eq(id_bytes(subject.member)))
        .take();
    let rows: Vec<(Vec<u8>, Option<String>)> = database.all(&request.of(query)).await?;
    let next = request.next(&rows, |(id, _)| id);
    let member = |(id, name): (Vec<u8>, _)| Ok(json!(ExportedMember { id: read_id(&id)?, name }));
    Ok(Portion { items: rows.into_iter().map(member).collect::<Result<_, StoreError>>()?, next })
}
