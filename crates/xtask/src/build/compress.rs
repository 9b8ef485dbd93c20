//! Compressed copies beside every file that gains by it, made once here instead of at every request.

use std::path::{Path, PathBuf};

use crate::failure::Outcome;
use crate::hash;
use crate::process::{command, run};
use crate::workspace::Workspace;

const COMPRESSIBLE: &[&str] = &["css", "html", "ico", "js", "json", "svg", "txt", "wasm", "webmanifest"];

/// Writes `.br` and `.gz` copies for a whole folder.
pub fn all(workspace: &Workspace, folder: &Path) -> Outcome {
    let mut files = hash::files(folder)?;
    files.retain(|file| file.extension().is_some_and(|kind| COMPRESSIBLE.iter().any(|known| kind == *known)));
    // By what Node brings along: compiling such a library for this program takes longer than all that it would do.
    run(command("node").arg(workspace.root.join("crates/xtask/src/build/compress.js")).args(files))
}

/// `app.css` → `app.css.br`.
pub fn beside(file: &Path, kind: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".");
    name.push(kind);
    PathBuf::from(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::process::read;
    use std::{env, fs};

    #[test]
    fn both_copies_unpack_to_the_original() {
        let folder = env::temp_dir().join(format!("roster-xtask-compress-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let (text, picture) = (folder.join("app.css"), folder.join("photo.png"));
        fs::write(&text, "organization ".repeat(500)).unwrap();
        fs::write(&picture, "organization ".repeat(500)).unwrap();
        all(&Workspace::locate().unwrap(), &folder).unwrap();

        for (kind, unpack, most) in [("br", "brotliDecompressSync", 100), ("gz", "gunzipSync", 200)] {
            let copy = beside(&text, kind);
            let script =
                "process.stdout.write(require('zlib')[process.argv[1]](require('fs').readFileSync(process.argv[2])))";
            let unpacked = read(command("node").args(["-e", script, unpack]).arg(&copy)).unwrap();
            assert_eq!(unpacked.trim(), "organization ".repeat(500).trim());
            assert!(fs::metadata(&copy).unwrap().len() < most);
            assert!(!beside(&picture, kind).exists());
        }
        fs::remove_dir_all(&folder).unwrap();
    }
}
