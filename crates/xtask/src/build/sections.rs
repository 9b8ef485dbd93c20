//! The sections of a WebAssembly module (core specification 2.0, 5.5).

use crate::failure::{Failure, Outcome};

/// The section of a module that says what it imports.
pub const IMPORTS: u8 = 2;
/// The section of a module that says what it exports.
pub const EXPORTS: u8 = 7;
/// Magic and version stand before the first section.
const HEADER: usize = 8;

/// The module with one kind of section written anew.
///
/// # Errors
/// When the module cannot be read, or `write` fails.
pub fn rewritten(module: &[u8], kind: u8, mut write: impl FnMut(&[u8]) -> Outcome<Vec<u8>>) -> Outcome<Vec<u8>> {
    let mut reader = Reader { bytes: module, at: HEADER };
    let mut out = module.get(..HEADER).ok_or_else(broken)?.to_vec();
    while reader.at < module.len() {
        let found = reader.byte()?;
        let section = reader.vector()?;
        out.push(found);
        if found == kind {
            write_vector(&mut out, &write(section)?);
        } else {
            write_vector(&mut out, section);
        }
    }
    Ok(out)
}

/// Reads a module, or one of its sections, from front to back.
pub struct Reader<'a> {
    pub bytes: &'a [u8],
    pub at: usize,
}

impl<'a> Reader<'a> {
    /// The next byte.
    pub fn byte(&mut self) -> Outcome<u8> {
        Ok(self.take(1)?[0])
    }

    fn take(&mut self, count: usize) -> Outcome<&'a [u8]> {
        let taken = self.bytes.get(self.at..self.at.saturating_add(count)).ok_or_else(broken)?;
        self.at += count;
        Ok(taken)
    }

    /// An unsigned number in LEB128.
    pub fn number(&mut self) -> Outcome<usize> {
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
    pub fn vector(&mut self) -> Outcome<&'a [u8]> {
        let count = self.number()?;
        self.take(count)
    }

    /// What kind of thing is imported, as it stands there.
    pub fn description(&mut self) -> Outcome<&'a [u8]> {
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

/// Writes an unsigned number in LEB128.
pub fn write_number(out: &mut Vec<u8>, mut number: usize) {
    while number > 0x7f {
        out.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

/// Writes bytes behind their count.
pub fn write_vector(out: &mut Vec<u8>, bytes: &[u8]) {
    write_number(out, bytes.len());
    out.extend_from_slice(bytes);
}

/// What is read is no module.
pub fn broken() -> Failure {
    Failure::new("the module's sections cannot be read")
}
