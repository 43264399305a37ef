//! Packed circles as they lie in the store.

use kernel::{Id, PersonId};
use register::{Circle, Flags, Links};

/// Reads the bytes as a packed circle; then makes a circle of the people in them, in whatever order they come.
pub fn run(data: &[u8]) {
    let read = Links::of(data);
    assert_eq!(read.is_ok(), Circle::of(data).is_ok());
    if let Ok(links) = read {
        assert_eq!(links.len() * 17, data.len());
        sound(links);
        assert_eq!(Circle::of(data).expect("read above").blob(), data);
    }

    let cap = 20;
    let mut circle = Circle::default();
    for link in data.chunks(17) {
        let Some((id, rest)) = link.split_at_checked(16) else { break };
        let person = PersonId::from_slice(id).expect("16 bytes");
        let there = circle.links().contains(person);
        match circle.insert(person, cap) {
            Ok(new) => assert!(new != there && circle.links().contains(person)),
            Err(_) => assert!(!there && circle.links().len() == cap),
        }
        let flags = match rest.first().map_or(0, |b| b % 4) {
            0 => Flags::NONE,
            1 => Flags::BLOCKED_BY_ME,
            2 => Flags::BLOCKED_BY_THEM,
            _ => {
                circle.remove(person);
                assert!(!circle.links().contains(person));
                continue;
            }
        };
        assert_eq!(circle.set(person, flags), circle.links().contains(person));
    }
    sound(Links::of(circle.blob()).expect("what it packs, it reads"));
    assert!(circle.links().len() <= cap);
}

fn sound(links: Links<'_>) {
    for link in links.iter() {
        assert!(links.get(link.person) == Some(link) && links.contains(link.person));
    }
    assert!(links.iter().zip(links.iter().skip(1)).all(|(a, b)| a.person <= b.person));
    assert!(links.told().count() <= links.on_board().count() && links.on_board().count() <= links.len());
}
