//! File descriptors: clients take what the server itself does not need.

/// Descriptors for the port, signals, logs, mails and files, beside the database's.
const OTHERS: u64 = 32;
/// So many connections at least, even if they may run into the limit.
const FEWEST: usize = 16;

/// How many of `wanted` connections the system lets this process have beside a database that needs `database`
/// descriptors. Raises the limit of the process as far as it may.
pub fn fitting(wanted: usize, database: u64) -> usize {
    let reserved = OTHERS + database;
    let needed = reserved.saturating_add(wanted as u64);
    let limit = rlimit::increase_nofile_limit(needed).unwrap_or_else(|error| {
        tracing::warn!(%error, "cannot ask for the limit of open files");
        needed
    });
    let fitting = within(limit, reserved, wanted);
    if fitting < wanted {
        tracing::warn!(
            limit,
            fitting,
            wanted,
            "the limit of open files allows fewer connections; raise it (ulimit -n)"
        );
    }
    fitting
}

fn within(limit: u64, reserved: u64, wanted: usize) -> usize {
    let left = usize::try_from(limit.saturating_sub(reserved)).unwrap_or(usize::MAX);
    wanted.min(left.max(FEWEST))
}

#[cfg(test)]
mod tests {
    use super::within;

    #[test]
    fn x2_the_database_has_its_descriptors_first() {
        assert_eq!(within(256, 47, 1024), 209);
        assert_eq!(within(65_536, 47, 1024), 1024);
        assert_eq!(within(20, 47, 1024), 16);
    }
}
