//! `POST …/contacts/import`

use api_types::{Contact, ImportOutcome, ImportResult, List, MAX_IMPORT_ROWS, SheetEncoding, SheetSeparator};
use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::{Value, json};

use super::{assert_contacts_counted, contact};
use crate::support::{
    Answer, Client, TestApp, both_engines,
    invitations::{alpha, events, let_role},
    world::{ADMIN, OUTSIDER, VIEWER},
};

async fn post(app: &TestApp, client: &Client, body: Value) -> Answer {
    client.post(&alpha(app, "/contacts/import"), &body).await
}

async fn dry_run(app: &TestApp, client: &Client, text: &str) -> ImportResult {
    post(app, client, json!({"text": text, "dry_run": true})).await.ok()
}

async fn import(app: &TestApp, client: &Client, text: &str) -> ImportResult {
    post(app, client, json!({"text": text})).await.ok()
}

/// New, changed, unchanged and refused rows.
fn counts(result: &ImportResult) -> [u64; 4] {
    let counts = result.counts;
    [counts.new, counts.changed, counts.unchanged, counts.refused]
}

/// Row, field and code of every problem.
fn problems(result: &ImportResult) -> Vec<String> {
    let of_row = |row: &api_types::ImportRow| {
        let number = row.row;
        row.problems
            .iter()
            .map(move |problem| format!("{number} {} {}", problem.field.as_deref().unwrap_or("-"), problem.code))
            .collect::<Vec<_>>()
    };
    result.rows.iter().flat_map(of_row).collect()
}

both_engines! {
    async fn usr7_a_table_becomes_contacts(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let ada = contact(app, &admin, "Ada", json!({"email": "ada@x.example", "company": "Lifts"})).await;
        let text = "Vorname;Nachname;E-Mail;Telefon;Zweck;Sprache;Kostenstelle\r\n\
                    Ada;King;ADA@x.example;;;;1\r\n\
                    Bea;Lee;;'+49 30 1112;Notfall, Technik;Deutsch;2\r\n\
                    Ada;King;ada@x.example;;;;3\r\n\
                    Cid;;cid@x;;;;\r\n\
                    Dan;;;;Notfall;;\r\n\
                    Eve;;eve@x.example;;social;Elvish;\r\n";
        let result = dry_run(app, &admin, text).await;
        assert_eq!(counts(&result), [1, 1, 0, 4]);
        assert_eq!((result.encoding, result.separator), (SheetEncoding::Utf8, SheetSeparator::Semicolon));
        let fields: Vec<_> = result.columns.iter().map(|column| column.field.as_deref().unwrap_or("")).collect();
        assert_eq!(fields, ["given_name", "family_name", "email", "phone", "purposes", "language", ""]);
        let changed = result.rows.iter().find(|row| row.outcome == ImportOutcome::Changed).unwrap();
        let changes: Vec<_> = changed.changes.iter().map(|it| format!("{}: {} > {}", it.field, it.before, it.after)).collect();
        assert_eq!(
            changes,
            ["name: Ada > Ada King", "family_name:  > King", "email: ada@x.example > ADA@x.example"]
        );
        assert_eq!(
            problems(&result),
            ["4 - duplicate", "5 email invalid", "6 phone required", "7 purposes unknown", "7 language unknown"]
        );
        assert_eq!(app.count("SELECT COUNT(*) FROM contacts").await, 1);
        let result = import(app, &admin, text).await;
        assert_eq!((counts(&result), result.next), ([1, 1, 0, 0], None));
        let list: List<Contact> = admin.get(&alpha(app, "/contacts")).await.ok();
        let names: Vec<_> = list.items.iter().map(|contact| contact.name.as_str()).collect();
        assert_eq!(names, ["Ada King", "Bea Lee"]);
        assert_eq!((list.items[0].id, list.items[0].company.as_deref()), (ada.id, Some("Lifts")));
        assert_eq!((list.items[1].phone.as_deref(), list.items[1].language.as_deref()), (Some("+49 30 1112"), Some("de")));
        assert_eq!((events(app, "contact.created").await, events(app, "contact.changed").await), (2, 1));
        // Again, nothing is left to do.
        assert_eq!(counts(&dry_run(app, &admin, text).await), [0, 0, 2, 4]);
        assert_contacts_counted(app).await;
    }

    async fn usr7_the_export_changes_nothing(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        contact(app, &admin, "=1+1", json!({"family_name": "'=x", "purposes": ["billing", "technical"]})).await;
        contact(app, &admin, "Ada", json!({"email": "desk@x.example", "language": "en", "title": "a,b;\"c\""})).await;
        contact(app, &admin, "Bea", json!({"email": "desk@x.example", "company": "-"})).await;
        contact(app, &admin, "Ada", json!({"email": "desk@x.example"})).await;
        for query in ["", "?delimiter=semicolon&bom=true", "?columns=name,email,phone"] {
            let file = admin.get(&alpha(app, &format!("/contacts/export{query}"))).await.text();
            let body = json!({"file": STANDARD.encode(&file), "dry_run": true});
            let result: ImportResult = post(app, &admin, body).await.ok();
            assert_eq!((counts(&result), problems(&result).len()), ([0, 0, 4, 0], 0), "{query}: {result:?}");
            let result: ImportResult = post(app, &admin, json!({"file": STANDARD.encode(&file)})).await.ok();
            assert_eq!(counts(&result), [0, 0, 0, 0], "{query}");
        }
        assert_eq!(events(app, "contact.changed").await, 0);
    }

    async fn usr7_people_who_share_an_address_are_told_apart_by_their_names(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let text = "name,email\nNight desk,desk@x.example\nDay desk,desk@x.example\n";
        assert_eq!(counts(&dry_run(app, &admin, text).await), [2, 0, 0, 0]);
        assert_eq!(counts(&import(app, &admin, text).await), [2, 0, 0, 0]);
        assert_eq!(counts(&dry_run(app, &admin, text).await), [0, 0, 2, 0]);
        let one = dry_run(app, &admin, "name,email\nOther,desk@x.example\n").await;
        assert_eq!(problems(&one), ["2 email ambiguous"]);
        let by_phone = "name;phone\nNight desk;112\n";
        import(app, &admin, "name,email,phone\nNight desk,desk@x.example,+49 30 (112)\n").await;
        assert_eq!(counts(&dry_run(app, &admin, by_phone).await), [1, 0, 0, 0]);
        assert_eq!(counts(&dry_run(app, &admin, "name;phone\nNight desk;+49-30-112\n").await), [0, 1, 0, 0]);
    }

    async fn usr7_columns_are_chosen_and_what_is_missing_is_named(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let text = "a,b\nAda,112\n";
        let result = dry_run(app, &admin, text).await;
        assert_eq!((result.missing.as_slice(), counts(&result)), (["name".to_owned()].as_slice(), [0, 0, 0, 0]));
        assert_eq!(result.columns[1].samples, ["112"]);
        let refused = post(app, &admin, json!({"text": text})).await;
        assert_eq!(refused.field_errors(), [("/columns".to_owned(), "required".to_owned())]);
        let body = json!({"text": text, "columns": ["name", "phone"]});
        assert_eq!(counts(&post(app, &admin, body).await.ok()), [1, 0, 0, 0]);
        for (columns, pointer, code) in [
            (json!(["name"]), "/columns", "invalid"),
            (json!(["name", "name"]), "/columns/1", "duplicate"),
            (json!(["name", "role"]), "/columns/1", "unknown"),
        ] {
            let refused = post(app, &admin, json!({"text": text, "columns": columns, "dry_run": true})).await;
            assert_eq!(refused.field_errors(), [(pointer.to_owned(), code.to_owned())]);
        }
    }

    async fn usr7_files_of_other_encodings_are_read(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let utf_16: Vec<u8> = "\u{feff}Name\tTelefon\r\nŁukasz\t112".encode_utf16().flat_map(u16::to_le_bytes).collect();
        for (bytes, encoding, separator) in [
            (b"Name;Telefon\nJ\xfcrgen;112\n".to_vec(), SheetEncoding::Windows1252, SheetSeparator::Semicolon),
            (utf_16, SheetEncoding::Utf16Le, SheetSeparator::Tab),
        ] {
            let body = json!({"file": STANDARD.encode(bytes), "dry_run": true});
            let result: ImportResult = post(app, &admin, body).await.ok();
            assert_eq!((result.encoding, result.separator, result.counts.new), (encoding, separator, 1));
        }
        let body = json!({"file": STANDARD.encode(b"Name;Telefon\nJ\xfcrgen;112\n"), "encoding": "utf-8", "dry_run": true});
        assert_eq!(post(app, &admin, body).await.field_errors(), [("/file".to_owned(), "encoding".to_owned())]);
    }

    async fn x17_what_is_no_table_is_refused(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let long = format!("name,phone\n{}", "Ada,112\n".repeat(MAX_IMPORT_ROWS + 1));
        let wide = format!("name,phone{}\nAda,112\n", ",x".repeat(299));
        for (text, code) in [
            ("", "empty"),
            ("name,phone\n", "no_rows"),
            ("name,phone\n\"Ada,112\n", "quote"),
            ("name,phone\nA\u{0}da,112\n", "nul"),
            (&wide, "too_many_columns"),
            (&long, "too_many_rows"),
        ] {
            let refused = post(app, &admin, json!({"text": text, "dry_run": true})).await;
            assert_eq!(refused.field_errors(), [("/text".to_owned(), code.to_owned())]);
        }
        for (body, code) in [
            (json!({"dry_run": true}), "required"),
            (json!({"file": "eA==", "text": "x"}), "required"),
            (json!({"file": "no base64!"}), "invalid"),
            (json!({"file": STANDARD.encode(b"PK\x03\x04")}), "workbook"),
            (json!({"file": STANDARD.encode(vec![b'x'; 5 * 1024 * 1024 + 1])}), "too_large"),
        ] {
            assert_eq!(post(app, &admin, body).await.field_errors(), [("/file".to_owned(), code.to_owned())]);
        }
        let huge = json!({"text": "x".repeat(8 * 1024 * 1024)});
        assert_eq!(post(app, &admin, huge).await.summary(), "413 too_large");
        assert_eq!(app.count("SELECT COUNT(*) FROM contacts").await, 0);
    }

    async fn usr7_many_rows_are_saved_in_several_requests(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let mut text = "name,phone\n".to_owned();
        for row in 0..1_050 {
            text.push_str(&format!("Contact {row},{}\n", 1_000 + row));
        }
        let mut result = import(app, &admin, &text).await;
        // As many as are saved soon, and at most 1,000.
        let mut saved = result.counts.new;
        assert!((100..=1_000).contains(&saved), "{saved}");
        while let Some(next) = result.next {
            assert_eq!(u64::from(next), saved + 2);
            result = post(app, &admin, json!({"text": text, "from": next})).await.ok();
            saved += result.counts.new;
        }
        assert_eq!(app.count("SELECT COUNT(*) FROM contacts").await, 1_050);
        assert_eq!(events(app, "contact.created").await, 1_050);
        assert_contacts_counted(app).await;
    }

    async fn x9_an_import_is_carried_out_once(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await.with_header("idempotency-key", "k-1");
        let text = "name,phone\nAda,112\n";
        let first = import(app, &admin, text).await;
        assert_eq!((counts(&first), import(app, &admin, text).await), ([1, 0, 0, 0], first));
        let other = post(app, &admin, json!({"text": "name,phone\nBea,112\n"})).await;
        assert_eq!(other.field_errors()[0].0, "/headers/idempotency-key");
        assert_eq!(app.count("SELECT COUNT(*) FROM contacts").await, 1);
    }

    async fn t1_ids_of_another_organization_are_unknown(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let ada = contact(app, &admin, "Ada", json!({"email": "ada@x.example"})).await;
        let outsider = app.signed_in(OUTSIDER).await;
        let beta = format!("/organizations/{}/contacts/import", app.world.beta);
        let import = async |text: &str| outsider.post(&beta, &json!({"text": text, "dry_run": true})).await.ok::<ImportResult>();
        let known = import(&format!("id,name\n{},Mine\n", ada.id)).await;
        let unknown = import("id,name\ncon_00000000000000000000000007,Mine\n").await;
        assert_eq!((problems(&known), &known.rows[0].problems), (vec!["2 id unknown".to_owned()], &unknown.rows[0].problems));
        assert_eq!(problems(&import("id,name\ndev_1,Mine\n").await), ["2 id invalid"]);
        assert_eq!(counts(&import("name,email\nMine,ada@x.example\n").await), [1, 0, 0, 0]);
        assert_eq!(outsider.post(&alpha(app, "/contacts/import"), &json!({"text": "x"})).await.summary(), "404 not_found");
    }

    async fn t4_only_who_manages_contacts_imports_them(app: &TestApp) {
        let_role(app, "viewer", "organization.read contacts.read").await;
        let viewer = app.signed_in(VIEWER).await;
        let body = json!({"text": "name,phone\nAda,112\n", "dry_run": true});
        assert_eq!(post(app, &viewer, body).await.summary(), "403 forbidden");
    }
}
