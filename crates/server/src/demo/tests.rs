//! What DESIGN promises about the demo data.

use std::collections::{HashMap, HashSet};

use api_types::{AccessRequestState, MemberId, MemberStatus, RoleId, is_reference_source, is_web_url};

use super::*;
use crate::store::seed::records::{Member, Organization, RoleKey};

fn now() -> Timestamp {
    "2026-11-21T09:30:00Z".parse().unwrap()
}

fn organization<'a>(data: &'a Data, number: &str) -> (&'a Organization, Vec<&'a Member>) {
    let organization = data.organizations.iter().find(|organization| organization.number == number).unwrap();
    (organization, data.members.iter().filter(|member| member.organization == organization.id).collect())
}

fn role(organization: &Organization, key: RoleKey) -> RoleId {
    organization.roles.iter().find(|role| role.key == key).unwrap().id
}

#[test]
fn acme_has_1248_users_40_of_them_invited_and_12_expired_and_5_who_were_removed() {
    let data = demo(now());
    let (acme, members) = organization(&data, "10234");
    let count = |status| members.iter().filter(|member| member.status == status).count();
    let shown = members.iter().filter(|member| member.status != MemberStatus::Removed).count();
    assert_eq!((acme.name.as_str(), shown, acme.companies.len()), ("Acme Facility Services", 1248, 12));
    assert_eq!(MemberStatus::ALL.map(count), [1098, 40, 12, 98, 0, 5]);
}

#[test]
fn acmes_companies_have_numbers_and_bremen_is_archived_with_4_members() {
    let data = demo(now());
    let (acme, members) = organization(&data, "10234");
    let numbers: HashSet<_> = acme.companies.iter().map(|company| company.number.as_deref().unwrap()).collect();
    assert_eq!(numbers.len(), 12);
    let archived: Vec<_> = acme.companies.iter().filter(|company| company.archived_at.is_some()).collect();
    assert_eq!(archived.len(), 1);
    assert_eq!((archived[0].name.as_str(), archived[0].number.as_deref()), ("Acme Bremen", Some("1020")));
    assert_eq!(members.iter().filter(|member| member.companies.contains(&archived[0].id)).count(), 4);
}

#[test]
fn there_are_603_organizations_with_different_numbers_and_names() {
    let data = demo(now());
    let numbers: HashSet<_> = data.organizations.iter().map(|organization| &organization.number).collect();
    let names: HashSet<_> = data.organizations.iter().map(|organization| &organization.name).collect();
    assert_eq!((data.organizations.len(), numbers.len(), names.len()), (603, 603, 603));
    assert_eq!(organization(&data, "20817").0.name, "Nordlicht Hotels");
    assert_eq!(organization(&data, "20817").1.len(), 36);
    assert_eq!(organization(&data, "30155").0.name, "Clínica Sol");
    assert_eq!(organization(&data, "30155").1.len(), 24);
}

#[test]
fn rol4_acme_has_two_roles_of_its_own() {
    let data = demo(now());
    let (acme, members) = organization(&data, "10234");
    let holders = |id| members.iter().filter(|member| member.roles.contains(id)).count();
    let roles: Vec<_> = acme.custom_roles.iter().map(|role| (role.name, holders(&role.id))).collect();
    assert_eq!(roles, [("Site lead", 24), ("User manager", 14)]);
}

#[test]
fn dev2_six_requests_wait_at_acme_and_five_have_an_answer() {
    let data = demo(now());
    let (acme, _) = organization(&data, "10234");
    let count = |state| data.access_requests.iter().filter(|it| it.state == state).count();
    assert_eq!(AccessRequestState::ALL.map(count), [6, 2, 1, 1, 1]);
    assert!(data.access_requests.iter().all(|it| it.organization == acme.id));
    let by_request = data.grants.iter().filter(|grant| grant.request.is_some()).count();
    assert_eq!(by_request, 2);
}

#[test]
fn every_sign_in_has_the_promised_roles() {
    let data = demo(now());
    let holds = |number: &str, email: &str, key| {
        let (organization, members) = organization(&data, number);
        members.iter().any(|member| member.email == email && member.roles == [role(organization, key)])
    };
    assert!(holds("10234", "ada@acme.example", RoleKey::Administrator));
    assert!(holds("20817", "ada@acme.example", RoleKey::Editor));
    assert!(holds("10234", "eddie@acme.example", RoleKey::Editor));
    assert!(holds("10234", "vera@acme.example", RoleKey::Viewer));
    assert!(holds("10234", "tess@acme.example", RoleKey::Administrator));
    assert!(holds("20817", "otto@nordlicht.example", RoleKey::Administrator));
    assert!(data.organizations.iter().all(|one| holds(&one.number, "sam@support.example", RoleKey::Administrator)));
    let memberships = |email: &str| data.members.iter().filter(|member| member.email == email).count();
    assert_eq!((memberships("otto@nordlicht.example"), memberships("ada@acme.example")), (1, 2));
    let ines = data.members.iter().find(|member| member.email == "ines@acme.example").unwrap();
    assert_eq!(ines.status, MemberStatus::Inactive);
}

#[test]
fn only_the_seven_sign_ins_have_a_password_and_tess_has_her_secret() {
    let data = demo(now());
    let with_password: HashSet<_> =
        data.accounts.iter().filter(|account| account.has_password).map(|account| account.email.clone()).collect();
    assert_eq!(with_password, sign_ins().into_iter().map(|offer| offer.email).collect());
    let secrets: HashMap<_, _> =
        data.accounts.iter().map(|account| (account.email.as_str(), account.totp_secret.as_deref())).collect();
    assert_eq!(secrets["tess@acme.example"], Some(TOTP_SECRET));
    assert_eq!(secrets["ada@acme.example"], None);
}

#[test]
fn names_of_sign_ins_are_the_same_everywhere() {
    let data = demo(now());
    let accounts: HashMap<_, _> = data.accounts.iter().map(|account| (account.id, account)).collect();
    for member in data.members.iter().filter(|member| member.account.is_some()) {
        let account = accounts[&member.account.unwrap()];
        assert_eq!(member.name.as_ref(), Some(&account.name));
        assert_eq!((&member.given_name, &member.family_name), (&account.given_name, &account.family_name));
        assert!(member.given_name.is_some() && member.family_name.is_some());
    }
}

#[test]
fn the_same_day_gives_the_same_data_and_another_day_the_same_people() {
    let today = demo(now());
    assert_eq!(today, demo("2026-11-21T23:59:59Z".parse().unwrap()));
    let members = |data: &Data| -> Vec<_> {
        data.members.iter().map(|member| (member.id, member.email.clone(), member.supervisor)).collect()
    };
    assert_eq!(members(&today), members(&demo("2031-02-03T00:00:00Z".parse().unwrap())));
}

#[test]
fn links_stay_what_they_were() {
    let data = demo(now());
    let mut fingerprint = 0u128;
    for member in data.members.iter().filter(|member| member.status != MemberStatus::Removed) {
        fingerprint = fingerprint.rotate_left(7) ^ member.id.as_u128();
        fingerprint = member.email.bytes().fold(fingerprint, |sum, byte| sum.wrapping_mul(257) ^ u128::from(byte));
    }
    assert_eq!(data.members[0].id.to_string(), "mem_01dxf6dt0qfavs82ef2qtpc0d7");
    assert_eq!(format!("{fingerprint:032x}"), "eadc3981abf71fc116b34f8125f0aa7a");
}

#[test]
fn ids_are_unique_and_so_are_addresses_and_signatures_in_an_organization() {
    let data = demo(now());
    let (mut ids, mut accounts) = (HashSet::new(), HashSet::new());
    let (mut emails, mut signatures) = (HashSet::new(), HashSet::new());
    assert!(data.accounts.iter().all(|account| accounts.insert(&account.email) && ids.insert(account.id.as_u128())));
    for member in &data.members {
        assert!(ids.insert(member.id.as_u128()));
        assert!(emails.insert((member.organization, &member.email)), "{}", member.email);
        if let Some(signature) = &member.signature {
            assert_eq!(signature.len(), 3);
            assert!(signatures.insert((member.organization, signature)), "{signature}");
        }
    }
}

#[test]
fn addresses_are_lower_case_ascii() {
    let allowed = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b".-@".contains(&byte);
    for member in demo(now()).members {
        assert!(member.email.bytes().all(allowed), "{}", member.email);
        assert!(member.email.ends_with(".example") && member.email.matches('@').count() == 1);
    }
}

#[test]
fn every_reference_points_back_into_the_same_organization() {
    let data = demo(now());
    let organizations: HashMap<_, _> = data.organizations.iter().map(|one| (one.id, one)).collect();
    let accounts: HashSet<_> = data.accounts.iter().map(|account| account.id).collect();
    let mut before: HashMap<MemberId, &Member> = HashMap::new();
    for member in &data.members {
        let organization = organizations[&member.organization];
        let own: Vec<_> = organization.roles.iter().map(|role| role.id).collect();
        let custom: Vec<_> = organization.custom_roles.iter().map(|role| role.id).collect();
        assert!(member.roles.iter().all(|id| own.contains(id) || custom.contains(id)));
        assert!(member.companies.iter().all(|id| organization.companies.iter().any(|company| company.id == *id)));
        assert!((1..=3).contains(&member.companies.len()));
        assert!(member.account.is_none_or(|account| accounts.contains(&account)));
        // Pointing back also means that supervisors form no circle.
        for id in member.supervisor.iter().chain(&member.invited_by) {
            assert_eq!(before[id].organization, member.organization);
        }
        before.insert(member.id, member);
    }
}

#[test]
fn inviters_joined_before_they_invited() {
    let data = demo(now());
    let since: HashMap<_, _> = data.members.iter().map(|member| (member.id, member.member_since)).collect();
    for member in &data.members {
        let (Some(inviter), Some(invited_at)) = (member.invited_by, member.invited_at) else { continue };
        assert!(since[&inviter].unwrap() <= invited_at, "{}", member.email);
    }
}

#[test]
fn dates_follow_one_another_and_none_but_an_expiry_lies_ahead() {
    let now = now();
    for member in demo(now).members {
        assert_eq!(member.removed_at.is_some(), member.status == MemberStatus::Removed);
        let dates = [member.invited_at, member.member_since, member.last_sign_in, member.removed_at];
        let dates: Vec<_> = dates.into_iter().flatten().collect();
        assert!(dates.is_sorted() && dates.iter().all(|date| *date < now), "{member:?}");
        let Some(invitation) = member.invitation else { continue };
        let sent = [member.invited_at, invitation.sent_at, Some(now)];
        assert!(sent.is_sorted() && (1..=3).contains(&invitation.times_sent), "{invitation:?}");
        assert_eq!(invitation.expires_at > now, member.status == MemberStatus::Invited, "{invitation:?}");
    }
}

#[test]
fn who_has_not_accepted_has_an_invitation_and_nothing_personal() {
    for member in demo(now()).members {
        let pending = matches!(member.status, MemberStatus::Invited | MemberStatus::Expired);
        assert_eq!(member.invitation.is_some(), pending);
        assert_eq!(member.account.is_none(), pending);
        assert_eq!(member.name.is_none() && member.signature.is_none(), pending);
        assert_eq!(member.member_since.is_none(), pending);
    }
}

#[test]
fn acme_writes_its_names_in_many_scripts() {
    let data = demo(now());
    let names: String = organization(&data, "10234").1.iter().filter_map(|member| member.name.as_deref()).collect();
    for (script, letters) in [
        ("Latin with diacritics", 'À'..='ž'),
        ("Greek", 'Α'..='ω'),
        ("Cyrillic", 'А'..='я'),
        ("Hebrew", 'א'..='ת'),
        ("Arabic", 'ا'..='ي'),
        ("Devanagari", 'अ'..='ह'),
        ("Kana", 'ぁ'..='ン'),
        ("Han", '一'..='龥'),
        ("Hangul", '가'..='힣'),
        ("Vietnamese", 'Ạ'..='ỹ'),
    ] {
        assert!(names.chars().filter(|letter| letters.contains(letter)).count() > 50, "{script}");
    }
}

#[test]
fn administrators_are_few_and_some_hold_two_roles_or_none() {
    let data = demo(now());
    let (acme, members) = organization(&data, "10234");
    let administrator = role(acme, RoleKey::Administrator);
    let administrators = members.iter().filter(|member| member.roles.contains(&administrator)).count();
    let with = |count| members.iter().filter(|member| member.roles.len() == count).count();
    assert!((5..20).contains(&administrators), "{administrators}");
    assert!(with(2) > 50 && (10..60).contains(&with(0)), "{} {}", with(2), with(0));
}

#[test]
fn the_clinic_has_a_name_with_markup_a_long_one_and_one_from_right_to_left() {
    let data = demo(now());
    let names: Vec<_> =
        organization(&data, "30155").1.into_iter().filter_map(|member| member.name.as_deref()).collect();
    assert!(names.iter().any(|name| name.starts_with("<img src=x onerror=alert(1)>")));
    assert!(names.iter().any(|name| name.chars().count() > 150));
    assert!(names.iter().any(|name| name.starts_with('ي')));
}

#[test]
fn usr12_acme_has_three_keys_and_its_portal_has_registered_what_needs_three_people() {
    let data = demo(now());
    let (acme, members) = organization(&data, "10234");
    let [key, ..] = data.api_keys.as_slice() else { panic!("{:?}", data.api_keys) };
    assert_eq!((key.organization, key.secret.as_str(), data.api_keys.len()), (acme.id, API_KEY, 3));
    assert!(data.api_keys.iter().all(|key| key.secret.starts_with("roster_key_") && key.owner.is_some()));
    let needed: HashSet<_> = data.references.iter().map(|registered| registered.member).collect();
    assert_eq!((needed.len(), data.references.len()), (3, 4));
    assert!(members.iter().filter(|member| needed.contains(&member.id)).all(|it| it.status == MemberStatus::Active));
    for registered in &data.references {
        assert!(is_reference_source(registered.source));
        assert!(registered.references.iter().all(|reference| is_web_url(&reference.url)));
    }
}

#[test]
fn aud1_acme_has_a_log_of_some_thousand_believable_events() {
    let data = demo(now());
    let (acme, members) = organization(&data, "10234");
    let events: Vec<_> = data.events.iter().filter(|event| event.organization == acme.id).collect();
    assert!((2_000..6_000).contains(&events.len()), "{}", events.len());
    let oldest = events.iter().map(|event| event.at).min().unwrap();
    assert!(now().duration_since(oldest).as_hours() > 200 * 24 && events.iter().all(|event| event.at <= now()));
    let accounts: Vec<_> = members.iter().filter_map(|member| member.account).collect();
    assert!(events.iter().all(|event| event.actor.is_none_or(|actor| accounts.contains(&actor))));
    let actions: HashSet<_> = events.iter().map(|event| event.action).collect();
    assert!(actions.len() >= 12, "{actions:?}");
    let targets: Vec<_> = members.iter().map(|member| member.id.as_u128()).collect();
    let of_members = events.iter().filter(|event| event.action.target() == Some(api_types::TargetKind::Member));
    assert!(of_members.into_iter().all(|event| event.subject.is_some_and(|id| targets.contains(&id))));
}

#[test]
fn dev1_acme_has_386_devices_in_three_levels_of_groups_and_some_dozens_of_grants() {
    let data = demo(now());
    let (acme, members) = organization(&data, "10234");
    let devices: Vec<_> = data.devices.iter().filter(|device| device.organization == acme.id).collect();
    assert_eq!((devices.len(), devices.iter().filter(|device| device.group.is_none()).count()), (386, 24));
    let parents: HashMap<_, _> = data.device_groups.iter().map(|group| (group.id, group.parent)).collect();
    let depth = |group| std::iter::successors(Some(group), |group| parents[group]).count();
    assert_eq!(data.device_groups.iter().map(|group| depth(group.id)).max(), Some(3));
    let ids: HashSet<_> = devices.iter().map(|device| &device.external_id).collect();
    assert_eq!(ids.len(), 386);
    let grants: Vec<_> = data.grants.iter().filter(|grant| grant.organization == acme.id).collect();
    assert_eq!((grants.len(), grants.iter().filter(|grant| grant.until.is_some()).count()), (66, 17));
    assert!(grants.iter().all(|grant| members.iter().any(|member| member.id == grant.member)));
    let named = ["10234", "20817", "30155"].map(|number| organization(&data, number).0.id);
    assert!(data.devices.iter().all(|device| named.contains(&device.organization)));
}

#[test]
fn con1_acme_has_57_contacts_whom_somebody_can_reach() {
    let data = demo(now());
    let (acme, members) = organization(&data, "10234");
    assert_eq!(data.contacts.len(), 57);
    assert!(data.contacts.iter().all(|contact| contact.organization == acme.id));
    for contact in &data.contacts {
        let is_emergency = contact.purposes.contains(&api_types::ContactPurpose::Emergency);
        assert!(contact.phone.is_some() || !is_emergency && contact.email.is_some(), "{contact:?}");
    }
    let emails: HashSet<_> = data.contacts.iter().filter_map(|contact| contact.email.as_ref()).collect();
    assert_eq!(emails.len(), 56);
    assert_eq!(members.iter().filter(|member| emails.contains(&member.email)).count(), 1);
}
