//! A page of a list with cursor pagination, and the values of its filters.

use serde::{Deserialize, Serialize};

/// Rows of a page unless a request says otherwise.
pub const PAGE_SIZE: u64 = 50;

/// One page of a list.
///
/// The API document names it after its rows: `MemberList`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct List<T> {
    /// The rows of this page, in the requested order.
    pub items: Vec<T>,
    /// Opaque value for `cursor` to get the next page; absent on the last page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_cursor: Option<String>,
    /// Number of rows in the whole list.
    pub total: Total,
    /// Version of the list, if it has one. Pages with the same version are consistent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<i64>,
}

/// The number of rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Total {
    pub count: u64,
    /// `false`: counting stopped at `count`; there may be more rows.
    pub exact: bool,
}

/// The values of a filter that match at least one row.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FilterOptions {
    /// The value for rows without any, if the filter has one; then selected values; then people and companies by number
    /// of rows, other values in a fixed order.
    pub items: Vec<FilterOption>,
    /// There are more values; use `find` to narrow them.
    #[serde(default)]
    pub more: bool,
}

/// A value of a filter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FilterOption {
    /// Value for the query parameter.
    pub value: String,
    /// Display name; absent for values that the app names itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Key of the role, in the filter `role`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// Number of rows that match this value, the search and all other filters.
    pub rows: Total,
}

#[cfg(feature = "openapi")]
mod schema {
    use std::borrow::Cow;

    use utoipa::{
        PartialSchema, ToSchema,
        openapi::{
            KnownFormat, Ref, RefOr, SchemaFormat,
            schema::{ArrayBuilder, ObjectBuilder, Schema, SchemaType, Type},
        },
    };

    use super::{List, Total};

    /// A field that can be absent.
    fn optional(kind: Type, description: &str) -> ObjectBuilder {
        let kinds = SchemaType::Array(vec![kind, Type::Null]);
        ObjectBuilder::new().schema_type(kinds).description(Some(description))
    }

    fn reference(name: &str, description: &str) -> Ref {
        let mut reference = Ref::from_schema_name(name);
        description.clone_into(&mut reference.description);
        reference
    }

    impl<T: ToSchema> PartialSchema for List<T> {
        fn schema() -> RefOr<Schema> {
            let rows = ArrayBuilder::new()
                .items(Ref::from_schema_name(T::name()))
                .description(Some("The rows of this page, in the requested order."));
            let cursor = "Opaque value for `cursor` to get the next page; absent on the last page.";
            let version = "Version of the list, if it has one. Pages with the same version are consistent.";
            let version = optional(Type::Integer, version).format(Some(SchemaFormat::KnownFormat(KnownFormat::Int64)));
            ObjectBuilder::new()
                .description(Some("One page of a list."))
                .property("items", rows)
                .required("items")
                .property("next_cursor", optional(Type::String, cursor))
                .property("total", reference(&Total::name(), "Number of rows in the whole list."))
                .required("total")
                .property("version", version)
                .into()
        }
    }

    impl<T: ToSchema> ToSchema for List<T> {
        fn name() -> Cow<'static, str> {
            format!("{}List", T::name()).into()
        }

        fn schemas(schemas: &mut Vec<(String, RefOr<Schema>)>) {
            schemas.push((T::name().into(), T::schema()));
            schemas.push((Total::name().into(), Total::schema()));
            T::schemas(schemas);
        }
    }
}
