//! Metrics of mail for Prometheus.

use metrics::{counter, gauge};

const DONE: &str = "roster_mails_total";
const WAITING: &str = "roster_mails_waiting";

/// Registers the metrics, so that they appear before the first mail.
pub(super) fn begin() {
    crate::metrics::begin();
    metrics::describe_counter!(DONE, "Tries at sending a mail, by what became of them");
    metrics::describe_gauge!(WAITING, "Mails that wait or are under way");
    for result in ["sent", "failed", "later", "cancelled"] {
        counter!(DONE, "result" => result).increment(0);
    }
    waiting(0);
}

/// Counts an attempt.
pub(super) fn count(result: &'static str) {
    counter!(DONE, "result" => result).increment(1);
}

/// Sets the number of waiting mails.
pub(super) fn waiting(mails: u64) {
    gauge!(WAITING).set(mails as f64);
}
