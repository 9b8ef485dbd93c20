//! The message of a mail, as it goes over the wire.

use std::time::SystemTime;

use jiff::Timestamp;
use lettre::{
    Address, Message,
    message::{
        Mailbox, MultiPart,
        header::{HeaderName, HeaderValue},
    },
};

use super::MailContent;
use crate::store::outbox::MailId;

/// Bytes to hand over, and between whom.
pub struct Outgoing {
    pub from: Address,
    pub to: Address,
    pub bytes: Vec<u8>,
}

/// Why a mail cannot become a message.
#[derive(Debug, thiserror::Error)]
pub(super) enum Unsendable {
    /// No server would take mail to such an address.
    #[error("the recipient's address cannot be used in mail")]
    Recipient,
    #[error("the message cannot be put together")]
    Message,
}

/// Puts headers around the content. The same mail always has the same Message-ID, so that one which arrives twice is
/// recognised.
pub(super) fn message(
    content: &MailContent,
    id: MailId,
    from: &Mailbox,
    recipient: &str,
    now: Timestamp,
) -> Result<Outgoing, Unsendable> {
    let to = address(recipient).ok_or(Unsendable::Recipient)?;
    // Answers of other machines (out of office) are not wanted.
    let automatic = HeaderValue::new(HeaderName::new_from_ascii_str("Auto-Submitted"), "auto-generated".to_owned());
    let message = Message::builder()
        .from(from.clone())
        .to(Mailbox::new(None, to.clone()))
        .subject(content.subject.as_str())
        .date(SystemTime::from(now))
        .message_id(Some(format!("<{id}@{}>", from.email.domain())))
        .raw_header(automatic)
        .multipart(MultiPart::alternative_plain_html(content.text.clone(), content.html.clone()))
        .map_err(|_| Unsendable::Message)?;
    Ok(Outgoing { from: from.email.clone(), to, bytes: message.formatted() })
}

/// An address as mail servers take it: the domain in ASCII.
fn address(text: &str) -> Option<Address> {
    let (user, domain) = text.rsplit_once('@')?;
    if user.contains(|letter: char| letter.is_control() || letter.is_whitespace()) {
        return None;
    }
    let domain = url::Host::parse(domain).ok()?.to_string();
    Address::new(user, domain).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Identifier;

    #[test]
    fn i10_no_name_or_address_adds_a_header() {
        let content = MailContent {
            subject: "Invitation to Acme\r\nBcc: all@example.com\r\n\r\n<b>".to_owned(),
            text: "t".to_owned(),
            html: "h".to_owned(),
            link: String::new(),
        };
        let from = "Roster <roster@acme.example>".parse().unwrap();
        let id = MailId::from_u128(7);
        let outgoing = message(&content, id, &from, "ada@acme.example", Timestamp::UNIX_EPOCH).unwrap();
        let text = String::from_utf8(outgoing.bytes).unwrap();
        let (head, _) = text.split_once("\r\n\r\n").unwrap();
        let names: Vec<_> = head
            .lines()
            .filter(|line| !line.starts_with([' ', '\t']))
            .map(|line| line.split(':').next().unwrap())
            .collect();
        assert_eq!(
            names,
            ["From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "MIME-Version", "Content-Type"]
        );
        for wrong in ["ada", "a b@c.example", "a@b.example\r\nBcc: x@y.example", "a\r\n@b.example", "@b.example", "a@"]
        {
            assert!(message(&content, id, &from, wrong, Timestamp::UNIX_EPOCH).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_domain_is_written_in_ascii() {
        assert_eq!(address("Ada@Bücher.example").unwrap().to_string(), "Ada@xn--bcher-kva.example");
    }
}
