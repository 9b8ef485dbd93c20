//! Standalone start: mounts the app on a page of its own, and nothing else.

fn main() {
    roster_web::start_on_page();
}
