//! What the browser keeps: choices of the reader for as long as it likes, and unsaved drafts for as long as the tab is open.

use std::borrow::Cow;

use api_types::OrganizationId;
use web_sys::Storage;

use super::Host;

/// Values stored in this browser. None of them identifies the user.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StorageKey {
    /// `light` or `dark`; nothing: as the system says.
    Theme,
    /// `en`, `de`; nothing: as the browser says.
    Locale,
    /// `collapsed`, or nothing.
    Navigation,
    /// Something while somebody is signed in, another thing after each sign-in. It decides which outline is painted
    /// before the app is there, and tells other tabs.
    SignedIn,
    /// How the table of a list of an organization is laid out, as in its URL; nothing: as everybody starts.
    Columns(OrganizationId, &'static str),
    /// `off` when single keys are no shortcuts, or nothing.
    Shortcuts,
}

impl StorageKey {
    /// The name in the storage.
    pub(super) fn key(self) -> Cow<'static, str> {
        Cow::Borrowed(match self {
            Self::Theme => "roster.theme",
            Self::Locale => "roster.locale",
            Self::Navigation => "roster.navigation",
            Self::SignedIn => "roster.signed_in",
            Self::Shortcuts => "roster.shortcuts",
            Self::Columns(organization, list) => {
                // The list of users came first, without its name.
                let list = if list == "members" { "" } else { list };
                return ["roster.columns.", list, &organization.to_string()].concat().into();
            }
        })
    }
}

/// What the names of drafts begin with in the storage of the tab.
const DRAFTS: &str = "roster.draft.";

impl Host {
    fn storage(&self) -> Option<Storage> {
        self.window()?.local_storage().ok().flatten()
    }

    /// A value stored in this browser; nothing if storage is blocked.
    pub fn stored(&self, what: StorageKey) -> Option<String> {
        self.storage()?.get_item(&what.key()).ok().flatten()
    }

    /// Stores or removes a value. If storage is blocked or full, the app works without it.
    pub fn store(&self, what: StorageKey, value: Option<&str>) {
        let Some(storage) = self.storage() else { return };
        let _ = match value {
            Some(value) => storage.set_item(&what.key(), value),
            None => storage.remove_item(&what.key()),
        };
    }

    fn tab_storage(&self) -> Option<Storage> {
        self.window()?.session_storage().ok().flatten()
    }

    /// What was typed under this name in this tab and is not saved; nothing if storage is blocked.
    pub fn draft(&self, name: &str) -> Option<String> {
        self.tab_storage()?.get_item(&[DRAFTS, name].concat()).ok().flatten()
    }

    /// Keeps what is typed under this name for as long as the tab is open, or forgets it.
    pub fn keep_draft(&self, name: &str, text: Option<&str>) {
        let Some(storage) = self.tab_storage() else { return };
        let name = [DRAFTS, name].concat();
        // If storage is full, the app works without it.
        let _ = match text {
            Some(text) => storage.set_item(&name, text),
            None => storage.remove_item(&name),
        };
    }

    /// Forgets everything that was typed in this tab.
    pub fn forget_drafts(&self) {
        let Some(storage) = self.tab_storage() else { return };
        let count = storage.length().unwrap_or_default();
        let names: Vec<_> = (0..count).filter_map(|place| storage.key(place).ok().flatten()).collect();
        for name in names.iter().filter(|name| name.starts_with(DRAFTS)) {
            let _ = storage.remove_item(name);
        }
    }
}
