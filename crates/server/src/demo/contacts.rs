//! Contacts of Acme: people to call or write to, who do not sign in.

use api_types::{
    ContactId,
    ContactPurpose::{self, Billing, Emergency, Technical},
    OrganizationId,
};

use super::{chance, names::ascii, tenant::Builder};
use crate::store::seed::records::Contact;

/// How many contacts Acme has.
pub const CONTACTS: usize = 57;

/// Somebody with a face of their own. The address is the part before the `@`.
struct Face {
    given: &'static str,
    family: &'static str,
    company: &'static str,
    purposes: &'static [ContactPurpose],
    email: Option<&'static str>,
    phone: Option<&'static str>,
    language: &'static str,
}

const fn face(
    (given, family): (&'static str, &'static str),
    company: &'static str,
    purposes: &'static [ContactPurpose],
    (email, phone): (&'static str, &'static str),
    language: &'static str,
) -> Face {
    Face { given, family, company, purposes, email: Some(email), phone: Some(phone), language }
}

const FACES: [Face; 15] = [
    face(("Amélie", "Dubois"), "Acme Paris", &[Technical], ("amelie.dubois", "+33 1 5550 1402"), "fr"),
    face(
        ("Bogdan", "Enescu"),
        "Night desk, all companies",
        &[Technical, Emergency],
        ("night.desk", "+49 30 5550 1112"),
        "de",
    ),
    face(("Catarina", "Mendes"), "Acme Porto", &[Billing], ("c.mendes", "+351 22 555 0198"), "pt"),
    face(("Dilan", "Haddad"), "Acme Wien", &[Technical], ("d.haddad", "+43 1 5550 1733"), "de"),
    face(("Elin", "Lindqvist"), "Acme Malmö", &[Technical, Billing], ("elin.lindqvist", "+46 40 555 0121"), "sv"),
    face(("فاطمة", "الزهراء"), "Acme Rabat", &[Emergency], ("f.alzahra", "+212 5 3755 0144"), "ar"),
    face(("Hana", "Krejčí"), "Acme Brno", &[Technical], ("hana.krejci", "+420 5 5550 1029"), "cs"),
    face(("Hanako", "Yamada"), "Acme Osaka", &[Technical, Emergency], ("h.yamada", "+81 6 5550 1290"), "ja"),
    Face { email: None, ..face(("Joris", "de Oude"), "Acme Rotterdam", &[Emergency], ("", "+31 10 555 0166"), "nl") },
    Face {
        phone: None, ..face(("Марія", "Шевчук"), "Acme Kraków", &[Technical], ("m.shevchuk", ""), "uk")
    },
    face(("Siân", "Powell"), "Accounts payable", &[Billing], ("billing", "+44 20 5550 1873"), "en"),
    face(("Sinéad", "Ó Dálaigh"), "Acme Dublin", &[Technical], ("sinead.odalaigh", "+353 1 555 0177"), "en"),
    face(("Tunde", "Adeyemi"), "Acme Lagos", &[Emergency], ("tunde.adeyemi", "+234 1 555 0135"), "en"),
    face(("Θεοδώρα", "Νικολάου"), "Acme Athens", &[Technical, Billing], ("t.nikolaou", "+30 21 0555 0182"), "el"),
    face(("Wiktor", "Zieliński"), "Acme Kraków", &[Technical], ("wiktor.zielinski", "+48 12 555 0149"), "pl"),
];

const FIRMS: [&str; 8] = [
    "Nordlift Service",
    "AquaTherm",
    "Elektro Brandt",
    "Kansai Elevator Service",
    "Limpezas Douro",
    "CleanTec Bohemia",
    "Hafen Security",
    "Sanitär Vogel",
];

const TITLES: [&str; 6] =
    ["Site manager", "Electrician", "Accounts receivable", "Dispatcher", "Service technician", "Key account manager"];

const PURPOSES: [&[ContactPurpose]; 6] =
    [&[Technical], &[Technical], &[Billing], &[Emergency], &[Technical, Emergency], &[]];

const LANGUAGES: [&str; 6] = ["en", "de", "pl", "pt", "sv", "fr"];

/// Adds the contacts of Acme. One is also a user.
pub fn build(builder: &mut Builder) {
    let Some(organization) = builder.organization("10234") else { return };
    for face in FACES {
        let contact = Contact {
            id: ContactId::from_u128(builder.random.uuid()),
            organization,
            given_name: face.given.to_owned(),
            family_name: face.family.to_owned(),
            company: Some(face.company.to_owned()),
            title: None,
            purposes: face.purposes.to_vec(),
            email: face.email.map(|local| format!("{local}@contacts.example")),
            phone: face.phone.map(str::to_owned),
            language: Some(face.language),
            note: face.purposes.contains(&Emergency).then_some("Call at any time."),
            created_at: builder.day(-200),
        };
        builder.records().contacts.push(contact);
    }
    for position in FACES.len()..CONTACTS {
        let contact = random_contact(builder, position);
        builder.records().contacts.push(Contact { organization, ..contact });
    }
    let user = builder.records().members.iter().find(|member| member.email == "juergen.grossmann@acme.example");
    if let Some(email) = user.map(|user| user.email.clone())
        && let Some(last) = builder.records().contacts.last_mut()
    {
        *last = Contact {
            given_name: "Jürgen".to_owned(),
            family_name: "Großmann".to_owned(),
            company: Some("Acme Berlin".to_owned()),
            email: Some(email),
            ..last.clone()
        };
    }
}

/// Somebody of another firm.
fn random_contact(builder: &mut Builder, position: usize) -> Contact {
    let (name, _) = chance::anybody(&mut builder.random);
    let firm = *builder.random.pick(&FIRMS);
    let email = format!("{}.{}@{}.example", name.given_ascii, name.family_ascii, ascii(firm));
    let phone = format!("+49 30 5550 {}", 2000 + 7 * position);
    let days = builder.random.between(5, 400) as i64;
    Contact {
        id: ContactId::from_u128(builder.random.uuid()),
        organization: OrganizationId::from_u128(0),
        given_name: name.given,
        family_name: name.family,
        company: Some(firm.to_owned()),
        title: builder.random.chance(60).then(|| TITLES[position % TITLES.len()]),
        purposes: PURPOSES[position % PURPOSES.len()].to_vec(),
        email: Some(email),
        phone: Some(phone),
        language: Some(LANGUAGES[position % LANGUAGES.len()]),
        note: None,
        created_at: builder.day(-days),
    }
}
