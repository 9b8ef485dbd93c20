//! Jobs in words.

use api_types::{Job, JobState};

use crate::{
    host::now,
    i18n::{I18n, JobTexts, use_i18n},
};

/// For so long, in milliseconds, nothing is said of how long a job still takes.
const UNSURE: f64 = 3_000.0;

const MINUTE: f64 = 60_000.0; // milliseconds

/// The job that runs; of several the one that was begun first.
pub fn running(jobs: &[Job]) -> Option<&Job> {
    jobs.iter().rev().find(|job| job.state == JobState::Running)
}

/// How far a job is, in percent.
pub fn percent(job: &Job) -> u64 {
    let settled = job.counts.settled().min(job.total);
    (settled * 100).checked_div(job.total).unwrap_or(100)
}

/// How many minutes a job still takes at the pace so far; nothing while that is not known.
pub fn minutes_left(job: &Job) -> Option<u64> {
    let since = js_sys::Date::parse(job.started_at.as_ref()?);
    left(now() - since, job.counts.changed, job.counts.planned).map(|left| (left / MINUTE).round() as u64)
}

/// How long the rest takes, in milliseconds.
fn left(elapsed: f64, changed: u64, planned: u64) -> Option<f64> {
    (elapsed >= UNSURE && changed > 0).then(|| elapsed / changed as f64 * planned as f64)
}

/// The texts of jobs.
#[derive(Clone, Copy)]
pub struct Words {
    i18n: I18n,
    pub said: I18n<JobTexts>,
}

pub fn use_words() -> Words {
    let i18n = use_i18n();
    Words { i18n, said: i18n.of() }
}

impl Words {
    /// What a job is called: what it does, or what it has done. Reactive.
    pub fn title(self, job: &Job) -> String {
        let (texts, format) = (self.said.texts(), self.said.format());
        let is_undo = job.undo_of.is_some();
        match job.state {
            JobState::Preparing | JobState::Ready | JobState::Running if is_undo => {
                [texts.undoing, ": ", (texts.running)(job.kind)].concat()
            }
            JobState::Preparing | JobState::Ready | JobState::Running => (texts.running)(job.kind).to_owned(),
            JobState::Done if is_undo => (texts.undone)(format, job.kind, job.counts.changed),
            JobState::Done => (texts.done)(format, job, &self.names(job)),
            JobState::Stopped => (texts.stopped)(job.kind),
            JobState::Failed => (texts.failed)(job.kind),
        }
    }

    /// The roles, the company or the supervisor of a job. Reactive.
    pub fn names(self, job: &Job) -> String {
        let names = match (&job.company, &job.supervisor) {
            _ if !job.roles.is_empty() => self.i18n.texts().role_names(&job.roles),
            (Some(company), _) => vec![company.name.as_str()],
            (None, Some(supervisor)) => vec![supervisor.name.as_str()],
            (None, None) => return String::new(),
        };
        self.said.format().list(names)
    }

    /// `61,240 of 100,000`. Reactive.
    pub fn progress(self, job: &Job) -> String {
        (self.said.texts().progress)(self.said.format(), job.counts.settled().min(job.total), job.total)
    }

    /// `3 refused`, if any are. Reactive.
    pub fn refused(self, job: &Job) -> Option<String> {
        let refused = job.counts.refused;
        (refused > 0).then(|| (self.said.texts().refused)(self.said.format(), refused))
    }

    /// `2 min left`. Reactive.
    pub fn left(self, job: &Job) -> Option<String> {
        Some((self.said.texts().minutes_left)(self.said.format(), minutes_left(job)?))
    }
}

#[cfg(test)]
mod tests {
    use super::left;

    #[test]
    fn the_time_left_is_that_of_what_is_planned_at_the_pace_so_far() {
        assert_eq!(left(60_000.0, 1_000, 2_000), Some(120_000.0));
        assert_eq!(left(60_000.0, 1_000, 0), Some(0.0));
        assert_eq!(left(2_000.0, 1_000, 2_000), None);
        assert_eq!(left(60_000.0, 0, 2_000), None);
    }
}
