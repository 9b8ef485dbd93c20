//! What a cold visit to the users table costs, file by file, and the limit that it has to keep.

use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::{Context, Failure, Outcome};
use crate::hash;
use crate::numbers::spaced;

/// The limit for everything that a first visit to the users table has to fetch: bytes, compressed by brotli.
const BUDGET: u64 = 324 * 1024;

/// How the names begin of what a first visit does not load: the program's parts, and the styles that go with them.
const PARTS: [&str; 2] = ["assets/snippets/", "assets/parts-"];

/// The sizes of one file in bytes.
struct Cost {
    name: String,
    raw: u64,
    gzip: u64,
    brotli: u64,
}

impl Cost {
    /// Whether it is loaded only when it is asked for.
    fn is_part(&self) -> bool {
        PARTS.iter().any(|start| self.name.starts_with(start))
    }
}

/// Prints the account beside the budget, and fails when the sum is over it.
pub fn check(dist: &Path) -> Outcome {
    let (later, costs): (Vec<_>, Vec<_>) = costs(dist)?.into_iter().partition(|cost| cost.is_part());
    println!("  {:<46}{:>12}{:>12}{:>12}", "A cold visit to the users", "raw", "gzip", "brotli");
    for cost in &costs {
        print_row(&cost.name, cost.raw, cost.gzip, cost.brotli);
    }
    let sum = |size: fn(&Cost) -> u64| costs.iter().map(size).sum::<u64>();
    let brotli = sum(|cost| cost.brotli);
    print_row("sum", sum(|cost| cost.raw), sum(|cost| cost.gzip), brotli);
    for part in &later {
        print_row(&part.name, part.raw, part.gzip, part.brotli);
    }
    println!("  {} of {} bytes, {} % of the budget", spaced(brotli), spaced(BUDGET), brotli * 100 / BUDGET);
    within(brotli)
}

fn within(brotli: u64) -> Outcome {
    if brotli <= BUDGET {
        return Ok(());
    }
    let over = spaced(brotli - BUDGET);
    Err(Failure::new(format!("the app is {over} bytes over its budget of {} bytes", spaced(BUDGET)))
        .next("find what grew (`twiggy top`, the last commits) and make it smaller"))
}

/// The page and every asset: what has a lasting name (the manifest, the element for embedding) is not part of the visit.
fn costs(dist: &Path) -> Outcome<Vec<Cost>> {
    let mut files = vec![dist.join("index.html")];
    files.extend(hash::files(&dist.join("assets"))?);
    files.retain(|file| file.extension().is_some_and(|kind| kind != "br" && kind != "gz"));
    files.iter().map(|file| cost(dist, file)).collect()
}

fn cost(dist: &Path, file: &Path) -> Outcome<Cost> {
    let size = |path: &Path| fs::metadata(path).map(|data| data.len()).context(path.display());
    let raw = size(file)?;
    // What does not compress has no copies and is sent as it is.
    let copy = |kind| match beside(file, kind) {
        copy if copy.exists() => size(&copy),
        _ => Ok(raw),
    };
    let name = file.strip_prefix(dist).unwrap_or(file).display().to_string();
    Ok(Cost { name, raw, gzip: copy("gz")?, brotli: copy("br")? })
}

/// `app.css` → `app.css.br`.
fn beside(file: &Path, kind: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".");
    name.push(kind);
    PathBuf::from(name)
}

fn print_row(name: &str, raw: u64, gzip: u64, brotli: u64) {
    println!("  {name:<46}{:>12}{:>12}{:>12}", spaced(raw), spaced(gzip), spaced(brotli));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_byte_over_the_budget_fails() {
        assert!(within(BUDGET).is_ok());
        assert!(within(BUDGET + 1).unwrap_err().to_string().contains("1 bytes over"));
    }

    #[test]
    fn what_comes_later_is_a_part() {
        let cost = |name: &str| Cost { name: name.to_owned(), raw: 1, gzip: 1, brotli: 1 };
        assert!(cost("assets/parts-1.css").is_part());
        assert!(cost("assets/snippets/parts/split_texts_de-1.wasm").is_part());
        assert!(!cost("assets/app-1.css").is_part());
    }

    #[test]
    fn a_visit_counts_the_page_and_its_assets_by_their_brotli_copies() {
        let dist = std::env::temp_dir().join(format!("roster-xtask-budget-{}", std::process::id()));
        fs::create_dir_all(dist.join("assets")).unwrap();
        for (name, size) in [("index.html", 10), ("assets/a.js", 20), ("assets/a.js.br", 5), ("other.js", 90)] {
            fs::write(dist.join(name), vec![0; size]).unwrap();
        }
        let total: u64 = costs(&dist).unwrap().iter().map(|cost| cost.brotli).sum();
        fs::remove_dir_all(&dist).unwrap();
        assert_eq!(total, 15);
    }
}
