//! A field for one member, found by search among the active ones.

use api_types::{Member, MemberId, MemberRef};
use leptos::prelude::*;

use super::super::{organization::use_current_organization, switcher::use_settled};
use crate::{
    i18n::use_i18n,
    queries::use_queries,
    ui::{Choice, ChoiceField, Choices},
};

/// Chooses a member, or nobody.
#[component]
pub fn MemberChoice(
    #[prop(into)] label: Signal<String>,
    chosen: RwSignal<Option<MemberRef>>,
    /// Cannot be chosen.
    #[prop(into)]
    except: Option<MemberId>,
    /// The choice of nobody.
    #[prop(into)]
    nobody: Signal<String>,
    /// Beside the label.
    #[prop(optional, into)]
    mark: Signal<Option<String>>,
    #[prop(optional, into)] hint: Signal<Option<String>>,
    /// What is wrong and what to do about it; nothing while it is right.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// Called when the reader leaves the field.
    #[prop(into)]
    on_leave: Callback<()>,
) -> impl IntoView {
    let known = RwSignal::new(Vec::new());
    let choices = use_active_members(except, nobody, known);
    let name = Memo::new(move |_| chosen.with(|it| it.as_ref().map(|it| it.name.clone()).unwrap_or_default()));
    let choose = Callback::new(move |value: String| {
        let is_meant = |it: &&Member| it.id.to_string() == value;
        chosen.set(known.with_untracked(|known| known.iter().find(is_meant).map(reference)));
    });
    view! {
        <ChoiceField
            label
            value=name
            choices
            placeholder=nobody
            mark
            hint
            error
            on_choose=choose
            on_clear=Callback::new(move |()| chosen.set(None))
            on_leave
        />
    }
}

fn reference(member: &Member) -> MemberRef {
    MemberRef { id: member.id, name: member.name.clone().unwrap_or_else(|| member.email.clone()) }
}

/// Nobody, and the active members that match the search. `known` gets them.
fn use_active_members(except: Option<MemberId>, nobody: Signal<String>, known: RwSignal<Vec<Member>>) -> Choices {
    let (i18n, current) = (use_i18n(), use_current_organization());
    let (wanted, search) = (RwSignal::new(false), RwSignal::new(String::new()));
    let settled = use_settled(search.into());
    let answer = use_queries().active_members(move || Some((current.id().filter(|_| wanted.get())?, settled.get())));
    let has_more = RwSignal::new(false);
    Effect::new(move |_| {
        if let Some(Ok(list)) = answer.get() {
            has_more.set((list.items.len() as u64) < list.total.count);
            known.set(list.items);
        }
    });
    let found = Memo::new(move |_| {
        let choice = |it: &Member| {
            let MemberRef { id, name } = reference(it);
            let signature = it.signature.iter().map(String::as_str);
            let detail = signature.chain([&*it.email]).collect::<Vec<_>>().join(" · ");
            Choice { value: id.to_string(), label: name, detail }
        };
        let none =
            search.with(|search| search.trim().is_empty()).then(|| Choice { label: nobody.get(), ..Choice::default() });
        let users = known.with(|known| known.iter().filter(|it| Some(it.id) != except).map(choice).collect::<Vec<_>>());
        none.into_iter().chain(users).collect::<Vec<_>>()
    });
    let is_current = Signal::derive(move || search.get() == settled.get() && answer.with(Option::is_some));
    let note = Signal::derive(move || {
        if is_current.get() && found.with(Vec::is_empty) {
            return Some((i18n.texts().list.no_value)(search.get().trim()));
        }
        has_more.get().then(|| i18n.texts().list.more_values.to_owned())
    });
    Choices { wanted, search, found: found.into(), is_current, note }
}
