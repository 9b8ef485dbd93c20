//! Puts the built app together as the server serves it: `index.html`, `assets/` named by content, and the few files
//! whose names have to stay.

use std::fs;
use std::path::{Path, PathBuf};

use super::app::{App, LOADER};
use super::esbuild::Esbuild;
use super::{Mode, empty};
use crate::failure::{Context, Failure, Outcome};
use crate::hash;
use crate::workspace::Workspace;

/// All of Roster has one version.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// How the names begin of what a first visit does not load.
pub const PART: &str = "part-";

/// The part with the German texts, which the first script asks for when they will be needed.
const GERMAN: &str = "split_german.wasm";

/// Lays everything out in `out`.
pub fn assemble(workspace: &Workspace, mode: Mode, app: &App, out: &Path) -> Outcome {
    let esbuild = Esbuild { workspace, mode };
    let public = workspace.root.join("public");
    let mut site = Site::new(out)?;
    let style = workspace.root.join("style");
    site.asset("css", "app.css", &esbuild.style(&style.join("roster.css"))?)?;
    site.asset("part_css", &[PART, "styles.css"].concat(), &esbuild.style(&style.join("parts.css"))?)?;
    site.asset("app_wasm", "app.wasm", &read(&app.module)?)?;
    site.parts(app)?;
    site.asset("app_js", "app.js", &esbuild.module(&app.script, &[])?)?;
    site.asset("boot", "boot.js", &esbuild.script(&public.join("boot.js"), &site.definitions())?)?;
    site.file("roster-admin.js", &esbuild.module(&public.join("roster-admin.js"), &site.definitions())?)?;
    site.public_files(&public)?;
    let page = fs::read_to_string(workspace.root.join("index.html")).context("index.html")?;
    site.file("index.html", site.page(&page)?.as_bytes())
}

/// The app in the making.
struct Site {
    out: PathBuf,
    /// What the page calls a file → the file's place below the root, without a slash before it.
    names: Vec<(&'static str, String)>,
}

impl Site {
    fn new(out: &Path) -> Outcome<Self> {
        empty(&out.join("assets"))?;
        let lasting = [("favicon", "favicon.svg"), ("manifest", "manifest.webmanifest")];
        Ok(Self { out: out.to_owned(), names: lasting.map(|(key, name)| (key, name.to_owned())).to_vec() })
    }

    /// A file that may be kept for ever, because its name says its content.
    fn asset(&mut self, key: &'static str, name: &str, bytes: &[u8]) -> Outcome {
        let place = format!("assets/{}", hashed(name, bytes));
        self.file(&place, bytes)?;
        self.names.push((key, place));
        Ok(())
    }

    /// What comes later, under names by content that the loader is told.
    fn parts(&mut self, app: &App) -> Outcome {
        let loader = app.script.with_file_name(LOADER);
        if app.parts.is_empty() {
            return Ok(());
        }
        let mut text = fs::read_to_string(&loader).context(loader.display())?;
        for part in &app.parts {
            let (bytes, name) = (read(part)?, part.file_name().unwrap_or_default().to_string_lossy());
            let stored = hashed(&[PART, &*name].concat(), &bytes);
            let place = format!("assets/{stored}");
            self.file(&place, &bytes)?;
            text = text.replace(&format!("\"./{name}\""), &format!("\"./{stored}\""));
            if name == GERMAN {
                self.names.push(("german", place));
            }
        }
        fs::write(&loader, text).context(loader.display())
    }

    /// A file whose name stays.
    fn file(&self, name: &str, bytes: &[u8]) -> Outcome {
        fs::write(self.out.join(name), bytes).context(name)
    }

    /// Manifest, pictures and the like; scripts are bundled instead.
    fn public_files(&self, public: &Path) -> Outcome {
        for file in hash::files(public)? {
            if file.extension().is_some_and(|extension| extension == "js") {
                continue;
            }
            let target = self.out.join(file.strip_prefix(public).unwrap_or(&file));
            fs::create_dir_all(target.parent().unwrap_or(&self.out)).context(target.display())?;
            fs::copy(&file, &target).context(target.display())?;
        }
        Ok(())
    }

    /// What a script is told: `__APP_JS__` and the like, relative to the root of the app, and `__VERSION__`; nothing for
    /// what is no file of its own.
    fn definitions(&self) -> Vec<(String, String)> {
        let constants = [
            ("css", "__APP_CSS__"),
            ("part_css", "__PART_CSS__"),
            ("app_js", "__APP_JS__"),
            ("app_wasm", "__APP_WASM__"),
            ("german", "__GERMAN__"),
        ];
        let place = |key| self.names.iter().find(|(name, _)| *name == key).map(|(_, place)| place.clone());
        let files = constants.map(|(key, constant)| (constant.to_owned(), place(key).unwrap_or_default()));
        files.into_iter().chain([("__VERSION__".to_owned(), VERSION.to_owned())]).collect()
    }

    /// The page without its comments and with every `{{placeholder}}` filled in.
    fn page(&self, page: &str) -> Outcome<String> {
        let mut page = without_comments(page).replace("{{version}}", VERSION);
        for (key, place) in &self.names {
            page = page.replace(&format!("{{{{{key}}}}}"), &format!("/{place}"));
        }
        match page.split_once("{{") {
            None => Ok(page),
            Some((_, rest)) => {
                let left = rest.split("}}").next().unwrap_or(rest);
                Err(Failure::new(format!("index.html asks for {{{{{left}}}}}, which the build does not know")))
            }
        }
    }
}

/// The page as people get it: comments and indentation are for us.
fn without_comments(page: &str) -> String {
    let mut parts = page.split("<!--");
    let before = parts.next().unwrap_or_default().to_owned();
    let bare = parts.fold(before, |page, part| page + part.split_once("-->").map_or("", |(_, after)| after));
    bare.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
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
        let names = [("css", "assets/app-1.css"), ("part_css", "assets/part-styles-1.css")];
        Site { out: PathBuf::new(), names: names.map(|(key, place)| (key, place.to_owned())).to_vec() }
    }

    #[test]
    fn a_name_says_the_content() {
        assert_eq!(hashed("app.css", b"a{}"), format!("app-{}.css", hash::short(b"a{}")));
    }

    #[test]
    fn the_page_gets_its_names_and_loses_its_comments() {
        let page = site().page("<!-- {{css}} is\n the style -->\n  <link href=\"{{css}}\">\n").unwrap();
        assert_eq!(page, "<link href=\"/assets/app-1.css\">");
    }

    #[test]
    fn scripts_get_names_relative_to_the_root_of_the_app() {
        let definitions = site().definitions();
        assert!(definitions.contains(&("__APP_CSS__".to_owned(), "assets/app-1.css".to_owned())));
        assert!(definitions.contains(&("__PART_CSS__".to_owned(), "assets/part-styles-1.css".to_owned())));
    }

    #[test]
    fn a_placeholder_that_nobody_fills_stops_the_build() {
        let failure = site().page("<link href=\"{{css}}\"><script src=\"{{other}}\">").unwrap_err();
        assert!(failure.to_string().contains("{{other}}"), "{failure}");
    }
}
