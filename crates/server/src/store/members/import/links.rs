//! What the rows of a file have to do with each other: rows about the same member, supervisors, and their order.

use std::collections::{HashMap, HashSet};

use api_types::{FindBy, ImportProblem, MemberId};

use super::{
    ImportedRow, Superior,
    known::{Known, Wanted},
    same_as,
};
use crate::{
    authz::{Authorized, policy::ImportMembers},
    store::{Database, StoreError, import::problem, text},
};

/// Rounds in which circles are looked for. A refused row has its former supervisor again, which can close another one.
const ROUNDS: usize = 20;

/// Finds out whom each row is about and who becomes whose supervisor, and refuses rows that contradict each other. Then
/// the rows are in the order in which they are applied: whoever is new comes before those whose supervisor it becomes.
///
/// # Errors
/// When the database fails.
pub async fn link(
    database: &Database,
    may: &Authorized<ImportMembers>,
    find_by: FindBy,
    rows: &mut Vec<ImportedRow>,
) -> Result<(), StoreError> {
    let keys: Vec<Keys> = rows.iter().map(Keys::of).collect();
    let known = Known::load(database, may.organization(), wanted(rows, &keys)).await?;
    let mut file = File { keys, known, find_by, superiors: vec![None; rows.len()] };
    file.find_targets(rows);
    file.refuse_same(rows);
    file.find_superiors(rows);
    file.refuse_circles(rows);
    file.sort(rows);
    Ok(())
}

/// What a row is found by.
#[derive(Debug, Default)]
struct Keys {
    email: Option<String>,
    signature: Option<String>,
    name: Option<String>,
}

impl Keys {
    fn of(row: &ImportedRow) -> Self {
        let some = |text: &Option<String>| text.as_deref().filter(|text| !text.is_empty()).map(str::to_owned);
        Self {
            email: some(&row.draft.email).map(|email| text::email_key(&email)),
            signature: some(&row.draft.signature).map(|signature| text::fold(&signature)),
            name: row.draft.whole_name().map(|name| text::fold(&name)),
        }
    }
}

/// Everybody that the rows name.
fn wanted(rows: &[ImportedRow], keys: &[Keys]) -> Wanted {
    let mut wanted = Wanted::default();
    for (row, keys) in rows.iter().zip(keys) {
        wanted.ids.extend(row.draft.id);
        wanted.emails.extend(keys.email.clone());
        wanted.signatures.extend(keys.signature.clone());
        let Some(supervisor) = row.draft.supervisor.as_deref().filter(|text| !text.is_empty()) else { continue };
        match supervisor.parse() {
            Ok(id) => drop(wanted.ids.insert(id)),
            Err(_) if supervisor.contains('@') => drop(wanted.emails.insert(text::email_key(supervisor))),
            Err(_) => {
                wanted.signatures.insert(text::fold(supervisor));
                wanted.names.insert(supervisor.to_owned());
            }
        }
    }
    wanted
}

/// The rows of a file with what is known of them.
struct File {
    keys: Vec<Keys>,
    known: Known,
    find_by: FindBy,
    superiors: Vec<Option<Node>>,
}

/// Somebody in the tree of supervisors.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Node {
    Nobody,
    Member(MemberId),
    /// Somebody new, by the index of its row.
    Row(usize),
}

impl File {
    fn find_targets(&self, rows: &mut [ImportedRow]) {
        for (row, keys) in rows.iter_mut().zip(&self.keys) {
            if let Some(id) = row.draft.id {
                if self.known.members.contains_key(&id) {
                    row.target = Some(id);
                } else {
                    row.refuse(problem("id", "unknown", "The organization has no user with this ID."));
                }
                continue;
            }
            let by_email = keys.email.as_ref().and_then(|key| self.known.by_email.get(key)).copied();
            let by_signature = keys.signature.as_ref().and_then(|key| self.known.by_signature.get(key)).copied();
            row.target = match self.find_by {
                FindBy::Email => by_email,
                FindBy::Signature => by_signature,
            };
            if row.target.is_none() && keys.email.is_none() && row.problems.is_empty() {
                row.refuse(problem("email", "required", "A new user needs an e-mail address."));
            }
            if row.target.is_none() && by_email.is_some() {
                row.refuse(problem("email", "taken", "A user with another signature has this address."));
            }
        }
    }

    /// Refuses rows about the same member as a row before, or with the same address or signature.
    fn refuse_same(&self, rows: &mut [ImportedRow]) {
        let (mut targets, mut emails, mut signatures) = (HashMap::new(), HashMap::new(), HashMap::new());
        for (row, keys) in rows.iter_mut().zip(&self.keys) {
            let number = row.row;
            let other = |other: Option<&u32>, field: &str| other.map(|other| same_as(Some(field), *other));
            let found = [
                keys.email.as_ref().and_then(|key| other(emails.get(key), "email")),
                keys.signature.as_ref().and_then(|key| other(signatures.get(key), "signature")),
            ];
            let by_target = row.target.and_then(|target| targets.get(&target)).map(|other| same_as(None, *other));
            let problems: Vec<_> = found.into_iter().flatten().collect();
            // Cells of one refused row take nothing away from others.
            if problems.is_empty() && by_target.is_none() {
                row.target.map(|target| targets.insert(target, number));
                keys.email.as_ref().map(|key| emails.insert(key.clone(), number));
                keys.signature.as_ref().map(|key| signatures.insert(key.clone(), number));
            }
            let by_target = by_target.filter(|_| problems.is_empty());
            problems.into_iter().chain(by_target).for_each(|problem| row.refuse(problem));
        }
    }

    /// Who each row is in the tree.
    fn node(row: &ImportedRow, index: usize) -> Node {
        row.target.map_or(Node::Row(index), Node::Member)
    }

    fn find_superiors(&mut self, rows: &mut [ImportedRow]) {
        let mut by_email: HashMap<&str, usize> = HashMap::new();
        let mut by_signature: HashMap<&str, usize> = HashMap::new();
        let mut by_name: HashMap<&str, Vec<usize>> = HashMap::new();
        for (index, keys) in self.keys.iter().enumerate().filter(|(index, _)| !has_twin(&rows[*index])) {
            keys.email.as_deref().map(|key| by_email.entry(key).or_insert(index));
            keys.signature.as_deref().map(|key| by_signature.entry(key).or_insert(index));
            if let Some(key) = keys.name.as_deref() {
                by_name.entry(key).or_default().push(index);
            }
        }
        let nodes: Vec<Node> = rows.iter().enumerate().map(|(index, row)| Self::node(row, index)).collect();
        let only = |found: HashSet<Node>| match found.len() {
            0 => Ok(None),
            1 => Ok(found.into_iter().next()),
            _ => Err(problem("supervisor", "ambiguous", "Several users have this name. Use an e-mail address.")),
        };
        let find = |text: &str| -> Result<Option<Node>, ImportProblem> {
            if let Ok(id) = text.parse() {
                return Ok(self.known.members.contains_key(&id).then_some(Node::Member(id)));
            }
            if text.contains('@') {
                let key = text::email_key(text);
                let in_file = by_email.get(&*key).map(|index| nodes[*index]);
                return Ok(in_file.or_else(|| self.known.by_email.get(&key).copied().map(Node::Member)));
            }
            let folded = text::fold(text);
            let by_signature = by_signature.get(&*folded).map(|index| nodes[*index]);
            let by_signature = by_signature.or_else(|| self.known.by_signature.get(&folded).copied().map(Node::Member));
            if by_signature.is_some() {
                return Ok(by_signature);
            }
            let in_file = by_name.get(&*folded).into_iter().flatten().map(|index| nodes[*index]);
            let in_roster = self.known.by_name.get(&folded).into_iter().flatten().copied().map(Node::Member);
            only(in_file.chain(in_roster).collect())
        };
        let mut found = Vec::with_capacity(rows.len());
        for (index, row) in rows.iter().enumerate() {
            let Some(text) = row.draft.supervisor.as_deref() else {
                found.push(Ok(None));
                continue;
            };
            let before = row.target.and_then(|target| self.known.members.get(&target)?.supervisor);
            let before = before.and_then(|id| Some((id, self.known.members.get(&id)?)));
            found.push(match (text, before) {
                ("", _) => Ok(Some(Node::Nobody)),
                // As an export has it: also a name that several people have.
                (text, Some((id, member))) if text::fold(&member.shown) == text::fold(text) => {
                    Ok(Some(Node::Member(id)))
                }
                (text, before) => find(text).and_then(|found| match found {
                    None => {
                        Err(problem("supervisor", "unknown", "No active user has this signature, address or name."))
                    }
                    Some(node) if node == nodes[index] => {
                        Err(problem("supervisor", "own", "A user cannot be their own supervisor."))
                    }
                    Some(Node::Member(id))
                        if before.is_none_or(|(before, _)| before != id)
                            && !self.known.members.get(&id).is_some_and(super::known::KnownMember::can_lead) =>
                    {
                        Err(problem("supervisor", "inactive", "This user is inactive."))
                    }
                    Some(node) => Ok(Some(node)),
                }),
            });
        }
        for ((row, superior), found) in rows.iter_mut().zip(&mut self.superiors).zip(found) {
            match found {
                Ok(node) => *superior = node,
                Err(problem) => row.refuse(problem),
            }
        }
    }

    /// Refuses rows that would make somebody their own supervisor's supervisor.
    fn refuse_circles(&self, rows: &mut [ImportedRow]) {
        for _ in 0..ROUNDS {
            let mut of: HashMap<Node, usize> = HashMap::new();
            for (index, row) in rows.iter().enumerate().filter(|(_, row)| row.problems.is_empty()) {
                if self.superiors[index].is_some() {
                    of.insert(Self::node(row, index), index);
                }
            }
            let above = |node: Node| match (of.get(&node), node) {
                (Some(index), _) => self.superiors[*index].filter(|node| *node != Node::Nobody),
                (None, Node::Member(id)) => self.known.members.get(&id)?.supervisor.map(Node::Member),
                (None, _) => None,
            };
            let circles = circles(of.keys().copied(), above);
            let mut is_any = false;
            for circle in circles {
                let names: Vec<String> =
                    circle.iter().chain(circle.first()).map(|node| self.shown(rows, *node)).collect();
                for index in circle.iter().filter_map(|node| of.get(node)) {
                    let detail = names.join(" → ");
                    rows[*index].refuse(problem("supervisor", "cycle", &detail));
                    is_any = true;
                }
            }
            if !is_any {
                return;
            }
        }
    }

    fn shown(&self, rows: &[ImportedRow], node: Node) -> String {
        match node {
            Node::Nobody => String::new(),
            Node::Member(id) => self.known.members.get(&id).map(|member| member.shown.clone()).unwrap_or_default(),
            Node::Row(index) => {
                let draft = &rows[index].draft;
                draft.whole_name().or_else(|| draft.email.clone()).unwrap_or_default()
            }
        }
    }

    /// Puts rows behind those that they need, and otherwise leaves them where they are.
    fn sort(&self, rows: &mut Vec<ImportedRow>) {
        let index_of: HashMap<Node, usize> = rows
            .iter()
            .enumerate()
            .filter(|(index, row)| row.problems.is_empty() && self.superiors[*index].is_some())
            .map(|(index, row)| (Self::node(row, index), index))
            .collect();
        // A row needs the row of its supervisor if that is new or gets another supervisor itself.
        let needed = |index: usize| match self.superiors[index] {
            _ if !rows[index].problems.is_empty() => None,
            Some(Node::Row(other)) => Some(other),
            Some(node @ Node::Member(_)) => {
                index_of.get(&node).copied().filter(|other| self.moves(&rows[*other], *other))
            }
            _ => None,
        };
        let mut depths = vec![None::<usize>; rows.len()];
        for index in 0..rows.len() {
            let (mut path, mut at) = (Vec::new(), Some(index));
            let base = loop {
                match at {
                    Some(place) if depths[place].is_some() => break depths[place].map_or(0, |depth| depth + 1),
                    // No circle is left, but never wait for one.
                    Some(place) if path.len() <= rows.len() => {
                        path.push(place);
                        at = needed(place);
                    }
                    _ => break 0,
                }
            };
            for (more, place) in path.into_iter().rev().enumerate() {
                depths[place] = Some(base + more);
            }
        }
        let mut order: Vec<usize> = (0..rows.len()).collect();
        order.sort_by_key(|index| depths[*index]);
        let mut places = vec![0; rows.len()];
        for (place, index) in (1..).zip(&order) {
            places[*index] = place;
        }
        let emails: Vec<Option<String>> = rows.iter().map(|row| row.draft.email.clone()).collect();
        for (row, superior) in rows.iter_mut().zip(&self.superiors) {
            row.supervisor = superior.map(|node| match node {
                Node::Nobody => Superior::Nobody,
                Node::Member(id) => Superior::Member(id),
                Node::Row(index) => Superior::Row(places[index], emails[index].clone().unwrap_or_default()),
            });
        }
        let mut taken: Vec<Option<ImportedRow>> = std::mem::take(rows).into_iter().map(Some).collect();
        rows.extend(order.into_iter().filter_map(|index| taken[index].take()));
    }

    /// Whether a row about an existing member gives it another supervisor.
    fn moves(&self, row: &ImportedRow, index: usize) -> bool {
        let before = row.target.and_then(|target| self.known.members.get(&target)?.supervisor);
        match self.superiors[index] {
            None => false,
            Some(Node::Nobody) => before.is_some(),
            Some(Node::Member(id)) => before != Some(id),
            Some(Node::Row(_)) => true,
        }
    }
}

/// Whether a row is about the same member as another one before.
fn has_twin(row: &ImportedRow) -> bool {
    row.problems.iter().any(|problem| problem.code == "duplicate")
}

/// The circles that begin at some nodes, each once.
fn circles(nodes: impl Iterator<Item = Node>, above: impl Fn(Node) -> Option<Node>) -> Vec<Vec<Node>> {
    let (mut circles, mut seen) = (Vec::new(), HashSet::new());
    for start in nodes {
        let (mut path, mut places) = (Vec::new(), HashMap::new());
        let mut at = Some(start);
        while let Some(node) = at {
            if let Some(place) = places.get(&node) {
                circles.push(path.split_off(*place));
                break;
            }
            if !seen.insert(node) {
                break;
            }
            places.insert(node, path.len());
            path.push(node);
            at = above(node);
        }
    }
    circles
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usr7_each_circle_is_found_once() {
        let member = |id: u128| Node::Member(MemberId::from_u128(id));
        let above = |node: Node| {
            let up = [(1, 2), (2, 3), (3, 2), (4, 1), (5, 5), (6, 7)];
            up.into_iter().find(|(id, _)| member(*id) == node).map(|(_, up)| member(up))
        };
        let found = circles((1..=7).map(member), above);
        assert_eq!(found, [vec![member(2), member(3)], vec![member(5)]]);
    }
}
