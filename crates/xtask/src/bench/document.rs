//! The place of the report in docs/performance.md.

use std::fs;
use std::path::Path;

use crate::failure::{Context, Failure, Outcome};

const BEGIN: &str = "<!-- report: written by `cargo xtask bench api` -->";
const END: &str = "<!-- end of the report -->";

/// Puts a report in the place of the one before.
///
/// # Errors
/// When the document has no place for it.
pub fn write(document: &Path, report: &str) -> Outcome {
    let text = fs::read_to_string(document).context(document.display())?;
    let new = replaced(&text, report).ok_or_else(|| {
        Failure::new(format!("{} has no place for the report", document.display()))
            .next(format!("put these lines where it belongs:\n{BEGIN}\n{END}"))
    })?;
    fs::write(document, new).context(document.display())
}

/// The text with something else between the markers; `None` without them.
fn replaced(text: &str, report: &str) -> Option<String> {
    let (before, rest) = text.split_once(BEGIN)?;
    let (_, after) = rest.split_once(END)?;
    Some(format!("{before}{BEGIN}\n{}\n{END}{after}", report.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_stands_between_the_markers_changes() {
        let text = format!("# Title\n{BEGIN}\nold\n{END}\nthe rest\n");
        assert_eq!(replaced(&text, "new\n\n").unwrap(), format!("# Title\n{BEGIN}\nnew\n{END}\nthe rest\n"));
    }

    #[test]
    fn a_document_without_markers_is_left_alone() {
        assert_eq!(replaced("# Title", "new"), None);
        assert_eq!(replaced(&format!("{END}{BEGIN}"), "new"), None);
    }

    #[test]
    fn the_document_has_a_place_for_the_report() {
        let workspace = crate::workspace::Workspace::locate().unwrap();
        let text = fs::read_to_string(workspace.root.join(super::super::DOCUMENT)).unwrap();
        assert!(replaced(&text, "").is_some());
    }
}
