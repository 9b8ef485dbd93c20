//! Command-line tools written in Rust, in exact versions, in the shared cache.

use std::env;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

use super::{Log, Step};
use crate::failure::{Context, Failure, Outcome};
use crate::process::{ask, command};
use crate::workspace::Workspace;

/// A tool and how it is compiled where no finished one can be had.
pub struct Tool {
    package: &'static str,
    /// The folder in the cache is `<name>-<version>`.
    name: &'static str,
    version: &'static str,
    programs: &'static [&'static str],
    arguments: &'static [&'static str],
    opt_level: &'static str,
}

/// Takes the shipped app apart into what a first visit needs and what can come later.
pub const WASM_SPLIT: Tool = Tool {
    package: "wasm_split_cli_support",
    name: "wasm-split",
    version: "0.2.4",
    programs: &["wasm-split-cli"],
    arguments: &["--locked", "--features", "build-binary"],
    opt_level: "1",
};

/// Makes the JavaScript side of the app; to the digit the version of the `wasm-bindgen` crate in `Cargo.lock`.
pub const WASM_BINDGEN: Tool = Tool {
    package: "wasm-bindgen-cli",
    name: "wasm-bindgen",
    version: "0.2.130",
    programs: &["wasm-bindgen", "wasm-bindgen-test-runner"],
    // Not --locked: its lock file may name versions that a registry mirror no longer has. Without TLS, which would be most of
    // what there is to compile: the tests are run on this machine.
    arguments: &["--no-default-features"],
    opt_level: "1",
};

pub const WASM_SPLIT_STEP: Step = Step {
    name: "wasm-split 0.2.4",
    usual: "1 min to compile",
    advice: "check that crates.io can be reached, then run this again",
    done: |workspace| WASM_SPLIT.installed(workspace),
    run: |workspace, log| WASM_SPLIT.install(workspace, log),
};

pub const WASM_BINDGEN_STEP: Step = Step {
    name: "wasm-bindgen 0.2.130",
    usual: "3 min to compile, seconds with cargo binstall",
    advice: "check that crates.io can be reached and that a C compiler is installed, then run this again",
    done: |workspace| WASM_BINDGEN.installed(workspace),
    run: |workspace, log| WASM_BINDGEN.install(workspace, log),
};

impl Tool {
    /// The folder of its programs.
    pub fn bin(&self, workspace: &Workspace) -> PathBuf {
        self.home(workspace).join("bin")
    }

    fn home(&self, workspace: &Workspace) -> PathBuf {
        workspace.cache.join(format!("{}-{}", self.name, self.version))
    }

    fn installed(&self, workspace: &Workspace) -> bool {
        let bin = self.bin(workspace);
        self.programs.iter().all(|program| bin.join(program).with_extension(env::consts::EXE_EXTENSION).is_file())
    }

    /// Installs beside the final place and moves it there at the end, so that an interrupted set-up leaves nothing half.
    fn install(&self, workspace: &Workspace, log: &Log) -> Outcome {
        let home = self.home(workspace);
        let staging = home.with_extension("installing");
        remove(&staging)?;
        let has_binstall = ask(command("cargo").args(["binstall", "-V"])).is_some();
        if !(has_binstall && log.run(&mut self.binstall(&staging)).is_ok()) {
            log.run(&mut self.compile(workspace, &staging))?;
        }
        if !staging.join("bin").is_dir() {
            return Err(Failure::new(format!("cargo installed nothing into {}", staging.display())));
        }
        remove(&home)?;
        fs::rename(&staging, &home).context(format!("moving {} into place", self.name))?;
        remove(&self.workshop(workspace))
    }

    /// Where it is compiled; stays after a failure, so that the next try goes on from there.
    fn workshop(&self, workspace: &Workspace) -> PathBuf {
        workspace.cache.join("installing").join(self.name)
    }

    /// A finished program of the tool's own makers; never another source, never compiled here.
    fn binstall(&self, staging: &PathBuf) -> Command {
        let mut binstall = command("cargo");
        binstall.args(["binstall", "--no-confirm", "--disable-strategies", "compile,quick-install"]);
        binstall.args(["--version", self.version, self.package, "--root"]).arg(staging);
        binstall
    }

    fn compile(&self, workspace: &Workspace, staging: &PathBuf) -> Command {
        let mut install = command("cargo");
        install.args(["install", self.package, "--version", self.version]).args(self.arguments);
        install.arg("--root").arg(staging);
        install.env("CARGO_TARGET_DIR", self.workshop(workspace));
        install.env("CARGO_PROFILE_RELEASE_OPT_LEVEL", self.opt_level);
        install.envs([("CARGO_PROFILE_RELEASE_LTO", "off"), ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")]);
        install
    }
}

fn remove(folder: &PathBuf) -> Outcome {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(Failure::new(format!("removing {}: {error}", folder.display())))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The version of a package in the workspace's lock file.
    fn locked(package: &str) -> Option<String> {
        let root = Workspace::locate().unwrap().root;
        let lock = fs::read_to_string(root.join("Cargo.lock")).unwrap();
        let (_, after) = lock.split_once(&format!("name = \"{package}\"\nversion = \""))?;
        after.split_once('"').map(|(version, _)| version.to_owned())
    }

    #[test]
    fn the_tool_and_the_crate_of_wasm_bindgen_are_one_version() {
        assert_eq!(locked("wasm-bindgen").as_deref(), Some(WASM_BINDGEN.version));
    }

    #[test]
    fn the_steps_name_the_versions_that_they_install() {
        assert!(WASM_SPLIT_STEP.name.ends_with(WASM_SPLIT.version));
        assert!(WASM_BINDGEN_STEP.name.ends_with(WASM_BINDGEN.version));
    }
}
