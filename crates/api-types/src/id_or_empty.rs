//! An optional id that an empty string removes.

use std::{fmt::Display, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

#[expect(clippy::option_option, reason = "absent, removed, and an id are three things")]
#[expect(clippy::ref_option, reason = "serde passes a reference")]
pub fn serialize<Id, S>(id: &Option<Option<Id>>, serializer: S) -> Result<S::Ok, S::Error>
where
    Id: Serialize + Copy,
    S: Serializer,
{
    match id.flatten() {
        Some(id) => id.serialize(serializer),
        None => serializer.serialize_str(""),
    }
}

#[expect(clippy::option_option, reason = "absent, removed, and an id are three things")]
pub fn deserialize<'de, Id, D>(deserializer: D) -> Result<Option<Option<Id>>, D::Error>
where
    Id: FromStr<Err: Display>,
    D: Deserializer<'de>,
{
    match Option::<String>::deserialize(deserializer)?.as_deref() {
        None => Ok(None),
        Some("") => Ok(Some(None)),
        Some(id) => id.parse().map(|id| Some(Some(id))).map_err(D::Error::custom),
    }
}
