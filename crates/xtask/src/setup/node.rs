//! Node: runs what bundles and optimizes the app, and the tests in a browser.

use super::Step;
use crate::failure::Failure;
use crate::process::{ask, command};

/// The first version that will do (`engines` in package.json).
const OLDEST: u32 = 20;

pub const STEP: Step = Step {
    name: "Node",
    usual: "no time: it has to be there",
    advice: "install Node 20 or newer (https://nodejs.org; it brings npm), then run this again",
    done: |_| version().is_some_and(|said| major(&said).is_some_and(|major| major >= OLDEST)),
    run: |_, _| {
        Err(match version() {
            Some(said) => Failure::new(format!("Node {said} is too old")),
            None => Failure::new("Node was not found"),
        })
    },
};

fn version() -> Option<String> {
    ask(command("node").arg("--version"))
}

/// `v20.20.2` → 20.
fn major(version: &str) -> Option<u32> {
    version.strip_prefix('v')?.split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_major_version_is_read() {
        assert_eq!(major("v20.20.2"), Some(20));
        assert_eq!(major("v8.0.0"), Some(8));
        assert_eq!(major("20"), None);
    }
}
