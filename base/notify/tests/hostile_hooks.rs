//! What providers and gateways send us, over the seeds of the fuzz targets that read it.
#![allow(clippy::as_conversions, clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

#[path = "../../../fuzz/src/answers.rs"]
mod answers;
#[path = "../../../fuzz/src/marks.rs"]
mod marks;
#[path = "../../../fuzz/src/seeds.rs"]
mod seeds;
#[path = "../../../fuzz/src/sms_hooks.rs"]
mod sms_hooks;

#[test]
fn no_seed_breaks_the_hooks() {
    seeds::replay("sms_hooks", sms_hooks::run);
    for (_, bytes) in seeds::of("sms_hooks") {
        (0..bytes.len().min(200)).for_each(|end| sms_hooks::run(&bytes[..end]));
    }
    for text in seeds::naughty() {
        (0..text.len().min(200)).for_each(|end| sms_hooks::run(&text.as_bytes()[..end]));
    }
}

#[test]
fn no_answer_of_a_provider_stops_us_for_long() {
    seeds::replay("answers", answers::run);
}

#[test]
fn nobody_else_marks_the_address_that_a_mail_comes_back_to() {
    seeds::replay("marks", marks::run);
}
