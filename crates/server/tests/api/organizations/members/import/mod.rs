//! `…/members/imports`

mod bad_input;
mod many;
mod round_trip;

use api_types::{
    Job, JobState, List, Member, MemberImport, MemberImportReading, MemberImportRow, MemberImportRows, SheetEncoding,
    SheetSeparator,
};
use serde_json::{Value, json};

use crate::support::{
    Answer, Client, TestApp, both_engines,
    invitations::{alpha, assert_counted, events, invite, let_role, lookup, role, token},
    world::{ADMIN, CAUTIOUS, EDITOR, OUTSIDER, VIEWER},
};

async fn post(app: &TestApp, client: &Client, body: &Value) -> Answer {
    client.post(&alpha(app, "/members/imports"), body).await
}

/// An import of a text, ready to be started.
async fn checked(app: &TestApp, client: &Client, text: &str) -> MemberImport {
    check_as(app, client, json!({"text": text})).await
}

async fn check_as(app: &TestApp, client: &Client, body: Value) -> MemberImport {
    let import: MemberImport = post(app, client, &body).await.ok();
    if import.job.state == JobState::Ready {
        return import;
    }
    finish(app).await;
    get(app, client, &import).await
}

/// Runs all jobs to their ends, as the server does.
async fn finish(app: &TestApp) {
    while roster_server::jobs::once(&app.state).await.unwrap() {}
}

async fn get(app: &TestApp, client: &Client, import: &MemberImport) -> MemberImport {
    client.get(&alpha(app, &format!("/members/imports/{}", import.job.id))).await.ok()
}

/// Starts an import and carries all of it out.
async fn run(app: &TestApp, client: &Client, import: &MemberImport) -> MemberImport {
    let path = alpha(app, &format!("/jobs/{}/start", import.job.id));
    let job: Job = client.post(&path, &json!({"version": import.job.version})).await.ok();
    assert_eq!(job.state, JobState::Running);
    finish(app).await;
    let import = get(app, client, import).await;
    assert_eq!(import.job.state, JobState::Done);
    import
}

/// Every row of a tab.
async fn rows(app: &TestApp, client: &Client, import: &MemberImport, tab: &str) -> Vec<MemberImportRow> {
    let (mut all, mut after) = (Vec::new(), 0);
    loop {
        let path = format!("/members/imports/{}/rows?tab={tab}&after={after}", import.job.id);
        let page: MemberImportRows = client.get(&alpha(app, &path)).await.ok();
        all.extend(page.items);
        match page.next {
            Some(next) => after = next,
            None => return all,
        }
    }
}

/// New, changed, unchanged and refused rows, and users who are not in the file.
fn counts(import: &MemberImport) -> [u64; 5] {
    let counts = import.counts;
    [counts.new, counts.changed, counts.unchanged, counts.refused, counts.missing]
}

/// Row, field and code of every problem.
async fn problems(app: &TestApp, client: &Client, import: &MemberImport) -> Vec<String> {
    let mut problems = Vec::new();
    let mut refused = rows(app, client, import, "refused").await;
    refused.sort_by_key(|row| row.row);
    for row in refused {
        for problem in row.problems {
            let number = row.row.map_or("-".to_owned(), |row| row.to_string());
            problems.push(format!("{number} {} {}", problem.field.as_deref().unwrap_or("-"), problem.code));
        }
    }
    problems
}

/// Field, value before and value after of every change of a row.
fn changes(row: &MemberImportRow) -> Vec<String> {
    row.changes.iter().map(|it| format!("{}: {} > {}", it.field, it.before, it.after)).collect()
}

async fn rejects(app: &TestApp, client: &Client, import: &MemberImport) -> String {
    client.get(&alpha(app, &format!("/members/imports/{}/rejects", import.job.id))).await.text()
}

/// The member with this address.
async fn found(app: &TestApp, client: &Client, email: &str) -> Member {
    let path =
        format!("/members?status=active,invited,expired,inactive&limit=200&q=email:{}", email.replace('@', "%40"));
    let list: List<Member> = client.get(&alpha(app, &path)).await.ok();
    list.items.into_iter().find(|member| member.email == email).expect(email)
}

async fn id(app: &TestApp, client: &Client, email: &str) -> String {
    found(app, client, email).await.id.to_string()
}

both_engines! {
    async fn usr7_a_file_becomes_users(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let text = "Vorname;Nachname;E-Mail;Kürzel;Rolle;Firma;Vorgesetzter;Telefon;Kostenstelle\r\n\
                    Jürgen;Groß;j.gross@new.example;JGR;Betrachter;Alpha Ltd;ZNO;'+49 30 1112;1\r\n\
                    Zofia;Nowak;zofia@new.example;ZNO;Editor|Viewer;;admin@alpha.example;;2\r\n\
                    ;;viewer@alpha.example;VIW;editor;;editor;;3\r\n\
                    ;;editor@alpha.example;;;;;;4\r\n\
                    Óscar;Vidal;oscar@new;;Guest;Nowhere;Nobody;12;5\r\n";
        let import = checked(app, &admin, text).await;
        assert_eq!((import.job.state, counts(&import)), (JobState::Ready, [2, 1, 1, 1, 0]));
        assert_eq!((import.job.effects.mails, import.job.effects.seat_change), (2, 2));
        assert_eq!(
            problems(app, &admin, &import).await,
            ["6 email invalid", "6 phone invalid", "6 supervisor unknown"]
        );
        let new = rows(app, &admin, &import, "new").await;
        // Whoever becomes a supervisor comes first.
        assert_eq!(new.iter().map(|row| row.row).collect::<Vec<_>>(), [Some(3), Some(2)]);
        assert_eq!(
            changes(&new[1]),
            [
                "email:  > j.gross@new.example", "name:  > Jürgen Groß", "signature:  > JGR", "phone:  > +49 30 1112",
                "roles:  > Viewer", "companies:  > Alpha Ltd", "supervisor:  > zofia@new.example",
            ]
        );
        let changed = rows(app, &admin, &import, "changed").await;
        assert_eq!(
            changes(&changed[0]),
            ["signature:  > VIW", "roles: Viewer > Editor", "supervisor:  > editor"]
        );
        assert_eq!(changed[0].member.as_ref().unwrap().name, "viewer");
        assert_eq!(rows(app, &admin, &import, "unchanged").await.len(), 1);
        // Nothing has happened yet.
        assert_eq!(events(app, "invitation.created").await, 0);
        assert_eq!(admin.get(&alpha(app, "/members?q=new.example")).await.ok::<List<Member>>().items.len(), 0);
        let done = run(app, &admin, &import).await;
        assert_eq!(counts(&done), [2, 1, 1, 1, 0]);
        assert_eq!((done.job.counts.changed, done.job.counts.planned), (3, 0));
        let zofia = found(app, &admin, "zofia@new.example").await;
        let gross = found(app, &admin, "j.gross@new.example").await;
        assert_eq!(zofia.roles.iter().map(|role| &*role.name).collect::<Vec<_>>(), ["Editor", "Viewer"]);
        assert_eq!(zofia.supervisor.as_ref().map(|it| &*it.name), Some("admin"));
        assert_eq!((gross.supervisor.map(|it| it.id), gross.family_name.as_deref()), (Some(zofia.id), Some("Groß")));
        assert_eq!((gross.phone.as_deref(), gross.companies.len()), (Some("+49 30 1112"), 1));
        let viewer = found(app, &admin, VIEWER).await;
        assert_eq!((viewer.signature.as_deref(), &*viewer.roles[0].name), (Some("VIW"), "Editor"));
        assert_eq!((events(app, "invitation.created").await, events(app, "member.roles_changed").await), (2, 1));
        assert_eq!(app.count("SELECT COUNT(*) FROM mails").await, 2);
        let again = checked(app, &admin, text).await;
        assert_eq!(counts(&again), [0, 0, 4, 1]
            .into_iter().chain([0]).collect::<Vec<_>>()[..]);
        assert_counted(app).await;
    }

    async fn usr7_a_file_is_read_before_it_is_checked(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let text = "Short;Mail;Role;Legal entity;Shoe size\n\
                    A;viewer@alpha.example;Guest|Viewer;Alpha Ltd;41\n\
                    B;new@alpha.example;Guest;Other Ltd;42\n\
                    C;;Viewer;;\n";
        let path = alpha(app, "/members/imports/read");
        let read: MemberImportReading = admin.post(&path, &json!({"text": text})).await.ok();
        assert_eq!((read.encoding, read.separator, read.header), (SheetEncoding::Utf8, SheetSeparator::Semicolon, true));
        assert_eq!((read.rows, read.found_by_email, read.found_by_signature), (3, 1, 0));
        let fields: Vec<_> = read.columns.iter().map(|column| column.field.as_deref().unwrap_or("")).collect();
        assert_eq!(fields, ["signature", "email", "roles", "companies", ""]);
        let unknown: Vec<_> =
            read.unknown.iter().map(|it| format!("{} {} {}", it.field, it.value, it.rows)).collect();
        assert_eq!(unknown, ["roles Guest 2", "companies Other Ltd 1"]);
        assert_eq!(read.roles.iter().map(|role| &*role.name).collect::<Vec<_>>(), ["Administrator", "Editor", "Viewer"]);
        let values = json!([
            {"field": "roles", "value": "guest", "to": app.world.alpha_roles[2]},
            {"field": "companies", "value": "Other Ltd"},
        ]);
        let matched = json!({"text": text, "values": values});
        let read: MemberImportReading = admin.post(&path, &matched).await.ok();
        assert_eq!(read.unknown, []);
        let import = check_as(app, &admin, matched).await;
        assert_eq!((counts(&import), problems(app, &admin, &import).await), ([1, 1, 0, 1, 0], vec!["4 email required".to_owned()]));
        let nonsense = json!({"text": text, "values": [{"field": "roles", "value": "x", "to": "cmp_1"}]});
        assert_eq!(post(app, &admin, &nonsense).await.field_errors(), [("/values/0/to".to_owned(), "invalid".to_owned())]);
        let missing = post(app, &admin, &json!({"text": "name,phone\nAda,112\n"})).await;
        assert_eq!(missing.field_errors(), [("/columns".to_owned(), "required".to_owned())]);
    }

    async fn usr7_new_people_are_created_inactive_or_get_links(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let text = "email,role,active_from,active_until\na@new.example,Viewer,,2027-12-31\nb@new.example,Viewer,2026-12-24,\n";
        let import = check_as(app, &admin, json!({"text": text, "new_people": "links"})).await;
        assert_eq!((counts(&import), import.job.effects.mails), ([2, 0, 0, 0, 0], 0));
        run(app, &admin, &import).await;
        assert_eq!(app.count("SELECT COUNT(*) FROM mails").await, 0);
        let links = alpha(app, &format!("/members/imports/{}/links", import.job.id));
        let created: api_types::ImportLinks = admin.post(&links, &json!({})).await.ok();
        // The other one is invited on its day.
        assert_eq!((created.items.len(), created.items[0].row, created.next), (1, 2, None));
        let token = token(&created.items[0].link);
        assert_eq!(lookup(&app.anonymous(), &token).await.status, 200);
        let a = found(app, &admin, "a@new.example").await;
        assert_eq!((a.active_until.as_deref(), a.status.as_str()), (Some("2027-12-31"), "invited"));
        let b = found(app, &admin, "b@new.example").await;
        assert_eq!((b.active_from.as_deref(), b.status.as_str()), (Some("2026-12-24"), "inactive"));
        // Nobody else gets them.
        assert_eq!(app.signed_in(CAUTIOUS).await.post(&links, &json!({})).await.summary(), "404 not_found");
        let text = "email,role\nc@new.example,Viewer\n";
        let import = check_as(app, &admin, json!({"text": text, "new_people": "inactive"})).await;
        run(app, &admin, &import).await;
        let c = found(app, &admin, "c@new.example").await;
        assert_eq!((c.status.as_str(), events(app, "member.created").await), ("inactive", 2));
        assert_eq!(app.count("SELECT COUNT(*) FROM mails").await, 0);
    }

    async fn usr7_existing_users_are_found_by_signature_and_can_be_left_alone(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        run(app, &admin, &checked(app, &admin, "email,signature\nviewer@alpha.example,VIW\n").await).await;
        let text = "signature,email,phone\nviw,vera@alpha.example,+49 30 1\n";
        let import = check_as(app, &admin, json!({"text": text, "find_by": "signature"})).await;
        let row = &rows(app, &admin, &import, "changed").await[0];
        let all = ["email: viewer@alpha.example > vera@alpha.example", "signature: VIW > viw", "phone:  > +49 30 1"];
        assert_eq!(changes(row), all);
        let kept = check_as(app, &admin, json!({"text": text, "find_by": "signature", "keep_existing": true})).await;
        assert_eq!(counts(&kept), [0, 0, 1, 0, 0]);
        run(app, &admin, &import).await;
        let viewer = found(app, &admin, VIEWER).await;
        assert_eq!(viewer.email_change.map(|change| change.email).as_deref(), Some("vera@alpha.example"));
        // The address of an invitation and a taken one do not change.
        invite(app, &admin, "new@new.example").await;
        run(app, &admin, &checked(app, &admin, "email,signature\nnew@new.example,NEW\n").await).await;
        let text = "signature,email\nNEW,other@new.example\nVIW,editor@alpha.example\nXYZ,admin@alpha.example\n";
        let import = check_as(app, &admin, json!({"text": text, "find_by": "signature"})).await;
        assert_eq!(problems(app, &admin, &import).await, ["2 email not_joined", "3 email taken", "4 email taken"]);
    }

    async fn usr7_empty_cells_clear_values_if_they_shall(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let full = "email,signature,phone,companies,supervisor\nviewer@alpha.example,VIW,+49 30 1,Alpha Ltd,editor\n";
        run(app, &admin, &checked(app, &admin, full).await).await;
        let empty = "email,signature,phone,companies,supervisor,roles\nviewer@alpha.example,,,,,\n";
        assert_eq!(counts(&checked(app, &admin, empty).await), [0, 0, 1, 0, 0]);
        let import = check_as(app, &admin, json!({"text": empty, "clear_empty": true})).await;
        let row = &rows(app, &admin, &import, "changed").await[0];
        let all = ["signature: VIW > ", "phone: +49 30 1 > ", "roles: Viewer > ", "companies: Alpha Ltd > ", "supervisor: editor > "];
        assert_eq!((changes(row), row.ends_access), (all.map(str::to_owned).to_vec(), true));
        assert_eq!(import.job.effects.lose_access, 1);
        run(app, &admin, &import).await;
        let viewer = found(app, &admin, VIEWER).await;
        assert_eq!((viewer.signature, viewer.phone, viewer.supervisor), (None, None, None));
        assert_eq!((viewer.roles.len(), viewer.companies.len()), (0, 0));
    }

    async fn usr7_who_is_not_in_the_file_is_deactivated(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let text = "email,phone\nADMIN@alpha.example,\nviewer@alpha.example,no number\n";
        assert_eq!(counts(&checked(app, &admin, text).await), [0, 0, 1, 1, 0]);
        let import = check_as(app, &admin, json!({"text": text, "deactivate_missing": true})).await;
        assert_eq!(counts(&import), [0, 0, 1, 1, 2]);
        let missing = rows(app, &admin, &import, "missing").await;
        let names: Vec<_> = missing.iter().map(|row| row.email.clone().unwrap()).collect();
        assert_eq!((names.len(), names.contains(&EDITOR.to_owned()), missing[0].row), (2, true, None));
        assert_eq!(changes(&missing[0]), ["status: active > inactive"]);
        let done = run(app, &admin, &import).await;
        assert_eq!(counts(&done), [0, 0, 1, 1, 2]);
        assert_eq!(found(app, &admin, EDITOR).await.status.as_str(), "inactive");
        assert_eq!(found(app, &admin, VIEWER).await.status.as_str(), "active");
        assert_eq!(rejects(app, &admin, &done).await.lines().count(), 2);
        // It can be taken back.
        let undone = admin.post(&alpha(app, &format!("/jobs/{}/undo", done.job.id)), &json!({})).await;
        assert!(undone.status.is_success(), "{}", undone.summary());
        finish(app).await;
        assert_eq!(found(app, &admin, EDITOR).await.status.as_str(), "active");
    }

    async fn usr7_an_import_is_undone(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let before = found(app, &admin, VIEWER).await;
        let text = "email,first name,last name,roles,phone,supervisor,companies\n\
                    viewer@alpha.example,Vera,Öst,Editor,+49 30 1,editor,\nnew@new.example,,,Viewer,,,\n";
        let done = run(app, &admin, &checked(app, &admin, text).await).await;
        assert_eq!(found(app, &admin, VIEWER).await.name.as_deref(), Some("Vera Öst"));
        admin.post(&alpha(app, &format!("/jobs/{}/undo", done.job.id)), &json!({})).await;
        finish(app).await;
        let after = found(app, &admin, VIEWER).await;
        assert_eq!((&after.name, &after.given_name, &after.phone), (&before.name, &before.given_name, &before.phone));
        assert_eq!((&after.roles, &after.supervisor), (&before.roles, &before.supervisor));
        let path = alpha(app, "/members?status=withdrawn");
        assert_eq!(admin.get(&path).await.ok::<List<Member>>().items.len(), 1);
    }

    async fn s1_roles_above_ones_own_are_refused(app: &TestApp) {
        let permissions = "organization.read members.read members.invite members.manage roles.read roles.assign \
                           devices.read devices.operate";
        let_role(app, "editor", permissions).await;
        let editor = app.signed_in(EDITOR).await;
        let text = "email,roles,phone\n\
                    a@new.example,Administrator,\nb@new.example,Viewer,\n\
                    viewer@alpha.example,Administrator,\nadmin@alpha.example,,+49 30 1\nadmin@alpha.example,Viewer,\n";
        let import = checked(app, &editor, text).await;
        assert_eq!(
            problems(app, &editor, &import).await,
            ["2 roles above_yourself", "4 roles above_yourself", "5 - above_yourself", "6 email duplicate"]
        );
        assert_eq!(counts(&import), [1, 0, 0, 4, 0]);
        // Without the permission for roles, no role changes.
        let_role(app, "editor", &permissions.replace("roles.assign ", "")).await;
        let import = checked(app, &editor, "email,roles\nviewer@alpha.example,Editor\nc@new.example,Viewer\n").await;
        assert_eq!(problems(app, &editor, &import).await, ["2 roles forbidden"]);
        assert_eq!(counts(&import), [1, 0, 0, 1, 0]);
    }

    async fn s1_a_permission_that_is_gone_ends_the_import(app: &TestApp) {
        let permissions = "organization.read members.read members.invite members.manage roles.read roles.assign \
                           devices.read devices.operate";
        let_role(app, "editor", permissions).await;
        let editor = app.signed_in(EDITOR).await;
        let import = checked(app, &editor, "email,roles\na@new.example,Viewer\n").await;
        let path = alpha(app, &format!("/jobs/{}/start", import.job.id));
        editor.post(&path, &json!({"version": import.job.version})).await.ok::<Job>();
        let_role(app, "editor", "organization.read members.read").await;
        finish(app).await;
        assert_eq!(app.count("SELECT COUNT(*) FROM jobs WHERE problem = 'no_longer_allowed'").await, 1);
        assert_eq!(events(app, "invitation.created").await, 0);
    }

    async fn c2_the_last_administrator_stays(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        // Of two administrators one can go, and nobody ends their own access.
        let both = "email,roles\ncautious@alpha.example,Viewer\nadmin@alpha.example,Viewer\n";
        let import = checked(app, &admin, both).await;
        assert_eq!(problems(app, &admin, &import).await, ["3 roles last_administrator"]);
        let none = "email,roles,active_until\nadmin@alpha.example,,2027-12-31\n";
        let import = check_as(app, &admin, json!({"text": none, "clear_empty": true})).await;
        assert_eq!(problems(app, &admin, &import).await, ["2 roles own_access", "2 active_until own_account"]);
        let import = check_as(app, &admin, json!({"text": "email\nviewer@alpha.example\n", "deactivate_missing": true})).await;
        assert_eq!(problems(app, &admin, &import).await, ["- status own_account"]);
        // What was planned is checked again.
        let first = checked(app, &admin, "email,roles\nadmin@alpha.example,Editor\n").await;
        assert_eq!(counts(&first), [0, 1, 0, 0, 0]);
        run(app, &admin, &checked(app, &admin, "email,roles\ncautious@alpha.example,Viewer\n").await).await;
        let done = run(app, &admin, &first).await;
        assert_eq!((counts(&done), problems(app, &admin, &done).await), ([0, 0, 0, 1, 0], vec!["2 - last_administrator".to_owned()]));
    }

    async fn t1_an_address_of_another_organization_reveals_nothing(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let text = "email,roles\noutsider@beta.example,Viewer\nnobody@beta.example,Viewer\n";
        let import = checked(app, &admin, text).await;
        let new = rows(app, &admin, &import, "new").await;
        assert_eq!(new.len(), 2);
        let known = changes(&new[0]).join("\n").replace("outsider", "nobody");
        assert_eq!(known, changes(&new[1]).join("\n"));
        let text = "email,supervisor\nviewer@alpha.example,outsider@beta.example\neditor@alpha.example,nobody@beta.example\n";
        let import = checked(app, &admin, text).await;
        assert_eq!(problems(app, &admin, &import).await, ["2 supervisor unknown", "3 supervisor unknown"]);
        // Ids of another organization are unknown.
        let beta = app.world.member(app.world.beta, OUTSIDER);
        let text = format!("id,phone,supervisor\n{beta},+49 30 1,\nmem_00000000000000000000000007,+49 30 1,\n");
        let import = checked(app, &admin, &text).await;
        assert_eq!(problems(app, &admin, &import).await, ["2 id unknown", "3 id unknown"]);
        let outsider = app.signed_in(OUTSIDER).await;
        for path in ["", "/rows", "/rejects"] {
            let path = alpha(app, &format!("/members/imports/{}{path}", import.job.id));
            assert_eq!(outsider.get(&path).await.summary(), "404 not_found");
            assert_eq!(app.signed_in(CAUTIOUS).await.get(&path).await.summary(), "404 not_found");
        }
    }

    async fn usr7_people_beyond_the_seats_are_refused(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let used = app.count("SELECT total FROM list_state WHERE list = 'members' ORDER BY total DESC LIMIT 1").await;
        app.sql(&format!("UPDATE organizations SET seat_limit = {} WHERE number = '1001'", used + 2)).await;
        let text = "email,roles\na@new.example,Viewer\nb@new.example,Viewer\nc@new.example,Viewer\n";
        let import = checked(app, &admin, text).await;
        assert_eq!((counts(&import), problems(app, &admin, &import).await), ([2, 0, 0, 1, 0], vec!["4 email no_seat_left".to_owned()]));
        // Somebody takes a seat meanwhile.
        invite(app, &admin, "first@new.example").await;
        let done = run(app, &admin, &import).await;
        assert_eq!(counts(&done), [1, 0, 0, 2, 0]);
        assert_eq!(problems(app, &admin, &done).await, ["3 email no_seat_left", "4 email no_seat_left"]);
    }

    async fn l1_whoever_changed_since_the_check_stays_as_they_are(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let text = "email,phone\nviewer@alpha.example,+49 30 1\neditor@alpha.example,+49 30 2\nnew@new.example,+49 30 3\n";
        let body = json!({"text": text, "columns": ["email", "phone"]});
        let first = check_as(app, &admin, body.clone()).await;
        let second = check_as(app, &admin, body).await;
        // A new user needs a role: the organization has no default role.
        assert_eq!(problems(app, &admin, &first).await, ["4 roles required"]);
        run(app, &admin, &checked(app, &admin, "email,title\nviewer@alpha.example,Chief\n").await).await;
        let done = run(app, &admin, &first).await;
        assert_eq!(problems(app, &admin, &done).await, ["2 - changed_meanwhile", "4 roles required"]);
        assert_eq!(found(app, &admin, VIEWER).await.phone, None);
        // The same file at the same time: what the first one did is refused to the second.
        let done = run(app, &admin, &second).await;
        assert_eq!(counts(&done), [0, 0, 0, 3, 0]);
        assert_eq!(found(app, &admin, EDITOR).await.phone.as_deref(), Some("+49 30 2"));
    }

    async fn x9_an_import_is_carried_out_once(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let import = checked(app, &admin, "email,roles\na@new.example,Viewer\n").await;
        let done = run(app, &admin, &import).await;
        let path = alpha(app, &format!("/jobs/{}/start", import.job.id));
        admin.post(&path, &json!({"version": import.job.version})).await.ok::<Job>();
        finish(app).await;
        assert_eq!((counts(&get(app, &admin, &done).await), events(app, "invitation.created").await), ([1, 0, 0, 0, 0], 1));
    }

    async fn usr7_a_new_check_replaces_the_old_one(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let first = checked(app, &admin, "email,roles\na@new.example,Viewer\n").await;
        let body = json!({"text": "email,roles\nb@new.example,Viewer\n", "replaces": first.job.id});
        check_as(app, &admin, body).await;
        let path = alpha(app, &format!("/members/imports/{}", first.job.id));
        assert_eq!(admin.get(&path).await.summary(), "404 not_found");
        assert_eq!(app.count("SELECT COUNT(*) FROM jobs").await, 1);
    }

    async fn t4_only_who_invites_and_changes_users_imports_them(app: &TestApp) {
        let_role(app, "viewer", "organization.read members.read members.invite").await;
        let viewer = app.signed_in(VIEWER).await;
        let body = json!({"text": "email,roles\na@new.example,Viewer\n"});
        assert_eq!(post(app, &viewer, &body).await.summary(), "403 forbidden");
        assert_eq!(viewer.post(&alpha(app, "/members/imports/read"), &body).await.summary(), "403 forbidden");
        assert_eq!(role(&app.signed_in(ADMIN).await, app.world.alpha, "viewer").await.name, "Viewer");
    }
}
