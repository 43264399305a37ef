//! The fuzz target of the SMS gateway's hooks, over its seeds.
#![allow(clippy::as_conversions, clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

#[path = "../../../fuzz/src/sms_hooks.rs"]
mod sms_hooks;

#[test]
fn no_seed_breaks_the_hooks() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/seeds");
    let files = std::fs::read_dir(folder.join("sms_hooks")).unwrap().map(|f| std::fs::read(f.unwrap().path()).unwrap());
    let odd: Vec<String> = serde_json::from_slice(&std::fs::read(folder.join("strings/blns.json")).unwrap()).unwrap();
    for bytes in files.chain(odd.into_iter().map(String::into_bytes)) {
        sms_hooks::run(&bytes);
        for end in 0..bytes.len().min(200) {
            sms_hooks::run(&bytes[..end]);
        }
    }
}
