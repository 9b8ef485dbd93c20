use crate::support::{get_with, server, settings};

#[tokio::test]
async fn every_request_gets_a_name_of_its_own() {
    let server = server(settings());
    let first = get_with(&server, "/api/v1/echo", &[]).await;
    let second = get_with(&server, "/api/v1/echo", &[]).await;
    assert_eq!(first.header("x-request-id").len(), 36);
    assert_ne!(first.header("x-request-id"), second.header("x-request-id"));
}

#[tokio::test]
async fn a_harmless_name_from_the_client_is_kept() {
    let longest = "a".repeat(64);
    for name in ["trace-0_A", &longest] {
        let answer = get_with(&server(settings()), "/api/v1/echo", &[("x-request-id", name)]).await;
        assert_eq!(answer.header("x-request-id"), name);
    }
}

#[tokio::test]
async fn any_other_name_from_the_client_is_replaced() {
    let too_long = "a".repeat(65);
    for name in ["", "two words", "a;b", "é", &too_long] {
        let answer = get_with(&server(settings()), "/api/v1/echo", &[("x-request-id", name)]).await;
        assert_eq!(answer.header("x-request-id").len(), 36, "{name:?}");
    }
}

#[tokio::test]
async fn it_is_not_in_the_body_so_that_one_404_is_like_another() {
    let server = server(settings());
    let bodies =
        [get_with(&server, "/api/v1/none", &[]).await.body, get_with(&server, "/api/v1/other", &[]).await.body];
    assert_eq!(bodies[0], bodies[1]);
}
