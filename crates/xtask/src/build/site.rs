//! Puts the built app together as the server serves it: `index.html`, `assets/` named by content, and the few files
//! whose names have to stay.

use std::fs;
use std::path::{Path, PathBuf};

use super::app::App;
use super::esbuild::Esbuild;
use super::{Mode, empty};
use crate::failure::{Context, Failure, Outcome};
use crate::hash;
use crate::workspace::Workspace;

/// Lays everything out in `out`.
pub fn assemble(workspace: &Workspace, mode: Mode, app: &App, out: &Path) -> Outcome {
    let esbuild = Esbuild { workspace, mode };
    let public = workspace.root.join("public");
    let mut site = Site::new(out)?;
    site.asset("__APP_CSS__", "app.css", &esbuild.style(&workspace.root.join("style/roster.css"))?)?;
    site.asset("__APP_WASM__", "app.wasm", &read(&app.module)?)?;
    site.asset("__APP_JS__", "app.js", &esbuild.module(&app.script, &[])?)?;
    site.asset("__ICONS__", "icons.svg", &read(&public.join("icons.svg"))?)?;
    site.asset("__BOOT_JS__", "boot.js", &esbuild.script(&public.join("boot.js"), &site.names)?)?;
    site.file("roster-admin.js", &esbuild.module(&public.join("roster-admin.js"), &site.names)?)?;
    site.public_files(&public)?;
    let page = fs::read_to_string(workspace.root.join("index.html")).context("index.html")?;
    site.file("index.html", site.page(&page)?.as_bytes())
}

/// The app in the making.
struct Site {
    out: PathBuf,
    /// Placeholder → the file's name below `assets/`, in the order in which they became known.
    names: Vec<(String, String)>,
}

impl Site {
    fn new(out: &Path) -> Outcome<Self> {
        empty(&out.join("assets"))?;
        Ok(Self { out: out.to_owned(), names: Vec::new() })
    }

    /// A file that may be kept for ever, because its name says its content.
    fn asset(&mut self, placeholder: &str, name: &str, bytes: &[u8]) -> Outcome {
        let name = hashed(name, bytes);
        self.file(&format!("assets/{name}"), bytes)?;
        self.names.push((placeholder.to_owned(), name));
        Ok(())
    }

    /// A file whose name stays.
    fn file(&self, name: &str, bytes: &[u8]) -> Outcome {
        fs::write(self.out.join(name), bytes).context(name)
    }

    /// Manifest, pictures and the like; scripts are bundled and the sprite is an asset.
    fn public_files(&self, public: &Path) -> Outcome {
        for file in hash::files(public)? {
            let name = file.strip_prefix(public).unwrap_or(&file);
            let bundled = name.extension().is_some_and(|extension| extension == "js");
            if bundled || name == Path::new("icons.svg") {
                continue;
            }
            let target = self.out.join(name);
            fs::create_dir_all(target.parent().unwrap_or(&self.out)).context(target.display())?;
            fs::copy(&file, &target).context(target.display())?;
        }
        Ok(())
    }

    /// The page with every placeholder filled in.
    fn page(&self, page: &str) -> Outcome<String> {
        let filled = self.names.iter().fold(page.to_owned(), |page, (key, name)| page.replace(key, name));
        match filled.split("__").nth(1) {
            Some(left) if left.chars().all(|c| c.is_ascii_uppercase() || c == '_') => {
                Err(Failure::new(format!("index.html asks for __{left}__, which the build does not know")))
            }
            _ => Ok(filled),
        }
    }
}

/// `app.css` → `app-0123456789.css`.
fn hashed(name: &str, bytes: &[u8]) -> String {
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, "bin"));
    format!("{stem}-{}.{extension}", hash::short(bytes))
}

fn read(file: &Path) -> Outcome<Vec<u8>> {
    fs::read(file).context(file.display())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site() -> Site {
        let names = vec![("__APP_CSS__".to_owned(), "app-1.css".to_owned())];
        Site { out: PathBuf::new(), names }
    }

    #[test]
    fn a_name_says_the_content() {
        assert_eq!(hashed("app.css", b"a{}"), format!("app-{}.css", hash::short(b"a{}")));
    }

    #[test]
    fn the_page_gets_its_names() {
        let page = site().page("<link href=\"/assets/__APP_CSS__\">").unwrap();
        assert_eq!(page, "<link href=\"/assets/app-1.css\">");
    }

    #[test]
    fn a_placeholder_that_nobody_fills_stops_the_build() {
        let failure = site().page("<link href=\"__APP_CSS__\"><script src=\"__OTHER_JS__\">").unwrap_err();
        assert!(failure.to_string().contains("__OTHER_JS__"));
    }
}
