//! Asking at a fixed rate.
//!
//! Every request has a time at which it is due, and its latency counts from then: a server that stalls delays the
//! requests behind it too, and that is seen.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use super::api::Request;
use super::cores::Cores;
use super::http::Connection;
use super::timing::{Sample, Schedule};
use crate::failure::{Failure, Outcome};
use crate::process::sleep;

/// Connections, and so requests under way at most.
const CONNECTIONS: usize = 8;
/// Waking up takes the system up to so long; the rest of a wait is spent awake.
const WAKING: Duration = Duration::from_micros(300);

/// Requests in rotation, to one server.
#[derive(Clone, Copy, Debug)]
pub struct Load<'a> {
    pub address: SocketAddr,
    /// Not empty.
    pub requests: &'a [Request],
    /// Where to run.
    pub cores: Option<Cores>,
}

impl Load<'_> {
    /// Asks as scheduled and checks every answer.
    ///
    /// # Errors
    /// At the first answer that is not as it must be.
    pub fn run(&self, schedule: Schedule) -> Outcome<Vec<Sample>> {
        // A thread of its own, because a thread stays on the core to which it was moved.
        thread::scope(|scope| joined(scope.spawn(|| self.drive(schedule))))
    }

    fn drive(&self, schedule: Schedule) -> Outcome<Vec<Sample>> {
        self.cores.map_or(Ok(()), |cores| Cores::move_to(cores.load))?;
        let connections = (0..CONNECTIONS.min(schedule.requests)).map(|_| Connection::open(self.address));
        let connections: Vec<Connection> = connections.collect::<Outcome<_>>()?;
        let run = Run { load: self, schedule, next: AtomicUsize::new(0), start: Instant::now() };
        thread::scope(|scope| {
            let run = &run;
            let open = connections.into_iter();
            let workers: Vec<_> = open.map(|connection| scope.spawn(move || run.work(connection))).collect();
            let samples: Vec<_> = workers.into_iter().map(joined).collect::<Outcome<_>>()?;
            Ok(samples.concat())
        })
    }
}

/// What the workers share.
struct Run<'a> {
    load: &'a Load<'a>,
    schedule: Schedule,
    /// The next request that nobody has taken yet.
    next: AtomicUsize,
    start: Instant,
}

impl Run<'_> {
    /// Takes one request after the other until there are none.
    fn work(&self, mut connection: Connection) -> Outcome<Vec<Sample>> {
        let mut samples = Vec::new();
        loop {
            let number = self.next.fetch_add(1, Ordering::Relaxed);
            if number >= self.schedule.requests {
                return Ok(samples);
            }
            match self.one(&mut connection, number) {
                Ok(sample) => samples.push(sample),
                Err(failure) => {
                    // The others stop too.
                    self.next.store(self.schedule.requests, Ordering::Relaxed);
                    return Err(failure);
                }
            }
        }
    }

    fn one(&self, connection: &mut Connection, number: usize) -> Outcome<Sample> {
        let request = &self.load.requests[number % self.load.requests.len()];
        let due = self.schedule.due(number);
        wait_until(self.start + due);
        let answer = connection.send(request.text.as_bytes())?;
        let took = self.start.elapsed().saturating_sub(due);
        request.check(&answer)?;
        Ok(Sample { due, took })
    }
}

/// Returns at that moment, as far as the system lets it.
pub(super) fn wait_until(due: Instant) {
    sleep(due.saturating_duration_since(Instant::now() + WAKING));
    while Instant::now() < due {
        // Whoever waits for an answer on this core goes first.
        thread::yield_now();
    }
}

/// What a thread brings.
pub(super) fn joined<T>(worker: thread::ScopedJoinHandle<'_, Outcome<T>>) -> Outcome<T> {
    worker.join().map_err(|_| Failure::new("a thread that measures stopped in the middle"))?
}

#[cfg(test)]
mod tests {
    use std::io::{BufRead, BufReader, Write};
    use std::net::TcpListener;

    use super::*;
    use crate::bench::api::Expected;

    /// Answers every request on every connection by `status`.
    fn server(status: &'static str) -> SocketAddr {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                thread::spawn(move || {
                    let mut reader = BufReader::new(stream);
                    let mut line = String::new();
                    while reader.read_line(&mut line).is_ok_and(|read| read > 0) {
                        if line == "\r\n" {
                            let answer = format!("HTTP/1.1 {status}\r\ncontent-length: 0\r\n\r\n");
                            reader.get_mut().write_all(answer.as_bytes()).unwrap();
                        }
                        line.clear();
                    }
                });
            }
        });
        address
    }

    fn run(status: &'static str) -> Outcome<Vec<Sample>> {
        let requests = [Request { text: "GET / HTTP/1.1\r\n\r\n".to_owned(), expected: Expected::Unchanged }];
        let load = Load { address: server(status), requests: &requests, cores: None };
        load.run(Schedule { rate: 2000.0, requests: 50 })
    }

    #[test]
    fn every_scheduled_request_is_made_once() {
        let mut due: Vec<_> = run("304 Not Modified").unwrap().iter().map(|sample| sample.due).collect();
        due.sort();
        let schedule = Schedule { rate: 2000.0, requests: 50 };
        assert_eq!(due, (0..50).map(|number| schedule.due(number)).collect::<Vec<_>>());
    }

    #[test]
    fn a_wrong_answer_ends_the_run() {
        assert!(run("500 Oops").unwrap_err().to_string().contains("answered 500"));
    }
}
