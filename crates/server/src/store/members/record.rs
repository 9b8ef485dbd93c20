//! Reads, inserts, changes and deletes members, with everything that is computed and counted of them.

use std::collections::HashMap;

use api_types::{MemberId, MemberStatus, OrganizationId};
use sea_query::{Expr, ExprTrait, Order, Query};

use super::{
    derived::DERIVED_COLUMNS,
    facets::{self, is_hidden},
    links,
    names::Names,
    schedule,
    table::{self, COLUMNS, MemberRecord},
};
use crate::store::{
    Database, StoreError, Transaction,
    columns::{id_bytes, read_id},
    companies, grants,
    listing::Counted,
    roles, sql, text,
};

/// Values in one statement: fewer than SQLite (32,766) and PostgreSQL (65,535) take.
const VALUES: usize = 30_000;

impl MemberRecord {
    /// The organization's member with this identifier, removed and withdrawn ones included.
    ///
    /// # Errors
    /// When the database fails.
    pub(in crate::store) async fn find(
        transaction: &mut Transaction,
        organization: OrganizationId,
        id: MemberId,
    ) -> Result<Option<Self>, StoreError> {
        let query = Query::select()
            .from("members")
            .and_where(Expr::col(("members", "id")).eq(id_bytes(id)))
            .and_where(Expr::col(("members", "organization_id")).eq(id_bytes(organization)))
            .take();
        let Some(mut record) = transaction.one::<Self>(&table::select(query)).await? else { return Ok(None) };
        let roles = Query::select()
            .column(("roles", "id"))
            .from("member_roles")
            .inner_join("roles", Expr::col(("roles", "id")).equals(("member_roles", "role_id")))
            .and_where(Expr::col(("member_roles", "member_id")).eq(id_bytes(id)))
            .order_by(("roles", "position"), Order::Asc)
            .take();
        let companies = Query::select()
            .column("company_id")
            .from("member_companies")
            .and_where(Expr::col("member_id").eq(id_bytes(id)))
            .order_by("position", Order::Asc)
            .take();
        record.roles = ids(transaction.all(&roles).await?)?;
        record.companies = ids(transaction.all(&companies).await?)?;
        Ok(Some(record))
    }

    /// Those of these members that are the organization's and that its list shows, each by its id.
    ///
    /// # Errors
    /// When the database fails.
    pub(super) async fn find_all(
        database: &Database,
        organization: OrganizationId,
        ids: &[MemberId],
    ) -> Result<HashMap<MemberId, Self>, StoreError> {
        let query = Query::select()
            .from("members")
            .and_where(Expr::col(("members", "id")).is_in(ids.iter().map(|id| id_bytes(*id))))
            .and_where(Expr::col(("members", "organization_id")).eq(id_bytes(organization)))
            .and_where(Expr::col(("members", "hidden")).eq(false))
            .take();
        let found: Vec<Self> = database.all(&table::select(query)).await?;
        let mut roles = roles::held_by(database, ids).await?;
        let mut companies = companies::of(database, ids).await?;
        let complete = |mut record: Self| {
            let (roles, companies) = (roles.remove(&record.id), companies.remove(&record.id));
            record.roles = roles.unwrap_or_default().into_iter().map(|held| held.role.id).collect();
            record.companies = companies.unwrap_or_default().into_iter().map(|it| it.id).collect();
            (record.id, record)
        };
        Ok(found.into_iter().map(complete).collect())
    }

    /// Inserts members of one organization and counts them. Supervisors and inviters come before those who refer to
    /// them.
    ///
    /// # Errors
    /// When the database fails.
    pub(in crate::store) async fn insert(
        transaction: &mut Transaction,
        organization: OrganizationId,
        records: &[Self],
    ) -> Result<(), StoreError> {
        if records.is_empty() {
            return Ok(());
        }
        let counted: Vec<_> = records.iter().map(Self::counted).collect();
        let first = facets::add(transaction, organization, &counted).await?;
        let names = Names::of(transaction, records).await?;
        let columns = COLUMNS.iter().copied().chain(DERIVED_COLUMNS);
        let columns: Vec<_> = ["place", "id", "organization_id"].into_iter().chain(columns).collect();
        let at_once = VALUES / columns.len();
        for (place, some) in (first..).step_by(at_once).zip(records.chunks(at_once)) {
            let rows = (place..).zip(some).map(|(place, record)| {
                let own = [place.into(), id_bytes(record.id).into(), id_bytes(record.organization).into()];
                own.into_iter().chain(record.values()).chain(names.describe(record)).collect()
            });
            transaction.execute(&sql::insert_rows("members", columns.clone(), rows.collect())?).await?;
        }
        links::insert_roles(transaction, records).await?;
        links::insert_companies(transaction, records).await
    }

    /// Replaces `before` with `self`, as the next version.
    ///
    /// # Errors
    /// When the database fails.
    pub(in crate::store) async fn save(
        &mut self,
        transaction: &mut Transaction,
        before: &Self,
    ) -> Result<(), StoreError> {
        self.version = before.version + 1;
        if schedule::differs(self, before) {
            let zone = schedule::zone(transaction, self.organization).await?;
            self.schedule_due_at = schedule::due_at(self, &zone)?;
        }
        facets::change(transaction, self.organization, before.counted(), self.counted()).await?;
        if self.is_hidden() != before.is_hidden() {
            let by = if self.is_hidden() { -1 } else { 1 };
            grants::count_member(transaction, self.organization, self.id, by).await?;
        }
        if self.roles != before.roles {
            links::delete_roles(transaction, self.id).await?;
            links::insert_roles(transaction, std::slice::from_ref(self)).await?;
        }
        if self.companies != before.companies {
            links::delete_companies(transaction, self.id).await?;
            links::insert_companies(transaction, std::slice::from_ref(self)).await?;
        }
        let names = Names::of(transaction, std::slice::from_ref(self)).await?;
        let columns = COLUMNS.iter().copied().chain(DERIVED_COLUMNS);
        let values = self.values().into_iter().chain(names.describe(self)).map(Expr::val);
        let update = Query::update()
            .table("members")
            .values(columns.zip(values))
            .and_where(Expr::col("id").eq(id_bytes(self.id)))
            .take();
        transaction.execute(&update).await?;
        if self.shown() != before.shown() {
            self.rename(transaction, Some(text::sort_key(self.shown()))).await?;
        }
        Ok(())
    }

    /// Deletes the member. Members who refer to it refer to nobody afterwards.
    ///
    /// # Errors
    /// When the database fails.
    pub(in crate::store) async fn remove(&self, transaction: &mut Transaction) -> Result<(), StoreError> {
        facets::remove(transaction, self.organization, self.id, self.counted()).await?;
        if !self.is_hidden() {
            grants::count_member(transaction, self.organization, self.id, -1).await?;
        }
        grants::end_all_of(transaction, self.id).await?;
        self.rename(transaction, None).await?;
        let delete = Query::delete().from_table("members").and_where(Expr::col("id").eq(id_bytes(self.id))).take();
        transaction.execute(&delete).await.map(|_| ())
    }

    /// Whether the invitation is pending or has expired.
    pub(in crate::store) fn is_pending(&self) -> bool {
        matches!(self.status, MemberStatus::Invited | MemberStatus::Expired)
    }

    /// Whether the member has an invitation that was not sent, or that was called back before its first day.
    pub(in crate::store) fn is_held(&self) -> bool {
        self.status == MemberStatus::Inactive && self.invitation.is_some()
    }

    /// What others know the member by.
    pub(in crate::store) fn shown(&self) -> &str {
        self.name.as_deref().unwrap_or(&self.email)
    }

    /// Whether the list shows the member only if a filter asks for its status.
    pub(in crate::store) fn is_hidden(&self) -> bool {
        is_hidden(self.status)
    }

    fn wants_link(&self) -> bool {
        self.invitation.as_ref().is_some_and(|invitation| invitation.link_wanted_at.is_some())
    }

    fn counted(&self) -> Counted {
        Counted::new(self.status, self.two_factor)
            .roles(&self.roles)
            .companies(&self.companies)
            .related(self.supervisor, self.invited_by)
            .present(facets::LINK_WANTED, self.wants_link())
    }

    /// Sorts those who refer to the member by its new name, or by none.
    async fn rename(&self, transaction: &mut Transaction, key: Option<Vec<u8>>) -> Result<(), StoreError> {
        for (reference, column) in [("supervisor_id", "supervisor_key"), ("invited_by_id", "inviter_key")] {
            let update = Query::update()
                .table("members")
                .value(column, Expr::val(key.clone()))
                .and_where(Expr::col(reference).eq(id_bytes(self.id)))
                .take();
            transaction.execute(&update).await?;
        }
        Ok(())
    }
}

fn ids<Id: crate::clock::Identifier>(rows: Vec<(Vec<u8>,)>) -> Result<Vec<Id>, StoreError> {
    rows.iter().map(|(id,)| read_id(id)).collect()
}
