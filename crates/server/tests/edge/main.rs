//! What every request and answer goes through, and the commands, as an operator and a browser meet them.

mod assets;
mod browser;
mod command;
mod faults;
mod headers;
mod health;
mod logs;
mod portal;
mod process;
mod request_id;
mod stop;
mod support;
