//! The texts of answers, as the browser has them.

use js_sys::JsString;
use send_wrapper::SendWrapper;
use wasm_bindgen::JsValue;

/// The text of an answer. It stays where the browser keeps it: it is parsed there, and memory of ours that was once needed
/// for texts would never be given back.
#[derive(Debug, Clone)]
pub struct Body(SendWrapper<JsString>);

impl Body {
    /// How long it is, in units of UTF-16.
    pub fn length(&self) -> usize {
        self.0.length() as usize
    }

    /// The browser's own.
    pub(super) fn text(&self) -> &JsString {
        &self.0
    }
}

impl From<JsString> for Body {
    fn from(text: JsString) -> Self {
        Self(SendWrapper::new(text))
    }
}

impl From<&str> for Body {
    fn from(text: &str) -> Self {
        JsString::from(text).into()
    }
}

impl PartialEq for Body {
    fn eq(&self, other: &Self) -> bool {
        let (one, other): (&JsValue, &JsValue) = (&self.0, &other.0);
        one == other
    }
}

impl Eq for Body {}
