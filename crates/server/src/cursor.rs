//! Cursors: where a page ended, sealed so that nobody can make one up or carry it into another list.

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::store::page::{Key, Position};

/// Bytes of the seal: half a SHA-256, as RFC 2104 allows.
const SEAL: usize = 16;
const ID: usize = 16;

/// The list that a cursor belongs to: whose it is and what is looked at in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scope(String);

impl Scope {
    /// The list called `name` of `owner`, as `view` shows it.
    pub fn new(name: &str, owner: impl std::fmt::Display, view: &[(&str, String)]) -> Self {
        let mut query = form_urlencoded::Serializer::new(format!("{name}/{owner}?"));
        query.extend_pairs(view);
        Self(query.finish())
    }
}

/// Seals cursors; the same for all processes over one database.
pub struct CursorKey(Hmac<Sha256>);

impl std::fmt::Debug for CursorKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("CursorKey(…)")
    }
}

impl CursorKey {
    /// Seals with these secret bytes.
    pub fn new(key: [u8; 32]) -> Self {
        // HMAC's own rule: a key shorter than a block is filled up with zeros.
        let mut block = [0; 64];
        block[..key.len()].copy_from_slice(&key);
        Self(Hmac::new(&block.into()))
    }

    /// The cursor of `position` in the list that `scope` names.
    pub fn seal(&self, scope: &Scope, position: &Position) -> String {
        let mut bytes = encode(position);
        let seal = self.mac(scope, &bytes).finalize().into_bytes();
        bytes.extend_from_slice(&seal[..SEAL]);
        BASE64_URL_SAFE_NO_PAD.encode(bytes)
    }

    /// Reads what [`CursorKey::seal`] wrote for the same list; anything else is `None`.
    pub fn open(&self, scope: &Scope, cursor: &str) -> Option<Position> {
        let bytes = BASE64_URL_SAFE_NO_PAD.decode(cursor).ok()?;
        let (content, seal) = bytes.split_at_checked(bytes.len().checked_sub(SEAL)?)?;
        self.mac(scope, content).verify_truncated_left(seal).ok()?;
        decode(content)
    }

    fn mac(&self, scope: &Scope, content: &[u8]) -> Hmac<Sha256> {
        let mut mac = self.0.clone();
        mac.update(content);
        mac.update(scope.0.as_bytes());
        mac.update(&(content.len() as u64).to_be_bytes());
        mac
    }
}

/// One byte for the kind of key, the identifier, the key.
fn encode(position: &Position) -> Vec<u8> {
    let (kind, key) = match &position.key {
        Key::Bytes(bytes) => (0, bytes.clone()),
        Key::Text(text) => (1, text.clone().into_bytes()),
        Key::Number(number) => (2, number.to_be_bytes().to_vec()),
        Key::Absent => (3, Vec::new()),
    };
    [&[kind], position.id.to_be_bytes().as_slice(), &key].concat()
}

fn decode(content: &[u8]) -> Option<Position> {
    let (kind, rest) = content.split_first()?;
    let (id, key) = rest.split_at_checked(ID)?;
    let key = match kind {
        0 => Key::Bytes(key.to_vec()),
        1 => Key::Text(String::from_utf8(key.to_vec()).ok()?),
        2 => Key::Number(i64::from_be_bytes(key.try_into().ok()?)),
        3 => Key::Absent,
        _ => return None,
    };
    Some(Position { key, id: u128::from_be_bytes(id.try_into().ok()?) })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn positions() -> impl Strategy<Value = Position> {
        let key = prop_oneof![
            any::<Vec<u8>>().prop_map(Key::Bytes),
            any::<String>().prop_map(Key::Text),
            any::<i64>().prop_map(Key::Number),
            Just(Key::Absent),
        ];
        (key, any::<u128>()).prop_map(|(key, id)| Position { key, id })
    }

    proptest! {
        #[test]
        fn a_cursor_opens_in_its_own_list_only(position in positions()) {
            let key = CursorKey::new([7; 32]);
            let scope = Scope::new("members", 1, &[("q", "a".to_owned())]);
            let cursor = key.seal(&scope, &position);
            prop_assert_eq!(key.open(&scope, &cursor), Some(position));
            prop_assert_eq!(key.open(&Scope::new("members", 2, &[("q", "a".to_owned())]), &cursor), None);
            prop_assert_eq!(key.open(&Scope::new("members", 1, &[]), &cursor), None);
            prop_assert_eq!(CursorKey::new([8; 32]).open(&scope, &cursor), None);
        }

        #[test]
        fn an_altered_cursor_does_not_open(position in positions(), place: prop::sample::Index, bit in 0u8..8) {
            let key = CursorKey::new([7; 32]);
            let scope = Scope::new("members", 1, &[]);
            let mut bytes = BASE64_URL_SAFE_NO_PAD.decode(key.seal(&scope, &position)).unwrap();
            *place.get_mut(&mut bytes) ^= 1 << bit;
            prop_assert_eq!(key.open(&scope, &BASE64_URL_SAFE_NO_PAD.encode(bytes)), None);
        }

        #[test]
        fn no_text_panics(text: String) {
            prop_assert_eq!(CursorKey::new([7; 32]).open(&Scope::new("members", 1, &[]), &text), None);
        }
    }
}
