use std::{collections::HashMap, path::PathBuf};

use super::*;

/// Loads from a file of this text, these variables and these flags.
fn load(
    file: &str,
    variables: &[(&str, &str)],
    flags: &[(&'static str, &str)],
) -> (PathBuf, Result<Settings, ConfigError>) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("roster.toml");
    std::fs::write(&path, file).unwrap();
    let variables: HashMap<_, _> = variables.iter().copied().collect();
    let settings = Settings::load(&Sources {
        file: Some(&path),
        environment: &|name| variables.get(name).map(|value| (*value).to_owned()),
        flags: flags.iter().map(|(name, value)| (*name, (*value).to_owned())).collect(),
    });
    (path, settings)
}

/// What is said about a file of this text.
fn complaint(file: &str) -> String {
    let (path, settings) = load(file, &[], &[]);
    settings.unwrap_err().to_string().replace(&path.display().to_string(), "roster.toml")
}

#[test]
fn nothing_said_means_the_defaults() {
    let (_, settings) = load("", &[], &[]);
    let settings = settings.unwrap();
    assert_eq!(settings, Settings::default());
    assert_eq!(settings.public_origin().unwrap().as_str(), "http://127.0.0.1:8080");
}

#[test]
fn flags_win_over_the_environment_and_that_over_the_file() {
    let file = "listen = \"127.0.0.1:1\"\ndatabase = \"sqlite://file.db\"\n[session]\nidle = \"5m\"";
    let environment = [
        ("ROSTER_LISTEN", "127.0.0.1:2"),
        ("ROSTER_DATABASE", "sqlite://environment.db"),
        ("ROSTER_EMBED__FRAME_ANCESTORS", "https://a.example, https://b.example:8443"),
        ("ROSTER_TRUSTED_PROXIES", "127.0.0.1,10.0.0.0/8"),
        ("ROSTER_SERVICE_HOST", "10.0.0.1"),
    ];
    let settings = load(file, &environment, &[("listen", "127.0.0.1:3")]).1.unwrap();
    assert_eq!(settings.listen.port(), 3);
    assert_eq!(settings.database.expose(), "sqlite://environment.db");
    assert_eq!(settings.trusted_proxies, ["127.0.0.1/32", "10.0.0.0/8"].map(|network| network.parse().unwrap()));
    assert_eq!(settings.session.idle, SignedDuration::from_mins(5));
    assert_eq!(
        settings.embed.frame_ancestors,
        ["https://a.example", "https://b.example:8443"].map(|o| o.parse().unwrap())
    );
}

#[test]
fn an_unknown_setting_is_named_with_its_file() {
    let unknown = complaint("listne = \"127.0.0.1:80\"");
    assert!(
        unknown.starts_with("unknown setting `listne` in roster.toml; expected one of `database`, `secret_key_file`"),
        "{unknown}"
    );
    let nested = complaint("[session]\nidel = \"5m\"");
    assert_eq!(nested, "unknown setting `session.idel` in roster.toml; expected one of `idle`, `absolute`");
}

#[test]
fn a_value_that_cannot_be_used_is_named_with_what_is_expected() {
    assert_eq!(
        complaint("[session]\nidle = \"soon\""),
        "the setting `session.idle` in roster.toml is not usable: expected a duration such as 45s, 30m or 12h, \
         found \"soon\""
    );
    assert!(complaint("listen = 8080").contains("`listen` in roster.toml is not usable: expected an address and port"));
    assert!(complaint("public_url = \"https://a.example/roster\"").contains("without a path"));
    assert!(
        complaint("[log]\nlevel = \"loud\"").contains("expected error, warn, info, debug or trace, found \"loud\"")
    );
    assert!(complaint("[log]\nformat = \"xml\"").contains("expected text or json"));
    assert!(complaint("trusted_proxies = [\"nginx\"]").contains("expected a list of addresses or networks"));
    for origin in ["https://*.example", "https://a.example;", "https://a.example,b", "https://a'b.example", "https://"]
    {
        let said = complaint(&format!("[embed]\nframe_ancestors = [\"{origin}\"]"));
        assert!(said.contains("`embed.frame_ancestors"), "X17 {origin}: {said}");
    }
    assert!(complaint("[session]\nidle = \"48h\"").contains("`session.idle` is longer than `session.absolute`"));
    assert!(complaint("listen = ").starts_with("the configuration file roster.toml is not valid TOML"));
}

#[test]
fn the_environment_variable_and_the_flag_are_named_too() {
    let variable = load("", &[("ROSTER_SESSION__IDLE", "0s")], &[]).1.unwrap_err().to_string();
    assert!(
        variable.starts_with("the setting `session.idle` from the environment variable ROSTER_SESSION__IDLE is not"),
        "{variable}"
    );
    let flag = load("", &[], &[("public_url", "roster.example")]).1.unwrap_err().to_string();
    assert!(flag.starts_with("the setting `public_url` from the flag --public-url is not usable"), "{flag}");
}

#[test]
fn a_file_that_is_named_must_exist() {
    let sources = Sources { file: Some("/nowhere/roster.toml".as_ref()), environment: &|_| None, flags: Vec::new() };
    let complaint = Settings::load(&sources).unwrap_err().to_string();
    assert!(complaint.starts_with("cannot read the configuration file /nowhere/roster.toml: "), "{complaint}");
}

#[test]
fn a_database_password_is_never_shown() {
    let url: DatabaseUrl = "postgres://roster:hunter2@db.example/roster?password=hunter2".parse().unwrap();
    assert_eq!(
        format!("{url} {url:?}"),
        "postgres://roster:***@db.example/roster postgres://roster:***@db.example/roster"
    );
    let complaint = complaint("database = \"mysql://roster:hunter2@db.example/roster\"");
    assert!(
        complaint.contains("expected sqlite://FILE or postgres://") && !complaint.contains("hunter2"),
        "{complaint}"
    );
}

#[test]
fn mail_is_sent_only_when_a_server_is_named() {
    assert_eq!(load("", &[], &[]).1.unwrap().mail.smtp().unwrap(), None);
    let file = "[mail]\nhost = \"mail.example\"\nfrom = \"Roster <roster@acme.example>\"";
    let smtp = load(file, &[], &[]).1.unwrap().mail.smtp().unwrap().unwrap();
    assert_eq!((smtp.host.as_str(), smtp.port, smtp.security), ("mail.example", 587, Security::StartTls));
    assert_eq!(smtp.from.to_string(), "Roster <roster@acme.example>");
    assert_eq!((smtp.credentials, smtp.timeout), (None, SignedDuration::from_secs(30)));
    assert_eq!(smtp.first_retry, SignedDuration::from_secs(30));
}

#[test]
fn a_mail_server_can_stand_in_the_environment_or_in_one_address() {
    let environment = [
        ("ROSTER_MAIL__HOST", "::1"),
        ("ROSTER_MAIL__PORT", "2525"),
        ("ROSTER_MAIL__TLS", "none"),
        ("ROSTER_MAIL__FROM", "roster@acme.example"),
        ("ROSTER_MAIL__FIRST_RETRY", "2s"),
    ];
    let smtp = load("", &environment, &[]).1.unwrap().mail.smtp().unwrap().unwrap();
    assert_eq!((smtp.host.as_str(), smtp.port, smtp.security), ("::1", 2525, Security::None));
    assert_eq!(smtp.first_retry, SignedDuration::from_secs(2));
    let url = "[mail]\nfrom = \"a@b.example\"\nsmtp_url = \"smtps://ada%40acme:p%20ss@mail.example\"";
    let smtp = load(url, &[], &[]).1.unwrap().mail.smtp().unwrap().unwrap();
    assert_eq!((smtp.host.as_str(), smtp.port, smtp.security), ("mail.example", 465, Security::Tls));
    let (name, password) = smtp.credentials.unwrap();
    assert_eq!((name.as_str(), password.expose()), ("ada@acme", "p ss"));
}

#[test]
fn what_is_said_about_mail_has_to_make_sense() {
    let of = |lines: &str| complaint(&format!("[mail]\n{lines}"));
    let from = "from = \"a@b.example\"\n";
    assert!(of(from).contains("`mail.host` is missing although"));
    assert!(of("host = \"mail.example\"").contains("`mail.from` is missing: mails need a sender"));
    let plain = of(&format!("{from}host = \"mail.example\"\ntls = \"none\""));
    assert!(plain.contains("`mail.tls` is none") && plain.contains("mail.allow_unencrypted = true"), "{plain}");
    let allowed = format!("[mail]\n{from}host = \"mail.example\"\ntls = \"none\"\nallow_unencrypted = true");
    assert!(load(&allowed, &[], &[]).1.is_ok());
    let name_only = of(&format!("{from}host = \"mail.example\"\nusername = \"ada\""));
    assert!(name_only.contains("`mail.password` is missing although"), "{name_only}");
    assert!(of(&format!("{from}host = \"h\"\npassword_file = \"/nowhere\"")).contains("cannot read /nowhere"));
    assert!(of(&format!("{from}host = \"h\"\nsmtp_url = \"smtp://h\"")).contains("stands beside"));
    assert!(of("from = \"nobody\"").contains("expected an address such as Roster <roster@example.com>"));
    assert!(of("from = \"a\\r\\nbcc: x <a@b.example>\"").contains("expected an address such as"));
    assert!(of("port = 0").contains("expected a port from 1 to 65535"));
    assert!(of("tls = \"maybe\"").contains("expected starttls, tls or none, found \"maybe\""));
    assert!(of(&format!("{from}host = \"h\"\ntimeout = \"1h\"")).contains("`mail.timeout` is too long"));
    for out in ["999ms", "61m"] {
        let range = of(&format!("{from}host = \"h\"\nfirst_retry = \"{out}\""));
        assert!(range.contains("`mail.first_retry` is out of range; expected 1s to 1h"), "{range}");
    }
}

#[test]
fn a_mail_password_is_never_shown() {
    let file = "[mail]\nfrom = \"a@b.example\"\nhost = \"mail.example\"\nusername = \"ada\"\npassword = \"hunter2\"";
    let settings = load(file, &[], &[]).1.unwrap();
    let smtp = settings.mail.smtp().unwrap().unwrap();
    assert_eq!(smtp.credentials.as_ref().unwrap().1.expose(), "hunter2");
    let url = load("[mail]\nfrom = \"a@b.example\"\nsmtp_url = \"smtp://a:hunter2@h\"", &[], &[]).1.unwrap();
    let shown = format!("{settings:?} {smtp:?} {url:?}");
    assert!(!shown.contains("hunter2"), "{shown}");
    for wrong in ["smtp_url = \"http://a:hunter2@h\"", "smtp_url = \"smtp://a:hunter2@h/x\"", "password = 84271"] {
        let complaint = complaint(&format!("[mail]\n{wrong}"));
        assert!(!complaint.contains("hunter2") && !complaint.contains("84271"), "{complaint}");
    }
}

#[test]
fn an_origin_is_what_a_browser_sends() {
    assert_eq!("HTTPS://Roster.Example:443/".parse::<Origin>().unwrap().as_str(), "https://roster.example");
    for wrong in
        ["roster.example", "ftp://roster.example", "https://a@roster.example", "https://roster.example/?x", "null"]
    {
        assert!(wrong.parse::<Origin>().is_err(), "{wrong}");
    }
}

/// What is said about how browsers reach the server, given these flags.
fn reached(flags: &[(&'static str, &str)]) -> Result<String, String> {
    let origin = load("", &[], flags).1.unwrap().public_origin();
    origin.map(|origin| origin.to_string()).map_err(|error| error.to_string())
}

#[test]
fn f28_all_addresses_are_not_where_browsers_reach_it() {
    for listen in ["0.0.0.0:8080", "[::]:8080", "[::ffff:0.0.0.0]:8080"] {
        let missing = reached(&[("listen", listen)]).unwrap_err();
        assert_eq!(
            missing,
            "the setting `public_url` is missing although `listen` stands for all addresses of this machine; expected \
             how browsers reach this server, for example https://roster.example"
        );
        let url = ("public_url", "https://roster.example");
        assert_eq!(reached(&[("listen", listen), url]).unwrap(), "https://roster.example");
    }
    for url in ["http://0.0.0.0:8080", "http://0:8080", "http://[::]", "https://[::ffff:0.0.0.0]"] {
        let unusable = reached(&[("public_url", url)]).unwrap_err();
        assert!(unusable.starts_with("the setting `public_url` stands for all addresses"), "{url}: {unusable}");
    }
    assert_eq!(reached(&[("listen", "192.0.2.7:80")]).unwrap(), "http://192.0.2.7");
}

#[test]
fn limits_of_connections_are_numbers_and_durations() {
    let environment = [("ROSTER_CONNECTIONS__MAX", "64"), ("ROSTER_CONNECTIONS__BODY_TIMEOUT", "1m")];
    let settings = load("[connections]\nmax_per_client = 8", &environment, &[]).1.unwrap();
    let connections = settings.connections;
    assert_eq!((connections.max, connections.max_per_client), (64, 8));
    assert_eq!(connections.body_timeout, SignedDuration::from_mins(1));
    for wrong in ["max = 0", "max = -1", "max_per_client = \"many\""] {
        assert!(
            complaint(&format!("[connections]\n{wrong}")).contains("expected a whole number, at least 1"),
            "{wrong}"
        );
    }
}

#[test]
fn f26_limits_and_who_creates_organizations_are_settings() {
    let environment = [("ROSTER_ORGANIZATIONS__SELF_SERVICE", "false"), ("ROSTER_LIMITS__MAILS_PER_RECIPIENT", "3")];
    let settings = load("[limits]\nmails_per_new_organization = 7", &environment, &[]).1.unwrap();
    assert!(!settings.organizations.self_service);
    let limits = settings.limits;
    assert_eq!((limits.mails_per_recipient.get(), limits.mails_per_new_organization.get()), (3, 7));
    assert_eq!((limits.mails_per_account.get(), limits.mails_per_organization.get()), (2_000, 5_000));
    assert!(complaint("[limits]\nmails_per_account = 0").contains("expected a whole number, at least 1"));
}
