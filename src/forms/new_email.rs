//! A new e-mail address for a user.

use api_types::Problem;

use super::read_email;

/// What is wrong with a new address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NewEmailProblem {
    Incomplete,
    /// It is the present one.
    Same,
    /// Another user of the organization has it.
    Taken,
    /// The organization has no addresses at this domain.
    Domain,
    /// The server sends no mail.
    NoMail,
    /// Anything else.
    Invalid,
}

/// A new address as it is sent. Only its shape is looked at, and that it is not the present one.
///
/// # Errors
/// What is wrong with it.
pub fn read_new_email(text: &str, present: &str) -> Result<String, NewEmailProblem> {
    let email = read_email(text).ok_or(NewEmailProblem::Incomplete)?;
    if email.to_lowercase() == present.to_lowercase() { Err(NewEmailProblem::Same) } else { Ok(email) }
}

/// What the server has against an address; nothing if it did not refuse because of the address.
pub fn refused_email(problem: &Problem) -> Option<NewEmailProblem> {
    let error = problem.errors.iter().find(|error| error.pointer == "/email")?;
    Some(match error.code.as_str() {
        "same" => NewEmailProblem::Same,
        "taken" => NewEmailProblem::Taken,
        "domain_not_allowed" => NewEmailProblem::Domain,
        "no_mail" => NewEmailProblem::NoMail,
        _ => NewEmailProblem::Invalid,
    })
}

#[cfg(test)]
mod tests {
    use api_types::FieldProblem;

    use super::*;

    #[test]
    fn usr10_a_new_address_is_whole_and_another_one() {
        let read = |text| read_new_email(text, "Ada@acme.example");
        assert_eq!(read(" adah@acme.example "), Ok("adah@acme.example".to_owned()));
        assert_eq!(read("adah"), Err(NewEmailProblem::Incomplete));
        assert_eq!(read(""), Err(NewEmailProblem::Incomplete));
        assert_eq!(read("ada@ACME.example"), Err(NewEmailProblem::Same));
    }

    #[test]
    fn usr10_the_servers_reason_is_known() {
        let refused = |pointer: &str, code: &str| {
            let errors =
                vec![FieldProblem { pointer: pointer.to_owned(), code: code.to_owned(), detail: String::new() }];
            refused_email(&Problem {
                kind: String::new(),
                title: String::new(),
                status: 422,
                code: "invalid".to_owned(),
                detail: String::new(),
                errors,
            })
        };
        assert_eq!(refused("/email", "taken"), Some(NewEmailProblem::Taken));
        assert_eq!(refused("/email", "unheard_of"), Some(NewEmailProblem::Invalid));
        assert_eq!(refused("/headers/idempotency-key", "invalid"), None);
    }
}
