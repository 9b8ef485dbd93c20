//! The tables in docs/performance.md.

use std::fs;

use super::Part;
use crate::failure::{Context, Failure, Outcome};
use crate::workspace::Workspace;

/// The page, relative to the checkout.
pub const PATH: &str = "docs/performance.md";
/// The end of each table.
const END: &str = "<!-- end -->";

const fn begin(part: Part) -> &'static str {
    match part {
        Part::Api => "<!-- bench api -->",
        Part::Ui => "<!-- bench ui -->",
    }
}

/// Replaces a part's table.
pub fn write(workspace: &Workspace, part: Part, table: &str) -> Outcome {
    let page = workspace.root.join(PATH);
    let text = fs::read_to_string(&page).context(page.display())?;
    let missing = || Failure::new(format!("{PATH} has no {} … {END}", begin(part)));
    fs::write(&page, replaced(&text, part, table).ok_or_else(missing)?).context(page.display())
}

/// The text with another table between the marks; `None` without marks.
fn replaced(text: &str, part: Part, table: &str) -> Option<String> {
    let begin = begin(part);
    let (before, rest) = text.split_once(begin)?;
    let (_, after) = rest.split_once(END)?;
    Some(format!("{before}{begin}\n{}\n{END}{after}", table.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_table_of_the_part_is_replaced() {
        let text =
            |api, ui| format!("# Title\n<!-- bench api -->\n{api}\n{END}\n<!-- bench ui -->\n{ui}\n{END}\nrest\n");
        assert_eq!(replaced(&text("old", "other"), Part::Api, "new\n\n"), Some(text("new", "other")));
        assert_eq!(replaced(&text("old", "other"), Part::Ui, "new"), Some(text("old", "new")));
        assert_eq!(replaced("# Title", Part::Ui, "new"), None);
    }

    #[test]
    fn the_page_has_a_place_for_each_table() {
        let page = Workspace::locate().unwrap().root.join(PATH);
        let text = fs::read_to_string(page).unwrap();
        assert!([Part::Api, Part::Ui].into_iter().all(|part| replaced(&text, part, "").is_some()));
    }
}
