//! The Prometheus recorder of the process: requests, mails, connections, and what the process uses.

use std::{sync::LazyLock, time::Duration};

use metrics::{counter, gauge, histogram};
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};
use metrics_process::Collector;

const REQUESTS: &str = "roster_http_requests_total";
const DURATION: &str = "roster_http_request_duration_seconds";

/// Upper bounds of the duration buckets, in seconds.
const BUCKETS: [f64; 12] = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 5.0, 30.0];

/// The process has one recorder, which whatever counts something finds by itself.
static RECORDER: LazyLock<PrometheusHandle> = LazyLock::new(|| {
    let builder = PrometheusBuilder::new();
    let builder = builder.set_buckets_for_metric(Matcher::Full(DURATION.to_owned()), &BUCKETS);
    let recorder = builder.unwrap_or_else(|_| PrometheusBuilder::new()).build_recorder();
    let handle = recorder.handle();
    if metrics::set_global_recorder(recorder).is_err() {
        tracing::warn!("another part of the process records metrics; /metrics stays empty");
    }
    metrics::describe_counter!(REQUESTS, "Requests answered");
    metrics::describe_histogram!(DURATION, metrics::Unit::Seconds, "Time from a request to the start of its answer");
    Collector::default().describe();
    gauge!("roster_build_info", "version" => env!("CARGO_PKG_VERSION")).set(1.0);
    handle
});

/// Makes what is counted from now on appear.
pub fn begin() {
    LazyLock::force(&RECORDER);
}

/// Counts one request and records how long it took.
pub fn count_request(method: &'static str, route: &str, status: u16, duration: Duration) {
    LazyLock::force(&RECORDER);
    let labels = [("method", method.to_owned()), ("route", route.to_owned()), ("status", class(status))];
    counter!(REQUESTS, &labels).increment(1);
    histogram!(DURATION, &labels).record(duration.as_secs_f64());
}

/// `2xx` for 200 to 299, and so on.
fn class(status: u16) -> String {
    format!("{}xx", status / 100)
}

/// All metrics in the text format of Prometheus.
pub fn render() -> String {
    LazyLock::force(&RECORDER);
    Collector::default().collect();
    RECORDER.render()
}

/// Folds recorded durations into their buckets from time to time, so that they don't pile up where nobody asks for
/// them. Never returns.
pub async fn keep_small() {
    let mut tick = tokio::time::interval(Duration::from_secs(5));
    loop {
        tick.tick().await;
        RECORDER.run_upkeep();
    }
}
