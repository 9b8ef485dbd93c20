//! What is acceptable as a setting of an organization.

use api_types::{
    FieldProblem, IdentityProvider, MAX_DOMAIN, MAX_DOMAINS, MAX_GRACE_DAYS, MAX_INVITATION_DAYS, MAX_REMINDER_DAYS,
    MAX_URL, NameProblem, OrganizationChanges, is_web_url, looks_like_url, read_accent, read_name,
};
use jiff::tz::TimeZone;

use super::create::{name_problem, number_problem, problem};
use crate::{
    error::ApiError,
    store::{invitations::Address, organizations::NewSettings},
};

/// The changes as they are stored, by somebody with this address. What depends on the time is left out.
///
/// # Errors
/// Everything that is wrong, at once.
pub fn validated(changes: OrganizationChanges, own_email: &str) -> Result<NewSettings, ApiError> {
    let mut problems = Vec::new();
    let mut keep = |problem: FieldProblem| problems.push(problem);
    let name = read(changes.name, valid_name, &mut keep);
    let number = read(changes.number, valid_number, &mut keep);
    let time_zone = read(changes.time_zone, known_zone, &mut keep);
    let portal_url = read(changes.portal_url, valid_portal, &mut keep);
    let identity_provider = match changes.identity_provider.map(valid_provider).transpose() {
        Ok(provider) => provider,
        Err(wrong) => {
            wrong.into_iter().for_each(&mut keep);
            None
        }
    };
    if changes.two_factor_grace_days.is_some_and(|days| days > MAX_GRACE_DAYS) {
        keep(problem("/two_factor_grace_days", "too_large", "At most 90 days."));
    }
    let allowed_domains = read(changes.allowed_domains, |domains| valid_domains(&domains, own_email), &mut keep);
    if changes.invitation_days.is_some_and(|days| !(1..=MAX_INVITATION_DAYS).contains(&days)) {
        keep(problem("/invitation_days", "invalid", "1 to 90 days."));
    }
    if changes.reminder_days.is_some_and(|days| days > MAX_REMINDER_DAYS) {
        keep(problem("/reminder_days", "too_large", "At most 30 days."));
    }
    let accent = read(changes.accent, valid_accent, &mut keep);
    if !problems.is_empty() {
        return Err(ApiError::Invalid(problems));
    }
    Ok(NewSettings {
        name,
        number,
        time_zone,
        names_administrators: changes.names_administrators,
        portal_url,
        identity_provider,
        two_factor_from: None,
        allowed_domains,
        invitation_days: changes.invitation_days,
        reminder_days: changes.reminder_days,
        default_role: changes.default_role,
        accent,
    })
}

/// Reads a field, if the request has it; keeps what is wrong with it.
fn read<T, R>(
    field: Option<T>,
    read: impl FnOnce(T) -> Result<R, FieldProblem>,
    keep: &mut impl FnMut(FieldProblem),
) -> Option<R> {
    field.and_then(|field| read(field).map_err(keep).ok())
}

fn valid_name(name: String) -> Result<String, FieldProblem> {
    let name = read_name(&name).map_err(name_problem)?;
    if looks_like_url(name) {
        return Err(problem("/name", "invalid", "Enter a name, not a URL. Put a space after each full stop."));
    }
    Ok(name.to_owned())
}

fn valid_number(number: String) -> Result<String, FieldProblem> {
    let number = number.trim();
    number_problem(number).map_or(Ok(()), Err)?;
    Ok(number.to_owned())
}

/// The zone by the name that the time zone database has for it.
fn known_zone(name: String) -> Result<String, FieldProblem> {
    let zone = TimeZone::get(name.trim()).ok();
    let name = zone.as_ref().and_then(TimeZone::iana_name).map(str::to_owned);
    name.ok_or_else(|| problem("/time_zone", "unknown", "A time zone by its IANA name, for example Europe/Berlin."))
}

/// The way back; nothing for an empty text.
fn valid_portal(url: String) -> Result<Option<String>, FieldProblem> {
    let url = url.trim();
    if url.is_empty() {
        return Ok(None);
    }
    let is_secure = url.get(..8).is_some_and(|start| start.eq_ignore_ascii_case("https://"));
    if url.len() > MAX_URL {
        Err(problem("/portal_url", "too_long", "At most 1,000 bytes."))
    } else if is_secure && is_web_url(url) {
        Ok(Some(url.to_owned()))
    } else {
        Err(problem("/portal_url", "invalid", "A URL that begins with https://."))
    }
}

/// The colour; nothing for an empty text.
fn valid_accent(accent: String) -> Result<Option<String>, FieldProblem> {
    if accent.trim().is_empty() {
        return Ok(None);
    }
    let read = read_accent(&accent).map(Some);
    read.ok_or_else(|| problem("/accent", "invalid", "A hexadecimal colour, for example #1d63a8."))
}

/// The domains, each once, as the keys of addresses have them.
fn valid_domains(domains: &[String], own_email: &str) -> Result<Vec<String>, FieldProblem> {
    if domains.len() > MAX_DOMAINS {
        return Err(problem("/allowed_domains", "too_many", "At most 50 domains."));
    }
    let mut read = Vec::new();
    for (place, domain) in domains.iter().enumerate() {
        let pointer = format!("/allowed_domains/{place}");
        let domain = domain_of(&["a@", domain.trim().trim_start_matches('@')].concat());
        let domain = domain.ok_or_else(|| problem(&pointer, "invalid", "A domain, for example acme.example."))?;
        if !read.contains(&domain) {
            read.push(domain);
        }
    }
    let own = domain_of(own_email);
    if !read.is_empty() && own.is_some_and(|own| !read.contains(&own)) {
        let detail = "The domain of your own address must be one of them.";
        return Err(problem("/allowed_domains", "own_domain", detail));
    }
    Ok(read)
}

/// The domain of an address.
fn domain_of(email: &str) -> Option<String> {
    let address = Address::read(email).ok()?;
    Some(address.domain().to_owned()).filter(|domain| domain.len() <= MAX_DOMAIN)
}

/// The provider; nothing for an empty one.
fn valid_provider(
    IdentityProvider { name, url }: IdentityProvider,
) -> Result<Option<IdentityProvider>, Vec<FieldProblem>> {
    let url = url.trim();
    let name = match read_name(&name) {
        Err(NameProblem::Missing) if url.is_empty() => return Ok(None),
        name => name.map_err(provider_name_problem),
    };
    let url = valid_url(url);
    match (name, url) {
        (Ok(name), Ok(url)) => Ok(Some(IdentityProvider { name: name.to_owned(), url })),
        (name, url) => Err(name.err().into_iter().chain(url.err()).collect()),
    }
}

fn valid_url(text: &str) -> Result<String, FieldProblem> {
    if text.len() > MAX_URL {
        return Err(problem("/identity_provider/url", "too_long", "At most 1,000 bytes."));
    }
    if is_web_url(text) {
        Ok(text.to_owned())
    } else {
        let detail = "A URL that begins with https:// or http://.";
        Err(problem("/identity_provider/url", "invalid", detail))
    }
}

fn provider_name_problem(what: NameProblem) -> FieldProblem {
    let detail = match what {
        NameProblem::Missing => "Enter a name for the identity provider.",
        NameProblem::TooLong => "At most 120 characters.",
        NameProblem::Invalid => "One line of text, without control characters.",
    };
    problem("/identity_provider/name", what.code(), detail)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn provider(name: &str, url: &str) -> OrganizationChanges {
        let provider = IdentityProvider { name: name.to_owned(), url: url.to_owned() };
        OrganizationChanges { identity_provider: Some(provider), ..OrganizationChanges::default() }
    }

    fn codes(changes: OrganizationChanges) -> Vec<String> {
        match validated(changes, "ada@acme.example") {
            Err(ApiError::Invalid(errors)) => {
                errors.into_iter().map(|it| format!("{} {}", it.pointer, it.code)).collect()
            }
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_time_zone_has_the_name_that_the_database_has() {
        let zone = |name: &str| OrganizationChanges { time_zone: Some(name.to_owned()), ..Default::default() };
        let read = |name| validated(zone(name), "ada@acme.example").unwrap().time_zone;
        assert_eq!(read(" europe/berlin "), Some("Europe/Berlin".to_owned()));
        assert_eq!(read("utc"), Some("UTC".to_owned()));
        for name in ["", "Mars/Olympus", "Europe/Berlin\0", "../etc/passwd", "+01:00"] {
            assert_eq!(codes(zone(name)), ["/time_zone unknown"], "{name:?}");
        }
    }

    #[test]
    fn org4_domains_are_read_as_addresses_have_them_and_ones_own_is_needed() {
        let domains = |domains: &[&str]| {
            let domains = domains.iter().map(|domain| (*domain).to_owned()).collect();
            OrganizationChanges { allowed_domains: Some(domains), ..OrganizationChanges::default() }
        };
        let read = |all: &[&str]| validated(domains(all), "ada@acme.example").unwrap().allowed_domains.unwrap();
        assert_eq!(
            read(&[" ACME.example ", "@bücher.example", "acme.example"]),
            ["acme.example", "xn--bcher-kva.example"]
        );
        assert!(read(&[]).is_empty());
        assert_eq!(codes(domains(&["other.example"])), ["/allowed_domains own_domain"]);
        for odd in ["", "acme", "a b.example", "x@y.example", "*.example", "1.2.3.4"] {
            assert_eq!(codes(domains(&["acme.example", odd])), ["/allowed_domains/1 invalid"], "{odd:?}");
        }
        assert_eq!(codes(domains(&["acme.example"; MAX_DOMAINS + 1])), ["/allowed_domains too_many"]);
    }

    #[test]
    fn org4_the_way_back_is_an_https_url() {
        let portal = |url: &str| OrganizationChanges { portal_url: Some(url.to_owned()), ..Default::default() };
        let read = |url| validated(portal(url), "ada@acme.example").unwrap().portal_url.unwrap();
        assert_eq!(read(" HTTPS://portal.example/a "), Some("HTTPS://portal.example/a".to_owned()));
        assert_eq!(read(" "), None);
        for url in ["http://portal.example", "javascript:alert(1)", "https://", "https://a@b.example"] {
            assert_eq!(codes(portal(url)), ["/portal_url invalid"], "{url}");
        }
    }

    #[test]
    fn everything_wrong_is_said_at_once() {
        let changes = OrganizationChanges {
            name: Some("evil.example".to_owned()),
            number: Some("a b".to_owned()),
            invitation_days: Some(91),
            reminder_days: Some(31),
            two_factor_grace_days: Some(91),
            ..OrganizationChanges::default()
        };
        let wrong =
            ["/name invalid", "/number invalid", "/two_factor_grace_days too_large", "/invitation_days invalid"];
        assert_eq!(codes(changes), [&wrong[..], &["/reminder_days too_large"]].concat());
    }

    #[test]
    fn an_identity_provider_has_a_name_and_a_web_address() {
        let read = |name, url| validated(provider(name, url), "ada@acme.example").unwrap().identity_provider.unwrap();
        let kept = read(" Acme Login ", "https://id.acme.example/password?a=b").unwrap();
        assert_eq!((&*kept.name, &*kept.url), ("Acme Login", "https://id.acme.example/password?a=b"));
        assert_eq!(read(" ", ""), None);
        for url in ["", "id.acme.example", "javascript:alert(1)", "ftp://a.example", "https://a:b@c.example", "data:,a"]
        {
            assert_eq!(codes(provider("Acme", url)), ["/identity_provider/url invalid"], "{url:?}");
        }
        let long = format!("https://a.example/{}", "a".repeat(MAX_URL));
        assert_eq!(codes(provider("", &long)), ["/identity_provider/name required", "/identity_provider/url too_long"]);
    }
}
