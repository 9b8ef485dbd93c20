//! What the tests stand on.

mod app;
mod client;
mod cluster;
pub mod email_changes;
pub mod invitations;
pub mod password_resets;
mod postgres;
mod sqlite;
pub mod world;

pub use app::{Engine, TestApp, demo_settings, run};
pub use client::{Answer, Client};
pub use world::World;

/// Declares tests that run on both engines: each becomes a module with `sqlite` and `postgres` in it.
macro_rules! both_engines {
    ($($(#[$meta:meta])* async fn $name:ident($app:ident: &TestApp) $body:block)*) => {$(
        mod $name {
            #[allow(unused_imports, reason = "not every test needs everything around it")]
            use super::*;

            $(#[$meta])*
            async fn check($app: &$crate::support::TestApp) $body

            #[tokio::test]
            async fn sqlite() {
                $crate::support::run($crate::support::Engine::Sqlite, async |app| check(app).await).await;
            }

            #[tokio::test]
            async fn postgres() {
                $crate::support::run($crate::support::Engine::Postgres, async |app| check(app).await).await;
            }
        }
    )*};
}
pub(crate) use both_engines;
