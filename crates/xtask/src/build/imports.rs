//! Short names for what the module imports from its script.
//!
//! wasm-bindgen names each import with a hash, which no compressor can shorten: some 270 names, written on both sides.

use super::sections::{IMPORTS, Reader, broken, rewritten, write_number, write_vector};
use crate::failure::{Failure, Outcome};

/// How a line begins on which the script provides something.
const PROVIDED: &str = "\n        ";

/// Gives what `module` imports from `source` short names, in the module and in the script that provides it. What the
/// script provides and the module does not import goes.
///
/// # Errors
/// When the module cannot be read, or the script does not provide each import exactly once.
pub fn shorten(module: &[u8], script: &str, source: &str) -> Outcome<(Vec<u8>, String)> {
    let mut short = Short { script: script.to_owned(), given: 0 };
    let module = rewritten(module, IMPORTS, |section| short.imports(section, source))?;
    Ok((module, without_unused(&short.script)))
}

/// The names on their way from long to short.
struct Short {
    script: String,
    given: usize,
}

impl Short {
    fn imports(&mut self, section: &[u8], source: &str) -> Outcome<Vec<u8>> {
        let mut reader = Reader { bytes: section, at: 0 };
        let count = reader.number()?;
        let mut out = Vec::with_capacity(section.len());
        write_number(&mut out, count);
        for _ in 0..count {
            let (module, name) = (reader.vector()?, reader.vector()?);
            write_vector(&mut out, module);
            match module == source.as_bytes() {
                true => write_vector(&mut out, self.rename(name)?.as_bytes()),
                false => write_vector(&mut out, name),
            }
            out.extend_from_slice(reader.description()?);
        }
        Ok(out)
    }

    /// The short name, which the script then has, too.
    fn rename(&mut self, name: &[u8]) -> Outcome<String> {
        let long = str::from_utf8(name).map_err(|_| broken())?;
        let short = letters(self.given);
        self.given += 1;
        let provided = format!("{PROVIDED}{long}: ");
        match self.script.matches(&provided).count() {
            1 => self.script = self.script.replace(&provided, &format!("{PROVIDED}{short}: ")),
            times => return Err(Failure::new(format!("the module's script provides {long} {times} times, not once"))),
        }
        Ok(short)
    }
}

/// `a`, `b`, … `z`, `aa`, …: a property may have any name, also a word of the language.
fn letters(mut number: usize) -> String {
    let mut name = Vec::new();
    loop {
        name.insert(0, char::from(b'a' + (number % 26) as u8));
        match (number / 26).checked_sub(1) {
            Some(rest) => number = rest,
            None => return name.into_iter().collect(),
        }
    }
}

/// Without what still has its long name: nobody imports it.
fn without_unused(script: &str) -> String {
    let mut kept = String::new();
    let mut rest = script;
    while let Some(at) = rest.find(&[PROVIDED, "__w"].concat()) {
        let (before, unused) = rest.split_at(at);
        let body = &unused[PROVIDED.len()..];
        // Up to the next line that is not further in.
        let ends =
            |at: &usize| body[at + PROVIDED.len()..].starts_with(|next: char| !next.is_whitespace() && next != '}');
        let end = body.match_indices(PROVIDED).map(|(at, _)| at).find(ends).or_else(|| body.find("\n    }"));
        kept.push_str(before);
        rest = end.map_or("", |end| &body[end..]);
    }
    [&kept, rest].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A module that imports these functions, each of type 0, and has one more section.
    fn module(imports: &[(&str, &str)]) -> Vec<u8> {
        let mut section = Vec::new();
        write_number(&mut section, imports.len());
        for (module, name) in imports {
            write_vector(&mut section, module.as_bytes());
            write_vector(&mut section, name.as_bytes());
            section.extend([0, 0]);
        }
        let mut bytes = b"\0asm\x01\0\0\0".to_vec();
        bytes.push(IMPORTS);
        write_vector(&mut bytes, &section);
        bytes.push(3);
        write_vector(&mut bytes, &[0; 200]);
        bytes
    }

    #[test]
    fn both_sides_get_the_same_short_names_and_others_keep_theirs() {
        let script = "x = {\n        __one_0a1b: function() {},\n        __two_2c3d: function() {},\n};";
        let before = module(&[("./app.js", "__one_0a1b"), ("./other.js", "load"), ("./app.js", "__two_2c3d")]);
        let (after, script) = shorten(&before, script, "./app.js").unwrap();
        assert_eq!(after, module(&[("./app.js", "a"), ("./other.js", "load"), ("./app.js", "b")]));
        assert_eq!(script, "x = {\n        a: function() {},\n        b: function() {},\n};");
    }

    #[test]
    fn what_nobody_imports_goes() {
        let body = "{\n            a;\n        }";
        let script = format!(
            "x = {{\n        __wbg_one: f() {body},\n        __wbg_two: f() {body},\n        __wbg_three: 3,\n    }};"
        );
        let (_, script) = shorten(&module(&[("./app.js", "__wbg_two")]), &script, "./app.js").unwrap();
        assert_eq!(script, format!("x = {{\n        a: f() {body},\n    }};"));
    }

    #[test]
    fn an_import_that_the_script_does_not_provide_stops_the_build() {
        let failure = shorten(&module(&[("./app.js", "__one")]), "", "./app.js").unwrap_err();
        assert!(failure.to_string().contains("__one"), "{failure}");
    }

    #[test]
    fn half_a_module_stops_the_build() {
        let whole = module(&[("./app.js", "__one")]);
        assert!(shorten(&whole[..whole.len() - 1], "\n        __one: 1", "./app.js").is_err());
    }

    #[test]
    fn names_go_on_after_the_alphabet() {
        assert_eq!([0, 25, 26, 51, 52, 701, 702].map(letters), ["a", "z", "aa", "az", "ba", "zz", "aaa"]);
    }
}
