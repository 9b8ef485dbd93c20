//! `roster admin`.

use std::io::{self, IsTerminal, Write, stderr};

use api_types::{InvalidPersonName, PersonName, read_name};
use clap::{ArgGroup, Args, Subcommand};

use super::{failure::Failure, run, settings::DatabaseArgs};
use crate::{
    clock::{Clock, Entropy},
    session::{hash_password, password_problem},
    store::accounts::{NewAdministrator, PasswordContext, create_administrator},
};

#[derive(Subcommand)]
pub(super) enum Admin {
    /// Creates an administrator of an organization. Asks for the password or reads it from stdin.
    Create(Create),
}

#[derive(Args)]
#[command(group(ArgGroup::new("person_name").required(true).multiple(true).args(["given_name", "family_name", "name"])))]
pub(super) struct Create {
    /// The e-mail address for signing in.
    #[arg(long)]
    email: String,
    /// The given name.
    #[arg(long, default_value = "", hide_default_value = true)]
    given_name: String,
    /// The family name.
    #[arg(long, default_value = "", hide_default_value = true)]
    family_name: String,
    /// A single name, instead of given and family name.
    #[arg(long, conflicts_with_all = ["given_name", "family_name"])]
    name: Option<String>,
    /// The name of the organization. It is created if it does not exist.
    #[arg(long)]
    organization: String,
    #[command(flatten)]
    database: DatabaseArgs,
}

impl Create {
    /// Creates account and membership, and the organization if it does not exist.
    pub(super) async fn run(self) -> Result<(), Failure> {
        let email = read_email(&self.email)?;
        let name = self.person_name()?;
        let organization = read_name(&self.organization).map_err(|_| name_flag("organization"))?.to_owned();
        let settings = self.database.settings()?;
        let password = read_password().map_err(Failure::Password)?;
        let context = PasswordContext::of_new(&name.full, &email, &organization, false);
        if let Some(problem) = password_problem("/password", &password, &context) {
            return Err(Failure::UnusablePassword(problem.detail));
        }
        let database = run::open(&settings.database).await?;
        let (clock, entropy) = (Clock::System, Entropy::System);
        let hash = hash_password(&password, &entropy)?;
        let new = NewAdministrator::new(email.clone(), name, hash, organization.clone(), &clock, &entropy);
        create_administrator(&database, &new).await?;
        database.close().await;
        writeln!(stderr(), "{email} administers {organization}").map_err(Failure::Output)
    }

    fn person_name(&self) -> Result<PersonName, Failure> {
        match &self.name {
            Some(name) => PersonName::whole(name).map_err(|_| name_flag("name")),
            None => PersonName::new(&self.given_name, &self.family_name).map_err(|invalid| match invalid {
                InvalidPersonName { given: Some(_), .. } => name_flag("given-name"),
                InvalidPersonName { given: None, .. } => name_flag("family-name"),
            }),
        }
    }
}

fn name_flag(flag: &'static str) -> Failure {
    Failure::Flag { flag, expected: "a name: one line of at most 120 characters" }
}

/// The address without leading and trailing spaces.
fn read_email(text: &str) -> Result<String, Failure> {
    let text = text.trim();
    let acceptable = is_email(text) && text.len() <= 254 && !text.contains(char::is_control);
    acceptable.then(|| text.to_owned()).ok_or(Failure::Flag { flag: "email", expected: "an e-mail address" })
}

fn is_email(text: &str) -> bool {
    let parts = text.split_once('@');
    parts.is_some_and(|(user, host)| !user.is_empty() && !host.is_empty() && !host.contains('@')) && !text.contains(' ')
}

/// The password, from a hidden prompt or the first line of stdin.
fn read_password() -> io::Result<String> {
    if io::stdin().is_terminal() {
        return rpassword::prompt_password("Password: ");
    }
    let mut line = String::new();
    io::stdin().read_line(&mut line)?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}
