//! `/organizations/{organization}/saved-views`

use api_types::{List, NewSavedView, SavedView};

use crate::support::{
    both_engines,
    people::{ADMIN, CAUTIOUS, EDITOR, OUTSIDER},
};

fn view(name: &str, query: &str) -> NewSavedView {
    NewSavedView { list: "members".to_owned(), name: name.to_owned(), query: query.to_owned(), replace: true }
}

both_engines! {
    async fn a_view_is_saved_replaced_and_deleted(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let path = format!("/organizations/{}/saved-views", app.world.alpha);
        let saved: SavedView = admin.put(&path, &view(" Ölle ", "status=invited")).await.ok();
        assert_eq!((saved.name.as_str(), saved.query.as_str()), ("Ölle", "status=invited"));
        admin.put(&path, &view("Administrators", "role=x")).await.ok::<SavedView>();
        let replaced: SavedView = admin.put(&path, &view("ölle", "q=a")).await.ok();
        assert_eq!((replaced.id, replaced.query.as_str()), (saved.id, "q=a"));
        let all: List<SavedView> = admin.get(&path).await.ok();
        assert_eq!(all.items.iter().map(|view| view.name.as_str()).collect::<Vec<_>>(), ["Administrators", "ölle"]);
        assert_eq!(admin.delete(&format!("{path}/{}", saved.id)).await.summary(), "204");
        assert_eq!(admin.delete(&format!("{path}/{}", saved.id)).await.summary(), "404 not_found");
        assert_eq!(admin.get(&path).await.ok::<List<SavedView>>().items.len(), 1);
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
        for number in 0..50 {
            admin.put(&path, &view(&number.to_string(), "")).await.ok::<SavedView>();
        }
        let answer = admin.put(&path, &view("one too many", "")).await;
        assert_eq!(answer.field_errors(), [("/name".to_owned(), "too_many".to_owned())]);
    }
}
