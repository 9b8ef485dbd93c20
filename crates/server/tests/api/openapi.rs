//! The description of the API is committed, so that every change of it is seen.

use crate::support::both_engines;

#[test]
fn the_committed_description_is_the_present_one() {
    let present = roster_server::routes::openapi::document_text();
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/openapi.json");
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        std::fs::write(path, &present).unwrap();
    }
    let committed = std::fs::read_to_string(path).unwrap();
    assert!(committed == present, "openapi.json is out of date: run the tests once with UPDATE_SNAPSHOTS=1");
}

both_engines! {
    async fn the_description_is_served_to_anybody(app: &TestApp) {
        let answer = app.anonymous().get("/openapi.json").await;
        assert_eq!(answer.header("content-type"), "application/json");
        assert_eq!(answer.text(), roster_server::routes::openapi::document_text());
    }
}
