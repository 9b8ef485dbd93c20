//! The fields of a member that are edited, and what becomes of them when another user changes the same member.

use api_types::{
    CompanyId, CompanyRef, InvalidText, Language, MAX_COMPANIES, Member, MemberChanges, MemberRef, PersonName, Problem,
    read_note, read_optional_name, read_phone, read_signature,
};
use serde::{Deserialize, Serialize};

use super::{is_same_set, rebase, rebase_set};

/// A field that can be edited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MemberField {
    GivenName,
    FamilyName,
    Signature,
    Phone,
    Title,
    Language,
    /// Which companies, whatever their order.
    Companies,
    /// Which of them comes first.
    MainCompany,
    Supervisor,
    Note,
}

impl MemberField {
    /// Every field, in the order of the page.
    pub const ALL: [Self; 10] = [
        Self::GivenName,
        Self::FamilyName,
        Self::Signature,
        Self::Phone,
        Self::Title,
        Self::Language,
        Self::Companies,
        Self::MainCompany,
        Self::Supervisor,
        Self::Note,
    ];
}

/// What is wrong with a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FieldError {
    /// At least one of the two names is needed.
    Required,
    TooLong,
    Invalid,
    /// Another user has it.
    Taken,
    /// It does not exist any more, or cannot be chosen.
    Unknown,
    TooMany,
    /// The supervisors would form a circle: the names along it.
    Cycle(String),
}

impl From<InvalidText> for FieldError {
    fn from(invalid: InvalidText) -> Self {
        match invalid {
            InvalidText::TooLong => Self::TooLong,
            InvalidText::Invalid => Self::Invalid,
        }
    }
}

/// Fields with what is wrong with them.
pub type FieldErrors = Vec<(MemberField, FieldError)>;

/// The fields of a member as they are in the form.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemberDraft {
    pub given_name: String,
    pub family_name: String,
    pub signature: String,
    pub phone: String,
    pub title: String,
    pub language: Option<Language>,
    /// The main company comes first.
    pub companies: Vec<CompanyRef>,
    pub supervisor: Option<MemberRef>,
    pub note: String,
}

/// A draft on top of what the member is by now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rebased {
    pub draft: MemberDraft,
    /// The fields that both users changed, each to something else.
    pub conflicts: Vec<MemberField>,
}

/// Whether a member must have a name: until the member has joined there may be none.
pub fn needs_name(member: &Member) -> bool {
    member.invitation.is_none()
}

impl MemberDraft {
    /// The fields as the member has them.
    pub fn of(member: &Member) -> Self {
        let text = |field: &Option<String>| field.clone().unwrap_or_default();
        Self {
            given_name: text(&member.given_name),
            family_name: text(&member.family_name),
            signature: text(&member.signature),
            phone: text(&member.phone),
            title: text(&member.title),
            language: member.language,
            companies: member.companies.clone(),
            supervisor: member.supervisor.clone(),
            note: text(&member.note),
        }
    }

    /// The text of a field; nothing for a field that is chosen.
    pub fn text(&self, field: MemberField) -> Option<&str> {
        match field {
            MemberField::GivenName => Some(&self.given_name),
            MemberField::FamilyName => Some(&self.family_name),
            MemberField::Signature => Some(&self.signature),
            MemberField::Phone => Some(&self.phone),
            MemberField::Title => Some(&self.title),
            MemberField::Note => Some(&self.note),
            MemberField::Language | MemberField::Companies | MemberField::MainCompany | MemberField::Supervisor => None,
        }
    }

    /// The main company.
    pub fn main_company(&self) -> Option<CompanyId> {
        self.companies.first().map(|company| company.id)
    }

    fn company_ids(&self) -> Vec<CompanyId> {
        self.companies.iter().map(|company| company.id).collect()
    }

    /// Whether a field would be stored as something else than in the other draft.
    pub fn differs(&self, field: MemberField, other: &Self) -> bool {
        let supervisor = |draft: &Self| draft.supervisor.as_ref().map(|it| it.id);
        match field {
            MemberField::Language => self.language != other.language,
            MemberField::Companies => !is_same_set(&self.company_ids(), &other.company_ids()),
            // The first company to be added, or the last to go, says nothing that the companies do not say.
            MemberField::MainCompany => {
                self.main_company().zip(other.main_company()).is_some_and(|(mine, theirs)| mine != theirs)
            }
            MemberField::Supervisor => supervisor(self) != supervisor(other),
            _ => self.stored_text(field) != other.stored_text(field),
        }
    }

    /// The fields that differ from those of another draft, in the order of the page.
    pub fn changed(&self, before: &Self) -> Vec<MemberField> {
        MemberField::ALL.into_iter().filter(|field| self.differs(*field, before)).collect()
    }

    /// A text as it is stored; as it was typed, if it is invalid.
    fn stored_text(&self, field: MemberField) -> String {
        let text = self.text(field).unwrap_or_default();
        read(field, text).unwrap_or_else(|_| text.trim().to_owned())
    }

    /// What is wrong with the changed fields. The others are not sent.
    pub fn errors(&self, before: &Self, needs_name: bool) -> FieldErrors {
        let changed = self.changed(before);
        let text = |field: MemberField| Some((field, read(field, self.text(field)?).err()?.into()));
        let mut errors: FieldErrors = changed.iter().filter_map(|field| text(*field)).collect();
        let is_name = |field: &MemberField| matches!(field, MemberField::GivenName | MemberField::FamilyName);
        let is_empty = |field| self.stored_text(field).is_empty();
        if needs_name
            && changed.iter().any(is_name)
            && is_empty(MemberField::GivenName)
            && is_empty(MemberField::FamilyName)
        {
            errors.insert(0, (MemberField::GivenName, FieldError::Required));
        }
        if self.companies.len() > MAX_COMPANIES {
            errors.push((MemberField::Companies, FieldError::TooMany));
        }
        errors
    }

    /// The request that changes `before` to this draft.
    pub fn changes(&self, before: &Self) -> MemberChanges {
        let changed = self.changed(before);
        let is_changed = |field| changed.contains(&field);
        let text = |field| is_changed(field).then(|| self.stored_text(field));
        let has_companies = is_changed(MemberField::Companies) || is_changed(MemberField::MainCompany);
        MemberChanges {
            given_name: text(MemberField::GivenName),
            family_name: text(MemberField::FamilyName),
            signature: text(MemberField::Signature),
            phone: text(MemberField::Phone),
            title: text(MemberField::Title),
            language: self.language.filter(|_| is_changed(MemberField::Language)),
            note: text(MemberField::Note),
            companies: has_companies.then(|| self.company_ids()),
            supervisor: is_changed(MemberField::Supervisor).then(|| self.supervisor.as_ref().map(|it| it.id)),
            message: None,
        }
    }

    /// The member with this draft saved, to show before the server has answered.
    pub fn applied(&self, member: &Member) -> Member {
        let text = |field| Some(self.stored_text(field)).filter(|text| !text.is_empty());
        let name = PersonName::new(&self.given_name, &self.family_name).ok().map(|name| name.full);
        Member {
            given_name: text(MemberField::GivenName),
            family_name: text(MemberField::FamilyName),
            name: name.or_else(|| member.name.clone()),
            signature: text(MemberField::Signature),
            phone: text(MemberField::Phone),
            title: text(MemberField::Title),
            language: self.language,
            companies: self.companies.clone(),
            supervisor: self.supervisor.clone(),
            note: text(MemberField::Note),
            ..member.clone()
        }
    }

    /// Whether the server can set the fields back to this draft: it keeps a name once there is one in two parts, and a
    /// language once one was chosen.
    pub fn can_be_restored(&self, saved: &Self, needs_name: bool) -> bool {
        let loses_language = self.language.is_none() && saved.language.is_some();
        !loses_language && self.errors(saved, needs_name).is_empty()
    }

    /// This draft, made from `before`, on top of the fields as they are now.
    pub fn rebased(&self, before: &Self, now: &Self) -> Rebased {
        let text = |field: fn(&Self) -> &String, name| {
            let mine = if self.differs(name, before) { field(self) } else { field(before) };
            rebase(field(before), mine.clone(), field(now).clone())
        };
        let is_conflict = |field: &MemberField| {
            self.differs(*field, before) && now.differs(*field, before) && self.differs(*field, now)
        };
        let supervisor = if self.differs(MemberField::Supervisor, before) { &self.supervisor } else { &now.supervisor };
        let mut draft = Self {
            given_name: text(|it| &it.given_name, MemberField::GivenName),
            family_name: text(|it| &it.family_name, MemberField::FamilyName),
            signature: text(|it| &it.signature, MemberField::Signature),
            phone: text(|it| &it.phone, MemberField::Phone),
            title: text(|it| &it.title, MemberField::Title),
            language: rebase(&before.language, self.language, now.language),
            companies: self.rebased_companies(before, now),
            supervisor: supervisor.clone(),
            note: text(|it| &it.note, MemberField::Note),
        };
        draft.set_main_company(rebase(&before.main_company(), self.main_company(), now.main_company()));
        let conflicts = MemberField::ALL.into_iter().filter(is_conflict).filter(|field| draft.differs(*field, now));
        let conflicts = conflicts.collect();
        Rebased { draft, conflicts }
    }

    /// The companies as they are now, with those that were added here and without those that were removed here.
    fn rebased_companies(&self, before: &Self, now: &Self) -> Vec<CompanyRef> {
        let ids = rebase_set(&before.company_ids(), &self.company_ids(), &now.company_ids());
        let known = |id: &CompanyId| now.companies.iter().chain(&self.companies).find(|company| company.id == *id);
        ids.iter().filter_map(|id| known(id).cloned()).collect()
    }

    /// Makes one of the companies the main one; nothing if it is none of them.
    pub fn set_main_company(&mut self, main: Option<CompanyId>) {
        if let Some(place) = self.companies.iter().position(|company| Some(company.id) == main) {
            self.companies[..=place].rotate_right(1);
        }
    }

    /// Takes a field as another draft has it.
    pub fn take(&mut self, field: MemberField, from: &Self) {
        match field {
            MemberField::GivenName => self.given_name.clone_from(&from.given_name),
            MemberField::FamilyName => self.family_name.clone_from(&from.family_name),
            MemberField::Signature => self.signature.clone_from(&from.signature),
            MemberField::Phone => self.phone.clone_from(&from.phone),
            MemberField::Title => self.title.clone_from(&from.title),
            MemberField::Language => self.language = from.language,
            MemberField::Companies => {
                let main = self.main_company();
                self.companies.clone_from(&from.companies);
                self.set_main_company(main);
            }
            MemberField::MainCompany => self.set_main_company(from.main_company()),
            MemberField::Supervisor => self.supervisor.clone_from(&from.supervisor),
            MemberField::Note => self.note.clone_from(&from.note),
        }
    }
}

/// A text as it is stored; empty for none. Nothing is wrong with fields that are chosen.
fn read(field: MemberField, text: &str) -> Result<String, InvalidText> {
    let owned = |text: Option<&str>| text.unwrap_or_default().to_owned();
    match field {
        MemberField::GivenName | MemberField::FamilyName | MemberField::Title => read_optional_name(text).map(owned),
        MemberField::Signature => read_signature(text).map(owned),
        MemberField::Phone => read_phone(text).map(owned),
        MemberField::Note => read_note(text).map(Option::unwrap_or_default),
        MemberField::Language | MemberField::Companies | MemberField::MainCompany | MemberField::Supervisor => {
            Ok(String::new())
        }
    }
}

/// The fields that the server refused. Empty if it names one that the form does not have.
pub fn refused_fields(problem: &Problem) -> FieldErrors {
    let error = |code: &str, detail: &str| match code {
        "required" => FieldError::Required,
        "too_long" => FieldError::TooLong,
        "taken" => FieldError::Taken,
        "unknown" => FieldError::Unknown,
        "too_many" => FieldError::TooMany,
        "cycle" => FieldError::Cycle(detail.to_owned()),
        _ => FieldError::Invalid,
    };
    let errors = problem.errors.iter();
    let errors = errors.map(|it| Some((field_at(&it.pointer)?, error(&it.code, &it.detail)))).collect::<Option<_>>();
    errors.unwrap_or_default()
}

fn field_at(pointer: &str) -> Option<MemberField> {
    let name = pointer.strip_prefix('/')?.split('/').next()?;
    Some(match name {
        "given_name" => MemberField::GivenName,
        "family_name" => MemberField::FamilyName,
        "signature" => MemberField::Signature,
        "phone" => MemberField::Phone,
        "title" => MemberField::Title,
        "language" => MemberField::Language,
        "companies" => MemberField::Companies,
        "supervisor" => MemberField::Supervisor,
        "note" => MemberField::Note,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use api_types::{FieldProblem, MemberId};
    use serde_json::json;

    use super::*;

    fn companies(ids: &[u128]) -> Vec<CompanyRef> {
        ids.iter().map(|id| CompanyRef { id: CompanyId::from_u128(*id), name: format!("Company {id}") }).collect()
    }

    fn supervisor(id: u128) -> Option<MemberRef> {
        Some(MemberRef { id: MemberId::from_u128(id), name: format!("Member {id}") })
    }

    fn draft() -> MemberDraft {
        MemberDraft {
            given_name: "Jürgen".into(),
            family_name: "Großmann".into(),
            signature: "JGR".into(),
            phone: "+49 30 5550 1187".into(),
            companies: companies(&[1, 2]),
            supervisor: supervisor(1),
            ..MemberDraft::default()
        }
    }

    fn with(change: impl FnOnce(&mut MemberDraft)) -> MemberDraft {
        let mut changed = draft();
        change(&mut changed);
        changed
    }

    fn member(fields: serde_json::Value) -> Member {
        let mut member = json!({
            "id": MemberId::from_u128(7), "organization_id": api_types::OrganizationId::from_u128(1),
            "email": "jurgen@acme.example", "status": "active", "roles": [], "version": 3,
        });
        member.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
        serde_json::from_value(member).unwrap()
    }

    #[test]
    fn usr10_what_would_be_stored_alike_is_no_change() {
        let same = with(|it| {
            it.given_name = " Jürgen\u{200b}".into();
            it.signature = " JGR ".into();
            it.companies = companies(&[1, 2]);
            it.note = "\r\n".into();
        });
        assert_eq!(same.changed(&draft()), []);
        assert_eq!(same.changes(&draft()), MemberChanges::default());
    }

    #[test]
    fn usr10_only_changed_fields_are_sent_and_empty_ones_remove() {
        let changed = with(|it| {
            it.phone = " 112 ".into();
            it.signature = String::new();
            it.supervisor = None;
            it.language = Some(Language::De);
        });
        let expected = MemberChanges {
            signature: Some(String::new()),
            phone: Some("112".into()),
            language: Some(Language::De),
            supervisor: Some(None),
            ..MemberChanges::default()
        };
        assert_eq!(changed.changes(&draft()), expected);
    }

    #[test]
    fn usr10_another_main_company_is_a_change_of_its_own() {
        let main = with(|it| it.set_main_company(Some(CompanyId::from_u128(2))));
        assert_eq!(main.changed(&draft()), [MemberField::MainCompany]);
        assert_eq!(main.changes(&draft()).companies, Some([2, 1].map(CompanyId::from_u128).to_vec()));
        let added = with(|it| it.companies = companies(&[1, 2, 3]));
        assert_eq!(added.changed(&draft()), [MemberField::Companies]);
        let none = with(|it| it.companies.clear());
        assert_eq!(draft().changed(&none), [MemberField::Companies]);
    }

    #[test]
    fn usr10_changed_fields_are_checked_by_the_rules_of_the_server() {
        let wrong = with(|it| {
            it.family_name = "a\u{202e}b".into();
            it.signature = "J R".into();
            it.phone = "call me".into();
            it.title = "x".repeat(121);
            it.note = "x".repeat(2_001);
        });
        let expected = [
            (MemberField::FamilyName, FieldError::Invalid),
            (MemberField::Signature, FieldError::Invalid),
            (MemberField::Phone, FieldError::Invalid),
            (MemberField::Title, FieldError::TooLong),
            (MemberField::Note, FieldError::TooLong),
        ];
        assert_eq!(wrong.errors(&draft(), true), expected);
        // What was there before is not sent.
        assert_eq!(wrong.errors(&wrong, true), []);
    }

    #[test]
    fn usr10_one_name_is_needed_but_not_while_invited() {
        let nameless = with(|it| {
            it.given_name = " ".into();
            it.family_name = String::new();
        });
        assert_eq!(nameless.errors(&draft(), true), [(MemberField::GivenName, FieldError::Required)]);
        assert_eq!(nameless.errors(&draft(), false), []);
        assert_eq!(with(|it| it.given_name = String::new()).errors(&draft(), true), []);
    }

    #[test]
    fn usr10_a_name_without_parts_is_never_guessed() {
        let whole = member(json!({"name": "Madonna Louise"}));
        let fields = MemberDraft::of(&whole);
        assert_eq!((&*fields.given_name, &*fields.family_name), ("", ""));
        let other = MemberDraft { phone: "112".into(), ..fields.clone() };
        assert_eq!(other.errors(&fields, needs_name(&whole)), []);
        assert_eq!(other.changes(&fields).given_name, None);
        assert_eq!(other.applied(&whole).name.as_deref(), Some("Madonna Louise"));
        let split = MemberDraft { given_name: "Madonna".into(), ..fields.clone() };
        assert_eq!(split.applied(&whole).name.as_deref(), Some("Madonna"));
        // Nothing sets it back to a name without parts.
        assert!(!fields.can_be_restored(&split, true));
        assert!(fields.can_be_restored(&other, true));
    }

    #[test]
    fn usr10_a_language_can_be_changed_back_but_not_removed() {
        let german = with(|it| it.language = Some(Language::De));
        assert!(!draft().can_be_restored(&german, true));
        assert!(german.can_be_restored(&with(|it| it.language = Some(Language::En)), true));
    }

    #[test]
    fn usr10_a_saved_draft_is_shown_as_the_server_will_return_it() {
        let before = member(json!({"given_name": "Jürgen", "family_name": "Großmann", "name": "Jürgen Großmann"}));
        let saved = MemberDraft { given_name: " Jörg ".into(), phone: " ".into(), ..draft() }.applied(&before);
        assert_eq!((saved.name.as_deref(), saved.phone, saved.version), (Some("Jörg Großmann"), None, 3));
    }

    #[test]
    fn u5_fields_that_only_the_other_user_changed_are_taken_over() {
        let mine = with(|it| it.phone = "112".into());
        let now = with(|it| {
            it.title = "Head of Facilities".into();
            it.supervisor = None;
        });
        let rebased = mine.rebased(&draft(), &now);
        assert_eq!(rebased.conflicts, []);
        assert_eq!(rebased.draft.changed(&now), [MemberField::Phone]);
        assert_eq!(rebased.draft.phone, "112");
    }

    #[test]
    fn u5_a_field_that_both_changed_is_a_conflict_and_keeps_what_was_typed() {
        let mine = with(|it| {
            it.phone = "112".into();
            it.signature = "JG".into();
            it.supervisor = supervisor(2);
        });
        let now = with(|it| {
            it.phone = "110".into();
            // The same change is none.
            it.signature = "JG ".into();
            it.supervisor = supervisor(3);
        });
        let Rebased { mut draft, conflicts } = mine.rebased(&draft(), &now);
        assert_eq!(conflicts, [MemberField::Phone, MemberField::Supervisor]);
        assert_eq!((&*draft.phone, draft.supervisor.clone()), ("112", supervisor(2)));
        draft.take(MemberField::Phone, &now);
        assert_eq!(draft.changed(&now), [MemberField::Supervisor]);
    }

    #[test]
    fn u5_companies_that_were_added_and_removed_are_added_and_removed_again() {
        let mine = with(|it| it.companies = companies(&[1, 2, 3]));
        let now = with(|it| it.companies = companies(&[2, 4]));
        let rebased = mine.rebased(&draft(), &now);
        assert_eq!(rebased.draft.companies, companies(&[2, 4, 3]));
        assert_eq!(rebased.conflicts, [MemberField::Companies]);
        let mut theirs = rebased.draft;
        theirs.take(MemberField::Companies, &now);
        assert_eq!(theirs.changed(&now), []);
    }

    #[test]
    fn u5_the_main_company_of_both_users_is_a_conflict() {
        let three = |main| {
            with(|it| {
                it.companies = companies(&[1, 2, 3]);
                it.set_main_company(Some(CompanyId::from_u128(main)));
            })
        };
        let rebased = three(2).rebased(&three(1), &three(3));
        assert_eq!(rebased.conflicts, [MemberField::MainCompany]);
        assert_eq!(rebased.draft.main_company(), Some(CompanyId::from_u128(2)));
        let rebased = three(1).rebased(&three(1), &three(3));
        assert_eq!((rebased.conflicts, rebased.draft.changed(&three(3))), (vec![], vec![]));
    }

    #[test]
    fn usr10_what_the_server_refuses_is_said_at_its_field() {
        let refused = |errors: &[(&str, &str, &str)]| {
            let error = |(pointer, code, detail): &(&str, &str, &str)| FieldProblem {
                pointer: (*pointer).into(),
                code: (*code).into(),
                detail: (*detail).into(),
            };
            refused_fields(&Problem {
                kind: String::new(),
                title: String::new(),
                status: 422,
                code: "invalid".into(),
                detail: String::new(),
                errors: errors.iter().map(error).collect(),
            })
        };
        assert_eq!(refused(&[("/signature", "taken", "")]), [(MemberField::Signature, FieldError::Taken)]);
        assert_eq!(refused(&[("/companies/1", "unknown", "")]), [(MemberField::Companies, FieldError::Unknown)]);
        assert_eq!(
            refused(&[("/supervisor", "cycle", "A → B → A")]),
            [(MemberField::Supervisor, FieldError::Cycle("A → B → A".into()))]
        );
        assert_eq!(refused(&[("/given_name", "required", "")]), [(MemberField::GivenName, FieldError::Required)]);
        // Then the error is said as a whole.
        assert_eq!(refused(&[("/phone", "invalid", ""), ("/unheard_of", "invalid", "")]), []);
    }

    #[test]
    fn usr10_a_draft_survives_being_saved() {
        let kept = with(|it| it.note = "a\nb".into());
        assert_eq!(MemberDraft::of(&kept.applied(&member(json!({})))), kept);
    }
}
