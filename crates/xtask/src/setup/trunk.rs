//! trunk, which builds the app.

use std::fs;
use std::path::{Path, PathBuf};

use super::{Log, Step};
use crate::failure::{Context, Failure, Outcome};
use crate::process::{ask, command, on_path};
use crate::workspace::Workspace;

/// The version that is installed where none is there.
const VERSION: &str = "0.22.1";

pub const STEP: Step = Step {
    name: "trunk",
    usual: "10 s by cargo-binstall; otherwise it is compiled, once: 6 min on two cores",
    advice: "install trunk 0.22 (https://trunkrs.dev has finished programs) so that it is on PATH, then run this again",
    done: |workspace| program(workspace).is_some(),
    run,
};

/// The program: on `PATH` when its version fits Trunk.toml, otherwise the one that the set-up installed.
pub fn program(workspace: &Workspace) -> Option<PathBuf> {
    let fits = |file: &PathBuf| ask(command(file).arg("--version")).is_some_and(|said| is_supported(&said));
    let installed = home(workspace).join("bin/trunk");
    on_path("trunk").filter(fits).or_else(|| Some(installed).filter(|file| file.is_file()).filter(fits))
}

/// Where the set-up installs it. All checkouts share it.
fn home(workspace: &Workspace) -> PathBuf {
    workspace.cache.join(format!("trunk-{VERSION}"))
}

/// Whether what `trunk --version` said is within the `trunk-version` of Trunk.toml.
fn is_supported(said: &str) -> bool {
    let version = said.trim().strip_prefix("trunk ").unwrap_or_default();
    let mut numbers = version.split('.').map(|number| number.parse::<u32>());
    matches!((numbers.next(), numbers.next(), numbers.next()), (Some(Ok(0)), Some(Ok(22)), Some(Ok(1..))))
}

fn run(workspace: &Workspace, log: &Log) -> Outcome {
    let home = home(workspace);
    if on_path("cargo-binstall").is_some() {
        let mut binstall = command("cargo");
        binstall.args(["binstall", "--no-confirm", "--disable-strategies", "compile", "--root"]).arg(&home);
        if log.run(binstall.arg(format!("trunk@{VERSION}"))).is_ok() && program(workspace).is_some() {
            return Ok(());
        }
    }
    compile(&home, log)?;
    // Otherwise it would be compiled again each time.
    program(workspace).map(drop).ok_or_else(|| Failure::new("the compiled trunk does not say that it is one"))
}

/// Compiles it beside the final place: an interrupted set-up leaves nothing half.
fn compile(home: &Path, log: &Log) -> Outcome {
    let staging = home.with_file_name(format!("trunk-{VERSION}-installing"));
    let mut cargo = command("cargo");
    cargo.args(["install", "trunk", "--version", VERSION, "--locked", "--debug", "--force", "--root"]).arg(&staging);
    // It says that it needs the newest compiler, but does not.
    cargo.args(["--ignore-rust-version", "--no-default-features", "--features", "rustls"]);
    // Optimizing it would take longer than it ever saves: it costs half a second in a build.
    for (setting, value) in [("DEBUG", "0"), ("OPT_LEVEL", "0"), ("INCREMENTAL", "false")] {
        cargo.env(format!("CARGO_PROFILE_DEV_{setting}"), value);
    }
    for setting in ["DEBUG_ASSERTIONS", "OVERFLOW_CHECKS"] {
        cargo.env(format!("CARGO_PROFILE_DEV_{setting}"), "false");
    }
    cargo.env_remove("CARGO_TARGET_DIR").env_remove("CARGO_ENCODED_RUSTFLAGS");
    log.run(&mut cargo)?;
    if home.exists() {
        fs::remove_dir_all(home).context(home.display())?;
    }
    fs::rename(&staging, home).context(home.display())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_versions_that_trunk_toml_allows_are_used() {
        for said in ["trunk 0.22.1", "trunk 0.22.7\n"] {
            assert!(is_supported(said), "{said}");
        }
        for said in
            ["trunk 0.21.14", "trunk 0.22.0", "trunk 0.23.0", "trunk 1.22.1", "trunk", "", "Trunk launcher 0.22.1"]
        {
            assert!(!is_supported(said), "{said}");
        }
    }
}
