//! The values of a filter, and how many members each leaves together with the search and all other filters.

use std::collections::{HashMap, HashSet};

use crate::old_view::MembersView;
use api_types::{
    CompanyId, FilterOption, FilterOptions, LastSignInFilter, MemberFilter as MembersFilter, MemberId, MemberStatus,
    RoleId, Search, SearchField, Total, TwoFactorFilter,
};
use jiff::Timestamp;
use sea_query::{Expr, ExprTrait, Func, Order, Query, SelectStatement};

use super::{
    count,
    directory::Directory,
    narrow::{Narrowed, two_factor},
    search::sought,
    tally::{Facet, counts, number_value},
};
use crate::store::{
    StoreError,
    columns::{id_bytes, read_id, status_place},
};

/// Values of which an organization can have any number are offered so many at a time.
const OFFERED: usize = 30;

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

/// A value as it is kept, and how many have it.
type Number = (Vec<u8>, i64);

pub(super) async fn options(
    directory: &Directory<'_>,
    request: &OptionsRequest<'_>,
) -> Result<FilterOptions, StoreError> {
    let mut view = request.view.clone();
    view.filter_mut(request.filter).clear();
    let narrowed = match request.filter {
        MembersFilter::Status => directory.narrowed_with_hidden(&view, request.now).await?,
        _ => directory.narrowed(&view, request.now).await?,
    };
    let items = match request.filter {
        MembersFilter::LastSignIn => return by_last_sign_in(directory, request, &view).await,
        MembersFilter::Status | MembersFilter::TwoFactor => fixed(directory, request.filter, &narrowed).await?,
        MembersFilter::Role => roles(directory, &narrowed).await?,
        MembersFilter::Company | MembersFilter::Supervisor | MembersFilter::InvitedBy => {
            return offered(directory, request, &narrowed).await;
        }
    };
    Ok(FilterOptions { items, more: false })
}

/// How many of those who are left have each value, and whether all of them were looked at.
struct Numbers {
    by_value: HashMap<Vec<u8>, u64>,
    exact: bool,
}

impl Numbers {
    fn of(&self, value: &[u8]) -> Total {
        Total { count: self.by_value.get(value).copied().unwrap_or(0), exact: self.exact }
    }
}

/// Everybody's are known; others are counted in one pass, as far as that costs little.
async fn numbers(directory: &Directory<'_>, facet: Facet, narrowed: &Narrowed<'_>) -> Result<Numbers, StoreError> {
    let database = directory.database();
    if narrowed.is_everybody() {
        let known = counts(directory.organization(), facet).columns(["value", "members"]).take();
        let rows: Vec<Number> = database.all(&known).await?;
        return Ok(Numbers { by_value: collect(rows), exact: true });
    }
    let way = narrowed.way_to_count();
    let bounded = count::is_bounded(directory, way);
    let matching = if bounded { count::looked_at(directory, narrowed) } else { narrowed.select(way) };
    let mut grouped = grouped(facet, matching);
    let by_value = match facet {
        Facet::Status | Facet::TwoFactor => {
            let rows: Vec<(Option<i16>, i64)> = database.all(&grouped).await?;
            collect(rows.into_iter().map(|(place, number)| (number_value(place), number)))
        }
        _ => {
            grouped.and_where(Expr::col(facet_column(facet)).is_not_null());
            let rows: Vec<Number> = database.all(&grouped).await?;
            collect(rows)
        }
    };
    Ok(Numbers { by_value, exact: !bounded })
}

fn collect(rows: impl IntoIterator<Item = Number>) -> HashMap<Vec<u8>, u64> {
    rows.into_iter().map(|(value, number)| (value, number.unsigned_abs())).collect()
}

const fn facet_column(facet: Facet) -> (&'static str, &'static str) {
    match facet {
        Facet::Status => ("members", "status"),
        Facet::TwoFactor => ("members", "two_factor"),
        Facet::Role => ("member_roles", "role_id"),
        Facet::Company => ("member_companies", "company_id"),
        Facet::Supervisor => ("members", "supervisor_id"),
        Facet::Inviter => ("members", "invited_by_id"),
    }
}

/// Counts the rows of `matching` by value.
fn grouped(facet: Facet, mut matching: SelectStatement) -> SelectStatement {
    let (table, column) = facet_column(facet);
    if table != "members" {
        matching.inner_join(table, Expr::col((table, "member_id")).equals(("members", "id")));
    }
    matching.column((table, column)).expr(Expr::cust("COUNT(*)")).group_by_col((table, column)).take()
}

/// The values that every organization has.
async fn fixed(
    directory: &Directory<'_>,
    filter: MembersFilter,
    narrowed: &Narrowed<'_>,
) -> Result<Vec<FilterOption>, StoreError> {
    let option = |value: String, rows| FilterOption { value, name: None, key: None, rows };
    if filter == MembersFilter::Status {
        let numbers = numbers(directory, Facet::Status, narrowed).await?;
        let kept = |status| number_value(Some(status_place(status)));
        return Ok(MemberStatus::ALL.map(|it| option(it.to_string(), numbers.of(&kept(it)))).into());
    }
    let numbers = numbers(directory, Facet::TwoFactor, narrowed).await?;
    Ok(TwoFactorFilter::ALL.map(|it| option(it.to_string(), numbers.of(&number_value(two_factor(it))))).into())
}

async fn roles(directory: &Directory<'_>, narrowed: &Narrowed<'_>) -> Result<Vec<FilterOption>, StoreError> {
    let numbers = numbers(directory, Facet::Role, narrowed).await?;
    let query = Query::select()
        .columns(["id", "key", "name"])
        .from("roles")
        .and_where(Expr::col("organization_id").eq(id_bytes(directory.organization())))
        .order_by("position", Order::Asc)
        .take();
    let rows: Vec<(Vec<u8>, String, String)> = directory.database().all(&query).await?;
    let option = |(id, key, name): (Vec<u8>, String, String)| {
        let value = read_id::<RoleId>(&id)?.to_string();
        Ok(FilterOption { value, name: Some(name), key: Some(key), rows: numbers.of(&id) })
    };
    rows.into_iter().map(option).collect()
}

async fn by_last_sign_in(
    directory: &Directory<'_>,
    request: &OptionsRequest<'_>,
    others: &MembersView,
) -> Result<FilterOptions, StoreError> {
    let mut items = Vec::new();
    for value in LastSignInFilter::ALL {
        let view = MembersView { last_sign_in: vec![value], ..others.clone() };
        let rows = directory.total(&view, request.now).await?;
        items.push(FilterOption { value: value.to_string(), name: None, key: None, rows });
    }
    Ok(FilterOptions { items, more: false })
}

/// Companies or people: the chosen ones, then those that lead to most members.
async fn offered(
    directory: &Directory<'_>,
    request: &OptionsRequest<'_>,
    narrowed: &Narrowed<'_>,
) -> Result<FilterOptions, StoreError> {
    let (facet, chosen): (_, Vec<Vec<u8>>) = match request.filter {
        MembersFilter::Company => (Facet::Company, request.view.companies.iter().map(|id| id_bytes(*id)).collect()),
        MembersFilter::Supervisor => {
            (Facet::Supervisor, request.view.supervisors.iter().map(|id| id_bytes(*id)).collect())
        }
        _ => (Facet::Inviter, request.view.inviters.iter().map(|id| id_bytes(*id)).collect()),
    };
    let numbers = numbers(directory, facet, narrowed).await?;
    let found = found(directory, facet, request.find).await?;
    let mut others: Vec<(&Vec<u8>, u64)> = numbers.by_value.iter().map(|(value, number)| (value, *number)).collect();
    others.retain(|(value, _)| !chosen.contains(value) && found.as_ref().is_none_or(|found| found.contains(*value)));
    others.sort_unstable_by_key(|(value, number)| (std::cmp::Reverse(*number), *value));
    let more = others.len() > OFFERED;
    let values: Vec<Vec<u8>> =
        chosen.into_iter().chain(others.into_iter().take(OFFERED).map(|(value, _)| value.clone())).collect();
    let names = names(directory, facet, &values).await?;
    let option = |value: &Vec<u8>| {
        let wire = match facet {
            Facet::Company => read_id::<CompanyId>(value)?.to_string(),
            _ => read_id::<MemberId>(value)?.to_string(),
        };
        Ok(FilterOption { value: wire, name: names.get(value).cloned(), key: None, rows: numbers.of(value) })
    };
    Ok(FilterOptions { items: values.iter().map(option).collect::<Result<_, StoreError>>()?, more })
}

const fn named_table(facet: Facet) -> &'static str {
    match facet {
        Facet::Company => "companies",
        _ => "members",
    }
}

/// The counted values whose name has `text` in it; nothing when all have.
async fn found(directory: &Directory<'_>, facet: Facet, text: &str) -> Result<Option<HashSet<Vec<u8>>>, StoreError> {
    let sought = sought(&Search::parse(text, &SearchField::ALL).unwrap_or_default());
    if sought.is_empty() {
        return Ok(None);
    }
    let table = named_table(facet);
    let mut query = counts(directory.organization(), facet);
    query
        .column(("member_counts", "value"))
        .inner_join(table, Expr::col((table, "id")).equals(("member_counts", "value")));
    for one in sought {
        query.and_where(one.test(Expr::col((table, "search_text"))));
    }
    let rows: Vec<(Vec<u8>,)> = directory.database().all(&query).await?;
    Ok(Some(rows.into_iter().map(|(value,)| value).collect()))
}

async fn names(
    directory: &Directory<'_>,
    facet: Facet,
    values: &[Vec<u8>],
) -> Result<HashMap<Vec<u8>, String>, StoreError> {
    if values.is_empty() {
        return Ok(HashMap::new());
    }
    let name = match facet {
        Facet::Company => Expr::col("name"),
        _ => Func::coalesce([Expr::col("name"), Expr::col("email")]).into(),
    };
    let query = Query::select()
        .column("id")
        .expr(name)
        .from(named_table(facet))
        .and_where(Expr::col("id").is_in(values.iter().cloned()))
        .take();
    let rows: Vec<(Vec<u8>, String)> = directory.database().all(&query).await?;
    Ok(rows.into_iter().collect())
}
