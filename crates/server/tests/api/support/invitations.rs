//! Invitations, as the tests make them.

use api_types::{BulkResults, InvitationResults, Member, OrganizationId};
use serde_json::{Value, json};

use super::{Answer, Client, TestApp};

/// The path of Alpha, and what stands below it.
pub fn alpha(app: &TestApp, below: &str) -> String {
    format!("/organizations/{}{below}", app.world.alpha)
}

/// The path of a member of Alpha, and what stands below it.
pub fn member(app: &TestApp, member: &Member, below: &str) -> String {
    alpha(app, &format!("/members/{}{below}", member.id))
}

/// What an invitation of viewers to Alpha says, without mail.
pub fn invitation_body(app: &TestApp, emails: &[&str]) -> Value {
    json!({"emails": emails, "roles": [app.world.alpha_roles[2]], "send_email": false})
}

/// `invitation_body` with other values for some fields.
pub fn with(mut invitation_body: Value, changes: Value) -> Value {
    for (field, value) in changes.as_object().unwrap() {
        invitation_body[field] = value.clone();
    }
    invitation_body
}

pub async fn post(app: &TestApp, client: &Client, invitation_body: &Value) -> Answer {
    client.post(&alpha(app, "/invitations"), invitation_body).await
}

/// The code of each problem; `ok` where there is none.
pub fn codes(answer: &Answer) -> Vec<String> {
    let code = |problem: Option<api_types::MemberProblem>| problem.map_or("ok".to_owned(), |problem| problem.code);
    answer.ok::<InvitationResults>().results.into_iter().map(|result| code(result.problem)).collect()
}

/// What became of each of many: the code of its problem, or `ok`.
pub fn outcomes(answer: &Answer) -> Vec<String> {
    let code = |problem: Option<api_types::MemberProblem>| problem.map_or("ok".to_owned(), |problem| problem.code);
    answer.ok::<BulkResults>().results.into_iter().map(|result| code(result.problem)).collect()
}

/// Invites one person to Alpha as a viewer, without mail: the member, and the token of its link.
pub async fn invite(app: &TestApp, client: &Client, email: &str) -> (Member, String) {
    one(&post(app, client, &invitation_body(app, &[email])).await)
}

/// The one member of an answer, and its token.
pub fn one(answer: &Answer) -> (Member, String) {
    let result = answer.ok::<InvitationResults>().results.remove(0);
    (result.member.unwrap(), token(&result.link.unwrap()))
}

/// What stands behind the `#`.
pub fn token(link: &str) -> String {
    let (address, token) = link.split_once('#').unwrap();
    assert_eq!(address, "http://localhost:8080/invitation");
    assert_eq!(token.len(), 43);
    token.to_owned()
}

pub async fn lookup(client: &Client, token: &str) -> Answer {
    client.post("/invitations/lookup", &json!({"token": token})).await
}

/// Accepts as somebody without an account, or as whoever is signed in.
pub async fn accept(client: &Client, token: &str) -> Answer {
    accept_as(client, token, "Nia", "Newcomer").await
}

/// Accepts as somebody without an account who is called this.
pub async fn accept_as(client: &Client, token: &str, given_name: &str, family_name: &str) -> Answer {
    let name = json!({"given_name": given_name, "family_name": family_name});
    let body = with(json!({"token": token, "password": "correct horse battery"}), name);
    client.post("/invitations/accept", &body).await
}

/// Roles of an organization as somebody sees them, by key.
pub async fn role(client: &Client, organization: OrganizationId, key: &str) -> api_types::Role {
    let roles: api_types::List<api_types::Role> =
        client.get(&format!("/organizations/{organization}/roles")).await.ok();
    roles.items.into_iter().find(|role| role.key == key).unwrap()
}

/// Lets Alpha's editors manage people who may no more than they do themselves.
pub async fn editors_manage_members(app: &TestApp) {
    let permissions = "organization.read members.read members.invite members.manage roles.read roles.assign \
                       devices.read devices.operate";
    let_role(app, "editor", permissions).await;
}

/// Lets Alpha's role with this key do this and no more.
pub async fn let_role(app: &TestApp, key: &str, permissions: &str) {
    app.sql(&format!(
        "UPDATE roles SET permissions = '{permissions}' WHERE key = '{key}' AND organization_id = \
         (SELECT id FROM organizations WHERE number = '1001')"
    ))
    .await;
}

/// How many audit events of this kind there are.
pub async fn events(app: &TestApp, action: &str) -> i64 {
    app.count(&format!("SELECT COUNT(*) FROM audit_events WHERE action = '{action}'")).await
}

/// Whether all counters of lists are as if they were counted now.
pub async fn assert_counted(app: &TestApp) {
    for (facet, value, links) in [
        (3, "role_id", "LEFT JOIN member_roles ON members.id = member_id"),
        (4, "company_id", "LEFT JOIN member_companies ON members.id = member_id"),
        (5, "supervisor_id", ""),
        (6, "invited_by_id", ""),
        (7, "company_id", "LEFT JOIN member_companies ON members.id = member_id AND position = 0"),
    ] {
        let empty = if app.url.starts_with("sqlite:") { "x''" } else { "''::bytea" };
        let present = format!(
            "SELECT organization_id, COALESCE({value}, {empty}) AS value, COUNT(*) AS number \
             FROM members {links} WHERE {SHOWN} GROUP BY 1, 2"
        );
        let counted = format!(
            "SELECT organization_id, value, rows FROM list_counts \
             WHERE list = 'members' AND facet = {facet} AND rows <> 0"
        );
        let wrong = format!(
            "SELECT COUNT(*) FROM ({counted}) counted FULL JOIN ({present}) present \
               ON present.organization_id = counted.organization_id AND present.value = counted.value \
             WHERE COALESCE(rows, 0) <> COALESCE(number, 0)"
        );
        assert_eq!(app.count(&wrong).await, 0, "facet {facet}");
    }
    for (list, shown) in
        [("members", SHOWN), ("companies", "TRUE"), ("contacts", "TRUE"), ("devices", "TRUE"), ("roles", "TRUE")]
    {
        let wrong = format!(
            "SELECT COUNT(*) FROM list_state WHERE list = '{list}' AND total <> \
             (SELECT COUNT(*) FROM {list} WHERE organization_id = list_state.organization_id AND {shown})"
        );
        assert_eq!(app.count(&wrong).await, 0, "total of {list}");
    }
    for list in ["members", "companies"] {
        let wrong = format!(
            "SELECT COUNT(*) FROM organizations WHERE \
             (SELECT COUNT(*) FROM {list} WHERE organization_id = organizations.id) <> \
             (SELECT COALESCE(SUM(rows), 0) FROM list_counts WHERE list = '{list}' AND facet = 1 \
              AND organization_id = organizations.id)"
        );
        assert_eq!(app.count(&wrong).await, 0, "status of {list}");
    }
}

/// Members that are in the list without being asked for.
const SHOWN: &str = "NOT members.hidden";
