//! Changes by all servers of a PostgreSQL database.

use std::{convert::Infallible, time::Duration};

use sqlx::{PgExecutor, PgPool, postgres::PgListener};
use tokio::time::{sleep, timeout};

use super::{hub::Changes, notice::Notice};

const CHANNEL: &str = "roster_changes";

/// Before another try to listen.
const PAUSE: Duration = Duration::from_secs(1);

/// Tells every server of the database, once the transaction holds.
pub(in crate::store) async fn notify<'a>(database: impl PgExecutor<'a>, notices: &[Notice]) -> Result<(), sqlx::Error> {
    // Notices can always be written.
    let texts: Vec<String> = notices.iter().filter_map(|notice| serde_json::to_string(notice).ok()).collect();
    if texts.is_empty() {
        return Ok(());
    }
    let notify = "SELECT pg_notify($1, told) FROM unnest($2::text[]) AS told";
    sqlx::query(notify).bind(CHANNEL).bind(texts).execute(database).await.map(|_| ())
}

/// Waits until this process listens.
pub(in crate::store) async fn hear(pool: &PgPool, changes: &Changes, patience: Duration) -> Result<(), sqlx::Error> {
    if changes.begins_to_listen() {
        tokio::spawn(listen_always(pool.clone(), changes.clone()));
    }
    let mut listening = changes.listening();
    match timeout(patience, listening.wait_for(|listening| *listening)).await {
        Ok(Ok(_)) => Ok(()),
        _ => Err(sqlx::Error::PoolTimedOut),
    }
}

/// Listens until the database is closed.
async fn listen_always(pool: PgPool, changes: Changes) {
    loop {
        let Err(error) = listen(&pool, &changes).await;
        changes.is_deaf();
        if pool.is_closed() {
            return;
        }
        tracing::warn!(%error, "changes by other servers are not heard; trying again soon");
        sleep(PAUSE).await;
    }
}

async fn listen(pool: &PgPool, changes: &Changes) -> Result<Infallible, sqlx::Error> {
    let mut listener = PgListener::connect_with(pool).await?;
    listener.listen(CHANNEL).await?;
    changes.is_listening();
    loop {
        match listener.try_recv().await? {
            // What a newer server says and this one does not understand may be anything.
            Some(told) => match serde_json::from_str(told.payload()) {
                Ok(notice) => changes.tell(vec![notice]),
                Err(_) => changes.is_listening(),
            },
            // The connection was lost, and what was told meanwhile with it.
            None => changes.is_listening(),
        }
    }
}

#[cfg(test)]
mod tests {
    use api_types::{AccountId, OrganizationId};

    use super::*;
    use crate::store::changes::Ids;

    #[test]
    fn the_longest_notice_fits_into_what_postgresql_takes() {
        let mut ids = Ids::default();
        (0..100).for_each(|number| ids.add(api_types::MemberId::from_u128(u128::MAX - number).to_string()));
        let account = AccountId::from_u128(u128::MAX);
        let notice = Notice::for_account(OrganizationId::from_u128(u128::MAX), account, "access-requests", ids);
        assert!(serde_json::to_string(&notice).unwrap().len() < 8_000);
    }
}
