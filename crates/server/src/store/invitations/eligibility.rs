//! Who can be invited, and why the others cannot.

use std::collections::{HashMap, HashSet};

use api_types::{AccountId, MemberId, MemberProblem, MemberStatus, OrganizationId, Seats, member_problems};
use jiff::{SignedDuration, Timestamp};
use sea_query::{Expr, ExprTrait, Query};

use super::address::Address;
use crate::store::{
    StoreError, Transaction,
    columns::{id_bytes, read_id, read_status},
    mail_limits::{MailLimits, MailMeter, MailRefusal},
    members, sql,
};

/// Decides which addresses can be invited: seats, domains, members, and the earlier addresses of the same request.
pub(super) struct Eligibility {
    /// Used and available.
    pub seats: Seats,
    /// `None`: all domains are allowed.
    domains: Option<Vec<String>>,
    /// The default lifetime of invitations.
    pub lifetime: SignedDuration,
    members: HashMap<String, (MemberId, MemberStatus)>,
    seen: HashSet<String>,
    /// `None`: no mails are sent.
    mails: Option<MailMeter>,
}

impl Eligibility {
    /// Loads the organization and the members with these addresses, and how many mails `account` can send, if there is a
    /// limit to it.
    pub(super) async fn load<'a>(
        transaction: &mut Transaction,
        (account, organization): (AccountId, OrganizationId),
        texts: impl Iterator<Item = &'a str>,
        limits: Option<&MailLimits>,
        now: Timestamp,
    ) -> Result<Self, StoreError> {
        let query = Query::select()
            .columns(["allowed_domains", "invitation_days"])
            .from("organizations")
            .and_where(Expr::col("id").eq(id_bytes(organization)))
            .take();
        let (domains, days): (Option<String>, i16) = sql::always(transaction.one(&query).await?)?;
        let keys: Vec<String> = texts.filter_map(|text| Address::read(text).ok()).map(|address| address.key).collect();
        let mails = match limits {
            Some(limits) => {
                let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
                Some(MailMeter::load(transaction, limits, (account, organization), &keys, now).await?)
            }
            None => None,
        };
        let query = Query::select()
            .columns(["email_key", "id", "status"])
            .from("members")
            .and_where(Expr::col("organization_id").eq(id_bytes(organization)))
            .and_where(Expr::col("hidden").eq(false))
            .and_where(Expr::col("email_key").is_in(keys))
            .take();
        let mut members = HashMap::new();
        for (key, id, status) in transaction.all::<(String, Vec<u8>, i16)>(&query).await? {
            members.insert(key, (read_id(&id)?, read_status(status)?));
        }
        Ok(Self {
            seats: members::seats(transaction, organization).await?,
            domains: domains.map(read_domains),
            lifetime: SignedDuration::from_hours(24 * i64::from(days)),
            members,
            seen: HashSet::new(),
            mails,
        })
    }

    /// Writes how many mails were counted.
    pub(super) async fn save(self, transaction: &mut Transaction) -> Result<(), StoreError> {
        match self.mails {
            Some(mails) => mails.save(transaction).await,
            None => Ok(()),
        }
    }

    /// Returns the address if it can be invited, and takes a seat for it.
    pub(super) fn check(&mut self, text: &str) -> Result<Address, MemberProblem> {
        let address =
            Address::read(text).map_err(|error| obstacle(member_problems::INVALID_EMAIL, error.to_string()))?;
        if !self.seen.insert(address.key.clone()) {
            return Err(obstacle(member_problems::DUPLICATE, "This address is already in the list."));
        }
        if let Some((member, status)) = self.members.get(&address.key) {
            return Err(MemberProblem { member: Some(*member), ..already(*status) });
        }
        if let Some(domains) = self.domains.as_ref().filter(|all| !all.iter().any(|one| one == address.domain())) {
            let detail = format!("Only addresses at {} can be invited.", domains.join(", "));
            return Err(obstacle(member_problems::DOMAIN_NOT_ALLOWED, detail));
        }
        if let Some(limit) = self.seats.limit.filter(|limit| self.seats.used >= *limit) {
            let detail = format!("All {limit} seats are taken, invitations included.");
            return Err(obstacle(member_problems::NO_SEAT_LEFT, detail));
        }
        if let Some(mails) = &mut self.mails {
            mails.take(&address.key).map_err(MailRefusal::problem)?;
        }
        self.seats.used += 1;
        Ok(address)
    }
}

/// The domains at which the organization's people have their addresses; `None`: all domains are allowed.
pub(in crate::store) async fn allowed_domains(
    transaction: &mut Transaction,
    organization: OrganizationId,
) -> Result<Option<Vec<String>>, StoreError> {
    let query = Query::select()
        .column("allowed_domains")
        .from("organizations")
        .and_where(Expr::col("id").eq(id_bytes(organization)))
        .take();
    let (domains,): (Option<String>,) = sql::always(transaction.one(&query).await?)?;
    Ok(domains.map(read_domains))
}

fn read_domains(text: String) -> Vec<String> {
    text.split_whitespace().map(str::to_owned).collect()
}

fn already(status: MemberStatus) -> MemberProblem {
    match status {
        MemberStatus::Active => obstacle(member_problems::ALREADY_MEMBER, "This user is already a member."),
        MemberStatus::Inactive => obstacle(member_problems::INACTIVE_MEMBER, "This user is a deactivated member."),
        MemberStatus::Invited => obstacle(member_problems::ALREADY_INVITED, "This user is already invited."),
        // Hidden members are not looked up: their addresses can be invited again.
        MemberStatus::Expired | MemberStatus::Withdrawn | MemberStatus::Removed => obstacle(
            member_problems::EXPIRED_INVITATION,
            "The invitation of this user has expired. Send it again instead.",
        ),
    }
}

/// An obstacle with this code and text.
pub(super) fn obstacle(code: &str, detail: impl Into<String>) -> MemberProblem {
    MemberProblem { code: code.to_owned(), detail: detail.into(), member: None }
}
