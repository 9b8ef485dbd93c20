//! Many rows, of which one in a hundred is broken: what becomes of them is what the generator says.
//!
//! `ROSTER_IMPORT_ROWS=150000` makes the file as long as the largest one.

use std::{collections::BTreeMap, fmt::Write, time::Instant};

use serde_json::json;

use super::{alpha, check_as, counts, get, rejects, run};
use crate::support::{
    both_engines,
    invitations::assert_counted,
    world::{ADMIN, CAUTIOUS, EDITOR, VIEWER},
};

/// A file, and what becomes of it.
#[derive(Default)]
struct Generated {
    text: String,
    /// New, changed, unchanged, refused.
    counts: [u64; 4],
    /// Numbers of rows by the code of their first problem.
    reasons: BTreeMap<&'static str, u64>,
    /// A word of each refused row.
    refused: Vec<String>,
}

/// So many rows; each kind of mistake comes once in a thousand.
fn generate(rows: usize) -> Generated {
    let mut made =
        Generated { text: "email,name,signature,roles,companies,supervisor\n".to_owned(), ..Generated::default() };
    let users = [ADMIN, EDITOR, VIEWER, CAUTIOUS];
    for number in 0..rows {
        let (email, name) = (format!("user{number}@new.example"), format!("User Number{number}"));
        let signature = format!("U{number}");
        let good =
            |roles: &str, supervisor: &str| format!("{email},{name},{signature},{roles},Alpha Ltd,{supervisor}\n");
        // Everybody after the first hundred has a supervisor who is new too.
        let supervisor = if number < 100 { "admin".to_owned() } else { format!("U{}", number / 100 * 10 + 7) };
        let (line, reason) = match number % 1_000 {
            11 => (good("Viewer", "nobody"), Some("unknown")),
            122 => (good("Guest", ""), Some("unknown")),
            233 => (format!("{email},\"{name},{signature},Viewer,,\n"), Some("quote")),
            344 => (format!("{email},{name}\0,{signature},Viewer,,\n"), Some("nul")),
            455 => (format!("{email},{name},{signature},Viewer,,,more\n"), Some("too_many_cells")),
            566 => (format!("user{number}.new.example,{name},{signature},Viewer,,\n"), Some("invalid")),
            678 => (good("Viewer", &signature), Some("own")),
            789 => (format!("user{}@new.example,{name},,Viewer,,\n", number - 1), Some("duplicate")),
            890 => (good("Viewer", "gone@alpha.example"), Some("inactive")),
            991 => (good("Nobody; Viewer", ""), Some("unknown")),
            4 if number < 4_000 => (format!("{},,,,,\n", users[number / 1_000]), None),
            _ => (good("Viewer", &supervisor), None),
        };
        let is_known = number % 1_000 == 4 && number < 4_000;
        made.text.push_str(&line);
        match reason {
            Some(reason) => {
                made.counts[3] += 1;
                *made.reasons.entry(reason).or_default() += 1;
                made.refused.push(name);
            }
            None => made.counts[if is_known { 2 } else { 0 }] += 1,
        }
    }
    made
}

both_engines! {
    async fn usr7_one_in_a_hundred_of_many_rows_is_refused(app: &TestApp) {
        app.sql("UPDATE organizations SET seat_limit = NULL").await;
        let admin = app.signed_in(ADMIN).await;
        let wanted = std::env::var("ROSTER_IMPORT_ROWS").ok().and_then(|rows| rows.parse().ok());
        let made = generate(wanted.unwrap_or(5_000));
        let begun = Instant::now();
        let import = check_as(app, &admin, json!({"text": made.text, "new_people": "links"})).await;
        let checked = begun.elapsed();
        let [new, changed, unchanged, refused, _] = counts(&import);
        assert_eq!([new, changed, unchanged, refused], made.counts);
        let reasons: BTreeMap<_, _> = import.job.reasons.iter()
            .filter(|reason| reason.outcome.as_str() == "refused")
            .map(|reason| (reason.code.as_str(), reason.rows))
            .collect();
        assert_eq!(reasons, made.reasons);
        let file = rejects(app, &admin, &import).await;
        assert_eq!(file.lines().count() as u64, 1 + made.counts[3]);
        assert!(made.refused.iter().all(|name| file.contains(name.as_str())));
        if wanted.is_none() {
            return;
        }
        let begun = Instant::now();
        let done = run(app, &admin, &import).await;
        let mut report = String::new();
        writeln!(report, "{} rows checked in {checked:?}, carried out in {:?}", import.job.total, begun.elapsed()).unwrap();
        eprintln!("{report}");
        assert_eq!(counts(&done)[..4], made.counts);
        assert_counted(app).await;
    }

    async fn usr7_what_the_check_promised_is_carried_out(app: &TestApp) {
        app.sql("UPDATE organizations SET seat_limit = NULL").await;
        let admin = app.signed_in(ADMIN).await;
        let made = generate(260);
        let import = check_as(app, &admin, json!({"text": made.text, "new_people": "links"})).await;
        let done = run(app, &admin, &import).await;
        assert_eq!(counts(&done)[..4], made.counts);
        let supervised = app.count("SELECT COUNT(*) FROM members WHERE supervisor_id IS NOT NULL").await;
        assert_eq!(supervised.unsigned_abs(), made.counts[0]);
        let again = check_as(app, &admin, json!({"text": made.text, "new_people": "links"})).await;
        assert_eq!(counts(&again), [0, 0, made.counts[0] + made.counts[2], made.counts[3], 0]);
        assert_eq!(get(app, &admin, &done).await.counts, done.counts);
        assert_counted(app).await;
        let links = alpha(app, &format!("/members/imports/{}/links", done.job.id));
        let created: api_types::ImportLinks = admin.post(&links, &json!({})).await.ok();
        assert_eq!((created.items.len() as u64, created.next), (made.counts[0], None));
    }
}
