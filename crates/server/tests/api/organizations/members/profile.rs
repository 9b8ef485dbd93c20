//! `PATCH /organizations/{organization}/members/{member}`: names, signature and the other fields; `GET …/activity`

use api_types::{AuditEvent, CompanyId, Language, List, Member, MemberId};
use axum::http::Method;
use serde_json::{Value, json};

use crate::support::{
    Answer, Client, TestApp, both_engines,
    invitations::{alpha, assert_counted, invite, member},
    world::{ADMIN, CAUTIOUS, EDITOR, GONE, OUTSIDER, VIEWER},
};

fn id(app: &TestApp, email: &str) -> MemberId {
    app.world.member(app.world.alpha, email)
}

fn path(app: &TestApp, email: &str) -> String {
    alpha(app, &format!("/members/{}", id(app, email)))
}

/// Changes a member whatever its version is.
async fn change(client: &Client, path: &str, body: &Value) -> Answer {
    let version = client.get(path).await.ok::<Member>().version;
    client.change(Method::PATCH, path, version, body).await
}

async fn activity(client: &Client, path: &str) -> Vec<AuditEvent> {
    client.get(&format!("{path}/activity")).await.ok::<List<AuditEvent>>().items
}

both_engines! {
    async fn usr10_every_field_is_stored_found_and_removed(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let path = path(app, VIEWER);
        let body = json!({
            "given_name": " Vera ", "family_name": "Öst", "signature": "VÖ", "phone": "+49 30 5550 1187",
            "title": "Head of Facilities", "language": "de", "note": "a\r\nb", "supervisor": id(app, EDITOR),
        });
        let changed: Member = change(&admin, &path, &body).await.ok();
        assert_eq!(changed, admin.get(&path).await.ok());
        let texts = [&changed.name, &changed.given_name, &changed.family_name, &changed.signature, &changed.phone];
        let expected = ["Vera Öst", "Vera", "Öst", "VÖ", "+49 30 5550 1187"];
        assert_eq!(texts.map(|text| text.as_deref().unwrap()), expected);
        assert_eq!((changed.title.as_deref(), changed.note.as_deref()), (Some("Head of Facilities"), Some("a\nb")));
        assert_eq!((changed.language, changed.supervisor.unwrap().id), (Some(Language::De), id(app, EDITOR)));
        for search in ["ost", "last:öst", "signature:vö", "supervisor:editor"] {
            let query = form_urlencoded::byte_serialize(search.as_bytes()).collect::<String>();
            let found: List<Member> = admin.get(&alpha(app, &format!("/members?q={query}"))).await.ok();
            assert!(found.items.iter().any(|it| it.id == changed.id), "{search}");
        }
        let body = json!({"given_name": "", "signature": "", "phone": "", "title": "", "note": "", "supervisor": ""});
        let cleared: Member = change(&admin, &path, &body).await.ok();
        let texts = [cleared.given_name, cleared.signature, cleared.phone, cleared.title, cleared.note];
        assert_eq!((cleared.name.as_deref(), texts), (Some("Öst"), [None, None, None, None, None]));
        assert_eq!((cleared.supervisor, cleared.language), (None, Some(Language::De)));
        assert_counted(app).await;
    }

    async fn usr10_what_is_invalid_is_named_and_nothing_is_changed(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let path = path(app, VIEWER);
        let long = "x".repeat(121);
        for (body, errors) in [
            (json!({"given_name": "", "family_name": " "}), &[("/given_name", "required")][..]),
            (json!({"given_name": long, "family_name": "a\tb"}),
                &[("/given_name", "too_long"), ("/family_name", "invalid")]),
            (json!({"signature": "A B", "phone": "call me", "note": "\u{7}"}),
                &[("/signature", "invalid"), ("/phone", "invalid"), ("/note", "invalid")]),
            (json!({"supervisor": "mem_00000000000000000000000007"}), &[("/supervisor", "unknown")]),
            // Not offered: somebody inactive, and nobody is above themselves.
            (json!({"supervisor": id(app, GONE)}), &[("/supervisor", "unknown")]),
            (json!({"supervisor": id(app, VIEWER)}), &[("/supervisor", "cycle")]),
        ] {
            let answer = change(&admin, &path, &body).await;
            let errors: Vec<_> = errors.iter().map(|(pointer, code)| ((*pointer).to_owned(), (*code).to_owned())).collect();
            assert_eq!(answer.field_errors(), errors, "{body}");
        }
        let language = admin.change(Method::PATCH, &path, 1, &json!({"language": "tlh"})).await;
        assert_eq!(language.summary(), "400 malformed");
        assert_eq!(admin.get(&path).await.ok::<Member>().version, 1);
    }

    async fn usr10_a_signature_belongs_to_one_member_however_it_is_written(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        change(&admin, &path(app, VIEWER), &json!({"signature": "JGÖ"})).await.ok::<Member>();
        let taken = [("/signature".to_owned(), "taken".to_owned())];
        assert_eq!(change(&admin, &path(app, EDITOR), &json!({"signature": "jgö"})).await.field_errors(), taken);
        // Its own, in other letters.
        let own: Member = change(&admin, &path(app, VIEWER), &json!({"signature": "jgö"})).await.ok();
        assert_eq!(own.signature.as_deref(), Some("jgö"));
        let (nia, _) = invite(app, &admin, "nia@new.example").await;
        let nia = member(app, &nia, "");
        change(&admin, &nia, &json!({"signature": "NIA"})).await.ok::<Member>();
        assert_eq!(admin.post(&format!("{nia}/withdraw"), &json!({})).await.summary(), "204");
        change(&admin, &path(app, EDITOR), &json!({"signature": "NIA"})).await.ok::<Member>();
    }

    async fn usr10_two_who_take_one_signature_at_once_do_not_both_get_it(app: &TestApp) {
        let (one, other) = (app.signed_in(ADMIN).await, app.signed_in(ADMIN).await);
        let (first, second) = (path(app, VIEWER), path(app, EDITOR));
        let body = json!({"signature": "ONE"});
        let (a, b) = tokio::join!(
            one.change(Method::PATCH, &first, 1, &body),
            other.change(Method::PATCH, &second, 1, &body),
        );
        let mut both = [a.summary(), b.summary()];
        both.sort();
        assert_eq!(both, ["200", "422 invalid"]);
    }

    async fn usr15_a_loop_of_supervisors_is_refused_with_its_chain(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let chain = [VIEWER, EDITOR, CAUTIOUS];
        for pair in chain.windows(2) {
            let body = json!({"supervisor": id(app, pair[1]), "given_name": pair[0]});
            change(&admin, &path(app, pair[0]), &body).await.ok::<Member>();
        }
        let body = json!({"given_name": CAUTIOUS, "supervisor": id(app, VIEWER)});
        let answer = change(&admin, &path(app, CAUTIOUS), &body).await;
        let problem = answer.problem();
        let (error, names) = (&problem.errors[0], problem.errors[0].detail.split(" → ").collect::<Vec<_>>());
        assert_eq!((error.pointer.as_str(), error.code.as_str(), names.len()), ("/supervisor", "cycle", 4));
        assert_eq!((names[0], names[1], names[3]), (names[3], VIEWER, names[0]));
        // Two who make each other their supervisor at once.
        let other = app.signed_in(ADMIN).await;
        change(&admin, &path(app, VIEWER), &json!({"supervisor": ""})).await.ok::<Member>();
        change(&admin, &path(app, EDITOR), &json!({"supervisor": ""})).await.ok::<Member>();
        let (viewer, editor) = (path(app, VIEWER), path(app, EDITOR));
        let versions = [&viewer, &editor].map(|path| admin.get(path));
        let [viewer_version, editor_version] = futures_util::future::join_all(versions).await.try_into().unwrap();
        let (up, down) = (json!({"supervisor": id(app, EDITOR)}), json!({"supervisor": id(app, VIEWER)}));
        let (a, b) = tokio::join!(
            admin.change(Method::PATCH, &viewer, viewer_version.ok::<Member>().version, &up),
            other.change(Method::PATCH, &editor, editor_version.ok::<Member>().version, &down),
        );
        let mut both = [a.summary(), b.summary()];
        both.sort();
        assert_eq!(both, ["200", "422 invalid"]);
    }

    async fn f5_a_name_without_parts_is_split_only_by_whoever_edits_it(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        app.sql(&format!(
            "UPDATE members SET name = 'Sukarno Hatta', given_name = NULL, family_name = NULL WHERE email = '{VIEWER}'"
        ))
        .await;
        let path = path(app, VIEWER);
        let other: Member = change(&admin, &path, &json!({"title": "Janitor"})).await.ok();
        assert_eq!((other.name.as_deref(), other.given_name, other.family_name), (Some("Sukarno Hatta"), None, None));
        let found: List<Member> = admin.get(&alpha(app, "/members?q=last:sukarno")).await.ok();
        assert_eq!(found.items.len(), 1);
        let split: Member = change(&admin, &path, &json!({"given_name": "Sukarno", "family_name": "Hatta"})).await.ok();
        assert_eq!((split.given_name.as_deref(), split.family_name.as_deref()), (Some("Sukarno"), Some("Hatta")));
    }

    async fn usr10_an_invited_person_may_have_no_name_yet(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let (nia, _) = invite(app, &admin, "nia@new.example").await;
        let nia = member(app, &nia, "");
        let named: Member = change(&admin, &nia, &json!({"given_name": "Nia"})).await.ok();
        assert_eq!(named.name.as_deref(), Some("Nia"));
        let unnamed: Member = change(&admin, &nia, &json!({"given_name": ""})).await.ok();
        assert_eq!((unnamed.name, unnamed.given_name), (None, None));
    }

    async fn usr10_activity_names_more_things_than_fit_into_a_statement(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let ids: Vec<String> = (0..70_000u128).map(|id| CompanyId::from_u128(id).to_string()).collect();
        let details = json!({"changes": [{"field": "companies", "before": ids, "after": []}]});
        change(&admin, &path(app, EDITOR), &json!({"note": "a"})).await;
        app.unlock_audit_log().await;
        app.sql(&format!("UPDATE audit_events SET details = '{details}' WHERE action = 'member.changed'")).await;
        let events = activity(&admin, &path(app, EDITOR)).await;
        assert_eq!(events[0].changes[0].before.len(), 70_000);
    }

    async fn usr10_activity_tells_what_changed_newest_first(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let path = path(app, VIEWER);
        let [_, editor, viewer] = app.world.alpha_roles;
        change(&admin, &path, &json!({"phone": "112", "note": "secret"})).await.ok::<Member>();
        app.clock.advance(jiff::SignedDuration::from_secs(1));
        let version = admin.get(&path).await.ok::<Member>().version;
        let roles = json!({"roles": [viewer, editor]});
        admin.change(Method::PUT, &format!("{path}/roles"), version, &roles).await.ok::<Member>();
        app.clock.advance(jiff::SignedDuration::from_secs(1));
        let body = json!({"supervisor": id(app, EDITOR), "companies": []});
        change(&admin, &path, &body).await.ok::<Member>();
        let events = activity(&admin, &path).await;
        let told: Vec<_> = events
            .iter()
            .flat_map(|event| event.changes.iter().map(|change| (event.action.as_str(), change.field.as_str())))
            .collect();
        assert_eq!(told, [
            ("member.changed", "companies"), ("member.changed", "supervisor"), ("member.roles_changed", "roles"),
            ("member.changed", "phone"), ("member.changed", "note"),
        ]);
        let actor = events[0].actor.clone().unwrap().member.unwrap();
        assert_eq!(actor.id, id(app, ADMIN));
        let after = |event: usize, change: usize| -> Vec<_> {
            let after = events[event].changes[change].after.clone().into_iter();
            after.map(|value| (value.text.unwrap_or_default(), value.key)).collect()
        };
        assert_eq!(events[0].changes[0].before[0].text.as_deref(), Some("Alpha Ltd"));
        assert!(after(0, 0).is_empty());
        assert_eq!(after(1, 0).into_iter().map(|(_, key)| key.unwrap()).collect::<Vec<_>>(), ["viewer", "editor"]);
        assert_eq!(after(2, 0), [("112".to_owned(), None)]);
        // The log does not keep a note.
        assert!(after(2, 1).is_empty());
        let first = admin.get(&format!("{path}/activity?limit=2")).await.ok::<List<AuditEvent>>();
        assert_eq!((first.items.len(), first.total.count), (2, events.len() as u64));
        let next = format!("{path}/activity?limit=2&cursor={}", first.next_cursor.unwrap());
        assert_eq!(admin.get(&next).await.ok::<List<AuditEvent>>().items[0], events[2]);
    }

    async fn t1_activity_of_another_organizations_member_is_not_found(app: &TestApp) {
        let outsider = app.signed_in(OUTSIDER).await;
        let at = |organization, member: &str| format!("/organizations/{organization}/members/{member}/activity");
        let missing = outsider.get(&at(app.world.beta, "mem_00000000000000000000000007")).await;
        assert_eq!(missing.summary(), "404 not_found");
        for organization in [app.world.alpha, app.world.beta] {
            missing.assert_same_as(&outsider.get(&at(organization, &id(app, VIEWER).to_string())).await);
        }
        // A cursor belongs to its member.
        let admin = app.signed_in(ADMIN).await;
        for title in ["a", "b"] {
            change(&admin, &path(app, VIEWER), &json!({"title": title})).await.ok::<Member>();
        }
        let page: List<AuditEvent> = admin.get(&format!("{}/activity?limit=1", path(app, VIEWER))).await.ok();
        let other = format!("{}/activity?cursor={}", path(app, EDITOR), page.next_cursor.unwrap());
        let expected = [("/query/cursor".to_owned(), "invalid".to_owned())];
        assert_eq!(admin.get(&other).await.field_errors(), expected);
    }
}
