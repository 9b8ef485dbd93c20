//! The fields of users that columns are imported into, by what columns are called in English, German, French and
//! Spanish.

use crate::routes::imports::Field;

const fn field(name: &'static str, names: &'static [&'static str]) -> Field {
    Field { name, names }
}

/// Names in lower case, without signs and spaces.
pub const FIELDS: &[Field] = &[
    field(
        "given_name",
        &[
            "firstname",
            "forename",
            "first",
            "vorname",
            "rufname",
            "prénom",
            "prenom",
            "nombre",
            "nombredepila",
            "primernombre",
        ],
    ),
    field(
        "family_name",
        &[
            "lastname",
            "surname",
            "last",
            "nachname",
            "familienname",
            "zuname",
            "nomdefamille",
            "nom",
            "apellido",
            "apellidos",
        ],
    ),
    field(
        "name",
        &["fullname", "displayname", "user", "vollername", "anzeigename", "benutzer", "nomcomplet", "nombrecompleto"],
    ),
    field(
        "email",
        &[
            "emailaddress",
            "mail",
            "mailaddress",
            "emailadresse",
            "mailadresse",
            "courriel",
            "adressemail",
            "adresseemail",
            "adressecourriel",
            "correo",
            "correoelectrónico",
            "correoelectronico",
            "direccióndecorreo",
        ],
    ),
    field(
        "signature",
        &[
            "short",
            "initials",
            "abbreviation",
            "shortcode",
            "code",
            "kürzel",
            "kuerzel",
            "kurzzeichen",
            "namenskürzel",
            "signatur",
            "sigle",
            "initiales",
            "abréviation",
            "iniciales",
            "sigla",
            "abreviatura",
        ],
    ),
    field(
        "phone",
        &[
            "phonenumber",
            "telephone",
            "telephonenumber",
            "tel",
            "mobile",
            "telefon",
            "telefonnummer",
            "rufnummer",
            "handy",
            "mobil",
            "téléphone",
            "numérodetéléphone",
            "portable",
            "teléfono",
            "telefono",
            "móvil",
            "movil",
        ],
    ),
    field(
        "title",
        &["jobtitle", "position", "function", "funktion", "berufsbezeichnung", "fonction", "poste", "cargo", "puesto"],
    ),
    field("language", &["sprache", "langue", "idioma"]),
    field(
        "note",
        &[
            "notes",
            "comment",
            "comments",
            "notiz",
            "bemerkung",
            "anmerkung",
            "kommentar",
            "remarque",
            "nota",
            "comentario",
        ],
    ),
    field("roles", &["role", "rolle", "rollen", "rôle", "rôles", "rol"]),
    field(
        "companies",
        &[
            "company",
            "firma",
            "legalentity",
            "legalentities",
            "entity",
            "firmen",
            "unternehmen",
            "gesellschaft",
            "gesellschaften",
            "société",
            "sociétés",
            "entreprise",
            "entreprises",
            "empresa",
            "empresas",
            "sociedad",
        ],
    ),
    field(
        "supervisor",
        &[
            "manager",
            "reportsto",
            "boss",
            "linemanager",
            "vorgesetzter",
            "vorgesetzte",
            "vorgesetzteperson",
            "leitung",
            "responsable",
            "supérieur",
            "superieur",
            "chef",
            "jefe",
            "superior",
        ],
    ),
    field(
        "active_from",
        &[
            "startdate",
            "firstday",
            "entrydate",
            "start",
            "aktivab",
            "eintritt",
            "eintrittsdatum",
            "erstertag",
            "actifàpartirdu",
            "datededébut",
            "activodesde",
            "fechadeinicio",
        ],
    ),
    field(
        "active_until",
        &[
            "enddate",
            "lastday",
            "exitdate",
            "end",
            "aktivbis",
            "austritt",
            "austrittsdatum",
            "letztertag",
            "actifjusquau",
            "datedefin",
            "activohasta",
            "fechadefin",
        ],
    ),
    field("id", &["userid", "memberid", "benutzerid", "rosterid"]),
];

/// Of each of these, one field has to have a column.
pub const REQUIRED: &[&[&str]] = &[&["email", "signature", "id"]];

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn usr7_a_name_of_a_column_means_one_field() {
        let mut seen = HashSet::new();
        for name in FIELDS.iter().flat_map(|field| field.names) {
            assert!(seen.insert(*name), "{name}");
            let plain: String = name.chars().filter(|it| it.is_alphanumeric()).flat_map(char::to_lowercase).collect();
            assert_eq!(plain, *name);
        }
    }
}
