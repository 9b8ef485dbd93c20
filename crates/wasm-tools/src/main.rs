//! Makes of the linked module what browsers load: taken apart where that is wanted, and bound to its script.
//!
//! A program of its own, because `cargo xtask` is the first thing that a newcomer waits for, and these libraries are large.

use std::error::Error;
use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Parser;
use wasm_bindgen_cli_support::Bindgen;

#[derive(Parser)]
struct Options {
    /// The module as the linker left it
    module: PathBuf,
    /// Where `NAME.js`, `NAME_bg.wasm` and the parts go
    folder: PathBuf,
    /// What the files are named for
    #[arg(long)]
    name: String,
    /// Take the module apart; it has to be linked with `--emit-relocs`
    #[arg(long)]
    apart: bool,
}

/// What an error of a library is passed on as: each has a type of its own.
type Cause = Box<dyn Error + Send + Sync>;

/// What could not be done.
#[derive(Debug)]
enum Failure {
    /// The module cannot be read.
    Read(io::Error),
    /// It cannot be taken apart.
    TakeApart(Cause),
    /// Its script cannot be made.
    Bind(Cause),
}

impl fmt::Display for Failure {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        // In the form that names the causes, too.
        match self {
            Self::Read(error) => write!(out, "reading the module: {error}"),
            Self::TakeApart(error) => write!(out, "taking the module apart: {error:?}"),
            Self::Bind(error) => write!(out, "making the module's script: {error:?}"),
        }
    }
}

fn main() -> ExitCode {
    match finish(&Options::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::FAILURE
        }
    }
}

fn finish(options: &Options) -> Result<(), Failure> {
    if !options.apart {
        return bind(options, &options.module);
    }
    // What a first visit loads, before it gets its script.
    let main = options.folder.join(format!("{}.wasm", options.name));
    take_apart(options, &main)?;
    bind(options, &main)
}

/// Writes the module without what can come later, and beside it the parts and the script that fetches them.
fn take_apart(options: &Options, main: &Path) -> Result<(), Failure> {
    let module = fs::read(&options.module).map_err(Failure::Read)?;
    let script = format!("./{}.js", options.name);
    let mut split = wasm_split_cli_support::Options::new(&module);
    split.output_dir = &options.folder;
    split.main_out_path = main;
    split.main_module = &script;
    wasm_split_cli_support::transform(split).map(drop).map_err(|error| Failure::TakeApart(error.into()))
}

/// Makes the module's script, and the module that goes with it.
fn bind(options: &Options, module: &Path) -> Result<(), Failure> {
    let mut bindgen = Bindgen::new();
    let bound = bindgen.web(true).and_then(|bindgen| {
        bindgen.input_path(module).out_name(&options.name).typescript(false);
        // The parts use what the linker exports: the memory, the table of functions.
        bindgen.keep_lld_exports(true).generate(&options.folder)
    });
    bound.map_err(|error| Failure::Bind(error.into()))
}
