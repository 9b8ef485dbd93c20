//! Questions of a portal's services: OpenID AuthZEN Authorization API 1.0.
//!
//! Names and shapes are those of the specification (<https://openid.net/specs/authorization-api-1_0.html>). Members that
//! it does not know are ignored, as it demands.

use std::collections::BTreeMap;

use serde::{
    Deserialize, Deserializer, Serialize,
    de::{Error, IgnoredAny},
};

/// Maximum number of questions in one request.
pub const MAX_EVALUATIONS: usize = 1_000;
/// Maximum number of results on a page of a search; also how many there are unless fewer are asked for.
pub const MAX_RESULTS: u16 = 200;

/// Maximum length of a type, an id, a name or a token, in bytes.
pub const MAX_ACCESS_TEXT: usize = 1_000;

/// Reads a text that is not too long.
fn bounded<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let text = String::deserialize(deserializer)?;
    if text.len() > MAX_ACCESS_TEXT { Err(D::Error::custom("a text is too long")) } else { Ok(text) }
}

fn bounded_option<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    let text = Option::<String>::deserialize(deserializer)?;
    let is_long = text.as_ref().is_some_and(|text| text.len() > MAX_ACCESS_TEXT);
    if is_long { Err(D::Error::custom("a text is too long")) } else { Ok(text) }
}

/// An object of the caller's own. It changes no decision.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Properties {}

impl<'de> Deserialize<'de> for Properties {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        BTreeMap::<String, IgnoredAny>::deserialize(deserializer).map(|_| Self {})
    }
}

/// Who wants to do something. The type is `user`; the id is that of a member (`mem_…`) or an account (`acc_…`), or an
/// e-mail address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Subject {
    #[serde(rename = "type", deserialize_with = "bounded")]
    pub kind: String,
    #[serde(deserialize_with = "bounded")]
    pub id: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub properties: Option<Properties>,
}

/// What it is done to. The type is `device`, with the id of a device (`dev_…`) or its external id, or `organization`, with
/// the id of the organization.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Resource {
    #[serde(rename = "type", deserialize_with = "bounded")]
    pub kind: String,
    #[serde(deserialize_with = "bounded")]
    pub id: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub properties: Option<Properties>,
}

/// What is done. To a device: `view`, `operate` or `manage`; to the organization: a permission, such as `members.read`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AccessAction {
    #[serde(deserialize_with = "bounded")]
    pub name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub properties: Option<Properties>,
}

/// Request body of `POST /access/v1/evaluation`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Evaluation {
    pub subject: Subject,
    pub action: AccessAction,
    pub resource: Resource,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub context: Option<Properties>,
}

/// Response to an [`Evaluation`]. A denial is an answer, not an error.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Decision {
    pub decision: bool,
    pub context: DecisionContext,
}

/// Why it was decided so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DecisionContext {
    pub reason_admin: ReasonAdmin,
}

/// A sentence for administrators and logs; not for the user.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReasonAdmin {
    pub en: String,
}

/// Request body of `POST /access/v1/evaluations`. What a question leaves out is taken from here. Without questions, the
/// request itself is one.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Evaluations {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<Subject>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub action: Option<AccessAction>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resource: Option<Resource>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub context: Option<Properties>,
    /// At most 1,000.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evaluations: Vec<PartialEvaluation>,
    #[serde(default)]
    pub options: EvaluationOptions,
}

/// One question of [`Evaluations`].
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PartialEvaluation {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<Subject>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub action: Option<AccessAction>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resource: Option<Resource>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub context: Option<Properties>,
}

/// How [`Evaluations`] are carried out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EvaluationOptions {
    #[serde(default)]
    pub evaluations_semantic: EvaluationsSemantic,
}

/// When [`Evaluations`] stop. The last answer is the one that ended them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum EvaluationsSemantic {
    #[default]
    ExecuteAll,
    DenyOnFirstDeny,
    PermitOnFirstPermit,
}

/// Response to [`Evaluations`] with questions: the answers in their order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Decisions {
    pub evaluations: Vec<Decision>,
}

/// What a search looks for: its type is enough, and an id is ignored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EntityType {
    #[serde(rename = "type", deserialize_with = "bounded")]
    pub kind: String,
}

/// Which page of a search.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SearchPageRequest {
    /// `next_token` of the page before; absent or empty: the first page.
    #[serde(alias = "next_token", deserialize_with = "bounded_option")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub token: Option<String>,
    /// At most 200, which is also how many there are otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<u16>,
}

/// Request body of `POST /access/v1/search/subject`: who can do this?
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SubjectSearch {
    pub subject: EntityType,
    pub action: AccessAction,
    pub resource: Resource,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub context: Option<Properties>,
    #[serde(default)]
    pub page: SearchPageRequest,
}

/// Request body of `POST /access/v1/search/resource`: what can they do this to?
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ResourceSearch {
    pub subject: Subject,
    pub action: AccessAction,
    pub resource: EntityType,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub context: Option<Properties>,
    #[serde(default)]
    pub page: SearchPageRequest,
}

/// Request body of `POST /access/v1/search/action`: what can they do to this?
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ActionSearch {
    pub subject: Subject,
    pub resource: Resource,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub context: Option<Properties>,
    #[serde(default)]
    pub page: SearchPageRequest,
}

/// Response of `POST /access/v1/search/subject`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SubjectResults {
    pub results: Vec<Subject>,
    pub page: SearchPage,
}

/// Response of `POST /access/v1/search/resource`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ResourceResults {
    pub results: Vec<Resource>,
    pub page: SearchPage,
}

/// Response of `POST /access/v1/search/action`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ActionResults {
    pub results: Vec<AccessAction>,
    pub page: SearchPage,
}

/// Where a search goes on.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SearchPage {
    /// Empty on the last page.
    pub next_token: String,
    /// Number of results on this page.
    pub count: u64,
}

/// Response of `GET /.well-known/authzen-configuration`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AuthzenConfiguration {
    /// The public URL of this server.
    pub policy_decision_point: String,
    pub access_evaluation_endpoint: String,
    pub access_evaluations_endpoint: String,
    pub search_subject_endpoint: String,
    pub search_resource_endpoint: String,
    pub search_action_endpoint: String,
}
