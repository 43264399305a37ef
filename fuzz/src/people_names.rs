//! Names as people type them, compared with one another and put into an index.

use names::{Index, MOST_PARTS, Name, Role, Score, compare};

/// Reads the lines as names. Comparing is symmetric and bounded, a name is itself, what is put into an index is found there, and what is
/// taken out leaves nothing.
pub fn run(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let lines: Vec<&str> = text.split(['\n', '|', '"']).filter(|l| !l.is_empty()).take(8).collect();
    let read: Vec<Name> = lines.iter().map(|l| Name::parse(l)).collect();
    let mut index = Index::new();
    for (id, name) in read.iter().enumerate() {
        assert!(name.parts().len() <= MOST_PARTS);
        assert_eq!(compare(name, name).value, if name.is_empty() { 0 } else { 1000 });
        assert_eq!(index.insert(id, lines[id]), !name.is_empty());
        for other in &read {
            let there: Score = compare(name, other);
            assert_eq!(there, compare(other, name));
            assert!(there.value <= 1000);
            let _ = there.strength();
        }
    }
    for (id, name) in read.iter().enumerate() {
        let listed = name.parts().iter().any(|p| matches!(p.role(), Role::Main | Role::Birth));
        let hits = index.search(lines[id], 10);
        assert!(!listed || hits.iter().any(|h| h.id == id), "{:?}", lines[id]);
        assert!(hits.iter().all(|h| h.score.value <= hits[0].score.value));
        let alike = index.matches(lines[id], 800);
        assert!(alike.windows(2).all(|h| h[0].score.value >= h[1].score.value));
        assert!(alike.iter().all(|h| h.score.value >= 800));
    }
    for id in 0..read.len() {
        index.remove(&id);
        assert!(index.search(lines[id], 10).iter().all(|h| h.id != id));
    }
    assert!(index.is_empty() && index.distinct_words() == 0);
}
