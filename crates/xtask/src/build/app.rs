//! The wasm module and its JavaScript side.

use std::fs;
use std::path::{Path, PathBuf};
use std::slice;

use super::{Mode, empty, exports, imports, wasm_tools};
use crate::failure::{Context, Failure, Outcome};
use crate::hash;
use crate::parallel;
use crate::process::{command, run};
use crate::setup::wasm_target::{Compiler, WASM};
use crate::workspace::Workspace;

/// The name of the binary, and so of both files.
const NAME: &str = "roster-web";

/// The script that fetches the parts of a module that was taken apart; the module's script imports it by this name.
pub const LOADER: &str = "__wasm_split.js";

/// What the compiler leaves behind.
pub struct App {
    /// The JavaScript that loads the module, an ES module.
    pub script: PathBuf,
    /// The module.
    pub module: PathBuf,
    /// What is loaded when it is first asked for; named in [`LOADER`], beside the script.
    pub parts: Vec<PathBuf>,
}

/// How much memory calls may take, in bytes: the deepest ones take 8 kB, and the linker would set a mebibyte aside.
const STACK: usize = 128 * 1024;

/// Compiles the app: the module as it is linked.
pub fn compile(workspace: &Workspace, mode: Mode) -> Outcome<PathBuf> {
    let compiler = Compiler::choose().ok_or_else(|| Failure::new("no compiler with the wasm32 target"))?;
    fetch(workspace, &compiler)?;
    by_cargo(workspace, &compiler, mode)
}

/// Makes of the linked module what browsers load.
pub fn finish(workspace: &Workspace, mode: Mode, linked: &Path) -> Outcome<App> {
    let folder = workspace.scratch().join("app");
    empty(&folder)?;
    let mut finish = command(wasm_tools::program(workspace));
    finish.arg(linked).arg(&folder).args(["--name", NAME]);
    if mode == Mode::Release {
        finish.arg("--apart");
    }
    run(&mut finish)?;
    let mut parts = hash::files(&folder)?;
    let whole = [format!("{NAME}.wasm"), format!("{NAME}_bg.wasm")].map(|name| folder.join(name));
    parts.retain(|file| file.extension().is_some_and(|kind| kind == "wasm") && !whole.contains(file));
    let app = App { script: folder.join(format!("{NAME}.js")), module: folder.join(format!("{NAME}_bg.wasm")), parts };
    if !(app.script.is_file() && app.module.is_file()) {
        return Err(Failure::new(format!("the build left no {NAME}.js and {NAME}_bg.wasm in {}", folder.display())));
    }
    if mode == Mode::Release {
        rewrite(&app, exports::without_streams)?;
        // The module takes as long as all parts.
        parallel::each(&[slice::from_ref(&app.module), &app.parts], |modules| optimize(workspace, modules))?;
        // Only now is it known what is left to import.
        rewrite(&app, |module, script| imports::shorten(module, script, &format!("./{NAME}_bg.js")))?;
    }
    Ok(app)
}

/// The only step that may use the network: cargo then runs offline and can download nothing by itself.
fn fetch(workspace: &Workspace, compiler: &Compiler) -> Outcome {
    let mut fetch = command(compiler.cargo());
    compiler.prepare(&mut fetch, workspace);
    run(fetch.args(["fetch", "--quiet", "--locked", "--target", WASM]).current_dir(&workspace.root))
}

/// The module as it is linked.
fn by_cargo(workspace: &Workspace, compiler: &Compiler, mode: Mode) -> Outcome<PathBuf> {
    let mut cargo = command(compiler.cargo());
    compiler.prepare(&mut cargo, workspace);
    cargo.args(["rustc", "--locked", "--offline", "--package", NAME, "--bin", NAME, "--target", WASM]);
    if mode == Mode::Release {
        // What is taken apart has to say what refers to what.
        cargo.args(["--release", "--features", "split", "--", "-Clink-arg=--emit-relocs"]);
        cargo.arg(format!("-Clink-arg=-zstack-size={STACK}"));
    }
    run(cargo.current_dir(&workspace.root))?;
    let profile = if mode == Mode::Release { "release" } else { "debug" };
    Ok(workspace.wasm_target().join(WASM).join(profile).join(format!("{NAME}.wasm")))
}

/// Changes the module and its script together.
fn rewrite(app: &App, change: impl FnOnce(&[u8], &str) -> Outcome<(Vec<u8>, String)>) -> Outcome {
    let module = fs::read(&app.module).context(app.module.display())?;
    let script = fs::read_to_string(&app.script).context(app.script.display())?;
    let (module, script) = change(&module, &script)?;
    fs::write(&app.module, module).context(app.module.display())?;
    fs::write(&app.script, script).context(app.script.display())
}

/// Makes modules as small as can be.
fn optimize(workspace: &Workspace, modules: &[PathBuf]) -> Outcome {
    run(command("node").arg(workspace.root.join("crates/xtask/src/build/optimize.js")).args(modules))
}
