//! Calling trunk, with a `wasm-bindgen` that can split the program first on `PATH`.

use std::path::PathBuf;
use std::process::Command;
use std::{env, fs};

use super::{Mode, wasm_tools};
use crate::failure::{Context, Failure, Outcome};
use crate::process::{command, run};
use crate::setup;
use crate::setup::wasm_target::Compiler;
use crate::workspace::Workspace;

/// Has trunk build the app into `dist`. A build that fails leaves the last one there.
pub fn build(workspace: &Workspace, mode: Mode) -> Outcome {
    let mut trunk = trunk(workspace, "build")?;
    if mode == Mode::Release {
        trunk.args(["--release", "--features", "split"]);
    }
    run(&mut trunk)
}

/// Serves the app and builds it again whenever a file is saved, until it is stopped.
pub fn serve(workspace: &Workspace) -> Outcome {
    run(&mut trunk(workspace, "serve")?)
}

fn trunk(workspace: &Workspace, task: &str) -> Outcome<Command> {
    let compiler = Compiler::choose().ok_or_else(|| Failure::new("no compiler with the wasm32 target"))?;
    let program = setup::trunk::program(workspace).ok_or_else(|| Failure::new("trunk is not installed"))?;
    fetch(workspace, &compiler)?;
    let toolbox = fill_toolbox(workspace)?;
    let mut trunk = command(program);
    compiler.prepare(&mut trunk, workspace, &[toolbox]);
    // Only `fetch` may download: neither trunk nor the cargo that it calls.
    trunk.args([task, "--offline", "--skip-version-check"]).current_dir(&workspace.root);
    if env::var_os("NO_COLOR").is_some() {
        trunk.args(["--color", "never"]);
    }
    Ok(trunk)
}

/// Downloads all crates, also those that only the building machine compiles, as for macros.
fn fetch(workspace: &Workspace, compiler: &Compiler) -> Outcome {
    let mut fetch = command(compiler.cargo());
    compiler.prepare(&mut fetch, workspace, &[]);
    run(fetch.args(["fetch", "--quiet", "--locked"]).current_dir(&workspace.root))
        .map_err(|failure| failure.next("check that the crates' registry can be reached, then run this again"))
}

/// A folder that holds our `wasm-bindgen` and nothing else.
fn fill_toolbox(workspace: &Workspace) -> Outcome<PathBuf> {
    let program = wasm_tools::build(workspace)?;
    let toolbox = workspace.target().join("toolbox");
    fs::create_dir_all(&toolbox).context(toolbox.display())?;
    let tool = toolbox.join(format!("wasm-bindgen{}", env::consts::EXE_SUFFIX));
    fs::copy(&program, &tool).context(tool.display())?;
    Ok(toolbox)
}
