//! How identifiers, moments and statuses are kept in columns.

use api_types::{Language, MemberStatus};
use jiff::Timestamp;
use sea_query::Value;

use super::StoreError;
use crate::clock::Identifier;

/// An identifier as 16 bytes.
pub fn id_bytes(id: impl Identifier) -> Vec<u8> {
    id.as_u128().to_be_bytes().to_vec()
}

/// An identifier that may be absent.
pub fn optional_id<Id: Identifier>(id: Option<Id>) -> Value {
    Value::Bytes(id.map(id_bytes))
}

/// Reads what [`id_bytes`] wrote.
pub fn read_id<Id: Identifier>(bytes: &[u8]) -> Result<Id, StoreError> {
    let bytes = bytes.try_into().map_err(|_| StoreError::Unreadable("identifier"))?;
    Ok(Id::from_u128(u128::from_be_bytes(bytes)))
}

/// A moment as microseconds since 1970.
pub fn moment(at: Timestamp) -> i64 {
    at.as_microsecond()
}

/// Reads what [`moment`] wrote.
pub fn read_moment(microseconds: i64) -> Result<Timestamp, StoreError> {
    Timestamp::from_microsecond(microseconds).map_err(|_| StoreError::Unreadable("time"))
}

/// A moment as the wire has it.
pub fn wire_moment(microseconds: i64) -> Result<String, StoreError> {
    read_moment(microseconds).map(|at| at.to_string())
}

/// A status as its place in the sorting order.
pub fn status_place(status: MemberStatus) -> i16 {
    match status {
        MemberStatus::Active => 0,
        MemberStatus::Invited => 1,
        MemberStatus::Expired => 2,
        MemberStatus::Inactive => 3,
        MemberStatus::Withdrawn => 4,
        MemberStatus::Removed => 5,
    }
}

/// Reads what [`status_place`] wrote.
pub fn read_status(place: i16) -> Result<MemberStatus, StoreError> {
    let known = usize::try_from(place).ok().and_then(|place| MemberStatus::ALL.get(place));
    known.copied().ok_or(StoreError::Unreadable("status"))
}

/// The language of a stored tag; the default language where none is stored.
pub fn read_language(tag: Option<&str>) -> Result<Language, StoreError> {
    let Some(tag) = tag else { return Ok(Language::default()) };
    Language::from_tag(tag).ok_or(StoreError::Unreadable("language"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statuses_are_kept_in_sorting_order() {
        for (place, status) in MemberStatus::ALL.into_iter().enumerate() {
            assert_eq!(usize::try_from(status_place(status)), Ok(place));
            assert_eq!(read_status(status_place(status)).unwrap(), status);
        }
        assert!(read_status(6).is_err());
        assert!(read_status(-1).is_err());
    }
}
