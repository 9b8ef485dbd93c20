//! Files that contradict themselves, or are broken.

use api_types::{JobProblem, JobState, Jobs, MemberImport, MemberImportReading, SheetEncoding};
use base64::{Engine, engine::general_purpose::STANDARD};
use jiff::SignedDuration;
use roster_server::maintenance;
use serde_json::json;

use super::{alpha, check_as, checked, counts, finish, found, get, id, post, problems, rejects, rows, run};
use crate::support::{both_engines, world::ADMIN};

both_engines! {
    async fn x17_broken_rows_are_refused_and_the_others_are_read(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let bytes = b"email;name;roles\r\n\
                      a@new.example;\"Ada;Viewer\r\n\
                      b@new.example;Zo\xc3\xab \xc5\x81uk\xc3\xb3wna;Viewer\r\n\
                      c@new.example;J\xfcrgen;Viewer\r\n\
                      d@new.example;D\0an;Viewer\r\n\
                      e@new.example;Eve;Viewer;more;more\r\n\
                      f@new.example;\"F\"ay;Viewer\r\n\
                      g@new.example;=HYPERLINK(1);Viewer\r\n\
                      h@new.example;\"Hal\r\nHal\";Viewer\r\n";
        let file = STANDARD.encode(bytes);
        let read: MemberImportReading =
            admin.post(&alpha(app, "/members/imports/read"), &json!({"file": file})).await.ok();
        assert_eq!((read.encoding, read.rows), (SheetEncoding::Utf8, 8));
        let import = check_as(app, &admin, json!({"file": file})).await;
        assert_eq!(
            problems(app, &admin, &import).await,
            ["2 - quote", "4 - encoding", "5 - nul", "6 - too_many_cells", "7 - quote", "9 name invalid"]
        );
        assert_eq!(counts(&import), [2, 0, 0, 6, 0]);
        let done = run(app, &admin, &import).await;
        // A formula is a text. In the file of rejects, none is run.
        assert_eq!(found(app, &admin, "g@new.example").await.name.as_deref(), Some("=HYPERLINK(1)"));
        let file = rejects(app, &admin, &done).await;
        assert!(file.starts_with("\u{feff}email;name;roles;reason\r\na@new.example;\"\"\"Ada\";Viewer;"), "{file}");
    }

    async fn x17_what_is_no_table_is_refused(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let wide = format!("email{}\na@new.example\n", ",x".repeat(299));
        let long = format!("email\n{}", "a@new.example\n".repeat(150_001));
        for (text, code) in [
            ("", "empty"),
            ("email\n", "no_rows"),
            ("\"email\nx\n", "quote"),
            (&*wide, "too_many_columns"),
            (&*long, "too_many_rows"),
        ] {
            let refused = post(app, &admin, &json!({"text": text})).await;
            assert_eq!(refused.field_errors(), [("/text".to_owned(), code.to_owned())], "{code}");
        }
        for (body, code) in [
            (json!({}), "required"),
            (json!({"file": "eA==", "text": "x"}), "required"),
            (json!({"file": "no base64!"}), "invalid"),
            (json!({"file": STANDARD.encode(b"PK\x03\x04")}), "workbook"),
        ] {
            assert_eq!(post(app, &admin, &body).await.field_errors(), [("/file".to_owned(), code.to_owned())]);
        }
        let huge = json!({"text": "x".repeat(56 * 1024 * 1024)});
        assert_eq!(post(app, &admin, &huge).await.summary(), "413 too_large");
        assert_eq!(app.count("SELECT COUNT(*) FROM jobs").await, 0);
    }

    async fn usr7_rows_about_the_same_user_are_refused(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let viewer = id(app, &admin, crate::support::world::VIEWER).await;
        let text = format!(
            "id,email,signature,roles,phone\n\
             ,a@new.example,AAA,Viewer,+49 30 1\n\
             ,A@new.example,,Viewer,+49 30 2\n\
             ,b@new.example,aaa,Viewer,\n\
             ,viewer@alpha.example,VIW,,+49 30 3\n\
             {viewer},,,,+49 30 4\n"
        );
        let import = checked(app, &admin, &text).await;
        assert_eq!(
            problems(app, &admin, &import).await,
            ["3 email duplicate", "4 signature duplicate", "6 - duplicate"]
        );
        let others: Vec<_> = rows(app, &admin, &import, "refused").await;
        let others: Vec<_> = others.iter().map(|row| row.problems[0].other_row).collect();
        assert_eq!(others, [Some(2), Some(2), Some(5)]);
    }

    async fn usr7_supervisors_are_found_and_circles_are_refused(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let first = "email,supervisor\nviewer@alpha.example,editor\n";
        run(app, &admin, &checked(app, &admin, first).await).await;
        let text = "email,roles,supervisor,signature\n\
                    a@new.example,Viewer,BBB,AAA\n\
                    b@new.example,Viewer,CCC,BBB\n\
                    c@new.example,Viewer,AAA,CCC\n\
                    d@new.example,Viewer,DDD,DDD\n\
                    e@new.example,Viewer,nobody,\n\
                    editor@alpha.example,,viewer@alpha.example,\n\
                    f@new.example,Viewer,g@new.example,\n\
                    g@new.example,Viewer,viewer,\n\
                    h@new.example,Viewer,gone@alpha.example,\n\
                    i@new.example,Viewer,j@new.example,\n\
                    j@new.example,Guest,,\n";
        let import = checked(app, &admin, text).await;
        assert_eq!(
            problems(app, &admin, &import).await,
            [
                "2 supervisor cycle", "3 supervisor cycle", "4 supervisor cycle", "5 supervisor own",
                "6 supervisor unknown", "7 supervisor cycle", "10 supervisor inactive", "11 supervisor refused",
                "12 roles unknown"
            ]
        );
        let detail = rows(app, &admin, &import, "refused").await.into_iter().find(|row| row.row == Some(7)).unwrap();
        let detail = &detail.problems[0].detail;
        assert!(["editor → viewer → editor", "viewer → editor → viewer"].contains(&&**detail), "{detail}");
        let done = run(app, &admin, &import).await;
        assert_eq!(counts(&done), [2, 0, 0, 9, 0]);
        let f = found(app, &admin, "f@new.example").await;
        assert_eq!(f.supervisor.map(|it| it.name).as_deref(), Some("g@new.example"));
        // Two who change places, and a supervisor of the supervisor.
        let swap = "email,supervisor\neditor@alpha.example,viewer@alpha.example\nviewer@alpha.example,admin@alpha.example\n";
        let import = checked(app, &admin, swap).await;
        assert_eq!(counts(&import), [0, 2, 0, 0, 0]);
        let done = run(app, &admin, &import).await;
        assert_eq!(counts(&done), [0, 2, 0, 0, 0], "{:?}", problems(app, &admin, &done).await);
    }

    async fn o2_rejects_are_mended_and_imported_again(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let text = "email,name,phone,role,odd\n\
                    a@new.example,\"Ada, Lady\",'+49 30 1,Guest,=1+1\n\
                    b@new.example,Bea,+49 30 2,Viewer,'=2\n";
        let import = checked(app, &admin, text).await;
        assert_eq!(counts(&import), [1, 0, 0, 1, 0]);
        run(app, &admin, &import).await;
        let file = rejects(app, &admin, &import).await;
        assert_eq!(
            file,
            "\u{feff}email,name,phone,role,odd,reason\r\n\
             a@new.example,\"Ada, Lady\",'+49 30 1,Guest,'=1+1,roles: The organization does not know “Guest”.\r\n"
        );
        let mended = file.replace("Guest", "Viewer");
        let import: MemberImport = check_as(app, &admin, json!({"text": mended})).await;
        assert_eq!(counts(&import), [1, 0, 0, 0, 0]);
        run(app, &admin, &import).await;
        assert_eq!(found(app, &admin, "a@new.example").await.phone.as_deref(), Some("+49 30 1"));
        assert_eq!(counts(&get(app, &admin, &import).await), [1, 0, 0, 0, 0]);
    }

    async fn x17_an_import_that_did_not_arrive_completely_fails_and_cannot_be_started(app: &TestApp) {
        let admin = app.signed_in(ADMIN).await;
        let text = "email,role\na@new.example,Viewer\nb@new.example,Viewer\n";
        let import = checked(app, &admin, text).await;
        let now = async || get(app, &admin, &import).await.job;
        // As it is when the server ends between two portions of rows.
        let half = "state = 0, next = NULL, prepared = 0, planned = 0, reasons = '{}', version = 1";
        app.sql(&format!("UPDATE jobs SET {half}")).await;
        app.sql("DELETE FROM job_rows WHERE place = 2").await;
        let whole = checked(app, &admin, text).await;
        let start = alpha(app, &format!("/jobs/{}/start", import.job.id));
        let refused = async |version: i64| admin.post(&start, &json!({"version": version})).await.summary();
        finish(app).await;
        assert_eq!((now().await.state, refused(1).await), (JobState::Preparing, "409 conflict".to_owned()));
        app.clock.advance(SignedDuration::from_mins(10) - SignedDuration::from_secs(1));
        maintenance::once(&app.state).await.unwrap();
        assert_eq!(now().await.state, JobState::Preparing);
        app.clock.advance(SignedDuration::from_secs(1));
        let (one, other) = tokio::join!(maintenance::once(&app.state), maintenance::once(&app.state));
        one.and(other).unwrap();
        finish(app).await;
        let failed = now().await;
        assert_eq!((failed.state, failed.problem), (JobState::Failed, Some(JobProblem::Incomplete)));
        assert_eq!((failed.version, failed.undoable_until.is_none(), failed.counts.settled()), (2, true, 0));
        assert_eq!(refused(2).await, "409 conflict");
        let rows_left = app.count("SELECT COUNT(*) FROM job_rows").await;
        assert_eq!(rows_left, 2);
        let listed: Jobs = admin.get(&alpha(app, "/jobs")).await.ok();
        assert_eq!(listed.items.iter().map(|job| job.id).collect::<Vec<_>>(), [import.job.id]);
        // Others go on.
        assert_eq!(counts(&run(app, &admin, &whole).await), [2, 0, 0, 0, 0]);
        let listed: Jobs = admin.get(&alpha(app, "/jobs")).await.ok();
        assert_eq!(listed.items.iter().map(|job| job.id).collect::<Vec<_>>(), [whole.job.id, import.job.id]);
    }
}
