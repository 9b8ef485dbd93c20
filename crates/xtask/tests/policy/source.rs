//! The files of the checkout, as the rules look at them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// One line of a file.
pub struct Line {
    /// Relative to the checkout.
    pub file: String,
    pub number: usize,
    pub text: String,
}

impl Line {
    /// The line without a comment that takes all of it.
    pub fn code(&self) -> &str {
        if self.text.trim_start().starts_with("//") { "" } else { &self.text }
    }
}

/// The checkout.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap().to_owned()
}

/// A file's text; empty when it is not text.
pub fn text(file: &str) -> String {
    fs::read_to_string(root().join(file)).unwrap_or_default()
}

/// Every line of the files at or below a place, apart from some files.
pub fn lines(place: &str, kinds: &[&str], apart_from: &[&str]) -> Vec<Line> {
    let files = files(place, kinds).into_iter().filter(|file| !apart_from.contains(&file.as_str()));
    files.flat_map(|file| lines_of(&file)).collect()
}

fn lines_of(file: &str) -> Vec<Line> {
    let numbered = (1..).zip(text(file).lines().map(str::to_owned).collect::<Vec<_>>());
    numbered.map(|(number, text)| Line { file: file.to_owned(), number, text }).collect()
}

/// The files of these kinds at or below a place, relative to the checkout.
pub fn files(place: &str, kinds: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    collect(&root().join(place), kinds, &mut found);
    found.sort();
    found
}

fn collect(path: &Path, kinds: &[&str], found: &mut Vec<String>) {
    if path.is_dir() {
        for entry in fs::read_dir(path).unwrap() {
            collect(&entry.unwrap().path(), kinds, found);
        }
    } else if path.extension().is_some_and(|kind| kinds.iter().any(|one| kind == *one)) {
        found.push(path.strip_prefix(root()).unwrap().to_string_lossy().into_owned());
    }
}

/// Every file that git knows.
pub fn tracked() -> Vec<String> {
    let listed = Command::new("git").arg("ls-files").current_dir(root()).output().unwrap();
    String::from_utf8(listed.stdout).unwrap().lines().map(str::to_owned).collect()
}
