use std::sync::Arc;

use api_types::{Language, Member, MemberId, MemberStatus, OrganizationId};
use leptos::prelude::*;
use roster_web::ui::{PaintedRows, RowRef, Selection};
use serde_json::json;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Event, EventInit};

use super::{
    stage::{MOUNTS, Mount, Stage, settled},
    table::{Parts, table},
};

/// A list of one row, with this member in it.
async fn row_of(mount: Mount, member: RwSignal<Member>, search: &'static str) -> Stage {
    Stage::new(mount, move || {
        let parts = Parts {
            count: 1,
            rows: Callback::new(move |_| Some(Arc::new(member.get()) as RowRef)),
            search,
            selects: false,
            selection: Selection::new(),
            presses: RwSignal::new(Vec::new()),
            painted: PaintedRows::default,
        };
        view! {
            <style>"[hidden] { display: none }"</style>
            {table(parts)}
        }
    })
    .await
}

const ROW: &str = "tr[data-row-id]";
const LINK: &str = "tr[data-row-id] a";

pub fn invited() -> Member {
    serde_json::from_value(json!({
        "id": MemberId::from_u128(1),
        "organization_id": OrganizationId::from_u128(1),
        "email": "nils@acme.example",
        "status": "invited",
        "roles": [],
        "invited_at": "2026-11-18T12:00:00Z",
        "invitation": { "expires_at": "9999-01-01T00:00:00Z", "times_sent": 1 },
        "version": 1,
    }))
    .unwrap()
}

#[wasm_bindgen_test]
async fn somebody_invited_goes_by_the_address_and_the_day_of_the_invitation() {
    for mount in MOUNTS {
        let stage = row_of(mount, RwSignal::new(invited()), "").await;
        assert_eq!(stage.one(LINK).text_content().as_deref(), Some("nils@acme.example"), "{mount:?}");
        assert!(stage.text().contains("Invited 18 Nov 2026"), "{}", stage.text());
        assert!(stage.text().contains("days left"), "{}", stage.text());
    }
}

#[wasm_bindgen_test]
async fn a_row_speaks_another_language_as_soon_as_that_is_chosen() {
    let stage = row_of(Mount::Page, RwSignal::new(invited()), "").await;
    stage.i18n.set(Language::De);
    settled().await;
    assert!(stage.text().contains("Eingeladen"), "{}", stage.text());
    assert!(!stage.text().contains("Invited"), "{}", stage.text());
    assert_eq!(stage.one(LINK).text_content().as_deref(), Some("nils@acme.example"));
}

#[wasm_bindgen_test]
async fn a_name_is_only_ever_text() {
    for mount in MOUNTS {
        let name = "<img src=x onerror=\"document.title='hit'\">";
        let member =
            Member { name: Some(name.to_owned()), status: MemberStatus::Active, invitation: None, ..invited() };
        let stage = row_of(mount, RwSignal::new(member), "img").await;
        assert!(!stage.has("img"), "{mount:?}");
        assert_eq!(stage.one(LINK).text_content().as_deref(), Some(name), "{mount:?}");
        assert_eq!(stage.one("mark").text_content().as_deref(), Some("img"), "{mount:?}");
    }
}

#[wasm_bindgen_test]
async fn what_the_search_found_is_marked_without_regard_to_accents() {
    for mount in MOUNTS {
        let name = Some("I\u{307}stanbul Łukasz Großmann".to_owned());
        let member = Member { name: name.clone(), email: "x@acme.example".to_owned(), ..invited() };
        let stage = row_of(mount, RwSignal::new(member), "istan lukasz GROSS").await;
        assert_eq!(stage.one(LINK).text_content(), name, "{mount:?}");
        let marks = stage.all("mark");
        assert_eq!(marks, ["I\u{307}stan", "Łukasz", "Groß"], "{mount:?}");
    }
}

#[wasm_bindgen_test]
async fn a_row_says_whom_it_shows_and_nothing_of_whom_it_showed() {
    for mount in MOUNTS {
        let member = RwSignal::new(invited());
        let stage = row_of(mount, member, "").await;
        let row = stage.one(ROW);
        assert_eq!(row.get_attribute("aria-rowindex").as_deref(), Some("2"), "{mount:?}");
        assert!(row.has_attribute("data-muted") && !row.has_attribute("data-loading"), "{mount:?}");
        let (id, status) = (MemberId::from_u128(2), MemberStatus::Active);
        member.set(Member { id, status, name: Some("Ada".to_owned()), invitation: None, ..invited() });
        settled().await;
        let menu = stage.one("tr[data-row-id] [data-menu]");
        assert_eq!(menu.get_attribute("aria-label").as_deref(), Some("Actions for Ada"), "{mount:?}");
        assert_eq!(row.get_attribute("data-row-id"), Some(id.to_string()), "{mount:?}");
        assert_eq!(stage.one(LINK).get_attribute("href"), Some(format!("/{id}")), "{mount:?}");
        let cell = stage.one("tr[data-row-id] th");
        assert!(!cell.has_attribute("title"), "{mount:?}");
        let bubbles = EventInit::new();
        bubbles.set_bubbles(true);
        let over = Event::new_with_event_init_dict("mouseover", &bubbles).unwrap();
        stage.one(LINK).dispatch_event(&over).unwrap();
        assert_eq!(cell.get_attribute("title").as_deref(), Some("Ada\nnils@acme.example"), "{mount:?}");
        assert!(!row.has_attribute("data-muted"), "{mount:?}");
        assert!(!stage.text().contains("Invited"), "{}", stage.text());
    }
}

#[wasm_bindgen_test]
async fn a_link_that_has_the_focus_keeps_it_when_another_person_takes_the_row() {
    for mount in MOUNTS {
        let member = RwSignal::new(invited());
        let stage = row_of(mount, member, "").await;
        let link = stage.one(LINK);
        link.focus().unwrap();
        member.set(Member { id: MemberId::from_u128(2), name: Some("Ada".to_owned()), ..invited() });
        settled().await;
        assert_eq!(link.text_content().as_deref(), Some("Ada"), "{mount:?}");
        assert_eq!(stage.focused(), Some(link.into()), "{mount:?}");
    }
}
