//! The wasm module and its JavaScript side.

use std::path::PathBuf;

use super::{Mode, empty};
use crate::failure::{Failure, Outcome};
use crate::process::{command, run};
use crate::setup::wasm_target::{Compiler, WASM};
use crate::setup::{TRUNK, WASM_BINDGEN};
use crate::workspace::Workspace;

/// The name of the binary, and so of both files.
const NAME: &str = "roster-web";

/// What the compiler leaves behind.
pub struct App {
    /// The JavaScript that loads the module, an ES module.
    pub script: PathBuf,
    /// The module.
    pub module: PathBuf,
}

/// Compiles the app.
pub fn compile(workspace: &Workspace, mode: Mode) -> Outcome<App> {
    let compiler = Compiler::choose().ok_or_else(|| Failure::new("no compiler with the wasm32 target"))?;
    let folder = workspace.scratch().join("app");
    empty(&folder)?;
    fetch(workspace, &compiler)?;
    match mode {
        Mode::Release => by_trunk(workspace, &compiler, &folder)?,
        Mode::Develop => by_cargo(workspace, &compiler, &folder)?,
    }
    let app = App { script: folder.join(format!("{NAME}.js")), module: folder.join(format!("{NAME}_bg.wasm")) };
    if app.script.is_file() && app.module.is_file() {
        Ok(app)
    } else {
        Err(Failure::new(format!("the build left no {NAME}.js and {NAME}_bg.wasm in {}", folder.display())))
    }
}

/// The only step that may use the network: trunk then runs offline and can download nothing by itself.
fn fetch(workspace: &Workspace, compiler: &Compiler) -> Outcome {
    let mut fetch = command(compiler.cargo());
    compiler.prepare(&mut fetch, workspace, &[]);
    run(fetch.args(["fetch", "--quiet", "--locked", "--target", WASM]).current_dir(&workspace.root))
}

fn by_trunk(workspace: &Workspace, compiler: &Compiler, folder: &PathBuf) -> Outcome {
    let tools = [TRUNK.bin(workspace), WASM_BINDGEN.bin(workspace), workspace.root.join("node_modules/.bin")];
    let mut trunk = command(TRUNK.bin(workspace).join("trunk"));
    compiler.prepare(&mut trunk, workspace, &tools);
    trunk.env("TRUNK_SKIP_VERSION_CHECK", "true").env("NO_COLOR", "true");
    trunk.args(["build", "--release", "--offline", "--dist"]).arg(folder);
    run(trunk.current_dir(&workspace.root))
}

fn by_cargo(workspace: &Workspace, compiler: &Compiler, folder: &PathBuf) -> Outcome {
    let mut cargo = command(compiler.cargo());
    compiler.prepare(&mut cargo, workspace, &[]);
    cargo.args(["build", "--locked", "--offline", "--package", NAME, "--bin", NAME, "--target", WASM]);
    run(cargo.current_dir(&workspace.root))?;
    let module = workspace.wasm_target().join(WASM).join("debug").join(format!("{NAME}.wasm"));
    let mut bindgen = command(WASM_BINDGEN.bin(workspace).join("wasm-bindgen"));
    bindgen.args(["--target", "web", "--no-typescript", "--out-name", NAME, "--out-dir"]).arg(folder).arg(module);
    run(&mut bindgen)
}
