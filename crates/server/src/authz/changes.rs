//! Which changes of lists a caller is told of: those of lists that the caller can read.

use super::{
    Permissions,
    policy::{
        Action, GrantDevices, ManageApiKeys, ReadAuditLog, ReadCompanies, ReadContacts, ReadDevices, ReadGrants,
        ReadMembers, ReadOrganization, ReadRoles, Rule, decide,
    },
};

/// The rule of each list. Nobody is told of a list that is not here.
const RULES: [(&str, Rule); 11] = [
    ("members", ReadMembers::RULE),
    ("roles", ReadRoles::RULE),
    ("companies", ReadCompanies::RULE),
    ("contacts", ReadContacts::RULE),
    ("devices", ReadDevices::RULE),
    ("device-groups", ReadDevices::RULE),
    ("grants", ReadGrants::RULE),
    ("access-requests", GrantDevices::RULE),
    ("audit-events", ReadAuditLog::RULE),
    ("api-keys", ManageApiKeys::RULE),
    ("organization", ReadOrganization::RULE),
];

/// Whether a caller with these permissions is told of changes in a list.
pub fn can_hear_of(list: &str, permissions: &Permissions) -> bool {
    let rule = RULES.iter().find(|(name, _)| *name == list).map(|(_, rule)| *rule);
    rule.is_some_and(|rule| decide(rule, Some(permissions)).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::authz::policy::PREDEFINED_ROLES;

    #[test]
    fn the_whole_table() {
        let table = PREDEFINED_ROLES.map(|role| {
            let permissions = role.permissions.iter().copied().collect();
            let heard = RULES.iter().filter(|(list, _)| can_hear_of(list, &permissions)).map(|(list, _)| *list);
            format!("{}: {}", role.key, heard.collect::<Vec<_>>().join(" "))
        });
        assert_eq!(
            table,
            [
                "administrator: members roles companies contacts devices device-groups grants access-requests \
                 audit-events api-keys organization",
                "editor: devices device-groups organization",
                "viewer: devices device-groups organization",
            ]
        );
    }

    #[test]
    fn nobody_is_told_of_a_list_without_a_rule() {
        let all = PREDEFINED_ROLES[0].permissions.iter().copied().collect();
        for list in ["", "jobs", "saved-views", "account", "Members"] {
            assert!(!can_hear_of(list, &all), "{list}");
        }
    }
}
