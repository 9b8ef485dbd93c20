//! Mail: what it says, how it leaves, and the worker that sees to it.

mod wake;

pub use wake::Wake;
