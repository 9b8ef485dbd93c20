//! `GET /organizations/{organization}/members/{member}`

use api_types::{Member, MemberId, MemberStatus};

use crate::support::{
    both_engines,
    world::{ADMIN, DIVIDED, EDITOR, INVITED, OUTSIDER, VIEWER},
};

both_engines! {
    async fn one_member_with_all_that_is_known(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let (alpha, id) = (app.world.alpha, app.world.member(app.world.alpha, EDITOR));
        let member: Member = admin.get(&format!("/organizations/{alpha}/members/{id}")).await.ok();
        assert_eq!((member.id, member.organization_id, member.email.as_str()), (id, alpha, EDITOR));
        assert_eq!((member.status, member.version), (MemberStatus::Active, 1));
        assert_eq!(member.roles[0].id, app.world.alpha_roles[1]);
        assert_eq!(member.companies[0].name, "Alpha Ltd");
        assert_eq!(member.two_factor, Some(false));
        assert_eq!(member.invitation, None);
    }

    async fn a_pending_user_has_the_same_link(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let (alpha, id) = (app.world.alpha, app.world.member(app.world.alpha, INVITED));
        let member: Member = admin.get(&format!("/organizations/{alpha}/members/{id}")).await.ok();
        assert_eq!((member.name, member.status), (None, MemberStatus::Invited));
        assert!(member.invitation.is_some());
    }

    async fn t1_an_administrator_of_another_organization_learns_nothing(app: &TestApp) {
        let outsider = app.signed_in(OUTSIDER).await;
        let (alpha, beta) = (app.world.alpha, app.world.beta);
        let theirs = app.world.member(alpha, EDITOR);
        let missing = outsider.get(&format!("/organizations/{beta}/members/{}", MemberId::from_u128(7))).await;
        assert_eq!(missing.summary(), "404 not_found");
        missing.assert_same_as(&outsider.get(&format!("/organizations/{alpha}/members/{theirs}")).await);
        missing.assert_same_as(&outsider.get(&format!("/organizations/{alpha}/members/mem_x")).await);
    }

    async fn t2_a_member_of_one_organization_is_not_found_under_another(app: &TestApp) {
        let outsider = app.signed_in(OUTSIDER).await;
        let (alpha, beta) = (app.world.alpha, app.world.beta);
        let missing = outsider.get(&format!("/organizations/{beta}/members/{}", MemberId::from_u128(7))).await;
        let theirs = app.world.member(alpha, DIVIDED);
        missing.assert_same_as(&outsider.get(&format!("/organizations/{beta}/members/{theirs}")).await);
        let ours = app.world.member(beta, DIVIDED);
        outsider.get(&format!("/organizations/{beta}/members/{ours}")).await.ok::<Member>();
    }

    async fn t5_viewers_cannot_tell_existing_links_from_others(app: &TestApp) {
        let alpha = app.world.alpha;
        let theirs = app.world.member(alpha, ADMIN);
        for email in [VIEWER, EDITOR, DIVIDED] {
            let client = app.signed_in(email).await;
            let missing = client.get(&format!("/organizations/{alpha}/members/{}", MemberId::from_u128(7))).await;
            assert_eq!(missing.summary(), "404 not_found");
            missing.assert_same_as(&client.get(&format!("/organizations/{alpha}/members/{theirs}")).await);
        }
    }
}
