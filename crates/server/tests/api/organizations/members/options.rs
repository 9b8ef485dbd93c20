//! `GET /organizations/{organization}/members/options`: what filters offer, against a list kept in memory

use api_types::{FilterOptions, MEMBERS, MemberFilter};
use proptest::{
    strategy::{Strategy, ValueTree},
    test_runner::TestRunner,
};

use roster_server::store::text::{fold, words};

use super::oracle::{World, drafts};
use crate::support::{
    both_engines,
    world::{ADMIN, EDITOR, OUTSIDER},
};

both_engines! {
    async fn every_value_says_how_many_it_leaves(app: &TestApp) {
        let mut runner = TestRunner::deterministic();
        let admin = app.signed_in(ADMIN).await;
        let drafts = drafts(40).new_tree(&mut runner).unwrap().current();
        let world = World::load(app, 0, &drafts).await;
        for _ in 0..6 {
            let query = world.queries().new_tree(&mut runner).unwrap().current();
            for filter in MemberFilter::ALL {
                let text = form_urlencoded::Serializer::new(String::new())
                    .extend_pairs(query.parameters().into_iter().filter(|(name, _)| *name != "sort"))
                    .append_pair("filter", filter.as_str())
                    .finish();
                let path = format!("/organizations/{}/members/options?{text}", world.organization);
                let options: FilterOptions = admin.get(&path).await.ok();
                for option in &options.items {
                    let with = query.clone().with_filter(filter.as_str(), &[&option.value]);
                    assert_eq!(option.rows.count, world.expected(&with).len() as u64, "{query:?}, {filter}: {option:?}");
                }
                let offered: Vec<_> = options.items.iter().map(|option| option.value.clone()).collect();
                let none = MEMBERS.filter(filter.as_str()).unwrap().none;
                assert_eq!(none.is_some(), none == offered.first().map(String::as_str), "{filter}: {offered:?}");
                let choice = query.filter(filter.as_str());
                let is_date = |value: &str| value.starts_with("before_");
                let held = |value: &str| world.is_held(filter, value) && !is_date(value);
                assert!(choice.values.iter().filter(|value| held(value)).all(|value| offered.contains(value)), "{query:?}, {filter}");
            }
        }
    }

    async fn people_are_found_by_name(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let mut runner = TestRunner::deterministic();
        let drafts = drafts(60).new_tree(&mut runner).unwrap().current();
        let world = World::load(app, 0, &drafts).await;
        let path = format!("/organizations/{}/members/options?filter=supervisor", world.organization);
        let all: FilterOptions = admin.get(&path).await.ok();
        let names = |options: &FilterOptions| -> Vec<String> {
            options.items.iter().filter(|option| option.value != "none").map(|option| option.name.clone().unwrap()).collect()
        };
        let all_names = names(&all);
        let wanted = all_names.iter().find(|name| name.contains(' ')).unwrap();
        let word = words(wanted).remove(0);
        let query = form_urlencoded::Serializer::new(String::new()).append_pair("find", &word.to_uppercase()).finish();
        let found: FilterOptions = admin.get(&format!("{path}&{query}")).await.ok();
        let expected: Vec<_> = all_names.iter().filter(|name| fold(name).contains(&word)).cloned().collect();
        assert!(!expected.is_empty() && expected.len() < all_names.len());
        assert_eq!(names(&found), expected, "{word}");
        let numbers: Vec<_> = all.items[1..].iter().map(|option| option.rows.count).collect();
        assert!(numbers.is_sorted_by(|a, b| a >= b), "{numbers:?}");
    }

    async fn bad_parameters_and_callers_are_refused(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let path = format!("/organizations/{}/members/options", app.world.alpha);
        for (query, pointer, code) in [
            ("", "/query/filter", "required"),
            ("?filter=shoe_size", "/query/filter", "unknown"),
            ("?filter=role&find=%22", "/query/find", "unbalanced_quote"),
            ("?filter=role&status=asleep", "/query/status", "unknown"),
        ] {
            assert_eq!(admin.get(&format!("{path}{query}")).await.field_errors(), [(pointer.to_owned(), code.to_owned())]);
        }
        assert_eq!(app.signed_in(EDITOR).await.get(&path).await.summary(), "403 forbidden");
        assert_eq!(app.signed_in(OUTSIDER).await.get(&path).await.summary(), "404 not_found");
    }
}
