use std::fmt::Debug;

use api_types::{
    Accepted, Account, AccountId, BulkResult, BulkResults, CompanyId, Delivery, DeliveryState, DemoAccount,
    FieldProblem, FilterOption, FilterOptions, Invitation, InvitationLink, InvitationPreview, InvitationResult,
    InvitationResults, InvitationSettings, InvitedAccount, Language, List, MailService, Member, MemberId, MemberStatus,
    Named, Obstacle, OfferedRole, Organization, OrganizationId, Permission, Problem, Resent, Role, RoleId, SavedView,
    SavedViewId, Seats, SecondFactor, ServerInfo, Session, SignIn, Total,
};
use roster_web::api::{ApiError, Question, Readable};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Value, json};
use wasm_bindgen_test::wasm_bindgen_test;

/// What crosses the wire and is read by the app.
trait Wire: Readable + Serialize + DeserializeOwned + Debug + PartialEq {}

impl<T: Readable + Serialize + DeserializeOwned + Debug + PartialEq> Wire for T {}

fn read<T: Readable>(text: &str) -> Result<T, ApiError> {
    Question::<T>::read(&text.into())
}

/// What may stand where something else belongs.
fn strangers() -> [Value; 16] {
    [
        json!(null),
        json!(true),
        json!(0),
        json!(-1),
        json!(1.5),
        json!(1e300),
        json!(65_536),
        json!(4_294_967_296_u64),
        json!(""),
        json!("unheard of"),
        json!("mem_00000000000000000000000009"),
        json!("acc_80000000000000000000000000"),
        json!([]),
        json!([null]),
        json!([{}]),
        json!({}),
    ]
}

/// The value with a stranger in the place of each of its parts, or without the part.
fn changed(value: &Value) -> Vec<Value> {
    let mut all = strangers().to_vec();
    match value {
        Value::Object(fields) => {
            for (name, field) in fields {
                let with = |field| Value::Object(fields.clone().into_iter().chain([(name.clone(), field)]).collect());
                all.extend(changed(field).into_iter().map(with));
                all.push(without(value, name));
            }
        }
        Value::Array(items) => {
            for (place, item) in items.iter().enumerate() {
                all.extend(changed(item).into_iter().map(|item| {
                    let mut items = items.clone();
                    items[place] = item;
                    Value::Array(items)
                }));
            }
        }
        _ => {}
    }
    all
}

fn without(object: &Value, name: &str) -> Value {
    let mut object = object.clone();
    object.as_object_mut().unwrap().remove(name);
    object
}

/// Without any of the fields that may be absent.
fn bare<T: Wire>(full: &Value) -> Value {
    let optional = |name: &&String| serde_json::from_value::<T>(without(full, name)).is_ok();
    full.as_object().unwrap().keys().filter(optional).fold(full.clone(), |bare, name| without(&bare, name))
}

/// Requires that a text means to the app what the type says that it means.
fn means_the_same<T: Wire>(value: &Value) {
    let text = value.to_string();
    assert_eq!(read::<T>(&text).ok(), serde_json::from_str(&text).ok(), "{text}");
}

/// Requires that an object is read as it was written, and whatever else could have come instead is read or refused
/// as the type demands.
fn is_read<T: Wire>(full: T) {
    let mut json = serde_json::to_value(&full).unwrap();
    assert_eq!(read::<T>(&json.to_string()), Ok(full));
    means_the_same::<T>(&bare::<T>(&json));
    changed(&json).iter().for_each(means_the_same::<T>);
    json["not_known_yet"] = json!([{ "deep": null }]);
    assert!(read::<T>(&json.to_string()).is_ok(), "{json}");
}

fn list<T>(items: Vec<T>) -> List<T> {
    List { items, next_cursor: Some("bmV4dA".into()), total: Total { count: 1_248, exact: true }, version: Some(7) }
}

fn named<Id>(id: Id) -> Named<Id> {
    Named { id, name: "Łukasz “Zoë” \u{1F98A}".into() }
}

fn session() -> Session {
    let account = Account {
        id: AccountId::from_u128(u128::MAX >> 3),
        email: "ada@acme.example".into(),
        name: "Ada\nB.".into(),
        two_factor: true,
    };
    Session {
        account,
        default_organization: Some(OrganizationId::from_u128(1)),
        expires_at: "2026-11-21T09:30:00Z".into(),
    }
}

fn organization() -> Organization {
    Organization {
        id: OrganizationId::from_u128(1),
        number: "10234".into(),
        name: "Acme".into(),
        plan: Some("team".into()),
        seats: Some(Seats { used: 1_248, limit: Some(2_000) }),
        invitations: Some(InvitationSettings { lifetime_days: 14, allowed_domains: vec!["acme.example".into()] }),
        roles: vec![named(RoleId::from_u128(2))],
        permissions: vec![Permission::MembersRead, Permission::Unknown],
    }
}

fn member() -> Member {
    let day = || Some("2026-11-18T12:00:00Z".to_owned());
    let delivery = Delivery {
        state: DeliveryState::Waiting,
        attempts: 2,
        next_attempt_at: day(),
        sent_at: day(),
        uncertain: true,
        error: Some("refused".into()),
    };
    Member {
        id: MemberId::from_u128(3),
        organization_id: OrganizationId::from_u128(1),
        email: "nils@acme.example".into(),
        given_name: Some("Nils".into()),
        family_name: Some(String::new()),
        name: Some("Nils".into()),
        signature: Some("NIL".into()),
        status: MemberStatus::Invited,
        roles: vec![named(RoleId::from_u128(2))],
        two_factor: Some(false),
        companies: vec![named(CompanyId::from_u128(4))],
        supervisor: Some(named(MemberId::from_u128(5))),
        invited_by: Some(named(MemberId::from_u128(6))),
        invited_at: day(),
        member_since: day(),
        last_sign_in: day(),
        invitation: Some(Invitation {
            expires_at: "2026-12-18T12:00:00Z".into(),
            sent_at: day(),
            times_sent: 1,
            message: Some("Welcome".into()),
            language: Language::De,
            delivery: Some(delivery),
        }),
        version: -1,
    }
}

fn obstacle() -> Obstacle {
    Obstacle { code: "already_member".into(), detail: "is a member".into(), member: Some(MemberId::from_u128(3)) }
}

#[wasm_bindgen_test]
fn who_is_signed_in_is_read() {
    is_read(session());
    is_read(SignIn::Done(session()));
    is_read(SignIn::SecondFactor { second_factor: vec![SecondFactor::Totp, SecondFactor::RecoveryCode] });
    let demo = DemoAccount { email: "ada@acme.example".into(), password: "secret".into(), shows: "editor".into() };
    is_read(ServerInfo { version: "0.1.0".into(), mail: MailService::Mailbox, demo_accounts: vec![demo] });
}

#[wasm_bindgen_test]
fn organizations_and_their_roles_are_read() {
    is_read(organization());
    is_read(list(vec![organization()]));
    is_read(list(vec![named(CompanyId::from_u128(4))]));
    is_read(list(vec![Role {
        id: RoleId::from_u128(2),
        key: "editor".into(),
        name: "Editor".into(),
        description: "May change things.".into(),
        permissions: vec![Permission::RolesRead],
        holders: 12,
        assignable: true,
    }]));
}

#[wasm_bindgen_test]
fn members_are_read() {
    is_read(member());
    is_read(list(vec![member()]));
    is_read(list(Vec::<Member>::new()));
}

#[wasm_bindgen_test]
fn filters_and_saved_views_are_read() {
    let total = Total { count: 10_000, exact: false };
    let option = FilterOption { value: "active".into(), name: Some("Active".into()), members: total };
    is_read(FilterOptions { items: vec![option], more: true });
    let view = SavedView {
        id: SavedViewId::from_u128(8),
        name: "Without 2FA".into(),
        query: "two_factor=off".into(),
        created_at: "2026-11-21T09:30:00Z".into(),
    };
    is_read(view.clone());
    is_read(list(vec![view]));
}

#[wasm_bindgen_test]
fn what_became_of_invitations_is_read() {
    is_read(InvitationResults {
        results: vec![InvitationResult {
            email: "nils@acme.example".into(),
            member: Some(member()),
            link: Some("https://roster.example/invitation#token".into()),
            problem: Some(obstacle()),
        }],
        seats: Seats { used: 1, limit: None },
    });
    is_read(Resent { member: member(), link: "https://roster.example/invitation#token".into() });
    is_read(InvitationLink { link: "https://roster.example/invitation#token".into() });
    is_read(BulkResults { results: vec![BulkResult { id: MemberId::from_u128(3), problem: Some(obstacle()) }] });
}

#[wasm_bindgen_test]
fn what_the_invited_see_is_read() {
    is_read(InvitationPreview {
        organization: named(OrganizationId::from_u128(1)),
        email: "nils@acme.example".into(),
        inviter: Some("Ada".into()),
        roles: vec![OfferedRole { name: "Editor".into(), description: "May change things.".into() }],
        companies: vec!["Acme Ltd".into()],
        message: Some("Welcome".into()),
        expires_at: "2026-12-18T12:00:00Z".into(),
        account: InvitedAccount::Exists,
    });
    is_read(Accepted { organization: OrganizationId::from_u128(1), session: session() });
}

#[wasm_bindgen_test]
fn problems_are_read() {
    let field = FieldProblem { pointer: "/email".into(), code: "invalid".into(), detail: "is no address".into() };
    is_read(Problem {
        kind: "/problems/invalid".into(),
        title: "Not acceptable".into(),
        status: 422,
        code: "invalid".into(),
        detail: "Some fields are not acceptable.".into(),
        errors: vec![field],
    });
}

#[wasm_bindgen_test]
fn every_word_is_read_and_no_other() {
    fn words<T: Wire + Copy>(all: &[T]) {
        for word in all {
            assert_eq!(read::<T>(&serde_json::to_string(word).unwrap()), Ok(*word));
        }
        strangers().iter().for_each(means_the_same::<T>);
    }
    words(&DeliveryState::ALL);
    words(&InvitedAccount::ALL);
    words(&Language::ALL);
    words(&MailService::ALL);
    words(&MemberStatus::ALL);
    words(&Permission::ALL);
    words(&SecondFactor::ALL);
}

#[wasm_bindgen_test]
fn numbers_are_whole_and_fit() {
    assert_eq!(read::<u16>("65535"), Ok(u16::MAX));
    assert_eq!(read::<u32>("4294967295"), Ok(u32::MAX));
    assert_eq!(read::<u64>("9007199254740991"), Ok(9_007_199_254_740_991));
    assert_eq!(read::<i64>("-9007199254740991"), Ok(-9_007_199_254_740_991));
    for text in ["65536", "-1", "0.5", "1e9", "1e999", "\"1\"", "true", "null", "[1]"] {
        assert_eq!(read::<u16>(text), Err(ApiError::Foreign), "{text}");
    }
    assert_eq!(read::<u32>("4294967296"), Err(ApiError::Foreign));
    // Where the browser's numbers are no longer exact.
    for text in ["9007199254740992", "9007199254740993", "18446744073709551615", "-9007199254740993"] {
        assert_eq!(read::<u64>(text), Err(ApiError::Foreign), "{text}");
        assert_eq!(read::<i64>(text), Err(ApiError::Foreign), "{text}");
    }
}

#[wasm_bindgen_test]
fn what_is_no_answer_is_refused() {
    for text in ["", " ", "<!doctype html>", "{", "nul", "{link: 1}", "{\"link\":\"x\"} x", "\u{0}", "NaN", "'x'"] {
        assert_eq!(read::<InvitationLink>(text), Err(ApiError::Foreign), "{text}");
    }
    // Has the field only where a careless reader would look.
    assert_eq!(read::<InvitationLink>(r#"{"__proto__":{"link":"x"}}"#), Err(ApiError::Foreign));
    assert_eq!(read::<InvitationLink>(r#"["x"]"#), Err(ApiError::Foreign));
}

#[wasm_bindgen_test]
fn depth_and_length_break_nothing() {
    let deep = ["[".repeat(200_000), "]".repeat(200_000)].concat();
    for text in [deep.clone(), "[".repeat(200_000), [r#"{"link":"#, &deep, "}"].concat()] {
        assert_eq!(read::<InvitationLink>(&text), Err(ApiError::Foreign));
        assert_eq!(read::<List<Member>>(&text), Err(ApiError::Foreign));
    }
    let ignored = [r#"{"link":"x","more":"#, &deep, "}"].concat();
    assert_eq!(read(&ignored), Ok(InvitationLink { link: "x".into() }));
    let long = [r#"{"results":["#, &"0,".repeat(1_000_000), "0]}"].concat();
    assert_eq!(read::<BulkResults>(&long), Err(ApiError::Foreign));
}
