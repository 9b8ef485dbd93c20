//! What a new password must be, wherever one is set.

use api_types::{FieldProblem, PasswordProblem, check_password};

use crate::store::{accounts::PasswordContext, text};

/// The name of the product: no password is little more than that.
const PRODUCT: &str = "Roster";

/// The problem with a new password in the field that `pointer` names, if any.
pub fn password_problem(pointer: &str, password: &str, context: &PasswordContext) -> Option<FieldProblem> {
    let words: Vec<&str> = context.words().chain([PRODUCT]).collect();
    let min = context.min_password();
    let problem = check_password(&text::composed(password), min.into(), &words).err()?;
    let detail = match problem {
        PasswordProblem::Missing => "Choose a password.".to_owned(),
        PasswordProblem::TooShort => format!("At least {min} characters. A sentence works well."),
        PasswordProblem::TooLong => "At most 1,024 bytes.".to_owned(),
        PasswordProblem::TooEasy => "Too easy to guess. Use several words that don't belong together.".to_owned(),
    };
    Some(FieldProblem { pointer: pointer.to_owned(), code: problem.code().to_owned(), detail })
}
