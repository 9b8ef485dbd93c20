use std::{
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};

use roster_server::http::HttpSettings;

use crate::support::{get_with, server, settings};

#[tokio::test]
async fn a_live_process_says_so_whatever_the_database_does() {
    let broken = HttpSettings { ready: Arc::new(|| Box::pin(async { false })), ..settings() };
    assert_eq!(get_with(&server(broken), "/health/live", &[]).await.status, 200);
}

#[tokio::test]
async fn readiness_follows_the_database() {
    assert_eq!(get_with(&server(settings()), "/health/ready", &[]).await.status, 200);
    let broken = HttpSettings { ready: Arc::new(|| Box::pin(async { false })), ..settings() };
    assert_eq!(get_with(&server(broken), "/health/ready", &[]).await.status, 503);
}

#[tokio::test(start_paused = true)]
async fn a_database_that_hangs_is_not_ready() {
    let hanging = HttpSettings { ready: Arc::new(|| Box::pin(std::future::pending())), ..settings() };
    assert_eq!(get_with(&server(hanging), "/health/ready", &[]).await.status, 503);
}

#[tokio::test(start_paused = true)]
async fn whoever_asks_again_at_once_gets_the_same_answer() {
    let asked = Arc::new(AtomicU32::new(0));
    let count = Arc::clone(&asked);
    let ready = Arc::new(move || {
        let first = count.fetch_add(1, Ordering::Relaxed) == 0;
        Box::pin(async move { first }) as _
    });
    let server = server(HttpSettings { ready, ..settings() });
    for _ in 0..10 {
        assert_eq!(get_with(&server, "/health/ready", &[]).await.status, 200);
    }
    assert_eq!(asked.load(Ordering::Relaxed), 1);
    tokio::time::advance(Duration::from_secs(1)).await;
    assert_eq!(get_with(&server, "/health/ready", &[]).await.status, 503);
}

#[tokio::test]
async fn metrics_count_by_route_and_never_by_address() {
    let server = server(settings());
    get_with(&server, "/api/v1/organizations/org_secret?q=hidden", &[]).await;
    get_with(&server, "/nowhere-secret", &[]).await;
    let metrics = get_with(&server, "/metrics", &[]).await;
    assert_eq!(metrics.status, 200);
    assert!(metrics.header("content-type").starts_with("text/plain; version=0.0.4"));
    let counted =
        "roster_http_requests_total{method=\"GET\",route=\"/api/v1/organizations/{organization}\",status=\"2xx\"}";
    assert!(metrics.body.contains(counted), "{}", metrics.body);
    assert!(metrics.body.contains("roster_http_request_duration_seconds_bucket{"), "{}", metrics.body);
    assert!(metrics.body.contains("roster_build_info{version="), "{}", metrics.body);
    assert!(metrics.body.contains("process_start_time_seconds"), "{}", metrics.body);
    assert!(!metrics.body.contains("secret") && !metrics.body.contains("hidden"), "{}", metrics.body);
}
