//! `GET /organizations/{organization}/members`: pages against a list kept in memory

use std::collections::HashSet;

use api_types::{
    Direction, List, Member, MemberId, MemberSort, MemberStatus, MembersView, OrganizationId, RoleId, SortBy,
};
use jiff::Timestamp;
use proptest::{prelude::*, strategy::ValueTree, test_runner::TestRunner};
use roster_server::{
    clock::Entropy,
    demo::data::{self, Data},
    store::{
        seed,
        text::{fold, sort_key},
    },
};

use crate::support::{
    Client, TestApp, both_engines,
    people::{ADMIN, Builder, blank},
};

const NAMES: [&str; 12] = [
    "Ada Lovelace",
    "ada lovelace",
    "Åsa Öberg",
    "Asa Oberg",
    "Søren Ærø",
    "Ольга Петрова",
    "王芳",
    "Łukasz Żak",
    "100% Sure",
    "under_score",
    "back\\slash",
    "Zoë",
];
const SEARCHES: [&str; 14] =
    ["", "ada", "ASA", "a*a", "o b", "%", "100%", "r_s", "\\", "王", "ольга", "l*z ż", "nobody", "example a"];

/// A member's name, place in the calendar, status and roles; the rest follows from its number.
type Draft = (Option<&'static str>, Option<i64>, MemberStatus, Vec<usize>);

fn drafts(count: usize) -> impl Strategy<Value = Vec<Draft>> {
    let name = proptest::option::weighted(0.8, proptest::sample::select(&NAMES[..]));
    let since = proptest::option::weighted(0.7, 0i64..4);
    let status = proptest::sample::select(&MemberStatus::ALL[..]);
    let roles = proptest::sample::subsequence(vec![0, 1, 2], 0..=2);
    proptest::collection::vec((name, since, status, roles), count)
}

fn views(roles: [RoleId; 3]) -> impl Strategy<Value = MembersView> {
    let sort = (proptest::sample::select(&MemberSort::ALL[..]), any::<bool>()).prop_map(|(column, down)| SortBy {
        column,
        direction: if down { Direction::Descending } else { Direction::Ascending },
    });
    let search = proptest::sample::select(&SEARCHES[..]);
    let roles = proptest::sample::subsequence(roles.to_vec(), 0..=2);
    let statuses = proptest::sample::subsequence(&MemberStatus::ALL[..], 0..=3);
    (search, roles, statuses, sort).prop_map(|(search, roles, statuses, sort)| MembersView {
        search: search.to_owned(),
        roles,
        statuses,
        sort,
    })
}

/// A new organization with these members, which the administrator of Alpha administers too.
async fn organization(
    app: &TestApp,
    number: usize,
    drafts: &[Draft],
) -> (OrganizationId, [RoleId; 3], Vec<data::Member>) {
    let entropy = Entropy::seeded(1000 + number as u64);
    let mut builder = Builder { clock: app.clock.clone(), entropy, data: Data::default() };
    let (organization, roles) = builder.organization(&format!("P{number}"), "Paged");
    builder.person(ADMIN, organization, roles[0], MemberStatus::Active);
    builder.data.accounts.clear();
    builder.data.members[0].account = Some(app.world.account(ADMIN));
    for (place, draft) in drafts.iter().enumerate() {
        builder.data.members.push(member(&builder, organization, roles, place, draft));
    }
    seed::load(&app.state.database, &builder.data, &builder.entropy).await.unwrap();
    (organization, roles, builder.data.members)
}

fn member(
    builder: &Builder,
    organization: OrganizationId,
    roles: [RoleId; 3],
    place: usize,
    (name, since, status, held): &Draft,
) -> data::Member {
    let id = roster_server::clock::new_id(&builder.clock, &builder.entropy);
    // Mixed up, so that the order of insertion is no order of anything.
    let email = format!("{:02}@p.example", place * 37 % 100);
    data::Member {
        name: name.map(str::to_owned),
        signature: Some(format!("S{place}")),
        member_since: since.map(|days| Timestamp::from_second(86_400 * days).unwrap()),
        roles: held.iter().map(|role| roles[*role]).collect(),
        ..blank(id, organization, &email, *status, builder.clock.now())
    }
}

/// What the list has to be.
fn oracle(members: &[data::Member], view: &MembersView) -> Vec<MemberId> {
    let mut found: Vec<&data::Member> = members.iter().filter(|member| is_shown(member, view)).collect();
    found.sort_by(|a, b| {
        let key = |member: &data::Member| match view.sort.column {
            MemberSort::Name => sort_key(member.name.as_deref().unwrap_or(&member.email)),
            MemberSort::Email => member.email.clone().into_bytes(),
            MemberSort::Status => {
                vec![MemberStatus::ALL.iter().position(|status| *status == member.status).unwrap() as u8]
            }
            MemberSort::MemberSince => member.member_since.map_or(0, |at| at.as_second()).to_be_bytes().to_vec(),
        };
        let order = (key(a), a.id).cmp(&(key(b), b.id));
        let order = if view.sort.direction == Direction::Descending { order.reverse() } else { order };
        let is_last =
            |member: &data::Member| view.sort.column == MemberSort::MemberSince && member.member_since.is_none();
        is_last(a).cmp(&is_last(b)).then(order)
    });
    found.into_iter().map(|member| member.id).collect()
}

fn is_shown(member: &data::Member, view: &MembersView) -> bool {
    let texts = [member.name.as_deref(), Some(&*member.email), member.signature.as_deref()];
    let text = texts.into_iter().flatten().map(fold).collect::<Vec<_>>().join("\n");
    view.search.split_whitespace().all(|word| occurs(&text, word))
        && (view.statuses.is_empty() || view.statuses.contains(&member.status))
        && (view.roles.is_empty() || member.roles.iter().any(|role| view.roles.contains(role)))
}

/// Whether the parts of `word` between its wildcards occur in `text` in their order.
fn occurs(text: &str, word: &str) -> bool {
    let mut rest = text;
    word.split(['*', '%']).all(|part| {
        let part = fold(part);
        let found = rest.find(&part);
        rest = found.map_or("", |at| &rest[at + part.len()..]);
        found.is_some()
    })
}

fn query(view: &MembersView) -> String {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(view.parameters()).finish()
}

/// Every page, one after another; `between` happens after each.
async fn walk(
    client: &Client,
    organization: OrganizationId,
    view: &MembersView,
    limit: usize,
    mut between: impl AsyncFnMut(),
) -> (Vec<MemberId>, u64) {
    let (mut found, mut cursor) = (Vec::new(), String::new());
    loop {
        let path = format!("/organizations/{organization}/members?limit={limit}&{}{cursor}", query(view));
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

both_engines! {
    async fn all_pages_together_are_the_whole_list_in_order(app: &TestApp) {
        let mut runner = TestRunner::deterministic();
        let admin = app.signed_in(ADMIN).await;
        for number in 0..4 {
            let drafts = drafts(5 + 15 * number).new_tree(&mut runner).unwrap().current();
            let (organization, roles, members) = organization(app, number, &drafts).await;
            for _ in 0..12 {
                let view = views(roles).new_tree(&mut runner).unwrap().current();
                let limit = (1usize..12).new_tree(&mut runner).unwrap().current();
                let (found, total) = walk(&admin, organization, &view, limit, async || {}).await;
                let expected = oracle(&members, &view);
                assert_eq!(found, expected, "{view:?} by {limit}");
                assert_eq!(total, expected.len() as u64, "{view:?}");
            }
        }
    }

    async fn people_who_join_meanwhile_neither_hide_nor_repeat_others(app: &TestApp) {
        let mut runner = TestRunner::deterministic();
        let admin = app.signed_in(ADMIN).await;
        let drafts = drafts(20).new_tree(&mut runner).unwrap().current();
        let (organization, roles, members) = organization(app, 50, &drafts).await;
        let mut next = 60;
        for column in MemberSort::ALL {
            for direction in [Direction::Ascending, Direction::Descending] {
                let view = MembersView { sort: SortBy { column, direction }, ..MembersView::default() };
                let mut joined = Vec::new();
                let (found, _) = walk(&admin, organization, &view, 3, async || {
                    let entropy = Entropy::seeded(5000 + next as u64);
                    let mut builder = Builder { clock: app.clock.clone(), entropy, data: Data::default() };
                    let draft = (Some(NAMES[next % NAMES.len()]), Some(next as i64 % 4), MemberStatus::Active, vec![2]);
                    let mut new = member(&builder, organization, roles, next, &draft);
                    new.email = format!("{next}-{}@late.example", ["a", "5", "z"][next % 3]);
                    joined.push(new.id);
                    builder.data.members.push(new);
                    next += 1;
                    seed::load(&app.state.database, &builder.data, &builder.entropy).await.unwrap();
                })
                .await;
                let distinct: HashSet<_> = found.iter().collect();
                assert_eq!(distinct.len(), found.len(), "{view:?}: nobody twice");
                let present = oracle(&members, &view);
                let seen: Vec<_> = found.into_iter().filter(|id| present.contains(id)).collect();
                assert_eq!(seen, present, "{view:?}: nobody missing");
            }
        }
    }

    async fn o5_a_cursor_belongs_to_its_organization_and_view(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let (other, _, _) = organization(app, 90, &[]).await;
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
