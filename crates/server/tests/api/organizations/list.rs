//! `GET /organizations`

use api_types::{List, MemberStatus, Organization};
use roster_server::{
    clock::Entropy,
    demo,
    store::{seed::records::Data, text::sort_key},
};

use crate::support::{
    TestApp, both_engines,
    world::{ADMIN, Builder, DIVIDED, EDITOR, OUTSIDER},
};

/// Gives the outsider these organizations too.
pub(super) async fn add(app: &TestApp, organizations: &[(&str, &str)]) {
    let (clock, entropy) = (app.clock.clone(), Entropy::seeded(7));
    let mut builder = Builder { clock, entropy, data: Data::default() };
    for (number, name) in organizations {
        let (organization, [administrator, ..]) = builder.organization(number, name);
        builder.member(OUTSIDER, organization, administrator, MemberStatus::Active);
    }
    let account = app.world.account(OUTSIDER);
    for member in &mut builder.data.members {
        member.account = Some(account);
    }
    builder.data.accounts.clear();
    demo::load(&app.state.database, &builder.data, &builder.entropy).await.unwrap();
}

/// Every page of a list, one after another.
async fn all_pages(client: &crate::support::Client, query: &str) -> Vec<Organization> {
    let mut found = Vec::new();
    let mut cursor = String::new();
    loop {
        let page: List<Organization> = client.get(&format!("/organizations?{query}{cursor}")).await.ok();
        found.extend(page.items);
        match page.next_cursor {
            Some(next) => cursor = format!("&cursor={next}"),
            None => return found,
        }
    }
}

fn names(found: &[Organization]) -> Vec<&str> {
    found.iter().map(|organization| organization.name.as_str()).collect()
}

both_engines! {
    async fn everybody_sees_only_where_they_are_active(app: &TestApp) {
        for (email, expected) in [(ADMIN, ["Alpha"]), (OUTSIDER, ["Beta"]), (DIVIDED, ["Beta"])] {
            let list: List<Organization> = app.signed_in(email).await.get("/organizations").await.ok();
            assert_eq!(names(&list.items), expected, "{email}");
            assert_eq!((list.total.count, list.total.exact), (1, true));
        }
    }

    async fn u17_a_number_is_found_as_the_product_writes_it(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        for search in ["No.%201001", "Nr.%201001", "%231001", "no%201001", "alpha%20%231001"] {
            let found: List<Organization> = admin.get(&format!("/organizations?q={search}")).await.ok();
            assert_eq!(names(&found.items), ["Alpha"], "{search}");
        }
    }

    async fn each_comes_with_what_the_caller_is_and_may_there(app: &TestApp) {
        let editor = app.signed_in(EDITOR).await;
        let list: List<Organization> = editor.get("/organizations").await.ok();
        let one: Organization = editor.get(&format!("/organizations/{}", app.world.alpha)).await.ok();
        assert_eq!(list.items, [one]);
    }

    async fn pages_walk_through_all_by_name(app: &TestApp) {
        let name = |n: usize| format!("{} House {}", ["Österreich", "Zulu", "apex"][n % 3], n / 6);
        let many: Vec<(String, String)> = (0..30).map(|n| (format!("2{n:03}"), name(n))).collect();
        let many: Vec<(&str, &str)> = many.iter().map(|(number, name)| (number.as_str(), name.as_str())).collect();
        add(app, &many).await;
        let client = app.signed_in(OUTSIDER).await;
        let whole = all_pages(&client, "limit=200").await;
        assert_eq!(whole.len(), 31);
        assert!(whole.is_sorted_by_key(|organization| sort_key(&organization.name)));
        for limit in [1, 2, 7, 30, 31] {
            assert_eq!(all_pages(&client, &format!("limit={limit}")).await, whole, "{limit}");
        }
    }

    async fn search_finds_words_of_the_name_and_beginnings_of_the_number(app: &TestApp) {
        add(app, &[("31055", "Clínica Sol"), ("31077", "Sol Hotels"), ("A-310", "50% Off_Shop")]).await;
        let client = app.signed_in(OUTSIDER).await;
        for (search, expected) in [
            ("clinica", &["Clínica Sol"][..]),
            ("SOL", &["Clínica Sol", "Sol Hotels"]),
            ("sol hot", &["Sol Hotels"]),
            ("310", &["Clínica Sol", "Sol Hotels"]),
            ("sol 31077", &["Sol Hotels"]),
            ("a-3", &["50% Off_Shop"]),
            ("%25", &["50% Off_Shop"]),
            ("f_s", &["50% Off_Shop"]),
            ("%5C", &[]),
            ("055", &[]),
            ("alpha", &[]),
        ] {
            let found = all_pages(&client, &format!("q={}&limit=1", search.replace(' ', "+"))).await;
            assert_eq!(names(&found), expected, "{search}");
        }
    }

    async fn o5_forged_and_foreign_cursors_are_refused(app: &TestApp) {
        add(app, &[("31055", "Clínica Sol"), ("31077", "Sol Hotels")]).await;
        let client = app.signed_in(OUTSIDER).await;
        let page: List<Organization> = client.get("/organizations?limit=1").await.ok();
        let cursor = page.next_cursor.unwrap();
        let refused = |query: String| {
            let client = &client;
            async move { client.get(&format!("/organizations?{query}")).await.field_errors() }
        };
        let expected = [("/query/cursor".to_owned(), "invalid".to_owned())];
        assert_eq!(refused(format!("q=sol&cursor={cursor}")).await, expected);
        assert_eq!(refused(format!("cursor={cursor}A")).await, expected);
        assert_eq!(refused("cursor=".to_owned()).await, expected);
        let other = app.signed_in(ADMIN).await;
        assert_eq!(other.get(&format!("/organizations?cursor={cursor}")).await.field_errors(), expected);
    }
}
