//! Who is selected in the list of users: by who they are, wherever they stand and whether or not they are drawn.

use std::sync::Arc;

use api_types::{Member, MemberId};
use leptos::prelude::*;

/// Users, each once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Selected(
    /// In the order of their identifiers.
    Vec<Arc<Member>>,
);

impl Selected {
    fn place(&self, id: MemberId) -> Result<usize, usize> {
        self.0.binary_search_by_key(&id, |member| member.id)
    }

    /// Whether somebody is among them.
    pub fn has(&self, id: MemberId) -> bool {
        self.place(id).is_ok()
    }

    /// Takes somebody in, as they are now, or leaves them out.
    pub fn put(&mut self, member: Arc<Member>, on: bool) {
        match (self.place(member.id), on) {
            (Ok(place), true) => self.0[place] = member,
            (Err(place), true) => self.0.insert(place, member),
            (Ok(place), false) => drop(self.0.remove(place)),
            (Err(_), false) => {}
        }
    }

    /// How many there are.
    pub fn count(&self) -> u64 {
        self.0.len() as u64
    }

    /// All of them.
    pub fn members(&self) -> &[Arc<Member>] {
        &self.0
    }
}

/// Of the rows in sight, how many are selected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Share {
    /// None of them, nor any other.
    None,
    /// Some of them, or only others.
    Some,
    All,
}

/// Rows between two that were pressed one after the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// The row pressed first, counted from 0, and who stood there.
    pub from: (u64, MemberId),
    /// The row pressed then.
    pub to: u64,
    /// Whether they are taken in or left out.
    pub on: bool,
}

/// The selection of a list, for the list, for what is done with it, and for what they stand in.
#[derive(Clone, Copy)]
pub struct Selection {
    members: RwSignal<Selected>,
    /// Whether cards show their boxes, also while nobody is selected.
    choosing: RwSignal<bool>,
    /// The row that was pressed last, counted from 0, and who stood there.
    pressed: StoredValue<Option<(u64, MemberId)>>,
    /// What a press with the Shift key asks for; not all of its rows may be here.
    pub span: RwSignal<Option<Span>>,
    /// The walk through rows that are not here, while there is one: clearing ends it.
    pub walk: RwSignal<Option<u32>>,
    walks: StoredValue<u32>,
}

impl Default for Selection {
    fn default() -> Self {
        Self::new()
    }
}

impl Selection {
    /// Nobody.
    pub fn new() -> Self {
        Self {
            members: RwSignal::new(Selected::default()),
            choosing: RwSignal::new(false),
            pressed: StoredValue::new(None),
            span: RwSignal::new(None),
            walk: RwSignal::new(None),
            walks: StoredValue::new(0),
        }
    }

    /// Those who are selected. Reactive.
    pub fn members(self) -> ReadSignal<Selected> {
        self.members.read_only()
    }

    /// How many they are. Reactive.
    pub fn count(self) -> u64 {
        self.members.with(Selected::count)
    }

    /// Whether one is selecting. Reactive.
    pub fn is_on(self) -> bool {
        self.choosing.get() || self.count() > 0
    }

    /// The box of a row, counted from 0, was pressed; with `spanning`, the rows since the last press are meant too.
    pub fn press(self, index: u64, member: Arc<Member>, on: bool, spanning: bool) {
        let before = self.pressed.get_value().filter(|_| spanning);
        self.pressed.set_value(Some((index, member.id)));
        self.put([member], on);
        if let Some(from) = before {
            self.span.set(Some(Span { from, to: index, on }));
        }
    }

    /// Takes people in, or leaves them out.
    pub fn put(self, members: impl IntoIterator<Item = Arc<Member>>, on: bool) {
        // The list may have been left meanwhile.
        self.members.try_update(|selected| members.into_iter().for_each(|member| selected.put(member, on)));
    }

    /// Shows the boxes of cards.
    pub fn begin(self) {
        self.choosing.set(true);
    }

    /// Begins a walk, which ends the one before; its number.
    pub fn begin_walk(self) -> u32 {
        let number = self.walks.get_value() + 1;
        self.walks.set_value(number);
        self.walk.set(Some(number));
        number
    }

    /// The rows have got other places: none was pressed last.
    pub fn forget_press(self) {
        self.pressed.set_value(None);
    }

    /// Nobody is selected any more.
    pub fn clear(self) {
        self.forget_press();
        self.span.set(None);
        self.walk.set(None);
        self.members.set(Selected::default());
    }

    /// One is done with selecting.
    pub fn end(self) {
        self.clear();
        self.choosing.set(false);
    }
}

#[cfg(test)]
mod tests {
    use api_types::{MemberStatus, OrganizationId};

    use super::*;

    fn member(id: u128, version: i64) -> Arc<Member> {
        Arc::new(Member {
            id: MemberId::from_u128(id),
            organization_id: OrganizationId::from_u128(1),
            email: String::new(),
            given_name: None,
            family_name: None,
            name: None,
            signature: None,
            status: MemberStatus::Active,
            roles: Vec::new(),
            two_factor: None,
            companies: Vec::new(),
            supervisor: None,
            invited_by: None,
            invited_at: None,
            member_since: None,
            last_sign_in: None,
            invitation: None,
            version,
        })
    }

    #[test]
    fn everybody_is_selected_once_and_as_they_are_now() {
        let mut selected = Selected::default();
        for (id, version) in [(7, 1), (3, 1), (9, 1), (3, 2)] {
            selected.put(member(id, version), true);
        }
        let found: Vec<_> = selected.members().iter().map(|it| (it.id.as_u128(), it.version)).collect();
        assert_eq!(found, [(3, 2), (7, 1), (9, 1)]);
        assert!(selected.has(MemberId::from_u128(9)) && !selected.has(MemberId::from_u128(8)));
    }

    #[test]
    fn whoever_is_left_out_is_gone_and_nobody_else() {
        let mut selected = Selected::default();
        for id in 1..=4 {
            selected.put(member(id, 1), true);
        }
        for id in [3, 3, 5] {
            selected.put(member(id, 1), false);
        }
        assert_eq!(selected.count(), 3);
        assert!(!selected.has(MemberId::from_u128(3)));
    }
}
