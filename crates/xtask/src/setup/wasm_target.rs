//! Rust's library for wasm32, and the compiler that goes with it.
//!
//! With rustup this is one command. Where rustup's servers cannot be reached, Debian's compiler and the library source
//! that it packages do as well: docs/building.md tells how.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::{Log, Step, debian};
use crate::failure::{Context, Failure, Outcome};
use crate::process::{ask, command, path_with};
use crate::workspace::Workspace;

/// The target's name.
pub const WASM: &str = "wasm32-unknown-unknown";

/// Between two flags in cargo's environment variable for them.
const SEPARATOR: &str = "\u{1f}";

pub const STEP: Step = Step {
    name: "wasm32 target",
    usual: "10 s by rustup, 1 min by Debian's packages",
    advice: "run `rustup target add wasm32-unknown-unknown`, or, as root on Debian 12 or newer, \
             `apt-get install rustc-web cargo-web rust-web-src`; then run this again",
    done: |_| Compiler::choose().is_some(),
    run,
};

/// A compiler that has the library for wasm32.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Compiler {
    /// The one that `cargo` on `PATH` uses.
    Active,
    /// Debian's, beside the active one.
    Debian,
}

impl Compiler {
    /// The first one that is complete.
    pub fn choose() -> Option<Self> {
        [Self::Active, Self::Debian].into_iter().find(Self::has_library)
    }

    fn has_library(&self) -> bool {
        self.library().is_some_and(|folder| holds(&folder, "libstd-"))
    }

    fn rustc(&self) -> PathBuf {
        PathBuf::from(match self {
            Self::Active => "rustc",
            Self::Debian => "/usr/bin/rustc",
        })
    }

    /// Where this compiler looks for the library.
    fn library(&self) -> Option<PathBuf> {
        ask(command(self.rustc()).args(["--print", "target-libdir", "--target", WASM])).map(PathBuf::from)
    }

    /// Makes a command build for wasm: this compiler, its linker, and a target folder of its own; with the programs of
    /// `tools` first on `PATH`.
    pub fn prepare(&self, command: &mut Command, workspace: &Workspace, tools: &[PathBuf]) {
        let mut folders = tools.to_vec();
        if *self == Self::Debian {
            match linker() {
                Some(Linker::OnPath(folder)) => folders.push(folder),
                Some(Linker::Named(file)) => drop(command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", file)),
                None => {}
            }
            folders.push(PathBuf::from("/usr/bin"));
            command.env("RUSTC", "/usr/bin/rustc").env("CARGO", "/usr/bin/cargo").env_remove("RUSTUP_TOOLCHAIN");
        }
        command.env("PATH", path_with(&folders)).env("CARGO_TARGET_DIR", workspace.wasm_target());
        command.env("CARGO_ENCODED_RUSTFLAGS", flags(workspace).join(SEPARATOR));
    }

    /// The cargo that goes with it.
    pub fn cargo(&self) -> PathBuf {
        PathBuf::from(match self {
            Self::Active => "cargo",
            Self::Debian => "/usr/bin/cargo",
        })
    }
}

/// Flags of every wasm build, the same for all of them, so that they share what is compiled.
fn flags(workspace: &Workspace) -> Vec<String> {
    // These take the place of those in .cargo/config.toml.
    let erase = ["--cfg".to_owned(), "erase_components".to_owned()];
    erase.into_iter().chain([renamed(&workspace.root, "roster")]).chain(renamed_crates()).collect()
}

/// What is shipped names no folder of the machine that built it.
fn renamed(folder: &Path, name: &str) -> String {
    format!("--remap-path-prefix={}={name}", folder.display())
}

/// The same for the sources of crates.
fn renamed_crates() -> Option<String> {
    let below = |name, folder: &str| env::var_os(name).map(|home| Path::new(&home).join(folder));
    below("CARGO_HOME", "").or_else(|| below("HOME", ".cargo")).map(|home| renamed(&home, "cargo"))
}

fn run(workspace: &Workspace, log: &Log) -> Outcome {
    let by_rustup = log.run(command("rustup").args(["target", "add", WASM]));
    if by_rustup.is_ok() && Compiler::Active.has_library() {
        return Ok(());
    }
    if !debian::can_install() {
        return Err(Failure::new("rustup could not add the wasm32 target, and this is not Debian as root"));
    }
    debian::install(log, &["rustc-web", "cargo-web", "rust-web-src"])?;
    if linker().is_none() {
        debian::install(log, &["lld-22"])?;
    }
    build_library(workspace, log)
}

/// A linker for wasm: Debian's compiler comes without one.
enum Linker {
    /// The folder of a `rust-lld`, the name that rustc asks for.
    OnPath(PathBuf),
    /// A linker of another name.
    Named(PathBuf),
}

/// The active toolchain's linker, or Debian's.
fn linker() -> Option<Linker> {
    let of_rustup = || {
        let host = ask(command("rustc").args(["--print", "host-tuple"]))?;
        let sysroot = ask(command("rustc").args(["--print", "sysroot"]))?;
        let folder = Path::new(&sysroot).join("lib/rustlib").join(host).join("bin");
        folder.join("rust-lld").is_file().then_some(Linker::OnPath(folder))
    };
    let of_debian = || Some(PathBuf::from("/usr/lib/llvm-22/bin/wasm-ld")).filter(|file| file.is_file());
    of_rustup().or_else(|| of_debian().map(Linker::Named))
}

/// Builds Rust's library from Debian's source package and puts it where Debian's compiler looks for it.
fn build_library(workspace: &Workspace, log: &Log) -> Outcome {
    let folder = workspace.cache.join("installing/wasm32-library");
    fs::create_dir_all(folder.join("src")).context(folder.display())?;
    fs::write(folder.join("Cargo.toml"), EMPTY_CRATE).context(folder.display())?;
    fs::write(folder.join("src/lib.rs"), "#![no_std]\n").context(folder.display())?;
    let mut build = command(Compiler::Debian.cargo());
    build.args(["build", "--release", "--target", WASM, "-Zbuild-std=std,panic_abort"]).current_dir(&folder);
    build.env("RUSTC", Compiler::Debian.rustc()).env("CARGO_TARGET_DIR", folder.join("target"));
    build.env("RUSTC_BOOTSTRAP", "1");
    // Bitcode is what link-time optimization reads; unmarked lets ordinary crates link to these.
    let flags = ["-Cembed-bitcode=yes".to_owned(), "-Zforce-unstable-if-unmarked".to_owned()];
    let flags: Vec<_> = flags.into_iter().chain(renamed_crates()).collect();
    build.env("CARGO_ENCODED_RUSTFLAGS", flags.join(SEPARATOR));
    log.run(&mut build)?;
    let library = Compiler::Debian.library().ok_or_else(|| Failure::new("/usr/bin/rustc does not answer"))?;
    copy_library(&folder.join("target").join(WASM).join("release/deps"), &library)?;
    // A new library has new hashes: what was compiled against an old one cannot be read any more.
    if workspace.wasm_target().exists() {
        fs::remove_dir_all(workspace.wasm_target()).context("clearing the wasm build folder")?;
    }
    fs::remove_dir_all(&folder).context(folder.display())
}

const EMPTY_CRATE: &str = "[package]\nname = \"empty\"\nversion = \"0.0.0\"\nedition = \"2024\"\n[workspace]\n";

/// Copies beside the final place and moves it there at the end, so that an interrupted set-up leaves nothing half.
fn copy_library(from: &Path, library: &Path) -> Outcome {
    let staging = library.with_extension("installing");
    fs::create_dir_all(&staging).context(staging.display())?;
    for entry in fs::read_dir(from).context(from.display())? {
        let entry = entry.context(from.display())?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.ends_with(".rlib") && !name.starts_with("libempty-") {
            fs::copy(entry.path(), staging.join(&name)).context(name)?;
        }
    }
    if library.exists() {
        fs::remove_dir_all(library).context(library.display())?;
    }
    fs::rename(&staging, library).context(library.display())
}

/// Whether a folder has a file whose name starts so.
fn holds(folder: &Path, prefix: &str) -> bool {
    let Ok(entries) = fs::read_dir(folder) else { return false };
    entries.flatten().any(|entry| entry.file_name().to_string_lossy().starts_with(prefix))
}
