//! The roles of a person.

use api_types::{RoleKey, RoleRef};
use leptos::prelude::*;

use crate::i18n::I18n;

/// The predefined role that stands out. For looks only: what it permits is the server's to say.
const STANDS_OUT: &str = RoleKey::Administrator.as_str();

/// So many letters of badges fit side by side.
const FITTING: usize = 12;

/// One badge a role, or a dash. Those that do not fit beside the first are counted, and named in the tooltip.
pub fn role_badges(roles: &[RoleRef], i18n: I18n) -> AnyView {
    if roles.is_empty() {
        return view! { <span class="r-none">"–"</span> }.into_any();
    }
    let names = i18n.texts().role_names(roles);
    let all = names.join(", ");
    let shown = if names.iter().map(|name| name.chars().count()).sum::<usize>() > FITTING { 1 } else { names.len() };
    let badge = |(role, name): (&RoleRef, &&str)| {
        // One attribute, because rows are drawn anew all the time.
        let class = if role.key == STANDS_OUT { "r-badge r-badge--strong" } else { "r-badge" };
        view! { <span class=class>{(*name).to_owned()}</span> }
    };
    let badges = roles.iter().zip(&names).take(shown).map(badge).collect_view();
    let more = (shown < names.len()).then(|| {
        let (more, others) = ((names.len() - shown) as u64, names[shown..].join(", "));
        view! {
            <span class="r-muted" dir="ltr" aria-hidden="true">{["+", &i18n.format().number(more)].concat()}</span>
            <span class="r-vh">{[", ", &others].concat()}</span>
        }
    });
    view! { <span class="r-badges" title=all>{badges} {more}</span> }.into_any()
}
