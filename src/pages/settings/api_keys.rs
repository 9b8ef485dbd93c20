//! The keys of the organization's programs.

use api_types::{ApiKey, ApiKeyValue, OrganizationId};
use leptos::prelude::*;

use super::{
    super::error_message::ErrorPanel,
    api_key_dialogs::{Confirm, KeyForm, ShowValue},
};
use crate::{
    host::moment,
    i18n::{PageTexts, SettingsTexts, use_i18n},
    queries::use_queries,
    ui::{Button, ButtonKind, IconButton, IconName, Skeleton, unique_id},
};

/// A key that expires within so many days stands out.
const SOON: u64 = 14;

/// What is open over the page.
#[derive(Clone, PartialEq)]
pub enum Open {
    /// A new key, or one that is edited.
    Form(Option<ApiKey>),
    Rotate(ApiKey),
    Revoke(ApiKey),
}

/// The list of keys, and what can be done with them.
#[component]
pub fn ApiKeysPage(organization: OrganizationId) -> impl IntoView {
    let (i18n, queries) = (use_i18n(), use_queries());
    let said = i18n.of::<SettingsTexts>();
    let answer = queries.api_keys(move || Some(organization));
    let open = RwSignal::new(None::<Open>);
    // Not in `Open`: a value that was shown is nowhere any more.
    let value = RwSignal::new(None::<ApiKeyValueShown>);
    let loading = i18n.of::<PageTexts>().label(|texts| texts.loading);
    let title = unique_id("section");
    let table = {
        let title = title.clone();
        move || match answer.get() {
            None => view! { <Skeleton rows=3 label=loading/> }.into_any(),
            Some(Ok(keys)) if keys.items.is_empty() => {
                view! { <p class="r-section__lede">{move || said.texts().key.none}</p> }.into_any()
            }
            Some(Ok(keys)) => view! { <Table keys=keys.items open labelled_by=title.clone()/> }.into_any(),
            Some(Err(error)) => {
                let title = i18n.label(|texts| texts.states.page_failed);
                let retry = Callback::new(move |()| queries.refresh());
                view! { <ErrorPanel error title on_retry=retry/> }.into_any()
            }
        }
    };
    let on_close = Callback::new(move |()| open.set(None));
    let on_value = Callback::new(move |new: ApiKeyValue| {
        open.set(None);
        value.set(Some(ApiKeyValueShown(new)));
    });
    let dialogs = move || {
        Some(match open.get()? {
            Open::Form(key) => view! { <KeyForm organization key on_close on_value/> }.into_any(),
            act => view! { <Confirm organization act on_close on_value/> }.into_any(),
        })
    };
    let shown = move || {
        let ApiKeyValueShown(new) = value.get()?;
        Some(view! { <ShowValue new on_close=Callback::new(move |()| value.set(None))/> })
    };
    let labelled_by = title.clone();
    view! {
        <div class="r-settings__main r-settings__main--full">
            <section class="r-section" aria-labelledby=labelled_by>
                <div class="r-section__head">
                    <div>
                        <h2 id=title>{move || said.texts().api_keys}</h2>
                        <p class="r-section__lede">{move || said.texts().key.lede}</p>
                    </div>
                    <Button
                        kind=ButtonKind::Primary
                        icon=IconName::Plus
                        on_press=move |()| open.set(Some(Open::Form(None)))
                    >
                        {move || said.texts().key.create}
                    </Button>
                </div>
                {table}
            </section>
        </div>
        {dialogs}
        {shown}
    }
}

/// A value while it is shown. Two are never the same: each is shown.
#[derive(Clone)]
struct ApiKeyValueShown(ApiKeyValue);

#[component]
fn Table(keys: Vec<ApiKey>, open: RwSignal<Option<Open>>, labelled_by: String) -> impl IntoView {
    let said = use_i18n().of::<SettingsTexts>();
    let row = move |key: ApiKey| view! { <Row key open/> };
    view! {
        <div class="r-insetwrap">
            <table class="r-inset" role="table" aria-labelledby=labelled_by>
                <thead role="rowgroup">
                    <tr role="row">
                        <th role="columnheader" scope="col">{move || said.texts().key.name}</th>
                        <th role="columnheader" scope="col">{move || said.texts().key.scopes}</th>
                        <th role="columnheader" scope="col">{move || said.texts().key.owner}</th>
                        <th role="columnheader" scope="col">{move || said.texts().key.last_used}</th>
                        <th role="columnheader" scope="col">{move || said.texts().key.expires}</th>
                        <th role="columnheader" scope="col">{move || said.texts().key.addresses}</th>
                        <th role="columnheader" scope="col">
                            <span class="r-vh">{move || said.texts().key.actions}</span>
                        </th>
                    </tr>
                </thead>
                <tbody role="rowgroup">{keys.into_iter().map(row).collect_view()}</tbody>
            </table>
        </div>
    }
}

#[component]
fn Row(key: ApiKey, open: RwSignal<Option<Open>>) -> impl IntoView {
    let i18n = use_i18n();
    let said = i18n.of::<SettingsTexts>();
    let whole = StoredValue::new(key.clone());
    let ApiKey { id, name, hint, scopes, addresses, owner, expires_at, last_used_at, last_used_from, .. } = key;
    let called = StoredValue::new(name.clone());
    let old = key.old_works_until.map(|until| {
        view! { <small>{move || (said.texts().key.old_until)(&i18n.format().date_time(&until))}</small> }
    });
    let hint = hint.map(|hint| view! { <small class="r-mono" dir="ltr">{[&hint, "…"].concat()}</small> });
    let scopes = scopes.into_iter().map(|scope| {
        view! { <span class="r-badge">{move || (said.texts().key.scope)(scope)}</span> }
    });
    let owner_inactive = owner.as_ref().is_some_and(|owner| !owner.is_active).then(|| {
        view! { <small>{move || said.texts().key.owner_inactive}</small> }
    });
    let owner = owner.map(|owner| owner.name);
    let owner = move || owner.clone().unwrap_or_else(|| said.texts().key.owner_none.to_owned());
    let used = move || match &last_used_at {
        Some(at) => i18n.format().moment(at),
        None => said.texts().key.never_used.to_owned(),
    };
    let used_from = last_used_from.map(|address| view! { <small dir="ltr">{address}</small> });
    let addresses: Vec<_> = addresses.iter().map(|network| short(network).to_owned()).collect();
    let addresses = move || match addresses.as_slice() {
        [] => said.texts().key.any_address.to_owned(),
        all => all.join(", "),
    };
    let act = move |make: fn(ApiKey) -> Open| Callback::new(move |()| open.set(Some(make(whole.get_value()))));
    let rotate = act(Open::Rotate);
    let rotate_label = move || (said.texts().key.rotate_named)(&called.get_value());
    view! {
        <tr role="row" data-row-id=id.to_string()>
            <th role="rowheader" scope="row"><bdi>{name}</bdi> {hint} {old}</th>
            <td role="cell" data-label=move || said.texts().key.scopes>
                <span class="r-badges">{scopes.collect_view()}</span>
            </td>
            <td role="cell" data-label=move || said.texts().key.owner><bdi>{owner}</bdi> {owner_inactive}</td>
            <td role="cell" data-label=move || said.texts().key.last_used>{used} {used_from}</td>
            <td role="cell" data-label=move || said.texts().key.expires><Expiry expires_at/></td>
            <td role="cell" data-label=move || said.texts().key.addresses><span dir="ltr">{addresses}</span></td>
            <td role="cell" class="r-inset__end">
                <span class="r-btns">
                    <button
                        class="r-btn r-btn--sm"
                        type="button"
                        aria-label=rotate_label
                        on:click=move |_| rotate.run(())
                    >
                        {move || said.texts().key.rotate}
                    </button>
                    <IconButton
                        small=true
                        icon=IconName::Edit
                        label=Signal::derive(move || (said.texts().key.edit)(&called.get_value()))
                        on_press=act(|key| Open::Form(Some(key)))
                    />
                    <IconButton
                        small=true
                        icon=IconName::Trash
                        label=Signal::derive(move || (said.texts().key.revoke)(&called.get_value()))
                        on_press=act(Open::Revoke)
                    />
                </span>
            </td>
        </tr>
    }
}

/// When the key ends, and how long that is.
#[component]
fn Expiry(expires_at: Option<String>) -> impl IntoView {
    let i18n = use_i18n();
    let said = i18n.of::<SettingsTexts>();
    let Some(at) = expires_at else {
        return view! { <span>{move || said.texts().key.never_expires}</span> }.into_any();
    };
    // Both are written alike, so that they sort as they follow each other.
    let has_ended = at.as_str() <= moment().as_str();
    let soon = crate::host::until(&at).as_secs() < SOON * 24 * 3600;
    let left = {
        let at = at.clone();
        move || {
            let left = || i18n.format().time_left(&at);
            if has_ended { Some(said.texts().key.expired.to_owned()) } else { soon.then(left).flatten() }
        }
    };
    view! {
        <span class="r-nobreak" class=("r-soon", soon)>{move || i18n.format().date(&at)} <small>{left}</small></span>
    }
    .into_any()
}

/// A network that has one address, as that address.
fn short(network: &str) -> &str {
    let address = if network.contains(':') { network.strip_suffix("/128") } else { network.strip_suffix("/32") };
    address.unwrap_or(network)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn int1_a_network_of_one_address_is_shown_as_that() {
        assert_eq!(short("203.0.113.4/32"), "203.0.113.4");
        assert_eq!(short("2001:db8::1/128"), "2001:db8::1");
        assert_eq!(short("203.0.113.0/28"), "203.0.113.0/28");
        assert_eq!(short("2001:db8::/32"), "2001:db8::/32");
    }
}
