//! Passkeys (Web Authentication): what a browser is asked to sign, and whether it did.

use std::{fmt, net::IpAddr, sync::Arc};

use api_types::{AccountId, PasskeysUnavailable};
use serde::{Serialize, de::DeserializeOwned};
use url::{Host, Url};
use webauthn_rs::{
    Webauthn, WebauthnBuilder,
    prelude::{
        DiscoverableAuthentication, Passkey, PasskeyAuthentication, PasskeyRegistration, PublicKeyCredential,
        RegisterPublicKeyCredential, Uuid, WebauthnError,
    },
};

use crate::store::accounts::StoredPasskey;

/// The name of the server in a browser's dialog.
const NAME: &str = "Roster";

/// What a browser is asked to sign, as JSON, and what has to be kept until it has, as JSON.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    pub options: String,
    pub state: String,
}

/// A passkey that was just made.
#[derive(Debug, Clone)]
pub struct NewCredential {
    /// As the authenticator names it.
    pub id: Vec<u8>,
    /// Public key and counter, as JSON.
    pub credential: String,
}

/// A passkey was not accepted.
#[derive(Debug, thiserror::Error)]
pub enum PasskeyError {
    #[error("no passkeys on this server")]
    Unavailable,
    #[error("the passkey was not accepted: {0}")]
    Refused(#[from] WebauthnError),
    #[error("not the JSON of a passkey: {0}")]
    Json(#[from] serde_json::Error),
    #[error("no passkey of the account has signed")]
    Unknown,
}

/// Checks passkeys of one site.
#[derive(Clone)]
pub struct Passkeys(Result<Arc<Webauthn>, PasskeysUnavailable>);

impl Passkeys {
    /// For the site that browsers reach at `public_url`. Passkeys are bound to its host's name.
    pub fn new(public_url: &str) -> Self {
        Self(site(public_url).map(Arc::new))
    }

    /// Why there are none.
    pub fn unavailable(&self) -> Option<PasskeysUnavailable> {
        self.0.as_ref().err().copied()
    }

    fn site(&self) -> Result<&Webauthn, PasskeyError> {
        self.0.as_deref().map_err(|_| PasskeyError::Unavailable)
    }

    /// Asks for a new passkey of an account that has these.
    ///
    /// # Errors
    /// When there are no passkeys here, or a stored one is not readable.
    pub fn ask_for_new(
        &self,
        account: AccountId,
        email: &str,
        name: &str,
        present: &[StoredPasskey],
    ) -> Result<Asked, PasskeyError> {
        let present = read_all(present)?.into_iter().map(|passkey| passkey.cred_id().clone()).collect();
        let user = Uuid::from_u128(account.as_u128());
        let (options, state) = self.site()?.start_passkey_registration(user, email, name, Some(present))?;
        let mut options = serde_json::to_value(options.public_key)?;
        // Kept by the authenticator where it can, so that it signs in without a name.
        options["authenticatorSelection"]["residentKey"] = "preferred".into();
        Ok(Asked { options: options.to_string(), state: serde_json::to_string(&state)? })
    }

    /// The passkey that a browser has made.
    ///
    /// # Errors
    /// When it is not what was asked for.
    pub fn take_new(&self, answer: &str, state: &str) -> Result<NewCredential, PasskeyError> {
        let (answer, state) = (read::<RegisterPublicKeyCredential>(answer)?, read::<PasskeyRegistration>(state)?);
        let passkey = self.site()?.finish_passkey_registration(&answer, &state)?;
        Ok(NewCredential { id: passkey.cred_id().to_vec(), credential: write(&passkey)? })
    }

    /// Asks for one of the passkeys of an account.
    ///
    /// # Errors
    /// When there are no passkeys here, or it has none.
    pub fn ask(&self, present: &[StoredPasskey]) -> Result<Asked, PasskeyError> {
        let (options, state) = self.site()?.start_passkey_authentication(&read_all(present)?)?;
        Ok(Asked { options: write(&options.public_key)?, state: write(&state)? })
    }

    /// Which passkey has signed, and its JSON afterwards.
    ///
    /// # Errors
    /// When none of the account's has.
    pub fn check(&self, answer: &str, state: &str, present: Vec<StoredPasskey>) -> Result<StoredPasskey, PasskeyError> {
        let (answer, state) = (read::<PublicKeyCredential>(answer)?, read::<PasskeyAuthentication>(state)?);
        let result = self.site()?.finish_passkey_authentication(&answer, &state)?;
        let (stored, mut passkey) = find(present, result.cred_id())?;
        passkey.update_credential(&result);
        Ok(StoredPasskey { id: stored.id, credential: write(&passkey)? })
    }

    /// Asks for any passkey: whoever signs says by it who they are.
    ///
    /// # Errors
    /// When there are no passkeys here.
    pub fn ask_anyone(&self) -> Result<Asked, PasskeyError> {
        let (options, state) = self.site()?.start_discoverable_authentication()?;
        Ok(Asked { options: write(&options.public_key)?, state: write(&state)? })
    }

    /// The name of the passkey in an answer that nobody has checked yet.
    ///
    /// # Errors
    /// When it is none.
    pub fn credential_of(&self, answer: &str) -> Result<Vec<u8>, PasskeyError> {
        Ok(read::<PublicKeyCredential>(answer)?.get_credential_id().to_vec())
    }

    /// Like [`Passkeys::check`], for [`Passkeys::ask_anyone`].
    ///
    /// # Errors
    /// When none of the account's has signed.
    pub fn check_anyone(
        &self,
        answer: &str,
        state: &str,
        present: Vec<StoredPasskey>,
    ) -> Result<StoredPasskey, PasskeyError> {
        let (answer, state) = (read::<PublicKeyCredential>(answer)?, read::<DiscoverableAuthentication>(state)?);
        let (stored, mut passkey) = find(present, answer.get_credential_id())?;
        let result = self.site()?.finish_discoverable_authentication_v2(&answer, state, &passkey)?;
        passkey.update_credential(&result);
        Ok(StoredPasskey { id: stored.id, credential: write(&passkey)? })
    }
}

impl fmt::Debug for Passkeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Passkeys").field("unavailable", &self.unavailable()).finish()
    }
}

fn site(public_url: &str) -> Result<Webauthn, PasskeysUnavailable> {
    let url = Url::parse(public_url).map_err(|_| PasskeysUnavailable::NotSecure)?;
    let name = match url.host() {
        Some(Host::Domain(name)) if name.parse::<IpAddr>().is_err() => name.to_owned(),
        Some(_) => return Err(PasskeysUnavailable::IpAddress),
        None => return Err(PasskeysUnavailable::NotSecure),
    };
    if url.scheme() != "https" && name != "localhost" {
        return Err(PasskeysUnavailable::NotSecure);
    }
    let builder = WebauthnBuilder::new(&name, &url).map_err(|_| PasskeysUnavailable::NotSecure)?;
    builder.rp_name(NAME).build().map_err(|_| PasskeysUnavailable::NotSecure)
}

/// Of the stored passkeys, the one with this name.
fn find(present: Vec<StoredPasskey>, id: &[u8]) -> Result<(StoredPasskey, Passkey), PasskeyError> {
    for stored in present {
        let passkey: Passkey = read(&stored.credential)?;
        let known: &[u8] = passkey.cred_id();
        if known == id {
            return Ok((stored, passkey));
        }
    }
    Err(PasskeyError::Unknown)
}

fn read_all(stored: &[StoredPasskey]) -> Result<Vec<Passkey>, PasskeyError> {
    stored.iter().map(|stored| read(&stored.credential)).collect()
}

fn read<T: DeserializeOwned>(json: &str) -> Result<T, PasskeyError> {
    Ok(serde_json::from_str(json)?)
}

fn write(value: &impl Serialize) -> Result<String, PasskeyError> {
    Ok(serde_json::to_string(value)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passkeys_need_a_name_and_a_secure_page() {
        for (url, why) in [
            ("https://roster.example", None),
            ("http://localhost:8080", None),
            ("https://192.0.2.7", Some(PasskeysUnavailable::IpAddress)),
            ("http://127.0.0.1:8080", Some(PasskeysUnavailable::IpAddress)),
            ("https://[::1]", Some(PasskeysUnavailable::IpAddress)),
            ("http://roster.example", Some(PasskeysUnavailable::NotSecure)),
        ] {
            assert_eq!(Passkeys::new(url).unavailable(), why, "{url}");
        }
    }

    #[test]
    fn a_browser_is_asked_for_a_passkey_that_signs_in_by_itself() {
        let passkeys = Passkeys::new("https://roster.example");
        let asked = passkeys.ask_for_new(AccountId::from_u128(7), "ada@acme.example", "Ada", &[]).unwrap();
        let options: serde_json::Value = serde_json::from_str(&asked.options).unwrap();
        assert_eq!(options["rp"]["id"], "roster.example");
        assert_eq!(options["authenticatorSelection"]["residentKey"], "preferred");
        assert_eq!(options["authenticatorSelection"]["userVerification"], "required");
        assert!(passkeys.take_new("{}", &asked.state).is_err());
        assert!(passkeys.check_anyone("{}", &passkeys.ask_anyone().unwrap().state, Vec::new()).is_err());
    }
}
