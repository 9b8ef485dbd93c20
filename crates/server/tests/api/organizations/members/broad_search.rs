//! Searches that no index answers, in a long list

use api_types::{List, Member};

use crate::support::{
    TestApp, both_engines,
    world::{ADMIN, INVITED, VIEWER},
};

/// More rows than a search may test.
const COPIES: usize = 50_200;

/// Copies the viewer many times.
async fn fill(app: &TestApp) {
    let id = if app.url.starts_with("sqlite:") { "randomblob(16)" } else { "decode(md5(CAST(i AS TEXT)), 'hex')" };
    app.sql(&format!(
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {COPIES})
         INSERT INTO members (place, id, organization_id, email, email_key, status, name_key, search_text)
         SELECT (SELECT MAX(m.place) FROM members m WHERE m.organization_id = v.organization_id) + i, {id},
                organization_id, email, CAST(i AS TEXT), status, name_key, search_text
         FROM members v, n WHERE email = '{VIEWER}'"
    ))
    .await;
    app.sql(&format!("UPDATE list_state SET total = total + {COPIES} WHERE list = 'members'")).await;
}

both_engines! {
    async fn x12_a_pattern_tests_a_bounded_number_of_rows(app: &TestApp) {
        fill(app).await;
        let admin = app.signed_in(ADMIN).await;
        let url = |query: &str| format!("/organizations/{}/members?{query}", app.world.alpha);
        // Nobody, somebody before more others than are tested, and a count of all.
        for query in ["q=*q*z*", "q=*a*d*m*n*&sort=-name", "q=*v*w*r*&count=exact"] {
            let answer = admin.get(&url(query)).await;
            assert_eq!(answer.field_errors(), [("/query/q".to_owned(), "too_broad".to_owned())], "{query}");
        }
        let many: List<Member> = admin.get(&url("q=*v*w*r*&limit=20")).await.ok();
        assert_eq!((many.items.len(), many.total.exact), (20, false));
        // An index or a filter narrows these.
        for (query, expected) in [
            ("q=*a*d*m*n*+admin", &[ADMIN][..]),
            ("q=*i*n*&status=invited", &[INVITED]),
            ("q=*q*z*&status=invited", &[]),
            ("q=%F0%9F%98%80", &[]),
        ] {
            let found: List<Member> = admin.get(&url(query)).await.ok();
            let emails: Vec<_> = found.items.iter().map(|member| member.email.as_str()).collect();
            assert_eq!((emails.as_slice(), found.total.exact), (expected, true), "{query}");
        }
    }
}
