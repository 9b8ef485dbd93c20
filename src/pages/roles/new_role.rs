//! The dialog that creates a role from another one.

use api_types::{MAX_ROLE_NAME, NameProblem, Problem, Role, RoleId, read_line, read_role_description};
use leptos::prelude::*;

use super::{super::organization::use_current_organization, role_error};
use crate::{
    api,
    host::History,
    i18n::{PageTexts, use_i18n},
    location::use_location,
    paths::use_paths,
    queries::{WriteState, use_queries},
    ui::{Button, ButtonKind, Dialog, Field, Note, NoteKind, SelectField},
};

/// A field that needs another look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Invalid {
    NameMissing,
    Name,
    NameTaken,
    Description,
}

/// What is wrong with what was typed.
pub fn check(name: &str, description: &str) -> Vec<Invalid> {
    let name = match read_line(name, MAX_ROLE_NAME) {
        Ok(_) => None,
        Err(NameProblem::Missing) => Some(Invalid::NameMissing),
        Err(_) => Some(Invalid::Name),
    };
    let description = read_role_description(description).is_err().then_some(Invalid::Description);
    name.into_iter().chain(description).collect()
}

/// The fields that the server did not accept.
pub fn refused(problem: &Problem) -> Vec<Invalid> {
    let field = |pointer: &str, code: &str| match (pointer, code) {
        ("/name", "taken") => Some(Invalid::NameTaken),
        ("/name", _) => Some(Invalid::Name),
        ("/description", _) => Some(Invalid::Description),
        _ => None,
    };
    problem.errors.iter().filter_map(|error| field(&error.pointer, &error.code)).collect()
}

/// What the name field says about what is wrong with it.
pub fn name_error(invalid: &[Invalid], texts: &'static PageTexts) -> Option<String> {
    let text = invalid.iter().find_map(|it| match it {
        Invalid::NameMissing => Some(texts.role_edit.name_missing),
        Invalid::Name => Some(texts.role_edit.name_invalid),
        Invalid::NameTaken => Some(texts.role_edit.name_taken),
        Invalid::Description => None,
    });
    text.map(str::to_owned)
}

/// The same for the description.
pub fn description_error(invalid: &[Invalid], texts: &'static PageTexts) -> Option<String> {
    invalid.contains(&Invalid::Description).then(|| texts.role_edit.description_invalid.to_owned())
}

#[component]
pub fn NewRole(
    /// The role that is duplicated; nothing while the reader has to choose one.
    from: Option<Role>,
    on_close: Callback<()>,
) -> impl IntoView {
    let (i18n, queries, current) = (use_i18n(), use_queries(), use_current_organization());
    let (said, location, paths) = (i18n.of::<PageTexts>(), use_location(), use_paths());
    let shown = from.as_ref().map(|role| i18n.texts_untracked().role_name(&role.key, &role.name).to_owned());
    let name = RwSignal::new(shown.map(|name| (said.texts_untracked().role_edit.copy_of)(&name)).unwrap_or_default());
    let described = from.as_ref().filter(|role| role.predefined().is_none()).map(|role| role.description.clone());
    let description = RwSignal::new(described.unwrap_or_default());
    let (invalid, state) = (RwSignal::new(Vec::new()), WriteState::new());
    let answer = queries.roles(move || current.id());
    let roles = Memo::new(move |_| match answer.get() {
        Some(Ok(roles)) => roles.items.into_iter().filter(|role| role.within_reach).collect::<Vec<_>>(),
        _ => Vec::new(),
    });
    let chosen = RwSignal::new(from.map(|role| role.id));
    let from = Memo::new(move |_| {
        // Whoever creates a role seldom needs the mightiest.
        let usual = roles.with(|roles| roles.iter().min_by_key(|role| role.permissions.len()).map(|role| role.id));
        chosen.get().or(usual)
    });
    let options = Callback::new(move |()| {
        let option = |role: &Role| (role.id.to_string(), i18n.texts().role_name(&role.key, &role.name).to_owned());
        roles.with(|roles| roles.iter().map(option).collect::<Vec<_>>())
    });
    let open = move |role: Role| {
        if let Some(organization) = untrack(|| current.id()) {
            location.go(&paths.role(organization, role.id), History::Push);
        }
    };
    let create = move |from: RoleId| {
        let (name, description) = (name.get_untracked(), description.get_untracked());
        let Some(organization) = untrack(|| current.id()) else { return };
        let new = api_types::NewRole { from, name, description, permissions: None };
        let open = open.clone();
        queries
            .mutate(api::create_role(organization, &new))
            .say(move |role| (said.texts_untracked().role_edit.created)(&role.name))
            .on_error(move |error| {
                let fields = error.problem().map(refused).unwrap_or_default();
                let is_field = !fields.is_empty();
                invalid.try_set(fields);
                Some(error).filter(|_| !is_field)
            })
            .on_success(move |role| {
                on_close.try_run(());
                open(role);
            })
            .send_in(state);
    };
    let submit = Callback::new(move |()| {
        invalid.set(check(&name.get_untracked(), &description.get_untracked()));
        if let Some(from) = from.get_untracked().filter(|_| invalid.with_untracked(Vec::is_empty)) {
            create(from);
        }
    });
    let buttons = move || {
        view! {
            <Button kind=ButtonKind::Ghost on_press=on_close>{move || i18n.texts().common.cancel}</Button>
            <Button kind=ButtonKind::Primary submit=true busy=state.busy()>
                {move || said.texts().role_edit.create}
            </Button>
        }
    };
    let error = move || {
        let error = state.error()?;
        Some(view! { <Note kind=NoteKind::Danger urgent=true>{role_error(&error, i18n)}</Note> })
    };
    let label = said.label(|texts| texts.role_edit.from);
    view! {
        <Dialog title=said.label(|texts| texts.role_edit.new) on_close on_submit=submit buttons>
            <p>{move || said.texts().role_edit.new_lede}</p>
            {error}
            <div class="r-field">
                <span class="r-field__label" aria-hidden="true">{move || label.get()}</span>
                <SelectField
                    label
                    options
                    value=Signal::derive(move || from.get().map(|role| role.to_string()).unwrap_or_default())
                    on_choose=move |id: String| chosen.set(id.parse().ok())
                />
                <span class="r-hint">{move || said.texts().role_edit.from_hint}</span>
            </div>
            <Field
                label=said.label(|texts| texts.role_edit.name)
                value=name
                error=Signal::derive(move || invalid.with(|invalid| name_error(invalid, said.texts())))
                autofocus=true
            />
            <Field
                label=said.label(|texts| texts.role_edit.description)
                value=description
                hint=Signal::derive(move || Some(said.texts().role_edit.description_hint.to_owned()))
                error=Signal::derive(move || invalid.with(|invalid| description_error(invalid, said.texts())))
                optional=true
            />
        </Dialog>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rol4_both_fields_are_looked_at() {
        assert_eq!(check("Night watch", ""), []);
        assert_eq!(check(" ", "a\tb"), [Invalid::NameMissing, Invalid::Description]);
        assert_eq!(check(&"x".repeat(61), ""), [Invalid::Name]);
    }
}
