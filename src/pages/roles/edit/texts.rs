//! Name and description of a role.

use leptos::prelude::*;

use super::{
    super::{
        super::conflict_choice::ConflictChoice,
        new_role::{description_error, name_error},
    },
    draft::{RoleChange, RoleDraft, RoleField},
    form::RoleForm,
};
use crate::{
    i18n::{PageTexts, use_i18n},
    ui::{Button, ButtonKind, Field, Section, TextArea},
};

/// What a text is called.
pub fn label(field: RoleField, texts: &'static PageTexts) -> &'static str {
    match field {
        RoleField::Name => texts.role_edit.name,
        RoleField::Description => texts.role_edit.description,
    }
}

#[component]
pub fn RoleTexts(form: RoleForm) -> impl IntoView {
    let (said, common) = (form.said, use_i18n());
    let mark = move |field| {
        Signal::derive(move || form.is_changed(RoleChange::Text(field)).then(|| said.texts().edit.changed.to_owned()))
    };
    let origin = Memo::new(move |_| form.role.with(|role| role.made_from.clone()));
    let made_from = move || {
        let origin = origin.get()?;
        let name = RwSignal::new(common.texts().role_name(&origin.key, &origin.name).to_owned());
        Some(view! { <Field label=said.label(|texts| texts.role_edit.from) value=name readonly=true/> })
    };
    let reset = move || {
        form.can_reset_texts().then(|| {
            view! {
                <div>
                    <Button kind=ButtonKind::Ghost on_press=move |()| form.reset_texts()>
                        {move || said.texts().role_edit.reset_texts}
                    </Button>
                </div>
            }
        })
    };
    let has_origin = Memo::new(move |_| origin.with(Option::is_some));
    view! {
        <Section title=said.label(|texts| texts.role_edit.role)>
            <div class=move || if has_origin.get() { "r-grid2" } else { "r-grid1" }>
                <div class="r-edit__field">
                    <Field
                        label=said.label(|texts| texts.role_edit.name)
                        value=form.name
                        mark=mark(RoleField::Name)
                        error=Signal::derive(move || form.invalid.with(|invalid| name_error(invalid, said.texts())))
                        on_leave=Callback::new(move |()| form.check())
                    />
                    <Conflict form field=RoleField::Name/>
                </div>
                {made_from}
            </div>
            <div class="r-edit__field">
                <TextArea
                    label=said.label(|texts| texts.role_edit.description)
                    value=form.description
                    mark=mark(RoleField::Description)
                    hint=Signal::derive(move || Some(said.texts().role_edit.description_hint.to_owned()))
                    error=Signal::derive(move || form.invalid.with(|it| description_error(it, said.texts())))
                    on_leave=Callback::new(move |()| form.check())
                />
                <Conflict form field=RoleField::Description/>
            </div>
            {reset}
        </Section>
    }
}

/// Below a text that another user has changed too.
#[component]
fn Conflict(form: RoleForm, field: RoleField) -> impl IntoView {
    let has_conflict = Memo::new(move |_| form.has_conflict(field));
    let texts = use_i18n().texts_untracked();
    let text = Signal::derive(move || {
        let theirs = form.role.with(|role| RoleDraft::of(role, texts));
        let mine = RoleDraft { name: form.name.get(), description: form.description.get(), ..RoleDraft::default() };
        (form.said.texts().edit.conflict)(theirs.text(field), mine.text(field))
    });
    let choose = move || {
        view! {
            <ConflictChoice
                text
                on_keep=move |()| form.keep_mine(field)
                on_take=move |()| form.take_theirs(field)
            />
        }
    };
    move || has_conflict.get().then(|| choose().into_any())
}
