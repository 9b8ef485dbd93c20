//! `GET /organizations/recent`, `PUT …/visit`, `PUT` and `DELETE …/pin`

use api_types::{List, Organization, OrganizationId, RecentOrganizations, Session};
use jiff::SignedDuration;
use serde_json::json;

use super::list::add;
use crate::support::{
    Client, TestApp, both_engines,
    invitations::alpha,
    world::{DIVIDED, OUTSIDER},
};

async fn recent(client: &Client) -> [Vec<OrganizationId>; 2] {
    let recent: RecentOrganizations = client.get("/organizations/recent").await.ok();
    [recent.pinned, recent.recent].map(|list| list.into_iter().map(|organization| organization.id).collect())
}

/// Further organizations that the outsider administers: "Branch 10", "Branch 11" and so on.
async fn found(app: &TestApp, client: &Client, count: usize) -> Vec<OrganizationId> {
    let named: Vec<_> = (10..10 + count).map(|number| (format!("77{number}"), format!("Branch {number}"))).collect();
    let named: Vec<_> = named.iter().map(|(number, name)| (number.as_str(), name.as_str())).collect();
    add(app, &named).await;
    let list: List<Organization> = client.get("/organizations?q=branch&limit=200").await.ok();
    list.items.into_iter().map(|organization| organization.id).collect()
}

fn path(organization: OrganizationId, rest: &str) -> String {
    format!("/organizations/{organization}{rest}")
}

async fn start(client: &Client) -> Option<OrganizationId> {
    client.get("/session").await.ok::<Session>().default_organization
}

both_engines! {
    async fn u17_a_session_starts_in_the_organization_used_last(app: &TestApp) {
        let admin = app.signed_in(OUTSIDER).await;
        let branches = found(app, &admin, 2).await;
        assert_eq!(start(&admin).await, Some(app.world.beta));
        for organization in [branches[0], branches[1], branches[0]] {
            assert_eq!(admin.put(&path(organization, "/visit"), &json!({})).await.status, 204);
            assert_eq!(start(&admin).await, Some(organization));
            app.clock.advance(SignedDuration::from_secs(60));
        }
        assert_eq!(recent(&admin).await, [vec![], vec![branches[0], branches[1]]]);
        // Nobody starts where nothing works.
        assert_eq!(admin.post(&path(branches[0], "/disable"), &json!({})).await.status, 204);
        assert_eq!(start(&admin).await, Some(branches[1]));
        assert_eq!(recent(&admin).await, [vec![], vec![branches[1]]]);
    }

    async fn u17_pinned_ones_stand_by_name_and_not_among_the_recent(app: &TestApp) {
        let admin = app.signed_in(OUTSIDER).await;
        let branches = found(app, &admin, 2).await;
        for organization in [branches[1], branches[0]] {
            assert_eq!(admin.put(&path(organization, "/visit"), &json!({})).await.status, 204);
            assert_eq!(admin.put(&path(organization, "/pin"), &json!({})).await.status, 204);
        }
        assert_eq!(recent(&admin).await, [branches.clone(), vec![]]);
        assert_eq!(admin.delete(&path(branches[0], "/pin")).await.status, 204);
        assert_eq!(admin.delete(&path(branches[0], "/pin")).await.status, 204);
        assert_eq!(recent(&admin).await, [vec![branches[1]], vec![branches[0]]]);
        // Others have marks of their own.
        let divided = app.signed_in(DIVIDED).await;
        assert_eq!(recent(&divided).await, [vec![], vec![]]);
    }

    async fn at_most_twenty_are_pinned(app: &TestApp) {
        let outsider = app.signed_in(OUTSIDER).await;
        let branches = found(app, &outsider, 21).await;
        for organization in &branches[..20] {
            assert_eq!(outsider.put(&path(*organization, "/pin"), &json!({})).await.status, 204);
        }
        assert_eq!(outsider.put(&path(branches[20], "/pin"), &json!({})).await.summary(), "409 conflict");
        assert_eq!(outsider.put(&path(branches[0], "/pin"), &json!({})).await.status, 204);
    }

    async fn t1_nobody_marks_an_organization_of_others(app: &TestApp) {
        let outsider = app.signed_in(OUTSIDER).await;
        for rest in ["/visit", "/pin"] {
            assert_eq!(outsider.put(&alpha(app, rest), &json!({})).await.summary(), "404 not_found");
        }
        assert_eq!(outsider.delete(&alpha(app, "/pin")).await.summary(), "404 not_found");
    }
}
