//! An optional id that an empty string removes.

use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

#[expect(clippy::option_option, reason = "absent, removed, and an id are three things")]
#[expect(clippy::ref_option, reason = "serde passes a reference")]
pub fn serialize<Id: Serialize + Copy, S: Serializer>(
    id: &Option<Option<Id>>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    match id.flatten() {
        Some(id) => id.serialize(serializer),
        None => serializer.serialize_str(""),
    }
}

#[expect(clippy::option_option, reason = "absent, removed, and an id are three things")]
pub fn deserialize<'de, Id: FromStr<Err: std::fmt::Display>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<Option<Id>>, D::Error> {
    match Option::<String>::deserialize(deserializer)?.as_deref() {
        None => Ok(None),
        Some("") => Ok(Some(None)),
        Some(id) => id.parse().map(|id| Some(Some(id))).map_err(D::Error::custom),
    }
}
