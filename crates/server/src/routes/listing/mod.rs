//! What the routes of every list share: the page, the values of a filter, and the export.
//!
//! [`list_routes`] makes the documented handlers of a noun.

pub mod csv;
mod export;
mod filter_options;
mod list;
pub mod parameters;
pub mod query;

pub use export::{Export, Format, export, portion};
pub use filter_options::filter_options;
pub use list::{WantedPage, list};
pub use parameters::{ExportParameters, ListParameters, OptionsParameters};
pub use query::today;

/// Makes the handlers of a list, with their notes for OpenAPI.
///
/// A handler has the name of its operation. `options` may be left out.
macro_rules! list_routes {
    (
        $noun:ty, $tag:literal,
        $(#[$list_doc:meta])* list $list:ident($list_path:literal) -> $page:ident,
        $(#[$export_doc:meta])* export $export:ident($export_path:literal),
        $($(#[$options_doc:meta])* options $options:ident($options_path:literal),)?
    ) => {
        $(#[$list_doc])*
        #[utoipa::path(
            get,
            path = $list_path,
            tag = $tag,
            params(("organization" = api_types::OrganizationId, Path), $crate::routes::listing::ListParameters<$noun>),
            security(("session" = [])),
            responses(
                (status = 200, description = "One page of the list", body = $page),
                (status = 304, description = "Not changed since the response named by `If-None-Match`"),
                (status = 403, description = "The caller cannot read the list", body = api_types::Problem,
                    content_type = "application/problem+json"),
                (status = 422, description = "A parameter is invalid", body = api_types::Problem,
                    content_type = "application/problem+json"),
                $crate::routes::responses::MembersOnly,
            )
        )]
        pub async fn $list(
            axum::extract::State(state): axum::extract::State<$crate::state::AppState>,
            caller: $crate::session::Caller,
            $crate::routes::extract::Path(organization): $crate::routes::extract::Path<api_types::OrganizationId>,
            query: $crate::routes::query::QueryString,
            headers: axum::http::HeaderMap,
        ) -> Result<axum::response::Response, $crate::error::ApiError> {
            $crate::routes::listing::list::<$noun>(&state, &caller, organization, &query, &headers).await
        }

        $(
            $(#[$options_doc])*
            #[utoipa::path(
                get,
                path = $options_path,
                tag = $tag,
                params(
                    ("organization" = api_types::OrganizationId, Path),
                    $crate::routes::listing::OptionsParameters<$noun>
                ),
                security(("session" = [])),
                responses(
                    (status = 200, description = "At most 30 values, `none` and the selected ones",
                        body = api_types::FilterOptions),
                    (status = 304, description = "Not changed since the response named by `If-None-Match`"),
                    (status = 403, description = "The caller cannot read the list", body = api_types::Problem,
                        content_type = "application/problem+json"),
                    (status = 422, description = "A parameter is invalid", body = api_types::Problem,
                        content_type = "application/problem+json"),
                    $crate::routes::responses::MembersOnly,
                )
            )]
            pub async fn $options(
                axum::extract::State(state): axum::extract::State<$crate::state::AppState>,
                caller: $crate::session::Caller,
                $crate::routes::extract::Path(organization): $crate::routes::extract::Path<api_types::OrganizationId>,
                query: $crate::routes::query::QueryString,
                headers: axum::http::HeaderMap,
            ) -> Result<axum::response::Response, $crate::error::ApiError> {
                $crate::routes::listing::filter_options::<$noun>(&state, &caller, organization, &query, &headers).await
            }
        )?

        $(#[$export_doc])*
        #[utoipa::path(
            get,
            path = $export_path,
            tag = $tag,
            params(
                ("organization" = api_types::OrganizationId, Path),
                $crate::routes::listing::ExportParameters<$noun>
            ),
            security(("session" = [])),
            responses(
                (status = 200, description = "One line per row. In CSV, cells that a spreadsheet would run as a formula \
                    start with an apostrophe. `X-Roster-Total` is the number of rows, if known. The audit log has an \
                    event of the export", content(
                    (inline(String) = "text/csv"),
                    (inline(String) = "application/jsonl"),
                )),
                (status = 403, description = "The caller cannot read the list", body = api_types::Problem,
                    content_type = "application/problem+json"),
                (status = 422, description = "A parameter is invalid", body = api_types::Problem,
                    content_type = "application/problem+json"),
                $crate::routes::responses::MembersOnly,
            )
        )]
        pub async fn $export(
            axum::extract::State(state): axum::extract::State<$crate::state::AppState>,
            caller: $crate::session::Caller,
            $crate::routes::extract::Sender(source): $crate::routes::extract::Sender,
            $crate::routes::extract::Path(organization): $crate::routes::extract::Path<api_types::OrganizationId>,
            query: $crate::routes::query::QueryString,
        ) -> Result<axum::response::Response, $crate::error::ApiError> {
            $crate::routes::listing::export::<$noun>(&state, &source, caller, organization, &query).await
        }
    };
}
pub(in crate::routes) use list_routes;
