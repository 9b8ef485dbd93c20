//! esbuild: bundles and minifies what the browser loads beside the wasm module.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::Mode;
use crate::failure::{Context, Outcome};
use crate::process::{command, run};
use crate::workspace::Workspace;

/// One run of esbuild for each file.
pub struct Esbuild<'a> {
    /// Where esbuild is, and the files.
    pub workspace: &'a Workspace,
    /// Whether to minify.
    pub mode: Mode,
}

impl Esbuild<'_> {
    /// A style sheet with everything that it imports. Nothing in it is rewritten for older browsers.
    pub fn style(&self, entry: &Path) -> Outcome<Vec<u8>> {
        self.bundle(entry, "css", &["--target=esnext"], &[])
    }

    /// An ES module with everything that it imports.
    pub fn module(&self, entry: &Path, names: &[(String, String)]) -> Outcome<Vec<u8>> {
        // wasm-bindgen names an imported script once for each of its functions.
        let quiet = "--log-override:duplicate-object-key=silent";
        self.bundle(entry, "js", &["--format=esm", "--target=es2022", quiet], names)
    }

    /// A classic script, which runs before the page goes on.
    pub fn script(&self, entry: &Path, names: &[(String, String)]) -> Outcome<Vec<u8>> {
        self.bundle(entry, "js", &["--format=iife", "--target=es2022"], names)
    }

    fn bundle(&self, entry: &Path, kind: &str, options: &[&str], names: &[(String, String)]) -> Outcome<Vec<u8>> {
        let output = self.workspace.scratch().join(format!("bundle.{kind}"));
        let mut esbuild: Command = command(self.workspace.npm_bin("esbuild"));
        esbuild.current_dir(&self.workspace.root).arg(entry).args(options);
        esbuild.args(["--bundle", "--charset=utf8", "--log-level=warning", "--legal-comments=none"]);
        esbuild.args((self.mode == Mode::Release).then_some("--minify"));
        esbuild.args(names.iter().map(|(key, name)| format!("--define:{key}=\"{name}\"")));
        run(esbuild.arg(format!("--outfile={}", output.display())))?;
        fs::read(&output).context(output.display())
    }
}
