//! oha, the load generator of `cargo xtask bench api`.

use std::path::PathBuf;

use super::Step;
use super::cargo_tool::CargoTool;
use crate::workspace::Workspace;

const OHA: CargoTool = CargoTool {
    name: "oha",
    version: "1.16.0",
    is_supported: |version| matches!(version, (1, 16.., _)),
    arguments: &[],
    // A hundred requests per second need no more.
    environment: &[("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1")],
};

pub const STEP: Step = Step {
    name: "oha",
    usual: "10 s by cargo-binstall; otherwise it is compiled, once: 5 min on two cores",
    advice: "install oha 1.16 (https://github.com/hatoo/oha) so that it is on PATH, then run this again",
    done: |workspace| program(workspace).is_some(),
    run: |workspace, log| OHA.install(workspace, log),
};

/// The program: from `PATH` if its version is supported, otherwise the one that the set-up installed.
pub fn program(workspace: &Workspace) -> Option<PathBuf> {
    OHA.program(workspace)
}
