//! Round for people, square for organizations: initials on a faint colour that helps to find a row again.

use api_types::Member;
use leptos::prelude::*;

use crate::ui::{IconName, IconSize, Markup, Tag, icon};

/// A person. Whoever has not accepted yet has no face, only an envelope.
pub fn member_face(member: &Member, large: bool) -> Tag {
    match &member.name {
        None if large => pending(PENDING_LARGE, IconName::Mail, IconSize::Large),
        None => pending(PENDING, IconName::Mail, IconSize::Small),
        Some(name) => person_face(name, large),
    }
}

/// Somebody of whom only the name is known, such as the reader.
pub fn person_face(name: &str, large: bool) -> Tag {
    let class = if large { "r-avatar r-avatar--xl" } else { "r-avatar" };
    face(class, name, person_initials(name))
}

/// An organization.
pub fn organization_face(name: &str, large: bool) -> Tag {
    let class = if large { "r-avatar r-avatar--org r-avatar--xl" } else { "r-avatar r-avatar--org" };
    face(class, name, organization_initials(name))
}

/// Nobody: a drawing in a dashed circle.
pub fn drawn_face(picture: IconName) -> Tag {
    pending(PENDING, picture, IconSize::Small)
}

const PENDING: &str = "r-avatar r-avatar--pending";
const PENDING_LARGE: &str = "r-avatar r-avatar--pending r-avatar--xl";

fn pending(class: &'static str, picture: IconName, size: IconSize) -> Tag {
    Tag::span(class).with("aria-hidden", "true").and(icon(picture, size))
}

fn face(class: &'static str, name: &str, initials: String) -> Tag {
    Tag::span(class).with("--h", hue(name)).with("aria-hidden", "true").and(initials)
}

/// A person, in a view.
#[component]
pub fn MemberAvatar<'a>(
    member: &'a Member,
    /// As large as on the person's own page.
    #[prop(optional)]
    large: bool,
) -> impl IntoView + use<> {
    Markup::from(member_face(member, large))
}

/// Somebody of whom only the name is known, in a view.
#[component]
pub fn AccountAvatar(
    #[prop(into)] name: String,
    /// As large as on the person's own page.
    #[prop(optional)]
    large: bool,
) -> impl IntoView {
    Markup::from(person_face(&name, large))
}

/// An organization, in a view.
#[component]
pub fn OrganizationAvatar(
    #[prop(into)] name: String,
    /// The URL of its logo, which takes the place of the initials.
    #[prop(optional_no_strip)]
    logo: Option<String>,
    /// As large as on its own page.
    #[prop(optional)]
    large: bool,
) -> impl IntoView {
    let Some(logo) = logo else { return Markup::from(organization_face(&name, large)) };
    let size = if large {
        "r-avatar r-avatar--org r-avatar--logo r-avatar--xl"
    } else {
        "r-avatar r-avatar--org r-avatar--logo"
    };
    Tag::new("img").with("class", size).with("src", logo).with("alt", "").into()
}

/// First and last word of a name, in the order in which its owner writes it.
fn person_initials(name: &str) -> String {
    let mut words = name.split_whitespace();
    initials([words.next(), words.next_back()].into_iter().flatten())
}

/// The first two words that are not small ones such as "of" or "de".
fn organization_initials(name: &str) -> String {
    let large = name.split_whitespace().filter(|word| !word.starts_with(|first: char| first.is_ascii_lowercase()));
    let initials = initials(large.take(2));
    if initials.is_empty() { person_initials(name) } else { initials }
}

/// The first letter of each word; of a script whose letters join, one in all, because two would read as a word.
fn initials<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    let mut letters = words.into_iter().filter_map(|word| word.chars().find(|letter| letter.is_alphanumeric()));
    match letters.next() {
        Some(first) if joins(first) => first.to_string(),
        Some(first) => std::iter::once(first).chain(letters.take(1)).collect(),
        None => String::new(),
    }
}

/// Arabic and its relatives, the scripts of India, Mongolian.
const fn joins(letter: char) -> bool {
    matches!(letter,
        '\u{600}'..='\u{dff}' | '\u{1800}'..='\u{18af}' | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')
}

/// A hue in degrees that a name keeps for ever (FNV-1a).
fn hue(name: &str) -> String {
    let hash = name.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    (hash % 360).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_first_and_last_word() {
        for (name, expected) in [
            ("Ada Lovelace", "AL"),
            ("Nguyễn Thị Minh Khai", "NK"),
            ("Łukasz Wójcik", "ŁW"),
            ("Олена Коваленко", "ОК"),
            ("فاطمة الزهراء", "ف"),
            ("अमित शर्मा", "अ"),
            ("田中", "田"),
            ("김수빈", "김"),
            ("  ", ""),
        ] {
            assert_eq!(person_initials(name), expected, "{name}");
        }
    }

    #[test]
    fn organizations_are_two_words_that_matter() {
        for (name, expected) in [
            ("Acme Facility Services", "AF"),
            ("Sandbox of Ada Lovelace", "SA"),
            ("Österreich Süd Service GmbH", "ÖS"),
            ("«Ромашка» ООО", "РО"),
            ("acme", "a"),
        ] {
            assert_eq!(organization_initials(name), expected, "{name}");
        }
    }

    #[test]
    fn a_name_keeps_its_hue() {
        assert_eq!(hue("Ada Lovelace"), hue("Ada Lovelace"));
        assert_ne!(hue("Ada Lovelace"), hue("Grace Hopper"));
    }
}
