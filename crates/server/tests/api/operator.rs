//! What `roster admin create` does

use api_types::{Credentials, List, Member, Organization, PersonName, SignIn};
use roster_server::{
    session::hash_password,
    store::accounts::{ForOrganization, NewAdministrator, NewAdministratorError, create_administrator},
};

use crate::support::{TestApp, both_engines, world::ADMIN};

/// Creates an administrator of a new organization of this name, or with `#` of the one with this number.
async fn create(app: &TestApp, email: &str, organization: &str) -> Result<(), NewAdministratorError> {
    create_as(app, PersonName::new("Op", "Erator").unwrap(), email, organization).await
}

async fn create_as(
    app: &TestApp,
    name: PersonName,
    email: &str,
    organization: &str,
) -> Result<(), NewAdministratorError> {
    let organization = match organization.strip_prefix('#') {
        Some(number) => ForOrganization::Existing(number.into()),
        None => ForOrganization::New(organization.into()),
    };
    let hash = hash_password("a long enough password", &app.state.entropy).unwrap();
    let (clock, entropy) = (&app.clock, &app.state.entropy);
    let new = NewAdministrator::new(email.into(), name, hash, organization, clock, entropy);
    create_administrator(&app.state.database, &new).await
}

async fn organizations(app: &TestApp, email: &str) -> Vec<Organization> {
    let client = app.anonymous();
    let credentials = Credentials { email: email.into(), password: "a long enough password".into() };
    client.post("/session", &credentials).await.ok::<SignIn>();
    client.get("/organizations").await.ok::<List<Organization>>().items
}

/// Whom the first of their organizations finds by this search.
async fn found(app: &TestApp, email: &str, search: &str) -> Vec<Member> {
    let client = app.anonymous();
    let credentials = Credentials { email: email.into(), password: "a long enough password".into() };
    client.post("/session", &credentials).await.ok::<SignIn>();
    let organization = client.get("/organizations").await.ok::<List<Organization>>().items.remove(0).id;
    client.get(&format!("/organizations/{organization}/members?q={search}")).await.ok::<List<Member>>().items
}

both_engines! {
    async fn the_first_administrator_gets_a_new_organization(app: &TestApp) {
        create(app, "Op@new.example", "Newly Founded").await.unwrap();
        let seen = organizations(app, "op@new.example").await;
        assert_eq!((seen[0].name.as_str(), seen[0].number.as_str()), ("Newly Founded", "10001"));
        assert_eq!(seen[0].permissions.len(), api_types::Permission::ALL.len() - 1);
        let events = "SELECT COUNT(*) FROM audit_events WHERE action = 'account.created' AND account_id IS NULL";
        assert_eq!(app.count(events).await, 1);
    }

    async fn f5_an_administrator_is_found_by_either_name_and_a_single_name_by_both(app: &TestApp) {
        create(app, "op@new.example", "Newly Founded").await.unwrap();
        create_as(app, PersonName::whole("Sukarno Only").unwrap(), "su@new.example", "#10001").await.unwrap();
        let named = |members: Vec<Member>| -> Vec<_> {
            members.into_iter().map(|member| (member.given_name, member.family_name, member.name)).collect()
        };
        let op = [(Some("Op".to_owned()), Some("Erator".to_owned()), Some("Op Erator".to_owned()))];
        let single = [(None, None, Some("Sukarno Only".to_owned()))];
        for search in ["first:op", "last:erat"] {
            assert_eq!(named(found(app, "op@new.example", search).await), op, "{search}");
        }
        for search in ["first:sukarno", "last:sukarno", "first:only"] {
            assert_eq!(named(found(app, "op@new.example", search).await), single, "{search}");
        }
        assert_eq!(named(found(app, "op@new.example", "last:op").await), []);
    }

    async fn x16_nobody_joins_an_organization_that_only_has_the_same_name(app: &TestApp) {
        for name in ["Beta", "beta", "Béta"] {
            let result = create(app, "op@new.example", name).await;
            let is_taken = matches!(&result, Err(NewAdministratorError::NameTaken(number)) if number == "1002");
            assert!(is_taken, "{name} {result:?}");
        }
    }

    async fn x16_an_organization_is_joined_by_its_number(app: &TestApp) {
        let unknown = create(app, "op@new.example", "#7777").await;
        assert!(matches!(unknown, Err(NewAdministratorError::UnknownNumber)), "{unknown:?}");
        create(app, "op@new.example", "#1002").await.unwrap();
        let seen = organizations(app, "op@new.example").await;
        assert_eq!(seen[0].id, app.world.beta);
        assert_eq!(app.count("SELECT COUNT(*) FROM organizations").await, 2);
    }

    async fn o3_an_address_that_differs_only_in_its_writing_is_the_same(app: &TestApp) {
        let again = create(app, &ADMIN.to_uppercase(), "Beta").await;
        assert!(matches!(again, Err(NewAdministratorError::EmailTaken)), "{again:?}");
        assert_eq!(app.count("SELECT COUNT(*) FROM audit_events WHERE action = 'account.created'").await, 0);
    }
}
