use media::{CARD_HEIGHT, CARD_WIDTH, Card, Fonts, State};

use crate::painted::Painted;

fn camille() -> Card {
    Card {
        state: State::Searching,
        status_word: "Recherchée".into(),
        name: "Camille R.".into(),
        age_line: "27 ans".into(),
        lines: vec![
            "Vue à 21 h 20, boulevard Voltaire, Paris 11e. Manteau vert, sac noir, hirondelle tatouée au poignet gauche."
                .into(),
        ],
        ask: "Une information ?".into(),
        address: "rhizome.example/s/7KQ4".into(),
        qr: "https://rhizome.example/s/7KQ4".into(),
        valid_line: "Avis valable le 13 novembre à 23 h 41. Vérifiez en ligne s’il est encore actif avant de relayer.".into(),
        photo: Some(Painted::scene(300, 400, 3).jpeg(85)),
        rtl: false,
    }
}
fn amina() -> Card {
    Card {
        status_word: "مفقودة".into(),
        name: "أمينة ب.".into(),
        age_line: "٣٤ سنة".into(),
        lines: vec!["شوهدت آخر مرة الساعة 21:20، شارع فولتير، باريس 11. معطف أخضر وحقيبة سوداء.".into()],
        ask: "هل لديك معلومة؟".into(),
        valid_line: "هذا الإعلان ساري في 13 نوفمبر الساعة 23:41. تحقّق على الإنترنت قبل إعادة النشر.".into(),
        rtl: true,
        ..camille()
    }
}
fn named(name: &str) -> Card {
    Card { name: name.into(), ..camille() }
}
fn hostile() -> Vec<(&'static str, Card)> {
    let zalgo = "C\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}\u{307}\u{308}amille ".repeat(12);
    vec![
        ("override", named("\u{202e}Camille\u{2066} ruelliaC \u{2069}R.\u{200f}")),
        ("zalgo", named(&zalgo)),
        ("emoji", named("👩🏽‍🚒 Camille 🇫🇷 🦊🦊🦊")),
        ("long", named(&"Wolfeschlegelsteinhausenbergerdorff".repeat(9))),
        ("spaces", named(&"a ".repeat(400))),
        ("empty", named("")),
        ("cjk", named("王小明・サクラ・김민준")),
        ("devanagari", named("अनन्या शर्मा, กานดา, თამარი, Ολυμπία, Наталья")),
        ("private", named("\u{e000}\u{fffe}\u{10ffff}\0\u{7}")),
    ]
}
/// Width, height and pixels.
fn read(file: &[u8]) -> (u32, u32, Vec<u8>) {
    let mut reader = png::Decoder::new(std::io::Cursor::new(file)).read_info().unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut pixels).unwrap();
    assert_eq!(info.color_type, png::ColorType::Rgb);
    (info.width, info.height, pixels)
}

fn pixel(pixels: &[u8], x: usize, y: usize) -> [u8; 3] {
    let at = (y * 1200 + x) * 3;
    [pixels[at], pixels[at + 1], pixels[at + 2]]
}
const GROUND: [u8; 3] = [0x0b, 0x13, 0x15];

#[test]
fn the_same_card_has_the_same_bytes() {
    for card in [camille(), amina()] {
        let file = card.png(&Fonts::embedded());
        assert_eq!(file, card.png(&Fonts::embedded()));
        let (width, height, _) = read(&file);
        assert_eq!((width, height), (CARD_WIDTH.into(), CARD_HEIGHT.into()));
        assert!(file.len() < 600_000, "messengers show no larger ones: {}", file.len());
    }
}
#[test]
fn whoever_was_found_is_shown_no_more() {
    let fonts = Fonts::embedded();
    let searching = camille().png(&fonts);
    for state in [State::Found, State::Closed] {
        let with = Card { state, ..camille() };
        let without = Card { state, photo: None, ..camille() };
        assert_eq!(with.png(&fonts), without.png(&fonts));
        assert_ne!(with.png(&fonts), searching);
    }
    let broken = Card { photo: Some(b"\xff\xd8\xff nothing".to_vec()), ..camille() };
    assert_eq!(broken.png(&fonts), Card { photo: None, ..camille() }.png(&fonts));
}
#[test]
fn nothing_is_drawn_outside_its_field_whatever_a_name_holds() {
    for fonts in [Fonts::embedded(), Fonts::with_system()] {
        let many = Card { lines: vec!["mot ".repeat(300); 9], address: "a.example/".repeat(40), ..camille() };
        let wordy = Card {
            status_word: "Recherchée ".repeat(40),
            ask: "Une ".repeat(99),
            age_line: "an ".repeat(99),
            ..camille()
        };
        for (what, card) in hostile().into_iter().chain([("many", many), ("wordy", wordy)]) {
            for rtl in [false, true] {
                let (_, _, pixels) = read(&Card { rtl, photo: None, qr: String::new(), ..card.clone() }.png(&fonts));
                let empty = |left: usize, top: usize, right: usize, bottom: usize| {
                    (top..bottom).all(|y| (left..right).all(|x| pixel(&pixels, x, y) == GROUND))
                };
                assert!(empty(0, 0, 1200, 44) && empty(0, 620, 1200, 630), "{what}: above or below");
                assert!(empty(0, 44, 30, 620) && empty(1170, 44, 1200, 620), "{what}: at the sides");
                assert!(empty(30, 462, 1170, 467) && empty(30, 469, 1170, 478), "{what}: across the line");
            }
        }
    }
}
#[test]
fn a_name_cannot_turn_what_is_written_around_it() {
    let fonts = Fonts::embedded();
    assert_eq!(named("\u{202e}Camille R.\u{2067}").png(&fonts), camille().png(&fonts));
    assert_eq!(named("  Camille\n\u{200f}R. ").png(&fonts), camille().png(&fonts));
}
#[test]
fn from_right_to_left_the_card_is_mirrored() {
    let fonts = Fonts::embedded();
    let (_, _, left) = read(&camille().png(&fonts));
    let (_, _, right) = read(&Card { rtl: true, ..camille() }.png(&fonts));
    let (y, white) = (500, [255; 3]);
    assert_eq!((pixel(&left, 66, y), pixel(&left, 1134, y)), (white, GROUND));
    assert_eq!((pixel(&right, 66, y), pixel(&right, 1134, y)), (GROUND, white));
    assert_ne!(pixel(&left, 200, 200), GROUND);
    assert_ne!(pixel(&right, 1000, 200), GROUND);
}
