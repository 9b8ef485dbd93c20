//! Where the app's files come from.

use axum::body::Bytes;
use rust_embed::Embed;

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

/// The app inside the binary. A debug build reads the folder `dist` instead, each time anew.
pub struct Embedded;

#[derive(Embed)]
#[folder = "../../dist"]
#[allow_missing = true]
struct Dist;

impl Files for Embedded {
    fn get(&self, name: &str) -> Option<File> {
        let file = Dist::get(name)?;
        let bytes = match file.data {
            std::borrow::Cow::Borrowed(bytes) => Bytes::from_static(bytes),
            std::borrow::Cow::Owned(bytes) => Bytes::from(bytes),
        };
        Some(File { bytes, hash: file.metadata.sha256_hash() })
    }
}
