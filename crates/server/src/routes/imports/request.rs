//! The request of an import: its bytes, and the table in them.

use api_types::{MAX_IMPORT_BYTES, NewImport};
use base64::{Engine, engine::general_purpose::STANDARD};

use crate::{
    error::ApiError,
    sheet::{self, Sheet},
};

/// The table of the request.
///
/// # Errors
/// [`ApiError::Invalid`] when there is not exactly one, or it cannot be read.
pub fn table(request: &NewImport) -> Result<Sheet, ApiError> {
    let (pointer, bytes) = match (&request.file, &request.text) {
        (Some(file), None) => {
            let invalid = |_| ApiError::field("/file", "invalid", "Bytes in base64.");
            ("/file", STANDARD.decode(file).map_err(invalid)?)
        }
        (None, Some(text)) => ("/text", text.clone().into_bytes()),
        _ => return Err(ApiError::field("/file", "required", "Either a file or a text.")),
    };
    if bytes.len() > MAX_IMPORT_BYTES {
        return Err(ApiError::field(pointer, "too_large", "At most 5 MiB. Split the file."));
    }
    // A text has no encoding any more.
    let encoding = request.encoding.filter(|_| pointer == "/file");
    sheet::read(&bytes, encoding, request.separator)
        .map_err(|error| ApiError::field(pointer, error.code(), error.to_string()))
}
