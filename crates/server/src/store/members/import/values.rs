//! Roles and companies in cells: several in one, by their names or numbers.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;

use api_types::{CompanyId, MatchedField, OrganizationId, RoleId, RoleKey};
use sea_query::{Cond, Expr, ExprTrait, Query};

use super::Matched;
use crate::{
    authz::{Authorized, policy::ImportMembers},
    store::{
        Database, StoreError,
        columns::{id_bytes, read_id},
        companies::number_key,
        roles::{self, HeldRole},
        text,
    },
};

/// Values in one query.
const VALUES: usize = 2_000;

/// What the predefined roles are called in the app's languages, and in French and Spanish; folded.
const ROLE_NAMES: [(RoleKey, &[&str]); 3] = [
    (RoleKey::Administrator, &["administrator", "admin", "administrateur", "administrador"]),
    (RoleKey::Editor, &["editor", "bearbeiter", "editeur"]),
    (RoleKey::Viewer, &["viewer", "betrachter", "lecteur", "lector"]),
];

/// Things by their names.
#[derive(Debug)]
pub(super) struct ByName<Id> {
    /// By the folded name; `None`: several have it.
    names: HashMap<String, Option<Id>>,
    /// What the importer decided; `None`: left out.
    matched: HashMap<String, Option<Id>>,
    /// What each is called.
    shown: HashMap<Id, String>,
}

/// Why a cell cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum ValueProblem {
    Unknown(String),
    Ambiguous(String),
    /// Its values have commas between them.
    Separator,
}

impl<Id> Default for ByName<Id> {
    fn default() -> Self {
        Self { names: HashMap::new(), matched: HashMap::new(), shown: HashMap::new() }
    }
}

impl<Id: Copy + Eq + Hash> ByName<Id> {
    /// Adds a name. Two things with one name are nobody's.
    fn add(&mut self, name: String, id: Id) {
        let known = self.names.entry(name).or_insert(Some(id));
        if *known != Some(id) {
            *known = None;
        }
    }

    /// Things with these names.
    pub(super) fn of<'a>(named: impl Iterator<Item = (&'a str, Id)>) -> Self {
        let mut by_name = Self::default();
        for (name, id) in named {
            by_name.add(text::fold(name), id);
            by_name.shown.insert(id, name.to_owned());
        }
        by_name
    }

    /// Adds what others know. Names that are here already stay.
    pub(super) fn extend(&mut self, others: &Self) {
        for (name, id) in &others.names {
            self.names.entry(name.clone()).or_insert(*id);
        }
        self.matched.extend(others.matched.iter().map(|(value, id)| (value.clone(), *id)));
        self.shown.extend(others.shown.iter().map(|(id, name)| (*id, name.clone())));
    }

    /// What some of them are called, as an export has it.
    pub(super) fn shown(&self, ids: &[Id]) -> String {
        ids.iter().filter_map(|id| self.shown.get(id)).map(String::as_str).collect::<Vec<_>>().join("; ")
    }

    fn find(&self, text: &str) -> Result<Option<Id>, ValueProblem> {
        let folded = text::fold(text);
        if let Some(id) = self.matched.get(&folded) {
            return Ok(*id);
        }
        match self.names.get(&folded) {
            Some(Some(id)) => Ok(Some(*id)),
            Some(None) => Err(ValueProblem::Ambiguous(text.to_owned())),
            None => Err(ValueProblem::Unknown(text.to_owned())),
        }
    }

    /// Everything in a cell, each once.
    pub(super) fn read(&self, cell: &str) -> Result<Vec<Id>, ValueProblem> {
        if let Ok(one) = self.find(cell) {
            return Ok(one.into_iter().collect());
        }
        let all = |parts: Vec<&str>| {
            let mut found = Vec::with_capacity(parts.len());
            for part in parts {
                let id = self.find(part)?.filter(|id| !found.contains(id));
                found.extend(id);
            }
            Ok(found)
        };
        let read = all(parts(cell));
        match read {
            Err(_) if cell.contains(',') && all(cell.split([',', ';', '|']).map(str::trim).collect()).is_ok() => {
                Err(ValueProblem::Separator)
            }
            read => read,
        }
    }

    /// The parts of a cell that are not known.
    fn unknown<'a>(&self, cell: &'a str) -> Vec<&'a str> {
        match self.read(cell) {
            Ok(_) | Err(ValueProblem::Separator) => Vec::new(),
            Err(_) => parts(cell).into_iter().filter(|part| self.find(part).is_err()).collect(),
        }
    }
}

/// The values of a cell: an export has `; ` between them.
pub(super) fn parts(cell: &str) -> Vec<&str> {
    cell.split([';', '|', '\n']).map(str::trim).filter(|part| !part.is_empty()).collect()
}

/// The roles of an organization, by their names.
pub(super) fn roles_by_name(all: &[HeldRole], matched: &[Matched]) -> ByName<RoleId> {
    let mut by_name = ByName::default();
    for held in all {
        by_name.add(text::fold(&held.role.name), held.role.id);
        by_name.shown.insert(held.role.id, held.role.name.clone());
    }
    for (key, names) in ROLE_NAMES {
        let Some(held) = all.iter().find(|held| held.role.key == key.as_str()) else { continue };
        for name in names {
            by_name.names.entry((*name).to_owned()).or_insert(Some(held.role.id));
        }
    }
    let known: HashSet<RoleId> = all.iter().map(|held| held.role.id).collect();
    let matched = matched.iter().filter(|it| it.field == MatchedField::Roles);
    by_name.matched = matched
        .map(|it| (it.value.clone(), it.to.map(RoleId::from_u128)))
        .filter(|(_, id)| id.is_none_or(|id| known.contains(&id)))
        .collect();
    by_name
}

/// The companies of an organization that cells name, by their names and numbers. Archived ones are only known to members
/// who have them.
pub(super) async fn companies_by_name(
    database: &Database,
    organization: OrganizationId,
    cells: &HashSet<&str>,
    matched: &[Matched],
) -> Result<ByName<CompanyId>, StoreError> {
    let wanted: HashSet<&str> = cells.iter().flat_map(|cell| parts(cell).into_iter().chain([*cell])).collect();
    let wanted: Vec<&str> = wanted.into_iter().collect();
    let matched: Vec<&Matched> = matched.iter().filter(|it| it.field == MatchedField::Companies).collect();
    let ids: Vec<u128> = matched.iter().filter_map(|it| it.to).collect();
    let by_keys = wanted.chunks(VALUES).map(|some| {
        Cond::any()
            .add(Expr::col("name_key").is_in(some.iter().map(|name| text::sort_key(name))))
            .add(Expr::col("number_key").is_in(some.iter().map(|number| number_key(number))))
    });
    let by_ids = Cond::any().add(Expr::col("id").is_in(ids.iter().map(|id| id.to_be_bytes().to_vec())));
    let (mut by_name, mut numbers) = (ByName::default(), Vec::new());
    for any in by_keys.chain((!ids.is_empty()).then_some(by_ids)) {
        let query = Query::select()
            .columns(["id", "name", "number"])
            .from("companies")
            .and_where(Expr::col("organization_id").eq(id_bytes(organization)))
            .and_where(Expr::col("archived_at").is_null())
            .cond_where(any)
            .take();
        for (id, name, number) in database.all::<(Vec<u8>, String, Option<String>)>(&query).await? {
            let id = read_id(&id)?;
            by_name.add(text::fold(&name), id);
            by_name.shown.insert(id, name);
            numbers.extend(number.map(|number| (text::fold(&number), id)));
        }
    }
    // A name goes before a number.
    for (number, id) in numbers {
        by_name.names.entry(number).or_insert(Some(id));
    }
    let matched = matched.into_iter().map(|it| (it.value.clone(), it.to.map(CompanyId::from_u128)));
    by_name.matched = matched.filter(|(_, id)| id.is_none_or(|id| by_name.shown.contains_key(&id))).collect();
    Ok(by_name)
}

/// A value of a file that the organization does not know, and the number of rows with it.
pub type Unknown = (MatchedField, String, u64);

/// The roles and companies that cells name and the organization does not know, the most frequent first.
///
/// # Errors
/// When the database fails.
pub async fn unknown_values<'a>(
    database: &Database,
    may: &Authorized<ImportMembers>,
    matched: &[Matched],
    roles: impl Iterator<Item = &'a str>,
    companies: impl Iterator<Item = &'a str>,
) -> Result<Vec<Unknown>, StoreError> {
    let organization = may.organization();
    let (roles, companies) = (counted(roles), counted(companies));
    let all: Vec<HeldRole> = roles::by_place(database, organization).await?.into_values().collect();
    let by_name = roles_by_name(&all, matched);
    let mut unknown: HashMap<(MatchedField, String), u64> = HashMap::new();
    for (cell, rows) in &roles {
        for part in by_name.unknown(cell) {
            *unknown.entry((MatchedField::Roles, part.to_owned())).or_default() += rows;
        }
    }
    let cells = companies.keys().copied().collect();
    let by_name = companies_by_name(database, organization, &cells, matched).await?;
    for (cell, rows) in &companies {
        for part in by_name.unknown(cell) {
            *unknown.entry((MatchedField::Companies, part.to_owned())).or_default() += rows;
        }
    }
    let mut unknown: Vec<Unknown> = unknown.into_iter().map(|((field, value), rows)| (field, value, rows)).collect();
    unknown.sort_by(|a, b| b.2.cmp(&a.2).then_with(|| (a.0, &a.1).cmp(&(b.0, &b.1))));
    Ok(unknown)
}

fn counted<'a>(cells: impl Iterator<Item = &'a str>) -> HashMap<&'a str, u64> {
    let mut counted = HashMap::new();
    for cell in cells {
        *counted.entry(cell).or_default() += 1;
    }
    counted
}

#[cfg(test)]
mod tests {
    use super::*;

    fn by_name() -> ByName<u8> {
        let mut by_name = ByName::default();
        for (name, id) in [("editor", 1), ("viewer", 2), ("a; b", 3), ("twin", 4), ("twin", 5)] {
            by_name.add(name.to_owned(), id);
        }
        by_name.matched = HashMap::from([("guest".to_owned(), Some(2)), ("nobody".to_owned(), None)]);
        by_name
    }

    #[test]
    fn usr7_a_cell_has_several_values() {
        let by_name = by_name();
        let unknown = |text: &str| Err(ValueProblem::Unknown(text.to_owned()));
        for (cell, read) in [
            ("Editor", Ok(vec![1])),
            ("Editor; Viewer", Ok(vec![1, 2])),
            ("viewer|EDITOR|viewer", Ok(vec![2, 1])),
            ("A; B", Ok(vec![3])),
            ("Guest; Nobody; Viewer", Ok(vec![2])),
            ("Chef; Editor", unknown("Chef")),
            ("Editor, Viewer", Err(ValueProblem::Separator)),
            ("Editor, Chef", unknown("Editor, Chef")),
            ("twin", Err(ValueProblem::Ambiguous("twin".to_owned()))),
        ] {
            assert_eq!(by_name.read(cell), read, "{cell}");
        }
        assert_eq!(by_name.unknown("Chef; Editor|Guard"), ["Chef", "Guard"]);
    }
}
