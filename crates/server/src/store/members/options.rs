//! The values of a filter, and how many members each leaves together with the search and all other filters.

use api_types::{
    FilterOption, FilterOptions, LastSignInFilter, MemberStatus, MembersFilter, MembersView, TwoFactorFilter,
};
use jiff::Timestamp;
use sea_query::{Expr, ExprTrait, Func, Order, Query, SelectStatement, SimpleExpr};

use super::{
    count,
    directory::Directory,
    search::sought,
    tally::{Facet, counts},
};
use crate::store::{
    StoreError,
    columns::{id_bytes, read_id},
};

/// Values of which an organization can have any number are offered so many at a time.
const OFFERED: u64 = 30;

/// What is asked for.
#[derive(Debug)]
pub struct OptionsRequest<'a> {
    /// The filter.
    pub filter: MembersFilter,
    /// Search and all filters; this one's own values do not count.
    pub view: &'a MembersView,
    /// Only values whose name has this in it.
    pub find: &'a str,
    pub now: Timestamp,
}

/// A value and its name.
type Named = (String, Option<String>);

pub(super) async fn options(
    directory: &Directory<'_>,
    request: &OptionsRequest<'_>,
) -> Result<FilterOptions, StoreError> {
    let (named, more) = match request.filter {
        MembersFilter::Status => (fixed(&MemberStatus::ALL), false),
        MembersFilter::TwoFactor => (fixed(&TwoFactorFilter::ALL), false),
        MembersFilter::LastSignIn => (fixed(&LastSignInFilter::ALL), false),
        MembersFilter::Role => (roles(directory).await?, false),
        MembersFilter::Company => offered(directory, request, Facet::Company).await?,
        MembersFilter::Supervisor => offered(directory, request, Facet::Supervisor).await?,
        MembersFilter::InvitedBy => offered(directory, request, Facet::Inviter).await?,
    };
    let mut items = Vec::with_capacity(named.len());
    for (value, name) in named {
        let mut view = request.view.clone();
        view.filter_mut(request.filter).clear();
        view.filter_mut(request.filter).add(&value);
        let members = count::total(directory, &directory.narrowed(&view, request.now).await?).await?;
        items.push(FilterOption { value, name, members });
    }
    Ok(FilterOptions { items, more })
}

fn fixed<T: std::fmt::Display>(values: &[T]) -> Vec<Named> {
    values.iter().map(|value| (value.to_string(), None)).collect()
}

async fn roles(directory: &Directory<'_>) -> Result<Vec<Named>, StoreError> {
    let query = Query::select()
        .columns(["id", "name"])
        .from("roles")
        .and_where(Expr::col("organization_id").eq(id_bytes(directory.organization())))
        .order_by("position", Order::Asc)
        .take();
    let rows: Vec<(Vec<u8>, String)> = directory.database().all(&query).await?;
    rows.into_iter().map(|(id, name)| Ok((read_id::<api_types::RoleId>(&id)?.to_string(), Some(name)))).collect()
}

/// Companies or people: the chosen ones, then those that lead to most members.
async fn offered(
    directory: &Directory<'_>,
    request: &OptionsRequest<'_>,
    facet: Facet,
) -> Result<(Vec<Named>, bool), StoreError> {
    let chosen: Vec<Vec<u8>> = match facet {
        Facet::Company => request.view.companies.iter().map(|id| id_bytes(*id)).collect(),
        Facet::Supervisor => request.view.supervisors.iter().map(|id| id_bytes(*id)).collect(),
        _ => request.view.inviters.iter().map(|id| id_bytes(*id)).collect(),
    };
    let value = || Expr::col(("member_counts", "value"));
    let mut rows = match chosen.is_empty() {
        true => Vec::new(),
        false => read(directory, facet, by_name(directory, facet).and_where(value().is_in(chosen.clone()))).await?,
    };
    let mut others = by_name(directory, facet);
    if !chosen.is_empty() {
        others.and_where(value().is_not_in(chosen));
    }
    for one in sought(&api_types::Search::parse(request.find).unwrap_or_default()) {
        others.and_where(one.test(searched(facet)));
    }
    others.order_by(("member_counts", "members"), Order::Desc).limit(OFFERED + 1);
    let others = read(directory, facet, &mut others).await?;
    let more = others.len() as u64 > OFFERED;
    rows.extend(others.into_iter().take(OFFERED as usize));
    Ok((rows, more))
}

fn by_name(directory: &Directory<'_>, facet: Facet) -> SelectStatement {
    let (table, name): (_, SimpleExpr) = match facet {
        Facet::Company => ("companies", Expr::col(("companies", "name"))),
        _ => {
            let names = [Expr::col(("members", "name")), Expr::col(("members", "email"))];
            ("members", Func::coalesce(names).into())
        }
    };
    let same = Expr::col((table, "id")).equals(("member_counts", "value"));
    counts(directory.organization(), facet).column((table, "id")).expr_as(name, "name").inner_join(table, same).take()
}

fn searched(facet: Facet) -> Expr {
    match facet {
        Facet::Company => Expr::col(("companies", "search_text")),
        _ => Expr::col(("members", "search_text")),
    }
}

async fn read(directory: &Directory<'_>, facet: Facet, query: &mut SelectStatement) -> Result<Vec<Named>, StoreError> {
    let rows: Vec<(Vec<u8>, String)> = directory.database().all(query).await?;
    let value = |id: &[u8]| match facet {
        Facet::Company => read_id::<api_types::CompanyId>(id).map(|id| id.to_string()),
        _ => read_id::<api_types::MemberId>(id).map(|id| id.to_string()),
    };
    rows.into_iter().map(|(id, name)| Ok((value(&id)?, Some(name)))).collect()
}
