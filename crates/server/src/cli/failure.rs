//! Why a command could not be carried out: one sentence that says what to do.

use std::{io, net::SocketAddr, path::PathBuf};

use crate::{
    config::{ConfigError, DatabaseUrl},
    mail::SmtpError,
    session::HashingFailed,
    state::StartError,
    store::{BackupError, DatabaseError, accounts::NewAdministratorError, api_keys::ApiKeyError, audit::Fault},
};

/// What is told to whoever started the command.
#[derive(Debug, thiserror::Error)]
pub(super) enum Failure {
    #[error("{0}")]
    Config(#[from] ConfigError),
    #[error("{0}")]
    Smtp(#[from] SmtpError),
    #[error("the system refuses to start threads: {0}; check the limits of this user")]
    Runtime(io::Error),
    #[error("the system refuses to announce its signals: {0}; check the limits of this user")]
    Signals(io::Error),
    #[error("{address} is in use by another program; stop that one, or choose another port (--{flag})")]
    PortInUse { address: SocketAddr, flag: &'static str },
    #[error("cannot listen on {address}: {cause}; choose another address or port (--{flag})")]
    Listen { address: SocketAddr, flag: &'static str, cause: io::Error },
    #[error("the server stopped: {0}")]
    Serve(io::Error),
    #[error("{}", database(at, cause))]
    Database { at: DatabaseUrl, cause: DatabaseError },
    #[error("cannot write to the database {at}: {cause}; check that this user may change it, its file and its folder")]
    Start { at: DatabaseUrl, cause: StartError },
    #[error("nothing was created: {0}")]
    Administrator(#[from] NewAdministratorError),
    #[error("nothing was created: {0}")]
    Hashing(#[from] HashingFailed),
    #[error("nothing was changed: {0}")]
    ApiKey(#[from] ApiKeyError),
    #[error("the audit log has a fault: {0}; compare it with a backup")]
    AuditLog(#[from] Fault),
    #[error("nothing was changed: {0}")]
    Backup(#[from] BackupError),
    #[error("PostgreSQL makes its own backups: {0}")]
    BackupOfPostgres(String),
    #[error("--{flag} is not usable: expected {expected}")]
    Flag { flag: &'static str, expected: &'static str },
    #[error("the password cannot be used: {0}")]
    UnusablePassword(String),
    #[error("--email is not usable: {0}")]
    Email(String),
    #[error("there is no page {}; name the folder of a portal, with an index.html in it", .0.display())]
    Portal(PathBuf),
    #[error("cannot use the key file {}: {cause}; check its folder and who may write there", file.display())]
    SecretKey { file: PathBuf, cause: io::Error },
    #[error("{} holds no secret key; restore the file, or name the right one in `secret_key_file`", .0.display())]
    NoSecretKey(PathBuf),
    #[error(
        "cannot use the database {at}: its secrets are sealed with another key; name the file with the right key in \
        `secret_key_file`"
    )]
    OtherSecretKey { at: DatabaseUrl },
    #[error("cannot make a temporary folder: {0}; check the space and the rights in the one TMPDIR names")]
    TemporaryFolder(io::Error),
    #[error("cannot read the password: {0}; type it when asked, or pass it on standard input")]
    Password(io::Error),
    #[error("cannot write to standard output: {0}")]
    Output(io::Error),
}

impl Failure {
    /// For a database that could be opened but not filled with what the server needs.
    pub(super) fn start(at: &DatabaseUrl) -> impl FnOnce(StartError) -> Self {
        |cause| match cause {
            StartError::OtherSecretKey => Self::OtherSecretKey { at: at.clone() },
            cause => Self::Start { at: at.clone(), cause },
        }
    }
}

fn database(at: &DatabaseUrl, cause: &DatabaseError) -> String {
    let advice = match cause {
        DatabaseError::Unreachable(_) if at.is_sqlite() => {
            "check that its folder exists and that this user may write there"
        }
        DatabaseError::Unreachable(_) => "check that it runs, and what the setting `database` says",
        DatabaseError::DatabaseIsNewer { .. } => "start that version, or restore a backup made by this one",
        DatabaseError::Address(_) => "correct the setting `database`",
        DatabaseError::SqliteIsOld(_) => "build this binary with the SQLite it brings",
        DatabaseError::Tables(_) | DatabaseError::Migration(_) => {
            "check that this user may write to it, and restore a backup if it is damaged"
        }
    };
    let cause = cause.to_string();
    let cause = cause.split_whitespace().collect::<Vec<_>>().join(" ");
    format!("cannot use the database {at}: {cause}; {advice}")
}
