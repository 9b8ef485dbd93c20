//! A share of the database's readers for each organization, so that the searches of one do not stop the others.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use api_types::OrganizationId;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// The number of organizations in memory before those that read nothing are dropped.
const MAX_IDLE: usize = 1_000;

/// How many lists each organization reads at once. Further readers of the same organization wait.
#[derive(Debug)]
pub struct Shares {
    each: usize,
    by_organization: Mutex<HashMap<OrganizationId, Arc<Semaphore>>>,
}

/// A part of an organization's share; free again when it is dropped.
#[derive(Debug)]
pub struct Share {
    _permit: Option<OwnedSemaphorePermit>,
}

impl Shares {
    /// Half of this many readers for each organization, at least one.
    pub fn of(readers: usize) -> Self {
        Self { each: (readers / 2).max(1), by_organization: Mutex::default() }
    }

    /// Waits for a part of the organization's share.
    pub async fn take(&self, organization: OrganizationId) -> Share {
        let share = {
            let mut shares = self.by_organization.lock().unwrap_or_else(PoisonError::into_inner);
            if shares.len() >= MAX_IDLE {
                // Whoever reads or waits holds the semaphore, too.
                shares.retain(|_, share| Arc::strong_count(share) > 1);
            }
            Arc::clone(shares.entry(organization).or_insert_with(|| Arc::new(Semaphore::new(self.each))))
        };
        // Nobody closes the semaphore.
        Share { _permit: share.acquire_owned().await.ok() }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use tokio::time::timeout;

    use super::*;

    #[tokio::test]
    async fn x12_one_organization_cannot_take_the_readers_of_others() {
        let shares = Shares::of(4);
        let (one, other) = (OrganizationId::from_u128(1), OrganizationId::from_u128(2));
        let first = shares.take(one).await;
        let _second = shares.take(one).await;
        assert!(timeout(Duration::from_millis(20), shares.take(one)).await.is_err(), "a third of two");
        assert!(timeout(Duration::from_secs(5), shares.take(other)).await.is_ok());
        drop(first);
        assert!(timeout(Duration::from_secs(5), shares.take(one)).await.is_ok());
    }

    #[tokio::test]
    async fn x12_organizations_that_read_nothing_leave_room() {
        let shares = Shares::of(4);
        let held = shares.take(OrganizationId::from_u128(1)).await;
        for organization in 2..=2 * MAX_IDLE as u128 {
            shares.take(OrganizationId::from_u128(organization)).await;
        }
        let left = shares.by_organization.lock().unwrap();
        assert!(left.len() <= MAX_IDLE && left.contains_key(&OrganizationId::from_u128(1)));
        drop(held);
    }
}
