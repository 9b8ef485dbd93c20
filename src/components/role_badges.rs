//! The roles of a person.

use api_types::{Named, RoleId};
use leptos::prelude::*;

/// The predefined role that stands out. For looks only: what it permits is the server's to say.
const STANDS_OUT: &str = "Administrator";

/// One badge a role, or a dash.
#[component]
pub fn RoleBadges(
    roles: Vec<Named<RoleId>>,
    /// The person has not accepted yet: present, but not finished.
    #[prop(optional)]
    pending: bool,
) -> impl IntoView {
    if roles.is_empty() {
        return view! { <span class="r-none">"–"</span> }.into_any();
    }
    let all = roles.iter().map(|role| role.name.as_str()).collect::<Vec<_>>().join(", ");
    let badge = move |role: Named<RoleId>| {
        // One attribute, because rows are drawn anew all the time.
        let class = match (pending, role.name == STANDS_OUT) {
            (true, _) => "r-badge r-badge--pending",
            (false, true) => "r-badge r-badge--strong",
            (false, false) => "r-badge",
        };
        view! { <span class=class>{role.name}</span> }
    };
    view! { <span class="r-badges" title=all>{roles.into_iter().map(badge).collect_view()}</span> }.into_any()
}
