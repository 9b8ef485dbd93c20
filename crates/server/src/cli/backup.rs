//! `roster backup` and `roster restore`.

use std::{
    io::{Write, stderr},
    path::PathBuf,
};

use clap::Args;

use super::{failure::Failure, settings::DatabaseArgs};
use crate::store;

#[derive(Args)]
pub(super) struct Backup {
    /// The file to write. It must not exist.
    file: PathBuf,
    #[command(flatten)]
    database: DatabaseArgs,
}

impl Backup {
    pub(super) async fn run(self) -> Result<(), Failure> {
        let (file, at) = (self.file, self.database.settings()?.database);
        if !at.is_sqlite() {
            return Err(Failure::BackupOfPostgres(format!("pg_dump --format=custom --file={} {at}", file.display())));
        }
        store::back_up(at.expose(), &file).await?;
        writeln!(stderr(), "{} is a checked backup of {at}", file.display()).map_err(Failure::Output)
    }
}

#[derive(Args)]
pub(super) struct Restore {
    /// The backup. It stays as it is.
    file: PathBuf,
    /// Replaces the database that is there.
    #[arg(long)]
    replace: bool,
    #[command(flatten)]
    database: DatabaseArgs,
}

impl Restore {
    pub(super) async fn run(self) -> Result<(), Failure> {
        let (file, at) = (self.file, self.database.settings()?.database);
        if !at.is_sqlite() {
            return Err(Failure::BackupOfPostgres(format!(
                "pg_restore --clean --if-exists --dbname={at} {}",
                file.display()
            )));
        }
        store::restore(&file, at.expose(), self.replace).await?;
        let file = file.display();
        writeln!(stderr(), "{at} is restored from {file}: users, sessions and links are as they were at that time")
            .map_err(Failure::Output)
    }
}
