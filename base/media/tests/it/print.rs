use media::{Limits, Photo, Print};

use crate::painted::Painted;

fn print(file: &[u8]) -> Print {
    Photo::take(file, &Limits::default()).unwrap().print
}
fn lighter(part: u8) -> u8 {
    part.saturating_add(40)
}

#[test]
fn a_picture_that_comes_back_changed_is_known_again() {
    let mut worst: Vec<(&str, u32)> = Vec::new();
    for seed in 0..4 {
        let scene = Painted::scene(300, 400, seed);
        let known = print(&scene.jpeg(88));
        let (w, h) = (300, 400);
        let cut = |left: u32, top: u32, right: u32, bottom: u32| {
            let part = |length: u32, hundredths: u32| length * hundredths / 100;
            scene.crop(part(w, left), part(h, top), part(w, 100 - left - right), part(h, 100 - top - bottom)).jpeg(70)
        };
        let changed = [
            ("worse", scene.jpeg(30)),
            ("other format", scene.png()),
            ("smaller", scene.mapped(75, 100, |x, y| (x * 4, y * 4)).jpeg(70)),
            ("lighter", scene.toned(|p| p.map(lighter)).jpeg(70)),
            ("darker", scene.toned(|p| p.map(|b| b / 2)).jpeg(70)),
            ("grey", scene.toned(|[r, g, b]| [((u16::from(r) + u16::from(g) + u16::from(b)) / 3) as u8; 3]).jpeg(70)),
            ("mirrored", scene.mirrored().jpeg(70)),
            ("cut 3 % round", cut(3, 3, 3, 3)),
            ("cut 8 % round", cut(8, 8, 8, 8)),
            ("cut 10 % round", cut(10, 10, 10, 10)),
            ("cut 5 % below", cut(0, 0, 0, 5)),
            ("cut 8 % below", cut(0, 0, 0, 8)),
            ("cut 12 % below", cut(0, 0, 0, 12)),
            ("cut 12 % above", cut(0, 12, 0, 0)),
            ("cut 12 % left", cut(12, 0, 0, 0)),
            ("cut 8 % right", cut(0, 0, 8, 0)),
            ("mirrored, cut 12 % left", scene.mirrored().crop(w * 12 / 100, 0, w * 88 / 100, h).jpeg(70)),
        ];
        for (how, file) in changed {
            let distance = known.distance(&print(&file));
            assert_eq!(print(&file).distance(&known), distance, "either way round");
            match worst.iter_mut().find(|(h, _)| *h == how) {
                Some((_, most)) => *most = distance.max(*most),
                None => worst.push((how, distance)),
            }
        }
    }
    println!("{worst:?}");
    assert!(worst.iter().all(|(_, distance)| *distance <= Print::SAME), "{worst:?}");
}
#[test]
fn pictures_of_other_things_are_told_apart() {
    let prints: Vec<Print> = (0..24).map(|seed| print(&Painted::scene(90, 120, seed).jpeg(80))).collect();
    let mut least = 64;
    for (at, a) in prints.iter().enumerate() {
        assert_eq!(a.distance(a), 0);
        for b in &prints[at + 1..] {
            least = least.min(a.distance(b));
        }
    }
    println!("{least}");
    assert!(least > Print::SAME, "{least}");
}
#[test]
fn a_print_is_kept_as_bytes() {
    let print = print(&Painted::scene(80, 80, 1).png());
    assert_eq!(Print::from_bytes(&print.to_bytes()), Some(print));
    assert_eq!(Print::from_bytes(&[0; 8]), None);
}
