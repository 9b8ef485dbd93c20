//! SQLite: one folder with one file for each database.

use std::fs::{self, File};
use std::io::{Read, Seek, SeekFrom};
use std::path::PathBuf;

use super::databases::{Databases, read_all, size};
use crate::failure::{Context, Outcome};

/// Where the file says which SQLite wrote to it last, as four bytes, most significant first (the file format,
/// section 1.3).
const VERSION_AT: u64 = 96;

/// Files below one folder.
#[derive(Debug)]
pub struct Sqlite(pub PathBuf);

impl Sqlite {
    fn folder(&self, members: u64) -> PathBuf {
        self.0.join(format!("sqlite-{members}"))
    }

    fn file(&self, members: u64) -> PathBuf {
        self.folder(members).join("roster.db")
    }
}

impl Databases for Sqlite {
    fn url(&self, members: u64) -> String {
        format!("sqlite://{}", self.file(members).display())
    }

    fn renew(&self, members: u64) -> Outcome {
        self.remove(members)?;
        let folder = self.folder(members);
        fs::create_dir_all(&folder).context(folder.display())
    }

    fn remove(&self, members: u64) -> Outcome {
        let folder = self.folder(members);
        if folder.exists() { fs::remove_dir_all(&folder).context(folder.display()) } else { Ok(()) }
    }

    fn settle(&self, _: u64) -> Outcome {
        Ok(())
    }

    fn warm(&self, members: u64) -> Outcome {
        read_all(&self.folder(members))
    }

    fn bytes(&self, members: u64) -> Outcome<u64> {
        size(&self.folder(members))
    }

    fn version(&self, members: u64) -> Outcome<String> {
        let file = self.file(members);
        let mut number = [0; 4];
        let mut header = File::open(&file).context(file.display())?;
        header.seek(SeekFrom::Start(VERSION_AT)).context(file.display())?;
        header.read_exact(&mut number).context(file.display())?;
        Ok(version(u32::from_be_bytes(number)))
    }
}

/// 3051003 → `3.51.3`.
fn version(number: u32) -> String {
    format!("{}.{}.{}", number / 1_000_000, number / 1000 % 1000, number % 1000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_written_as_people_say_them() {
        assert_eq!(version(3_051_003), "3.51.3");
    }

    #[test]
    fn a_folder_is_made_emptied_and_removed() {
        let root = std::env::temp_dir().join(format!("roster-xtask-sqlite-{}", std::process::id()));
        let sqlite = Sqlite(root.clone());
        sqlite.renew(7).unwrap();
        let mut header = vec![0; 100];
        header[96..].copy_from_slice(&3_051_003_u32.to_be_bytes());
        fs::write(sqlite.file(7), header).unwrap();
        assert_eq!((sqlite.bytes(7).unwrap(), sqlite.version(7).unwrap()), (100, "3.51.3".to_owned()));
        sqlite.renew(7).unwrap();
        assert_eq!(sqlite.bytes(7).unwrap(), 0);
        sqlite.remove(7).unwrap();
        assert!(!sqlite.folder(7).exists());
        fs::remove_dir_all(root).unwrap();
    }
}
