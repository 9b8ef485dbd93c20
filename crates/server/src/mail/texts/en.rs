use api_types::DeviceLevel;

use super::{KindTexts, MailboxTexts, Texts};

/// What to do when somebody else has changed how the account is signed in to.
const NOT_YOU: &str =
    "Wasn't this you? Change your password at once, and end your other sessions. Then tell your administrator.";

pub(super) static TEXTS: Texts = Texts {
    message_from: |params| match params.inviter {
        Some(inviter) => format!("Message from {inviter}"),
        None => "Message".to_owned(),
    },
    roles: "Roles",
    until: "Valid until",
    link: "If the button doesn't work, open this link in your browser:",
    footer: "Sent automatically by Roster. Replies to this email aren't read.",
    role: |_| None,
    day: |day| {
        const MONTHS: [&str; 12] = [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ];
        let month = usize::try_from(day.month() - 1).ok().and_then(|month| MONTHS.get(month)).unwrap_or(&"");
        format!("{} {month} {}", day.day(), day.year())
    },
    level: |level| match level {
        DeviceLevel::View => "View",
        DeviceLevel::Operate => "Operate",
        DeviceLevel::Manage => "Manage",
    },
    device: "Device",
    level_label: "Level",
    last_day: "Last day",
    open_request: "Open the request in the list of requests",
    users: "Users",
    number_of_users: |number| format!("{number} users"),
    and_more: |number| format!("and {number} more"),
    stop: "Don't want invitations by email from anyone here? Stop them",
    invitation: KindTexts {
        subject: |params| format!("Invitation to {}", params.organization),
        lead: |params| match params.inviter {
            Some(inviter) => format!("{inviter} invites you to join {}.", params.organization),
            None => format!("You are invited to join {}.", params.organization),
        },
        next: |_| "Open the invitation, then sign in or choose a name and a password.".to_owned(),
        button: "Open the invitation",
        unexpected: |_| "Didn't expect this? Ignore this email. You join only if you accept the invitation.".to_owned(),
    },
    reminder: KindTexts {
        subject: |params| format!("Your invitation to {} expires soon", params.organization),
        lead: |params| match params.inviter {
            Some(inviter) => {
                format!("{inviter} has invited you to join {}. The invitation expires soon.", params.organization)
            }
            None => format!("You were invited to join {}. The invitation expires soon.", params.organization),
        },
        next: |params| {
            format!("Open the invitation before {}, then sign in or choose a name and a password.", params.until)
        },
        button: "Open the invitation",
        unexpected: |_| "Don't want to join? Ignore this email. This is the only reminder.".to_owned(),
    },
    new_link_wanted: KindTexts {
        subject: |params| format!("{} asks for a new invitation", params.email),
        lead: |params| {
            format!(
                "The invitation link to {} that was sent to {} no longer works. A new one was requested.",
                params.organization, params.email
            )
        },
        next: |_| "Open the user's page, then resend or withdraw the invitation.".to_owned(),
        button: "Open the user's page",
        unexpected: |_| {
            "Don't want to invite this user any more? Withdraw the invitation, or ignore this email.".to_owned()
        },
    },
    invitation_wanted: KindTexts {
        subject: |params| format!("{} asks to be invited again", params.email),
        lead: |params| {
            format!(
                "The invitation to {} that was sent to {} has been withdrawn. A new one was requested.",
                params.organization, params.email
            )
        },
        next: |params| format!("Open the list of users and invite {} again.", params.email),
        button: "Open the list of users",
        unexpected: |_| "Don't want to invite this user any more? Ignore this email.".to_owned(),
    },
    password_reset: KindTexts {
        subject: |_| "Choose a new password for Roster".to_owned(),
        lead: |params| format!("A new password was requested for your Roster account {}.", params.email),
        next: |params| format!("Open the link and choose a new password. The link works once, until {}.", params.until),
        button: "Choose a new password",
        unexpected: |_| "Didn't request this? Ignore this email. Your password stays the same.".to_owned(),
    },
    password_changed: KindTexts {
        subject: |_| "Your Roster password was changed".to_owned(),
        lead: |params| format!("The password of your Roster account {} was changed.", params.email),
        next: |_| {
            "All sessions have ended. Sign in with the new password, and with your second factor if you use one."
                .to_owned()
        },
        button: "Sign in",
        unexpected: |_| {
            "Wasn't this you? Choose a new password at once: open the sign-in page and select \
             \"Forgot your password?\". Then tell your administrator."
                .to_owned()
        },
    },
    second_factor_reset: KindTexts {
        subject: |_| "Your second factor was removed".to_owned(),
        lead: |params| format!("An administrator removed the second factor of your Roster account {}.", params.email),
        next: |_| "All sessions have ended. Sign in with your password, then set up a new second factor.".to_owned(),
        button: "Sign in",
        unexpected: |_| {
            "Didn't ask for this? Tell your administrator at once, and choose a new password: open the sign-in page \
             and select \"Forgot your password?\"."
                .to_owned()
        },
    },
    access_ends: KindTexts {
        subject: |params| format!("Access ends on {}: {}", params.until, params.who),
        lead: |params| {
            format!("{} is the last day with access to {} for {}.", params.until, params.organization, params.who)
        },
        next: |_| "To extend access, change the last day on the user's page.".to_owned(),
        button: "Open Roster",
        unexpected: |_| "If you do nothing, their access ends after that day.".to_owned(),
    },
    access_kept: KindTexts {
        subject: |params| format!("Your access to {} has not ended", params.organization),
        lead: |params| {
            format!(
                "{} was your last day with access to {}. You are its only administrator, so you keep it.",
                params.until, params.organization
            )
        },
        next: |_| "Give another user the role Administrator. Your access then ends within an hour.".to_owned(),
        button: "Open the list of users",
        unexpected: |_| "Want to keep your access? Another administrator can remove your last day.".to_owned(),
    },
    email_change: KindTexts {
        subject: |params| format!("Confirm your email address for {}", params.organization),
        lead: |params| {
            format!("{} will be the new email address of your account in {}.", params.email, params.organization)
        },
        next: |params| {
            format!(
                "Open the link and confirm the address. Until then, nothing changes. The link works once, until {}.",
                params.until
            )
        },
        button: "Confirm this address",
        unexpected: |_| "Didn't expect this? Ignore this email. Then nothing changes.".to_owned(),
    },
    email_change_requested: KindTexts {
        subject: |params| format!("A new email address for your account in {}", params.organization),
        lead: |params| {
            format!(
                "Somebody asked to change the email address of your account in {} to {}.",
                params.organization, params.email
            )
        },
        next: |params| {
            format!(
                "Nothing changes unless the new address is confirmed by {}. Until then, sign in with this address.",
                params.until
            )
        },
        button: "Open Roster",
        unexpected: |_| "Don't want this change? Ask your administrator to cancel it.".to_owned(),
    },
    email_changed: KindTexts {
        subject: |params| format!("The email address of your account in {} was changed", params.organization),
        lead: |params| format!("The email address of your account in {} is now {}.", params.organization, params.email),
        next: |_| {
            "Sign in with the new address from now on. Your password and your sessions stay the same. \
             This address gets no more emails about the account."
                .to_owned()
        },
        button: "Sign in",
        unexpected: |_| "Didn't expect this? Tell your administrator at once.".to_owned(),
    },
    own_password_changed: KindTexts {
        subject: |_| "Your Roster password was changed".to_owned(),
        lead: |params| format!("The password of your Roster account {} was changed.", params.email),
        next: |_| "You don't have to do anything. Sign in with the new password from now on.".to_owned(),
        button: "Open your account",
        unexpected: |_| {
            "Wasn't this you? Choose a new password at once: open the sign-in page and select \
             \"Forgot your password?\". Then tell your administrator."
                .to_owned()
        },
    },
    totp_enabled: KindTexts {
        subject: |_| "Two-factor sign-in is on".to_owned(),
        lead: |params| format!("An authenticator app was set up for your Roster account {}.", params.email),
        next: |_| {
            "From now on, signing in needs a code from the app. Keep your recovery codes in a safe place.".to_owned()
        },
        button: "Open your account",
        unexpected: |_| NOT_YOU.to_owned(),
    },
    totp_disabled: KindTexts {
        subject: |_| "Your authenticator app was removed".to_owned(),
        lead: |params| format!("The authenticator app of your Roster account {} was removed.", params.email),
        next: |_| "Its codes no longer work. You can set up an app again in your account.".to_owned(),
        button: "Open your account",
        unexpected: |_| NOT_YOU.to_owned(),
    },
    recovery_codes_created: KindTexts {
        subject: |_| "You have new recovery codes".to_owned(),
        lead: |params| format!("New recovery codes were created for your Roster account {}.", params.email),
        next: |_| "The earlier codes no longer work. Keep the new ones in a safe place.".to_owned(),
        button: "Open your account",
        unexpected: |_| NOT_YOU.to_owned(),
    },
    recovery_code_used: KindTexts {
        subject: |_| "A recovery code was used to sign in".to_owned(),
        lead: |params| format!("Somebody signed in to your Roster account {} with a recovery code.", params.email),
        next: |params| match params.left {
            0 => "No recovery codes are left. Create new ones in your account.".to_owned(),
            1 => "1 recovery code is left. Create new ones in your account.".to_owned(),
            left => format!("{left} recovery codes are left. You can create new ones in your account."),
        },
        button: "Open your account",
        unexpected: |_| NOT_YOU.to_owned(),
    },
    passkey_added: KindTexts {
        subject: |_| "A passkey was added".to_owned(),
        lead: |params| format!("A passkey was added to your Roster account {}.", params.email),
        next: |_| "It signs in without a password, and is a second factor after the password.".to_owned(),
        button: "Open your account",
        unexpected: |_| NOT_YOU.to_owned(),
    },
    passkey_removed: KindTexts {
        subject: |_| "A passkey was removed".to_owned(),
        lead: |params| format!("A passkey of your Roster account {} was removed.", params.email),
        next: |_| "It no longer signs in. You can also delete it on the device.".to_owned(),
        button: "Open your account",
        unexpected: |_| NOT_YOU.to_owned(),
    },
    own_email_change: KindTexts {
        subject: |_| "Confirm your email address for Roster".to_owned(),
        lead: |params| format!("{} will be the new email address of your Roster account.", params.email),
        next: |params| {
            format!(
                "Open the link and confirm the address. Until then, nothing changes. The link works once, until {}.",
                params.until
            )
        },
        button: "Confirm this address",
        unexpected: |_| "Didn't expect this? Ignore this email. Then nothing changes.".to_owned(),
    },
    own_email_change_requested: KindTexts {
        subject: |_| "A new email address for your Roster account".to_owned(),
        lead: |params| format!("The email address of your Roster account is to be changed to {}.", params.email),
        next: |params| {
            format!(
                "Nothing changes unless the new address is confirmed by {}. Until then, sign in with this address.",
                params.until
            )
        },
        button: "Open your account",
        unexpected: |_| "Wasn't this you? Cancel the change in your account, and choose a new password.".to_owned(),
    },
    own_email_changed: KindTexts {
        subject: |_| "The email address of your Roster account was changed".to_owned(),
        lead: |params| format!("The email address of your Roster account is now {}.", params.email),
        next: |_| {
            "Sign in with the new address from now on. Your password and your sessions stay the same. \
             This address gets no more emails about the account."
                .to_owned()
        },
        button: "Sign in",
        unexpected: |_| "Wasn't this you? Tell your administrator at once.".to_owned(),
    },
    organization_disabled: KindTexts {
        subject: |params| format!("{} was disabled", params.organization),
        lead: |params| {
            format!("{} was disabled. Nobody can open it, and its API keys don't work.", params.organization)
        },
        next: |_| "Nothing was deleted. Every administrator can enable it again.".to_owned(),
        button: "Open the organization",
        unexpected: |_| "Didn't expect this? Ask the other administrators, then enable the organization.".to_owned(),
    },
    organization_enabled: KindTexts {
        subject: |params| format!("{} is enabled again", params.organization),
        lead: |params| {
            format!("{} is enabled again. Its users have access as before, and its API keys work.", params.organization)
        },
        next: |_| "You don't have to do anything.".to_owned(),
        button: "Open the organization",
        unexpected: |_| "Didn't expect this? The audit log says who enabled it.".to_owned(),
    },
    organization_deleted: KindTexts {
        subject: |params| format!("{} was deleted", params.organization),
        lead: |params| format!("{} was deleted. Nobody can open it, and its API keys don't work.", params.organization),
        next: |params| {
            format!("Every administrator can restore it until {}. Then everything in it is erased.", params.until)
        },
        button: "Restore the organization",
        unexpected: |_| "Didn't expect this? Restore the organization. Its audit log says who deleted it.".to_owned(),
    },
    organization_restored: KindTexts {
        subject: |params| format!("{} was restored", params.organization),
        lead: |params| {
            format!("{} was restored. Its users have access as before, and its API keys work.", params.organization)
        },
        next: |_| "You don't have to do anything.".to_owned(),
        button: "Open the organization",
        unexpected: |_| "Didn't expect this? The audit log says who restored it.".to_owned(),
    },
    access_requested: KindTexts {
        subject: |params| format!("{} asks for access to {}", params.who, params.target.unwrap_or("a device")),
        lead: |params| {
            format!(
                "{} asks for access to {} in {}.",
                params.who,
                params.target.unwrap_or("a device"),
                params.organization
            )
        },
        next: |_| "Open the user's page, then approve or decline the request.".to_owned(),
        button: "Open the user's page",
        unexpected: |_| {
            "Other administrators got this email too. If nobody answers, the request expires after 30 days.".to_owned()
        },
    },
    access_approved: KindTexts {
        subject: |params| format!("You have access to {}", params.target.unwrap_or("a device")),
        lead: |params| {
            let target = params.target.unwrap_or("a device");
            match params.inviter {
                Some(by) => format!("{by} approved your request for access to {target} in {}.", params.organization),
                None => format!("Your request for access to {target} in {} was approved.", params.organization),
            }
        },
        next: |_| "You can use it from now on.".to_owned(),
        button: "Open Roster",
        unexpected: |_| "Didn't ask for this? Tell your administrator.".to_owned(),
    },
    access_declined: KindTexts {
        subject: |params| format!("Your request for access to {} was declined", params.target.unwrap_or("a device")),
        lead: |params| {
            let target = params.target.unwrap_or("a device");
            match params.inviter {
                Some(by) => format!("{by} declined your request for access to {target} in {}.", params.organization),
                None => format!("Your request for access to {target} in {} was declined.", params.organization),
            }
        },
        next: |_| "If you still need access, you can ask again.".to_owned(),
        button: "Open Roster",
        unexpected: |_| "Didn't ask for this? Tell your administrator.".to_owned(),
    },
    mailbox: MailboxTexts {
        title: "Demo mailbox",
        lede: "The demo sends no email. Emails are kept here until the demo ends.",
        empty: "No email yet. Invite a user, and the invitation appears here.",
        to: "To",
        at: "Time",
        back: "All emails",
        open_link: "Open the link in this email",
        gone: "This email is no longer here. Only the newest are kept.",
        to_roster: "To Roster",
    },
};
