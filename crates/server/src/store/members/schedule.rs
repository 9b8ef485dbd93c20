//! The days between which a member has access, in the time zone of its organization.

use std::collections::BTreeMap;

use api_types::{MAX_SCHEDULE_YEARS, MemberStatus, OrganizationId};
use jiff::{Span, Timestamp, ToSpan, civil::Date, tz::TimeZone};
use sea_query::{Expr, ExprTrait, Query, Value};

use super::table::MemberRecord;
use crate::store::{
    StoreError, Transaction,
    columns::{id_bytes, moment, read_status},
    sql,
};

/// Administrators are told so long before the last day of a member.
const NOTICE_DAYS: i64 = 7;
/// Ids in one statement: fewer than SQLite takes.
const IDS: usize = 10_000;

/// The members whose access ends after their last day.
pub(in crate::store) const WITH_ACCESS: [MemberStatus; 3] =
    [MemberStatus::Active, MemberStatus::Invited, MemberStatus::Expired];

/// First and last day with access.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Days {
    pub from: Option<Date>,
    pub until: Option<Date>,
}

/// Why a day cannot be set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScheduleProblem {
    /// The first day is not after today.
    FromPast,
    FromTooFar,
    /// The last day is before today.
    UntilPast,
    UntilTooFar,
    UntilBeforeFrom,
}

impl Days {
    /// The days of a member.
    pub(super) fn of(record: &MemberRecord) -> Result<Self, StoreError> {
        let read = |day: &Option<String>| day.as_deref().map(read).transpose();
        Ok(Self { from: read(&record.active_from)?, until: read(&record.active_until)? })
    }

    /// Everything that is wrong with them. Days that the member has already are right.
    pub(in crate::store) fn problems(self, before: Self, today: Date) -> Vec<ScheduleProblem> {
        let new = |day: Option<Date>, before: Option<Date>| day.filter(|_| day != before);
        let (from, until) = (new(self.from, before.from), new(self.until, before.until));
        let latest = today.saturating_add(Span::new().years(MAX_SCHEDULE_YEARS));
        let found = [
            (from.is_some_and(|day| day <= today), ScheduleProblem::FromPast),
            (from.is_some_and(|day| day > latest), ScheduleProblem::FromTooFar),
            (until.is_some_and(|day| day < today), ScheduleProblem::UntilPast),
            (until.is_some_and(|day| day > latest), ScheduleProblem::UntilTooFar),
            (self.from.zip(self.until).is_some_and(|(from, until)| until < from), ScheduleProblem::UntilBeforeFrom),
        ];
        found.into_iter().filter_map(|(is_wrong, problem)| is_wrong.then_some(problem)).collect()
    }

    /// Whether the last day is over.
    pub(super) fn is_over(self, now: Timestamp, zone: &TimeZone) -> Result<bool, StoreError> {
        self.until.map_or(Ok(false), |until| Ok(ends_at(until, zone)? <= now))
    }

    /// Whether the first day has come.
    pub(super) fn has_begun(self, now: Timestamp, zone: &TimeZone) -> Result<bool, StoreError> {
        self.from.map_or(Ok(false), |from| Ok(starts_at(from, zone)? <= now))
    }
}

/// Reads a day as `Date` writes it.
fn read(day: &str) -> Result<Date, StoreError> {
    day.parse().map_err(|_| StoreError::Unreadable("day"))
}

/// The zone of an organization's days. A name that this version does not know counts as UTC.
pub(in crate::store) async fn zone(
    transaction: &mut Transaction,
    organization: OrganizationId,
) -> Result<TimeZone, StoreError> {
    let query = Query::select()
        .column("time_zone")
        .from("organizations")
        .and_where(Expr::col("id").eq(id_bytes(organization)))
        .take();
    let (name,): (String,) = sql::always(transaction.one(&query).await?)?;
    Ok(TimeZone::get(&name).unwrap_or(TimeZone::UTC))
}

/// The day that it is in the zone.
pub(in crate::store) fn today(now: Timestamp, zone: &TimeZone) -> Date {
    zone.to_datetime(now).date()
}

/// The first moment of a day. A day that the zone skips begins and ends at the same moment.
pub(in crate::store) fn starts_at(day: Date, zone: &TimeZone) -> Result<Timestamp, StoreError> {
    day.to_zoned(zone.clone()).map(|start| start.timestamp()).map_err(|_| StoreError::Unreadable("day"))
}

/// The first moment after a day.
pub(in crate::store) fn ends_at(day: Date, zone: &TimeZone) -> Result<Timestamp, StoreError> {
    starts_at(day.saturating_add(1.day()), zone)
}

/// Whether the next moment of a member has to be computed again.
pub(super) fn differs(record: &MemberRecord, before: &MemberRecord) -> bool {
    let due = |record: &MemberRecord| (record.status, record.active_from.clone(), record.active_until.clone());
    due(record) != due(before)
}

/// When the next day of a member takes effect.
pub(in crate::store) fn due_at(record: &MemberRecord, zone: &TimeZone) -> Result<Option<i64>, StoreError> {
    due(record.status, Days::of(record)?, zone)
}

fn due(status: MemberStatus, days: Days, zone: &TimeZone) -> Result<Option<i64>, StoreError> {
    let at = match status {
        MemberStatus::Inactive => days.from.map(|from| starts_at(from, zone)),
        status if WITH_ACCESS.contains(&status) => days.until.map(|until| ends_at(until, zone)),
        _ => None,
    };
    Ok(at.transpose()?.map(moment))
}

/// When administrators are told of a last day; `None` if that is too late: whoever sets the day knows it.
pub(in crate::store) fn notice_at(until: Date, now: Timestamp, zone: &TimeZone) -> Result<Option<i64>, StoreError> {
    let at = starts_at(until.saturating_sub(NOTICE_DAYS.days()), zone)?;
    Ok(Some(at).filter(|at| *at > now).map(moment))
}

record! {
    /// A member whose days have yet to take effect.
    struct Waiting {
        id: Vec<u8>,
        status: i16,
        active_from: Option<String>,
        active_until: Option<String>,
        notice_due_at: Option<i64>,
    }
}

/// Computes again when days take effect, after the organization's zone has changed.
///
/// # Errors
/// When the database fails.
pub(in crate::store) async fn reschedule(
    transaction: &mut Transaction,
    organization: OrganizationId,
) -> Result<(), StoreError> {
    let zone = &zone(transaction, organization).await?;
    let waits = Expr::col("schedule_due_at").is_not_null().or(Expr::col("notice_due_at").is_not_null());
    let query = Query::select()
        .columns(["id", "status", "active_from", "active_until", "notice_due_at"])
        .from("members")
        .and_where(Expr::col("organization_id").eq(id_bytes(organization)))
        .and_where(waits)
        .take();
    let (mut due_at, mut notice_at) = (Moments::new(), Moments::new());
    for waiting in transaction.all::<Waiting>(&query).await? {
        let day = |day: Option<String>| day.as_deref().map(read).transpose();
        let days = Days { from: day(waiting.active_from)?, until: day(waiting.active_until)? };
        due_at.entry(due(read_status(waiting.status)?, days, zone)?).or_default().push(waiting.id.clone());
        if let (Some(until), Some(_)) = (days.until, waiting.notice_due_at) {
            let at = moment(starts_at(until.saturating_sub(NOTICE_DAYS.days()), zone)?);
            notice_at.entry(Some(at)).or_default().push(waiting.id);
        }
    }
    set_moments(transaction, "schedule_due_at", due_at).await?;
    set_moments(transaction, "notice_due_at", notice_at).await
}

/// Ids of members by the moment that they get.
type Moments = BTreeMap<Option<i64>, Vec<Vec<u8>>>;

async fn set_moments(transaction: &mut Transaction, column: &'static str, moments: Moments) -> Result<(), StoreError> {
    for (at, ids) in moments {
        for some in ids.chunks(IDS) {
            let update = Query::update()
                .table("members")
                .value(column, Value::BigInt(at))
                .and_where(Expr::col("id").is_in(some.iter().cloned()))
                .take();
            transaction.execute(&update).await?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn zone(name: &str) -> TimeZone {
        TimeZone::get(name).unwrap()
    }

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn usr11_a_day_begins_when_the_zone_says_so() {
        for (name, text, start, end) in [
            ("UTC", "2026-12-01", "2026-12-01T00:00:00Z", "2026-12-02T00:00:00Z"),
            ("Europe/Berlin", "2026-12-31", "2026-12-30T23:00:00Z", "2026-12-31T23:00:00Z"),
            // The clocks go back: a day of 25 hours.
            ("Europe/Berlin", "2026-10-25", "2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z"),
            // There is no midnight.
            ("Africa/Cairo", "2027-04-30", "2027-04-29T22:00:00Z", "2027-04-30T21:00:00Z"),
            // There is no such day.
            ("Pacific/Apia", "2011-12-30", "2011-12-30T10:00:00Z", "2011-12-30T10:00:00Z"),
            ("America/St_Johns", "2026-07-01", "2026-07-01T02:30:00Z", "2026-07-02T02:30:00Z"),
        ] {
            let at = |at: Result<Timestamp, StoreError>| at.unwrap().to_string();
            let (zone, day) = (zone(name), day(text));
            assert_eq!((at(starts_at(day, &zone)), at(ends_at(day, &zone))), (start.into(), end.into()), "{name}");
        }
    }

    #[test]
    fn usr11_days_are_refused_with_every_reason() {
        use ScheduleProblem as P;
        let today = day("2026-11-21");
        let days = |from: &str, until: &str| Days { from: from.parse().ok(), until: until.parse().ok() };
        for (from, until, expected) in [
            ("", "", &[][..]),
            ("2026-11-22", "2026-11-22", &[]),
            ("", "2026-11-21", &[]),
            ("2036-11-21", "2036-11-21", &[]),
            ("2026-11-21", "", &[P::FromPast]),
            ("2026-11-20", "2026-11-20", &[P::FromPast, P::UntilPast]),
            ("2036-11-22", "2036-11-23", &[P::FromTooFar, P::UntilTooFar]),
            ("2026-12-02", "2026-12-01", &[P::UntilBeforeFrom]),
        ] {
            assert_eq!(days(from, until).problems(Days::default(), today), expected, "{from} {until}");
        }
        let past = days("", "2026-11-01");
        assert_eq!(past.problems(past, today), [], "what was set before stays");
        let again = days("2026-12-01", "2026-11-01");
        assert_eq!(again.problems(past, today), [P::UntilBeforeFrom]);
    }
}
