//! `roster seed`.

use std::io::{IsTerminal, Write, stderr};

use clap::Args;

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
    /// The same seed generates the same members.
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

/// From so many on, what makes each new row slow is taken away first.
const MANY: usize = 20_000;
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
    async fn fill(&self, database: &Database) -> Result<(), Stopped> {
        let many = self.members >= MANY;
        if many {
            store::seed::begin_bulk(database).await.map_err(StartError::from)?;
        }
        let began = Clock::System.now();
        let mut done = 0;
        for part in demo::generated(self.members, self.organizations, self.seed, began) {
            demo::load(database, &part, &Entropy::System).await?;
            done += part.members.len();
            if stderr().is_terminal() {
                let spent = Clock::System.now().duration_since(began).as_secs_f64();
                write!(stderr(), "\r{}", progress(done, self.members, spent))?;
            }
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
