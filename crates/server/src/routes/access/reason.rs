//! Why it was decided so, for administrators. Portals show it in logs, in one language.

use api_types::{Date, Decision, DecisionContext, MemberStatus, ReasonAdmin};

use super::read::Unknown;
use crate::store::grants::{Source, Verdict};

/// The answer to a question that could be understood.
pub fn decided(verdict: &Verdict) -> Decision {
    match verdict {
        Verdict::Allowed(sources) => {
            let sources: Vec<_> = sources.iter().map(source).collect();
            decision(true, format!("Allowed by {}.", sources.join(", ")))
        }
        Verdict::NoUser => denied("The organization has no such user."),
        Verdict::NotActive(MemberStatus::Invited | MemberStatus::Expired) => {
            denied("The user has not accepted the invitation.")
        }
        Verdict::NotActive(_) => denied("The user is inactive."),
        Verdict::NoDevice => denied("The organization has no such device."),
        Verdict::TooLow(Some(level)) => {
            decision(false, format!("The user has only the level {} on this device.", level.as_str()))
        }
        Verdict::TooLow(None) => denied("Neither a role nor a grant gives the user access to this device."),
        Verdict::NoPermission => denied("No role of the user has this permission."),
    }
}

/// The answer to a question about something that is not known.
pub fn unknown(what: Unknown) -> Decision {
    denied(match what {
        Unknown::SubjectType => "The type of the subject is not known. It has to be \"user\".",
        Unknown::ResourceType => "The type of the resource is not known. It has to be \"device\" or \"organization\".",
        Unknown::Organization => "The API key is of another organization.",
        Unknown::Action => "There is no such action on this type of resource.",
    })
}

/// The answer to a question that is not one.
pub fn incomplete(lacks: &str) -> Decision {
    decision(false, format!("The evaluation has no {lacks}, and the request has none for all."))
}

fn denied(reason: &str) -> Decision {
    decision(false, reason.to_owned())
}

fn decision(decision: bool, en: String) -> Decision {
    Decision { decision, context: DecisionContext { reason_admin: ReasonAdmin { en } } }
}

fn source(source: &Source) -> String {
    match source {
        Source::Role(name) => format!("the role {name}"),
        Source::Device { until } => format!("a grant on the device{}", last_day(until.as_ref())),
        Source::Group { name, until } => format!("a grant on the group {name}{}", last_day(until.as_ref())),
    }
}

fn last_day(until: Option<&Date>) -> String {
    until.map(|day| format!(" until {day}")).unwrap_or_default()
}
