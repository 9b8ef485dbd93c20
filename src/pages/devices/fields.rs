//! Fields that the dialogs about devices share.

use api_types::{DeviceGroup, DeviceGroupId, DeviceGroups, DeviceLevel};
use leptos::prelude::*;

use super::super::organization::use_current_organization;
use crate::{
    i18n::{DeviceTexts, use_i18n},
    queries::use_queries,
    ui::SelectField,
};

/// A choice with its label above it, and what is wrong with it below.
#[component]
pub fn LabelledSelect(
    #[prop(into)] label: Signal<String>,
    options: Callback<(), Vec<(String, String)>>,
    value: RwSignal<String>,
    #[prop(optional, into)] hint: Signal<Option<String>>,
    #[prop(optional, into)] error: Signal<Option<String>>,
) -> impl IntoView {
    let choose = Callback::new(move |chosen| value.set(chosen));
    let note = move || match (error.get(), hint.get()) {
        (Some(error), _) => Some(view! { <p class="r-field__error" role="alert">{error}</p> }.into_any()),
        (None, Some(hint)) => Some(view! { <p class="r-field__hint">{hint}</p> }.into_any()),
        _ => None,
    };
    view! {
        <div class="r-field">
            <span class="r-field__label" aria-hidden="true">{move || label.get()}</span>
            <SelectField label options value on_choose=choose/>
            {note}
        </div>
    }
}

/// The groups of the organization on screen; none before they are known.
pub fn use_groups() -> Memo<DeviceGroups> {
    let current = use_current_organization();
    let answer = use_queries().device_groups(move || current.id());
    Memo::new(move |before: Option<&DeviceGroups>| match answer.get() {
        Some(Ok(groups)) => groups,
        _ => before.cloned().unwrap_or_default(),
    })
}

/// How many groups are above this one.
pub fn depth(groups: &DeviceGroups, group: &DeviceGroup) -> usize {
    let parent = |id: Option<DeviceGroupId>| groups.items.iter().find(|it| Some(it.id) == id);
    std::iter::successors(parent(group.parent), |above| parent(above.parent)).take(16).count()
}

/// Whether a group is `above` or inside it.
pub fn is_inside(groups: &DeviceGroups, group: DeviceGroupId, above: DeviceGroupId) -> bool {
    let find = |id: DeviceGroupId| groups.items.iter().find(|it| it.id == id);
    std::iter::successors(find(group), |it| find(it.parent?)).take(16).any(|it| it.id == above)
}

/// Chooses a group, or none of them.
#[component]
pub fn GroupSelect(
    #[prop(into)] label: Signal<String>,
    /// The id, or an empty text.
    value: RwSignal<String>,
    groups: Memo<DeviceGroups>,
    /// What no group is called.
    none: fn(&'static DeviceTexts) -> &'static str,
    /// Cannot be chosen, nor what is inside it.
    #[prop(optional_no_strip)]
    except: Option<DeviceGroupId>,
    #[prop(optional, into)] error: Signal<Option<String>>,
) -> impl IntoView {
    let i18n = use_i18n().of::<DeviceTexts>();
    let options = Callback::new(move |()| {
        groups.with(|groups| {
            let is_offered = |group: &&DeviceGroup| except.is_none_or(|except| !is_inside(groups, group.id, except));
            let name = |group: &DeviceGroup| ["\u{a0}\u{a0}".repeat(depth(groups, group)), group.name.clone()].concat();
            let option = |group: &DeviceGroup| (group.id.to_string(), name(group));
            let first = (String::new(), none(i18n.texts()).to_owned());
            std::iter::once(first).chain(groups.items.iter().filter(is_offered).map(option)).collect()
        })
    });
    view! { <LabelledSelect label options value error/> }
}

/// Chooses a level; what it means stands below.
#[component]
pub fn LevelSelect(value: RwSignal<DeviceLevel>) -> impl IntoView {
    let i18n = use_i18n().of::<DeviceTexts>();
    let text = RwSignal::new(value.get_untracked().to_string());
    Effect::new(move |_| {
        if let Ok(level) = text.get().parse() {
            value.set(level);
        }
    });
    let options = Callback::new(move |()| {
        let said = i18n.texts();
        DeviceLevel::ALL.map(|level| (level.to_string(), (said.level)(level).to_owned())).into()
    });
    let hint = Signal::derive(move || Some((i18n.texts().level_means)(value.get()).to_owned()));
    view! { <LabelledSelect label=i18n.label(|texts| texts.level_label) options value=text hint/> }
}
