//! `/organizations/{organization}/roles`

use api_types::{List, OrganizationId, Role};

use crate::support::{
    both_engines,
    people::{ADMIN, EDITOR, OUTSIDER, VIEWER},
};

both_engines! {
    async fn roles_come_with_the_number_of_their_holders(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let roles: List<Role> = admin.get(&format!("/organizations/{}/roles", app.world.alpha)).await.ok();
        let seen: Vec<_> = roles.items.iter().map(|role| (role.id, role.key.as_str(), role.holders)).collect();
        let [administrator, editor, viewer] = app.world.alpha_roles;
        assert_eq!(seen, [(administrator, "administrator", 3), (editor, "editor", 1), (viewer, "viewer", 3)]);
        assert_eq!(roles.total.count, 3);
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
}
