//! Passkeys: what the browser makes and signs with them. Options and answers are the JSON of Web Authentication.

use js_sys::{Function, JSON, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::Host;

/// Why there is no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PasskeyFailure {
    /// The browser has no passkeys, or not on this page.
    Unsupported,
    /// The user has not chosen one, or it took too long.
    Cancelled,
    /// The device has a passkey of this account already.
    Known,
}

impl Host {
    /// Whether the browser has passkeys on this page. They need the name of a site.
    pub fn has_passkeys(&self) -> bool {
        let name = self.window().and_then(|window| window.location().hostname().ok()).unwrap_or_default();
        let is_address = name.starts_with('[') || name.split('.').all(|part| part.parse::<u8>().is_ok());
        !is_address && self.passkey_function("parseRequestOptionsFromJSON").is_some()
    }

    /// Has the browser make a passkey.
    ///
    /// # Errors
    /// When there is none.
    pub async fn make_passkey(&self, options: &str) -> Result<String, PasskeyFailure> {
        self.ask("create", "parseCreationOptionsFromJSON", options).await
    }

    /// Has the browser sign with a passkey.
    ///
    /// # Errors
    /// When it does not.
    pub async fn use_passkey(&self, options: &str) -> Result<String, PasskeyFailure> {
        self.ask("get", "parseRequestOptionsFromJSON", options).await
    }

    async fn ask(&self, method: &str, read: &str, options: &str) -> Result<String, PasskeyFailure> {
        let unsupported = |_| PasskeyFailure::Unsupported;
        let read = self.passkey_function(read).ok_or(PasskeyFailure::Unsupported)?;
        let json = JSON::parse(options).map_err(unsupported)?;
        let public_key = read.call1(&self.passkey_class(), &json).map_err(unsupported)?;
        let request = js_sys::Object::new();
        Reflect::set(&request, &"publicKey".into(), &public_key).map_err(unsupported)?;
        let navigator = self.window().ok_or(PasskeyFailure::Unsupported)?.navigator();
        let credentials = Reflect::get(&navigator, &"credentials".into()).map_err(unsupported)?;
        let ask = function(&credentials, method).ok_or(PasskeyFailure::Unsupported)?;
        let promise = ask.call1(&credentials, &request).map_err(unsupported)?.unchecked_into::<Promise>();
        let credential = JsFuture::from(promise).await.map_err(|error| failure(&error))?;
        let to_json = function(&credential, "toJSON").ok_or(PasskeyFailure::Unsupported)?;
        let answer = to_json.call0(&credential).and_then(|answer| JSON::stringify(&answer)).map_err(unsupported)?;
        Ok(answer.into())
    }

    /// `PublicKeyCredential`, if the browser has it.
    fn passkey_class(&self) -> JsValue {
        let class = self.window().and_then(|window| Reflect::get(&window, &"PublicKeyCredential".into()).ok());
        class.unwrap_or(JsValue::UNDEFINED)
    }

    fn passkey_function(&self, name: &str) -> Option<Function> {
        let class = self.passkey_class();
        if class.is_object() || class.is_function() { function(&class, name) } else { None }
    }
}

fn function(of: &JsValue, name: &str) -> Option<Function> {
    Reflect::get(of, &name.into()).ok()?.dyn_into().ok()
}

/// What the name of the browser's error means.
fn failure(error: &JsValue) -> PasskeyFailure {
    let name = Reflect::get(error, &"name".into()).ok().and_then(|name| name.as_string());
    match name.as_deref() {
        Some("InvalidStateError") => PasskeyFailure::Known,
        Some("SecurityError" | "NotSupportedError") => PasskeyFailure::Unsupported,
        _ => PasskeyFailure::Cancelled,
    }
}
