//! `GET /organizations/{organization}/members`: pages against a list kept in memory

use std::collections::HashSet;

use api_types::{Direction, List, ListQuery, MEMBERS, Member, MemberId, MemberStatus, OrganizationId, Sort};
use proptest::{prelude::*, strategy::ValueTree, test_runner::TestRunner};
use roster_server::{clock::Entropy, demo, store::seed::records::Data};

use super::oracle::{Draft, NAMES, World, drafts};
use crate::support::{
    Client, both_engines,
    world::{ADMIN, Builder},
};

fn text(query: &ListQuery) -> String {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(query.parameters()).finish()
}

/// Every page, one after another; `between` happens after each.
async fn all_pages(
    client: &Client,
    organization: OrganizationId,
    query: &ListQuery,
    limit: usize,
    mut between: impl AsyncFnMut(),
) -> (Vec<MemberId>, u64) {
    let (mut found, mut cursor) = (Vec::new(), String::new());
    loop {
        let path = format!("/organizations/{organization}/members?limit={limit}&{}{cursor}", text(query));
        let page: List<Member> = client.get(&path).await.ok();
        assert!(page.items.len() <= limit);
        found.extend(page.items.iter().map(|member| member.id));
        match page.next_cursor {
            Some(next) => cursor = format!("&cursor={next}"),
            None => return (found, page.total.count),
        }
        between().await;
    }
}

async fn ids(client: &Client, organization: OrganizationId, query: &str) -> Vec<MemberId> {
    let page: List<Member> = client.get(&format!("/organizations/{organization}/members?{query}")).await.ok();
    page.items.iter().map(|member| member.id).collect()
}

both_engines! {
    async fn all_pages_together_are_the_whole_list_in_order(app: &TestApp) {
        let mut runner = TestRunner::deterministic();
        let admin = app.signed_in(ADMIN).await;
        for number in 0..4 {
            let drafts = drafts(5 + 15 * number).new_tree(&mut runner).unwrap().current();
            let world = World::load(app, number, &drafts).await;
            for _ in 0..40 {
                let query = world.queries().new_tree(&mut runner).unwrap().current();
                let limit = (1usize..12).new_tree(&mut runner).unwrap().current();
                let expected = world.expected(&query);
                let (found, total) = all_pages(&admin, world.organization, &query, limit, async || {}).await;
                assert_eq!(found, expected, "{query:?} by {limit}");
                assert_eq!(total, expected.len() as u64, "{query:?}");
                let at = (0usize..=expected.len() + 2).new_tree(&mut runner).unwrap().current();
                let inside = ids(&admin, world.organization, &format!("limit={limit}&at={at}&{}", text(&query))).await;
                let rest = expected.get(at..).unwrap_or_default();
                assert_eq!(inside, rest[..rest.len().min(limit)], "{query:?} at {at}");
            }
        }
    }

    async fn people_who_join_meanwhile_neither_hide_nor_repeat_others(app: &TestApp) {
        let mut runner = TestRunner::deterministic();
        let admin = app.signed_in(ADMIN).await;
        let drafts = drafts(20).new_tree(&mut runner).unwrap().current();
        let mut world = World::load(app, 50, &drafts).await;
        let mut next = 60;
        for column in MEMBERS.columns {
            for direction in [Direction::Ascending, Direction::Descending] {
                let mut query = ListQuery::new(&MEMBERS);
                query.sort = Sort { column, direction };
                let present = world.expected(&query);
                let (found, _) = all_pages(&admin, world.organization, &query, 5, async || {
                    let entropy = Entropy::seeded(5000 + next as u64);
                    let mut builder = Builder { clock: app.clock.clone(), entropy, data: Data::default() };
                    let draft = Draft {
                        name: Some(NAMES[next % NAMES.len()]),
                        since: Some(next as i64 % 4),
                        last_sign_in: Some(next as i64 % 5),
                        status: MemberStatus::Active,
                        roles: vec![next % 3],
                        companies: vec![next % 3],
                        related: (Some(next % 7), Some(next % 5)),
                        two_factor: None,
                    };
                    world.join(&mut builder, next, &draft);
                    next += 1;
                    demo::load(&app.state.database, &builder.data, &builder.entropy).await.unwrap();
                })
                .await;
                let distinct: HashSet<_> = found.iter().collect();
                assert_eq!(distinct.len(), found.len(), "{query:?}: nobody twice");
                let seen: Vec<_> = found.into_iter().filter(|id| present.contains(id)).collect();
                assert_eq!(seen, present, "{query:?}: nobody missing");
            }
        }
    }

    async fn a_page_far_inside_is_the_one_that_scrolling_there_would_show(app: &TestApp) {
        let mut runner = TestRunner::deterministic();
        let admin = app.signed_in(ADMIN).await;
        let drafts = drafts(2_600).new_tree(&mut runner).unwrap().current();
        let world = World::load(app, 70, &drafts).await;
        for parameters in ["", "sort=-last_sign_in", "status=active,inactive,invited&sort=companies"] {
            let mut asked = ListQuery::new(&MEMBERS);
            for pair in parameters.split('&').filter(|pair| !pair.is_empty()) {
                let (name, value) = pair.split_once('=').unwrap();
                asked.read(name, value).unwrap();
            }
            let expected = world.expected(&asked);
            for at in [0, 50, 1_999, 2_001, 2_047, 2_048, 2_300, expected.len() - 30, expected.len(), 9_000_000] {
                let query = format!("limit=50&at={at}&{parameters}");
                let rest = expected.get(at..).unwrap_or_default();
                assert_eq!(ids(&admin, world.organization, &query).await, rest[..rest.len().min(50)], "{query}");
            }
        }
    }

    async fn o5_a_cursor_belongs_to_its_organization_and_view(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let other = World::load(app, 90, &[]).await.organization;
        let path = format!("/organizations/{}/members", app.world.alpha);
        let page: List<Member> = admin.get(&format!("{path}?limit=2")).await.ok();
        let cursor = page.next_cursor.unwrap();
        admin.get(&format!("{path}?limit=50&cursor={cursor}")).await.ok::<List<Member>>();
        let mut altered = cursor.clone().into_bytes();
        altered[10] = if altered[10] == b'A' { b'B' } else { b'A' };
        for bad in [
            format!("{path}?sort=-name&cursor={cursor}"),
            format!("{path}?q=a&cursor={cursor}"),
            format!("{path}?status=active&cursor={cursor}"),
            format!("/organizations/{other}/members?cursor={cursor}"),
            format!("{path}?cursor={}", String::from_utf8(altered).unwrap()),
            format!("{path}?cursor={}", &cursor[1..]),
        ] {
            let expected = [("/query/cursor".to_owned(), "invalid".to_owned())];
            assert_eq!(admin.get(&bad).await.field_errors(), expected, "{bad}");
        }
    }

    async fn another_process_goes_on_where_this_one_stopped(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let path = format!("/organizations/{}/members", app.world.alpha);
        let page: List<Member> = admin.get(&format!("{path}?limit=3")).await.ok();
        let next = format!("{path}?limit=3&cursor={}", page.next_cursor.unwrap());
        let cookie = admin.cookie().unwrap();
        let (name, token) = cookie.split_once('=').unwrap();
        let elsewhere = app.second_process().await.with_cookie(name, token);
        assert_eq!(elsewhere.get(&next).await.ok::<List<Member>>(), admin.get(&next).await.ok());
    }
}
