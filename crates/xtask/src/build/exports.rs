//! What libraries offer to scripts and nobody calls.
//!
//! A class that is exported to JavaScript is there whether or not anybody uses it: so are those with which wasm-streams makes
//! streams out of Rust, which this app never does.

use super::sections::{EXPORTS, Reader, rewritten, write_number, write_vector};
use crate::failure::Outcome;

/// How the names of these classes begin.
const CLASSES: &str = "IntoUnderlying";

/// The module and its script without them.
///
/// # Errors
/// When the module cannot be read.
pub fn without_streams(module: &[u8], script: &str) -> Outcome<(Vec<u8>, String)> {
    Ok((rewritten(module, EXPORTS, kept)?, without_classes(script)))
}

/// The exports that stay.
fn kept(section: &[u8]) -> Outcome<Vec<u8>> {
    let class = CLASSES.to_lowercase();
    let mut reader = Reader { bytes: section, at: 0 };
    let (mut count, mut exports) = (0, Vec::new());
    for _ in 0..reader.number()? {
        let (name, kind, index) = (reader.vector()?, reader.byte()?, reader.number()?);
        let text = String::from_utf8_lossy(name);
        if text.trim_start_matches("__wbg_").starts_with(&class) {
            continue;
        }
        count += 1;
        write_vector(&mut exports, name);
        exports.push(kind);
        write_number(&mut exports, index);
    }
    let mut out = Vec::with_capacity(section.len());
    write_number(&mut out, count);
    out.extend(exports);
    Ok(out)
}

/// The script without the classes, and without what stands at its outermost level for them.
fn without_classes(script: &str) -> String {
    let mut kept = String::new();
    let mut inside = false;
    for line in script.split_inclusive('\n') {
        let opens = ["export class ", "const ", "if (Symbol.dispose) "]
            .iter()
            .any(|before| line.strip_prefix(before).is_some_and(|rest| rest.starts_with(CLASSES)));
        inside |= opens;
        if !inside {
            kept.push_str(line);
        }
        // Whatever is longer than its first line ends with one that is not further in.
        let ends = line.starts_with('}') || line.trim_end().ends_with(';') && (opens || line.starts_with("    :"));
        inside &= !ends;
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_classes_of_streams_go_from_both_sides_and_ours_stay() {
        let script = "export class Handle {\n    free() {\n        x;\n    }\n}\n\
            if (Symbol.dispose) Handle.prototype[Symbol.dispose] = 1;\n\
            export class IntoUnderlyingSink {\n    free() {\n        x;\n    }\n}\n\
            if (Symbol.dispose) IntoUnderlyingSink.prototype[Symbol.dispose] = 1;\n\
            const HandleFinalization = (typeof F === 'undefined')\n    ? 1\n    : 2;\n\
            const IntoUnderlyingSinkFinalization = (typeof F === 'undefined')\n    ? 1\n    : 2;\n\
            let wasm;\n";
        let ours = "export class Handle {\n    free() {\n        x;\n    }\n}\n\
            if (Symbol.dispose) Handle.prototype[Symbol.dispose] = 1;\n\
            const HandleFinalization = (typeof F === 'undefined')\n    ? 1\n    : 2;\n\
            let wasm;\n";
        let module = |names: &[&str]| {
            let mut section = Vec::new();
            write_number(&mut section, names.len());
            for name in names {
                write_vector(&mut section, name.as_bytes());
                section.extend([0, 7]);
            }
            let mut bytes = b"\0asm\x01\0\0\0".to_vec();
            bytes.push(EXPORTS);
            write_vector(&mut bytes, &section);
            bytes
        };
        let before = module(&["memory", "intounderlyingsink_write", "__wbg_intounderlyingsink_free", "mount"]);
        let (after, left) = without_streams(&before, script).unwrap();
        assert_eq!(after, module(&["memory", "mount"]));
        assert_eq!(left, ours);
    }
}
