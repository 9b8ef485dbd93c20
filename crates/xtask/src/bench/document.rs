//! The places of the reports in docs/performance.md.

use std::fs;
use std::path::Path;

use crate::failure::{Context, Failure, Outcome};

/// Which report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Of `cargo xtask bench api`.
    Api,
    /// Of `cargo xtask bench ui`.
    Ui,
}

impl Place {
    /// Stands before the report.
    const fn begin(self) -> &'static str {
        match self {
            Self::Api => "<!-- report: written by `cargo xtask bench api` -->",
            Self::Ui => "<!-- report: written by `cargo xtask bench ui` -->",
        }
    }
}

/// Stands behind each report.
const END: &str = "<!-- end of the report -->";

/// Puts a report in the place of the one before.
///
/// # Errors
/// When the document has no place for it.
pub fn write(document: &Path, place: Place, report: &str) -> Outcome {
    let text = fs::read_to_string(document).context(document.display())?;
    let new = replaced(&text, place, report).ok_or_else(|| {
        Failure::new(format!("{} has no place for the report", document.display()))
            .next(format!("put these lines where it belongs:\n{}\n{END}", place.begin()))
    })?;
    fs::write(document, new).context(document.display())
}

/// The text with something else between the markers; `None` without them.
fn replaced(text: &str, place: Place, report: &str) -> Option<String> {
    let begin = place.begin();
    let (before, rest) = text.split_once(begin)?;
    let (_, after) = rest.split_once(END)?;
    Some(format!("{before}{begin}\n{}\n{END}{after}", report.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_stands_between_the_markers_changes() {
        let text = |api, ui| {
            let [one, other] = [Place::Api, Place::Ui].map(Place::begin);
            format!("# Title\n{one}\n{api}\n{END}\nbetween\n{other}\n{ui}\n{END}\nthe rest\n")
        };
        assert_eq!(replaced(&text("old", "other"), Place::Api, "new\n\n").unwrap(), text("new", "other"));
        assert_eq!(replaced(&text("old", "other"), Place::Ui, "new").unwrap(), text("old", "new"));
    }

    #[test]
    fn a_document_without_markers_is_left_alone() {
        assert_eq!(replaced("# Title", Place::Api, "new"), None);
        assert_eq!(replaced(&format!("{END}{}", Place::Api.begin()), Place::Api, "new"), None);
    }

    #[test]
    fn the_document_has_a_place_for_each_report() {
        let workspace = crate::workspace::Workspace::locate().unwrap();
        let text = fs::read_to_string(workspace.root.join(super::super::DOCUMENT)).unwrap();
        assert!([Place::Api, Place::Ui].into_iter().all(|place| replaced(&text, place, "").is_some()));
    }
}
