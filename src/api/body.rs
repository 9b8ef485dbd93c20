//! The texts of answers, as the browser has them.

use js_sys::JsString;
use send_wrapper::SendWrapper;
use wasm_bindgen::JsValue;

/// The text of an answer. The browser keeps it: WebAssembly's memory never shrinks, so only the answer that is being read
/// is copied into it.
#[derive(Debug, Clone)]
pub struct Body(SendWrapper<JsString>);

impl Body {
    /// How long it is, in units of UTF-16.
    pub fn length(&self) -> usize {
        self.0.length() as usize
    }

    /// A copy to read.
    pub(super) fn text(&self) -> String {
        String::from(&*self.0)
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
