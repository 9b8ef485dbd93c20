//! English.

use api_types::codes;

use crate::i18n::texts::sign_in::{
    ConfirmEmailTexts, ElsewhereTexts, InvitationTexts, PasswordResetTexts, ProofTexts, SignInAgainTexts, SignInTexts,
    StopMailsTexts,
};

pub static TEXTS: SignInTexts = SignInTexts {
    email: "Email",
    password: "Password",
    email_missing: "Enter your email address.",
    email_incomplete: "Enter a complete email address, such as name@example.com.",
    password_missing: "Enter your password.",
    wrong: "Email or password is wrong. Check both and try again.",
    too_many_attempts: "Too many attempts. Wait a minute, then try again.",
    paused: "Your access is paused. Ask an administrator of your organization.",
    no_cookies: "Your browser blocks the cookie that keeps you signed in. Allow cookies for this site, then sign in again.",
    code_title: "Enter your code",
    code_lede: "Open your authenticator app and enter the 6-digit code for Roster.",
    code: "Code",
    code_submit: "Continue",
    code_incomplete: "Enter all 6 digits.",
    code_wrong: "This code is wrong. Check it, or enter the next one.",
    code_expired: "The sign-in has expired. Sign in again.",
    other_account: "Use another account",
    use_recovery_code: "Use a recovery code",
    use_totp: "Use the authenticator app",
    use_passkey: "Use a passkey",
    recovery_code_title: "Enter a recovery code",
    recovery_code_lede: "Each of the codes that you saved works once.",
    recovery_code: "Recovery code",
    recovery_code_missing: "Enter one of your recovery codes.",
    recovery_code_wrong: "This code is wrong or was already used. Check it, or use another one.",
    passkey_title: "Use your passkey",
    passkey_lede: "Confirm with the passkey of this account on your device.",
    passkey_sign_in: "Sign in with a passkey",
    passkey_failed: "No passkey was used. Try again, or sign in another way.",
    passkey_refused: "This passkey doesn't sign in here. Use another one, or sign in another way.",
    demo_title: "Demo accounts",
    demo_shows: |shows| match shows {
        "administrator" => "Administrator",
        "editor" => "Editor",
        "viewer" => "Viewer",
        "support" => "Support agent",
        "two_factor" => "With 2FA",
        "inactive" => "Inactive",
        "other_organization" => "Another organization",
        other => other,
    },
    demo_use: |email| ["Fill in ", email].concat(),
    again: SignInAgainTexts {
        title: "Sign in again to continue",
        text: "Your session has expired. What you typed is still here.",
        password_for: |email| ["Password for ", email].concat(),
        other_account: "Use another account",
        wrong: "The password is wrong. Try again.",
        proof: ProofTexts {
            title: "Confirm it's you",
            text: "This changes how your account is signed in to, so confirm that it's you.",
            submit: "Continue",
            use_password: "Use the password",
        },
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
        password_missing: "Choose a password.",
        password_short: |format, min| {
            ["Use at least ", &format.number(min), " characters. A sentence works well."].concat()
        },
        password_long: "This password is too long. Use fewer characters.",
        password_easy: "This password is too easy to guess. Use several words that don't belong together.",
        submit: "Accept and join",
        invited_by_label: "Invited by",
        invited_on: "Invited on",
        decline: "Decline",
        decline_title: "Decline this invitation?",
        decline_means: "The link stops working. If you change your mind, ask for a new invitation.",
        declined: "You declined the invitation",
        declined_means: "You can close this page. If you change your mind, ask for a new invitation.",
        sign_in_first: "You already have an account. Sign in to accept.",
        signed_in: |email| ["You are signed in as ", email, "."].concat(),
        wrong_account: |email| {
            ["This invitation is for ", email, ", but you are signed in with another account."].concat()
        },
        switch: "Sign out and continue",
        joined: "Welcome! You have joined.",
        closed: |code| match code {
            codes::INVITATION_EXPIRED => (
                "This invitation has expired",
                "Ask for a new invitation. You get the new link by email once it is sent.",
            ),
            codes::INVITATION_REPLACED => (
                "There is a newer invitation",
                "This link was replaced. Use the link in the latest email, or ask for a new invitation.",
            ),
            codes::INVITATION_WITHDRAWN => (
                "This invitation was withdrawn",
                "You can no longer accept it. If you think this is a mistake, ask the person who invited you.",
            ),
            codes::INVITATION_USED => (
                "This invitation has been accepted",
                "Each link works once. If you accepted it, go to your organization. \
                 If not, tell the person who invited you.",
            ),
            codes::ALREADY_MEMBER => ("You're already a member", "There is nothing to accept."),
            codes::UNVERIFIED_EMAIL => (
                "Confirm your email address first",
                "Your account has this email address, but it isn't confirmed yet. Confirm it, then try again.",
            ),
            codes::ACCOUNT_DISABLED => (
                "This account is disabled",
                "The account with the invited email address can't be used now. Ask the person who invited you.",
            ),
            _ => (
                "This link doesn't work",
                "The link may be incomplete or changed. Open it from the email again, or copy the whole link.",
            ),
        },
        ask: "Ask for a new invitation",
        asked: "We've asked for a new invitation. You get an email when you are invited again.",
        elsewhere: ElsewhereTexts {
            title: "Open this in its own window",
            text: "For your security, you can't accept an invitation inside another page.",
            open: "Open invitation",
        },
    },
    forgot_password: "Forgot your password?",
    password_reset: PasswordResetTexts {
        ask_title: "Forgot your password?",
        ask_lede: "Enter your email address. You get a link to choose a new password.",
        ask_submit: "Send link",
        asked_title: "Check your email",
        asked: |email| {
            ["If there is an account for ", email, ", a link is on its way. It works once, for one hour."].concat()
        },
        asked_hint: "No email? Check the spam folder, or ask your administrator for a link.",
        no_mail: "This server sends no email. Ask your administrator for a link to choose a new password.",
        back: "Back to sign-in",
        title: "Choose a new password",
        of: |email| ["For ", email].concat(),
        password: "New password",
        rule: |format, min| [&format.number(min), " characters or more"].concat(),
        now: |format, length| [" · ", &format.number(length), " now"].concat(),
        not_obvious: "Not easy to guess: several words that don't belong together work well",
        too_easy: "Too easy to guess. Add words that don't belong together",
        good: "Good password",
        strong: "Strong password",
        sessions_end: |format, sessions| match sessions {
            1 => "Your session ends.".to_owned(),
            sessions => ["Your ", &format.number(sessions), " sessions end."].concat(),
        },
        sign_in_again: "Sign in again on every device.",
        sign_in_again_with_factor: "Sign in again on every device, with your second factor as before.",
        submit: "Save password",
        until: |moment| ["This link works once, until ", moment, "."].concat(),
        done_title: "Your password was changed",
        done: "Sign in with your new password.",
        closed: |code| match code {
            codes::RESET_EXPIRED => {
                ("This link has expired", "Get a new link by email, or ask your administrator for one.")
            }
            codes::RESET_USED => (
                "This link was already used",
                "Each link works once. Sign in with your new password, or get a new link.",
            ),
            codes::RESET_REPLACED => ("There is a newer link", "Use the link in the latest email, or get a new one."),
            _ => (
                "This link doesn't work",
                "The link may be incomplete. Open it from the email again, or get a new one.",
            ),
        },
        ask_again: "Get a new link",
        elsewhere: ElsewhereTexts {
            title: "Open this in its own window",
            text: "For your security, you can't choose a password inside another page.",
            open: "Choose a password",
        },
    },
    email_change: ConfirmEmailTexts {
        title: "Confirm your email address",
        account: |name, organization| match organization {
            "" => ["For the account of ", name].concat(),
            organization => ["For the account of ", name, " in ", organization].concat(),
        },
        means: "Once it is confirmed, sign in with this address. Your password stays the same.",
        submit: "Confirm this address",
        until: |moment| ["This link works once, until ", moment, "."].concat(),
        unexpected: "Is this not your account? Close this page. Then nothing changes.",
        done_title: "Your email address was changed",
        done: |email| ["Sign in with ", email, " from now on."].concat(),
        closed: |code| match code {
            codes::EMAIL_CHANGE_EXPIRED => (
                "This link has expired",
                "Your email address hasn't changed. Ask your administrator to send the link again.",
            ),
            codes::EMAIL_CHANGE_USED => {
                ("This address is already confirmed", "Each link works once. Sign in with the new address.")
            }
            codes::EMAIL_CHANGE_REPLACED => {
                ("There is a newer link", "Use the link in the latest email about your new address.")
            }
            codes::EMAIL_CHANGE_CANCELLED => (
                "This change was cancelled",
                "Your email address hasn't changed. If you think this is a mistake, ask your administrator.",
            ),
            codes::EMAIL_TAKEN => (
                "This address is already in use",
                "Another account has it, so nothing was changed. Ask your administrator to use a different address.",
            ),
            _ => (
                "This link doesn't work",
                "The link may be incomplete. Open it from the email again, or copy the whole link.",
            ),
        },
        elsewhere: ElsewhereTexts {
            title: "Open this in its own window",
            text: "For your security, you can't confirm an address inside another page.",
            open: "Confirm the address",
        },
    },
    stop_mails: StopMailsTexts {
        title: "Stop invitation emails?",
        lede: "You get no more emails about invitations from any organization here.",
        means: "Your account stays as it is. People can still share invitation links with you.",
        submit: "Stop the emails",
        done_title: "Invitation emails are stopped",
        done: "No organization here can send you an invitation by email any more.",
        undo: "Allow them again",
        invalid: ("This link doesn't work", "The link may be incomplete. Open it from the email again."),
        elsewhere: ElsewhereTexts {
            title: "Open this in its own window",
            text: "For your security, you can't stop emails inside another page.",
            open: "Stop the emails",
        },
    },
    elsewhere: ElsewhereTexts {
        title: "Sign in in a window of its own",
        text: "For your security, you can't enter your password inside another page.",
        open: "Sign in",
    },
};
