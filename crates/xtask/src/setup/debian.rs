//! Installing packages on Debian, where this program may.

use std::path::Path;

use super::Log;
use crate::failure::Outcome;
use crate::process::{ask, command};

/// Whether this is Debian (or a system made from it) and we are root.
pub fn can_install() -> bool {
    let root = ask(command("id").arg("-u")).is_some_and(|id| id == "0");
    root && Path::new("/etc/debian_version").exists() && Path::new("/usr/bin/apt-get").exists()
}

/// Installs packages with fresh lists, without asking.
pub fn install(log: &Log, packages: &[&str]) -> Outcome {
    let apt = || {
        let mut apt = command("/usr/bin/apt-get");
        apt.env("DEBIAN_FRONTEND", "noninteractive").args(["-q", "-o", "DPkg::Lock::Timeout=300"]);
        apt
    };
    log.run(apt().arg("update"))?;
    log.run(apt().args(["install", "--yes", "--no-install-recommends"]).args(packages))
}
