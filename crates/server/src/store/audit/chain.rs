//! The chain of hashes: each event's covers its own columns and the hash before it.
//!
//! The details are in it as a salted hash of their own. So they can be erased, and nobody can guess erased details by
//! hashing what they might have been.

use sha2::{Digest, Sha256};

/// A SHA-256 hash.
pub(super) type Hash = [u8; 32];

/// The hash before the first event.
pub(super) const START: Hash = [0; 32];

record! {
    /// A whole row of the log.
    #[derive(Debug, Clone)]
    pub(super) struct ChainedRow {
        pub id: Vec<u8>,
        pub organization_id: Option<Vec<u8>>,
        pub account_id: Option<Vec<u8>>,
        pub api_key_id: Option<Vec<u8>>,
        pub action: String,
        pub subject_id: Option<Vec<u8>>,
        pub details: String,
        pub peer: Option<String>,
        pub occurred_at: i64,
        pub request_id: Option<String>,
        pub actor_id: Option<Vec<u8>>,
        pub position: Option<i64>,
        pub hash: Option<Vec<u8>>,
        pub details_hash: Option<Vec<u8>>,
        pub salt: Option<Vec<u8>>,
        pub search_text: String,
    }
}

pub(super) const COLUMNS: [&str; 16] = [
    "id",
    "organization_id",
    "account_id",
    "api_key_id",
    "action",
    "subject_id",
    "details",
    "peer",
    "occurred_at",
    "request_id",
    "actor_id",
    "position",
    "hash",
    "details_hash",
    "salt",
    "search_text",
];

impl ChainedRow {
    /// The hash of what can be erased.
    pub(super) fn hash_of_details(&self, salt: &[u8]) -> Hash {
        let mut hash = Fields::new();
        hash.add(Some(salt)).add(Some(self.details.as_bytes())).add(Some(self.search_text.as_bytes()));
        hash.finish()
    }

    /// The hash of the event at `position`, behind the event with the hash `previous`.
    pub(super) fn hash_after(&self, previous: &[u8], position: i64) -> Hash {
        let mut hash = Fields::new();
        hash.add(Some(previous)).add(Some(&position.to_be_bytes()));
        for id in [
            Some(&self.id),
            self.organization_id.as_ref(),
            self.account_id.as_ref(),
            self.api_key_id.as_ref(),
            self.actor_id.as_ref(),
            self.subject_id.as_ref(),
            self.details_hash.as_ref(),
        ] {
            hash.add(id.map(Vec::as_slice));
        }
        for text in [Some(&self.action), self.peer.as_ref(), self.request_id.as_ref()] {
            hash.add(text.map(String::as_bytes));
        }
        hash.add(Some(&self.occurred_at.to_be_bytes()));
        hash.finish()
    }

    /// Whether the erasable part is what it was, or was erased.
    pub(super) fn is_true_or_erased(&self) -> bool {
        match &self.salt {
            Some(salt) => self.details_hash.as_deref() == Some(self.hash_of_details(salt).as_slice()),
            None => self.details == "{}" && self.search_text.is_empty(),
        }
    }
}

/// Hashes fields so that no two lists of fields are the same bytes: each has its length before it.
struct Fields(Sha256);

impl Fields {
    fn new() -> Self {
        Self(Sha256::new())
    }

    fn add(&mut self, field: Option<&[u8]>) -> &mut Self {
        match field {
            Some(bytes) => {
                self.0.update([1]);
                self.0.update((bytes.len() as u64).to_be_bytes());
                self.0.update(bytes);
            }
            None => self.0.update([0]),
        }
        self
    }

    fn finish(self) -> Hash {
        self.0.finalize().into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hash(fields: &[Option<&[u8]>]) -> Hash {
        let mut hash = Fields::new();
        for field in fields {
            hash.add(*field);
        }
        hash.finish()
    }

    #[test]
    fn aud1_fields_cannot_be_moved_into_each_other() {
        let all = [
            hash(&[Some(b"ab"), Some(b"c")]),
            hash(&[Some(b"a"), Some(b"bc")]),
            hash(&[Some(b"abc"), None]),
            hash(&[None, Some(b"abc")]),
            hash(&[Some(b"abc"), Some(b"")]),
        ];
        for (place, one) in all.iter().enumerate() {
            assert!(!all[..place].contains(one), "{place}");
        }
    }
}
