use axum::{body::Body, http::Request};
use http_body_util::BodyExt;
use tower::ServiceExt;

use super::*;
use crate::mail::MailContent;

fn filled() -> Mailbox {
    let mailbox = Mailbox::default();
    let content = MailContent {
        subject: "Invitation to <b>Acme</b>".to_owned(),
        text: "Hello <script>alert(1)</script>\n\nhttp://127.0.0.1/invitation#abc\n".to_owned(),
        html: "<p style=\"color:red\">html</p>".to_owned(),
        link: "http://127.0.0.1/invitation#abc".to_owned(),
    };
    mailbox.store("2026-03-04T05:06:07Z".parse().unwrap(), "bob@example.com", content);
    mailbox
}

async fn get_page(mailbox: Mailbox, path: &str, language: &str) -> (StatusCode, String) {
    let request = Request::builder().uri(path).header(ACCEPT_LANGUAGE, language).body(Body::empty()).unwrap();
    let response = routes(mailbox).oneshot(request).await.unwrap();
    let status = response.status();
    let body = response.into_body().collect().await.unwrap().to_bytes();
    (status, String::from_utf8(body.to_vec()).unwrap())
}

#[tokio::test]
async fn the_page_says_that_the_demo_sends_no_email() {
    for (language, expected) in [("en", "The demo sends no email."), ("de-AT", "Die Demo sendet keine E-Mails.")] {
        let (status, body) = get_page(Mailbox::default(), "/mailbox", language).await;
        assert_eq!(status, 200);
        assert!(body.contains(expected), "{body}");
    }
}

#[tokio::test]
async fn o1_a_mail_is_shown_as_text_with_its_link() {
    let (status, list) = get_page(filled(), "/mailbox", "en").await;
    assert_eq!(status, 200);
    assert!(list.contains("href=\"/mailbox/1\"") && list.contains("bob@example.com"), "{list}");
    let (status, mail) = get_page(filled(), "/mailbox/1", "en").await;
    assert_eq!(status, 200);
    assert!(
        mail.contains("href=\"http://127.0.0.1/invitation#abc\"") && mail.contains("4 March 2026, 05:06"),
        "{mail}"
    );
    for page in [list, mail] {
        for refused in ["<script", "<b>Acme", " style=", "<style", " onclick="] {
            assert!(!page.contains(refused), "{refused}: {page}");
        }
    }
}

#[tokio::test]
async fn a_mail_that_is_not_kept_is_404() {
    for path in ["/mailbox/2", "/mailbox/x", "/mailbox/18446744073709551616"] {
        let (status, body) = get_page(filled(), path, "en").await;
        assert_eq!(status, 404, "{path}");
        assert!(body.contains("no longer here"), "{body}");
    }
}
