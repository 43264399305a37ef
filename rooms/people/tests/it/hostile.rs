//! Lists of people against the seeds of their fuzz target, and against texts that have broken other programs.

#[path = "../../../../fuzz/src/seeds.rs"]
mod seeds;
#[path = "../../../../fuzz/src/tables.rs"]
mod tables;
#[path = "../../../../fuzz/src/tame.rs"]
mod tame;

#[test]
fn a_list_is_good_to_the_letter_or_its_fault_has_a_line() {
    seeds::replay("tables", tables::run);
}
