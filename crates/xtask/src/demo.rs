//! `cargo xtask demo`: everything from nothing to a running Roster.

use std::net::{Ipv4Addr, TcpStream};
use std::process::{Command, Stdio};
use std::time::Duration;

use clap::Args;

use crate::build::{self, Mode};
use crate::failure::{Context, Failure, Outcome};
use crate::process::{command, on_path, run as run_program, sleep};
use crate::server::{self, Profile};
use crate::workspace::Workspace;

/// How to run the demo.
#[derive(Args)]
pub struct Options {
    /// The port on which Roster answers; 0 takes any free one and opens no browser
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// Do not open a browser
    #[arg(long)]
    no_open: bool,
    /// Serve the example portal that embeds Roster as well
    #[arg(long)]
    portal: bool,
    /// A development build: quick to make, large and slower
    #[arg(long)]
    dev: bool,
}

/// Builds the app and the server and becomes the server: whatever ends this program ends the demo.
pub fn run(workspace: &Workspace, options: &Options) -> Outcome {
    build::run(workspace, if options.dev { Mode::Develop } else { Mode::Release })?;
    let server = server::build(workspace, if options.dev { Profile::Dev } else { Profile::Server })?;
    println!("• the demo starts; it says where it answers, and Ctrl-C ends it");
    if !options.no_open && options.port != 0 {
        spawn_opener(options)?;
    }
    let mut demo = command(&server);
    demo.args(["demo", "--port", &options.port.to_string()]).current_dir(&workspace.root);
    if options.portal {
        demo.args(["--portal", "examples/portal"]);
    }
    become_program(demo)
}

#[cfg(unix)]
fn become_program(mut program: Command) -> Outcome {
    use std::os::unix::process::CommandExt;
    Err(Failure::new(format!("starting the server: {}", program.exec())))
}

#[cfg(not(unix))]
fn become_program(mut program: Command) -> Outcome {
    run_program(&mut program)
}

/// Leaves a small process behind that opens the browser, because this one becomes the server.
fn spawn_opener(options: &Options) -> Outcome {
    let this = std::env::current_exe().context("finding this program")?;
    let page = if options.portal { "portal/" } else { "" };
    let address = format!("http://{}:{}/{page}", Ipv4Addr::LOCALHOST, options.port);
    let mut opener = command(this);
    opener.args(["open-when-ready", &options.port.to_string(), &address]);
    opener.stdin(Stdio::null()).stdout(Stdio::null()).spawn().context("starting the browser")?;
    Ok(())
}

/// Waits for the demo to answer, then opens its address; gives up after a minute.
pub fn open_when_ready(port: u16, address: &str) -> Outcome {
    const PAUSE: Duration = Duration::from_millis(200);
    for _ in 0..300 {
        if TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_ok() {
            return open(address);
        }
        sleep(PAUSE);
    }
    Err(Failure::new("the demo did not answer within a minute"))
}

fn open(address: &str) -> Outcome {
    let opener = ["xdg-open", "open"].into_iter().find_map(on_path);
    let opener =
        opener.ok_or_else(|| Failure::new(format!("no program opens addresses here: open {address} yourself")))?;
    run_program(command(opener).arg(address))
}
