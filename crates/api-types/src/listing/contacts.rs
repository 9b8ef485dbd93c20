//! The list of contacts.

use serde::{Deserialize, Serialize};

use super::{Filter, FilterValues, Listing, named};
use crate::CONTACT_LANGUAGES;

/// The contacts of an organization.
pub const CONTACTS: Listing = Listing {
    name: "contacts",
    columns: &ContactColumn::NAMES,
    sorted: &["name", "company", "title", "email", "phone", "language", "changed_at"],
    newest_first: false,
    filters: &[
        Filter {
            name: ContactFilter::Purpose.as_str(),
            values: FilterValues::Named(&ContactPurpose::NAMES),
            none: Some("none"),
        },
        Filter {
            name: ContactFilter::Language.as_str(),
            values: FilterValues::Named(&CONTACT_LANGUAGES),
            none: Some("none"),
        },
        Filter { name: ContactFilter::User.as_str(), values: FilterValues::Named(&["yes"]), none: Some("none") },
    ],
    searched: &["name", "company", "title", "email", "phone"],
    search_fields: &[],
};

/// A column of the list of contacts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ContactColumn {
    Name,
    Company,
    Title,
    Purposes,
    Email,
    Phone,
    Language,
    /// The user with the same e-mail address. Empty for callers who cannot read the members.
    User,
    ChangedAt,
}

named!(ContactColumn, 9:
    Name = "name",
    Company = "company",
    Title = "title",
    Purposes = "purposes",
    Email = "email",
    Phone = "phone",
    Language = "language",
    User = "user",
    ChangedAt = "changed_at",
);

/// A filter of the list of contacts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ContactFilter {
    Purpose,
    Language,
    /// Whether a user has the same e-mail address. Only for callers who can read the members.
    User,
}

named!(ContactFilter, 3: Purpose = "purpose", Language = "language", User = "user");

/// What a contact is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ContactPurpose {
    /// Devices and maintenance.
    Technical,
    /// Invoices and subscription.
    Billing,
    /// Is called day and night, so it has a phone number.
    Emergency,
}

named!(ContactPurpose, 3: Technical = "technical", Billing = "billing", Emergency = "emergency");
