//! The dialog that creates a device, or changes one.

use api_types::{
    Device, DeviceChanges, NameProblem, NewDevice, Problem, read_external_id, read_name, read_optional_name,
};
use leptos::prelude::*;

use super::{
    super::{error_message::error_message, organization::use_current_organization},
    fields::{GroupSelect, use_groups},
};
use crate::{
    api,
    forms::rebase,
    i18n::{DeviceTexts, use_i18n},
    queries::{WriteState, use_queries},
    ui::{Button, ButtonKind, Dialog, Field, Note, NoteKind},
};

/// A field that needs another look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Invalid {
    NameMissing,
    Name,
    ExternalIdMissing,
    ExternalId,
    ExternalIdTaken,
    Kind,
    Location,
    Group,
}

/// What is typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Draft {
    name: String,
    external_id: String,
    kind: String,
    location: String,
    /// The id, or nothing.
    group: String,
}

impl Draft {
    fn of(device: &Device) -> Self {
        Self {
            name: device.name.clone(),
            external_id: device.external_id.clone(),
            kind: device.kind.clone().unwrap_or_default(),
            location: device.location.clone().unwrap_or_default(),
            group: device.group.as_ref().map(|group| group.id.to_string()).unwrap_or_default(),
        }
    }

    /// What is wrong with it.
    fn check(&self) -> Vec<Invalid> {
        let name = match read_name(&self.name) {
            Ok(_) => None,
            Err(NameProblem::Missing) => Some(Invalid::NameMissing),
            Err(_) => Some(Invalid::Name),
        };
        let external_id = match read_external_id(&self.external_id) {
            Ok(_) => None,
            Err(NameProblem::Missing) => Some(Invalid::ExternalIdMissing),
            Err(_) => Some(Invalid::ExternalId),
        };
        let kind = read_optional_name(&self.kind).is_err().then_some(Invalid::Kind);
        let location = read_optional_name(&self.location).is_err().then_some(Invalid::Location);
        [name, external_id, kind, location].into_iter().flatten().collect()
    }

    fn new_device(self) -> NewDevice {
        let some = |text: String| Some(text).filter(|text| !text.trim().is_empty());
        NewDevice {
            name: self.name,
            external_id: self.external_id,
            kind: some(self.kind),
            location: some(self.location),
            group: self.group.parse().ok(),
        }
    }

    /// The fields that were changed; none if saving would change nothing.
    fn changes(self, before: &Self) -> Option<DeviceChanges> {
        let changed = |now: String, before: &String| Some(now).filter(|now| now.trim() != before);
        let changes = DeviceChanges {
            group: (self.group != before.group).then(|| self.group.parse().ok()),
            name: changed(self.name, &before.name),
            external_id: changed(self.external_id, &before.external_id),
            kind: changed(self.kind, &before.kind),
            location: changed(self.location, &before.location),
        };
        Some(changes).filter(|changes| *changes != DeviceChanges::default())
    }

    /// What was typed on top of what the device is now.
    fn rebased(self, before: &Self, now: Self) -> Self {
        Self {
            name: rebase(&before.name, self.name, now.name),
            external_id: rebase(&before.external_id, self.external_id, now.external_id),
            kind: rebase(&before.kind, self.kind, now.kind),
            location: rebase(&before.location, self.location, now.location),
            group: rebase(&before.group, self.group, now.group),
        }
    }
}

/// The fields that the server did not accept.
fn refused(problem: &Problem) -> Vec<Invalid> {
    let field = |pointer: &str, code: &str| match (pointer, code) {
        ("/name", _) => Some(Invalid::Name),
        ("/external_id", "taken") => Some(Invalid::ExternalIdTaken),
        ("/external_id", _) => Some(Invalid::ExternalId),
        ("/kind", _) => Some(Invalid::Kind),
        ("/location", _) => Some(Invalid::Location),
        ("/group", _) => Some(Invalid::Group),
        _ => None,
    };
    problem.errors.iter().filter_map(|error| field(&error.pointer, &error.code)).collect()
}

/// The fields as they are edited.
#[derive(Clone, Copy)]
struct Inputs {
    name: RwSignal<String>,
    external_id: RwSignal<String>,
    kind: RwSignal<String>,
    location: RwSignal<String>,
    group: RwSignal<String>,
}

impl Inputs {
    fn new(draft: Draft) -> Self {
        Self {
            name: RwSignal::new(draft.name),
            external_id: RwSignal::new(draft.external_id),
            kind: RwSignal::new(draft.kind),
            location: RwSignal::new(draft.location),
            group: RwSignal::new(draft.group),
        }
    }

    fn draft(self) -> Draft {
        Draft {
            name: self.name.get_untracked(),
            external_id: self.external_id.get_untracked(),
            kind: self.kind.get_untracked(),
            location: self.location.get_untracked(),
            group: self.group.get_untracked(),
        }
    }

    fn set(self, draft: Draft) {
        self.name.set(draft.name);
        self.external_id.set(draft.external_id);
        self.kind.set(draft.kind);
        self.location.set(draft.location);
        self.group.set(draft.group);
    }
}

/// Asks for what a device is; a new one, or this one.
#[component]
pub fn DeviceForm(device: Option<Device>, on_close: Callback<()>) -> impl IntoView {
    let (i18n, queries, current) = (use_i18n(), use_queries(), use_current_organization());
    let said = i18n.of::<DeviceTexts>();
    let (is_new, state) = (device.is_none(), WriteState::new());
    let inputs = Inputs::new(device.as_ref().map(Draft::of).unwrap_or_default());
    let device = StoredValue::new(device);
    let (invalid, is_conflict) = (RwSignal::new(Vec::new()), RwSignal::new(false));
    let on_error = move |error: api::ApiError| {
        let fields = error.problem().map(refused).unwrap_or_default();
        let is_field = !fields.is_empty();
        invalid.try_set(fields);
        Some(error).filter(|_| !is_field)
    };
    let save = Callback::new(move |()| {
        let draft = inputs.draft();
        invalid.set(draft.check());
        let Some(organization) = untrack(|| current.id()).filter(|_| invalid.with_untracked(Vec::is_empty)) else {
            return;
        };
        is_conflict.set(false);
        let texts = said.texts_untracked();
        let mutation = match device.get_value() {
            None => queries
                .mutate(api::create_device(organization, &draft.new_device()))
                .say(|created| (texts.created)(&created.name)),
            Some(before) => {
                let Some(changes) = draft.changes(&Draft::of(&before)) else { return on_close.run(()) };
                queries
                    .mutate(api::update_device(organization, &before, &changes))
                    .say(|saved| (texts.saved)(&saved.name))
                    .on_conflict(api::device(organization, before.id), move |now: Device, error| {
                        if is_conflict.try_set(true).is_some() {
                            // The dialog was closed meanwhile.
                            return Some(error);
                        }
                        inputs.set(inputs.draft().rebased(&Draft::of(&before), Draft::of(&now)));
                        device.set_value(Some(now));
                        None
                    })
            }
        };
        mutation.then(on_close).on_error(on_error).send_in(state);
    });
    let error = move |text: fn(&'static DeviceTexts, Invalid) -> Option<&'static str>| {
        Signal::derive(move || {
            let texts = said.texts();
            invalid.with(|invalid| invalid.iter().find_map(|it| text(texts, *it))).map(str::to_owned)
        })
    };
    let name_error = error(|texts, invalid| match invalid {
        Invalid::NameMissing => Some(texts.name_missing),
        Invalid::Name => Some(texts.line_invalid),
        _ => None,
    });
    let external_id_error = error(|texts, invalid| match invalid {
        Invalid::ExternalIdMissing => Some(texts.external_id_missing),
        Invalid::ExternalId => Some(texts.external_id_invalid),
        Invalid::ExternalIdTaken => Some(texts.external_id_taken),
        _ => None,
    });
    let kind_error = error(|texts, invalid| (invalid == Invalid::Kind).then_some(texts.line_invalid));
    let location_error = error(|texts, invalid| (invalid == Invalid::Location).then_some(texts.line_invalid));
    let group_error = error(|texts, invalid| (invalid == Invalid::Group).then_some(texts.group_gone));
    let buttons = move || {
        view! {
            <Button kind=ButtonKind::Ghost on_press=on_close>{move || i18n.texts().common.cancel}</Button>
            <Button kind=ButtonKind::Primary submit=true busy=state.busy()>
                {move || if is_new { said.texts().create } else { said.texts().save }}
            </Button>
        }
    };
    let title = Signal::derive(move || if is_new { said.texts().new } else { said.texts().edit }.to_owned());
    let note = move || {
        let conflict = is_conflict.get().then(|| said.texts().changed_meanwhile.to_owned());
        let text = conflict.or_else(|| state.error().map(|error| error_message(&error, i18n.texts()).to_owned()))?;
        Some(view! { <Note kind=NoteKind::Danger urgent=true>{text}</Note> })
    };
    view! {
        <Dialog title on_close on_submit=save buttons>
            {note}
            <Field label=said.label(|texts| texts.name) value=inputs.name error=name_error autofocus=true/>
            <Field label=said.label(|texts| texts.external_id) value=inputs.external_id error=external_id_error/>
            <Field label=said.label(|texts| texts.kind) value=inputs.kind error=kind_error optional=true/>
            <Field label=said.label(|texts| texts.location) value=inputs.location error=location_error optional=true/>
            <GroupSelect
                label=said.label(|texts| texts.group)
                value=inputs.group
                groups=use_groups()
                none=|texts| texts.no_group
                except=None
                error=group_error
            />
        </Dialog>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(name: &str, external_id: &str, kind: &str, group: &str) -> Draft {
        let owned = str::to_owned;
        Draft {
            name: owned(name),
            external_id: owned(external_id),
            kind: owned(kind),
            location: String::new(),
            group: owned(group),
        }
    }

    #[test]
    fn every_field_is_looked_at() {
        assert_eq!(draft("Pump", "D-1", "", "").check(), []);
        assert_eq!(
            draft(" ", "", "a\tb", "").check(),
            [Invalid::NameMissing, Invalid::ExternalIdMissing, Invalid::Kind]
        );
    }

    #[test]
    fn u25_only_what_was_changed_is_sent_and_nothing_if_nothing_was() {
        let before = draft("Pump", "D-1", "Pump", "grp_00000000000000000000000001");
        assert_eq!(before.clone().changes(&before), None);
        assert_eq!(draft(" Pump ", "D-1", "Pump", "grp_00000000000000000000000001").changes(&before), None);
        let changed = draft("Pump", "D-1", "", "").changes(&before).unwrap();
        assert_eq!((changed.name, changed.kind, changed.group), (None, Some(String::new()), Some(None)));
    }
}
