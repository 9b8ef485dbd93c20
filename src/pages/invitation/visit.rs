//! Where somebody who opened an invitation stands, and what moves them on.

use api_types::{
    AcceptInvitation, Accepted, InvitationPreview, InvitationToken, InvitedAccount, OrganizationId, PersonName, codes,
};
use leptos::{prelude::*, task::spawn_local};

use crate::{api::ApiError, queries::Queries};

/// What is known of the invitation.
#[derive(Debug, Clone, PartialEq)]
pub enum Stage {
    /// It is being looked up.
    Waiting,
    Valid(InvitationPreview),
    /// It cannot be accepted, or not like this: why, as the server names it.
    Invalid(&'static str),
    /// It could not be looked up; that says nothing about the invitation.
    Failed(ApiError),
}

/// What the server answers when nothing but another page helps.
const INVALID: [&str; 8] = [
    codes::INVITATION_UNKNOWN,
    codes::INVITATION_EXPIRED,
    codes::INVITATION_WITHDRAWN,
    codes::INVITATION_USED,
    codes::INVITATION_REPLACED,
    codes::UNVERIFIED_EMAIL,
    codes::ACCOUNT_DISABLED,
    codes::ALREADY_MEMBER,
];

/// One visit of the page.
#[derive(Clone, Copy)]
pub struct Visit {
    queries: Queries,
    /// What stands behind the `#`.
    token: Signal<String>,
    stage: RwSignal<Stage>,
    /// Changes when the invitation is to be looked up again.
    again: RwSignal<()>,
    /// Something is on its way to the server.
    pub busy: RwSignal<bool>,
    /// Why accepting did not work, where trying again may help.
    pub refusal: RwSignal<Option<ApiError>>,
    /// Somebody has joined.
    on_joined: Callback<OrganizationId>,
}

impl Visit {
    /// Begins to look the invitation up, and does so again for every other token.
    pub fn begin(queries: Queries, token: Signal<String>, on_joined: Callback<OrganizationId>) -> Self {
        let visit = Self {
            queries,
            token,
            stage: RwSignal::new(Stage::Waiting),
            again: RwSignal::new(()),
            busy: RwSignal::new(false),
            refusal: RwSignal::new(None),
            on_joined,
        };
        Effect::new(move |before: Option<String>| {
            visit.again.track();
            let token = visit.token.get();
            match before {
                // The page is being left: its address has changed already.
                Some(before) if token.is_empty() => return before,
                Some(before) if before != token => visit.stage.set(Stage::Waiting),
                _ if token.is_empty() => visit.stage.set(Stage::Invalid(codes::INVITATION_UNKNOWN)),
                _ => {}
            }
            visit.request(token.clone());
            token
        });
        visit
    }

    /// Where things stand; the same again is no change.
    pub fn stage(self) -> Memo<Stage> {
        Memo::new(move |_| self.stage.get())
    }

    /// Looks the invitation up again.
    pub fn look_up(self) {
        // The page may be gone when a timer or the network says so.
        let _ = self.again.try_set(());
    }

    /// Looks it up again if the last try brought nothing.
    pub fn retry(self) {
        if self.stage.try_with_untracked(|stage| matches!(stage, Stage::Failed(_))).unwrap_or_default() {
            self.look_up();
        }
    }

    fn request(self, token: String) {
        if token.is_empty() {
            return;
        }
        spawn_local(async move {
            let answer = self.queries.api().look_up_invitation(&InvitationToken { token: token.clone() }).await;
            if self.token.try_get_untracked() == Some(token) {
                let stage = answer.map_or_else(|error| closed(&error).unwrap_or(Stage::Failed(error)), Stage::Valid);
                let _ = self.stage.try_set(stage);
            }
        });
    }

    /// Accepts, with name and password where an account is to be made. A second press while it runs is none; after it
    /// has worked there is no other.
    pub fn accept(self, account: Option<(PersonName, String)>) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.refusal.set(None);
        let (name, password) = account.unzip();
        let (given_name, family_name) = name.map_or((None, None), |name| (name.given, name.family));
        let wanted = AcceptInvitation { token: self.token.get_untracked(), given_name, family_name, password };
        spawn_local(async move {
            match self.queries.api().accept_invitation(&wanted).await {
                Ok(Accepted { organization, .. }) => self.on_joined.run(organization),
                Err(error) => {
                    self.busy.set(false);
                    self.refused(error);
                }
            }
        });
    }

    /// Nothing here leads into the app: whoever was refused stays, and reads why.
    fn refused(self, error: ApiError) {
        let account = match error.code() {
            Some(codes::WRONG_ACCOUNT) => Some(InvitedAccount::Other),
            Some(codes::SIGN_IN_FIRST) => Some(InvitedAccount::Exists),
            _ => None,
        };
        match (account, closed(&error)) {
            // Somebody has signed in, or out, or made an account meanwhile, as in another tab.
            (Some(account), _) => self.stage.update(|stage| {
                if let Stage::Valid(invitation) = stage {
                    invitation.account = account;
                }
            }),
            (None, Some(stage)) => self.stage.set(stage),
            (None, None) => self.refusal.set(Some(error)),
        }
    }

    /// Signs out whoever is signed in, and looks again.
    pub fn switch_account(self, on_signed_out: Callback<()>) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.refusal.set(None);
        spawn_local(async move {
            let answer = self.queries.api().sign_out().await;
            self.busy.set(false);
            match answer {
                // Without a session there is nobody left to sign out.
                Err(error) if !error.is_unauthenticated() => self.refusal.set(Some(error)),
                _ => {
                    on_signed_out.run(());
                    self.look_up();
                }
            }
        });
    }

    /// Tells whoever invited that a new link is wanted; `asked` turns true once that is done.
    pub fn request_new_link(self, asked: RwSignal<bool>) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.refusal.set(None);
        let token = InvitationToken { token: self.token.get_untracked() };
        spawn_local(async move {
            let answer = self.queries.api().request_invitation(&token).await;
            self.busy.set(false);
            match answer {
                Ok(()) => asked.set(true),
                Err(error) => self.refusal.set(Some(error)),
            }
        });
    }
}

fn closed(error: &ApiError) -> Option<Stage> {
    let code = error.code()?;
    INVALID.into_iter().find(|closed| *closed == code).map(Stage::Invalid)
}
