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

/// Leaves the cards to look at: `CARDS=folder cargo test -p media --test it cards_to_look_at -- --ignored`.
#[test]
#[ignore = "for the eye"]
fn cards_to_look_at() {
    let folder = std::path::PathBuf::from(std::env::var("CARDS").unwrap());
    let fonts = Fonts::with_system();
    let english = Card {
        status_word: "Missing".into(),
        name: "Alexandra Featherstonehaugh-Cholmondeley".into(),
        age_line: "about 30 years old".into(),
        lines: vec!["Seen at 21:20, boulevard Voltaire, Paris 11e.".into(), "Green coat, black bag.".into()],
        ask: "Any news?".into(),
        ..camille()
    };
    let found = Card {
        state: State::Found,
        status_word: "Retrouvée".into(),
        lines: vec!["La recherche est terminée. Merci.".into()],
        ..camille()
    };
    let closed =
        Card { state: State::Closed, status_word: "Recherche close".into(), lines: vec![], photo: None, ..camille() };
    let plain = Card { photo: None, ..camille() };
    let cards =
        [("fr", camille()), ("ar", amina()), ("en", english), ("found", found), ("closed", closed), ("plain", plain)];
    for (name, card) in cards.into_iter().chain(hostile()) {
        std::fs::write(folder.join(format!("{name}.png")), card.png(&fonts)).unwrap();
    }
    std::fs::write(folder.join("embedded-ar.png"), amina().png(&Fonts::embedded())).unwrap();
}
