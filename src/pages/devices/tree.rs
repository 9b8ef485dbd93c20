//! The tree of groups: one tab stop, moved through by arrow keys.

use std::collections::HashSet;

use api_types::{DeviceGroupId, DeviceGroups};
use leptos::{ev, html, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::fields::depth;
use crate::{
    i18n::{DeviceTexts, use_i18n},
    ui::{Icon, IconName},
};

/// What the reader has chosen in the tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Place {
    All,
    Group(DeviceGroupId),
    Ungrouped,
}

/// A visible line of the tree.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Line {
    place: Place,
    name: String,
    /// Counted from 0.
    level: usize,
    devices: u64,
    /// Whether its subgroups are shown; nothing if it has none.
    is_open: Option<bool>,
}

/// The visible lines: those of closed groups are left out.
fn lines(groups: &DeviceGroups, open: &HashSet<DeviceGroupId>, said: &DeviceTexts) -> Vec<Line> {
    let line = |place, name: &str, devices| Line { place, name: name.to_owned(), level: 0, devices, is_open: None };
    let mut lines = vec![line(Place::All, said.all_devices, groups.devices)];
    let mut closed_at: Option<usize> = None;
    for (position, group) in groups.items.iter().enumerate() {
        let level = depth(groups, group);
        if closed_at.is_some_and(|closed| level > closed) {
            continue;
        }
        let has_subgroups = groups.items.get(position + 1).is_some_and(|next| next.parent == Some(group.id));
        let is_open = open.contains(&group.id);
        closed_at = (has_subgroups && !is_open).then_some(level);
        lines.push(Line {
            level,
            is_open: has_subgroups.then_some(is_open),
            ..line(Place::Group(group.id), &group.name, group.devices)
        });
    }
    if groups.ungrouped > 0 && !groups.items.is_empty() {
        lines.push(line(Place::Ungrouped, said.no_group, groups.ungrouped));
    }
    lines
}

/// The groups, as a tree to choose from.
#[component]
pub fn GroupTree(
    groups: Memo<DeviceGroups>,
    chosen: Memo<Place>,
    /// Called with what was chosen.
    on_choose: Callback<Place>,
) -> impl IntoView {
    let said = use_i18n().of::<DeviceTexts>();
    let open = RwSignal::new(HashSet::<DeviceGroupId>::new());
    // The chosen group can be seen.
    Effect::new(move |_| {
        let Place::Group(id) = chosen.get() else { return };
        groups.with(|groups| {
            let find = |id: DeviceGroupId| groups.items.iter().find(|it| it.id == id);
            let above = std::iter::successors(find(id).and_then(|it| it.parent), |id| find(*id)?.parent).take(16);
            open.update(|open| open.extend(above));
        });
    });
    let lines = Memo::new(move |_| groups.with(|groups| open.with(|open| lines(groups, open, said.texts()))));
    let cursor = RwSignal::new(None::<Place>);
    // The line that the Tab key leads to.
    let stop = Memo::new(move |_| {
        let wanted = cursor.get().unwrap_or_else(|| chosen.get());
        let is_there = lines.with(|lines| lines.iter().any(|line| line.place == wanted));
        if is_there { wanted } else { Place::All }
    });
    let node = NodeRef::<html::Ul>::new();
    let go = move |place: Place| {
        cursor.set(Some(place));
        request_animation_frame(move || {
            let line = node.get_untracked().and_then(|list| list.query_selector("[tabindex='0']").ok().flatten());
            if let Some(line) = line.and_then(|line| line.dyn_into::<HtmlElement>().ok()) {
                // Fails only when it is gone again.
                let _ = line.focus();
            }
        });
    };
    let toggle = move |id: DeviceGroupId| {
        open.update(|open| {
            if !open.remove(&id) {
                open.insert(id);
            }
        });
    };
    let keydown = move |event: ev::KeyboardEvent| {
        let lines = lines.get_untracked();
        let Some(at) = lines.iter().position(|line| line.place == stop.get_untracked()) else { return };
        let line = &lines[at];
        let above = || lines[..at].iter().rev().find(|it| it.level < line.level).map(|it| it.place);
        match (event.key().as_str(), line.is_open, line.place) {
            ("ArrowDown", ..) => go(lines[(at + 1).min(lines.len() - 1)].place),
            ("ArrowUp", ..) => go(lines[at.saturating_sub(1)].place),
            ("Home", ..) => go(Place::All),
            ("End", ..) => go(lines[lines.len() - 1].place),
            ("ArrowRight", Some(true), _) => go(lines[at + 1].place),
            ("ArrowRight", Some(false), Place::Group(id)) | ("ArrowLeft", Some(true), Place::Group(id)) => {
                toggle(id);
                // The line is drawn anew.
                go(line.place);
            }
            ("ArrowLeft", ..) => {
                if let Some(above) = above() {
                    go(above);
                }
            }
            ("Enter" | " ", _, place) => on_choose.run(place),
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    };
    let line = move |line: Line| {
        let Line { place, name, level, devices, is_open } = line;
        let title = name.clone();
        let press = move |_| {
            cursor.set(Some(place));
            on_choose.run(place);
        };
        let twist = move |event: ev::MouseEvent| {
            if let Place::Group(id) = place {
                event.stop_propagation();
                toggle(id);
            }
        };
        let front = match is_open {
            Some(_) => {
                view! { <span class="r-tree__twist" on:click=twist><Icon name=IconName::Right directional=true/></span> }
                    .into_any()
            }
            None => view! { <span class="r-tree__leaf"></span> }.into_any(),
        };
        let format = use_i18n();
        view! {
            <li
                role="treeitem"
                class="r-tree__item"
                style:--level=level.to_string()
                attr:aria-level=(level + 1).to_string()
                aria-expanded=is_open.map(|is_open| is_open.to_string())
                aria-selected=move || (chosen.get() == place).to_string()
                tabindex=move || if stop.get() == place { "0" } else { "-1" }
                title=title
                on:click=press
            >
                {front}
                <bdi class="r-tree__label">{name}</bdi>
                " "
                <span class="r-tree__count">{move || format.format().number(devices)}</span>
            </li>
        }
    };
    view! {
        <ul node_ref=node class="r-tree" role="tree" aria-label=move || said.texts().groups on:keydown=keydown>
            <For each=move || lines.get() key=Line::key children=line/>
        </ul>
    }
}

impl Line {
    /// Two lines with the same one look the same.
    fn key(&self) -> (Place, String, usize, u64, Option<bool>) {
        (self.place, self.name.clone(), self.level, self.devices, self.is_open)
    }
}

#[cfg(test)]
mod tests {
    use api_types::DeviceGroup;

    use super::*;
    use crate::i18n::{Catalogue, Language};

    #[test]
    fn dev1_closed_groups_hide_what_is_in_them() {
        let id = DeviceGroupId::from_u128;
        let group = |number: u128, parent: Option<u128>| DeviceGroup {
            id: id(number),
            name: number.to_string(),
            parent: parent.map(id),
            devices: 1,
            own_devices: 1,
            grants: None,
            version: 1,
        };
        let items = vec![group(1, None), group(2, Some(1)), group(3, Some(2)), group(4, None)];
        let groups = DeviceGroups { items, devices: 5, ungrouped: 1 };
        let said = DeviceTexts::in_language(Language::default());
        let shown = |open: &[u128]| {
            let open = open.iter().map(|number| id(*number)).collect();
            let lines = lines(&groups, &open, said);
            lines.into_iter().map(|line| (line.name, line.level, line.is_open)).collect::<Vec<_>>()
        };
        let line = |name: &str, level, is_open| (name.to_owned(), level, is_open);
        let (all, none) = (line(said.all_devices, 0, None), line(said.no_group, 0, None));
        let closed = [all.clone(), line("1", 0, Some(false)), line("4", 0, None), none.clone()];
        assert_eq!(shown(&[]), closed);
        assert_eq!(shown(&[2]), closed);
        let open =
            [all, line("1", 0, Some(true)), line("2", 1, Some(true)), line("3", 2, None), line("4", 0, None), none];
        assert_eq!(shown(&[1, 2]), open);
    }
}
