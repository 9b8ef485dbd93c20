//! The usual decisions about people: where they work, what they may do.

use super::{
    names::{CULTURES, Culture, PersonName},
    random::Random,
};
use crate::store::seed::records::RoleKey;

/// Somebody of any culture, and the position of the company where such a person is likely to work.
pub fn anybody(random: &mut Random) -> (PersonName, usize) {
    let index = random.below(CULTURES.len());
    let culture: &Culture = &CULTURES[index];
    (culture.name(random), culture.home)
}

/// One to three of `count` companies, most often `home` first.
pub fn companies(random: &mut Random, count: usize, home: usize) -> Vec<usize> {
    let main = if random.chance(80) { home % count.max(1) } else { random.below(count) };
    let mut companies = vec![main];
    for percent in [22, 30] {
        let other = random.below(count);
        if random.chance(percent) && !companies.contains(&other) {
            companies.push(other);
        }
    }
    companies
}

/// What somebody without a special post holds: mostly Viewer, some Editor or both, a few nothing.
pub fn roles(random: &mut Random) -> Vec<RoleKey> {
    match random.below(100) {
        0..3 => vec![],
        3..9 => vec![RoleKey::Editor, RoleKey::Viewer],
        9..24 => vec![RoleKey::Editor],
        _ => vec![RoleKey::Viewer],
    }
}
