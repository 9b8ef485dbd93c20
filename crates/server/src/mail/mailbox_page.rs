//! `/mailbox`: the mails of the demo, as pages without a script.

use api_types::Language;
use askama::Template;
use axum::{
    Router,
    extract::{Path, State},
    http::{
        HeaderMap, StatusCode,
        header::{ACCEPT_LANGUAGE, CONTENT_LANGUAGE, CONTENT_TYPE},
    },
    response::{Html, IntoResponse, Response},
    routing::get,
};
use jiff::Timestamp;

use super::{
    Mailbox, StoredMail,
    texts::{self, MailboxTexts},
};

const STYLE: &str = include_str!("../../templates/mailbox/style.css");

#[derive(Template)]
#[template(path = "mailbox/list.html")]
struct ListPage {
    texts: &'static MailboxTexts,
    language: Language,
    mails: Vec<StoredMail>,
}

#[derive(Template)]
#[template(path = "mailbox/mail.html")]
struct MailPage {
    texts: &'static MailboxTexts,
    language: Language,
    /// None: it is not kept any more.
    mail: Option<StoredMail>,
}

impl ListPage {
    fn moment(&self, at: &Timestamp) -> String {
        texts::moment(self.language, *at)
    }
}

impl MailPage {
    fn moment(&self, at: &Timestamp) -> String {
        texts::moment(self.language, *at)
    }
}

/// The pages of a mailbox.
pub fn routes(mailbox: Mailbox) -> Router {
    Router::new()
        .route("/mailbox", get(list))
        .route("/mailbox/style.css", get(async || ([(CONTENT_TYPE, "text/css; charset=utf-8")], STYLE)))
        .route("/mailbox/{number}", get(mail))
        .with_state(mailbox)
}

async fn list(State(mailbox): State<Mailbox>, headers: HeaderMap) -> Response {
    let (language, texts) = language(&headers);
    page(StatusCode::OK, language, &ListPage { texts, language, mails: mailbox.all() })
}

async fn mail(State(mailbox): State<Mailbox>, Path(number): Path<String>, headers: HeaderMap) -> Response {
    let (language, texts) = language(&headers);
    let mail = number.parse().ok().and_then(|number| mailbox.get(number));
    let status = if mail.is_some() { StatusCode::OK } else { StatusCode::NOT_FOUND };
    page(status, language, &MailPage { texts, language, mail })
}

fn language(headers: &HeaderMap) -> (Language, &'static MailboxTexts) {
    let accepted = headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let language = texts::accepted(accepted);
    (language, &texts::texts(language).mailbox)
}

fn page(status: StatusCode, language: Language, page: &impl Template) -> Response {
    match page.render() {
        Ok(html) => (status, [(CONTENT_LANGUAGE, language.tag())], Html(html)).into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

#[cfg(test)]
mod tests;
