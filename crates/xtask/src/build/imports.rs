//! Short names for what the module imports from its script.
//!
//! wasm-bindgen names each import with a hash, which no compressor can shorten: some 270 names, written on both sides.

use crate::failure::{Failure, Outcome};

/// The section of a module that says what it imports (WebAssembly core specification 2.0, 5.5.5).
const IMPORTS: u8 = 2;
/// Magic and version stand before the first section.
const HEADER: usize = 8;

/// Gives what `module` imports from `source` short names, in the module and in the script that provides it.
///
/// # Errors
/// When the module cannot be read, or the script does not provide each import exactly once.
pub fn shorten(module: &[u8], script: &str, source: &str) -> Outcome<(Vec<u8>, String)> {
    let mut reader = Reader { bytes: module, at: HEADER };
    let mut short = Short { script: script.to_owned(), given: 0 };
    let mut out = module.get(..HEADER).ok_or_else(broken)?.to_vec();
    while reader.at < module.len() {
        let kind = reader.byte()?;
        let section = reader.vector()?;
        out.push(kind);
        match kind {
            IMPORTS => write_vector(&mut out, &short.imports(section, source)?),
            _ => write_vector(&mut out, section),
        }
    }
    Ok((out, short.script))
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
        let provided = format!("\n        {long}: ");
        match self.script.matches(&provided).count() {
            1 => self.script = self.script.replace(&provided, &format!("\n        {short}: ")),
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

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    fn byte(&mut self) -> Outcome<u8> {
        Ok(self.take(1)?[0])
    }

    fn take(&mut self, count: usize) -> Outcome<&'a [u8]> {
        let taken = self.bytes.get(self.at..self.at.saturating_add(count)).ok_or_else(broken)?;
        self.at += count;
        Ok(taken)
    }

    /// An unsigned number in LEB128.
    fn number(&mut self) -> Outcome<usize> {
        let mut number = 0;
        for shift in (0..usize::BITS).step_by(7) {
            let byte = self.byte()?;
            number |= usize::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Ok(number);
            }
        }
        Err(broken())
    }

    /// Bytes behind their count.
    fn vector(&mut self) -> Outcome<&'a [u8]> {
        let count = self.number()?;
        self.take(count)
    }

    /// What kind of thing is imported, as it stands there.
    fn description(&mut self) -> Outcome<&'a [u8]> {
        let start = self.at;
        match self.byte()? {
            0 => drop(self.number()?),
            1 => {
                self.byte()?;
                self.limits()?;
            }
            2 => self.limits()?,
            3 => drop(self.take(2)?),
            _ => return Err(broken()),
        }
        Ok(&self.bytes[start..self.at])
    }

    fn limits(&mut self) -> Outcome {
        let has_maximum = self.byte()? & 1 == 1;
        self.number()?;
        if has_maximum {
            self.number()?;
        }
        Ok(())
    }
}

fn write_number(out: &mut Vec<u8>, mut number: usize) {
    while number > 0x7f {
        out.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

fn write_vector(out: &mut Vec<u8>, bytes: &[u8]) {
    write_number(out, bytes.len());
    out.extend_from_slice(bytes);
}

fn broken() -> Failure {
    Failure::new("the module's sections cannot be read")
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
