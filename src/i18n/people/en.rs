//! English.

use api_types::codes;

use super::PeopleTexts;

pub static TEXTS: PeopleTexts = PeopleTexts {
    roles: "Roles",
    companies_count: |format, companies| format.count(companies, "company", "companies"),
    role_missing: "Choose at least one role.",
    not_assignable: "It permits more than you may, so you cannot give it.",
    roles_of: |name| ["Roles of ", name].concat(),
    roles_save: "Save roles",
    roles_changed: |name| ["Roles of ", name, " changed"].concat(),
    roles_lost: |roles| ["You lose ", roles, " in this organization at once."].concat(),
    no_role_left: |name| ["Without any role ", name, " has no access to this organization."].concat(),
    sent_again: |email| ["Invitation to ", email, " is sent again"].concat(),
    withdrawn: |email| ["Invitation to ", email, " withdrawn"].concat(),
    restored: |email| ["Invitation to ", email, " is back"].concat(),
    not_done: "That was not possible",
    more_objections: |format, more| ["and ", &format.count(more, "more", "more")].concat(),
    refused: |code| match code {
        codes::ABOVE_YOURSELF => Some("This permits more than you may yourself. Ask an administrator."),
        codes::LAST_ADMINISTRATOR => {
            Some("The organization would have no administrator left. Give somebody else the role first.")
        }
        codes::NOT_PENDING => Some("The invitation has been accepted or withdrawn meanwhile."),
        codes::INVITATION_EXPIRED => Some("The invitation has run out. Send it again."),
        codes::ALREADY_MEMBER => Some("Somebody has this address in the organization already."),
        codes::NO_SEAT_LEFT => Some("The organization has no free seat."),
        codes::STALE => Some("Somebody else changed this meanwhile. Look at it again and repeat the change."),
        _ => None,
    },
};
