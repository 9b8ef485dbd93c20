//! `PUT …/members/{member}/schedule`, what the server does when a day has come, and invitations that wait for theirs

use api_types::{InvitationLink, InvitationResults, List, Member, MemberAction, MemberStatus, Organization};
use axum::http::Method;
use jiff::{SignedDuration, Timestamp};
use roster_server::maintenance;
use serde_json::{Value, json};

use super::{change, events_with, id, of, read};
use crate::support::{
    Answer, Client, Engine, TestApp, both_engines,
    invitations::{
        accept, alpha, assert_counted, codes, editors_manage_members, events, invitation_body, invite, lookup, member,
        outcomes, post, token, with,
    },
    world::{ADMIN, CAUTIOUS, EDITOR, GONE, INVITED, OUTSIDER, VIEWER},
};

async fn set(app: &TestApp, client: &Client, email: &str, days: &Value) -> Answer {
    change(app, client, Method::PUT, email, "/schedule", days).await
}

/// Moves the clock forward to this moment.
fn go_to(app: &TestApp, at: &str) {
    let at: Timestamp = at.parse().unwrap();
    let ahead = at.duration_since(app.now());
    assert!(ahead.is_positive(), "{at}");
    app.clock.advance(ahead);
}

/// What two servers do at once.
async fn work(app: &TestApp) {
    let (one, other) = tokio::join!(maintenance::once(&app.state), maintenance::once(&app.state));
    one.and(other).unwrap();
}

async fn status(app: &TestApp, email: &str) -> MemberStatus {
    read(app, &app.signed_in(ADMIN).await, email).await.status
}

async fn set_zone(app: &TestApp, zone: &str) {
    let admin = app.signed_in(ADMIN).await;
    let version = admin.get(&alpha(app, "")).await.ok::<Organization>().version;
    let changed = admin.change(Method::PATCH, &alpha(app, ""), version, &json!({"time_zone": zone})).await;
    assert_eq!(changed.ok::<Organization>().time_zone, zone);
}

/// Creates one member whose invitation waits.
async fn hold(app: &TestApp, client: &Client, email: &str, changes: Value) -> Member {
    let answer = post(app, client, &with(invitation_body(app, &[email]), changes)).await;
    let result = answer.ok::<InvitationResults>().results.remove(0);
    assert_eq!((result.link, result.problem), (None, None));
    result.member.unwrap()
}

const MAILS: &str = "SELECT COUNT(*) FROM mails WHERE kind";

both_engines! {
    async fn usr11_access_ends_after_the_last_day_once(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let answer = set(app, &admin, EDITOR, &json!({"active_until": "2026-11-30"})).await;
        let scheduled: Member = answer.ok();
        assert_eq!((answer.header("etag"), scheduled.status), ("\"2\"", MemberStatus::Active));
        assert_eq!((scheduled.active_from, scheduled.active_until.as_deref()), (None, Some("2026-11-30")));
        let editor = app.signed_in(EDITOR).await;
        go_to(app, "2026-11-30T23:59:59.999999Z");
        work(app).await;
        assert_eq!(status(app, EDITOR).await, MemberStatus::Active);
        app.clock.advance(SignedDuration::from_micros(1));
        let session = app.signed_in(EDITOR).await;
        work(app).await;
        work(app).await;
        for client in [&editor, &session] {
            assert_eq!(client.get(&alpha(app, "")).await.summary(), "401 unauthenticated");
        }
        let ended = read(app, &app.signed_in(ADMIN).await, EDITOR).await;
        assert_eq!((ended.status, ended.version), (MemberStatus::Inactive, 3));
        assert_eq!(ended.active_until.as_deref(), Some("2026-11-30"), "the page says when it ended");
        assert_eq!((events(app, "member.access_ended").await, events(app, "member.deactivated").await), (1, 0));
        assert_eq!(app.count("SELECT COUNT(*) FROM members WHERE schedule_due_at IS NOT NULL").await, 0);
        let admin = app.signed_in(ADMIN).await;
        let active: Member = admin.post(&of(app, EDITOR, "/activate"), &json!({})).await.ok();
        assert_eq!((active.status, active.active_until), (MemberStatus::Active, None));
        work(app).await;
        assert_eq!(status(app, EDITOR).await, MemberStatus::Active);
        assert_counted(app).await;
    }

    async fn usr11_a_first_day_keeps_an_active_member_out_until_then(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let editor = app.signed_in(EDITOR).await;
        let days = json!({"active_from": "2026-12-01", "active_until": "2026-12-01"});
        let waiting: Member = set(app, &admin, EDITOR, &days).await.ok();
        assert_eq!((waiting.status, waiting.active_from.as_deref()), (MemberStatus::Inactive, Some("2026-12-01")));
        assert_eq!(editor.get(&alpha(app, "")).await.summary(), "401 unauthenticated");
        assert_eq!(events_with(app, "member.schedule_changed", "\"sessions\":1").await, 1);
        assert_eq!(events_with(app, "member.schedule_changed", "\"before\":\"active\"").await, 1);
        assert_eq!(admin.get(&alpha(app, "")).await.ok::<Organization>().seats.unwrap().used, 7);
        assert_counted(app).await;
        go_to(app, "2026-12-01T00:00:00Z");
        work(app).await;
        let admin = app.signed_in(ADMIN).await;
        let begun = read(app, &admin, EDITOR).await;
        assert_eq!((begun.status, begun.active_from), (MemberStatus::Active, None));
        assert_eq!(begun.active_until.as_deref(), Some("2026-12-01"));
        assert_eq!(app.signed_in(EDITOR).await.get(&alpha(app, "")).await.status, 200);
        go_to(app, "2026-12-02T00:00:00Z");
        work(app).await;
        assert_eq!(status(app, EDITOR).await, MemberStatus::Inactive);
        assert_eq!((events(app, "member.access_began").await, events(app, "member.access_ended").await), (1, 1));
        assert_counted(app).await;
    }

    async fn usr11_after_a_long_pause_a_time_that_is_over_does_not_begin(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let days = json!({"active_from": "2026-12-01", "active_until": "2026-12-10"});
        set(app, &admin, EDITOR, &days).await.ok::<Member>();
        let held = hold(app, &admin, "nia@new.example", json!({"active_from": "2026-12-01", "send_email": true})).await;
        change_held(app, &admin, &held, &days).await;
        go_to(app, "2026-12-24T00:00:00Z");
        work(app).await;
        let admin = app.signed_in(ADMIN).await;
        let (editor, nia) = (read(app, &admin, EDITOR).await, admin.get(&member(app, &held, "")).await.ok::<Member>());
        for over in [editor, nia] {
            assert_eq!((over.status, over.active_from), (MemberStatus::Inactive, None));
            assert_eq!(over.active_until.as_deref(), Some("2026-12-10"));
        }
        assert_eq!((events(app, "member.access_began").await, events(app, "invitation.sent").await), (0, 0));
        assert_eq!(app.count(&format!("{MAILS} = 0")).await, 0);
    }

    async fn usr11_days_begin_in_the_zone_of_the_organization(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        // Half an hour before the 22nd.
        set_zone(app, "Pacific/Kiritimati").await;
        let refused = set(app, &admin, EDITOR, &json!({"active_from": "2026-11-21"})).await;
        assert_eq!(refused.field_errors(), [("/active_from".to_owned(), "past".to_owned())]);
        set(app, &admin, EDITOR, &json!({"active_from": "2026-11-22"})).await.ok::<Member>();
        set(app, &admin, VIEWER, &json!({"active_until": "2026-11-21"})).await.ok::<Member>();
        go_to(app, "2026-11-21T09:59:59Z");
        work(app).await;
        assert_eq!(status(app, EDITOR).await, MemberStatus::Inactive);
        assert_eq!(status(app, VIEWER).await, MemberStatus::Active);
        app.clock.advance(SignedDuration::from_secs(1));
        work(app).await;
        assert_eq!(status(app, EDITOR).await, MemberStatus::Active);
        assert_eq!(status(app, VIEWER).await, MemberStatus::Inactive);
    }

    async fn usr11_another_zone_moves_what_is_due(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        set(app, &admin, EDITOR, &json!({"active_until": "2026-12-31"})).await.ok::<Member>();
        set(app, &admin, VIEWER, &json!({"active_from": "2027-01-01"})).await.ok::<Member>();
        let due = async |at: &str| {
            let at: Timestamp = at.parse().unwrap();
            let sql = format!("SELECT COUNT(*) FROM members WHERE schedule_due_at = {}", at.as_microsecond());
            app.count(&sql).await
        };
        assert_eq!(due("2027-01-01T00:00:00Z").await, 2);
        set_zone(app, "America/New_York").await;
        assert_eq!(due("2027-01-01T05:00:00Z").await, 2);
        let notice: Timestamp = "2026-12-24T05:00:00Z".parse().unwrap();
        let sql = format!("SELECT COUNT(*) FROM members WHERE notice_due_at = {}", notice.as_microsecond());
        assert_eq!(app.count(&sql).await, 1);
        go_to(app, "2027-01-01T04:59:59Z");
        work(app).await;
        assert_eq!((status(app, EDITOR).await, status(app, VIEWER).await), (MemberStatus::Active, MemberStatus::Inactive));
        app.clock.advance(SignedDuration::from_secs(1));
        work(app).await;
        assert_eq!((status(app, EDITOR).await, status(app, VIEWER).await), (MemberStatus::Inactive, MemberStatus::Active));
    }

    async fn usr11_what_is_done_by_hand_goes_first(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        // Activated early: the first day is forgotten.
        set(app, &admin, EDITOR, &json!({"active_from": "2026-12-01"})).await.ok::<Member>();
        let active: Member = admin.post(&of(app, EDITOR, "/activate"), &json!({})).await.ok();
        assert_eq!((active.status, active.active_from), (MemberStatus::Active, None));
        admin.post(&of(app, EDITOR, "/deactivate"), &json!({"note": "Left"})).await.ok::<Member>();
        // The first day is taken back: nobody begins.
        set(app, &admin, VIEWER, &json!({"active_from": "2026-12-01"})).await.ok::<Member>();
        let stays: Member = set(app, &admin, VIEWER, &json!({})).await.ok();
        assert_eq!((stays.status, stays.active_from), (MemberStatus::Inactive, None));
        // Deactivated and activated in between: the last day stays.
        set(app, &admin, CAUTIOUS, &json!({"active_until": "2026-12-05"})).await.ok::<Member>();
        admin.post(&of(app, CAUTIOUS, "/deactivate"), &json!({})).await.ok::<Member>();
        go_to(app, "2026-12-01T00:00:00Z");
        work(app).await;
        let admin = app.signed_in(ADMIN).await;
        let editor = read(app, &admin, EDITOR).await;
        assert_eq!((editor.status, editor.inactive_note.as_deref()), (MemberStatus::Inactive, Some("Left")));
        assert_eq!(read(app, &admin, VIEWER).await.status, MemberStatus::Inactive);
        let again: Member = admin.post(&of(app, CAUTIOUS, "/activate"), &json!({})).await.ok();
        assert_eq!(again.active_until.as_deref(), Some("2026-12-05"));
        go_to(app, "2026-12-06T00:00:00Z");
        work(app).await;
        assert_eq!(status(app, CAUTIOUS).await, MemberStatus::Inactive);
        assert_eq!((events(app, "member.access_began").await, events(app, "member.access_ended").await), (0, 1));
        assert_counted(app).await;
    }

    async fn usr11_a_removed_member_comes_back_without_days_that_have_passed(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        set(app, &admin, EDITOR, &json!({"active_until": "2026-12-05"})).await.ok::<Member>();
        set(app, &admin, VIEWER, &json!({"active_from": "2026-12-01"})).await.ok::<Member>();
        for email in [EDITOR, VIEWER] {
            assert_eq!(admin.delete(&of(app, email, "")).await.status, 204);
        }
        let restored: Member = admin.post(&of(app, EDITOR, "/restore"), &json!({})).await.ok();
        assert_eq!((restored.status, restored.active_until.as_deref()), (MemberStatus::Active, Some("2026-12-05")));
        assert_eq!(admin.delete(&of(app, EDITOR, "")).await.status, 204);
        go_to(app, "2026-12-06T00:00:00Z");
        work(app).await;
        let admin = app.signed_in(ADMIN).await;
        for email in [EDITOR, VIEWER] {
            assert_eq!(read(app, &admin, email).await.status, MemberStatus::Removed);
            let restored: Member = admin.post(&of(app, email, "/restore"), &json!({})).await.ok();
            assert_eq!((restored.status, restored.active_from), (MemberStatus::Inactive, None), "{email}");
        }
        work(app).await;
        assert_eq!((status(app, EDITOR).await, status(app, VIEWER).await), (MemberStatus::Inactive, MemberStatus::Inactive));
        assert_eq!(events(app, "member.access%").await, 0);
        assert_counted(app).await;
    }

    async fn c2_a_last_day_leaves_an_administrator(app: &TestApp) {
        let (admin, cautious) = (app.signed_in(ADMIN).await, app.signed_in(CAUTIOUS).await);
        set(app, &cautious, ADMIN, &json!({"active_until": "2026-12-02"})).await.ok::<Member>();
        for until in ["2026-12-02", "2026-12-03"] {
            let refused = set(app, &admin, CAUTIOUS, &json!({"active_until": until})).await;
            assert_eq!(refused.summary(), "409 last_administrator", "{until}");
        }
        set(app, &admin, CAUTIOUS, &json!({"active_until": "2026-12-01"})).await.ok::<Member>();
        go_to(app, "2026-12-03T00:00:00Z");
        work(app).await;
        // The last one stays, and is told once.
        assert_eq!((status(app, CAUTIOUS).await, status(app, ADMIN).await), (MemberStatus::Inactive, MemberStatus::Active));
        for _ in 0..3 {
            app.clock.advance(SignedDuration::from_hours(1));
            work(app).await;
        }
        let kept = read(app, &app.signed_in(ADMIN).await, ADMIN).await;
        assert_eq!((kept.status, kept.version), (MemberStatus::Active, 2));
        assert_eq!((events(app, "member.access_kept").await, app.count(&format!("{MAILS} = 8")).await), (1, 1));
        // Somebody else administers: within an hour it ends.
        let admin = app.signed_in(ADMIN).await;
        admin.post(&of(app, GONE, "/activate"), &json!({})).await.ok::<Member>();
        work(app).await;
        assert_eq!(status(app, ADMIN).await, MemberStatus::Active);
        app.clock.advance(SignedDuration::from_hours(1));
        work(app).await;
        let gone = app.signed_in(GONE).await;
        assert_eq!(read(app, &gone, ADMIN).await.status, MemberStatus::Inactive);
        assert_eq!(app.count(&format!("{MAILS} = 8")).await, 1);
        assert_counted(app).await;
    }

    async fn c2_of_two_whose_last_day_is_the_same_one_stays(app: &TestApp) {
        let (admin, cautious) = (app.signed_in(ADMIN).await, app.signed_in(CAUTIOUS).await);
        set(app, &cautious, ADMIN, &json!({"active_until": "2026-12-02"})).await.ok::<Member>();
        set(app, &admin, CAUTIOUS, &json!({"active_until": "2026-12-01"})).await.ok::<Member>();
        // Nobody worked for two days.
        go_to(app, "2026-12-04T00:00:00Z");
        work(app).await;
        assert_eq!(app.count("SELECT COUNT(*) FROM members WHERE status = 0 AND active_until IS NOT NULL").await, 1);
        assert_eq!((events(app, "member.access_ended").await, events(app, "member.access_kept").await), (1, 1));
    }

    async fn c2_nobody_sets_their_own_days_and_the_last_administrator_has_none(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        for days in [json!({"active_until": "2026-12-01"}), json!({"active_from": "2026-12-01"}), json!({})] {
            assert_eq!(set(app, &admin, ADMIN, &days).await.summary(), "409 own_account", "{days}");
        }
        let own = read(app, &admin, ADMIN).await;
        let action = own.actions.iter().find(|it| it.action == MemberAction::SetSchedule).unwrap();
        assert_eq!(action.reason.map(|reason| reason.as_str()), Some("yourself"));
        app.sql(
            "UPDATE roles SET permissions = (SELECT permissions FROM roles administrators \
             WHERE administrators.key = 'administrator' AND administrators.organization_id = roles.organization_id) \
             WHERE key = 'editor'",
        )
        .await;
        app.sql(&format!("UPDATE accounts SET disabled = TRUE WHERE email_key = '{CAUTIOUS}'")).await;
        let editor = app.signed_in(EDITOR).await;
        for days in [json!({"active_until": "2036-11-21"}), json!({"active_from": "2026-12-01"})] {
            assert_eq!(set(app, &editor, ADMIN, &days).await.summary(), "409 last_administrator", "{days}");
        }
        assert_eq!(read(app, &editor, ADMIN).await.version, 1);
    }

    async fn t3_days_of_a_member_above_the_caller_are_left_alone(app: &TestApp) {
        editors_manage_members(app).await;
        let editor = app.signed_in(EDITOR).await;
        for email in [ADMIN, GONE] {
            let refused = set(app, &editor, email, &json!({"active_until": "2026-12-01"})).await;
            assert_eq!(refused.summary(), "403 above_yourself", "{email}");
        }
        assert_eq!(set(app, &editor, VIEWER, &json!({"active_until": "2026-12-01"})).await.status, 200);
        // Rights that are lost meanwhile count.
        app.sql("UPDATE roles SET permissions = 'organization.read members.read' WHERE key = 'editor'").await;
        let refused = set(app, &editor, VIEWER, &json!({})).await;
        assert_eq!(refused.summary(), "403 forbidden");
    }

    async fn t2_a_member_of_another_organization_has_no_days_here(app: &TestApp) {
        let outsider = app.signed_in(OUTSIDER).await;
        let body = json!({"active_until": "2026-12-01"});
        let at = |organization, id: &str| format!("/organizations/{organization}/members/{id}/schedule");
        let missing = at(app.world.beta, "mem_00000000000000000000000007");
        let missing = outsider.change(Method::PUT, &missing, 1, &body).await;
        assert_eq!(missing.summary(), "404 not_found");
        let theirs = id(app, EDITOR).to_string();
        for organization in [app.world.alpha, app.world.beta] {
            missing.assert_same_as(&outsider.change(Method::PUT, &at(organization, &theirs), 1, &body).await);
        }
    }

    async fn x17_the_body_and_the_days_are_checked(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let path = of(app, EDITOR, "/schedule");
        let without = admin.send(Method::PUT, &path, Some(b"{}".to_vec())).await;
        assert_eq!(without.summary(), "428 precondition_required");
        assert_eq!(admin.change(Method::PUT, &path, 7, &json!({})).await.summary(), "412 stale");
        for body in [json!({"active_from": 1}), json!({"until": "2026-12-01"}), json!([])] {
            assert_eq!(set(app, &admin, EDITOR, &body).await.summary(), "400 malformed", "{body}");
        }
        for (body, field, code) in [
            (json!({"active_from": "tomorrow"}), "/active_from", "invalid"),
            (json!({"active_from": ""}), "/active_from", "invalid"),
            (json!({"active_from": "2026-12-01T00:00"}), "/active_from", "invalid"),
            (json!({"active_from": "20261201"}), "/active_from", "invalid"),
            (json!({"active_until": "2026-02-30"}), "/active_until", "invalid"),
            (json!({"active_from": "2026-11-21"}), "/active_from", "past"),
            (json!({"active_until": "2026-11-20"}), "/active_until", "past"),
            (json!({"active_from": "2036-11-22"}), "/active_from", "too_far"),
            (json!({"active_until": "9999-12-31"}), "/active_until", "too_far"),
            (json!({"active_from": "2026-12-02", "active_until": "2026-12-01"}), "/active_until", "before_first_day"),
        ] {
            let answer = set(app, &admin, EDITOR, &body).await;
            assert_eq!(answer.field_errors(), [(field.to_owned(), code.to_owned())], "{body}");
        }
        assert_eq!((read(app, &admin, EDITOR).await.version, events(app, "member.schedule_changed").await), (1, 0));
        // The same days again change nothing.
        for _ in 0..2 {
            let answer = set(app, &admin, EDITOR, &json!({"active_until": "2026-12-01"})).await;
            assert_eq!(answer.ok::<Member>().version, 2);
        }
        let (nia, _) = invite(app, &admin, "nia@new.example").await;
        assert_eq!(admin.post(&member(app, &nia, "/withdraw"), &json!({})).await.status, 204);
        let answer = admin.change(Method::PUT, &member(app, &nia, "/schedule"), 2, &json!({})).await;
        assert_eq!(answer.summary(), "410 invitation_withdrawn");
        admin.delete(&of(app, VIEWER, "")).await;
        assert_eq!(set(app, &admin, VIEWER, &json!({})).await.summary(), "410 member_removed");
    }

    async fn usr11_the_list_is_sorted_by_days(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        for (email, until) in [(EDITOR, "2026-12-09"), (VIEWER, "2026-12-01"), (CAUTIOUS, "2027-01-01")] {
            set(app, &admin, email, &json!({"active_until": until})).await.ok::<Member>();
        }
        for (sort, expected) in
            [("active_until", [VIEWER, EDITOR, CAUTIOUS]), ("-active_until", [CAUTIOUS, EDITOR, VIEWER])]
        {
            let list: List<Member> = admin.get(&alpha(app, &format!("/members?sort={sort}&limit=3"))).await.ok();
            assert_eq!(list.items.iter().map(|it| it.email.as_str()).collect::<Vec<_>>(), expected);
        }
        let file = admin.get(&alpha(app, "/members/export?columns=email,active_until&sort=active_until")).await;
        assert!(file.text().contains("2026-12-01"), "{}", file.text());
    }

    async fn usr11_administrators_are_told_seven_days_before_once(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        for email in [EDITOR, VIEWER, INVITED] {
            set(app, &admin, email, &json!({"active_until": "2026-12-05"})).await.ok::<Member>();
        }
        // Whoever sets it sooner knows it.
        set(app, &admin, CAUTIOUS, &json!({"active_until": "2026-11-27"})).await.ok::<Member>();
        set(app, &admin, CAUTIOUS, &json!({})).await.ok::<Member>();
        go_to(app, "2026-11-27T23:59:59Z");
        work(app).await;
        assert_eq!(app.count(&format!("{MAILS} = 7")).await, 0);
        app.clock.advance(SignedDuration::from_secs(1));
        work(app).await;
        app.clock.advance(SignedDuration::from_hours(1));
        work(app).await;
        assert_eq!(app.count(&format!("{MAILS} = 7")).await, 2);
        for email in [ADMIN, CAUTIOUS] {
            assert_eq!(app.count(&format!("{MAILS} = 7 AND recipient = '{email}'")).await, 1);
        }
        // Told is not changed.
        assert_eq!(read(app, &app.signed_in(ADMIN).await, EDITOR).await.version, 2);
    }

    async fn usr11_an_invitation_waits_for_its_first_day(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let changes = json!({"active_from": "2026-12-01", "send_email": true, "lifetime_days": 3, "message": "Welcome"});
        let nia = hold(app, &admin, "nia@new.example", changes).await;
        assert_eq!((nia.status, nia.active_from.as_deref()), (MemberStatus::Inactive, Some("2026-12-01")));
        assert_eq!((nia.name, nia.invited_at), (None, None));
        assert_eq!(admin.get(&alpha(app, "")).await.ok::<Organization>().seats.unwrap().used, 8);
        assert_eq!(app.count("SELECT COUNT(*) FROM mails").await, 0);
        assert_eq!(app.count("SELECT COUNT(*) FROM invitation_tokens").await, 0);
        assert_eq!((events(app, "member.created").await, events(app, "invitation.created").await), (1, 0));
        assert_counted(app).await;
        go_to(app, "2026-12-01T00:00:00Z");
        work(app).await;
        let admin = app.signed_in(ADMIN).await;
        let invited: Member = admin.get(&member(app, &Member { name: None, invited_at: None, ..nia }, "")).await.ok();
        assert_eq!((invited.status, invited.active_from.as_deref()), (MemberStatus::Invited, None));
        let invitation = invited.invitation.as_ref().unwrap();
        assert_eq!(invitation.expires_at, "2026-12-04T00:00:00Z", "it holds from the day on which it is sent");
        assert_eq!(invited.invited_at.as_deref(), Some("2026-12-01T00:00:00Z"));
        assert_eq!(app.count(&format!("{MAILS} = 0 AND recipient = 'nia@new.example'")).await, 1);
        assert_eq!(events(app, "invitation.sent").await, 1);
        let link = admin.post(&member(app, &invited, "/link"), &json!({})).await;
        let link = link.ok::<InvitationLink>().link;
        assert_eq!(accept(&app.anonymous(), &token(&link)).await.status, 200);
        let joined: Member = admin.get(&member(app, &invited, "")).await.ok();
        assert_eq!((joined.status, joined.invitation), (MemberStatus::Active, None));
        assert_counted(app).await;
    }

    async fn usr11_whoever_is_created_without_an_invitation_gets_it_by_hand(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let nia = hold(app, &admin, "nia@new.example", json!({"hold": true, "send_email": true})).await;
        let bo = hold(app, &admin, "bo@new.example", json!({"hold": true})).await;
        assert_eq!((nia.status, &nia.active_from), (MemberStatus::Inactive, &None));
        for (below, body) in [("/resend", json!({"send_email": false})), ("/link", json!({})), ("/withdraw", json!({}))] {
            let answer = admin.post(&member(app, &nia, below), &body).await;
            assert_eq!(answer.summary(), "409 not_pending", "{below}");
        }
        let answer = admin.change(Method::PUT, &member(app, &nia, "/roles"), 1, &json!({"roles": []})).await;
        assert_eq!(answer.summary(), "422 invalid");
        let body = json!({"signature": "NIA", "message": "Welcome"});
        let edited: Member = admin.change(Method::PATCH, &member(app, &nia, ""), 1, &body).await.ok();
        assert_eq!((edited.name, edited.signature.as_deref()), (None, Some("NIA")));
        assert_eq!(edited.invitation.unwrap().message.as_deref(), Some("Welcome"));
        let again = post(app, &admin, &invitation_body(app, &["nia@new.example"])).await;
        assert_eq!(codes(&again), ["inactive_member"]);
        // Removed and restored, and still not invited.
        assert_eq!(admin.delete(&member(app, &nia, "")).await.status, 204);
        let without = admin.post(&member(app, &nia, "/restore"), &json!({"roles": false})).await;
        assert_eq!(without.summary(), "422 invalid");
        let restored: Member = admin.post(&member(app, &nia, "/restore"), &json!({})).await.ok();
        assert_eq!(restored.status, MemberStatus::Inactive);
        assert_eq!(app.count("SELECT COUNT(*) FROM mails").await, 0);
        let body = json!({"action": "activate", "members": [nia.id, bo.id]});
        assert_eq!(outcomes(&admin.post(&alpha(app, "/members/bulk"), &body).await), ["ok", "ok"]);
        for held in [&nia, &bo] {
            let invited: Member = admin.get(&member(app, held, "")).await.ok();
            assert_eq!(invited.status, MemberStatus::Invited);
            let answer = admin.post(&member(app, held, "/activate"), &json!({})).await;
            assert_eq!(answer.summary(), "409 not_inactive");
        }
        // The second one was not to be mailed.
        assert_eq!(app.count(&format!("{MAILS} = 0")).await, 1);
        assert_eq!(events(app, "invitation.sent").await, 2);
        assert_counted(app).await;
    }

    async fn usr11_first_days_of_invitations_are_checked_and_retried(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        for (day, code) in [("2026-11-21", "past"), ("2036-12-01", "too_far"), ("soon", "invalid")] {
            let body = with(invitation_body(app, &["nia@new.example"]), json!({"active_from": day}));
            assert_eq!(post(app, &admin, &body).await.field_errors(), [("/active_from".to_owned(), code.to_owned())]);
        }
        let body = with(invitation_body(app, &["nia@new.example"]), json!({"active_from": "2026-12-01"}));
        let dry = post(app, &admin, &with(body.clone(), json!({"dry_run": true}))).await;
        assert_eq!(codes(&dry), ["ok"]);
        assert_eq!(app.count("SELECT COUNT(*) FROM members WHERE active_from IS NOT NULL").await, 0);
        let admin = admin.with_header("idempotency-key", "k");
        let first: InvitationResults = post(app, &admin, &body).await.ok();
        let again: InvitationResults = post(app, &admin, &body).await.ok();
        assert_eq!(first.results, again.results);
        assert_eq!((events(app, "member.created").await, events(app, "invitation.linked").await), (1, 0));
    }

    async fn usr11_a_first_day_calls_an_invitation_back(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let (nia, secret) = invite(app, &admin, "nia@new.example").await;
        let path = member(app, &nia, "/schedule");
        let days = json!({"active_from": "2026-12-01", "active_until": "2026-12-02"});
        let held: Member = admin.change(Method::PUT, &path, 1, &days).await.ok();
        assert_eq!(held.status, MemberStatus::Inactive);
        assert_eq!(lookup(&app.anonymous(), &secret).await.summary(), "410 invitation_replaced");
        assert_ne!(accept(&app.anonymous(), &secret).await.status, 200);
        go_to(app, "2026-12-01T00:00:00Z");
        work(app).await;
        let admin = app.signed_in(ADMIN).await;
        assert_eq!(admin.get(&member(app, &nia, "")).await.ok::<Member>().status, MemberStatus::Invited);
        assert_eq!(lookup(&app.anonymous(), &secret).await.summary(), "410 invitation_replaced", "the old link is dead");
        let link = admin.post(&member(app, &nia, "/link"), &json!({})).await.ok::<InvitationLink>().link;
        // Nobody joins after the last day.
        go_to(app, "2026-12-03T00:00:00Z");
        work(app).await;
        let admin = app.signed_in(ADMIN).await;
        let over: Member = admin.get(&member(app, &nia, "")).await.ok();
        assert_eq!((over.status, over.active_until.as_deref()), (MemberStatus::Inactive, Some("2026-12-02")));
        assert_ne!(accept(&app.anonymous(), &token(&link)).await.status, 200);
        assert_eq!(events(app, "member.access_ended").await, 1);
        assert_counted(app).await;
    }

    async fn r1_a_first_day_meets_accepting(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        for round in 0..8 {
            let (nia, secret) = invite(app, &admin, &format!("nia{round}@new.example")).await;
            let (path, body) = (member(app, &nia, "/schedule"), json!({"active_from": "2026-12-01"}));
            let stranger = app.anonymous();
            let (scheduled, accepted) =
                tokio::join!(admin.change(Method::PUT, &path, 1, &body), accept(&stranger, &secret));
            let now: Member = admin.get(&member(app, &nia, "")).await.ok();
            match (scheduled.status.as_u16(), accepted.status.as_u16()) {
                (200, 410) => assert_eq!((now.status, now.invitation.is_some()), (MemberStatus::Inactive, true)),
                (412, 200) => assert_eq!((now.status, now.invitation.is_some()), (MemberStatus::Active, false)),
                other => panic!("{other:?}"),
            }
        }
        assert_counted(app).await;
    }

    async fn r1_the_last_day_meets_deactivating_and_activating(app: &TestApp) {
        for round in 0..6 {
            let admin = app.signed_in(ADMIN).await;
            let until = app.now().to_string()[..10].to_owned();
            set(app, &admin, EDITOR, &json!({"active_until": until})).await.ok::<Member>();
            app.clock.advance(SignedDuration::from_hours(24));
            let admin = app.signed_in(ADMIN).await;
            let (path, body) = (of(app, EDITOR, "/deactivate"), json!({}));
            let (done, by_hand) = tokio::join!(maintenance::once(&app.state), admin.post(&path, &body));
            done.unwrap();
            assert!(["200", "409 not_active"].contains(&by_hand.summary().as_str()), "{round}: {}", by_hand.summary());
            assert_eq!(status(app, EDITOR).await, MemberStatus::Inactive);
            let (done, by_hand) = {
                let path = of(app, EDITOR, "/activate");
                tokio::join!(maintenance::once(&app.state), admin.post(&path, &body))
            };
            done.unwrap();
            assert_eq!(by_hand.ok::<Member>().active_until, None);
        }
        let ended = events(app, "member.access_ended").await + events(app, "member.deactivated").await;
        assert_eq!((ended, events(app, "member.activated").await), (6, 6));
        assert_counted(app).await;
    }
}

async fn change_held(app: &TestApp, client: &Client, held: &Member, days: &Value) {
    let answer = client.change(Method::PUT, &member(app, held, "/schedule"), held.version, days).await;
    assert_eq!(answer.status, 200, "{}", answer.summary());
}

/// A server without mail.
async fn without_mail(engine: Engine) {
    let app = TestApp::start(engine, roster_server::state::Settings::default()).await;
    let admin = app.signed_in(ADMIN).await;
    let nia = hold(&app, &admin, "nia@new.example", json!({"active_from": "2026-12-01"})).await;
    set(&app, &admin, EDITOR, &json!({"active_until": "2026-12-05"})).await.ok::<Member>();
    go_to(&app, "2026-12-01T00:00:00Z");
    work(&app).await;
    let admin = app.signed_in(ADMIN).await;
    assert_eq!(admin.get(&member(&app, &nia, "")).await.ok::<Member>().status, MemberStatus::Invited);
    assert_eq!(admin.post(&member(&app, &nia, "/link"), &json!({})).await.status, 200);
    assert_eq!(app.count("SELECT COUNT(*) FROM mails").await, 0);
    assert_eq!(app.count("SELECT COUNT(*) FROM members WHERE notice_due_at IS NOT NULL").await, 0);
    app.close(engine).await;
}

#[tokio::test]
async fn usr11_without_mail_the_link_is_handed_over_sqlite() {
    without_mail(Engine::Sqlite).await;
}

#[tokio::test]
async fn usr11_without_mail_the_link_is_handed_over_postgres() {
    without_mail(Engine::Postgres).await;
}
