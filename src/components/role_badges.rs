//! The roles of a person.

use api_types::{RoleKey, RoleRef};

use crate::{
    i18n::I18n,
    ui::{Markup, Tag, nothing},
};

/// The predefined role that stands out. For looks only: what it permits is the server's to say.
const STANDS_OUT: &str = RoleKey::Administrator.as_str();

/// So many letters of badges fit side by side.
const FITTING: usize = 12;

/// One badge a role, or a dash. Those that do not fit beside the first are counted.
pub fn role_badges(roles: &[RoleRef], i18n: I18n) -> Vec<Markup> {
    if roles.is_empty() {
        return nothing();
    }
    let names = i18n.texts().role_names(roles);
    let shown = if names.iter().map(|name| name.chars().count()).sum::<usize>() > FITTING { 1 } else { names.len() };
    let badge = |(role, name): (&RoleRef, &&str)| {
        let class = if role.key == STANDS_OUT { "r-badge r-badge--strong" } else { "r-badge" };
        Tag::span(class).and((*name).to_owned())
    };
    let badges = Tag::span("r-badges").and_all(roles.iter().zip(&names).take(shown).map(badge));
    if shown == names.len() {
        return badges.into();
    }
    let (more, others) = ((names.len() - shown) as u64, names[shown..].join(", "));
    let more = ["+", &i18n.format().number(more)].concat();
    let more = Tag::span("r-muted").with("dir", "ltr").with("aria-hidden", "true").and(more);
    badges.and(more).and(Tag::span("r-vh").and([", ", &others].concat())).into()
}
