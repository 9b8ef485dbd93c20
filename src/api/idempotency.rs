//! Idempotency keys tell the server a retry from a new request: people who got no response press the button again, and
//! nothing must be created twice.

/// How many keys are remembered.
const CAPACITY: usize = 32;

/// What was asked for and not answered with success, each with the idempotency key that it was sent under.
///
/// A request keeps its key for as long as the answer may have been lost. After a refusal the key does no harm: the
/// server remembers it only with a success.
#[derive(Debug, Default)]
pub struct IdempotencyKeys(Vec<Attempt>);

#[derive(Debug)]
struct Attempt {
    request: String,
    key: String,
}

impl IdempotencyKeys {
    /// The key for this request: the one it was sent under before, or a `new` one.
    pub fn key(&mut self, request: &str, new: impl FnOnce() -> String) -> String {
        if let Some(before) = self.0.iter().find(|attempt| attempt.request == request) {
            return before.key.clone();
        }
        if self.0.len() == CAPACITY {
            self.0.remove(0);
        }
        let key = new();
        self.0.push(Attempt { request: request.to_owned(), key: key.clone() });
        key
    }

    /// The request succeeded: the same content sent once more is a new request.
    pub fn succeeded(&mut self, request: &str) {
        self.0.retain(|attempt| attempt.request != request);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(keys: &mut IdempotencyKeys, request: &str, new: &str) -> String {
        keys.key(request, || new.to_owned())
    }

    #[test]
    fn u6_the_same_request_keeps_its_key_until_it_succeeds() {
        let mut keys = IdempotencyKeys::default();
        assert_eq!(key(&mut keys, "Acme", "1"), "1");
        assert_eq!(key(&mut keys, "Acme", "2"), "1");
        keys.succeeded("Acme");
        assert_eq!(key(&mut keys, "Acme", "3"), "3");
    }

    #[test]
    fn u6_another_request_has_another_key_and_the_first_is_not_forgotten() {
        let mut keys = IdempotencyKeys::default();
        assert_eq!(key(&mut keys, "Acme", "1"), "1");
        assert_eq!(key(&mut keys, "Acme GmbH", "2"), "2");
        keys.succeeded("Acme GmbH");
        assert_eq!(key(&mut keys, "Acme", "3"), "1");
    }

    #[test]
    fn only_so_many_are_remembered() {
        let mut keys = IdempotencyKeys::default();
        for request in 0..=CAPACITY {
            key(&mut keys, &request.to_string(), &request.to_string());
        }
        assert_eq!(key(&mut keys, "1", "new"), "1");
        assert_eq!(key(&mut keys, "0", "new"), "new");
    }
}
