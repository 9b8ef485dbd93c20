//! Where the subscription of an organization is managed.

use std::str::FromStr;

use api_types::{MAX_URL, is_web_url};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

/// Stands for the number of an organization.
const NUMBER: &str = "{number}";

/// A URL, `https:`, with a place for the number of an organization.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BillingUrl(String);

/// It is no such URL.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a URL that begins with https:// and contains {NUMBER}")]
pub struct InvalidBillingUrl;

impl BillingUrl {
    /// The URL for the organization with this number.
    pub fn of(&self, number: &str) -> String {
        self.0.replace(NUMBER, &utf8_percent_encode(number, NON_ALPHANUMERIC).to_string())
    }
}

impl FromStr for BillingUrl {
    type Err = InvalidBillingUrl;

    fn from_str(text: &str) -> Result<Self, InvalidBillingUrl> {
        let url = Self(text.to_owned());
        let (host, _) = text.strip_prefix("https://").and_then(|rest| rest.split_once('/')).ok_or(InvalidBillingUrl)?;
        // The number of an organization must not choose the server.
        let is_valid = text.contains(NUMBER) && !host.contains(['{', '}', '@']) && text.len() <= MAX_URL;
        if is_valid && is_web_url(&url.of("1")) { Ok(url) } else { Err(InvalidBillingUrl) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn org4_the_number_is_one_part_of_the_url() {
        let url: BillingUrl = "https://billing.example/customers/{number}?from=roster".parse().unwrap();
        assert_eq!(url.of("10234"), "https://billing.example/customers/10234?from=roster");
        assert_eq!(url.of("A-1/../x?y"), "https://billing.example/customers/A%2D1%2F%2E%2E%2Fx%3Fy?from=roster");
        for text in [
            "http://billing.example/{number}",
            "https://billing.example/",
            "https://{number}.example/",
            "https://billing.example{number}",
            "javascript:alert({number})",
            "{number}",
            "",
        ] {
            assert_eq!(text.parse::<BillingUrl>(), Err(InvalidBillingUrl), "{text}");
        }
    }
}
