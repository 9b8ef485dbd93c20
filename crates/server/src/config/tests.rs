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
    assert_eq!(settings.public_origin().as_str(), "http://127.0.0.1:8080");
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
        unknown.starts_with("unknown setting `listne` in roster.toml; expected one of `database`, `listen`"),
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
    assert!(complaint("[embed]\nframe_ancestors = [\"https://*.example\"]").contains("`embed.frame_ancestors"));
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
fn an_origin_is_what_a_browser_sends() {
    assert_eq!("HTTPS://Roster.Example:443/".parse::<Origin>().unwrap().as_str(), "https://roster.example");
    for wrong in
        ["roster.example", "ftp://roster.example", "https://a@roster.example", "https://roster.example/?x", "null"]
    {
        assert!(wrong.parse::<Origin>().is_err(), "{wrong}");
    }
}
