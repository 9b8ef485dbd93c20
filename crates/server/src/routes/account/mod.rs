//! `/account`: one's own account.

pub mod change;
pub mod email_change;
mod error;
pub mod get;
pub mod passkeys;
pub mod password;
pub mod recovery_codes;
pub mod sessions;
pub mod totp;

use api_types::{OwnAccount, RecoveryCodes, write_recovery_code};
use axum::response::IntoResponse;

use crate::{
    authz::recovery_code_hash,
    error::ApiError,
    routes::if_match,
    session::Caller,
    state::AppState,
    store::accounts::{self, RECOVERY_CODES},
};

/// The account as it is now, with the name of its version.
async fn answer(state: &AppState, caller: &Caller) -> Result<impl IntoResponse + use<>, ApiError> {
    let account = own(state, caller).await?;
    Ok(if_match::with_version(account.version, account))
}

async fn own(state: &AppState, caller: &Caller) -> Result<OwnAccount, ApiError> {
    let account = accounts::own(&state.database, caller.signed_in(), state.clock.now()).await?;
    Ok(OwnAccount { passkeys_unavailable: state.passkeys.unavailable(), ..account })
}

/// New recovery codes, and what is kept of them.
fn new_recovery_codes(state: &AppState) -> (RecoveryCodes, Vec<[u8; 32]>) {
    let codes: Vec<u128> = (0..RECOVERY_CODES).map(|_| u128::from_be_bytes(state.entropy.bytes())).collect();
    let hashes = codes.iter().map(|code| recovery_code_hash(*code)).collect();
    (RecoveryCodes { recovery_codes: codes.into_iter().map(write_recovery_code).collect() }, hashes)
}
