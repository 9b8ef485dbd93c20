//! `/account`: the user's own account.

use api_types::{
    AccountChanges, AccountSessions, AddedPasskey, NewEmail, NewPasskey, NewTotp, OwnAccount, OwnPassword,
    PasskeyAnswer, PasskeyChallenge, PasskeyChallengeRequest, PasskeyChanges, PasskeyId, PasskeyPurpose,
    PasswordChange, RecoveryCodes, Session, SessionId, SessionProof, TotpCode,
};

use super::{Change, Query};

/// `GET /account`
pub fn own_account() -> Query<OwnAccount> {
    Query::new("/account".to_owned())
}

/// `PATCH /account`: changes name or language.
pub fn update_account(account: &OwnAccount, changes: &AccountChanges) -> Change<OwnAccount> {
    Change::patch("/account".to_owned(), changes).if_match(account.version)
}

/// `GET /account/sessions`
pub fn own_sessions() -> Query<AccountSessions> {
    Query::new("/account/sessions".to_owned())
}

/// `DELETE /account/sessions/{session}`
pub fn end_own_session(session: SessionId) -> Change<()> {
    Change::delete(["/account/sessions/", &session.to_string()].concat())
}

/// `DELETE /account/sessions`: ends all others.
pub fn end_other_sessions() -> Change<()> {
    Change::delete("/account/sessions".to_owned())
}

/// `PUT /account/password`
pub fn change_password(change: &PasswordChange) -> Change<()> {
    Change::replace("/account/password".to_owned()).json(change)
}

/// `POST /account/totp`: a new secret. Nothing changes until its first code is confirmed.
pub fn start_totp() -> Change<NewTotp> {
    Change::post("/account/totp".to_owned())
}

/// `POST /account/totp/confirm`
pub fn confirm_totp(code: String) -> Change<RecoveryCodes> {
    Change::post("/account/totp/confirm".to_owned()).json(&TotpCode { code })
}

/// `DELETE /account/totp`
pub fn remove_totp(password: String) -> Change<()> {
    Change::delete("/account/totp".to_owned()).json(&OwnPassword { password })
}

/// `POST /account/recovery-codes`
pub fn replace_recovery_codes(password: String) -> Change<RecoveryCodes> {
    Change::post("/account/recovery-codes".to_owned()).json(&OwnPassword { password })
}

/// `POST /account/email-change`: sends a link to the new address.
pub fn request_own_email_change(email: String) -> Change<OwnAccount> {
    Change::post("/account/email-change".to_owned()).json(&NewEmail { email })
}

/// `DELETE /account/email-change`
pub fn cancel_own_email_change() -> Change<()> {
    Change::delete("/account/email-change".to_owned())
}

/// `POST /account/passkeys/challenge`: what a new passkey signs.
pub fn start_passkey() -> Change<PasskeyChallenge> {
    Change::post("/account/passkeys/challenge".to_owned())
}

/// `POST /account/passkeys`
pub fn add_passkey(new: &NewPasskey) -> Change<AddedPasskey> {
    Change::post("/account/passkeys".to_owned()).json(new)
}

/// `PATCH /account/passkeys/{passkey}`
pub fn rename_passkey(passkey: PasskeyId, name: String) -> Change<OwnAccount> {
    Change::patch(of_passkey(passkey), &PasskeyChanges { name })
}

/// `DELETE /account/passkeys/{passkey}`
pub fn delete_passkey(passkey: PasskeyId) -> Change<()> {
    Change::delete(of_passkey(passkey))
}

fn of_passkey(passkey: PasskeyId) -> String {
    ["/account/passkeys/", &passkey.to_string()].concat()
}

/// `POST /session/passkey/challenge`: what a passkey signs.
pub fn passkey_challenge(purpose: PasskeyPurpose) -> Change<PasskeyChallenge> {
    let request = PasskeyChallengeRequest { purpose };
    Change::post("/session/passkey/challenge".to_owned()).json(&request).without_reauthentication()
}

/// `POST /session/passkey`: signs in with a passkey.
pub fn sign_in_with_passkey(answer: &PasskeyAnswer) -> Change<Session> {
    Change::post("/session/passkey".to_owned()).json(answer).without_reauthentication()
}

/// `POST /session/proof`: proves again who it is.
pub fn prove(proof: &SessionProof) -> Change<Session> {
    Change::post("/session/proof".to_owned()).json(proof)
}
