//! `/organizations/{organization}/roles`

mod change;
mod create;
mod delete;
mod effect;

use api_types::{FilterOptions, InvitationPreview, List, Member, Organization, OrganizationId, Role, RoleId, RoleRef};
use serde_json::json;

use crate::support::{
    Client, TestApp, both_engines,
    invitations::{alpha, invite, lookup, role},
    world::{ADMIN, EDITOR, OUTSIDER, VIEWER},
};

/// A path below the roles of Alpha.
fn path(app: &TestApp, role: RoleId, below: &str) -> String {
    alpha(app, &format!("/roles/{role}{below}"))
}

/// Gives the editors of Alpha these permissions.
async fn editors_have(app: &TestApp, permissions: &str) {
    app.sql(&format!(
        "UPDATE roles SET permissions = '{permissions}' WHERE key = 'editor' AND organization_id = \
         (SELECT id FROM organizations WHERE number = '1001')"
    ))
    .await;
}

/// What somebody has who manages roles, but little else.
const MANAGER: &str = "organization.read members.read members.invite roles.read roles.assign roles.manage devices.read";

/// A custom role of Alpha, made from the viewers' one.
async fn custom(app: &TestApp, client: &Client, name: &str, permissions: &[&str]) -> Role {
    let body = json!({"from": app.world.alpha_roles[2], "name": name, "permissions": permissions});
    client.post(&alpha(app, "/roles"), &body).await.ok()
}

/// The member of Alpha with this address.
async fn member(app: &TestApp, client: &Client, email: &str) -> Member {
    client.get(&alpha(app, &format!("/members/{}", app.world.member(app.world.alpha, email)))).await.ok()
}

/// Gives a member of Alpha exactly these roles.
async fn give(app: &TestApp, client: &Client, email: &str, roles: &[RoleId]) -> crate::support::Answer {
    let member = member(app, client, email).await;
    let path = alpha(app, &format!("/members/{}/roles", member.id));
    client.change(axum::http::Method::PUT, &path, member.version, &json!({"roles": roles})).await
}

both_engines! {
    async fn roles_come_with_the_number_of_their_holders(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let roles: List<Role> = admin.get(&format!("/organizations/{}/roles", app.world.alpha)).await.ok();
        let seen: Vec<_> = roles.items.iter().map(|role| (role.id, role.key.as_str(), role.holders)).collect();
        let [administrator, editor, viewer] = app.world.alpha_roles;
        assert_eq!(seen, [(administrator, "administrator", 3), (editor, "editor", 1), (viewer, "viewer", 3)]);
        assert_eq!(roles.total.count, 3);
    }

    async fn they_are_searched_sorted_and_paged(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let path = format!("/organizations/{}/roles", app.world.alpha);
        let keys = async |query: &str| -> Vec<String> {
            let roles: List<Role> = admin.get(&format!("{path}?{query}")).await.ok();
            roles.items.into_iter().map(|role| role.key).collect()
        };
        for (query, expected) in [
            ("sort=-name", &["viewer", "editor", "administrator"][..]),
            // Among equals, the identifier decides.
            ("sort=holders", &["editor", "viewer", "administrator"]),
            ("sort=-holders", &["administrator", "viewer", "editor"]),
            ("sort=permissions", &["viewer", "editor", "administrator"]),
            ("sort=-permissions&limit=2", &["administrator", "editor"]),
            ("q=EDIT", &["editor"]),
            ("q=nothing", &[]),
            ("at=1&limit=1", &["editor"]),
        ] {
            assert_eq!(keys(query).await, expected, "{query}");
        }
        for sort in ["name", "holders", "-holders", "permissions", "-permissions"] {
            let all = keys(&format!("sort={sort}")).await;
            let (mut found, mut cursor) = (Vec::new(), String::new());
            loop {
                let page: List<Role> = admin.get(&format!("{path}?limit=1&sort={sort}{cursor}")).await.ok();
                found.extend(page.items.into_iter().map(|role| role.key));
                match page.next_cursor {
                    Some(next) => cursor = format!("&cursor={next}"),
                    None => break,
                }
            }
            assert_eq!(found, all, "{sort}");
        }
        for query in ["sort=key", "status=active", "cursor=x", "limit=0", "q=%22a"] {
            assert_eq!(admin.get(&format!("{path}?{query}")).await.summary(), "422 invalid", "{query}");
        }
    }

    async fn a_change_of_holders_is_a_change_of_the_list(app: &TestApp) {
        let (admin, again) = (app.signed_in(ADMIN).await, app.signed_in(ADMIN).await);
        let path = alpha(app, "/roles");
        let first = admin.get(&path).await;
        let again = again.with_header("if-none-match", first.header("etag"));
        assert_eq!(again.get(&path).await.status, 304);
        invite(app, &admin, "nia@new.example").await;
        assert_eq!(again.get(&path).await.status, 200);
    }

    async fn the_file_starts_with_id_and_name(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let answer = admin.get(&alpha(app, "/roles/export?columns=holders&q=viewer")).await;
        assert_eq!(answer.text(), format!("id,name,holders\r\n{},Viewer,3\r\n", app.world.alpha_roles[2]));
        assert_eq!(answer.header("content-disposition"), "attachment; filename=\"roles.csv\"");
    }

    async fn only_administrators_see_them(app: &TestApp) {
        let path = format!("/organizations/{}/roles", app.world.alpha);
        for email in [EDITOR, VIEWER] {
            assert_eq!(app.signed_in(email).await.get(&path).await.summary(), "403 forbidden");
        }
        let outsider = app.signed_in(OUTSIDER).await;
        let nowhere = outsider.get(&format!("/organizations/{}/roles", OrganizationId::from_u128(7))).await;
        nowhere.assert_same_as(&outsider.get(&path).await);
    }

    async fn u9_a_renamed_role_keeps_its_key_wherever_it_is_named(app: &TestApp) {
        app.sql(
            "UPDATE roles SET name = 'Staff' WHERE key = 'viewer' \
             AND organization_id = (SELECT id FROM organizations WHERE number = '1001')",
        )
        .await;
        let (admin, viewer) = (app.signed_in(ADMIN).await, app.signed_in(VIEWER).await);
        let id = app.world.alpha_roles[2];
        let staff = RoleRef { id, key: "viewer".to_owned(), name: "Staff".to_owned() };
        assert_eq!(viewer.get(&alpha(app, "")).await.ok::<Organization>().roles, std::slice::from_ref(&staff));
        let member: Member =
            admin.get(&alpha(app, &format!("/members/{}", app.world.member(app.world.alpha, VIEWER)))).await.ok();
        assert_eq!(member.roles, [staff]);
        assert_eq!(role(&admin, app.world.alpha, "viewer").await.name, "Staff");
        let options: FilterOptions = admin.get(&alpha(app, "/members/options?filter=role")).await.ok();
        let option = options.items.into_iter().find(|option| option.value == id.to_string()).unwrap();
        assert_eq!((option.key.as_deref(), option.name.as_deref()), (Some("viewer"), Some("Staff")));
        let (_, token) = invite(app, &admin, "nia@new.example").await;
        let offered = lookup(&app.anonymous(), &token).await.ok::<InvitationPreview>().roles.remove(0);
        assert_eq!((offered.key.as_str(), offered.name.as_str()), ("viewer", "Staff"));
    }
}
