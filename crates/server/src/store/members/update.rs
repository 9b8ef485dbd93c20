//! Changes fields of a member.

use api_types::{Language, MemberChanges, MemberId, PersonName};
use serde_json::{Value, json};

use super::{
    error::ChangeMemberError,
    guard::{is_signature_taken, open_for_change},
    supervisor,
    table::MemberRecord,
};
use crate::{
    authz::{Authorized, policy::ChangeMember},
    store::{
        Change, Transaction, Versions,
        audit::{AuditAction, AuditContext},
        companies,
        invitations::record_event,
    },
};

/// Changes the fields that the request names, if the member is still as the caller read it.
#[derive(Debug)]
pub struct UpdateMember<'a> {
    pub may: &'a Authorized<ChangeMember>,
    pub member: MemberId,
    /// The version that was read.
    pub versions: Versions,
    /// Valid, and as they are stored.
    pub changes: MemberChanges,
    /// What only an import changes.
    pub imported: ImportedChanges,
    pub context: AuditContext,
}

/// What only an import changes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ImportedChanges {
    /// A name whose parts are unknown.
    pub whole_name: Option<String>,
    /// Whether somebody who has not joined yet can become the supervisor.
    pub allows_pending_supervisor: bool,
}

impl Change for UpdateMember<'_> {
    type Output = ();
    type Error = ChangeMemberError;

    async fn apply(&self, transaction: &mut Transaction) -> Result<(), ChangeMemberError> {
        let (before, _) = open_for_change(transaction, self.may, self.member).await?;
        if !self.versions.contain(before.version) {
            return Err(ChangeMemberError::Stale);
        }
        let mut record = before.clone();
        self.set_texts(&mut record)?;
        if record.signature != before.signature && is_signature_taken(transaction, &record).await? {
            return Err(ChangeMemberError::SignatureTaken);
        }
        self.set_companies(transaction, &mut record).await?;
        if let Some(supervisor) = self.changes.supervisor.filter(|supervisor| *supervisor != before.supervisor) {
            if let Some(supervisor) = supervisor {
                let allows_pending = self.imported.allows_pending_supervisor;
                supervisor::check_for_import(transaction, &before, supervisor, allows_pending).await?;
            }
            record.supervisor = supervisor;
        }
        if record == before {
            return Ok(());
        }
        record.save(transaction, &before).await?;
        let action =
            if before.invitation.is_some() { AuditAction::InvitationChanged } else { AuditAction::MemberChanged };
        let details = json!({"changes": changes(&before, &record)});
        Ok(record_event(transaction, self.may, &self.context, action, &record, details).await?)
    }

    fn is_collision(&self, error: &ChangeMemberError) -> bool {
        error.is_collision()
    }
}

impl UpdateMember<'_> {
    /// Sets names, texts, the language and the message.
    fn set_texts(&self, record: &mut MemberRecord) -> Result<(), ChangeMemberError> {
        let MemberChanges { given_name, family_name, signature, phone, title, language, note, message, .. } =
            &self.changes;
        if given_name.is_some() || family_name.is_some() {
            set(&mut record.given_name, given_name);
            set(&mut record.family_name, family_name);
            let part = |part: &Option<String>| part.clone().unwrap_or_default();
            record.name = match PersonName::new(&part(&record.given_name), &part(&record.family_name)) {
                Ok(name) => Some(name.full),
                Err(_) if record.invitation.is_some() => None,
                Err(_) => return Err(ChangeMemberError::NameNeeded),
            };
        }
        if let Some(name) = &self.imported.whole_name {
            (record.given_name, record.family_name, record.name) = (None, None, Some(name.clone()));
        }
        set(&mut record.signature, signature);
        set(&mut record.phone, phone);
        set(&mut record.title, title);
        set(&mut record.note, note);
        record.language = language.or(record.language);
        if let Some(message) = message {
            let invitation = record.invitation.as_mut().ok_or(ChangeMemberError::NotPending)?;
            invitation.message = Some(message.clone()).filter(|message| !message.is_empty());
        }
        Ok(())
    }

    async fn set_companies(
        &self,
        transaction: &mut Transaction,
        record: &mut MemberRecord,
    ) -> Result<(), ChangeMemberError> {
        let Some(wanted) = &self.changes.companies else { return Ok(()) };
        let organization = self.may.organization();
        if let Some(position) = companies::first_unknown(transaction, organization, wanted, &record.companies).await? {
            return Err(ChangeMemberError::UnknownCompany(position));
        }
        record.companies.clone_from(wanted);
        Ok(())
    }
}

/// Sets a text that the request names; an empty one removes it.
fn set(field: &mut Option<String>, change: &Option<String>) {
    if let Some(text) = change {
        *field = Some(text.clone()).filter(|text| !text.is_empty());
    }
}

/// What has changed, for the audit log: people and companies by their ids; of a note only that it did.
pub(super) fn changes(before: &MemberRecord, after: &MemberRecord) -> Vec<Value> {
    let value = |record: &MemberRecord| {
        let message = record.invitation.as_ref().and_then(|invitation| invitation.message.clone());
        [
            ("given_name", json!(record.given_name)),
            ("family_name", json!(record.family_name)),
            ("name", json!(record.name)),
            ("signature", json!(record.signature)),
            ("phone", json!(record.phone)),
            ("title", json!(record.title)),
            ("language", json!(record.language.map(Language::tag))),
            ("note", json!(record.note)),
            ("message", json!(message)),
            ("companies", json!(record.companies)),
            ("supervisor", json!(record.supervisor)),
        ]
    };
    let changed = value(before).into_iter().zip(value(after)).filter(|(before, after)| before != after);
    changed
        .map(|((field, before), (_, after))| match field {
            "note" | "message" => json!({"field": field}),
            _ => json!({"field": field, "before": before, "after": after}),
        })
        .collect()
}
