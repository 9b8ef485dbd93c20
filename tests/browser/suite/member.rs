use api_types::{Invitation, Member, MemberId, MemberStatus, OrganizationId};
use leptos::prelude::*;
use roster_web::components::{MemberName, StatusBadge};
use wasm_bindgen_test::wasm_bindgen_test;

use super::stage::{PLACES, Stage};

fn invited() -> Member {
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
        }),
        version: 1,
    }
}

#[wasm_bindgen_test]
async fn somebody_invited_goes_by_the_address_and_the_day_of_the_invitation() {
    for place in PLACES {
        let nobody = Signal::stored(None::<String>);
        let stage = Stage::new(place, move || {
            view! { <MemberName member=invited() href="/nils".to_owned() me=nobody/> <StatusBadge member=invited()/> }
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
        let nobody = Signal::stored(None::<String>);
        let stage = Stage::new(place, move || view! { <MemberName member href="/x".to_owned() me=nobody/> }).await;
        assert!(!stage.has("img"), "{place:?}");
        assert_eq!(stage.one("a").text_content().as_deref(), Some(name), "{place:?}");
    }
}
