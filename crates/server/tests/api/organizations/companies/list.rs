//! `GET /organizations/{organization}/companies`, `…/options` and `…/export`, against a list kept in memory

use api_types::{COMPANIES, Company, CompanyStatus, Direction, FilterOptions, List, ListQuery, MemberStatus, Sort};
use roster_server::{
    clock::{Entropy, new_id},
    demo,
    store::{
        seed::records::{self as data, Data},
        text::{sort_key, words},
    },
};

use crate::support::{
    TestApp, both_engines,
    invitations::{alpha, assert_counted},
    world::{ADMIN, Builder, VIEWER, blank},
};

/// Name, number, and whether it is archived.
const DRAFTS: [(&str, Option<&str>, bool); 9] = [
    ("Nord GmbH", Some("1000"), false),
    ("Ærø Inc", Some("20"), false),
    ("aero gmbh", None, true),
    ("Süd & Co. 100%", Some("Ab-7"), false),
    ("Nord GmbH", Some("ab-10"), true),
    ("Zoë", None, false),
    ("王小芳", Some("3"), false),
    ("nord", Some("1001"), false),
    ("Empty", None, true),
];

/// A new organization with these companies, which the administrator of Alpha administers too.
async fn load(app: &TestApp) -> (api_types::OrganizationId, Vec<Company>) {
    let mut builder = Builder { clock: app.clock.clone(), entropy: Entropy::seeded(77), data: Data::default() };
    let (organization, roles) = builder.organization("C1", "Companies");
    let companies: Vec<_> = DRAFTS
        .iter()
        .map(|(name, number, is_archived)| data::Company {
            number: number.map(str::to_owned),
            archived_at: is_archived.then(|| app.now()),
            ..data::Company::new(new_id(&builder.clock, &builder.entropy), name)
        })
        .collect();
    builder.data.organizations[0].companies.clone_from(&companies);
    builder.member(ADMIN, organization, roles[0], MemberStatus::Active);
    builder.data.accounts.clear();
    builder.data.members[0].account = Some(app.world.account(ADMIN));
    for place in 0..12 {
        let id = new_id(&builder.clock, &builder.entropy);
        let email = format!("{place}@c.example");
        let status = if place == 11 { MemberStatus::Withdrawn } else { MemberStatus::Active };
        let places = [place % 8, (place * 5 + 1) % 8];
        let mut member = blank(id, organization, &email, status, app.now());
        member.companies = places.iter().map(|place| companies[*place].id).collect();
        member.companies.dedup();
        builder.data.members.push(member);
    }
    let members = &builder.data.members;
    let expected = companies.iter().map(|company| {
        let shown = members.iter().filter(|member| member.status != MemberStatus::Withdrawn);
        Company {
            id: company.id,
            name: company.name.clone(),
            number: company.number.clone(),
            status: if company.archived_at.is_some() { CompanyStatus::Archived } else { CompanyStatus::Active },
            archived_at: company.archived_at.map(|at| at.to_string()),
            members: shown.clone().filter(|member| member.companies.contains(&company.id)).count() as u64,
            main_for: shown.filter(|member| member.companies.first() == Some(&company.id)).count() as u64,
            version: 1,
        }
    });
    let expected = expected.collect();
    demo::load(&app.state.database, &builder.data, &builder.entropy).await.unwrap();
    (organization, expected)
}

/// What a company is sorted by.
fn key(company: &Company, column: &str) -> Option<Vec<u8>> {
    let number = |number: u64| Some(number.to_be_bytes().to_vec());
    match column {
        "name" => Some(sort_key(&company.name)),
        "number" => company.number.as_deref().map(padded),
        "members" => number(company.members),
        "main_for" => number(company.main_for),
        _ => number(u64::from(company.status == CompanyStatus::Archived)),
    }
}

/// A number in lower case, with its digits filled up with zeros.
fn padded(number: &str) -> Vec<u8> {
    let number = number.to_lowercase();
    let parts = number.split_inclusive(|letter: char| !letter.is_ascii_digit());
    let padded = parts.map(|part| {
        let (digits, sign) = part.split_at(part.trim_end_matches(|letter: char| !letter.is_ascii_digit()).len());
        if digits.is_empty() { sign.to_owned() } else { format!("{digits:0>20}{sign}") }
    });
    padded.collect::<String>().into_bytes()
}

fn expected(companies: &[Company], query: &ListQuery) -> Vec<Company> {
    let has = |company: &Company, filter: &str, value: &str| match filter {
        "status" => company.status.as_str() == value,
        _ => company.members == 0,
    };
    let is_found = |company: &Company| {
        let texts = [Some(&company.name), company.number.as_ref()];
        let texts: Vec<String> =
            texts.into_iter().flatten().map(|text| format!("  {}", words(text).join("  "))).collect();
        query.search.split_whitespace().all(|word| {
            let word = if word.chars().count() < 3 { format!("  {word}") } else { word.to_owned() };
            texts.iter().any(|text| text.contains(&word))
        })
    };
    let mut found: Vec<Company> = companies
        .iter()
        .filter(|company| is_found(company))
        .filter(|company| {
            query.chosen().all(|(filter, choice)| {
                choice.values.iter().any(|value| has(company, filter.name, value)) != choice.is_negated
            })
        })
        .cloned()
        .collect();
    found.sort_by(|a, b| {
        let (one, other) = (key(a, query.sort.column), key(b, query.sort.column));
        let order = (&one, a.id).cmp(&(&other, b.id));
        let order = if query.sort.direction == Direction::Descending { order.reverse() } else { order };
        one.is_none().cmp(&other.is_none()).then(order)
    });
    found
}

fn text(query: &ListQuery) -> String {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(query.parameters()).finish()
}

both_engines! {
    async fn every_query_has_the_right_rows_in_pages_of_any_size(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let (organization, companies) = load(app).await;
        let path = format!("/organizations/{organization}/companies");
        let filters = ["", "status=active", "status=!active", "members=none", "members=!none&status=active"];
        for column in COMPANIES.columns {
            for direction in [Direction::Ascending, Direction::Descending] {
                for (search, filters) in filters.into_iter().map(|it| ("", it)).chain([("nord", ""), ("10", ""), ("ab gmbh", "")]) {
                    let sort = Sort { column, direction };
                    let mut query = ListQuery::new(&COMPANIES);
                    (query.search, query.sort) = (search.to_owned(), sort);
                    for (name, value) in form_urlencoded::parse(filters.as_bytes()) {
                        query.read(&name, &value).unwrap();
                    }
                    let wanted = expected(&companies, &query);
                    let (mut found, mut cursor) = (Vec::new(), String::new());
                    loop {
                        let page: List<Company> =
                            admin.get(&format!("{path}?limit=2&{}{cursor}", text(&query))).await.ok();
                        assert_eq!(page.total.count, wanted.len() as u64, "{query:?}");
                        found.extend(page.items);
                        match page.next_cursor {
                            Some(next) => cursor = format!("&cursor={next}"),
                            None => break,
                        }
                    }
                    assert_eq!(found, wanted, "{query:?}");
                    let inside: List<Company> = admin.get(&format!("{path}?at=1&limit=3&{}", text(&query))).await.ok();
                    let rest = wanted.get(1..).unwrap_or_default();
                    assert_eq!(inside.items, rest[..rest.len().min(3)], "{query:?}");
                }
            }
        }
        assert_counted(app).await;
    }

    async fn numbers_sort_by_their_value(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let path = alpha(app, "/companies");
        for number in ["10000", "2000", "B-10", "b-9", "02000"] {
            admin.post(&path, &serde_json::json!({"name": "Nord", "number": number})).await.ok::<Company>();
        }
        for (sort, sorted) in [
            ("number", ["2000", "02000", "10000", "b-9", "B-10"]),
            ("-number", ["B-10", "b-9", "10000", "02000", "2000"]),
        ] {
            let list: List<Company> = admin.get(&format!("{path}?sort={sort}&q=nord")).await.ok();
            let numbers: Vec<_> = list.items.iter().filter_map(|company| company.number.as_deref()).collect();
            assert_eq!(numbers, sorted);
        }
    }

    async fn choosers_get_active_companies_by_name(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let (organization, _) = load(app).await;
        let path = format!("/organizations/{organization}/companies?limit=3&q=nord&status=active");
        let found: List<Company> = admin.get(&path).await.ok();
        assert_eq!(found.items.iter().map(|it| it.name.as_str()).collect::<Vec<_>>(), ["nord", "Nord GmbH"]);
    }

    async fn options_say_how_many_rows_they_leave(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let (organization, companies) = load(app).await;
        let path = format!("/organizations/{organization}/companies/options");
        let options = async |query: &str| -> Vec<(String, u64)> {
            let options: FilterOptions = admin.get(&format!("{path}?{query}")).await.ok();
            options.items.into_iter().map(|option| (option.value, option.rows.count)).collect()
        };
        let owned = |values: &[(&str, u64)]| values.iter().map(|(a, b)| ((*a).to_owned(), *b)).collect::<Vec<_>>();
        assert_eq!(options("filter=status").await, owned(&[("active", 6), ("archived", 3)]));
        assert_eq!(options("filter=status&q=nord").await, owned(&[("active", 2), ("archived", 1)]));
        let empty = companies.iter().filter(|company| company.members == 0).count() as u64;
        assert_eq!(options("filter=members").await, owned(&[("none", empty)]));
        let bad = admin.get(&format!("{path}?filter=name")).await;
        assert_eq!(bad.field_errors(), [("/query/filter".to_owned(), "unknown".to_owned())]);
    }

    async fn the_file_starts_with_id_and_name(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let path = alpha(app, "/companies/export");
        let answer = admin.get(&path).await;
        let id = app.world.alpha_company;
        assert_eq!(answer.text(), format!("id,name,number,members,main_for,status\r\n{id},Alpha Ltd,,7,7,active\r\n"));
        assert_eq!(answer.header("content-disposition"), "attachment; filename=\"companies.csv\"");
        let some = admin.get(&format!("{path}?columns=status&q=nothing")).await;
        assert_eq!(some.text(), "id,name,status\r\n");
    }

    async fn a_change_of_members_is_a_change_of_the_list(app: &TestApp) {
        let (admin, again) = (app.signed_in(ADMIN).await, app.signed_in(ADMIN).await);
        let path = alpha(app, "/companies");
        let first = admin.get(&path).await;
        let again = again.with_header("if-none-match", first.header("etag"));
        assert_eq!(again.get(&path).await.status, 304);
        crate::support::invitations::invite(app, &admin, "nia@new.example").await;
        assert_eq!(again.get(&path).await.status, 200);
    }

    async fn o5_bad_parameters_are_named(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        for (query, pointer, code) in [
            ("limit=0", "/query/limit", "too_small"),
            ("cursor=x", "/query/cursor", "invalid"),
            ("sort=email", "/query/sort", "unknown"),
            ("status=closed", "/query/status", "unknown"),
            ("members=7", "/query/members", "unknown"),
            ("q=%22a", "/query/q", "unbalanced_quote"),
            ("role=x", "/query/role", "unknown"),
        ] {
            let answer = admin.get(&alpha(app, &format!("/companies?{query}"))).await;
            assert_eq!(answer.field_errors(), [(pointer.to_owned(), code.to_owned())], "{query}");
        }
        assert_eq!(app.signed_in(VIEWER).await.get(&alpha(app, "/companies")).await.summary(), "403 forbidden");
    }
}
