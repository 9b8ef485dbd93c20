//! `/organizations/{organization}/saved-views`

use api_types::{List, NewSavedView, SavedView};
use axum::http::Method;
use serde_json::json;

use crate::support::{
    Client, both_engines,
    invitations::events,
    world::{ADMIN, CAUTIOUS, EDITOR, OUTSIDER},
};

fn view(name: &str, query: &str) -> NewSavedView {
    NewSavedView { list: "members".to_owned(), name: name.to_owned(), query: query.to_owned(), replace: false }
}

fn replacing(name: &str, query: &str) -> NewSavedView {
    NewSavedView { replace: true, ..view(name, query) }
}

both_engines! {
    async fn a_view_is_saved_replaced_and_deleted(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let path = format!("/organizations/{}/saved-views", app.world.alpha);
        let saved: SavedView = admin.put(&path, &view(" Ölle ", "status=invited")).await.ok();
        assert_eq!((saved.name.as_str(), saved.query.as_str()), ("Ölle", "status=invited"));
        admin.put(&path, &view("Administrators", "role=x")).await.ok::<SavedView>();
        let replaced: SavedView = admin.put(&path, &replacing("ölle", "q=a")).await.ok();
        assert_eq!((replaced.id, replaced.query.as_str()), (saved.id, "q=a"));
        let all: List<SavedView> = admin.get(&path).await.ok();
        assert_eq!(all.items.iter().map(|view| view.name.as_str()).collect::<Vec<_>>(), ["Administrators", "ölle"]);
        assert_eq!(admin.delete(&format!("{path}/{}", saved.id)).await.summary(), "204");
        assert_eq!(admin.delete(&format!("{path}/{}", saved.id)).await.summary(), "404 not_found");
        assert_eq!(admin.get(&path).await.ok::<List<SavedView>>().items.len(), 1);
    }

    async fn u28_a_name_that_is_taken_is_kept(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let path = format!("/organizations/{}/saved-views", app.world.alpha);
        let saved: SavedView = admin.put(&path, &view("Invited", "status=invited")).await.ok();
        let taken = [("/name".to_owned(), "taken".to_owned())];
        assert_eq!(admin.put(&path, &view("invited", "q=a")).await.field_errors(), taken);
        assert_eq!(admin.get(&path).await.ok::<List<SavedView>>().items, [saved]);
        // Another list has names of its own.
        let companies = NewSavedView { list: "companies".to_owned(), ..view("Invited", "status=archived") };
        let other: SavedView = admin.put(&path, &companies).await.ok();
        assert_eq!(other.list, "companies");
        assert_eq!(admin.get(&format!("{path}?list=companies")).await.ok::<List<SavedView>>().items, [other]);
        assert_eq!(admin.get(&format!("{path}?list=members")).await.ok::<List<SavedView>>().items.len(), 1);
    }

    async fn a_view_is_renamed(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let path = format!("/organizations/{}/saved-views", app.world.alpha);
        let saved: SavedView = admin.put(&path, &view("One", "q=a")).await.ok();
        admin.put(&path, &view("Two", "q=b")).await.ok::<SavedView>();
        let own = format!("{path}/{}", saved.id);
        let rename = |name: &str| serde_json::to_vec(&json!({"name": name})).unwrap();
        let send = async |client: &Client, name: &str| client.send(Method::PATCH, &own, Some(rename(name))).await;
        let renamed: SavedView = send(&admin, " ONE ").await.ok();
        assert_eq!((renamed.id, renamed.name.as_str(), renamed.query.as_str()), (saved.id, "ONE", "q=a"));
        for (name, code) in [("two", "taken"), (" ", "required"), ("a\nb", "invalid")] {
            assert_eq!(send(&admin, name).await.field_errors(), [("/name".to_owned(), code.to_owned())]);
        }
        assert_eq!(send(&app.signed_in(CAUTIOUS).await, "Mine").await.summary(), "404 not_found");
        assert_eq!(events(app, "view.renamed").await, 1);
    }

    async fn t1_nobody_sees_or_deletes_somebody_elses(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let path = format!("/organizations/{}/saved-views", app.world.alpha);
        let saved: SavedView = admin.put(&path, &view("Mine", "q=a")).await.ok();
        let other = app.signed_in(CAUTIOUS).await;
        assert_eq!(other.get(&path).await.ok::<List<SavedView>>().items, []);
        assert_eq!(other.delete(&format!("{path}/{}", saved.id)).await.summary(), "404 not_found");
        let outsider = app.signed_in(OUTSIDER).await;
        let beta = format!("/organizations/{}/saved-views/{}", app.world.beta, saved.id);
        assert_eq!(outsider.delete(&beta).await.summary(), "404 not_found");
        assert_eq!(outsider.get(&path).await.summary(), "404 not_found");
        assert_eq!(app.signed_in(EDITOR).await.get(&path).await.summary(), "403 forbidden");
        assert_eq!(admin.get(&path).await.ok::<List<SavedView>>().items.len(), 1);
    }

    async fn what_cannot_be_saved_is_named(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let path = format!("/organizations/{}/saved-views", app.world.alpha);
        let long = "x".repeat(61);
        let query = "x".repeat(4_001);
        for (name, query, pointer, code) in [
            (" ", "", "/name", "required"),
            (&*long, "", "/name", "too_long"),
            ("a\nb", "", "/name", "invalid"),
            ("a", &*query, "/query", "too_long"),
            ("a", "a\0", "/query", "invalid"),
        ] {
            let answer = admin.put(&path, &view(name, query)).await;
            assert_eq!(answer.field_errors(), [(pointer.to_owned(), code.to_owned())]);
        }
        let unknown = NewSavedView { list: "shoes".to_owned(), ..view("a", "") };
        assert_eq!(admin.put(&path, &unknown).await.field_errors(), [("/list".to_owned(), "unknown".to_owned())]);
        for (query, code) in [("list=shoes", "/query/list"), ("limit=5", "/query/limit")] {
            assert_eq!(admin.get(&format!("{path}?{query}")).await.field_errors()[0].0, code);
        }
        for number in 0..50 {
            admin.put(&path, &view(&number.to_string(), "")).await.ok::<SavedView>();
        }
        let answer = admin.put(&path, &view("one too many", "")).await;
        assert_eq!(answer.field_errors(), [("/name".to_owned(), "too_many".to_owned())]);
        admin.put(&path, &replacing("7", "q=b")).await.ok::<SavedView>();
        let elsewhere = NewSavedView { list: "roles".to_owned(), ..view("one more", "") };
        admin.put(&path, &elsewhere).await.ok::<SavedView>();
    }
}
