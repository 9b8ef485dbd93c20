//! `roster admin`.

use std::io::{self, IsTerminal, Write, stderr};

use clap::{Args, Subcommand};

use super::{failure::Failure, run, settings::DatabaseArgs};
use crate::{
    authz::hash_password,
    clock::{Clock, Entropy},
    store::accounts::{NewAdministrator, create_administrator},
};

/// The shortest password, in characters.
const SHORTEST_PASSWORD: usize = 8;

#[derive(Subcommand)]
pub(super) enum Admin {
    /// Makes somebody administrator of an organization; its password is asked for, or read from standard input.
    Create(Create),
}

#[derive(Args)]
pub(super) struct Create {
    /// The address that this person signs in with.
    #[arg(long)]
    email: String,
    /// The name as this person writes it.
    #[arg(long)]
    name: String,
    /// The name of the organization; it is created if there is none of this name.
    #[arg(long)]
    organization: String,
    #[command(flatten)]
    database: DatabaseArgs,
}

impl Create {
    /// Creates account and membership, and the organization if need be.
    pub(super) async fn run(self) -> Result<(), Failure> {
        let settings = self.database.settings()?;
        let email = wanted(&self.email, "email", "an e-mail address", is_email)?;
        let name = wanted(&self.name, "name", "a name", |name| !name.is_empty())?;
        let organization = wanted(&self.organization, "organization", "a name", |name| !name.is_empty())?;
        let password = read_password().map_err(Failure::Password)?;
        if password.chars().count() < SHORTEST_PASSWORD {
            return Err(Failure::ShortPassword(SHORTEST_PASSWORD));
        }
        let database = run::open(&settings.database).await?;
        let (clock, entropy) = (Clock::System, Entropy::System);
        let hash = hash_password(&password, &entropy)?;
        let new = NewAdministrator::new(email.clone(), name, hash, organization.clone(), &clock, &entropy);
        create_administrator(&database, &new).await?;
        database.close().await;
        writeln!(stderr(), "{email} administers {organization}").map_err(Failure::Output)
    }
}

/// The flag's text without spaces around it, if it is acceptable.
fn wanted(text: &str, flag: &'static str, expected: &'static str, ok: fn(&str) -> bool) -> Result<String, Failure> {
    let text = text.trim();
    let acceptable = ok(text) && text.len() <= 254 && !text.contains(char::is_control);
    acceptable.then(|| text.to_owned()).ok_or(Failure::Flag { flag, expected })
}

fn is_email(text: &str) -> bool {
    let parts = text.split_once('@');
    parts.is_some_and(|(user, host)| !user.is_empty() && !host.is_empty() && !host.contains('@')) && !text.contains(' ')
}

/// The password: asked for without showing it, or the first line of standard input.
fn read_password() -> io::Result<String> {
    if io::stdin().is_terminal() {
        return rpassword::prompt_password("Password: ");
    }
    let mut line = String::new();
    io::stdin().read_line(&mut line)?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}
