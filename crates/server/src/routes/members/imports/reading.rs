//! A file with users as rows that mean something.

use api_types::{
    CompanyId, ImportProblem, InvalidText, Language, MAX_IMPORT_VALUE, MAX_IMPORT_VALUES, MAX_MEMBER_IMPORT_BYTES,
    MAX_MEMBER_IMPORT_ROWS, MatchedField, MatchedValue, NewMemberImport, RoleId, read_name, read_note,
    read_optional_name, read_phone, read_signature,
};
use base64::{Engine, engine::general_purpose::STANDARD};
use jiff::civil::Date;

use super::fields::{FIELDS, REQUIRED};
use crate::{
    error::ApiError,
    routes::{contacts::languages::language_named, imports::columns},
    sheet::{self, Reading, Row, RowFault, Sheet},
    store::{
        invitations::Address,
        members::import::{Choices, ImportedMember, ImportedRow, Matched},
        text,
    },
};

/// A file whose columns have fields.
pub struct Table {
    pub sheet: Sheet,
    pub header: bool,
    pub fields: Vec<Option<&'static str>>,
}

impl Table {
    /// Reads the file of a request.
    ///
    /// # Errors
    /// [`ApiError::Invalid`] when there is none, it cannot be read, or its columns are not those of the request.
    pub fn read(request: &NewMemberImport) -> Result<Self, ApiError> {
        let (pointer, bytes) = match (&request.file, &request.text) {
            (Some(file), None) => {
                let invalid = |_| ApiError::field("/file", "invalid", "Bytes in base64.");
                ("/file", STANDARD.decode(file).map_err(invalid)?)
            }
            (None, Some(text)) => ("/text", text.clone().into_bytes()),
            _ => return Err(ApiError::field("/file", "required", "Either a file or a text.")),
        };
        if bytes.len() > MAX_MEMBER_IMPORT_BYTES {
            return Err(ApiError::field(pointer, "too_large", "At most 40 MiB. Split the file."));
        }
        let reading = Reading {
            // A text has no encoding any more.
            encoding: request.encoding.filter(|_| pointer == "/file"),
            separator: request.separator,
            has_head: request.header.unwrap_or(true),
            most_rows: MAX_MEMBER_IMPORT_ROWS,
            lenient: true,
        };
        let read = |reading| {
            let failed = |error: sheet::SheetError| ApiError::field(pointer, error.code(), error.to_string());
            sheet::read_as(&bytes, reading).map_err(failed)
        };
        let (mut sheet, mut header) = (read(reading)?, reading.has_head);
        if request.header.is_none() && !is_head(&sheet) {
            (sheet, header) = (read(Reading { has_head: false, ..reading })?, false);
        }
        let fields = match &request.columns {
            Some(columns) => columns::chosen(&sheet, FIELDS, columns)?,
            None => columns::found(&sheet, FIELDS),
        };
        Ok(Self { sheet, header, fields })
    }

    /// Fields that no column is imported into, although one has to be.
    pub fn missing(&self) -> Vec<String> {
        columns::missing(REQUIRED, &self.fields)
    }

    /// The cells of a column, without empty ones.
    pub fn column(&self, field: &str) -> impl Iterator<Item = &str> {
        let place = self.fields.iter().position(|known| *known == Some(field));
        self.sheet.rows.iter().filter_map(move |row| {
            let cell = sheet::plain(row.cells.get(place?)?).trim();
            Some(cell).filter(|cell| !cell.is_empty())
        })
    }

    /// What each row says.
    pub fn rows(self, clear_empty: bool) -> Vec<ImportedRow> {
        let fields = self.fields;
        self.sheet.rows.into_iter().map(|row| read_row(row, &fields, clear_empty)).collect()
    }
}

/// Whether the first row names columns: one of them is known, or none is an address.
fn is_head(sheet: &Sheet) -> bool {
    columns::found(sheet, FIELDS).iter().any(Option::is_some) || !sheet.head.iter().any(|name| name.contains('@'))
}

/// What the importer decided for all rows.
///
/// # Errors
/// [`ApiError::Invalid`] when a value is matched with something that cannot be.
pub fn choices(request: &NewMemberImport, table: &Table) -> Result<Choices, ApiError> {
    if request.values.len() > MAX_IMPORT_VALUES {
        return Err(ApiError::field("/values", "too_many", "At most 1,000 values."));
    }
    let matched = |(place, value): (usize, &MatchedValue)| {
        let invalid = || ApiError::field(format!("/values/{place}/to"), "invalid", "The ID of a role or company.");
        if !(1..=MAX_IMPORT_VALUE).contains(&value.value.chars().count()) {
            return Err(ApiError::field(format!("/values/{place}/value"), "invalid", "1 to 500 characters."));
        }
        let to = value.to.as_deref().map(|id| match value.field {
            MatchedField::Roles => id.parse().map(RoleId::as_u128).map_err(|_| invalid()),
            MatchedField::Companies => id.parse().map(CompanyId::as_u128).map_err(|_| invalid()),
        });
        Ok(Matched { field: value.field, value: text::fold(value.value.trim()), to: to.transpose()? })
    };
    let names = table.sheet.head.iter().zip(&table.fields);
    Ok(Choices {
        new_people: request.new_people,
        find_by: request.find_by,
        keep_existing: request.keep_existing,
        language: request.language,
        values: request.values.iter().enumerate().map(matched).collect::<Result<_, ApiError>>()?,
        columns: names.map(|(name, field)| (name.clone(), field.unwrap_or_default().to_owned())).collect(),
        separator: table.sheet.separator.to_string(),
        header: table.header,
    })
}

/// The cells of a row by their fields.
struct Cells<'a> {
    fields: &'a [Option<&'static str>],
    cells: &'a [String],
    clear_empty: bool,
    problems: Vec<ImportProblem>,
}

impl Cells<'_> {
    /// The text of a field; `None` where there is no column, or an empty cell that changes nothing.
    fn get(&self, field: &str) -> Option<&str> {
        let place = self.fields.iter().position(|known| *known == Some(field))?;
        let cell = sheet::plain(self.cells.get(place)?).trim();
        Some(cell).filter(|cell| self.clear_empty || !cell.is_empty())
    }

    fn refuse(&mut self, field: &str, code: &str, detail: &str) {
        let (field, code, detail) = (Some(field.to_owned()), code.to_owned(), detail.to_owned());
        self.problems.push(ImportProblem { field, code, detail, other_row: None });
    }

    /// The text of a field as it is stored; an empty one clears it.
    fn text(&mut self, field: &str, rule: fn(&str) -> Result<Option<String>, InvalidText>) -> Option<String> {
        match rule(self.get(field)?) {
            Ok(text) => Some(text.unwrap_or_default()),
            Err(InvalidText::TooLong) => {
                self.refuse(field, "too_long", "The text is too long.");
                None
            }
            Err(InvalidText::Invalid) => {
                self.refuse(field, "invalid", "The cell has characters that are not allowed here.");
                None
            }
        }
    }

    fn email(&mut self) -> Option<String> {
        let read = Address::read(self.get("email").filter(|cell| !cell.is_empty())?);
        match read {
            Ok(address) => Some(address.email),
            Err(error) => {
                self.refuse("email", "invalid", &error.to_string());
                None
            }
        }
    }

    /// A day, as `2026-12-31` or `31.12.2026`.
    fn day(&mut self, field: &str) -> Option<String> {
        let cell = self.get(field)?;
        let day = if cell.is_empty() { Some(String::new()) } else { day(cell).map(|day| day.to_string()) };
        if day.is_none() {
            self.refuse(field, "invalid", "A day such as 2026-12-31.");
        }
        day
    }
}

fn day(text: &str) -> Option<Date> {
    let day = text.parse::<Date>().ok().filter(|day| day.to_string() == text);
    day.or_else(|| {
        let mut parts = text.split('.').map(str::trim);
        let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
        if parts.next().is_some() || year.len() != 4 {
            return None;
        }
        Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
    })
}

fn owned(read: Result<Option<&str>, InvalidText>) -> Result<Option<String>, InvalidText> {
    read.map(|text| text.map(str::to_owned))
}

fn read_row(row: Row, fields: &[Option<&'static str>], clear_empty: bool) -> ImportedRow {
    let fault = match row.fault {
        Some(RowFault::Quote) => Some(("quote", "A quotation mark is not closed, or has text behind it.")),
        Some(RowFault::Encoding) => Some(("encoding", "The row has characters of another encoding.")),
        Some(RowFault::Nul) => Some(("nul", "The row has NUL characters.")),
        None if row.has_more => Some(("too_many_cells", "The row has more cells than there are column headers.")),
        None => None,
    };
    let Some((code, detail)) = fault else {
        let mut cells = Cells { fields, cells: &row.cells, clear_empty, problems: Vec::new() };
        let draft = read_draft(&mut cells);
        let problems = cells.problems;
        return ImportedRow { row: row.number, cells: row.cells, draft, problems, ..ImportedRow::default() };
    };
    let problem = ImportProblem { field: None, code: code.to_owned(), detail: detail.to_owned(), other_row: None };
    // The cells may be at wrong places, but whoever is named is in the file.
    let words = row.cells.iter().flat_map(|cell| cell.split(|letter: char| " ,;|\t\"<>".contains(letter)));
    let email = words.filter(|word| word.contains('@')).find_map(|word| Address::read(word).ok());
    let draft = ImportedMember { email: email.map(|address| address.email), ..ImportedMember::default() };
    ImportedRow { row: row.number, cells: row.cells, draft, problems: vec![problem], ..ImportedRow::default() }
}

fn read_draft(cells: &mut Cells<'_>) -> ImportedMember {
    let id = cells.get("id").filter(|id| !id.is_empty()).map(str::parse);
    if let Some(Err(_)) = id {
        cells.refuse("id", "invalid", "The ID of a user begins with `mem_`.");
    }
    let language = match cells.get("language").filter(|name| !name.is_empty()).map(language) {
        Some(None) => {
            cells.refuse("language", "unknown", "Roster does not speak this language.");
            None
        }
        language => language.flatten(),
    };
    let list = |cells: &Cells<'_>, field: &str| cells.get(field).map(str::to_owned);
    let name = cells.get("name").filter(|name| !name.is_empty()).map(|name| read_name(name).map(str::to_owned));
    if let Some(Err(what)) = &name {
        let code = what.code();
        cells.refuse("name", code, "One line of at most 120 characters.");
    }
    ImportedMember {
        id: id.and_then(Result::ok),
        email: cells.email(),
        given_name: cells.text("given_name", |text| owned(read_optional_name(text))),
        family_name: cells.text("family_name", |text| owned(read_optional_name(text))),
        name: name.and_then(Result::ok),
        signature: cells.text("signature", |text| owned(read_signature(text))),
        phone: cells.text("phone", |text| owned(read_phone(text))),
        title: cells.text("title", |text| owned(read_optional_name(text))),
        language,
        note: cells.text("note", read_note),
        roles: list(cells, "roles"),
        companies: list(cells, "companies"),
        supervisor: list(cells, "supervisor"),
        active_from: cells.day("active_from"),
        active_until: cells.day("active_until"),
    }
}

/// A language by its tag or its name.
fn language(name: &str) -> Option<Language> {
    language_named(name).and_then(Language::from_tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(text: &str) -> Table {
        Table::read(&NewMemberImport { text: Some(text.to_owned()), ..NewMemberImport::default() }).unwrap()
    }

    fn codes(row: &ImportedRow) -> Vec<String> {
        let code = |problem: &ImportProblem| format!("{} {}", problem.field.as_deref().unwrap_or("-"), problem.code);
        row.problems.iter().map(code).collect()
    }

    #[test]
    fn usr7_columns_are_found_in_four_languages() {
        for (head, fields) in [
            (
                "First name,Surname,Mail,Short,Role,Legal entity,Reports to,Tel.",
                ["given_name", "family_name", "email", "signature", "roles", "companies", "supervisor", "phone"],
            ),
            (
                "Vorname,Nachname,E-Mail-Adresse,Kürzel,Rollen,Firma,Vorgesetzter,Telefon",
                ["given_name", "family_name", "email", "signature", "roles", "companies", "supervisor", "phone"],
            ),
            (
                "Prénom,Nom,Courriel,Sigle,Rôle,Société,Responsable,Téléphone",
                ["given_name", "family_name", "email", "signature", "roles", "companies", "supervisor", "phone"],
            ),
            (
                "Nombre,Apellidos,Correo electrónico,Iniciales,Rol,Empresa,Jefe,Teléfono",
                ["given_name", "family_name", "email", "signature", "roles", "companies", "supervisor", "phone"],
            ),
        ] {
            let table = table(&format!("{head}\na,b,c,d,e,f,g,h\n"));
            assert_eq!(table.fields, fields.map(Some), "{head}");
        }
    }

    #[test]
    fn usr7_the_columns_of_an_export_are_known() {
        let table = table("id,name,email,signature,roles,status,two_factor,companies,supervisor,invited_by\n1\n");
        let some = [Some("id"), Some("name"), Some("email"), Some("signature"), Some("roles"), None, None];
        assert_eq!(table.fields[..7], some);
        assert_eq!(table.fields[7..], [Some("companies"), Some("supervisor"), None]);
    }

    #[test]
    fn usr7_a_file_without_column_headers_is_detected() {
        let table = table("Ada,ada@x.example\nBea,bea@x.example\n");
        assert_eq!((table.header, table.sheet.rows.len()), (false, 2));
    }

    #[test]
    fn usr7_every_cell_of_a_row_is_checked() {
        let text = "id;email;first name;signature;phone;language;active_until;note\n\
                    rol_1;x;a\u{202e}b;J R;12;Elvish;tomorrow;=1\n\
                    ;ada@x.example;Ada;AL;'+49 30 1;Deutsch;31.12.2027;\n";
        let rows = table(text).rows(true);
        let all = [
            "id invalid",
            "language unknown",
            "email invalid",
            "given_name invalid",
            "signature invalid",
            "phone invalid",
            "active_until invalid",
        ];
        assert_eq!(codes(&rows[0]), all);
        assert!(rows[1].problems.is_empty());
        let draft = &rows[1].draft;
        assert_eq!((draft.phone.as_deref(), draft.note.as_deref()), (Some("+49 30 1"), Some("")));
        assert_eq!((draft.active_until.as_deref(), draft.language), (Some("2027-12-31"), Some(Language::De)));
    }

    #[test]
    fn usr7_empty_cells_change_nothing_unless_they_clear() {
        let text = "email,phone,title\nada@x.example,,\n";
        let draft = |clear| table(text).rows(clear).remove(0).draft;
        assert_eq!((draft(false).phone, draft(true).phone, draft(true).note), (None, Some(String::new()), None));
    }

    #[test]
    fn usr7_whoever_is_in_a_broken_row_is_in_the_file() {
        let rows = table("email,name\n\"ada@x.example,Ada\nbea@x.example,Bea,more\n").rows(false);
        assert_eq!(
            (codes(&rows[0]), codes(&rows[1])),
            (vec!["- quote".to_owned()], vec!["- too_many_cells".to_owned()])
        );
        let emails = [rows[0].draft.email.as_deref(), rows[1].draft.email.as_deref()];
        assert_eq!(emails, [Some("ada@x.example"), Some("bea@x.example")]);
    }
}
