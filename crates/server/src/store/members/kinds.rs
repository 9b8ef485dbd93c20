//! The kinds of columns of a member: how a field is stored, read and sent.

use std::marker::PhantomData;

use api_types::{Language, MemberStatus, Timestamp};
use sea_query::Value;

use super::facets::two_factor_place;
use crate::{
    clock::Identifier,
    store::{
        StoreError,
        columns::{id_bytes, read_id, read_language, read_status, status_place, wire_moment},
        record::Record,
    },
};

/// How a field is stored.
pub(in crate::store) trait Kind {
    /// The field of the record.
    type Field;
    /// The value of the column.
    type Column: Record;

    /// The field of a new record.
    fn blank() -> Self::Field;

    /// The value of the column; `None` for a column of the invitation if there is no invitation.
    fn value(field: Option<&Self::Field>) -> Value;

    /// Reads the value of a column.
    ///
    /// # Errors
    /// [`StoreError::Unreadable`] if [`Kind::value`] never writes it.
    fn read(column: Self::Column) -> Result<Self::Field, StoreError>;
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

/// Kinds whose columns are never empty, stored as they are: the type of the field, and its value in a new record.
macro_rules! required {
    ($($(#[$doc:meta])* $name:ident: $field:ty = $blank:expr;)*) => {$(
        $(#[$doc])*
        pub(in crate::store) enum $name {}

        impl Kind for $name {
            type Field = $field;
            type Column = Option<$field>;

            fn blank() -> $field {
                $blank
            }

            fn value(field: Option<&$field>) -> Value {
                field.cloned().into()
            }

            fn read(column: Option<$field>) -> Result<$field, StoreError> {
                column.ok_or(StoreError::Unreadable(stringify!($name)))
            }
        }
    )*};
}

required! {
    /// A text.
    Text: String = String::new();
    /// A number that counts from 1.
    Version: i64 = 1;
    /// A number that counts from 0.
    Count: i64 = 0;
    /// A length of time, in microseconds.
    Duration: i64 = 0;
    /// A time, in microseconds since 1970.
    Moment: i64 = 0;
}

/// Kinds whose columns can be empty, stored as they are.
macro_rules! optional {
    ($($(#[$doc:meta])* $name:ident: $field:ty;)*) => {$(
        $(#[$doc])*
        pub(in crate::store) enum $name {}

        impl Kind for $name {
            type Field = Option<$field>;
            type Column = Option<$field>;

            fn blank() -> Option<$field> {
                None
            }

            fn value(field: Option<&Option<$field>>) -> Value {
                field.cloned().flatten().into()
            }

            fn read(column: Option<$field>) -> Result<Option<$field>, StoreError> {
                Ok(column)
            }
        }
    )*};
}

optional! {
    /// A text, or nothing.
    OptionalText: String;
    /// A time in microseconds since 1970, or nothing.
    OptionalMoment: i64;
}

/// The identifier of another row, or nothing.
pub(in crate::store) struct OptionalId<Id>(PhantomData<Id>);

impl<Id: Identifier> Kind for OptionalId<Id> {
    type Field = Option<Id>;
    type Column = Option<Vec<u8>>;

    fn blank() -> Option<Id> {
        None
    }

    fn value(field: Option<&Option<Id>>) -> Value {
        Value::Bytes(field.copied().flatten().map(id_bytes))
    }

    fn read(column: Option<Vec<u8>>) -> Result<Option<Id>, StoreError> {
        column.map(|bytes| read_id(&bytes)).transpose()
    }
}

/// A status, as its place in the sorting order.
pub(in crate::store) enum Status {}

impl Kind for Status {
    type Field = MemberStatus;
    type Column = Option<i16>;

    fn blank() -> MemberStatus {
        MemberStatus::Active
    }

    fn value(field: Option<&MemberStatus>) -> Value {
        field.copied().map(status_place).into()
    }

    fn read(column: Option<i16>) -> Result<MemberStatus, StoreError> {
        read_status(column.ok_or(StoreError::Unreadable("status"))?)
    }
}

/// A status, as its place in the sorting order, or nothing.
pub(in crate::store) enum OptionalStatus {}

impl Kind for OptionalStatus {
    type Field = Option<MemberStatus>;
    type Column = Option<i16>;

    fn blank() -> Option<MemberStatus> {
        None
    }

    fn value(field: Option<&Option<MemberStatus>>) -> Value {
        field.copied().flatten().map(status_place).into()
    }

    fn read(column: Option<i16>) -> Result<Option<MemberStatus>, StoreError> {
        column.map(read_status).transpose()
    }
}

/// Whether two-factor authentication is on: 0 or, if it is off, 1; nothing if that is unknown.
pub(in crate::store) enum TwoFactor {}

impl Kind for TwoFactor {
    type Field = Option<bool>;
    type Column = Option<i16>;

    fn blank() -> Option<bool> {
        None
    }

    fn value(field: Option<&Option<bool>>) -> Value {
        two_factor_place(field.copied().flatten()).into()
    }

    fn read(column: Option<i16>) -> Result<Option<bool>, StoreError> {
        Ok(column.map(|place| place == 0))
    }
}

/// Yes or no, as 1 and 0.
pub(in crate::store) enum Flag {}

impl Kind for Flag {
    type Field = bool;
    type Column = Option<i16>;

    fn blank() -> bool {
        false
    }

    fn value(field: Option<&bool>) -> Value {
        field.map(|flag| i16::from(*flag)).into()
    }

    fn read(column: Option<i16>) -> Result<bool, StoreError> {
        column.map(|flag| flag == 1).ok_or(StoreError::Unreadable("flag"))
    }
}

/// A language, as its tag.
pub(in crate::store) enum LanguageTag {}

impl Kind for LanguageTag {
    type Field = Language;
    type Column = Option<String>;

    fn blank() -> Language {
        Language::default()
    }

    fn value(field: Option<&Language>) -> Value {
        field.map(|language| language.tag()).into()
    }

    fn read(column: Option<String>) -> Result<Language, StoreError> {
        read_language(column.as_deref())
    }
}

/// A language, as its tag, or nothing.
pub(in crate::store) enum OptionalLanguage {}

impl Kind for OptionalLanguage {
    type Field = Option<Language>;
    type Column = Option<String>;

    fn blank() -> Option<Language> {
        None
    }

    fn value(field: Option<&Option<Language>>) -> Value {
        field.copied().flatten().map(Language::tag).into()
    }

    fn read(column: Option<String>) -> Result<Option<Language>, StoreError> {
        column.map(|tag| read_language(Some(&tag))).transpose()
    }
}

/// Kinds that are sent as they are.
macro_rules! sent_unchanged {
    ($($kind:ty),*) => {$(
        impl Sent for $kind {
            type Wire = Self::Field;

            fn wire(field: Self::Field) -> Result<Self::Field, StoreError> {
                Ok(field)
            }
        }
    )*};
}

sent_unchanged!(Text, OptionalText, Version, Status, TwoFactor, LanguageTag, OptionalLanguage);

impl Sent for Count {
    type Wire = u32;

    fn wire(field: i64) -> Result<u32, StoreError> {
        Ok(u32::try_from(field).unwrap_or(u32::MAX))
    }
}

impl Sent for Moment {
    type Wire = Timestamp;

    fn wire(field: i64) -> Result<Timestamp, StoreError> {
        wire_moment(field)
    }
}

impl Sent for OptionalMoment {
    type Wire = Option<Timestamp>;

    fn wire(field: Option<i64>) -> Result<Option<Timestamp>, StoreError> {
        field.map(wire_moment).transpose()
    }
}
