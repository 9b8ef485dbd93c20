//! Joining: an invitation becomes a membership.

use api_types::{AccountId, MemberStatus, OrganizationId, PersonName};
use sea_query::{Expr, ExprTrait, Query};
use serde_json::json;

use super::{
    allowed_domains, event,
    lookup::{InvalidLink, Lookup},
    tokens::{self, TokenStatus},
};
use crate::{
    authz::TokenHash,
    store::{
        Change, StoreError, Transaction,
        accounts::{self, AccountState, NewOwner},
        audit::{self, AuditAction, AuditContext, Event},
        columns::{id_bytes, moment},
        members::{self, MemberRecord},
        outbox,
        sessions::OpenSession,
        sql, text,
    },
};

/// Accepts the invitation that a token leads to.
pub struct AcceptInvitation {
    pub token: TokenHash,
    pub acceptor: Acceptor,
    /// Whether this server sends mail, so that an address can be shown to be somebody's.
    pub has_mail: bool,
    pub context: AuditContext,
}

/// Who accepts.
pub enum Acceptor {
    /// The account that is signed in.
    Account(AccountId),
    /// Nobody is signed in: an account is made.
    New(Box<NewAccount>),
}

/// An account that is made by accepting; signed in at once. Without `Debug`, so that no log shows its secrets.
pub struct NewAccount {
    pub name: PersonName,
    /// What [`crate::session::Passwords::hash`] makes.
    pub password_hash: String,
    /// For the new account.
    pub session: OpenSession,
    pub context: AuditContext,
}

/// Somebody has joined.
#[derive(Debug)]
pub struct Joined {
    pub organization: OrganizationId,
    pub account: AccountId,
    pub email: String,
    pub name: String,
}

/// Nobody has joined, and nothing has changed.
#[derive(Debug, thiserror::Error)]
pub enum AcceptError {
    #[error(transparent)]
    Invalid(#[from] InvalidLink),
    #[error("the invitation is for another address")]
    WrongAccount,
    #[error("nobody has shown that mail to the account's address arrives")]
    Unverified,
    #[error("there is an account with the invited address")]
    SignInFirst,
    #[error("the account is disabled")]
    Disabled,
    #[error("the account is a member already")]
    AlreadyMember,
    #[error("the organization no longer allows the domain of the address")]
    DomainNotAllowed,
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// An account that may join.
struct Joining {
    id: AccountId,
    name: PersonName,
    two_factor: bool,
}

impl Change for AcceptInvitation {
    type Output = Joined;
    type Error = AcceptError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<Joined, AcceptError> {
        let lookup: Lookup = transaction.one(&Lookup::select(self.token)).await?.ok_or(InvalidLink::Unknown)?;
        lookup.check(self.context.at)??;
        let before = MemberRecord::find(transaction, lookup.organization()?, lookup.member()?).await?;
        let before = before.ok_or(InvalidLink::Withdrawn)?;
        check_domain(transaction, &before).await?;
        let joining = match &self.acceptor {
            Acceptor::Account(id) => self.existing_account(transaction, *id, &before, lookup.mailed).await?,
            Acceptor::New(new) => self.create(transaction, new, &before, lookup.mailed).await?,
        };
        let mut record = before.clone();
        record.account = Some(joining.id);
        record.given_name = joining.name.given;
        record.family_name = joining.name.family;
        record.name = Some(joining.name.full);
        record.two_factor = Some(joining.two_factor);
        record.status = MemberStatus::Active;
        record.member_since = Some(moment(self.context.at));
        record.last_sign_in = Some(moment(self.context.at));
        record.invitation = None;
        record.save(transaction, &before).await?;
        tokens::end(transaction, record.id, TokenStatus::Used, self.context.at).await?;
        outbox::cancel(transaction, record.id).await?;
        let details = json!({"generation": record.generation, "mailed": lookup.mailed});
        event::record_by(transaction, record.account, &self.context, AuditAction::InvitationAccepted, &record, details)
            .await?;
        if let Acceptor::New(new) = &self.acceptor {
            OpenSession { account: joining.id, ..new.session.clone() }.apply(transaction).await?;
        }
        Ok(Joined {
            organization: record.organization,
            account: joining.id,
            name: record.name.unwrap_or_default(),
            email: record.email,
        })
    }

    /// What is taken although it was looked for just before, somebody else has taken at the same moment.
    fn is_collision(&self, error: &AcceptError) -> bool {
        matches!(error, AcceptError::Store(StoreError::Collision(_) | StoreError::Taken(_)))
    }
}

impl AcceptInvitation {
    /// The account that is signed in, if the invitation is for it.
    async fn existing_account(
        &self,
        transaction: &mut Transaction,
        id: AccountId,
        invited: &MemberRecord,
        mailed: bool,
    ) -> Result<Joining, AcceptError> {
        let query = Query::select()
            .columns(["email_key", "disabled", "email_unverified"])
            .expr(accounts::second_factor())
            .from("accounts")
            .and_where(Expr::col("id").eq(id_bytes(id)))
            .take();
        let row: Option<(String, bool, bool, bool)> = transaction.one(&query).await?;
        let (key, disabled, unverified, two_factor) = row.ok_or(AcceptError::WrongAccount)?;
        if key != text::email_key(&invited.email) {
            return Err(AcceptError::WrongAccount);
        }
        if disabled {
            return Err(AcceptError::Disabled);
        }
        if unverified && !mailed && self.has_mail {
            return Err(AcceptError::Unverified);
        }
        if unverified && mailed {
            verify(transaction, id).await?;
        }
        if members::has_joined(transaction, invited.organization, id).await? {
            return Err(AcceptError::AlreadyMember);
        }
        Ok(Joining { id, name: accounts::name(transaction, id).await?, two_factor })
    }

    /// A new account with the invited address.
    async fn create(
        &self,
        transaction: &mut Transaction,
        new: &NewAccount,
        invited: &MemberRecord,
        mailed: bool,
    ) -> Result<Joining, AcceptError> {
        let id = new.session.account;
        let key = text::email_key(&invited.email);
        match transaction.one::<AccountState>(&AccountState::select(&key)).await? {
            Some(found) if found.disabled => return Err(AcceptError::Disabled),
            Some(found) => {
                return self.take_over(transaction, found.id()?, found.email_unverified, new, invited, mailed).await;
            }
            None => {}
        }
        let insert = sql::insert(
            "accounts",
            [
                ("id", id_bytes(id).into()),
                ("email", invited.email.as_str().into()),
                ("email_key", key.into()),
                ("given_name", new.name.given.as_deref().into()),
                ("family_name", new.name.family.as_deref().into()),
                ("name", new.name.full.as_str().into()),
                ("password_hash", new.password_hash.as_str().into()),
                ("email_unverified", (!mailed).into()),
                ("created_at", moment(self.context.at).into()),
            ],
        )?;
        transaction.execute(&insert).await?;
        let event = Event {
            action: AuditAction::AccountCreated,
            organization: Some(invited.organization),
            account: Some(id),
            subject: Some(id.as_u128()),
            details: json!({"email": invited.email, "member": invited.id}),
        };
        audit::record(transaction, &new.context, event).await?;
        Ok(Joining { id, name: new.name.clone(), two_factor: false })
    }
}

impl AcceptInvitation {
    /// Gives the account with the invited address to whoever has the link, if nobody has shown that it is theirs and the
    /// link is worth more than that.
    async fn take_over(
        &self,
        transaction: &mut Transaction,
        account: AccountId,
        is_unverified: bool,
        new: &NewAccount,
        invited: &MemberRecord,
        mailed: bool,
    ) -> Result<Joining, AcceptError> {
        // Without mail, nobody can show it. Then only an account of this organization alone changes hands: its
        // administrators could also have its password reset.
        let by_hand = is_unverified && !mailed && !self.has_mail;
        let is_own = by_hand && !accounts::belongs_elsewhere(transaction, account, invited.organization).await?;
        let is_theirs = is_own || is_unverified && mailed;
        if !is_theirs {
            return Err(AcceptError::SignInFirst);
        }
        let owner =
            NewOwner { name: &new.name, email: &invited.email, password_hash: &new.password_hash, is_verified: mailed };
        accounts::take_over(transaction, account, &owner, &new.context).await?;
        Ok(Joining { id: account, name: new.name.clone(), two_factor: false })
    }
}

/// The organization may have restricted its domains since.
async fn check_domain(transaction: &mut Transaction, invited: &MemberRecord) -> Result<(), AcceptError> {
    let Some(allowed) = allowed_domains(transaction, invited.organization).await? else { return Ok(()) };
    let key = text::email_key(&invited.email);
    let domain = key.rsplit_once('@').map(|(_, domain)| domain);
    if allowed.iter().any(|allowed| Some(&**allowed) == domain) { Ok(()) } else { Err(AcceptError::DomainNotAllowed) }
}

/// Whoever came with a token from a mail reads the mailbox.
async fn verify(transaction: &mut Transaction, account: AccountId) -> Result<(), StoreError> {
    let update = Query::update()
        .table("accounts")
        .value("email_unverified", false)
        .and_where(Expr::col("id").eq(id_bytes(account)))
        .take();
    transaction.execute(&update).await.map(|_| ())
}
