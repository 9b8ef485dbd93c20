use std::fmt::Debug;

use api_types::{
    Accepted, AccountSessions, BulkResults, Company, FilterOptions, InvitationPreview, InvitationResults, List, Member,
    Membership, Organization, OwnAccount, Permission, Problem, ResendResult, Role, SavedView, ServerInfo, Session,
    SignIn,
};
use proptest::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::*;

/// Requires that a text means the same here and to serde_json.
fn means_the_same<T: DeserializeOwned + Debug + PartialEq>(text: &str) {
    assert_eq!(decode::<T>(text).ok(), serde_json::from_str(text).ok(), "{text}");
}

/// Values that may be found where something else belongs. Not among them: a list in the place of an object, and an object in
/// the place of a variant. serde_json reads those, too.
fn strangers() -> Vec<Value> {
    let numbers = json!([0, -1, 1.5, 1e300, 65_536, 4_294_967_296_u64, 9_007_199_254_740_993_u64, u64::MAX, i64::MIN]);
    let others = json!([null, true, "", "unheard of", "mem_00000000000000000000000009", [[null]], [[{}]], {}]);
    [numbers, others].iter().flat_map(|list| list.as_array().cloned().unwrap()).collect()
}

/// The document with a stranger in the place of each of its parts, or without the part.
fn changed(document: &Value) -> Vec<Value> {
    let mut all = strangers();
    match document {
        Value::Object(fields) => {
            for (name, field) in fields {
                let with = |field| Value::Object(fields.clone().into_iter().chain([(name.clone(), field)]).collect());
                all.extend(changed(field).into_iter().map(with));
                let mut without = fields.clone();
                without.remove(name);
                all.push(without.into());
            }
        }
        Value::Array(items) => {
            for (at, item) in items.iter().enumerate() {
                all.extend(changed(item).into_iter().map(|item| {
                    let mut items = items.clone();
                    items[at] = item;
                    Value::Array(items)
                }));
            }
        }
        _ => {}
    }
    all
}

/// Requires that a document is read completely, and that everything that could have come instead is read, or refused, just as
/// serde_json does.
fn is_read<T: DeserializeOwned + Serialize + Debug + PartialEq>(document: &Value) {
    let value: T = serde_json::from_value(document.clone()).unwrap();
    assert_eq!(&serde_json::to_value(&value).unwrap(), document, "the document has every field of the type");
    assert_eq!(decode::<T>(&document.to_string()), Ok(value));
    for document in changed(document) {
        means_the_same::<T>(&document.to_string());
    }
}

const DAY: &str = "2026-11-18T12:00:00Z";

fn session() -> Value {
    let account = json!({
        "id": "acc_7zzzzzzzzzzzzzzzzzzzzzzzzz", "email": "ada@acme.example", "name": "Ada\nB.", "two_factor": true,
    });
    json!({ "account": account, "default_organization": "org_00000000000000000000000001", "expires_at": DAY })
}

fn organization() -> Value {
    json!({
        "id": "org_00000000000000000000000001", "number": "10234", "name": "Acme", "plan": "team",
        "seats": { "used": 1248, "limit": 2000 },
        "invitations": { "lifetime_days": 14, "allowed_domains": ["acme.example"] },
        "member_id": "mem_00000000000000000000000003", "roles": [role()],
        "permissions": ["members.read", "unknown"], "time_zone": "Europe/Berlin",
        "identity_provider": { "name": "Acme ID", "url": "https://id.acme.example/password" }, "version": 3,
    })
}

fn role() -> Value {
    json!({ "id": "rol_00000000000000000000000002", "key": "editor", "name": "Łukasz “Zoë” \u{1F98A}" })
}

fn member() -> Value {
    let named = |id: &str| json!({ "id": id, "name": "Łukasz “Zoë” \u{1F98A}" });
    json!({
        "id": "mem_00000000000000000000000003", "organization_id": "org_00000000000000000000000001",
        "email": "nils@acme.example", "given_name": "Nils", "family_name": "", "name": "Nils", "signature": "NIL",
        "status": "invited", "roles": [role()], "two_factor": false,
        "companies": [named("cmp_00000000000000000000000004")],
        "supervisor": named("mem_00000000000000000000000005"), "invited_by": named("mem_00000000000000000000000006"),
        "invited_at": DAY, "member_since": DAY, "last_sign_in": DAY,
        "active_from": "2026-12-01", "active_until": "2026-12-31",
        "invitation": {
            "expires_at": DAY, "sent_at": DAY, "times_sent": 1, "message": "Welcome", "language": "de",
            "delivery": {
                "state": "waiting", "attempts": 2, "next_attempt_at": DAY, "sent_at": DAY, "uncertain": true,
                "error": "refused",
            },
        },
        "withdrawn_at": DAY,
        "actions": [
            { "action": "set_roles", "allowed": true }, { "action": "link", "allowed": false, "reason": "above_yourself" },
        ],
        "version": -1,
    })
}

fn company() -> Value {
    json!({
        "id": "cmp_00000000000000000000000004", "name": "Łukasz “Zoë”", "number": "1000", "status": "archived",
        "archived_at": DAY, "members": 214, "main_for": 198, "version": 3,
    })
}

fn list(item: &Value) -> Value {
    json!({ "items": [item, item], "next_cursor": "bmV4dA", "total": { "count": 1248, "exact": true }, "version": 7 })
}

fn obstacle() -> Value {
    json!({ "code": "already_member", "detail": "is a member", "member": "mem_00000000000000000000000003" })
}

#[test]
fn sessions_are_read() {
    is_read::<Session>(&session());
    is_read::<SignIn>(&session());
    is_read::<SignIn>(&json!({ "second_factor": ["totp", "recovery_code"] }));
    let demo = json!({ "email": "ada@acme.example", "password": "secret", "shows": "editor" });
    is_read::<ServerInfo>(
        &json!({ "version": "0.1.0", "mail": "mailbox", "passkeys": true, "can_create_organizations": true,
            "demo_accounts": [demo],
        }),
    );
}

#[test]
fn organizations_roles_and_saved_views_are_read() {
    is_read::<Organization>(&organization());
    is_read::<List<Organization>>(&list(&organization()));
    is_read::<Membership>(&json!({
        "member_since": DAY, "invited_by": "Ada", "companies": ["Acme Ltd"],
        "administrators": [{ "name": "Ada", "email": "ada@acme.example" }],
    }));
    is_read::<Role>(&json!({
        "id": "rol_00000000000000000000000002", "key": "editor", "name": "Editor", "description": "Can edit.",
        "permissions": ["roles.read"], "holders": 12, "assignable": true, "within_reach": true, "version": 3,
    }));
    is_read::<Company>(&company());
    is_read::<List<Company>>(&list(&company()));
    is_read::<SavedView>(&json!({
        "list": "members",
        "id": "viw_00000000000000000000000008", "name": "Without 2FA", "query": "two_factor=off", "created_at": DAY,
    }));
}

#[test]
fn members_and_filter_values_are_read() {
    is_read::<Member>(&member());
    is_read::<List<Member>>(&list(&member()));
    let option =
        json!({ "value": "active", "name": "Active", "key": "editor", "rows": { "count": 10_000, "exact": false } });
    is_read::<FilterOptions>(&json!({ "items": [option], "more": true }));
}

#[test]
fn results_and_problems_are_read() {
    let link = "https://roster.example/invitation#token";
    let result = json!({ "email": "nils@acme.example", "member": member(), "link": link, "problem": obstacle() });
    is_read::<InvitationResults>(&json!({ "results": [result], "seats": { "used": 1, "limit": 2 } }));
    is_read::<ResendResult>(&json!({ "member": member(), "link": link }));
    let failed = json!({ "id": "mem_00000000000000000000000003", "problem": obstacle() });
    is_read::<BulkResults>(&json!({ "results": [failed] }));
    is_read::<Problem>(&json!({
        "type": "/problems/invalid", "title": "Invalid", "status": 422, "code": "invalid", "detail": "Some fields are invalid.",
        "errors": [{ "pointer": "/email", "code": "invalid", "detail": "is no address" }],
    }));
}

#[test]
fn invitations_are_read() {
    is_read::<InvitationPreview>(&json!({
        "organization": { "id": "org_00000000000000000000000001", "name": "Acme" }, "email": "nils@acme.example",
        "inviter": "Ada", "roles": [{ "key": "editor", "name": "Editor", "description": "Can edit." }], "companies": ["Acme Ltd"],
        "message": "Welcome", "expires_at": DAY, "account": "exists", "min_password": 15,
    }));
    is_read::<Accepted>(&json!({ "organization": "org_00000000000000000000000001", "session": session() }));
}

#[test]
fn the_own_account_is_read() {
    let organization = json!({ "id": "org_00000000000000000000000001", "name": "Acme" });
    is_read::<OwnAccount>(&json!({
        "id": "acc_00000000000000000000000001", "email": "ada@acme.example", "given_name": "Ada", "family_name": "Lovelace",
        "name": "Ada Lovelace", "language": "de", "password_changed_at": DAY, "min_password": 8,
        "totp": { "since": DAY, "last_used_at": DAY },
        "recovery_codes": { "left": 9, "total": 10, "created_at": DAY },
        "passkeys": [{ "id": "psk_00000000000000000000000001", "name": "Laptop", "created_at": DAY }],
        "passkeys_unavailable": "ip_address",
        "two_factor_required_by": [{ "organization": organization, "from": DAY }],
        "email_change": { "email": "new@acme.example", "requested_at": DAY, "expires_at": DAY },
        "organization_names": ["Acme"], "version": 3,
    }));
    is_read::<AccountSessions>(&json!({ "items": [{
        "id": "ses_00000000000000000000000001", "browser": "Firefox 145", "system": "Linux", "address": "192.0.2.1",
        "created_at": DAY, "last_used_at": DAY, "is_current": true,
    }] }));
    is_read::<SignIn>(&json!({ "second_factor": ["totp", "recovery_code", "passkey"] }));
}

#[test]
fn an_unknown_permission_is_read() {
    assert_eq!(decode(r#"["roles.read", "rockets.launch"]"#), Ok(vec![Permission::RolesRead, Permission::Unknown]));
}

/// Has a field of every kind that the wire types have.
#[derive(Debug, PartialEq, Deserialize)]
struct Everything {
    name: String,
    #[serde(rename = "type")]
    kind: Kind,
    small: u16,
    large: u64,
    signed: i64,
    #[serde(default)]
    flag: bool,
    #[serde(default)]
    many: Vec<Inner>,
    #[serde(default)]
    maybe: Option<Inner>,
}

#[derive(Debug, PartialEq, Deserialize)]
struct Inner {
    name: String,
    #[serde(default)]
    within: Option<Box<Inner>>,
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Kind {
    One,
    Two,
    #[serde(other)]
    Other,
}

/// Knows no field: everything inside is skipped.
#[derive(Debug, PartialEq, Deserialize)]
struct Nothing {}

/// JSON, and what is nearly JSON, as text.
fn json_text() -> impl Strategy<Value = String> {
    let name = prop::sample::select(vec![
        "name",
        "type",
        "small",
        "large",
        "signed",
        "flag",
        "many",
        "maybe",
        "within",
        r"n\u0061me",
        r"\ud83e\udd8a",
        "",
    ]);
    let plain = prop::sample::select(vec![
        "0",
        "-0",
        "7",
        "-7",
        "01",
        "1.0",
        "1.",
        ".5",
        "1e3",
        "1E+3",
        "1e",
        "-",
        "65535",
        "65536",
        "9007199254740993",
        "18446744073709551615",
        "18446744073709551616",
        "-9223372036854775808",
        "-9223372036854775809",
        "true",
        "false",
        "null",
        "nul",
        "truefalse",
        r#""one""#,
        r#""two""#,
        r#""n\t\\\"\u00e9\ud83e\udd8a/\/""#,
        r#""\ud83e""#,
        r#""\ud83e\u0041""#,
        r#""\x""#,
        "\"\u{1}\"",
        r#""ü🦊""#,
        r#""open"#,
        "NaN",
        "",
        "[",
        "}",
    ]);
    let leaf = prop_oneof![4 => plain.prop_map(str::to_owned), 1 => ".{0,8}".prop_map(|text| json!(text).to_string())];
    let space = || prop::sample::select(vec!["", "", " ", "\n\t", "\r"]);
    leaf.prop_recursive(4, 40, 6, move |inner| {
        let comma = || prop::sample::select(vec![",", ",", ",", ",", ",", ",,", ""]);
        let items = prop::collection::vec((inner.clone(), space(), comma()), 0..6);
        let fields = prop::collection::vec((name.clone(), space(), inner, comma()), 0..9);
        prop_oneof![
            items.prop_map(|items| wrapped(
                "[",
                items.into_iter().map(|(item, space, comma)| (item + space, comma)),
                "]"
            )),
            fields.prop_map(|fields| {
                let field = |(name, space, value, comma)| (format!("\"{name}\"{space}:{space}{value}"), comma);
                wrapped("{", fields.into_iter().map(field), "}")
            }),
        ]
    })
}

/// Parts between brackets, each behind its comma but the first.
fn wrapped(open: &str, parts: impl Iterator<Item = (String, &'static str)>, close: &str) -> String {
    let joined: String =
        parts.enumerate().map(|(at, (part, comma))| if at == 0 { part } else { [comma, &part].concat() }).collect();
    [open, &joined, close].concat()
}

/// A document of the right shape, with others in some places.
fn everything() -> impl Strategy<Value = String> {
    let or = |right: &'static str| prop_oneof![6 => Just(right.to_owned()), 1 => json_text()];
    let fields = (
        or(r#""Ada""#),
        or(r#""two""#),
        or("65535"),
        or("18446744073709551615"),
        or("-9223372036854775808"),
        or("true"),
        or(r#"[{"name":"a","more":[{}]},{"within":{"name":"c","within":null},"name":"b"}]"#),
        or(r#"{"name":"\ud83e\udd8a"}"#),
        json_text(),
    );
    (fields, any::<prop::sample::Index>()).prop_map(|((a, b, c, d, e, f, g, h, i), rotate)| {
        let names = ["name", "type", "small", "large", "signed", "flag", "many", "maybe", "unknown"];
        let mut fields: Vec<_> = names.into_iter().zip([a, b, c, d, e, f, g, h, i]).collect();
        let by = rotate.index(fields.len());
        fields.rotate_left(by);
        let fields = fields.into_iter().map(|(name, value)| (format!("\"{name}\": {value}"), ", "));
        wrapped("{", fields, " }")
    })
}

/// A list in the place of an object: serde_json takes its items for the fields, in order.
fn has_lists_for_objects(text: &str) -> bool {
    fn lists(value: &Value, at_object: bool) -> bool {
        match value {
            Value::Array(items) => at_object || items.iter().any(|item| lists(item, true)),
            Value::Object(fields) => fields.iter().any(|(name, field)| lists(field, name != "many")),
            _ => false,
        }
    }
    serde_json::from_str(text).is_ok_and(|value: Value| lists(&value, true))
}

/// An object in the place of a variant: serde_json takes its one field for the variant's name.
fn has_objects_for_variants(text: &str) -> bool {
    serde_json::from_str(text).is_ok_and(|value: Value| value["type"].is_object())
}

proptest! {
    #[test]
    fn documents_mean_the_same(text in prop_oneof![everything(), json_text()]) {
        prop_assume!(!has_lists_for_objects(&text) && !has_objects_for_variants(&text));
        means_the_same::<Everything>(&text);
        means_the_same::<Nothing>(&text);
        means_the_same::<Option<String>>(&text);
        means_the_same::<Vec<i64>>(&text);
    }

    #[test]
    fn no_text_makes_it_panic(text in any::<String>(), start in prop::sample::select(vec!["", "{\"", "[\"\\", "{\"name\":\"\\u"])) {
        let text = [start, &text].concat();
        means_the_same::<Inner>(&text);
        means_the_same::<String>(&text);
    }
}

#[test]
fn a_missing_required_field_is_refused() {
    assert_eq!(decode::<Inner>(r#"{"within":null}"#), Err(DecodeError));
    assert_eq!(decode::<Inner>(r#"{"name":null}"#), Err(DecodeError));
    let required = r#"{"name":"a","type":"one","small":1,"large":2,"signed":3}"#;
    assert!(decode::<Everything>(required).is_ok());
    for name in ["name", "type", "small", "large", "signed"] {
        assert_eq!(decode::<Everything>(&required.replace(name, "other")), Err(DecodeError), "{name}");
    }
}

#[test]
fn a_list_or_a_variant_with_content_is_refused_where_serde_json_guesses() {
    assert_eq!(decode::<Inner>(r#"["a"]"#), Err(DecodeError));
    assert_eq!(decode::<Kind>(r#"{"one":null}"#), Err(DecodeError));
}

#[test]
fn numbers_beyond_two_to_the_53rd_are_exact() {
    assert_eq!(decode("[9007199254740993, 18446744073709551615]"), Ok(vec![9_007_199_254_740_993_u64, u64::MAX]));
    assert_eq!(decode::<u64>("18446744073709551616"), Err(DecodeError));
    assert_eq!(decode("-9223372036854775808"), Ok(i64::MIN));
}

#[test]
fn depth_and_length_break_nothing() {
    let deep = ["[".repeat(200_000), "]".repeat(200_000)].concat();
    for text in [deep.clone(), "[".repeat(200_000), [r#"{"name":"#, &deep, "}"].concat()] {
        assert_eq!(decode::<Inner>(&text), Err(DecodeError));
    }
    let ignored = [r#"{"name":"x","more":"#, &deep, "}"].concat();
    assert_eq!(decode(&ignored), Ok(Inner { name: "x".into(), within: None }));
    let long = [r#"{"many":["#, &"0,".repeat(1_000_000), "0]}"].concat();
    assert_eq!(decode::<Everything>(&long), Err(DecodeError));
}
