//! The columns of the table `members`, each written once.
//!
//! A new column is one line in [`member_columns!`] at the end of this file, beside the migrations and the field of
//! [`Member`]. The line `phone: OptionalText,` in `sent` says: the record has a field `phone: Option<String>`, stored in
//! the column `phone`, and clients get it as `Member.phone`.
//!
//! Columns that are computed from others are in `derived.rs`.

use api_types::{
    AccountId, AllowedAction, CompanyId, CompanyRef, EmailChange, Invitation, Member, MemberId, MemberRef,
    OrganizationId, RoleId, RoleRef,
};
use sea_query::{SelectStatement, Value};

use super::kinds::{
    Count, Duration, Flag, Kind, LanguageTag, Moment, OptionalId, OptionalLanguage, OptionalMoment, OptionalStatus,
    OptionalText, Sent, Status, Text, TwoFactor, Version,
};
use crate::store::{
    StoreError,
    columns::read_id,
    record::{Record, Row},
};

/// What [`Member`] shows of other tables; the delivery of its invitation comes later.
#[derive(Debug, Default)]
pub(super) struct Related {
    pub roles: Vec<RoleRef>,
    pub companies: Vec<CompanyRef>,
    pub supervisor: Option<MemberRef>,
    pub invited_by: Option<MemberRef>,
    /// Still without what became of its mail.
    pub email_change: Option<EmailChange>,
    pub actions: Vec<AllowedAction>,
}

/// Selects the columns of a [`MemberRecord`] from `members`.
pub(super) fn select(mut members: SelectStatement) -> SelectStatement {
    members
        .columns(["id", "organization_id"].map(|column| ("members", column)))
        .columns(COLUMNS.iter().map(|column| ("members", *column)))
        .take()
}

/// Makes the records, what is stored of them and what is sent of them, from the table below.
///
/// - `sent`: a column that clients get under the same name: `field: Kind`.
/// - `kept`: a column that clients do not get, or not as it is stored: `field: Kind = "column"`.
/// - `invitation_sent` and `invitation_kept`: the same for the invitation. The names of its columns begin with
///   `invitation_`; they are empty if there is no invitation.
macro_rules! member_columns {
    (
        sent { $($(#[$sent_doc:meta])* $sent:ident: $sent_kind:ty,)* }
        kept { $($(#[$kept_doc:meta])* $kept:ident: $kept_kind:ty = $column:literal,)* }
        invitation_sent { $($(#[$inv_sent_doc:meta])* $inv_sent:ident: $inv_sent_kind:ty,)* }
        invitation_kept { $($(#[$inv_kept_doc:meta])* $inv_kept:ident: $inv_kept_kind:ty,)* }
    ) => {
        /// A member as it is stored; times are microseconds since 1970.
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub(in crate::store) struct MemberRecord {
            pub id: MemberId,
            pub organization: OrganizationId,
            $($(#[$sent_doc])* pub $sent: <$sent_kind as Kind>::Field,)*
            $($(#[$kept_doc])* pub $kept: <$kept_kind as Kind>::Field,)*
            /// Until the member joins.
            pub invitation: Option<InvitationRecord>,
            pub roles: Vec<RoleId>,
            /// The main one first.
            pub companies: Vec<CompanyId>,
        }

        /// An invitation that has not been accepted.
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub(in crate::store) struct InvitationRecord {
            $($(#[$inv_sent_doc])* pub $inv_sent: <$inv_sent_kind as Kind>::Field,)*
            $($(#[$inv_kept_doc])* pub $inv_kept: <$inv_kept_kind as Kind>::Field,)*
        }

        /// Every column, in the order of [`MemberRecord::values`], in which they are read too.
        pub(super) const COLUMNS: &[&str] = &[
            $(stringify!($sent),)*
            $($column,)*
            $(concat!("invitation_", stringify!($inv_sent)),)*
            $(concat!("invitation_", stringify!($inv_kept)),)*
        ];

        /// Still without roles and companies.
        impl Record for MemberRecord {
            fn read(row: &mut Row<'_>) -> Result<Self, StoreError> {
                Ok(Self {
                    id: read_id(&Vec::read(row)?)?,
                    organization: read_id(&Vec::read(row)?)?,
                    $($sent: <$sent_kind as Kind>::read(Record::read(row)?)?,)*
                    $($kept: <$kept_kind as Kind>::read(Record::read(row)?)?,)*
                    invitation: Record::read(row)?,
                    roles: Vec::new(),
                    companies: Vec::new(),
                })
            }
        }

        impl Record for Option<InvitationRecord> {
            fn read(row: &mut Row<'_>) -> Result<Self, StoreError> {
                struct Columns {
                    $($inv_sent: <$inv_sent_kind as Kind>::Column,)*
                    $($inv_kept: <$inv_kept_kind as Kind>::Column,)*
                }
                let columns = Columns {
                    $($inv_sent: Record::read(row)?,)*
                    $($inv_kept: Record::read(row)?,)*
                };
                if columns.expires_at.is_none() {
                    return Ok(None);
                }
                Ok(Some(InvitationRecord {
                    $($inv_sent: <$inv_sent_kind as Kind>::read(columns.$inv_sent)?,)*
                    $($inv_kept: <$inv_kept_kind as Kind>::read(columns.$inv_kept)?,)*
                }))
            }
        }

        impl MemberRecord {
            /// A new record of which nothing is known yet.
            pub(in crate::store) fn blank(id: MemberId, organization: OrganizationId) -> Self {
                Self {
                    id,
                    organization,
                    $($sent: <$sent_kind as Kind>::blank(),)*
                    $($kept: <$kept_kind as Kind>::blank(),)*
                    invitation: None,
                    roles: Vec::new(),
                    companies: Vec::new(),
                }
            }

            /// The values of [`COLUMNS`].
            pub(super) fn values(&self) -> Vec<Value> {
                let invitation = self.invitation.as_ref();
                vec![
                    $(<$sent_kind as Kind>::value(Some(&self.$sent)),)*
                    $(<$kept_kind as Kind>::value(Some(&self.$kept)),)*
                    $(<$inv_sent_kind as Kind>::value(invitation.map(|invitation| &invitation.$inv_sent)),)*
                    $(<$inv_kept_kind as Kind>::value(invitation.map(|invitation| &invitation.$inv_kept)),)*
                ]
            }

            /// The member as clients get it.
            ///
            /// # Errors
            /// [`StoreError::Unreadable`] for a time that no calendar has.
            pub(super) fn into_wire(self, related: Related) -> Result<Member, StoreError> {
                let invitation = match self.invitation {
                    None => None,
                    Some(invitation) => Some(Invitation {
                        $($inv_sent: <$inv_sent_kind as Sent>::wire(invitation.$inv_sent)?,)*
                        resend_from: None,
                        delivery: None,
                    }),
                };
                Ok(Member {
                    id: self.id,
                    organization_id: self.organization,
                    $($sent: <$sent_kind as Sent>::wire(self.$sent)?,)*
                    roles: related.roles,
                    companies: related.companies,
                    supervisor: related.supervisor,
                    invited_by: related.invited_by,
                    invitation,
                    email_change: related.email_change,
                    actions: related.actions,
                })
            }
        }
    };
}

member_columns! {
    sent {
        email: Text,
        given_name: OptionalText,
        family_name: OptionalText,
        name: OptionalText,
        signature: OptionalText,
        phone: OptionalText,
        title: OptionalText,
        language: OptionalLanguage,
        note: OptionalText,
        status: Status,
        /// Why the member is inactive; only with that status.
        inactive_note: OptionalText,
        /// First day with access; only while the member is inactive, or hidden.
        active_from: OptionalText,
        /// Last day with access.
        active_until: OptionalText,
        two_factor: TwoFactor,
        invited_at: OptionalMoment,
        member_since: OptionalMoment,
        last_sign_in: OptionalMoment,
        /// When the invitation was withdrawn; only with that status.
        withdrawn_at: OptionalMoment,
        /// When the member was removed; only with that status.
        removed_at: OptionalMoment,
        version: Version,
    }
    kept {
        account: OptionalId<AccountId> = "account_id",
        /// The account that a removed member gets back when it is restored; only with that status.
        removed_account: OptionalId<AccountId> = "removed_account_id",
        /// The status that a removed member gets back when it is restored; only with that status.
        removed_status: OptionalStatus = "removed_status",
        supervisor: OptionalId<MemberId> = "supervisor_id",
        invited_by: OptionalId<MemberId> = "invited_by_id",
        /// Only links of this generation of the invitation work.
        generation: Version = "invitation_generation",
        /// When the next of its days takes effect.
        schedule_due_at: OptionalMoment = "schedule_due_at",
        /// When administrators are told that the last day comes.
        notice_due_at: OptionalMoment = "notice_due_at",
    }
    invitation_sent {
        expires_at: Moment,
        sent_at: OptionalMoment,
        times_sent: Count,
        message: OptionalText,
        language: LanguageTag,
        link_wanted_at: OptionalMoment,
    }
    invitation_kept {
        /// How long it is valid each time it is sent.
        lifetime: Duration,
        reminded_at: OptionalMoment,
        /// Whether it goes out by mail when its day comes.
        by_mail: Flag,
    }
}
