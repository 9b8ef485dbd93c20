//! Who the user is: name, address, signature, phone, title and language.

use api_types::Language;
use leptos::prelude::*;

use super::{
    email::Email,
    field::{ChoiceOfFew, TextField},
    form::MemberForm,
    words::languages,
};
use crate::{
    forms::MemberField,
    ui::{FieldKind, Section},
};

/// The first section of the form.
#[component]
pub fn Profile(
    form: MemberForm,
    /// Asks for another e-mail address.
    on_change_email: Callback<()>,
) -> impl IntoView {
    let said = form.said;
    let hint = move |pick: fn(&'static crate::i18n::PageTexts) -> &'static str| {
        Signal::derive(move || Some(pick(said.texts()).to_owned()))
    };
    let whole_name = Signal::derive(move || {
        form.member.with(|member| {
            let is_whole = member.given_name.is_none() && member.family_name.is_none();
            member.name.as_ref().filter(|_| is_whole).map(|name| (said.texts().edit.whole_name)(name))
        })
    });
    let options = Callback::new(move |()| {
        // A language can be changed, not removed.
        let can_be_none = form.member.with(|member| member.language.is_none());
        languages(can_be_none.then_some(said.texts().edit.no_language))
    });
    let language = Signal::derive(move || form.fields.language.get().map_or("", Language::tag).to_owned());
    view! {
        <Section title=said.label(|texts| texts.user.profile) lede=said.label(|texts| texts.edit.profile_lede)>
            <div class="r-grid2">
                <TextField form field=MemberField::GivenName value=form.fields.given_name hint=whole_name/>
                <TextField form field=MemberField::FamilyName value=form.fields.family_name/>
                <Email form on_change=on_change_email/>
                <TextField
                    form
                    field=MemberField::Signature
                    value=form.fields.signature
                    hint=hint(|texts| texts.edit.signature_hint)
                />
                <TextField form field=MemberField::Phone value=form.fields.phone kind=FieldKind::Phone/>
                <TextField form field=MemberField::Title value=form.fields.title/>
                <ChoiceOfFew
                    form
                    field=MemberField::Language
                    options
                    value=language
                    hint=hint(|texts| texts.edit.language_hint)
                    on_choose=Callback::new(move |tag: String| form.fields.language.set(Language::from_tag(&tag)))
                />
            </div>
        </Section>
    }
}
