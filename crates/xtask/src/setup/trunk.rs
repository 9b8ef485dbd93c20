//! trunk, which builds the app.

use std::path::PathBuf;

use super::Step;
use super::cargo_tool::CargoTool;
use crate::workspace::Workspace;

const TRUNK: CargoTool = CargoTool {
    name: "trunk",
    version: "0.22.1",
    // The `trunk-version` of Trunk.toml.
    is_supported: |version| matches!(version, (0, 22, 1..)),
    // It says that it needs the newest compiler, but does not.
    arguments: &["--debug", "--ignore-rust-version", "--no-default-features", "--features", "rustls"],
    // Optimizing it would take longer than it ever saves: it costs half a second in a build.
    environment: &[
        ("CARGO_PROFILE_DEV_DEBUG", "0"),
        ("CARGO_PROFILE_DEV_OPT_LEVEL", "0"),
        ("CARGO_PROFILE_DEV_INCREMENTAL", "false"),
        ("CARGO_PROFILE_DEV_DEBUG_ASSERTIONS", "false"),
        ("CARGO_PROFILE_DEV_OVERFLOW_CHECKS", "false"),
    ],
};

pub const STEP: Step = Step {
    name: "trunk",
    usual: "10 s by cargo-binstall; otherwise it is compiled, once: 6 min on two cores",
    advice: "install trunk 0.22 (https://trunkrs.dev has finished programs) so that it is on PATH, then run this again",
    done: |workspace| program(workspace).is_some(),
    run: |workspace, log| TRUNK.install(workspace, log),
};

/// The program: on `PATH` when its version fits Trunk.toml, otherwise the one that the set-up installed.
pub fn program(workspace: &Workspace) -> Option<PathBuf> {
    TRUNK.program(workspace)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_versions_that_trunk_toml_allows_are_used() {
        for said in ["trunk 0.22.1", "trunk 0.22.7\n"] {
            assert!(TRUNK.is_version(said), "{said}");
        }
        for said in
            ["trunk 0.21.14", "trunk 0.22.0", "trunk 0.23.0", "trunk 1.22.1", "trunk", "", "Trunk launcher 0.22.1"]
        {
            assert!(!TRUNK.is_version(said), "{said}");
        }
    }
}
