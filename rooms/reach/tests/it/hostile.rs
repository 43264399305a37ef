//! What browsers would have us call, against the seeds of its fuzz target, and against texts that have broken other programs.

#[path = "../../../../fuzz/src/seeds.rs"]
mod seeds;
#[path = "../../../../fuzz/src/subscriptions.rs"]
mod subscriptions;

#[test]
fn no_browser_has_us_call_our_own_network() {
    seeds::replay("subscriptions", subscriptions::run);
}
