//! `roster admin`.

use std::io::{self, IsTerminal, Write, stderr};

use api_types::{InvalidPersonName, PersonName, read_name};
use clap::{ArgGroup, Args, Subcommand};

use super::{failure::Failure, run, settings::DatabaseArgs};
use crate::{
    clock::{Clock, Entropy},
    session::{hash_password, password_problem},
    store::{
        accounts::{ForOrganization, NewAdministrator, PasswordContext, create_administrator},
        invitations::Address,
    },
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
    /// The name of a new organization.
    #[arg(long)]
    organization: Option<String>,
    /// The number of an organization that exists, instead of the name of a new one.
    #[arg(long, conflicts_with = "organization", required_unless_present = "organization")]
    organization_number: Option<String>,
    #[command(flatten)]
    database: DatabaseArgs,
}

impl Create {
    /// Creates account and membership, and the organization if it is a new one.
    pub(super) async fn run(self) -> Result<(), Failure> {
        let email = read_email(&self.email)?;
        let name = self.person_name()?;
        let (organization, shown) = self.for_organization()?;
        let settings = self.database.settings()?;
        let password = read_password().map_err(Failure::Password)?;
        let context = PasswordContext::of_new(&name.full, &email, &shown, false);
        if let Some(problem) = password_problem("/password", &password, &context) {
            return Err(Failure::UnusablePassword(problem.detail));
        }
        let database = run::open(&settings.database).await?;
        let (clock, entropy) = (Clock::System, Entropy::System);
        let hash = hash_password(&password, &entropy)?;
        let new = NewAdministrator::new(email.clone(), name, hash, organization, &clock, &entropy);
        create_administrator(&database, &new).await?;
        database.close().await;
        writeln!(stderr(), "{email} administers {shown}").map_err(Failure::Output)
    }

    /// The organization, and how it is named to the operator.
    fn for_organization(&self) -> Result<(ForOrganization, String), Failure> {
        match (&self.organization, &self.organization_number) {
            (_, Some(number)) => Ok((ForOrganization::Existing(number.trim().to_owned()), number.trim().to_owned())),
            (name, None) => {
                let name = read_name(name.as_deref().unwrap_or_default()).map_err(|_| name_flag("organization"))?;
                Ok((ForOrganization::New(name.to_owned()), name.to_owned()))
            }
        }
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

/// The address in the one spelling that is written to, as for invitations.
fn read_email(text: &str) -> Result<String, Failure> {
    Address::read(text).map(|address| address.email).map_err(|problem| Failure::Email(problem.to_string()))
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
