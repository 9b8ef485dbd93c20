//! Where things lie: the checkout, what is built from it, and the cache that all checkouts share.

use std::env;
use std::path::{Path, PathBuf};

use crate::failure::{Failure, Outcome};

/// The folders that chores read and write.
#[derive(Clone, Debug)]
pub struct Workspace {
    /// The root of the checkout.
    pub root: PathBuf,
    /// What the checkouts of one person share: `${XDG_CACHE_HOME:-$HOME/.cache}/roster`.
    pub cache: PathBuf,
}

impl Workspace {
    /// The checkout that this program was compiled from, and the cache that the environment names.
    pub fn locate() -> Outcome<Self> {
        let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
        let root = manifest.ancestors().nth(2).ok_or_else(|| Failure::new("xtask lies outside a workspace"))?;
        let absolute = |name| env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
        let caches = absolute("XDG_CACHE_HOME").or_else(|| absolute("HOME").map(|home| home.join(".cache")));
        let cache = caches.ok_or_else(|| {
            Failure::new("no place for the tools: neither XDG_CACHE_HOME nor HOME is set")
                .next("set XDG_CACHE_HOME to a folder")
        })?;
        Ok(Self { root: root.to_owned(), cache: cache.join("roster") })
    }

    /// Everything that is built and can be deleted.
    pub fn target(&self) -> PathBuf {
        self.root.join("target")
    }

    /// cargo's folder for wasm: its compiler may be another one than the native one, and two compilers in one folder
    /// rebuild each other's work.
    pub fn wasm_target(&self) -> PathBuf {
        self.target().join("wasm")
    }

    /// Logs, stamps and half-made things of the chores.
    pub fn scratch(&self) -> PathBuf {
        self.target().join("xtask")
    }

    /// The finished app, as the server embeds it.
    pub fn dist(&self) -> PathBuf {
        self.root.join("dist")
    }

    /// A program out of an npm package.
    pub fn npm_bin(&self, name: &str) -> PathBuf {
        self.root.join("node_modules/.bin").join(name)
    }
}
