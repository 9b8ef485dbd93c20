//! Companies: legal entities inside an organization.

use serde::{Deserialize, Serialize};

use crate::{CompanyId, CompanyStatus, InvalidText, Timestamp};

/// Maximum length of a company's number, in characters.
pub const MAX_COMPANY_NUMBER: usize = 20;

/// A company of an organization. Members belong to any number of companies; one of them is the main one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Company {
    pub id: CompanyId,
    pub name: String,
    /// Unique in the organization; absent if it has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    pub status: CompanyStatus,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub archived_at: Option<Timestamp>,
    /// Number of members that belong to it, in any status except withdrawn and removed.
    pub members: u64,
    /// Number of those whose main company it is.
    pub main_for: u64,
    /// Version of this record; every change increases it.
    pub version: i64,
}

/// A company by name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CompanyRef {
    pub id: CompanyId,
    pub name: String,
}

/// Request body of `POST …/companies`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewCompany {
    /// 1 to 120 characters.
    pub name: String,
    /// 1 to 20 characters; unique in the organization.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
}

/// Request body of `PATCH …/companies/{company}`. Absent fields stay unchanged.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CompanyChanges {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// An empty string removes the number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// `archived` archives the company, `active` restores it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<CompanyStatus>,
}

/// The number of a company as it is stored; nothing for an empty text.
///
/// # Errors
/// When it is longer than [`MAX_COMPANY_NUMBER`], or has something else than letters, digits, hyphens, dots, slashes
/// and single spaces.
pub fn read_company_number(text: &str) -> Result<Option<&str>, InvalidText> {
    let number = text.trim();
    if number.is_empty() {
        Ok(None)
    } else if number.chars().count() > MAX_COMPANY_NUMBER {
        Err(InvalidText::TooLong)
    } else if number.chars().all(|it| it.is_alphanumeric() || matches!(it, '-' | '.' | '/' | ' '))
        && !number.contains("  ")
    {
        Ok(Some(number))
    } else {
        Err(InvalidText::Invalid)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_short_and_plain() {
        assert_eq!(read_company_number(" HRB 12-3/4.5 "), Ok(Some("HRB 12-3/4.5")));
        assert_eq!(read_company_number(" "), Ok(None));
        assert_eq!(read_company_number(&"1".repeat(21)), Err(InvalidText::TooLong));
        for text in ["a  b", "a\tb", "1\u{200b}", "#1", "<1>"] {
            assert_eq!(read_company_number(text), Err(InvalidText::Invalid), "{text:?}");
        }
    }
}
