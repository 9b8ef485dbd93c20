//! `wasm-bindgen` as trunk calls it, which also splits: a program that was compiled with the feature `split` is divided into
//! what a first visit loads and parts that are loaded when they are needed.
//!
//! Trunk takes the first `wasm-bindgen` on PATH if its version is that of the crate. It carries along the program, its
//! script and the folder `snippets/`, so that is where the parts go.

use std::error::Error;
use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};

use clap::Parser;
use wasm_bindgen_cli_support::Bindgen;

/// What trunk passes.
#[derive(Parser)]
#[command(name = "wasm-bindgen", version = "0.2.130")]
struct Options {
    /// The module as the linker left it
    module: PathBuf,
    #[arg(long)]
    target: String,
    #[arg(long)]
    out_dir: PathBuf,
    #[arg(long)]
    out_name: String,
    #[arg(long)]
    keep_debug: bool,
    #[arg(long)]
    no_demangle: bool,
    #[arg(long)]
    no_typescript: bool,
}

/// An error of a library: each has a type of its own.
type Cause = Box<dyn Error + Send + Sync>;

/// Why the module could not be finished.
#[derive(Debug)]
enum Failure {
    /// Trunk asked for something other than ES modules.
    Target(String),
    Read(io::Error),
    Split(Cause),
    Bind(Cause),
    /// Starting `node` failed, or what it ran.
    Finish(Cause),
}

impl fmt::Display for Failure {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        // In the form that names the causes, too.
        match self {
            Self::Target(target) => write!(out, "only --target=web is supported, not {target}"),
            Self::Read(error) => write!(out, "reading the module: {error}"),
            Self::Split(error) => write!(out, "splitting the module: {error:?}"),
            Self::Bind(error) => write!(out, "making the module's script: {error:?}"),
            Self::Finish(error) => write!(out, "trunk/module.js: {error}"),
        }
    }
}

fn main() -> ExitCode {
    match run(&Options::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::FAILURE
        }
    }
}

fn run(options: &Options) -> Result<(), Failure> {
    if options.target != "web" {
        return Err(Failure::Target(options.target.clone()));
    }
    let module = fs::read(&options.module).map_err(Failure::Read)?;
    clear_parts(options).map_err(Failure::Read)?;
    if !is_to_be_split(&module) {
        return bind(options, &options.module, false);
    }
    let main = options.out_dir.join(format!("{}_main.wasm", options.out_name));
    split(options, &module, &main)?;
    bind(options, &main, true)?;
    finish(options)
}

/// Removes what an earlier build left, because trunk would carry it along.
fn clear_parts(options: &Options) -> io::Result<()> {
    match fs::remove_dir_all(options.out_dir.join("snippets")) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => fs::create_dir_all(&options.out_dir),
    }
}

/// Whether the program has functions that were marked as the entries of parts.
fn is_to_be_split(module: &[u8]) -> bool {
    const MARK: &[u8] = b"__wasm_split_placeholder__";
    module.windows(MARK.len()).any(|window| window == MARK)
}

/// Writes the module without its parts, and beside it the parts and the script that loads them.
fn split(options: &Options, module: &[u8], main: &Path) -> Result<(), Failure> {
    let script = format!("./{}.js", options.out_name);
    let mut split = wasm_split_cli_support::Options::new(module);
    split.output_dir = &options.out_dir;
    split.main_out_path = main;
    split.main_module = &script;
    let written = wasm_split_cli_support::transform(split).map_err(|error| Failure::Split(error.into()))?;
    written.split_modules.iter().try_for_each(|part| strip_names(part)).map_err(Failure::Split)
}

/// Removes the names of functions, which only a debugger reads. The splitter writes names of labels among them, which
/// binaryen does not know.
fn strip_names(part: &Path) -> Result<(), Cause> {
    let bytes = fs::read(part)?;
    let mut stripped = wasm_encoder::Module::new();
    for payload in wasmparser::Parser::new(0).parse_all(&bytes) {
        let payload = payload?;
        let is_names = matches!(&payload, wasmparser::Payload::CustomSection(section) if section.name() == "name");
        if let (false, Some((id, range))) = (is_names, payload.as_section()) {
            let range = usize::try_from(range.start)?..usize::try_from(range.end)?;
            stripped.section(&wasm_encoder::RawSection { id, data: &bytes[range] });
        }
    }
    Ok(fs::write(part, stripped.finish())?)
}

/// Makes the module's script, and the module that goes with it.
fn bind(options: &Options, module: &Path, has_parts: bool) -> Result<(), Failure> {
    let mut bindgen = Bindgen::new();
    let bound = bindgen.web(true).and_then(|bindgen| {
        bindgen.input_path(module).out_name(&options.out_name).typescript(!options.no_typescript);
        bindgen.keep_debug(options.keep_debug).demangle(!options.no_demangle);
        // The parts use what the linker exports: the memory, the table of functions.
        bindgen.keep_lld_exports(has_parts).generate(&options.out_dir)
    });
    bound.map_err(|error| Failure::Bind(error.into()))
}

/// Optimizes the modules and puts the parts in their place. Trunk runs its tools in the root of the project.
fn finish(options: &Options) -> Result<(), Failure> {
    let mut node = Command::new("node");
    node.arg("trunk/module.js").arg(&options.out_dir).arg(&options.out_name).stdin(Stdio::null());
    match node.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(Failure::Finish(status.to_string().into())),
        Err(error) => Err(Failure::Finish(error.into())),
    }
}
