//! Where the app's files come from.

use axum::body::Bytes;

/// One file as it is sent.
pub struct File {
    pub bytes: Bytes,
    /// Differs as soon as the bytes do.
    pub hash: [u8; 32],
}

/// A set of files, found by their path with `/` between its parts and none before it.
pub trait Files: Send + Sync {
    /// The file of this name, if there is one.
    fn get(&self, name: &str) -> Option<File>;
}
