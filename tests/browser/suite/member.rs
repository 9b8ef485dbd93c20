use std::sync::Arc;

use api_types::{Invitation, Language, Member, MemberId, MemberStatus, OrganizationId};
use leptos::prelude::*;
use roster_web::{
    arrangement::Arrangement,
    components::{MemberName, Row, RowContext, Selection, Sought, StatusBadge},
};
use wasm_bindgen_test::wasm_bindgen_test;

use super::stage::{PLACES, Stage, settled};

/// Rows as nobody in particular sees them who searches for this.
pub fn context(search: &str) -> RowContext {
    let search = search.to_owned();
    RowContext {
        arrangement: Memo::new(|_| Arrangement::default()),
        sought: Memo::new(move |_| Sought::by(&search)),
        href: Callback::new(|member: MemberId| format!("/{member}")),
        me: Signal::stored(None),
        manages: Signal::stored(false),
        assigns: Signal::stored(false),
        selection: Selection::new(),
    }
}

fn row_of(member: Member) -> Row {
    Row { index: 0, exists: true, member: Some(Arc::new(member)) }
}

pub fn invited() -> Member {
    Member {
        id: MemberId::from_u128(1),
        organization_id: OrganizationId::from_u128(1),
        email: "nils@acme.example".to_owned(),
        given_name: None,
        family_name: None,
        name: None,
        signature: None,
        status: MemberStatus::Invited,
        roles: Vec::new(),
        two_factor: None,
        companies: Vec::new(),
        supervisor: None,
        invited_by: None,
        invited_at: Some("2026-11-18T12:00:00Z".to_owned()),
        member_since: None,
        last_sign_in: None,
        invitation: Some(Invitation {
            expires_at: "9999-01-01T00:00:00Z".to_owned(),
            sent_at: None,
            times_sent: 1,
            message: None,
            language: Language::En,
            delivery: None,
        }),
        version: 1,
    }
}

#[wasm_bindgen_test]
async fn somebody_invited_goes_by_the_address_and_the_day_of_the_invitation() {
    for place in PLACES {
        let stage = Stage::new(place, move || {
            let row = RwSignal::new(row_of(invited()));
            view! { <MemberName row context=context("")/> <StatusBadge member=invited()/> }
        })
        .await;
        assert_eq!(stage.one("a").text_content().as_deref(), Some("nils@acme.example"), "{place:?}");
        assert!(stage.text().contains("Invited 18 Nov 2026"), "{}", stage.text());
        assert!(stage.text().contains("days left"), "{}", stage.text());
    }
}

#[wasm_bindgen_test]
async fn a_name_is_only_ever_text() {
    for place in PLACES {
        let name = "<img src=x onerror=\"document.title='hit'\">";
        let member =
            Member { name: Some(name.to_owned()), status: MemberStatus::Active, invitation: None, ..invited() };
        let row = RwSignal::new(row_of(member));
        let stage = Stage::new(place, move || view! { <MemberName row context=context("img")/> }).await;
        assert!(!stage.has("img"), "{place:?}");
        assert_eq!(stage.one("a").text_content().as_deref(), Some(name), "{place:?}");
        assert_eq!(stage.one("mark").text_content().as_deref(), Some("img"), "{place:?}");
    }
}

#[wasm_bindgen_test]
async fn what_the_search_found_is_marked_without_regard_to_accents() {
    for place in PLACES {
        let name = Some("I\u{307}stanbul Łukasz Großmann".to_owned());
        let member = Member { name: name.clone(), email: "x@acme.example".to_owned(), ..invited() };
        let row = RwSignal::new(row_of(member));
        let stage = Stage::new(place, move || view! { <MemberName row context=context("istan lukasz GROSS")/> }).await;
        assert_eq!(stage.one("a").text_content(), name, "{place:?}");
        let marks = stage.all("mark");
        assert_eq!(marks, ["I\u{307}stan", "Łukasz", "Groß"], "{place:?}");
    }
}

#[wasm_bindgen_test]
async fn a_link_that_has_the_focus_keeps_it_when_another_person_takes_the_row() {
    for place in PLACES {
        let row = RwSignal::new(row_of(invited()));
        let stage = Stage::new(place, move || view! { <MemberName row context=context("")/> }).await;
        let link = stage.one("a");
        link.focus().unwrap();
        let ada = Member { id: MemberId::from_u128(2), name: Some("Ada".to_owned()), ..invited() };
        row.set(row_of(ada));
        settled().await;
        assert_eq!(link.text_content().as_deref(), Some("Ada"), "{place:?}");
        assert_eq!(stage.focused(), Some(link.into()), "{place:?}");
    }
}
