//! Organizations: the tenants.

mod change;
mod contents;
mod create;
mod delete;
mod disable;
mod erase;
mod export;
mod logo;
mod membership;
mod recent;
mod seats;
mod settings;
mod tell;

use api_types::{
    COMPANIES, CONTACTS, DEVICES, Direction, IdentityProvider, InvitationSettings, MEMBERS, MemberId, Organization,
    OrganizationId, Permission, Seats, Total,
};
use jiff::Timestamp;
use sea_query::{Expr, ExprTrait, NullOrdering, Order, Query, SelectStatement};

use super::{
    Database, StoreError,
    access::{listed_organizations, visible_organizations},
    access_requests,
    columns::{id_bytes, read_id, read_moment, wire_moment},
    listing,
    page::{Key, Page, PageRequest, Position, SortKey},
    roles::{self, HeldRole},
    sql, text,
};
use crate::authz::{
    Authorized, Permissions, SignedIn,
    policy::{ADMINISTRATOR, Action, GrantDevices, ReadOrganization, decide},
};
pub use change::{ChangeOrganization, ChangeOrganizationError, NewSettings};
pub use contents::contents;
pub use create::{CreateError, CreateOrganization};
pub(super) use create::{NewOrganizationRecord, next_number, number_value, role_by_key};
pub use delete::{DeleteError, DeleteOrganization, RestoreOrganization};
pub(super) use delete::{erased_at, restorable_since};
pub use disable::{DisableError, DisableOrganization, EnableOrganization};
pub use erase::erase;
pub use export::{Part, RecordOrganizationExport};
pub use logo::{Logo, SetLogo, StoredLogo, logo};
pub use membership::membership;
pub use recent::{Pin, PinError, Visit, recent};
pub use settings::settings;

record! {
    /// An organization with the membership through which it is seen.
    struct OrganizationRow {
        id: Vec<u8>,
        number: String,
        name: String,
        name_key: Vec<u8>,
        plan: Option<String>,
        seat_limit: Option<i64>,
        members_total: i64,
        companies_total: i64,
        devices_total: i64,
        requests_pending: i64,
        contacts_total: i64,
        allowed_domains: Option<String>,
        invitation_days: i16,
        default_role_id: Option<Vec<u8>>,
        time_zone: String,
        identity_provider_name: Option<String>,
        identity_provider_url: Option<String>,
        two_factor_from: Option<i64>,
        accent: Option<String>,
        logo_tag: Option<String>,
        disabled_at: Option<i64>,
        deleted_at: Option<i64>,
        version: i64,
        member_id: Vec<u8>,
    }
}

/// One page of the organizations that the caller sees, by name, and of those that the caller can open again.
///
/// Each word of `search` has to occur in the name or begin the number.
///
/// # Errors
/// When the database fails.
pub async fn list(
    database: &Database,
    caller: &SignedIn,
    search: &str,
    request: &PageRequest,
    now: Timestamp,
) -> Result<Page<Organization>, StoreError> {
    let mut matching = listed_organizations(caller.account().id, now);
    for word in search_words(search) {
        matching.and_where(matches_word(word));
    }
    let (total,): (i64,) = sql::always(database.one(&sql::count(&matching)).await?)?;

    let key = SortKey::new(
        Expr::col(("organizations", "name_key")),
        Expr::col(("organizations", "id")),
        Direction::Ascending,
    );
    let mut query = select_rows(matching);
    query.limit(request.limit + 1);
    key.sort(&mut query);
    if let Some(position) = &request.start.after() {
        key.skip(&mut query, position);
    }
    let rows: Vec<OrganizationRow> = database.all(&query).await?;
    let page =
        Page::cut(rows, request.limit, Total { count: total.unsigned_abs(), exact: true }, OrganizationRow::position);
    let items = complete(database, page.items).await?;
    Ok(Page { items, next: page.next, total: page.total })
}

/// The organization as the witness's account sees it; `None` when it has just gone.
///
/// # Errors
/// When the database fails.
pub async fn get(database: &Database, may: &Authorized<ReadOrganization>) -> Result<Option<Organization>, StoreError> {
    let query = select_rows(visible_organizations(may.account()))
        .and_where(Expr::col(("organizations", "id")).eq(id_bytes(may.organization())))
        .take();
    let rows: Vec<OrganizationRow> = database.all(&query).await?;
    Ok(complete(database, rows).await?.pop())
}

/// Where the caller starts: the organization that it used last, or else the first by name that it administers, or else
/// the first that it sees.
///
/// # Errors
/// When the database fails.
pub async fn default_for(database: &Database, caller: &SignedIn) -> Result<Option<OrganizationId>, StoreError> {
    let administers = Query::select()
        .expr(Expr::val(1))
        .from("member_roles")
        .inner_join("roles", Expr::col(("roles", "id")).equals(("member_roles", "role_id")))
        .and_where(Expr::col(("member_roles", "member_id")).equals(("members", "id")))
        .and_where(Expr::col(("roles", "key")).eq(ADMINISTRATOR))
        .take();
    let query = visible_organizations(caller.account().id)
        .column(("organizations", "id"))
        .order_by_expr_with_nulls(recent::used_at(), Order::Desc, NullOrdering::Last)
        .order_by_expr(Expr::exists(administers), Order::Desc)
        .order_by(("organizations", "name_key"), Order::Asc)
        .order_by(("organizations", "id"), Order::Asc)
        .limit(1)
        .take();
    let first: Option<(Vec<u8>,)> = database.one(&query).await?;
    first.map(|(id,)| read_id(&id)).transpose()
}

/// The organization's id, if an identity provider has the passwords of its people.
pub(super) fn with_identity_provider(organization: OrganizationId) -> SelectStatement {
    Query::select()
        .column("id")
        .from("organizations")
        .and_where(Expr::col("id").eq(id_bytes(organization)))
        .and_where(Expr::col("identity_provider_name").is_not_null())
        .take()
}

/// The organization of a row of `table`, if an identity provider has the passwords of its people.
pub(super) fn identity_provider_of(table: &'static str) -> SelectStatement {
    Query::select()
        .expr(Expr::val(1))
        .from("organizations")
        .and_where(Expr::col(("organizations", "id")).equals((table, "organization_id")))
        .and_where(Expr::col(("organizations", "identity_provider_name")).is_not_null())
        .take()
}

/// The words of a search. A number is also found as the product writes it: `No. 10234`, `Nr. 10234`, `#10234`.
fn search_words(search: &str) -> Vec<&str> {
    let words: Vec<&str> = search.split_whitespace().collect();
    let mut read = Vec::new();
    for (place, word) in words.iter().enumerate() {
        let mark = ["no.", "nr.", "#"]
            .into_iter()
            .find(|mark| word.get(..mark.len()).is_some_and(|start| start.eq_ignore_ascii_case(mark)));
        let number = mark.map_or(*word, |mark| &word[mark.len()..]);
        let is_mark = number.is_empty() || ["no", "nr"].iter().any(|mark| word.eq_ignore_ascii_case(mark));
        let is_number = |text: &str| text.starts_with(|first: char| first.is_ascii_digit());
        match words.get(place + 1) {
            // The number is the next word.
            Some(next) if is_mark && is_number(next) => {}
            _ => read.push(if is_number(number) { number } else { word }),
        }
    }
    read
}

fn matches_word(word: &str) -> Expr {
    let folded = text::escape_like(&text::fold(word));
    let in_name = sql::like(("organizations", "search_text"), format!("%{folded}%"));
    let begins_number = sql::like(("organizations", "number_key"), format!("{folded}%"));
    in_name.or(begins_number)
}

pub(super) fn select_rows(mut query: SelectStatement) -> SelectStatement {
    let logo_tag = Query::select()
        .column(("organization_logos", "tag"))
        .from("organization_logos")
        .and_where(Expr::col(("organization_logos", "organization_id")).equals(("organizations", "id")))
        .take();
    query
        .columns(["id", "number", "name", "name_key", "plan", "seat_limit"].map(|column| ("organizations", column)))
        .columns(
            ["allowed_domains", "invitation_days", "default_role_id", "time_zone", "version", "two_factor_from"]
                .map(|column| ("organizations", column)),
        )
        .columns(["accent", "disabled_at", "deleted_at"].map(|column| ("organizations", column)))
        .expr_as(Expr::from(logo_tag), "logo_tag")
        .columns(["identity_provider_name", "identity_provider_url"].map(|column| ("organizations", column)))
        .expr_as(listing::total_of_organization(MEMBERS.name), "members_total")
        .expr_as(listing::total_of_organization(COMPANIES.name), "companies_total")
        .expr_as(listing::total_of_organization(DEVICES.name), "devices_total")
        .expr_as(access_requests::pending_of_organization(), "requests_pending")
        .expr_as(listing::total_of_organization(CONTACTS.name), "contacts_total")
        .expr_as(Expr::col(("members", "id")), "member_id")
        .take()
}

/// Adds what the caller is and may there, and hides what it may not see.
async fn complete(database: &Database, rows: Vec<OrganizationRow>) -> Result<Vec<Organization>, StoreError> {
    let members = rows.iter().map(|row| read_id(&row.member_id)).collect::<Result<Vec<MemberId>, _>>()?;
    if members.is_empty() {
        return Ok(Vec::new());
    }
    let mut held = roles::held_by(database, &members).await?;
    members
        .into_iter()
        .zip(rows)
        .map(|(member, row)| row.into_organization(held.remove(&member).unwrap_or_default()))
        .collect()
}

impl OrganizationRow {
    fn position(&self) -> Position {
        let id = self.id.as_slice().try_into().map_or(0, u128::from_be_bytes);
        Position { key: Key::Bytes(self.name_key.clone()), id }
    }

    fn into_organization(self, held: Vec<HeldRole>) -> Result<Organization, StoreError> {
        let permissions: Permissions = match self.disabled_at {
            // Nobody can do anything in it but open it again.
            Some(_) => Permissions::default(),
            None => held.iter().flat_map(|held| held.permissions.to_vec()).collect(),
        };
        let erased_at = self.deleted_at.map(read_moment).transpose()?.map(delete::erased_at);
        let seats = Seats { used: self.members_total.unsigned_abs(), limit: self.seat_limit.map(i64::unsigned_abs) };
        let domains = self.allowed_domains.as_deref().unwrap_or_default();
        let invitations = InvitationSettings {
            lifetime_days: self.invitation_days.unsigned_abs(),
            allowed_domains: domains.split_whitespace().map(str::to_owned).collect(),
            default_role: self.default_role_id.as_deref().map(read_id).transpose()?,
        };
        let id: OrganizationId = read_id(&self.id)?;
        Ok(Organization {
            id,
            number: self.number,
            name: self.name,
            plan: self.plan.filter(|_| permissions.contains(Permission::OrganizationManage)),
            seats: Some(seats).filter(|_| permissions.contains(Permission::MembersRead)),
            companies: Some(self.companies_total.unsigned_abs())
                .filter(|_| permissions.contains(Permission::MembersRead)),
            devices: Some(self.devices_total.unsigned_abs()).filter(|_| permissions.contains(Permission::DevicesRead)),
            access_requests: Some(self.requests_pending.unsigned_abs())
                .filter(|_| decide(GrantDevices::RULE, Some(&permissions)).is_ok()),
            contacts: Some(self.contacts_total.unsigned_abs())
                .filter(|_| permissions.contains(Permission::ContactsRead)),
            invitations: Some(invitations).filter(|_| {
                permissions.contains(Permission::MembersManage) || permissions.contains(Permission::MembersInvite)
            }),
            member_id: read_id(&self.member_id)?,
            roles: held.into_iter().map(|held| held.role).collect(),
            identity_provider: self
                .identity_provider_name
                .zip(self.identity_provider_url)
                .map(|(name, url)| IdentityProvider { name, url })
                .filter(|_| permissions.contains(Permission::MembersRead)),
            two_factor_from: self.two_factor_from.map(wire_moment).transpose()?,
            time_zone: self.time_zone,
            accent: self.accent,
            logo: self.logo_tag.map(|tag| format!("/api/v1/organizations/{id}/logo?v={tag}")),
            disabled: self.disabled_at.is_some(),
            erased_at: erased_at.map(|at| at.to_string()),
            version: self.version,
            permissions: permissions.to_vec(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn u17_a_number_is_found_as_the_product_writes_it() {
        for search in ["10234", "No. 10234", "no.10234", "NR. 10234", "Nr 10234", "#10234", "# 10234"] {
            assert_eq!(search_words(search), ["10234"], "{search}");
        }
        assert_eq!(search_words("Acme No. 10 Süd"), ["Acme", "10", "Süd"]);
        for search in ["No", "Nr. Acme", "no.", "#acme", "Nordlicht"] {
            assert_eq!(search_words(search), search.split_whitespace().collect::<Vec<_>>(), "{search}");
        }
    }
}
