//! Invitations: members who have not joined yet, and the links by which they do.

pub(super) mod tokens;
