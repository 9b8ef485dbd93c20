//! The `roster` command, with the app inside.

use std::{borrow::Cow, process::ExitCode, sync::Arc};

use axum::body::Bytes;
use mimalloc::MiMalloc;
use roster_server::edge::assets::{File, Files};
use rust_embed::Embed;

/// A page of users is thousands of small pieces of memory, which the system's allocator takes a tenth of the time for.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// The app. A debug build reads the folder `dist` instead, each time anew.
#[derive(Embed)]
#[folder = "../../dist"]
#[allow_missing = true]
struct Dist;

struct Embedded;

impl Files for Embedded {
    fn get(&self, name: &str) -> Option<File> {
        let file = Dist::get(name)?;
        let bytes = match file.data {
            Cow::Borrowed(bytes) => Bytes::from_static(bytes),
            Cow::Owned(bytes) => Bytes::from(bytes),
        };
        Some(File { bytes, hash: file.metadata.sha256_hash() })
    }
}

fn main() -> ExitCode {
    roster_server::cli::run(Arc::new(Embedded))
}
