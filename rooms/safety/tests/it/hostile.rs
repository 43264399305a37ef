//! Links and headers against the seeds of their fuzz targets, and against texts that have broken other programs.

#[path = "../../../../fuzz/src/headers.rs"]
mod headers;
#[path = "../../../../fuzz/src/links.rs"]
mod links;
#[path = "../../../../fuzz/src/seeds.rs"]
mod seeds;

#[test]
fn a_link_is_ours_to_the_letter_or_none() {
    seeds::replay("links", links::run);
}

#[test]
fn any_header_is_read_or_not() {
    seeds::replay("headers", headers::run);
}
