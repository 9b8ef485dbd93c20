//! `GET /organizations/{organization}/members/export`: the file against the list

use api_types::{List, Member};
use proptest::{
    strategy::{Strategy, ValueTree},
    test_runner::TestRunner,
};

use super::oracle::{World, drafts};
use crate::support::{
    both_engines,
    world::{ADMIN, EDITOR, INVITED, OUTSIDER},
};

/// Records of a file, its head first.
fn records(file: &[u8]) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(file);
    reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
}

both_engines! {
    async fn the_file_has_the_views_rows_and_columns_in_its_order(app: &TestApp) {
        let mut runner = TestRunner::deterministic();
        let admin = app.signed_in(ADMIN).await;
        let drafts = drafts(2_400).new_tree(&mut runner).unwrap().current();
        let world = World::load(app, 0, &drafts).await;
        for view in ["", "sort=-last_sign_in", "status=active&sort=companies", "q=ada&two_factor=on"] {
            let path = format!("/organizations/{}/members", world.organization);
            let answer = admin.get(&format!("{path}/export?columns=email,roles,name,last_sign_in&{view}")).await;
            assert_eq!(answer.status, 200);
            assert!(answer.header("content-type").starts_with("text/csv; charset=utf-8"));
            let records = records(&answer.body);
            assert_eq!(records[0], ["id", "name", "email", "roles", "last_sign_in"]);
            let mut expected = Vec::new();
            let mut cursor = String::new();
            loop {
                let page: List<Member> = admin.get(&format!("{path}?limit=200&{view}{cursor}")).await.ok();
                expected.extend(page.items.into_iter().map(|member| {
                    let roles: Vec<_> = member.roles.iter().map(|role| role.name.clone()).collect();
                    let (name, at) = (member.name.unwrap_or_default(), member.last_sign_in.unwrap_or_default());
                    vec![member.id.to_string(), name, member.email, roles.join("; "), at]
                }));
                match page.next_cursor {
                    Some(next) => cursor = format!("&cursor={next}"),
                    None => break,
                }
            }
            assert_eq!(answer.header("x-roster-total"), expected.len().to_string(), "{view}");
            assert_eq!(records[1..], expected, "{view}");
        }
    }

    async fn spreadsheets_can_be_told_that_it_is_unicode(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let path = format!("/organizations/{}/members/export?bom=true", app.world.alpha);
        let answer = admin.get(&path).await;
        assert!(answer.body.starts_with(b"\xef\xbb\xbfid,name,email,"));
        assert!(answer.body.windows(2).any(|two| two == b"\r\n"));
        assert_eq!(answer.header("content-disposition"), "attachment; filename=\"members.csv\"");
    }

    async fn u2_every_line_says_whose_it_is(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let path = format!("/organizations/{}/members/export?columns=status&status=invited", app.world.alpha);
        let id = app.world.member(app.world.alpha, INVITED);
        assert_eq!(admin.get(&path).await.text(), format!("id,name,email,status\r\n{id},,{INVITED},invited\r\n"));
    }

    async fn f30_the_delimiter_can_be_a_semicolon(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let path = format!("/organizations/{}/members/export?columns=status&status=invited", app.world.alpha);
        let id = app.world.member(app.world.alpha, INVITED);
        let file = admin.get(&format!("{path}&delimiter=semicolon")).await.text();
        assert_eq!(file, format!("id;name;email;status\r\n{id};;{INVITED};invited\r\n"));
        assert_eq!(admin.get(&format!("{path}&delimiter=comma")).await.text(), admin.get(&path).await.text());
    }

    async fn bad_parameters_and_callers_are_refused(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let path = format!("/organizations/{}/members/export", app.world.alpha);
        for (query, pointer) in [
            ("columns=shoe_size", "/query/columns"),
            ("bom=perhaps", "/query/bom"),
            ("delimiter=tab", "/query/delimiter"),
            ("status=asleep", "/query/status"),
            ("at=1", "/query/at"),
        ] {
            assert_eq!(admin.get(&format!("{path}?{query}")).await.field_errors()[0].0, pointer);
        }
        assert_eq!(app.signed_in(EDITOR).await.get(&path).await.summary(), "403 forbidden");
        assert_eq!(app.signed_in(OUTSIDER).await.get(&path).await.summary(), "404 not_found");
    }
}
