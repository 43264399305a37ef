//! Leaves cards to look at: `cargo run --release -p media --example cards -- FOLDER [PHOTO]`.
#![allow(clippy::disallowed_methods, reason = "it tells how long it took")]

use std::{fs, path::PathBuf, time::Instant};

use media::{Card, Fonts, Limits, Photo, State};

fn main() -> std::io::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let folder = PathBuf::from(arguments.next().unwrap_or_default());
    let photo = match arguments.next() {
        Some(file) => Photo::take(&fs::read(file)?, &Limits::default()).ok().map(|photo| photo.page.jpeg),
        None => None,
    };
    let french = Card {
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
        photo,
        rtl: false,
    };
    let arabic = Card {
        status_word: "مفقودة".into(),
        name: "أمينة ب.".into(),
        age_line: "٣٤ سنة".into(),
        lines: vec!["شوهدت آخر مرة الساعة 21:20، شارع فولتير، باريس 11. معطف أخضر وحقيبة سوداء.".into()],
        ask: "هل لديك معلومة؟".into(),
        valid_line: "هذا الإعلان ساري في 13 نوفمبر الساعة 23:41. تحقّق على الإنترنت قبل إعادة النشر.".into(),
        rtl: true,
        ..french.clone()
    };
    let found = Card { state: State::Found, status_word: "Retrouvée".into(), lines: Vec::new(), ..french.clone() };
    let long =
        Card { name: "Alexandra Featherstonehaugh-Cholmondeley of Somewhere-upon-Thames".into(), ..french.clone() };

    let begun = Instant::now();
    let fonts = Fonts::with_system();
    println!("fonts: {:?}", begun.elapsed());
    let cards = [("french", french), ("arabic", arabic), ("found", found), ("long", long)];
    for (name, card) in cards.iter().chain(&cards) {
        let begun = Instant::now();
        let png = card.png(&fonts);
        println!("{name}: {:?}, {} bytes", begun.elapsed(), png.len());
        fs::write(folder.join(format!("{name}.png")), png)?;
    }
    Ok(())
}
