//! `GET /organizations/{organization}/members`, `…/options` and `…/export`.

use api_types::{List, Member, MemberColumn, MemberRef};

use crate::{
    routes::listing::{Export, list_routes},
    store::members::Members,
};

/// A page of members, for OpenAPI.
type MemberList = List<Member>;

list_routes! {
    Members, "members",
    /// List the members of an organization, including invited ones
    list list_members("/organizations/{organization}/members") -> MemberList,
    /// Export the list of members as CSV (RFC 4180, UTF-8) with the matching rows and the chosen columns
    export export_members("/organizations/{organization}/members/export"),
    /// List the values of a filter of the list of members, each with the number of matching members
    options list_member_options("/organizations/{organization}/members/options"),
}

impl Export for Members {
    const FIRST: &'static [&'static str] = &["id", MemberColumn::Name.as_str(), MemberColumn::Email.as_str()];

    fn cell(member: &Member, column: &str) -> String {
        let name = |member: &Option<MemberRef>| member.as_ref().map(|it| it.name.clone()).unwrap_or_default();
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let Ok(column) = column.parse() else { return member.id.to_string() };
        match column {
            MemberColumn::Name => text(&member.name),
            MemberColumn::Email => member.email.clone(),
            MemberColumn::Signature => text(&member.signature),
            MemberColumn::Roles => names(member.roles.iter().map(|role| &*role.name)),
            MemberColumn::Status => member.status.to_string(),
            MemberColumn::TwoFactor => match member.two_factor {
                Some(true) => "on".to_owned(),
                Some(false) => "off".to_owned(),
                None => String::new(),
            },
            MemberColumn::Companies => names(member.companies.iter().map(|company| &*company.name)),
            MemberColumn::Supervisor => name(&member.supervisor),
            MemberColumn::InvitedBy => name(&member.invited_by),
            MemberColumn::InvitedAt => text(&member.invited_at),
            MemberColumn::MemberSince => text(&member.member_since),
            MemberColumn::LastSignIn => text(&member.last_sign_in),
            MemberColumn::ActiveFrom => text(&member.active_from),
            MemberColumn::ActiveUntil => text(&member.active_until),
        }
    }
}

fn names<'a>(names: impl Iterator<Item = &'a str>) -> String {
    names.collect::<Vec<_>>().join("; ")
}
