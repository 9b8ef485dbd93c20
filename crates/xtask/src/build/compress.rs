//! Compressed copies beside every file that gains by it, made once here instead of at every request.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::failure::{Context, Outcome};
use crate::hash;
use crate::parallel;

const COMPRESSIBLE: &[&str] = &["css", "html", "ico", "js", "json", "svg", "txt", "wasm", "webmanifest"];

/// Writes `.br` and `.gz` copies for a whole folder.
pub fn all(folder: &Path) -> Outcome {
    let mut files = hash::files(folder)?;
    files.retain(|file| file.extension().is_some_and(|kind| COMPRESSIBLE.iter().any(|known| kind == *known)));
    parallel::each(&files, |file| one(file))
}

fn one(file: &Path) -> Outcome {
    let bytes = fs::read(file).context(file.display())?;
    fs::write(beside(file, "br"), brotli(&bytes)?).context(file.display())?;
    fs::write(beside(file, "gz"), gzip(&bytes)?).context(file.display())
}

/// `app.css` → `app.css.br`.
pub fn beside(file: &Path, kind: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".");
    name.push(kind);
    PathBuf::from(name)
}

fn brotli(bytes: &[u8]) -> Outcome<Vec<u8>> {
    let mut packed = Vec::new();
    // The window has to be no larger than what browsers accept: 2^24.
    let parameters =
        brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 24, size_hint: bytes.len(), ..Default::default() };
    brotli::BrotliCompress(&mut &*bytes, &mut packed, &parameters).context("compressing by brotli")?;
    Ok(packed)
}

fn gzip(bytes: &[u8]) -> Outcome<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).context("compressing by gzip")?;
    encoder.finish().context("compressing by gzip")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn both_copies_unpack_to_the_original() {
        let original = "organization ".repeat(500).into_bytes();
        let (br, gz) = (brotli(&original).unwrap(), gzip(&original).unwrap());
        let mut from_br = Vec::new();
        brotli::BrotliDecompress(&mut &br[..], &mut from_br).unwrap();
        let mut from_gz = Vec::new();
        flate2::read::GzDecoder::new(&gz[..]).read_to_end(&mut from_gz).unwrap();
        assert!(from_br == original && from_gz == original);
        assert!(br.len() < 100 && gz.len() < 200, "{} {}", br.len(), gz.len());
    }
}
