//! `roster seed`.

use std::io::{IsTerminal, Write, stderr};

use api_types::{AccountId, MemberId, OrganizationId};
use clap::Args;
use jiff::Timestamp;

use super::{failure::Failure, run, settings::DatabaseArgs};
use crate::{
    clock::{Clock, Entropy},
    demo,
    state::StartError,
    store::{self, Database},
};

#[derive(Args)]
pub(super) struct Seed {
    #[command(flatten)]
    size: Size,
    #[command(flatten)]
    database: DatabaseArgs,
}

#[derive(Args)]
struct Size {
    /// Number of members.
    #[arg(long)]
    members: usize,
    /// Number of organizations. The first is by far the largest.
    #[arg(long, default_value_t = 1)]
    organizations: usize,
    /// Number of events in the audit log of the first organization.
    #[arg(long, default_value_t = 0)]
    events: usize,
    /// Number of devices of the first organization.
    #[arg(long, default_value_t = 0)]
    devices: usize,
    /// Number of grants on these devices.
    #[arg(long, default_value_t = 0)]
    grants: usize,
    /// The same seed generates the same members.
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

/// From so many on, what makes each new row slow is taken away first.
const MANY: usize = 20_000;
/// So many people cause the events, and they happen to them. They have the grants, too.
const PEOPLE: usize = 5_000;
/// Letters of the progress bar.
const BAR: usize = 30;

impl Seed {
    /// Fills the database and shows its progress on stderr.
    pub(super) async fn run(self) -> Result<(), Failure> {
        let settings = self.database.settings()?;
        let database = run::open(&settings.database).await?;
        let failed = Failure::start(&settings.database);
        self.size.fill(&database).await.map_err(|error| match error {
            Stopped::Start(error) => failed(error),
            Stopped::Output(error) => Failure::Output(error),
        })?;
        database.close().await;
        Ok(())
    }
}

impl Size {
    /// Adds devices and grants.
    async fn add_devices(
        &self,
        database: &Database,
        organization: OrganizationId,
        people: &[(MemberId, Option<AccountId>)],
        now: Timestamp,
    ) -> Result<(), Stopped> {
        let devices = demo::generated_devices::devices(organization, self.devices, now);
        demo::load(database, &devices, &Entropy::System).await?;
        let people: Vec<_> = people.iter().map(|(member, _)| *member).collect();
        for part in demo::generated_devices::grants(organization, &devices, &people, self.grants, now) {
            demo::load(database, &part, &Entropy::System).await?;
        }
        Ok(())
    }

    /// Fills the audit log, and seals it.
    async fn write_events(
        &self,
        database: &Database,
        organization: OrganizationId,
        people: Vec<(MemberId, Option<AccountId>)>,
        now: Timestamp,
    ) -> Result<(), Stopped> {
        for part in demo::history::generated(organization, people, self.events, now) {
            demo::load(database, &part, &Entropy::System).await?;
            store::audit::seal_in_bulk(database, &Entropy::System).await.map_err(StartError::from)?;
        }
        Ok(())
    }

    async fn fill(&self, database: &Database) -> Result<(), Stopped> {
        let many = self.members.max(self.events) >= MANY;
        if many {
            store::seed::begin_bulk(database).await.map_err(StartError::from)?;
        }
        let began = Clock::System.now();
        let (mut done, mut people) = (0, Vec::new());
        let mut first = None;
        for part in demo::generated(self.members, self.organizations, self.seed, began) {
            let organization = *first.get_or_insert(part.organizations.first().map(|it| it.id));
            let of_first = part.members.iter().filter(|member| Some(member.organization) == organization);
            people.extend(of_first.map(|member| (member.id, member.account)).take(PEOPLE - people.len().min(PEOPLE)));
            demo::load(database, &part, &Entropy::System).await?;
            done += part.members.len();
            if stderr().is_terminal() {
                let spent = Clock::System.now().duration_since(began).as_secs_f64();
                write!(stderr(), "\r{}", progress(done, self.members, spent))?;
            }
        }
        if let Some(organization) = first.flatten().filter(|_| !people.is_empty()) {
            if self.devices > 0 {
                self.add_devices(database, organization, &people, began).await?;
            }
            self.write_events(database, organization, people, began).await?;
        }
        if many {
            if stderr().is_terminal() {
                write!(stderr(), "\r{:<79}\r", "making indexes …")?;
            }
            store::seed::end_bulk(database).await.map_err(StartError::from)?;
        }
        let spent = Clock::System.now().duration_since(began).as_secs_f64();
        let over = if stderr().is_terminal() { "\r" } else { "" };
        writeln!(stderr(), "{over}{:<79}", format!("{done} members in {spent:.0} s"))?;
        Ok(())
    }
}

/// Why filling in stopped.
#[derive(Debug, thiserror::Error)]
enum Stopped {
    #[error(transparent)]
    Start(#[from] StartError),
    #[error(transparent)]
    Output(#[from] std::io::Error),
}

/// `[######------] 50 %  500000 of 1000000 members, 60 s left`
fn progress(done: usize, all: usize, spent: f64) -> String {
    let share = done as f64 / all.max(1) as f64;
    let bar = "#".repeat((share * BAR as f64) as usize);
    let left = spent / share.max(f64::EPSILON) - spent;
    format!("[{bar:-<BAR$}] {:3.0} %  {done} of {all} members, {left:.0} s left  ", share * 100.0)
}

#[cfg(test)]
mod tests {
    use super::progress;

    #[test]
    fn progress_says_how_far_and_how_long() {
        let bar = ["#".repeat(15), "-".repeat(15)].concat();
        assert_eq!(progress(500, 1000, 60.0), format!("[{bar}]  50 %  500 of 1000 members, 60 s left  "));
        assert!(progress(0, 0, 0.0).starts_with("[-"));
    }
}
