//! The dialog that gives the members of one supervisor another one.

use std::collections::BTreeMap;

use api_types::{
    MAX_SUPERVISOR_MEMBERS, Member, MemberId, MemberRef, OrganizationId, ReplacedSupervisors, SupervisorReplacement,
};
use leptos::{prelude::*, task::spawn_local};

use super::{super::error_message::member_error_message, member_choice::MemberChoice};
use crate::{
    api::{self, ApiError},
    i18n::{I18n, PanelTexts, Texts, use_i18n},
    queries::{Mutation, Queries, WriteState, use_queries},
    ui::{Button, ButtonKind, Dialog, Note, NoteKind},
};

/// So many of those concerned are named.
const NAMED: usize = 8;

/// The dialog for everybody whom a member supervises, while it is open.
#[component]
pub fn SupervisorDialog(of: RwSignal<Option<Member>>) -> impl IntoView {
    let on_close = Callback::new(move |()| of.set(None));
    move || of.get().map(|member| view! { <SupervisorForm member on_close/> })
}

/// What the server says that would change; nothing while it is asked.
type Preview = RwSignal<Option<Result<ReplacedSupervisors, ApiError>>>;

#[component]
fn SupervisorForm(member: Member, on_close: Callback<()>) -> impl IntoView {
    let (i18n, queries, state) = (use_i18n(), use_queries(), WriteState::new());
    let said = i18n.of::<PanelTexts>();
    let chosen = RwSignal::new(None::<MemberRef>);
    let (id, organization) = (member.id, member.organization_id);
    let wanted = move |dry_run| SupervisorReplacement {
        from: Some(id),
        to: chosen.with(|chosen| chosen.as_ref().map(|chosen| chosen.id)),
        dry_run,
        ..SupervisorReplacement::default()
    };
    let preview = use_preview(organization, Signal::derive(move || wanted(true)));
    let count =
        move || preview.with(|preview| preview.as_ref().and_then(|it| it.as_ref().ok()).map_or(0, |it| it.count));
    let submit = Callback::new(move |()| {
        if untrack(count) > 0 {
            let name = chosen.with_untracked(|chosen| chosen.as_ref().map(|chosen| chosen.name.clone()));
            replace(queries, said, organization, untrack(|| wanted(false)), name).then(on_close).send_in(state);
        }
    });
    let is_waiting = Signal::derive(move || state.busy().get() || preview.with(Option::is_none));
    let blocked = Signal::derive(move || match preview.get()? {
        Ok(concerned) => (concerned.count == 0).then(|| said.texts().supervisor.nothing.to_owned()),
        Err(error) => Some(error_text(&error, said, i18n)),
    });
    let act = move || {
        let texts = &said.texts().supervisor;
        if chosen.with(Option::is_some) { texts.set } else { texts.remove }
    };
    let buttons = move || {
        view! {
            <Button kind=ButtonKind::Ghost on_press=on_close>{move || i18n.texts().common.cancel}</Button>
            <Button kind=ButtonKind::Primary submit=true busy=is_waiting blocked>{act}</Button>
        }
    };
    let name = member.name.unwrap_or(member.email);
    let title = Signal::derive(move || (said.texts().supervisor.replace_title)(&name));
    let refused = move || {
        state.error().map(|error| {
            view! {
                <Note kind=NoteKind::Danger urgent=true>{member_error_message(&error, i18n)}</Note>
            }
        })
    };
    view! {
        <Dialog title on_close on_submit=submit buttons>
            {refused}
            <MemberChoice
                label=said.label(|texts| texts.supervisor.new)
                chosen
                except=id
                nobody=said.label(|texts| texts.supervisor.nobody)
                on_leave=|()| {}
            />
            <div role="status">{move || preview.get().map(|it| preview_view(it, chosen, said, i18n))}</div>
        </Dialog>
    }
}

/// Asks the server what would change, each time something else is wanted.
fn use_preview(organization: OrganizationId, wanted: Signal<SupervisorReplacement>) -> Preview {
    let queries = use_queries();
    let preview = RwSignal::new(None);
    let asked = StoredValue::new(0u32);
    Effect::new(move |_| {
        let wanted = wanted.get();
        preview.set(None);
        asked.update_value(|times| *times += 1);
        let this = asked.get_value();
        spawn_local(async move {
            let dry_run = api::replace_supervisor(organization, &wanted);
            let answer = queries.mutate(dry_run).affects_nothing().result().await;
            // Something else may be wanted by now, or the dialog be gone.
            if asked.try_get_value() == Some(this) {
                let _ = preview.try_set(Some(answer));
            }
        });
    });
    preview
}

/// Why nothing can be changed; a circle with its chain.
fn error_text(error: &ApiError, said: I18n<PanelTexts>, i18n: I18n<Texts>) -> String {
    let chain = error.problem().and_then(|problem| problem.errors.iter().find(|error| error.code == "cycle"));
    match chain {
        Some(chain) => (said.texts().supervisor.cycle)(&chain.detail),
        None => member_error_message(error, i18n).to_owned(),
    }
}

fn preview_view(
    preview: Result<ReplacedSupervisors, ApiError>,
    chosen: RwSignal<Option<MemberRef>>,
    said: I18n<PanelTexts>,
    i18n: I18n<Texts>,
) -> AnyView {
    let (texts, format) = (&said.texts().supervisor, said.format());
    let ReplacedSupervisors { count, members } = match preview {
        Ok(concerned) => concerned,
        Err(error) => {
            return view! { <Note kind=NoteKind::Danger>{error_text(&error, said, i18n)}</Note> }.into_any();
        }
    };
    if count == 0 {
        return view! { <p class="r-hint">{texts.nothing}</p> }.into_any();
    }
    let name = chosen.with_untracked(|chosen| chosen.as_ref().map(|chosen| chosen.name.clone()));
    let lead = (texts.concerned)(format, count, name.as_deref());
    let named = members.into_iter().take(NAMED).map(|member| view! { <li><bdi>{member.name}</bdi></li> });
    let more = count.saturating_sub(NAMED as u64);
    let more = (more > 0).then(|| view! { <li>{(texts.more)(format, more)}</li> });
    view! {
        <p>{lead}</p>
        <ul class="r-names">{named.collect_view()}{more}</ul>
    }
    .into_any()
}

/// Gives them their new supervisor. What they had before comes back, unless there are too many to say whom they had.
fn replace(
    queries: Queries,
    said: I18n<PanelTexts>,
    organization: OrganizationId,
    wanted: SupervisorReplacement,
    name: Option<String>,
) -> Mutation<ReplacedSupervisors> {
    let to = wanted.to;
    let texts = move || &said.texts_untracked().supervisor;
    queries
        .mutate(api::replace_supervisor(organization, &wanted))
        .say(move |done| (texts().done)(said.format(), done.count, name.as_deref()))
        .undo_if(
            |done| done.count <= MAX_SUPERVISOR_MEMBERS as u64,
            move |done| give_back(queries, organization, back(done, to)).say(move |_| texts().undone.to_owned()),
        )
}

/// What gives everybody the supervisor of before back, if nobody has changed it since.
fn back(done: &ReplacedSupervisors, to: Option<MemberId>) -> Vec<SupervisorReplacement> {
    let mut before: BTreeMap<Option<MemberId>, Vec<MemberId>> = BTreeMap::new();
    for member in &done.members {
        before.entry(member.before).or_default().push(member.id);
    }
    let replacement =
        |(before, members)| SupervisorReplacement { from: to, to: before, members: Some(members), dry_run: false };
    before.into_iter().map(replacement).collect()
}

/// Sends these replacements, one after another.
pub fn give_back(
    queries: Queries,
    organization: OrganizationId,
    mut replacements: Vec<SupervisorReplacement>,
) -> Mutation<ReplacedSupervisors> {
    let first = replacements.pop().unwrap_or_default();
    let mutation = queries.mutate(api::replace_supervisor(organization, &first));
    if replacements.is_empty() {
        return mutation;
    }
    mutation.on_success(move |_| give_back(queries, organization, replacements).send())
}

#[cfg(test)]
mod tests {
    use api_types::ReplacedSupervisor;

    use super::*;

    #[test]
    fn usr15_everybody_gets_the_supervisor_of_before_back() {
        let id = MemberId::from_u128;
        let member = |number, before: Option<u128>| ReplacedSupervisor {
            id: id(number),
            name: String::new(),
            before: before.map(id),
        };
        let members = vec![member(1, Some(8)), member(2, None), member(3, Some(8))];
        let back = back(&ReplacedSupervisors { count: 3, members }, Some(id(9)));
        let expected = [(None, vec![id(2)]), (Some(id(8)), vec![id(1), id(3)])];
        let expected = expected.map(|(to, members)| SupervisorReplacement {
            from: Some(id(9)),
            to,
            members: Some(members),
            dry_run: false,
        });
        assert_eq!(back, expected);
    }
}
