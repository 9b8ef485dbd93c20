//! How answers are read: by the browser's own parser, and then by the tables of fields in [`super::shapes`]. What a
//! generic reader would be generated for every type stands here once.

use std::sync::OnceLock;

use js_sys::{Array, JsString, Number, Reflect};
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};

use super::Body;

/// Something else than what is wanted in its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unreadable;

/// What can be read from an answer. Fields that it does not know are left alone.
pub trait Readable: Sized {
    /// Reads a parsed value; a field that is absent is `undefined`.
    ///
    /// # Errors
    /// When it is of another shape.
    fn read(value: &JsValue) -> Result<Self, Unreadable>;
}

#[wasm_bindgen]
extern "C" {
    /// `JSON.parse` of a text that is the browser's already.
    #[wasm_bindgen(catch, js_namespace = JSON, js_name = parse)]
    fn parse_json(text: &JsString) -> Result<JsValue, JsValue>;
}

/// Parses JSON.
pub(super) fn parse(body: &Body) -> Result<JsValue, Unreadable> {
    parse_json(body.text()).map_err(|_| Unreadable)
}

/// The name of a field.
pub(super) struct FieldName {
    text: &'static str,
    /// The browser's own copy; making one costs more than looking for the field.
    copy: OnceLock<JsValue>,
}

impl FieldName {
    pub(super) const fn new(text: &'static str) -> Self {
        Self { text, copy: OnceLock::new() }
    }
}

/// What has fields.
pub(super) fn object(value: &JsValue) -> Result<&JsValue, Unreadable> {
    if value.is_object() && !value.is_array() { Ok(value) } else { Err(Unreadable) }
}

/// The value of a field; `undefined` when it is absent.
fn value(object: &JsValue, name: &FieldName) -> JsValue {
    let name = name.copy.get_or_init(|| JsValue::from_str(name.text));
    // Nothing that was parsed can object to being looked at.
    Reflect::get(object, name).unwrap_or_default()
}

/// A field.
pub(super) fn field<T: Readable>(object: &JsValue, name: &FieldName) -> Result<T, Unreadable> {
    T::read(&value(object, name))
}

/// A field that has its default when it is absent; unlike an option, it must not be null.
pub(super) fn field_or_default<T: Readable + Default>(object: &JsValue, name: &FieldName) -> Result<T, Unreadable> {
    let value = value(object, name);
    if value.is_undefined() { Ok(T::default()) } else { T::read(&value) }
}

/// A text.
pub(super) fn text(value: &JsValue) -> Result<String, Unreadable> {
    value.as_string().ok_or(Unreadable)
}

/// A whole number within these limits, and within those to which the browser's numbers are exact.
fn whole(value: &JsValue, least: f64, most: f64) -> Result<f64, Unreadable> {
    let number = value.as_f64().ok_or(Unreadable)?;
    let exact = number.trunc() == number && number.abs() <= Number::MAX_SAFE_INTEGER;
    if exact && least <= number && number <= most { Ok(number) } else { Err(Unreadable) }
}

/// What has items.
fn items(value: &JsValue) -> Result<&Array, Unreadable> {
    if value.is_array() { Ok(value.unchecked_ref()) } else { Err(Unreadable) }
}

impl Readable for String {
    fn read(value: &JsValue) -> Result<Self, Unreadable> {
        text(value)
    }
}

impl Readable for bool {
    fn read(value: &JsValue) -> Result<Self, Unreadable> {
        value.as_bool().ok_or(Unreadable)
    }
}

macro_rules! numbers {
    ($($type:ty)*) => {$(
        impl Readable for $type {
            fn read(value: &JsValue) -> Result<Self, Unreadable> {
                whole(value, Self::MIN as f64, Self::MAX as f64).map(|number| number as Self)
            }
        }
    )*};
}

numbers! { u16 u32 u64 i64 }

impl<T: Readable> Readable for Option<T> {
    fn read(value: &JsValue) -> Result<Self, Unreadable> {
        if value.is_undefined() || value.is_null() { Ok(None) } else { T::read(value).map(Some) }
    }
}

impl<T: Readable> Readable for Vec<T> {
    fn read(value: &JsValue) -> Result<Self, Unreadable> {
        let items = items(value)?;
        // Grows as items are understood: a long list of something else takes no room.
        let mut read = Self::new();
        for place in 0..items.length() {
            read.push(T::read(&items.get(place))?);
        }
        Ok(read)
    }
}
