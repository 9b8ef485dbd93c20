use crate::support::{get_with, server, settings};

#[tokio::test]
async fn a_panic_is_a_problem_and_the_server_goes_on() {
    let server = server(settings());
    let answer = get_with(&server, "/api/v1/panic", &[]).await;
    assert_eq!((answer.status, answer.code().as_str()), (500, "internal"));
    assert!(!answer.body.contains("on purpose"), "{}", answer.body);
    assert_eq!(get_with(&server, "/api/v1/echo", &[]).await.status, 200);
}

#[tokio::test(start_paused = true)]
async fn a_request_that_hangs_is_answered_all_the_same() {
    let answer = get_with(&server(settings()), "/api/v1/forever", &[]).await;
    assert_eq!((answer.status, answer.code().as_str()), (503, "unavailable"));
}
