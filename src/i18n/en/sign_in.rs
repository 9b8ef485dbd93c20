//! English.

use api_types::codes;

use crate::i18n::texts::sign_in::{InvitationTexts, SignInAgainTexts, SignInTexts};

pub static TEXTS: SignInTexts = SignInTexts {
    email: "Email",
    password: "Password",
    email_missing: "Enter your email address.",
    email_incomplete: "Enter the whole address, such as name@example.com.",
    password_missing: "Enter your password.",
    wrong: "Email or password is wrong. Check both and try again.",
    too_many_attempts: "Too many attempts. Wait a minute, then try again.",
    code_title: "Enter your code",
    code_lede: "Open your authenticator app and type the six digits for Roster.",
    code: "Code",
    code_submit: "Continue",
    code_incomplete: "Enter all six digits.",
    code_wrong: "This code is not right. Wait for the next one and type that.",
    code_expired: "That took too long. Sign in again.",
    other_account: "Sign in as someone else",
    demo_title: "Accounts of this demonstration",
    demo_shows: |shows| match shows {
        "administrator" => "Administrator",
        "editor" => "Editor",
        "viewer" => "Viewer",
        "support" => "Support agent",
        "two_factor" => "With two-factor",
        "inactive" => "Inactive",
        "other_organization" => "Another organization",
        other => other,
    },
    demo_use: |email| ["Fill in ", email].concat(),
    again: SignInAgainTexts {
        title: "Sign in again to continue",
        text: "Your session has ended. What you typed is still here.",
        password_for: |email| ["Password for ", email].concat(),
        other_account: "Use another account",
    },
    invitation: InvitationTexts {
        title: "Your invitation",
        join: |organization| ["Join ", organization].concat(),
        invited_by: |name| [name, " has invited you."].concat(),
        invited: "You have been invited.",
        organization: "Organization",
        role: "Your role",
        roles: "Your roles",
        companies: "Companies",
        message: "Message",
        valid_until: "Valid until",
        given_name: "First name",
        family_name: "Last name",
        name_missing: "Enter a first or last name.",
        name_invalid: "Use one line of at most 120 characters.",
        password: "Choose a password",
        password_hint: "At least 8 characters; 15 or more are better. A sentence works well.",
        password_missing: "Choose a password.",
        password_short: "Use at least 8 characters.",
        password_long: "This password is too long. Use fewer characters.",
        submit: "Accept and join",
        sign_in_first: "There is an account with this address. Sign in to accept.",
        signed_in: |email| ["You are signed in as ", email, "."].concat(),
        wrong_account: |email| {
            ["This invitation is for ", email, ", but you are signed in with another account."].concat()
        },
        switch: "Sign out and continue",
        joined: "Welcome! You have joined.",
        closed: |code| match code {
            codes::INVITATION_EXPIRED => (
                "This invitation has expired",
                "Nothing is lost: ask for a new one, and it comes by email as soon as it is sent.",
            ),
            codes::INVITATION_REPLACED => (
                "There is a newer invitation",
                "This link was replaced. Use the one in the latest email, or ask for another.",
            ),
            codes::INVITATION_WITHDRAWN => (
                "This invitation was withdrawn",
                "It can no longer be accepted. If you think that this is a mistake, ask whoever invited you.",
            ),
            codes::INVITATION_USED => (
                "This invitation has been accepted",
                "Each link works once. If it was you, sign in and you are there. \
                 If it was not, tell whoever invited you.",
            ),
            codes::ALREADY_MEMBER => ("You belong to it already", "There is nothing left to accept."),
            codes::UNVERIFIED_EMAIL => (
                "Confirm your email address first",
                "Your account has this address, but it has not been confirmed yet. Confirm it, then try again.",
            ),
            codes::ACCOUNT_DISABLED => (
                "This account is disabled",
                "The account with the invited address cannot be used at the moment. Ask whoever invited you.",
            ),
            _ => (
                "This link does not work",
                "It may be cut off or changed. Open it from the email again, or copy all of it.",
            ),
        },
        ask: "Ask for a new one",
        asked: "Your wish has been passed on. The new link comes by email once it is sent.",
        elsewhere_title: "Open this in a window of its own",
        elsewhere_text: "For your safety an invitation cannot be accepted inside another page.",
        elsewhere_open: "Open the invitation",
    },
};
