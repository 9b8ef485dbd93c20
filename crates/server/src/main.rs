//! The `roster` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    roster_server::cli::run()
}
