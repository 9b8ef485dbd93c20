//! Callers who may not, rights that end in the middle, and input that cannot be

use api_types::{Job, JobProblem, JobState, MemberStatus};
use serde_json::{Value, json};

use super::{all, finish, id, ids, now, path, prepare, prepare_view, read, reasons, run, start};
use crate::support::{
    both_engines,
    invitations::{alpha, assert_counted, editors_manage_members, events},
    world::{ADMIN, CAUTIOUS, EDITOR, OUTSIDER, VIEWER},
};

/// Lets editors do everything.
const EDITORS_ADMINISTER: &str = "UPDATE roles SET permissions = (SELECT permissions FROM roles administrators \
     WHERE administrators.key = 'administrator' AND administrators.organization_id = roles.organization_id) \
     WHERE key = 'editor'";

both_engines! {
    async fn c2_a_job_leaves_one_administrator(app: &TestApp) {
        app.sql(EDITORS_ADMINISTER).await;
        let editor = app.signed_in(EDITOR).await;
        let administrator = app.world.alpha_roles[0];
        for change in [
            json!({"action": "deactivate"}),
            json!({"action": "remove"}),
            json!({"action": "remove_roles", "roles": [administrator]}),
            json!({"action": "replace_roles", "roles": [app.world.alpha_roles[2]]}),
        ] {
            let job = prepare(app, &editor, change.clone(), &[CAUTIOUS, ADMIN]).await;
            assert_eq!(reasons(&job), ["2 refused last_administrator"], "{change}");
            assert_eq!((job.counts.planned, job.effects.lose_access), (0, 0), "{change}");
            // One of them is fine.
            let job = prepare(app, &editor, change.clone(), &[CAUTIOUS]).await;
            assert_eq!(job.counts.planned, 1, "{change}");
        }
        // Everybody: who is left out stays.
        let job = prepare_view(app, &editor, json!({"action": "deactivate"}), "").await;
        assert!(reasons(&job).contains(&"2 refused last_administrator".to_owned()));
        run(app, &editor, &job).await;
        assert_eq!(read(app, &editor, ADMIN).await.status, MemberStatus::Active);
        assert_counted(app).await;
    }

    async fn c2_an_administrator_who_becomes_the_last_one_meanwhile_stays(app: &TestApp) {
        app.sql(EDITORS_ADMINISTER).await;
        let editor = app.signed_in(EDITOR).await;
        let job = prepare(app, &editor, json!({"action": "deactivate"}), &[CAUTIOUS]).await;
        let other = alpha(app, &format!("/members/{}/deactivate", id(app, ADMIN)));
        assert_eq!(editor.post(&other, &json!({})).await.status, 200);
        let job = run(app, &editor, &job).await;
        assert_eq!((job.counts.changed, reasons(&job)), (0, vec!["1 refused last_administrator".to_owned()]));
    }

    async fn t3_nobody_gives_a_role_above_their_own_or_changes_somebody_above(app: &TestApp) {
        editors_manage_members(app).await;
        let editor = app.signed_in(EDITOR).await;
        let [administrator, _, viewer] = app.world.alpha_roles;
        for action in ["add_roles", "remove_roles", "replace_roles"] {
            let body = json!({"change": {"action": action, "roles": [administrator]}, "members": [id(app, VIEWER)]});
            assert_eq!(editor.post(&alpha(app, "/members/jobs"), &body).await.summary(), "403 above_yourself");
        }
        for change in [json!({"action": "deactivate"}), json!({"action": "add_roles", "roles": [viewer]})] {
            let job = prepare(app, &editor, change, &[ADMIN]).await;
            assert_eq!(reasons(&job), ["1 refused above_yourself"]);
        }
        // Somebody who rises meanwhile.
        let job = prepare(app, &editor, json!({"action": "deactivate"}), &[VIEWER]).await;
        let roles = alpha(app, &format!("/members/{}/roles", id(app, VIEWER)));
        let admin = app.signed_in(ADMIN).await;
        let version = read(app, &admin, VIEWER).await.version;
        let raised = admin.change(axum::http::Method::PUT, &roles, version, &json!({"roles": [administrator]})).await;
        assert_eq!(raised.status, 200);
        assert_eq!(reasons(&run(app, &editor, &job).await), ["1 refused above_yourself"]);
    }

    async fn s1_a_job_ends_when_its_user_loses_the_right(app: &TestApp) {
        editors_manage_members(app).await;
        let (admin, editor) = (app.signed_in(ADMIN).await, app.signed_in(EDITOR).await);
        let job = prepare(app, &editor, json!({"action": "deactivate"}), &[VIEWER]).await;
        start(app, &editor, &job).await;
        let other = alpha(app, &format!("/members/{}/deactivate", id(app, EDITOR)));
        assert_eq!(admin.post(&other, &json!({})).await.status, 200);
        finish(app).await;
        assert_eq!(read(app, &admin, VIEWER).await.status, MemberStatus::Active);
        let again = alpha(app, &format!("/members/{}/activate", id(app, EDITOR)));
        assert_eq!(admin.post(&again, &json!({})).await.status, 200);
        let job = now(app, &app.signed_in(EDITOR).await, &job).await;
        assert_eq!((job.state, job.problem), (JobState::Failed, Some(JobProblem::NoLongerAllowed)));
        assert_eq!((job.counts.changed, job.counts.planned), (0, 1));
    }

    async fn t1_jobs_belong_to_who_started_them(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let job = prepare(app, &admin, json!({"action": "deactivate"}), &[VIEWER]).await;
        start(app, &admin, &job).await;
        app.sql(EDITORS_ADMINISTER).await;
        let (editor, outsider) = (app.signed_in(EDITOR).await, app.signed_in(OUTSIDER).await);
        assert!(all(app, &editor).await.is_empty());
        for below in ["", "/rows", "/results"] {
            assert_eq!(editor.get(&path(app, &job, below)).await.status, 404, "{below}");
            assert_eq!(outsider.get(&path(app, &job, below)).await.status, 404, "{below}");
            let beta = format!("/organizations/{}/jobs/{}{below}", app.world.beta, job.id);
            assert_eq!(outsider.get(&beta).await.status, 404, "{below}");
        }
        for below in ["/start", "/stop", "/undo"] {
            let answer = editor.post(&path(app, &job, below), &json!({"version": job.version})).await;
            assert_eq!(answer.status, 404, "{below}");
        }
        assert_eq!(now(app, &admin, &job).await.state, JobState::Running);
    }

    async fn t1_members_of_another_organization_are_unknown(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let foreign = app.world.member(app.world.beta, OUTSIDER);
        let body = json!({"change": {"action": "deactivate"}, "members": [foreign, "mem_00000000000000000000000007"]});
        let job: Job = admin.post(&alpha(app, "/members/jobs"), &body).await.ok();
        assert_eq!(reasons(&job), ["2 refused not_found"]);
        for (change, pointer) in [
            (json!({"action": "set_supervisor", "supervisor": foreign}), "/change/supervisor"),
            (json!({"action": "remove", "successor": foreign}), "/change/successor"),
            (json!({"action": "add_company", "company": "cmp_00000000000000000000000001"}), "/change/company"),
            (json!({"action": "add_roles", "roles": ["rol_00000000000000000000000001"]}), "/change/roles/0"),
        ] {
            let body = json!({"change": change, "members": ids(app, &[VIEWER])});
            let answer = admin.post(&alpha(app, "/members/jobs"), &body).await;
            assert_eq!(answer.field_errors(), [(pointer.to_owned(), "unknown".to_owned())], "{change}");
        }
    }

    async fn usr8_requests_that_say_nothing_or_too_much_are_refused(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let many: Vec<String> = (0..2_001).map(|number| api_types::MemberId::from_u128(number).to_string()).collect();
        let cases: [(Value, &str, &str); 8] = [
            (json!({"members": []}), "/members", "required"),
            (json!({"members": many}), "/members", "too_many"),
            (json!({"view": "", "except": many}), "/except", "too_many"),
            (json!({"view": "", "members": [id(app, VIEWER)]}), "/view", "invalid"),
            (json!({"view": "q=".to_owned() + &"a".repeat(4_000)}), "/view", "too_long"),
            (json!({"view": "status=nonsense"}), "/query/status", "unknown"),
            (json!({"view": "company=cmp_00000000000000000000000001"}), "/query/company", "unknown"),
            (json!({"view": "", "note": "n".repeat(2_001)}), "/note", "too_long"),
        ];
        for (body, pointer, code) in cases {
            let mut body = body;
            body["change"] = json!({"action": "deactivate"});
            let answer = admin.post(&alpha(app, "/members/jobs"), &body).await;
            assert_eq!(answer.field_errors(), [(pointer.to_owned(), code.to_owned())], "{}", answer.text());
        }
        let nothing = json!({"change": {"action": "add_roles", "roles": []}, "view": ""});
        let answer = admin.post(&alpha(app, "/members/jobs"), &nothing).await;
        assert_eq!(answer.field_errors(), [("/change/roles".to_owned(), "required".to_owned())]);
        let unknown = json!({"change": {"action": "explode"}, "view": ""});
        assert_eq!(admin.post(&alpha(app, "/members/jobs"), &unknown).await.status, 400);
        assert_eq!(events(app, "member.deactivated").await, 0);
    }
}
