//! What the server does by itself, every minute. Any number of servers over one database may do it at once.

use std::time::Duration;

use api_types::MailService;

use crate::{
    state::AppState,
    store::{
        StoreError, access_requests, audit, email_changes, grants, invitations, jobs, members, organizations, purge,
        sessions::CorrectSessions,
    },
};

const PAUSE: Duration = Duration::from_secs(60);
/// From a change to the seal of its event. A look for new events reads one entry of an index.
const SEAL_PAUSE: Duration = Duration::from_secs(1);

/// Does everything that is due, every minute. Never returns.
pub async fn run(state: AppState) {
    let mut tick = tokio::time::interval(PAUSE);
    tick.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        tick.tick().await;
        if let Err(error) = once(&state).await {
            tracing::warn!(%error, "what was due could not be done; it will be tried again");
        }
    }
}

/// Seals new events of the audit log, every second. Never returns.
pub async fn seal_audit_log(state: AppState) {
    let mut tick = tokio::time::interval(SEAL_PAUSE);
    tick.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        tick.tick().await;
        if let Err(error) = audit::seal(&state.database, &state.entropy).await {
            tracing::warn!(%error, "the audit log could not be sealed; it will be tried again");
        }
    }
}

/// Does everything that is due now: invitations and changes of addresses that have run out, reminders, first and last
/// days, grants, access requests, imports that did not arrive completely, sessions of a clock that was ahead, removed
/// members, deleted organizations and other things that were kept long enough. What fails keeps nothing else from being
/// done.
///
/// # Errors
/// The first one, when the database fails.
pub async fn once(state: &AppState) -> Result<(), StoreError> {
    let (database, clock, entropy) = (&state.database, &state.clock, &state.entropy);
    let has_mail = state.settings.mail != MailService::None;
    let done = [
        invitations(state).await,
        email_changes::expire(database, clock, entropy).await,
        days(state, has_mail).await,
        grants::expire(database, clock, entropy).await.map(|_| ()),
        access_requests::expire(database, clock, entropy).await.map(|_| ()),
        imports(state).await,
        members::erase(database, clock, entropy).await.map(|_| ()),
        organizations::erase(database, clock, entropy).await.map(|_| ()),
        database.apply(&CorrectSessions { now: clock.now(), idle: state.settings.session_idle }).await,
        purge::purge(database, clock.now()).await,
    ];
    done.into_iter().collect()
}

async fn invitations(state: &AppState) -> Result<(), StoreError> {
    let (database, clock, entropy) = (&state.database, &state.clock, &state.entropy);
    let expired = invitations::expire(database, clock, entropy).await?;
    let reminded = invitations::remind(database, clock, entropy).await?;
    if reminded > 0 {
        state.mail_notify.now();
    }
    if expired + reminded > 0 {
        tracing::info!(expired, reminded, "invitations");
    }
    Ok(())
}

/// Imports that did not arrive completely.
async fn imports(state: &AppState) -> Result<(), StoreError> {
    let failed = jobs::fail_incomplete(&state.database, state.clock.now()).await?;
    if failed > 0 {
        tracing::info!(failed, "imports that did not arrive completely");
    }
    Ok(())
}

/// First and last days.
async fn days(state: &AppState, has_mail: bool) -> Result<(), StoreError> {
    let (database, clock, entropy) = (&state.database, &state.clock, &state.entropy);
    let kept = members::keep_schedules(database, clock, entropy, has_mail).await?;
    let noticed = members::give_notice(database, clock, entropy, has_mail).await?;
    if kept + noticed > 0 {
        state.mail_notify.now();
        tracing::info!(kept, noticed, "first and last days");
    }
    Ok(())
}
