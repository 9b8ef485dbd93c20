//! Linker options of the app, so that `trunk build` and `cargo build` link it the same way.

/// How much memory calls may take, in bytes: the deepest ones take 8 kB, and the default is a mebibyte.
const STACK: usize = 128 * 1024;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    if std::env::var("CARGO_CFG_TARGET_ARCH").is_ok_and(|arch| arch == "wasm32") {
        println!("cargo::rustc-link-arg-bins=-zstack-size={STACK}");
        if std::env::var_os("CARGO_FEATURE_SPLIT").is_some() {
            // The splitter needs to know what refers to what.
            println!("cargo::rustc-link-arg-bins=--emit-relocs");
        }
    }
}
