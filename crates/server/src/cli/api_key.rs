//! `roster api-key`.

use std::io::{Write, stderr, stdout};

use api_types::{ApiKeyId, ApiScope, read_name};
use clap::{Args, Subcommand, builder::PossibleValuesParser};
use jiff::{SignedDuration, Timestamp};

use super::{failure::Failure, run, settings::DatabaseArgs};
use crate::{
    clock::{Clock, Entropy, new_id},
    store::{
        api_keys::{self, ApiKey, CreateApiKey, RevokeApiKey},
        audit::AuditContext,
    },
};

#[derive(Subcommand)]
pub(super) enum ApiKeys {
    /// Creates a key and prints it. It is not stored, so it cannot be printed again.
    Create(Create),
    /// Lists the keys of an organization.
    List(List),
    /// Ends a key at once.
    Revoke(Revoke),
}

impl ApiKeys {
    pub(super) async fn run(self) -> Result<(), Failure> {
        match self {
            Self::Create(create) => create.run().await,
            Self::List(list) => list.run().await,
            Self::Revoke(revoke) => revoke.run().await,
        }
    }
}

#[derive(Args)]
pub(super) struct Create {
    /// Number of the organization that the key works for.
    #[arg(long, value_name = "NUMBER")]
    organization: String,
    /// What the audit log calls the program that uses the key.
    #[arg(long)]
    name: String,
    /// What the key can be used for. Can be repeated.
    #[arg(long = "scope", value_name = "SCOPE", default_value = ApiScope::ReferencesWrite.as_str())]
    #[arg(value_parser = PossibleValuesParser::new(ApiScope::NAMES))]
    scopes: Vec<String>,
    /// The key expires after this number of days. Without, it works until it is revoked.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=3650))]
    expires_days: Option<u16>,
    #[command(flatten)]
    database: DatabaseArgs,
}

impl Create {
    /// Prints only the key on standard output, so that a script can store it.
    async fn run(self) -> Result<(), Failure> {
        let expected = "a name: one line of at most 120 characters";
        let name = read_name(&self.name).map_err(|_| Failure::Flag { flag: "name", expected })?.to_owned();
        let settings = self.database.settings()?;
        let database = run::open(&settings.database).await?;
        let (clock, entropy) = (Clock::System, Entropy::System);
        let ((text, secret), id) = (api_keys::new_secret(&entropy), new_id::<ApiKeyId>(&clock, &entropy));
        let lifetime = self.expires_days.map(|days| SignedDuration::from_hours(24 * i64::from(days)));
        let mut scopes: Vec<ApiScope> = self.scopes.iter().filter_map(|scope| scope.parse().ok()).collect();
        scopes.sort_unstable();
        scopes.dedup();
        let context = AuditContext::of_server(&clock, &entropy);
        let key = ApiKey {
            expires_at: lifetime.and_then(|lifetime| context.at.checked_add(lifetime).ok()),
            ..ApiKey::new(id, name, scopes, &text, context.at)
        };
        let create = CreateApiKey { organization: self.organization, key, secret, context };
        database.apply(&create).await?;
        database.close().await;
        writeln!(stderr(), "{id} was created. Store the key now: it cannot be shown again.")
            .map_err(Failure::Output)?;
        writeln!(stdout(), "{text}").map_err(Failure::Output)
    }
}

#[derive(Args)]
pub(super) struct List {
    /// Number of the organization.
    #[arg(long, value_name = "NUMBER")]
    organization: String,
    #[command(flatten)]
    database: DatabaseArgs,
}

impl List {
    /// Prints one line for each key, its parts separated by tabs.
    async fn run(self) -> Result<(), Failure> {
        let settings = self.database.settings()?;
        let database = run::open(&settings.database).await?;
        let keys = api_keys::list(&database, &self.organization).await?;
        database.close().await;
        let now = Clock::System.now();
        for key in keys {
            writeln!(stdout(), "{}", line(&key, now)).map_err(Failure::Output)?;
        }
        Ok(())
    }
}

/// Id, name, scopes, state, and when the key was last used.
fn line(key: &ApiKey, now: Timestamp) -> String {
    let scopes: Vec<_> = key.scopes.iter().map(|scope| scope.as_str()).collect();
    let state = match (key.revoked_at, key.expires_at) {
        (Some(at), _) => format!("revoked {}", day(at)),
        (None, Some(at)) if at <= now => format!("expired {}", day(at)),
        (None, Some(at)) => format!("expires {}", day(at)),
        (None, None) => "does not expire".to_owned(),
    };
    let used = key.last_used_at.map_or("never used".to_owned(), |at| format!("last used {}", day(at)));
    [key.id.to_string(), key.name.clone(), scopes.join(","), state, used].join("\t")
}

fn day(at: Timestamp) -> String {
    at.strftime("%Y-%m-%d").to_string()
}

#[derive(Args)]
pub(super) struct Revoke {
    /// Id of the key: `key_…`.
    key: ApiKeyId,
    #[command(flatten)]
    database: DatabaseArgs,
}

impl Revoke {
    async fn run(self) -> Result<(), Failure> {
        let settings = self.database.settings()?;
        let database = run::open(&settings.database).await?;
        let context = AuditContext::of_server(&Clock::System, &Entropy::System);
        let name = database.apply(&RevokeApiKey { key: self.key, context }).await?;
        database.close().await;
        writeln!(stderr(), "{name} ({}) is revoked", self.key).map_err(Failure::Output)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_listed_with_its_state() {
        let at = |day: &str| format!("{day}T12:00:00Z").parse::<Timestamp>().unwrap();
        let scopes = vec![ApiScope::ReferencesWrite];
        let key = ApiKey::new(ApiKeyId::from_u128(1), "Portal".to_owned(), scopes, "", at("2026-11-01"));
        let listed = |key: ApiKey| {
            let line = line(&key, at("2026-11-21"));
            line.strip_prefix("key_00000000000000000000000001\tPortal\treferences.write\t").unwrap().to_owned()
        };
        assert_eq!(listed(key.clone()), "does not expire\tnever used");
        let used = ApiKey { last_used_at: Some(at("2026-11-20")), expires_at: Some(at("2026-11-22")), ..key };
        assert_eq!(listed(used.clone()), "expires 2026-11-22\tlast used 2026-11-20");
        let expired = ApiKey { expires_at: Some(at("2026-11-21")), ..used };
        assert_eq!(listed(expired.clone()), "expired 2026-11-21\tlast used 2026-11-20");
        let revoked = ApiKey { revoked_at: Some(at("2026-11-19")), ..expired };
        assert_eq!(listed(revoked), "revoked 2026-11-19\tlast used 2026-11-20");
    }
}
