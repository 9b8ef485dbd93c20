//! The `roster` command, with the app inside.

use std::{borrow::Cow, process::ExitCode, sync::Arc};

use axum::body::Bytes;
use mimalloc::MiMalloc;
use roster_server::http::assets::{File, Files};
use rust_embed::Embed;

/// A page of users is thousands of small pieces of memory, which the system's allocator takes a tenth of the time for.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// The app. A debug build reads the folder `dist` instead, each time anew.
#[derive(Embed)]
#[folder = "../../dist"]
#[allow_missing = true]
// What tools leave beside the app, such as a lock: no hidden file, nor one in a hidden folder.
#[exclude = ".*"]
#[exclude = "*/.*"]
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

#[cfg(test)]
mod tests {
    use std::{fs, path::Path};

    use super::Dist;

    #[test]
    fn hidden_files_are_no_part_of_the_app() {
        let app = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../dist");
        let own = format!("test-{}", std::process::id());
        let hidden = [format!(".{own}"), format!("{own}/.hidden"), format!(".{own}-folder/file")];
        let seen = format!("{own}/seen.txt");
        for name in hidden.iter().chain([&seen]) {
            let file = app.join(name);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, "left behind").unwrap();
        }
        let found = hidden.each_ref().map(|name| Dist::get(name).is_some());
        let listed = Dist::iter().filter(|name| hidden.iter().any(|hidden| hidden == name)).count();
        let other = Dist::get(&seen).is_some();
        fs::remove_file(app.join(&hidden[0])).unwrap();
        fs::remove_dir_all(app.join(&own)).unwrap();
        fs::remove_dir_all(app.join(format!(".{own}-folder"))).unwrap();
        assert_eq!((found, listed, other), ([false; 3], 0, true));
    }
}
