//! The one table of what is shown where. It is leptos_router's; a page is found by the same names as its URL.

use leptos::prelude::*;
use leptos_router::{
    RouteDefs,
    components::{ParentRoute, Route},
    path,
};

use crate::{
    pages::{
        AccountLayout, NotFound, NotFoundPage, OrganizationLayout, SignedIn, Start, Users, account, audit_log,
        companies, company, contact, contacts, device, devices, email_change, forgot_password, home, invitation,
        password_reset, requests, role, roles, settings, sign_in, stop_mails, user, user_import,
    },
    router::{CurrentRoute, RouteMatch, outlet},
};

/// Every route inside has a page for what is not found.
fn none() -> AnyView {
    ().into_any()
}

/// All routes below the base. Everything inside `SignedIn` is one app; the pages outside are loaded by the browser.
fn table() -> impl Fn(&str) -> Option<RouteMatch> + 'static {
    let routes = view! {
        <Route path=path!("/sign-in") view=sign_in/>
        <Route path=path!("/invitation") view=invitation/>
        <Route path=path!("/forgot-password") view=forgot_password/>
        <Route path=path!("/password-reset") view=password_reset/>
        <Route path=path!("/email-change") view=email_change/>
        <Route path=path!("/stop-mails") view=stop_mails/>
        <ParentRoute path=path!("") view=|| view! { <SignedIn inside=|| outlet(1, none)/> }>
            <Route path=path!("/") view=Start/>
            <ParentRoute path=path!("/account") view=|| view! { <AccountLayout inside=|| outlet(2, none)/> }>
                <Route path=path!("/") view=account/>
                <Route path=path!("/security") view=account/>
                <Route path=path!("/preferences") view=account/>
                <Route path=path!("/*rest") view=NotFound/>
            </ParentRoute>
            <ParentRoute
                path=path!("/organizations/:organization")
                view=|| view! { <OrganizationLayout inside=|| outlet(2, none)/> }
            >
                <Route path=path!("/") view=home/>
                <Route path=path!("/users") view=Users/>
                <Route path=path!("/users/import") view=user_import/>
                <Route path=path!("/users/:member") view=user/>
                <Route path=path!("/roles") view=roles/>
                <Route path=path!("/roles/:role") view=role/>
                <Route path=path!("/companies") view=companies/>
                <Route path=path!("/companies/:company") view=company/>
                <Route path=path!("/devices") view=devices/>
                <Route path=path!("/devices/:device") view=device/>
                <Route path=path!("/access-requests") view=requests/>
                <Route path=path!("/contacts") view=contacts/>
                <Route path=path!("/contacts/:contact") view=contact/>
                <Route path=path!("/audit-log") view=audit_log/>
                <Route path=path!("/settings/:page") view=settings/>
                <Route path=path!("/*rest") view=NotFound/>
            </ParentRoute>
        </ParentRoute>
    };
    let routes = RouteDefs::new(routes.into_inner());
    move |path| routes.match_route(path).map(RouteMatch::of)
}

/// The page of the present URL. What two URLs have in common stays on the page between them.
#[component]
pub fn Routes() -> impl IntoView {
    CurrentRoute::provide(table());
    outlet(0, || view! { <NotFoundPage/> }.into_any())
}

#[cfg(test)]
mod tests {
    use api_types::{CompanyId, ContactId, DeviceId, ListQuery, MEMBERS, MemberId, OrganizationId, RoleId};

    use super::*;
    use crate::paths::{AccountPage, Paths, Section};

    /// How many views are inside one another at a path below the base, and the values of its parameters.
    fn found(path: &str) -> Option<(usize, Vec<String>)> {
        let matched = Owner::new().with(|| table()(path))?;
        Some((matched.levels.len(), matched.params.into_iter().map(|(_, value)| value).collect()))
    }

    fn depth(path: &str) -> Option<usize> {
        found(path).map(|(depth, _)| depth)
    }

    #[test]
    fn what_paths_builds_is_found_with_and_without_a_slash_at_the_end() {
        let (organization, member) = (OrganizationId::from_u128(1), MemberId::from_u128(2));
        let (company, device) = (CompanyId::from_u128(3), DeviceId::from_u128(4));
        let (role, contact) = (RoleId::from_u128(5), ContactId::from_u128(6));
        let mut query = ListQuery::new(&MEMBERS);
        query.search = "a/b".into();
        for base in ["", "/portal/users"] {
            let paths = Paths::below(base);
            for (url, depth, params) in [
                (paths.start(), 2, vec![]),
                (paths.sign_in(Some("/a?b=c")), 1, vec![]),
                ([&paths.invitation(), "#token"].concat(), 1, vec![]),
                (paths.forgot_password(), 1, vec![]),
                ([&paths.password_reset(), "#token"].concat(), 1, vec![]),
                ([&paths.email_change(), "#token"].concat(), 1, vec![]),
                (paths.account(AccountPage::Profile), 3, vec![]),
                (paths.account(AccountPage::Security), 3, vec![]),
                ([&paths.stop_mails(), "#token"].concat(), 1, vec![]),
                (paths.section(organization, Section::Home), 3, vec![organization.to_string()]),
                (paths.section(organization, Section::Roles), 3, vec![organization.to_string()]),
                (paths.section(organization, Section::AuditLog), 3, vec![organization.to_string()]),
                (paths.waiting_requests(organization), 3, vec![organization.to_string()]),
                (paths.section(organization, Section::Settings), 3, vec![organization.to_string(), "general".into()]),
                (paths.list(organization, Section::Users, &query), 3, vec![organization.to_string()]),
                (paths.company(organization, company), 3, vec![organization.to_string(), company.to_string()]),
                (paths.device(organization, device), 3, vec![organization.to_string(), device.to_string()]),
                (paths.contact(organization, contact), 3, vec![organization.to_string(), contact.to_string()]),
                (paths.role(organization, role), 3, vec![organization.to_string(), role.to_string()]),
                (paths.user(organization, member), 3, vec![organization.to_string(), member.to_string()]),
                (paths.user_import(organization, []), 3, vec![organization.to_string()]),
            ] {
                let path = url.split(['?', '#']).next().unwrap();
                let other = path.strip_suffix('/').map_or([path, "/"].concat(), str::to_owned);
                for path in [path, &other] {
                    let below = paths.below_base(path).unwrap();
                    assert_eq!(found(below), Some((depth, params.clone())), "{path}");
                }
            }
        }
    }

    #[test]
    fn each_page_has_a_route_of_its_own() {
        let organization = OrganizationId::from_u128(1);
        let inner = |page: &str| {
            let path = |page: &str| format!("/organizations/{organization}{page}");
            Owner::new().with(|| {
                let table = table();
                let id = |page: &str| table(&path(page)).unwrap().levels.last().unwrap().id;
                [
                    "",
                    "/users",
                    "/users/x",
                    "/users/import",
                    "/roles",
                    "/roles/x",
                    "/companies",
                    "/companies/x",
                    "/devices",
                    "/devices/x",
                    "/access-requests",
                    "/contacts",
                    "/contacts/x",
                    "/audit-log",
                    "/unheard-of",
                    "/settings/x",
                ]
                .iter()
                .position(|path| id(path) == id(page))
                .unwrap()
            })
        };
        let pages = [
            "",
            "/users",
            "/users/mem_x",
            "/users/import",
            "/roles",
            "/roles/rol_x",
            "/companies",
            "/companies/cmp_x",
            "/devices",
            "/devices/dev_x",
            "/access-requests",
            "/contacts",
            "/contacts/con_x",
            "/audit-log",
            "/x",
        ];
        assert_eq!(pages.map(inner), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14]);
        assert_eq!(inner("/settings/api-keys"), 15);
        for page in ["//users", "/users//", "/Users", "/%75sers", "/users.", "/roles/rol_x/y", "/users/mem_x/y"] {
            assert_eq!(inner(page), 14, "{page} is not found, inside the organization");
        }
    }

    #[test]
    fn what_nobody_builds_is_not_found() {
        for path in
            ["//", "/organizations", "//organizations/x", "/sign-in/x", "/Sign-in", "/sign%2Din", "/invitation.", "/x"]
        {
            assert_eq!(depth(path), None, "{path}");
        }
    }
}
