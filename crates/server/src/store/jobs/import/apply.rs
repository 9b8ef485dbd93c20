//! Carries out the rows of an import that has been started.

use api_types::{JobOutcome, MemberId, MemberStatus};

use crate::{
    authz::Token,
    clock::new_id,
    store::{
        Transaction,
        audit::AuditContext,
        jobs::{
            may::May,
            record::{json, read_json},
            run::{Settled, Tools},
            undo::{Undo, stored, texts_of},
        },
        members::{
            ChangeMemberError, MemberRecord,
            import::{Applying, Choices, ImportedRow, Refused, RowIds},
        },
    },
};

/// Carries out a row of an import.
pub(in crate::store::jobs) struct ImportRow<'a> {
    pub may: &'a May,
    pub tools: &'a Tools,
    pub choices: &'a Choices,
    pub context: AuditContext,
}

impl ImportRow<'_> {
    /// Carries it out, or says why not. Then everything that it has written has to be taken back.
    ///
    /// # Errors
    /// When no row can be carried out.
    pub(in crate::store::jobs) async fn make(
        &self,
        transaction: &mut Transaction,
        content: &str,
    ) -> Result<Settled, ChangeMemberError> {
        let mut row: ImportedRow = read_json(content)?;
        let planned_as = Some(row.outcome().as_str().to_owned());
        let organization = self.may.read.organization();
        let before = match row.target {
            Some(target) => MemberRecord::find(transaction, organization, target).await?,
            None => None,
        };
        match self.apply(transaction, &row).await {
            Ok(member) => {
                let after = MemberRecord::find(transaction, organization, member).await?;
                let undo = after.and_then(|after| undo(before.as_ref(), &after));
                Ok(Settled {
                    outcome: JobOutcome::Changed,
                    reason: planned_as.clone(),
                    planned_as,
                    undo: stored(undo.as_ref())?,
                    member: Some(member),
                    content: None,
                })
            }
            Err(Refused::All(error)) => Err(error),
            Err(Refused::Row(problems)) => {
                row.problems = problems;
                Ok(Settled {
                    outcome: JobOutcome::Refused,
                    reason: row.reason().map(str::to_owned),
                    planned_as,
                    content: Some(json(&row)?),
                    ..Settled::default()
                })
            }
        }
    }

    async fn apply(&self, transaction: &mut Transaction, row: &ImportedRow) -> Result<MemberId, Refused> {
        let missing = || Refused::All(ChangeMemberError::NoLongerAllowed);
        let applying = Applying {
            invite: self.may.invite.as_ref().ok_or_else(missing)?,
            change: self.may.change.as_ref().ok_or_else(missing)?,
            assign: self.may.assign.as_ref(),
            choices: self.choices,
            mail_limits: self.tools.mail_limits,
            has_mail: self.tools.has_mail,
        };
        let ids = RowIds {
            member: new_id(&self.tools.clock, &self.tools.entropy),
            token: Token::new(&self.tools.entropy).hash(),
            context: self.context.clone(),
        };
        applying.apply(transaction, row, &ids).await
    }
}

/// What undoes a row: nothing of days and addresses.
fn undo(before: Option<&MemberRecord>, after: &MemberRecord) -> Option<Undo> {
    let Some(before) = before else { return Some(Undo::Restored) };
    if before.status == MemberStatus::Active && after.status == MemberStatus::Inactive && after.active_from.is_none() {
        return Some(Undo::Deactivated { reports: Vec::new(), successor: None });
    }
    let mut parts = Vec::new();
    if before.roles != after.roles {
        parts.push(Undo::Roles { before: before.roles.clone(), after: after.roles.clone() });
    }
    if before.companies != after.companies {
        parts.push(Undo::Companies { before: before.companies.clone(), after: after.companies.clone() });
    }
    if before.supervisor != after.supervisor {
        parts.push(Undo::Supervisor { before: before.supervisor, after: after.supervisor });
    }
    let (texts, texts_after) = (texts_of(before), texts_of(after));
    if texts != texts_after || before.name != after.name {
        let has_parts = before.given_name.is_some() || before.family_name.is_some();
        let name = before.name.clone().filter(|_| !has_parts);
        let mut texts = texts;
        if name.is_some() {
            (texts.given_name, texts.family_name) = (None, None);
        }
        parts.push(Undo::Texts { before: Box::new(texts), after: Box::new(texts_after), name });
    }
    (!parts.is_empty()).then_some(Undo::All(parts))
}
