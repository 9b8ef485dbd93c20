//! `roster audit`.

use std::io::{Write, stdout};

use clap::{Args, Subcommand};

use super::{failure::Failure, run, settings::DatabaseArgs};
use crate::{
    clock::Entropy,
    state::StartError,
    store::audit::{self, Noted, Verified},
};

#[derive(Subcommand)]
pub(super) enum Audit {
    /// Checks that no event of the audit log was changed or removed.
    Verify(Verify),
}

#[derive(Args)]
pub(super) struct Verify {
    /// What an earlier check printed, for example `12482:9f2c…`. The log must still contain it.
    #[arg(long, value_name = "EVENT:HASH")]
    noted: Option<String>,
    #[command(flatten)]
    database: DatabaseArgs,
}

impl Verify {
    /// Prints the number of events and the hash of the last one, or fails at the first fault.
    pub(super) async fn run(self) -> Result<(), Failure> {
        let usage =
            Failure::Flag { flag: "noted", expected: "what an earlier check printed: a number, a colon, a hash" };
        let noted = self.noted.as_deref().map(|text| read(text).ok_or(usage)).transpose()?;
        let settings = self.database.settings()?;
        let database = run::open(&settings.database).await?;
        let failed = |error| Failure::start(&settings.database)(StartError::Store(error));
        // Events of a moment ago are part of the log too.
        audit::seal(&database, &Entropy::System).await.map_err(failed)?;
        let verified = audit::verify(&database, noted.as_ref()).await.map_err(failed)?;
        database.close().await;
        let Verified { end, erased, .. } = verified?;
        let hash: String = end.hash.iter().map(|byte| format!("{byte:02x}")).collect();
        writeln!(stdout(), "{}:{hash}", end.position).map_err(Failure::Output)?;
        let events = end.position;
        writeln!(stdout(), "No event was changed or removed: {events} events, {erased} with erased details.")
            .map_err(Failure::Output)
    }
}

/// Reads a number, a colon and a hash.
fn read(text: &str) -> Option<Noted> {
    let (position, hash) = text.split_once(':')?;
    let digits: Vec<u8> = hash.chars().map(|digit| digit.to_digit(16)?.try_into().ok()).collect::<Option<_>>()?;
    let (pairs, rest) = digits.as_chunks::<2>();
    let hash: Vec<u8> = pairs.iter().map(|[high, low]| high << 4 | low).collect();
    let is_hash = hash.len() == 32 && rest.is_empty();
    Some(Noted { position: position.parse().ok().filter(|position| *position > 0)?, hash }).filter(|_| is_hash)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_noted_end_is_a_number_and_a_hash() {
        let noted = read(&format!("12:{}", "0a".repeat(32))).unwrap();
        assert_eq!((noted.position, noted.hash), (12, vec![10; 32]));
        for bad in ["", "12", "12:0a", &format!("0:{}", "0a".repeat(32)), &format!("x:{}", "0a".repeat(32))] {
            assert_eq!(read(bad), None, "{bad}");
        }
    }
}
