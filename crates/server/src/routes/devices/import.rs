//! `POST /organizations/{organization}/devices/import`: devices from a table.

use api_types::{DEVICES, DeviceChanges, DeviceId, FieldProblem, ImportResult, NewImport, OrganizationId, Problem};
use axum::{Json as Answer, extract::State, http::HeaderMap};

use super::error::validated;
use crate::{
    authz::{Authorized, policy::ManageDevices},
    error::ApiError,
    routes::{
        extract::{Json, Path, Sender},
        imports::{self, Cells, Field, Imported, Saved},
        invitations::validation::problem,
        responses::MembersOnly,
    },
    session::Caller,
    state::AppState,
    store::{
        StoreError,
        audit::Source,
        devices::{self, DeviceError, Devices, ImportedDevice, SaveDevices, SavedDevice},
        import::ImportPlan,
    },
};

/// Import devices from CSV or rows of a spreadsheet, or say what an import would do
///
/// Rows are about the device with their `id` or `external_id`; others become new devices. Empty cells change nothing.
/// A request saves at most 1,000 rows; `next` says where the next one continues.
#[utoipa::path(
    post,
    path = "/organizations/{organization}/devices/import",
    tag = "devices",
    operation_id = "import_devices",
    params(
        ("organization" = OrganizationId, Path),
        ("Idempotency-Key" = Option<String>, Header,
            description = "A retry with the same key and body returns the same response and saves nothing"),
    ),
    request_body = NewImport,
    security(("session" = [])),
    responses(
        (status = 200, description = "What the import does, or has done", body = ImportResult),
        (status = 403, description = "The caller cannot manage devices", body = Problem,
            content_type = "application/problem+json"),
        (status = 422, description = "There is no table, or it is too large", body = Problem,
            content_type = "application/problem+json"),
        MembersOnly,
    )
)]
pub async fn import(
    State(state): State<AppState>,
    Sender(source): Sender,
    caller: Caller,
    Path(organization): Path<OrganizationId>,
    headers: HeaderMap,
    Json(request): Json<NewImport>,
) -> Result<Answer<ImportResult>, ApiError> {
    imports::import::<Devices>(&state, &caller, &source, organization, (&headers, request)).await.map(Answer)
}

const fn field(name: &'static str, names: &'static [&'static str]) -> Field {
    Field { name, names }
}

impl Imported for Devices {
    type Write = ManageDevices;
    type Draft = ImportedDevice;
    type Error = DeviceError;
    const LIST: &'static str = DEVICES.name;
    const FIELDS: &'static [Field] = &[
        field(
            "external_id",
            &["externeid", "extid", "geräteid", "gerätenummer", "deviceid", "serialnumber", "seriennummer"],
        ),
        field("name", &["device", "gerät", "devicename", "gerätename", "bezeichnung"]),
        field("kind", &["type", "art", "typ", "geräteart", "gerätetyp"]),
        field("group", &["devicegroup", "gruppe", "gerätegruppe"]),
        field("location", &["place", "standort", "ort"]),
        field("id", &["rosterid"]),
    ];
    const REQUIRED: &'static [&'static [&'static str]] = &[&["external_id", "id"]];

    fn read(cells: &Cells<'_>) -> Result<ImportedDevice, Vec<FieldProblem>> {
        let text = |field: &str| cells.get(field).map(str::to_owned);
        let id = cells.get("id").map(str::parse::<DeviceId>).transpose();
        let changes = DeviceChanges {
            name: text("name"),
            external_id: text("external_id"),
            kind: text("kind"),
            location: text("location"),
            group: None,
        };
        let (valid, mut problems) = match validated(&changes) {
            Ok(valid) => (Some(valid), Vec::new()),
            Err(ApiError::Invalid(problems)) => (None, problems),
            Err(_) => (None, Vec::new()),
        };
        if id.is_err() {
            problems.push(problem("/id", "invalid", "The ID of a device begins with `dev_`."));
        }
        if cells.get("id").is_none() && cells.get("external_id").is_none() {
            problems.push(problem("/external_id", "required", "Enter the ID of the device."));
        }
        let (Some(valid), Ok(id), []) = (valid, id, problems.as_slice()) else { return Err(problems) };
        Ok(ImportedDevice {
            id,
            external_id: valid.external_id,
            name: valid.name,
            kind: valid.kind.flatten(),
            location: valid.location.flatten(),
            group: text("group"),
            ..ImportedDevice::default()
        })
    }

    fn key(draft: &ImportedDevice) -> Option<String> {
        draft.key()
    }

    async fn prepare(
        state: &AppState,
        may: &Authorized<ManageDevices>,
        drafts: &mut [&mut ImportedDevice],
    ) -> Result<(), StoreError> {
        devices::prepare_import(&state.database, may, drafts).await
    }

    async fn plan(
        state: &AppState,
        may: &Authorized<ManageDevices>,
        drafts: &[&ImportedDevice],
    ) -> Result<Vec<ImportPlan<DeviceError>>, StoreError> {
        devices::plan_import(&state.database, may, drafts).await
    }

    async fn save(
        state: &AppState,
        may: &Authorized<ManageDevices>,
        source: &Source,
        rows: Vec<Saved<'_, ImportedDevice>>,
    ) -> Result<Vec<Result<(), DeviceError>>, ApiError> {
        let row = |(device, target)| SavedDevice {
            device,
            id: state.new_id(),
            kind_id: state.new_id(),
            location_id: state.new_id(),
            target,
        };
        let rows = rows.into_iter().map(row).collect();
        Ok(state.database.apply(&SaveDevices { may, rows, context: state.audit_context(source) }).await?)
    }
}
