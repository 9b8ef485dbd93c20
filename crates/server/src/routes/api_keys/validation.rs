//! What is acceptable for an API key.

use api_types::{ApiScope, FieldProblem, MAX_KEY_ADDRESSES, MAX_KEY_DAYS, NameProblem, read_name};
use ipnet::IpNet;

use crate::{client::read_address, error::ApiError};

/// The name as it is stored.
pub fn name(name: &str) -> Result<String, FieldProblem> {
    read_name(name).map(str::to_owned).map_err(|what| {
        let detail = match what {
            NameProblem::Missing => "Enter a name for the key.",
            NameProblem::TooLong => "At most 120 characters.",
            NameProblem::Invalid => "One line of text, without control characters.",
        };
        problem("/name", what.code(), detail)
    })
}

/// The networks, each once and without the bits of a host.
pub fn addresses(addresses: &[String]) -> Result<Vec<IpNet>, FieldProblem> {
    if addresses.len() > MAX_KEY_ADDRESSES {
        return Err(problem("/addresses", "too_many", "At most 50 addresses and networks."));
    }
    let mut networks = Vec::new();
    for (place, text) in addresses.iter().enumerate() {
        let network = network(text.trim()).ok_or_else(|| {
            problem(&format!("/addresses/{place}"), "invalid", "An IP address or a network, such as 203.0.113.0/28.")
        })?;
        if !networks.contains(&network) {
            networks.push(network);
        }
    }
    Ok(networks)
}

/// A network, or an address as the network that has only it.
fn network(text: &str) -> Option<IpNet> {
    let network = text.parse().ok().or_else(|| read_address(text).map(IpNet::from))?;
    Some(IpNet::trunc(&network))
}

/// The scopes, each once.
pub fn scopes(mut scopes: Vec<ApiScope>) -> Result<Vec<ApiScope>, FieldProblem> {
    scopes.sort_unstable();
    scopes.dedup();
    if scopes.is_empty() { Err(problem("/scopes", "required", "Choose at least one scope.")) } else { Ok(scopes) }
}

/// The lifetime, in days.
pub fn lifetime(days: Option<u16>) -> Result<Option<u16>, FieldProblem> {
    match days {
        Some(days) if !(1..=MAX_KEY_DAYS).contains(&days) => {
            Err(problem("/lifetime_days", "invalid", "1 to 3,650 days."))
        }
        days => Ok(days),
    }
}

/// Everything that is wrong, at once.
pub fn all(problems: impl IntoIterator<Item = Option<FieldProblem>>) -> ApiError {
    ApiError::Invalid(problems.into_iter().flatten().collect())
}

fn problem(pointer: &str, code: &str, detail: &str) -> FieldProblem {
    FieldProblem { pointer: pointer.to_owned(), code: code.to_owned(), detail: detail.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_networks_without_the_bits_of_a_host() {
        let read = |texts: &[&str]| {
            let texts: Vec<_> = texts.iter().map(|text| (*text).to_owned()).collect();
            addresses(&texts).map(|all| all.iter().map(ToString::to_string).collect::<Vec<_>>())
        };
        let kept = read(&[" 203.0.113.4 ", "203.0.113.9/28", "203.0.113.0/28", "2001:db8::1"]).unwrap();
        assert_eq!(kept, ["203.0.113.4/32", "203.0.113.0/28", "2001:db8::1/128"]);
        assert_eq!(read(&[]).unwrap(), Vec::<String>::new());
        for odd in ["", "203.0.113", "203.0.113.0/33", "portal.example", "203.0.113.0/28 203.0.113.4", "*"] {
            let problem = read(&["203.0.113.4", odd]).unwrap_err();
            assert_eq!((problem.pointer.as_str(), problem.code.as_str()), ("/addresses/1", "invalid"), "{odd:?}");
        }
        assert_eq!(read(&["203.0.113.4"; MAX_KEY_ADDRESSES + 1]).unwrap_err().code, "too_many");
    }
}
