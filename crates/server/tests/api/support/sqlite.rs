//! SQLite databases to test on: copies of one file.

use std::path::Path;

use roster_server::store::Database;
use tokio::sync::OnceCell;

use super::world;

/// What every database begins with.
static TEMPLATE: OnceCell<Vec<u8>> = OnceCell::const_new();

/// The URL of a new database in this folder that holds the world.
pub async fn create(folder: &Path) -> String {
    let file = folder.join("roster.db");
    std::fs::write(&file, TEMPLATE.get_or_init(fill).await).unwrap();
    url(&file)
}

async fn fill() -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("template.db");
    let database = Database::connect(&url(&file)).await.unwrap();
    world::fill(&database).await;
    // Moves what is in the write-ahead log into the file.
    database.close().await;
    std::fs::read(file).unwrap()
}

fn url(file: &Path) -> String {
    format!("sqlite:{}", file.display())
}
