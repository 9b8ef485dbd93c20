//! Programs from crates.io. Each is installed once for all checkouts.

use std::fs;
use std::path::PathBuf;

use super::Log;
use crate::failure::{Context, Failure, Outcome};
use crate::process::{ask, command, on_path};
use crate::workspace::Workspace;

/// A program that cargo can install.
pub struct CargoTool {
    /// The name of the program and of its crate.
    pub name: &'static str,
    /// The version to install.
    pub version: &'static str,
    /// Whether a version will do.
    pub is_supported: fn((u32, u32, u32)) -> bool,
    /// Further arguments of `cargo install`.
    pub arguments: &'static [&'static str],
    /// Environment variables of `cargo install`.
    pub environment: &'static [(&'static str, &'static str)],
}

impl CargoTool {
    /// The program: from `PATH` if its version is supported, otherwise the installed one.
    pub fn program(&self, workspace: &Workspace) -> Option<PathBuf> {
        let fits = |file: &PathBuf| ask(command(file).arg("--version")).is_some_and(|said| self.is_version(&said));
        let installed = self.home(workspace).join("bin").join(self.name);
        on_path(self.name).filter(fits).or_else(|| Some(installed).filter(|file| file.is_file()).filter(fits))
    }

    /// Whether the output of `--version` names a supported version.
    pub fn is_version(&self, said: &str) -> bool {
        let version = said.trim().strip_prefix(self.name).and_then(|rest| rest.strip_prefix(' '));
        let mut numbers = version.unwrap_or_default().split('.').map(|number| number.parse().ok());
        let mut next = || numbers.next().flatten();
        next().zip(next()).zip(next()).is_some_and(|((major, minor), patch)| (self.is_supported)((major, minor, patch)))
    }

    /// Installs it, by cargo-binstall where that works.
    pub fn install(&self, workspace: &Workspace, log: &Log) -> Outcome {
        if on_path("cargo-binstall").is_some() {
            let mut binstall = command("cargo");
            binstall.args(["binstall", "--no-confirm", "--disable-strategies", "compile", "--root"]);
            binstall.arg(self.home(workspace)).arg(format!("{}@{}", self.name, self.version));
            if log.run(&mut binstall).is_ok() && self.program(workspace).is_some() {
                return Ok(());
            }
        }
        self.compile(workspace, log)?;
        // Otherwise it would be compiled again each time.
        let unknown = || Failure::new(format!("the compiled {} does not print its version", self.name));
        self.program(workspace).map(drop).ok_or_else(unknown)
    }

    /// The folder that it is installed to.
    fn home(&self, workspace: &Workspace) -> PathBuf {
        workspace.cache.join(format!("{}-{}", self.name, self.version))
    }

    /// Compiles it in another folder first: an interrupted set-up leaves nothing half.
    fn compile(&self, workspace: &Workspace, log: &Log) -> Outcome {
        let home = self.home(workspace);
        let staging = home.with_file_name(format!("{}-{}-installing", self.name, self.version));
        let mut cargo = command("cargo");
        cargo.args(["install", self.name, "--version", self.version, "--locked", "--force", "--root"]).arg(&staging);
        cargo.args(self.arguments).envs(self.environment.iter().copied());
        cargo.env_remove("CARGO_TARGET_DIR").env_remove("CARGO_ENCODED_RUSTFLAGS");
        log.run(&mut cargo)?;
        if home.exists() {
            fs::remove_dir_all(&home).context(home.display())?;
        }
        fs::rename(&staging, &home).context(home.display())
    }
}
