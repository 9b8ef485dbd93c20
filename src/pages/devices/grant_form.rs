//! The dialog that gives a grant, or changes one.

use api_types::{
    Device, DeviceGroups, DeviceLevel, DeviceRef, FieldProblem, Grant, GrantChanges, MemberId, MemberRef, NewGrant,
    OrganizationId,
};
use leptos::prelude::*;

use super::{
    super::{members::MemberChoice, switcher::use_settled},
    fields::{GroupSelect, LabelledSelect, LevelSelect, use_groups},
    grant::{refusal, target_name},
    invitation_grants::InvitedGrant,
};
use crate::{
    api::{self, ApiError},
    i18n::{DeviceTexts, use_i18n},
    queries::{WriteState, use_queries},
    ui::{Button, ButtonKind, Choice, ChoiceField, Choices, Dialog, Field, FieldKind, Note, NoteKind},
};

/// What is asked for.
#[derive(Debug, Clone)]
pub enum GrantFormKind {
    /// Access to this device, for whoever is chosen.
    ToDevice(DeviceRef),
    /// Access for this member, to whatever is chosen.
    ToMember(MemberRef),
    /// Access for people who are invited, to whatever is chosen. Nothing is sent.
    ToInvited(Callback<InvitedGrant>),
    Change(MemberRef, Grant),
}

/// A field that needs another look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Invalid {
    Person,
    Target,
    Taken,
    Day,
}

fn refused(errors: &[FieldProblem]) -> Vec<Invalid> {
    let field = |error: &FieldProblem| match (error.pointer.as_str(), error.code.as_str()) {
        ("/until", _) => Some(Invalid::Day),
        ("/device", "taken") => Some(Invalid::Taken),
        ("/device" | "/group", _) => Some(Invalid::Target),
        _ => None,
    };
    errors.iter().filter_map(field).collect()
}

/// The fields as they are edited.
#[derive(Clone, Copy)]
struct Inputs {
    member: RwSignal<Option<MemberRef>>,
    device: RwSignal<Option<DeviceRef>>,
    /// The id, or an empty text.
    group: RwSignal<String>,
    is_group: RwSignal<String>,
    level: RwSignal<DeviceLevel>,
    until: RwSignal<String>,
}

impl Inputs {
    fn new(kind: &GrantFormKind) -> Self {
        let (member, device, grant) = match kind {
            GrantFormKind::ToDevice(device) => (None, Some(device.clone()), None),
            GrantFormKind::ToMember(member) => (Some(member.clone()), None, None),
            GrantFormKind::ToInvited(_) => (None, None, None),
            GrantFormKind::Change(member, grant) => (Some(member.clone()), None, Some(grant)),
        };
        Self {
            member: RwSignal::new(member),
            device: RwSignal::new(device),
            group: RwSignal::new(String::new()),
            is_group: RwSignal::new("device".to_owned()),
            level: RwSignal::new(grant.map_or(DeviceLevel::View, |grant| grant.level)),
            until: RwSignal::new(grant.and_then(|grant| grant.until.clone()).unwrap_or_default()),
        }
    }

    /// What everybody gets who is invited.
    fn invited_grant(self, groups: &DeviceGroups) -> Result<InvitedGrant, Vec<Invalid>> {
        let grant = self.grant();
        let group = groups.items.iter().find(|group| Some(group.id) == grant.group).map(|group| group.name.clone());
        let device = self.device.get_untracked().filter(|_| grant.device.is_some()).map(|device| device.name);
        let target = device.or(group).ok_or_else(|| vec![Invalid::Target])?;
        Ok(InvitedGrant { target, grant })
    }

    fn grant(self) -> NewGrant {
        let group = Some(self.group.get_untracked()).filter(|_| self.is_group.get_untracked() == "group");
        let device = self.device.get_untracked().map(|device| device.id).filter(|_| group.is_none());
        let group = group.and_then(|group| group.parse().ok());
        let until = Some(self.until.get_untracked()).filter(|until| !until.is_empty());
        NewGrant { device, group, level: self.level.get_untracked(), until }
    }

    fn new_grant(self) -> Result<(MemberId, NewGrant), Vec<Invalid>> {
        let grant = self.grant();
        let has_target = grant.device.is_some() || grant.group.is_some();
        match self.member.get_untracked() {
            Some(member) if has_target => Ok((member.id, grant)),
            member => {
                let person = member.is_none().then_some(Invalid::Person);
                Err(person.into_iter().chain((!has_target).then_some(Invalid::Target)).collect())
            }
        }
    }

    fn changes(self, grant: &Grant) -> GrantChanges {
        let (level, until) = (self.level.get_untracked(), self.until.get_untracked());
        GrantChanges {
            level: Some(level).filter(|level| *level != grant.level),
            until: Some(until).filter(|until| *until != grant.until.clone().unwrap_or_default()),
        }
    }
}

/// Asks for person, target, level and last day, as far as they are not given.
#[component]
pub fn GrantForm(
    organization: OrganizationId,
    kind: GrantFormKind,
    on_done: Callback<()>,
    on_close: Callback<()>,
) -> impl IntoView {
    let (i18n, queries) = (use_i18n(), use_queries());
    let said = i18n.of::<DeviceTexts>();
    let (state, inputs) = (WriteState::new(), Inputs::new(&kind));
    let invalid = RwSignal::new(Vec::<Invalid>::new());
    let groups = use_groups();
    let kind = StoredValue::new(kind);
    let on_error = move |error: ApiError| {
        let fields = error.problem().map(|problem| refused(&problem.errors)).unwrap_or_default();
        let is_field = !fields.is_empty();
        invalid.try_set(fields);
        Some(error).filter(|_| !is_field)
    };
    let save = Callback::new(move |()| {
        let texts = said.texts_untracked();
        invalid.set(Vec::new());
        let mutation = match kind.get_value() {
            GrantFormKind::Change(member, grant) => {
                let changes = inputs.changes(&grant);
                if changes == GrantChanges::default() {
                    return on_close.run(());
                }
                queries
                    .mutate(api::change_grant(organization, member.id, &grant, &changes))
                    .say(|_| texts.grant_changed.to_owned())
            }
            GrantFormKind::ToInvited(take) => {
                return match groups.with_untracked(|groups| inputs.invited_grant(groups)) {
                    Ok(grant) => take.run(grant),
                    Err(missing) => invalid.set(missing),
                };
            }
            GrantFormKind::ToDevice(_) | GrantFormKind::ToMember(_) => match inputs.new_grant() {
                Ok((member, grant)) => {
                    let name = inputs.member.get_untracked().map(|member| member.name).unwrap_or_default();
                    let level = (texts.level)(grant.level);
                    queries
                        .mutate(api::add_grant(organization, member, &grant))
                        .say(move |_| (texts.granted)(level, &name))
                }
                Err(missing) => return invalid.set(missing),
            },
        };
        mutation.then(on_done).on_error(on_error).send_in(state);
    });
    let error = move |text: fn(&'static DeviceTexts, Invalid) -> Option<&'static str>| {
        Signal::derive(move || {
            let texts = said.texts();
            invalid.with(|invalid| invalid.iter().find_map(|it| text(texts, *it))).map(str::to_owned)
        })
    };
    let person_error = error(|texts, invalid| (invalid == Invalid::Person).then_some(texts.person_missing));
    let day_error = error(|texts, invalid| (invalid == Invalid::Day).then_some(texts.day_invalid));
    let title = Signal::derive(move || {
        let texts = said.texts();
        kind.with_value(|kind| match kind {
            GrantFormKind::ToDevice(device) => (texts.grant_device)(&device.name),
            GrantFormKind::ToMember(member) => (texts.grant_member)(&member.name),
            GrantFormKind::ToInvited(_) => texts.grant.to_owned(),
            GrantFormKind::Change(member, grant) => (texts.change_of)(&member.name, &target_name(grant)),
        })
    });
    let is_change = kind.with_value(|kind| matches!(kind, GrantFormKind::Change(..)));
    let buttons = move || {
        view! {
            <Button kind=ButtonKind::Ghost on_press=on_close>{move || i18n.texts().common.cancel}</Button>
            <Button kind=ButtonKind::Primary submit=true busy=state.busy()>
                {move || if is_change { said.texts().save } else { said.texts().grant }}
            </Button>
        }
    };
    let note = move || {
        let taken = invalid.with(|invalid| invalid.contains(&Invalid::Taken)).then(|| said.texts().taken);
        let text = taken.or_else(|| state.error().map(|error| refusal(&error, said.texts(), i18n.texts())))?;
        Some(view! { <Note kind=NoteKind::Danger urgent=true>{text}</Note> })
    };
    let who = kind.with_value(|kind| matches!(kind, GrantFormKind::ToDevice(_))).then(|| {
        view! {
            <MemberChoice
                label=said.label(|texts| texts.person)
                chosen=inputs.member
                except=None
                nobody=said.label(|texts| texts.no_person)
                error=person_error
                on_leave=Callback::new(|()| {})
            />
        }
    });
    let what = kind
        .with_value(|kind| matches!(kind, GrantFormKind::ToMember(_) | GrantFormKind::ToInvited(_)))
        .then(|| view! { <TargetFields organization inputs groups error/> });
    view! {
        <Dialog title on_close on_submit=save buttons>
            {note}
            {who}
            {what}
            <LevelSelect value=inputs.level/>
            <Field
                label=said.label(|texts| texts.last_day)
                value=inputs.until
                kind=FieldKind::Date
                optional=true
                hint=Signal::derive(move || Some(said.texts().last_day_hint.to_owned()))
                error=day_error
            />
        </Dialog>
    }
}

/// A text about what is wrong, for a field.
type ErrorText = fn(&'static DeviceTexts, Invalid) -> Option<&'static str>;

/// Chooses one device, or a group.
#[component]
fn TargetFields<F: Fn(ErrorText) -> Signal<Option<String>> + Send + Sync + 'static>(
    organization: OrganizationId,
    inputs: Inputs,
    groups: Memo<DeviceGroups>,
    error: F,
) -> impl IntoView {
    let said = use_i18n().of::<DeviceTexts>();
    let target_error = error(|texts, invalid| (invalid == Invalid::Target).then_some(texts.target_missing));
    let options = Callback::new(move |()| {
        let texts = said.texts();
        vec![("device".to_owned(), texts.one_device.to_owned()), ("group".to_owned(), texts.whole_group.to_owned())]
    });
    let field = move || {
        if inputs.is_group.get() == "group" {
            view! {
                <GroupSelect
                    label=said.label(|texts| texts.group)
                    value=inputs.group
                    groups
                    none=|texts| texts.no_group
                    except=None
                    error=target_error
                />
            }
            .into_any()
        } else {
            view! { <DeviceChoice organization chosen=inputs.device error=target_error/> }.into_any()
        }
    };
    view! {
        <LabelledSelect label=said.label(|texts| texts.target) options value=inputs.is_group/>
        {field}
    }
}

/// A field for one device, found by search.
#[component]
fn DeviceChoice(
    organization: OrganizationId,
    chosen: RwSignal<Option<DeviceRef>>,
    #[prop(into)] error: Signal<Option<String>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let said = i18n.of::<DeviceTexts>();
    let (wanted, search) = (RwSignal::new(false), RwSignal::new(String::new()));
    let settled = use_settled(search.into());
    let answer = use_queries().devices(move || wanted.get().then(|| (organization, settled.get())));
    let known = Memo::new(move |before: Option<&Vec<Device>>| match answer.get() {
        Some(Ok(list)) => list.items,
        _ => before.cloned().unwrap_or_default(),
    });
    let has_more =
        move || answer.with(|answer| matches!(answer, Some(Ok(list)) if (list.items.len() as u64) < list.total.count));
    let found = Memo::new(move |_| {
        let choice = |device: &Device| {
            let group = device.group.as_ref().map(|group| group.name.as_str());
            let detail = std::iter::once(device.external_id.as_str()).chain(group).collect::<Vec<_>>().join(" · ");
            Choice { value: device.id.to_string(), label: device.name.clone(), detail }
        };
        known.with(|known| known.iter().map(choice).collect::<Vec<_>>())
    });
    let is_current = Signal::derive(move || search.get() == settled.get() && answer.with(Option::is_some));
    let note = Signal::derive(move || {
        if is_current.get() && found.with(Vec::is_empty) {
            return Some((i18n.texts().list.no_value)(search.get().trim()));
        }
        has_more().then(|| i18n.texts().list.more_values.to_owned())
    });
    let name = Memo::new(move |_| chosen.with(|it| it.as_ref().map(|it| it.name.clone()).unwrap_or_default()));
    let choose = Callback::new(move |value: String| {
        let device = known.with_untracked(|known| {
            known.iter().find(|it| it.id.to_string() == value).map(|it| DeviceRef { id: it.id, name: it.name.clone() })
        });
        chosen.set(device);
    });
    view! {
        <ChoiceField
            label=said.label(|texts| texts.device)
            value=name
            choices=Choices { wanted, search, found: found.into(), is_current, note }
            placeholder=said.label(|texts| texts.no_device)
            error
            on_choose=choose
            on_clear=Callback::new(move |()| chosen.set(None))
            on_leave=Callback::new(|()| {})
        />
    }
}
