//! The steps of accepting an invitation.

use api_types::{
    AcceptInvitation, Accepted, InvitationPreview, InvitationToken, InvitedAccount, OrganizationId, PersonName, codes,
};
use leptos::{prelude::*, task::spawn_local};

use crate::{
    api::{self, ApiError},
    queries::Queries,
};

/// The state of the invitation.
#[derive(Debug, Clone, PartialEq)]
pub enum Stage {
    /// It is being looked up.
    Waiting,
    Valid(Box<InvitationPreview>),
    /// This reader has declined it.
    Declined,
    /// It cannot be accepted, or not by this user: the server's code.
    Invalid(&'static str),
    /// The request failed, which says nothing about the invitation.
    Failed(ApiError),
}

/// The codes of invitations that cannot be accepted.
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

/// The state of the page.
#[derive(Clone, Copy)]
pub struct InvitationFlow {
    queries: Queries,
    /// The fragment of the URL.
    token: Signal<String>,
    stage: RwSignal<Stage>,
    /// Changes when the invitation has to be looked up again.
    lookup: RwSignal<()>,
    /// Whether a request is in flight.
    pub busy: RwSignal<bool>,
    /// Why accepting failed, if a retry may help.
    pub error: RwSignal<Option<ApiError>>,
    /// Somebody has joined.
    on_joined: Callback<OrganizationId>,
}

impl InvitationFlow {
    /// Begins to look the invitation up, and does so again for every other token.
    pub fn begin(queries: Queries, token: Signal<String>, on_joined: Callback<OrganizationId>) -> Self {
        let flow = Self {
            queries,
            token,
            stage: RwSignal::new(Stage::Waiting),
            lookup: RwSignal::new(()),
            busy: RwSignal::new(false),
            error: RwSignal::new(None),
            on_joined,
        };
        Effect::new(move |before: Option<String>| {
            flow.lookup.track();
            let token = flow.token.get();
            match before {
                // The page is being left: its address has changed already.
                Some(before) if token.is_empty() => return before,
                Some(before) if before != token => flow.stage.set(Stage::Waiting),
                _ if token.is_empty() => flow.stage.set(Stage::Invalid(codes::INVITATION_UNKNOWN)),
                _ => {}
            }
            flow.request(token.clone());
            token
        });
        flow
    }

    /// The state. Setting an equal one is no change.
    pub fn stage(self) -> Memo<Stage> {
        Memo::new(move |_| self.stage.get())
    }

    /// Looks the invitation up again.
    pub fn look_up(self) {
        // The page may be gone when a timer or the network says so.
        let _ = self.lookup.try_set(());
    }

    /// Looks it up again if the last request failed.
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
            let answer =
                self.queries.api().send(api::look_up_invitation(&InvitationToken { token: token.clone() })).await;
            if self.token.try_get_untracked() == Some(token) {
                let stage = answer.map_or_else(
                    |error| invalid(&error).unwrap_or(Stage::Failed(error)),
                    |it| Stage::Valid(Box::new(it)),
                );
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
        self.error.set(None);
        let (name, password) = account.unzip();
        let (given_name, family_name) = name.map_or((None, None), |name| (name.given, name.family));
        let wanted = AcceptInvitation { token: self.token.get_untracked(), given_name, family_name, password };
        spawn_local(async move {
            match self.queries.api().send(api::accept_invitation(&wanted)).await {
                Ok(Accepted { organization, .. }) => self.on_joined.run(organization),
                Err(error) => {
                    self.busy.set(false);
                    self.on_error(error);
                }
            }
        });
    }

    /// Declines: the link stops working.
    pub fn decline(self) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.error.set(None);
        let token = InvitationToken { token: self.token.get_untracked() };
        spawn_local(async move {
            let answer = self.queries.api().send(api::decline_invitation(&token)).await;
            let _ = self.busy.try_set(false);
            match answer {
                Ok(()) => drop(self.stage.try_set(Stage::Declined)),
                Err(error) => self.on_error(error),
            }
        });
    }

    /// Shows an error of accepting. The user stays on the page.
    fn on_error(self, error: ApiError) {
        let account = match error.code() {
            Some(codes::WRONG_ACCOUNT) => Some(InvitedAccount::Other),
            Some(codes::SIGN_IN_FIRST) => Some(InvitedAccount::Exists),
            _ => None,
        };
        match (account, invalid(&error)) {
            // Somebody has signed in, or out, or made an account meanwhile, as in another tab.
            (Some(account), _) => self.stage.update(|stage| {
                if let Stage::Valid(invitation) = stage {
                    invitation.account = account;
                }
            }),
            (None, Some(stage)) => self.stage.set(stage),
            (None, None) => self.error.set(Some(error)),
        }
    }

    /// Signs out the current user, and looks the invitation up again.
    pub fn switch_account(self, on_signed_out: Callback<()>) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.error.set(None);
        spawn_local(async move {
            let answer = self.queries.api().send(api::sign_out()).await;
            self.busy.set(false);
            match answer {
                // Without a session there is nobody left to sign out.
                Err(error) if !error.is_unauthenticated() => self.error.set(Some(error)),
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
        self.error.set(None);
        let token = InvitationToken { token: self.token.get_untracked() };
        spawn_local(async move {
            let answer = self.queries.api().send(api::request_invitation(&token)).await;
            self.busy.set(false);
            match answer {
                Ok(()) => asked.set(true),
                Err(error) => self.error.set(Some(error)),
            }
        });
    }
}

fn invalid(error: &ApiError) -> Option<Stage> {
    let code = error.code()?;
    INVALID.into_iter().find(|invalid| *invalid == code).map(Stage::Invalid)
}
