//! Runs the tests of a module in a browser: what cargo calls in place of the tests' program. wasm-bindgen's own runner, of the
//! version that the tests are compiled with.

use std::env;
use std::process::ExitCode;

use wasm_bindgen_cli::wasm_bindgen_test_runner::run_cli_with_args;

fn main() -> ExitCode {
    match run_cli_with_args(env::args_os()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:?}");
            ExitCode::FAILURE
        }
    }
}
