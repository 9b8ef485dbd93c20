//! What became of a mail, in words.

use std::collections::BTreeMap;

use api_types::{Delivery, DeliveryState, MemberId};

use crate::i18n::{Format, Texts};

/// The newest mail to each of several people.
pub type Deliveries = BTreeMap<MemberId, Delivery>;

/// What is worth saying of the mail of an invitation: nothing if it has simply arrived.
pub fn delivery_note(delivery: &Delivery, texts: &Texts, format: Format) -> Option<String> {
    mail_note(delivery, texts.member.mail_given_up, texts, format)
}

/// What is worth saying of a mail; `given_up` says what to do once it is not tried again.
pub fn mail_note(delivery: &Delivery, given_up: &str, texts: &Texts, format: Format) -> Option<String> {
    let texts = &texts.member;
    let trouble = delivery.error.as_deref().map(texts.mail_trouble).unwrap_or_default();
    let doubt = if delivery.uncertain { texts.mail_uncertain } else { "" };
    let next = match (delivery.state, &delivery.next_attempt_at) {
        (DeliveryState::Waiting, Some(at)) if delivery.attempts > 0 => (texts.mail_next)(&format.date_time(at)),
        (DeliveryState::Failed, _) => given_up.to_owned(),
        _ => String::new(),
    };
    let sentences = [trouble, doubt, &next].into_iter().filter(|sentence| !sentence.is_empty());
    Some(sentences.collect::<Vec<_>>().join(" ")).filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::{Catalogue, Language};

    fn note(state: DeliveryState, error: Option<&str>, uncertain: bool) -> Option<String> {
        let error = error.map(str::to_owned);
        let delivery = Delivery { state, attempts: 1, next_attempt_at: None, sent_at: None, uncertain, error };
        delivery_note(&delivery, Texts::in_language(Language::En), Format::new(Language::En))
    }

    #[test]
    fn only_what_went_wrong_is_worth_a_word() {
        assert_eq!(note(DeliveryState::Sent, None, false), None);
        assert_eq!(note(DeliveryState::Waiting, None, false), None);
        let refused = note(DeliveryState::Failed, Some("recipient_refused"), false).unwrap();
        assert_eq!(refused, "The mail server refused this address. We've stopped retrying. Share the link instead.");
        let twice = note(DeliveryState::Sent, None, true).unwrap();
        assert_eq!(twice, "The connection dropped while sending, so it may arrive twice.");
    }
}
