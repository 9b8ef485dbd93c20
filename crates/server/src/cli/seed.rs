//! `roster seed`.

use std::io::{Write, stderr};

use clap::Args;

use super::{failure::Failure, run, settings::DatabaseArgs};
use crate::{
    clock::{Clock, Entropy},
    demo, store,
};

#[derive(Args)]
pub(super) struct Seed {
    /// How many people.
    #[arg(long)]
    members: usize,
    /// In how many organizations; the first is by far the largest.
    #[arg(long, default_value_t = 1)]
    organizations: usize,
    /// The same number makes the same people.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    #[command(flatten)]
    database: DatabaseArgs,
}

impl Seed {
    /// Fills the database and says how far it is on standard error.
    pub(super) async fn run(self) -> Result<(), Failure> {
        let settings = self.database.settings()?;
        let database = run::open(&settings.database).await?;
        let mut done = 0;
        for part in demo::generated(self.members, self.organizations, self.seed, Clock::System.now()) {
            done += part.members.len();
            let loaded = store::seed::load(&database, &part, &Entropy::System).await;
            loaded.map_err(Failure::start(&settings.database))?;
            write!(stderr(), "\r{done} of {} members", self.members).map_err(Failure::Output)?;
        }
        writeln!(stderr()).map_err(Failure::Output)?;
        database.close().await;
        Ok(())
    }
}
