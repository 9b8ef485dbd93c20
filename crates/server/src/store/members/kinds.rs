//! The kinds of columns of a member: how a field is stored, read and sent.

use std::marker::PhantomData;

use api_types::{Language, MemberStatus, Timestamp};
use sea_query::Value;
use serde::de::DeserializeOwned;

use super::tally::two_factor_place;
use crate::{
    clock::Identifier,
    store::{
        StoreError,
        columns::{id_bytes, read_id, read_language, read_status, status_place, wire_moment},
        packed::Bytes,
    },
};

/// How a field is stored.
pub(in crate::store) trait Kind {
    /// The field of the record.
    type Field;
    /// The value of the column in a packed row.
    type Json: DeserializeOwned;
    /// Whether the column contains bytes, which packed rows have in hexadecimal.
    const IS_BYTES: bool = false;

    /// The field of a new record.
    fn blank() -> Self::Field;

    /// The value of the column; `None` for a column of the invitation if there is no invitation.
    fn value(field: Option<&Self::Field>) -> Value;

    /// Reads the value of a column.
    ///
    /// # Errors
    /// [`StoreError::Unreadable`] if [`Kind::value`] never writes it.
    fn read(json: Option<Self::Json>) -> Result<Self::Field, StoreError>;
}

/// A kind of column that is sent to clients.
pub(in crate::store) trait Sent: Kind {
    /// The field of the response.
    type Wire;

    /// Converts the field for the response.
    ///
    /// # Errors
    /// [`StoreError::Unreadable`] for a time that no calendar has.
    fn wire(field: Self::Field) -> Result<Self::Wire, StoreError>;
}

/// A text that is always there.
pub(in crate::store) enum Text {}

impl Kind for Text {
    type Field = String;
    type Json = String;

    fn blank() -> String {
        String::new()
    }

    fn value(field: Option<&String>) -> Value {
        field.map(String::as_str).into()
    }

    fn read(json: Option<String>) -> Result<String, StoreError> {
        json.ok_or(StoreError::Unreadable("text"))
    }
}

impl Sent for Text {
    type Wire = String;

    fn wire(field: String) -> Result<String, StoreError> {
        Ok(field)
    }
}

/// A text, or nothing.
pub(in crate::store) enum OptionalText {}

impl Kind for OptionalText {
    type Field = Option<String>;
    type Json = String;

    fn blank() -> Option<String> {
        None
    }

    fn value(field: Option<&Option<String>>) -> Value {
        field.cloned().flatten().into()
    }

    fn read(json: Option<String>) -> Result<Option<String>, StoreError> {
        Ok(json)
    }
}

impl Sent for OptionalText {
    type Wire = Option<String>;

    fn wire(field: Option<String>) -> Result<Option<String>, StoreError> {
        Ok(field)
    }
}

/// A number that counts from 1.
pub(in crate::store) enum Version {}

impl Kind for Version {
    type Field = i64;
    type Json = i64;

    fn blank() -> i64 {
        1
    }

    fn value(field: Option<&i64>) -> Value {
        field.copied().into()
    }

    fn read(json: Option<i64>) -> Result<i64, StoreError> {
        json.ok_or(StoreError::Unreadable("version"))
    }
}

impl Sent for Version {
    type Wire = i64;

    fn wire(field: i64) -> Result<i64, StoreError> {
        Ok(field)
    }
}

/// A number that counts from 0.
pub(in crate::store) enum Count {}

impl Kind for Count {
    type Field = i64;
    type Json = i64;

    fn blank() -> i64 {
        0
    }

    fn value(field: Option<&i64>) -> Value {
        field.copied().unwrap_or(0).into()
    }

    fn read(json: Option<i64>) -> Result<i64, StoreError> {
        json.ok_or(StoreError::Unreadable("number"))
    }
}

impl Sent for Count {
    type Wire = u32;

    fn wire(field: i64) -> Result<u32, StoreError> {
        Ok(u32::try_from(field).unwrap_or(u32::MAX))
    }
}

/// A length of time, in microseconds.
pub(in crate::store) enum Duration {}

impl Kind for Duration {
    type Field = i64;
    type Json = i64;

    fn blank() -> i64 {
        0
    }

    fn value(field: Option<&i64>) -> Value {
        field.copied().into()
    }

    fn read(json: Option<i64>) -> Result<i64, StoreError> {
        json.ok_or(StoreError::Unreadable("duration"))
    }
}

/// A time, in microseconds since 1970.
pub(in crate::store) enum Moment {}

impl Kind for Moment {
    type Field = i64;
    type Json = i64;

    fn blank() -> i64 {
        0
    }

    fn value(field: Option<&i64>) -> Value {
        field.copied().into()
    }

    fn read(json: Option<i64>) -> Result<i64, StoreError> {
        json.ok_or(StoreError::Unreadable("time"))
    }
}

impl Sent for Moment {
    type Wire = Timestamp;

    fn wire(field: i64) -> Result<Timestamp, StoreError> {
        wire_moment(field)
    }
}

/// A time, or nothing.
pub(in crate::store) enum OptionalMoment {}

impl Kind for OptionalMoment {
    type Field = Option<i64>;
    type Json = i64;

    fn blank() -> Option<i64> {
        None
    }

    fn value(field: Option<&Option<i64>>) -> Value {
        field.copied().flatten().into()
    }

    fn read(json: Option<i64>) -> Result<Option<i64>, StoreError> {
        Ok(json)
    }
}

impl Sent for OptionalMoment {
    type Wire = Option<Timestamp>;

    fn wire(field: Option<i64>) -> Result<Option<Timestamp>, StoreError> {
        field.map(wire_moment).transpose()
    }
}

/// The identifier of another row, or nothing.
pub(in crate::store) struct OptionalId<Id>(PhantomData<Id>);

impl<Id: Identifier> Kind for OptionalId<Id> {
    type Field = Option<Id>;
    type Json = Bytes;
    const IS_BYTES: bool = true;

    fn blank() -> Option<Id> {
        None
    }

    fn value(field: Option<&Option<Id>>) -> Value {
        Value::Bytes(field.copied().flatten().map(id_bytes))
    }

    fn read(json: Option<Bytes>) -> Result<Option<Id>, StoreError> {
        json.map(|bytes| read_id(&bytes.0)).transpose()
    }
}

/// A status, as its place in the sorting order.
pub(in crate::store) enum Status {}

impl Kind for Status {
    type Field = MemberStatus;
    type Json = i16;

    fn blank() -> MemberStatus {
        MemberStatus::Active
    }

    fn value(field: Option<&MemberStatus>) -> Value {
        field.copied().map(status_place).into()
    }

    fn read(json: Option<i16>) -> Result<MemberStatus, StoreError> {
        read_status(json.ok_or(StoreError::Unreadable("status"))?)
    }
}

impl Sent for Status {
    type Wire = MemberStatus;

    fn wire(field: MemberStatus) -> Result<MemberStatus, StoreError> {
        Ok(field)
    }
}

/// Whether two-factor authentication is on: 0 or, if it is off, 1; nothing if that is unknown.
pub(in crate::store) enum TwoFactor {}

impl Kind for TwoFactor {
    type Field = Option<bool>;
    type Json = i16;

    fn blank() -> Option<bool> {
        None
    }

    fn value(field: Option<&Option<bool>>) -> Value {
        two_factor_place(field.copied().flatten()).into()
    }

    fn read(json: Option<i16>) -> Result<Option<bool>, StoreError> {
        Ok(json.map(|place| place == 0))
    }
}

impl Sent for TwoFactor {
    type Wire = Option<bool>;

    fn wire(field: Option<bool>) -> Result<Option<bool>, StoreError> {
        Ok(field)
    }
}

/// A language, as its tag.
pub(in crate::store) enum LanguageTag {}

impl Kind for LanguageTag {
    type Field = Language;
    type Json = String;

    fn blank() -> Language {
        Language::default()
    }

    fn value(field: Option<&Language>) -> Value {
        field.map(|language| language.tag()).into()
    }

    fn read(json: Option<String>) -> Result<Language, StoreError> {
        read_language(json.as_deref())
    }
}

impl Sent for LanguageTag {
    type Wire = Language;

    fn wire(field: Language) -> Result<Language, StoreError> {
        Ok(field)
    }
}
