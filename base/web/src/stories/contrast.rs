//! Text is readable: at least 7:1 (WCAG 2.2, 1.4.6), control edges at least 3:1 (1.4.11), measured from the tokens in use.

use std::collections::HashMap;

const TOKENS: &str = include_str!("../../../../assets/css/tokens.css");

/// The colours of the block that follows `head`.
fn theme(head: &str) -> HashMap<&'static str, [f64; 3]> {
    let block = TOKENS.split_once(head).unwrap().1.split_once('{').unwrap().1.split_once('}').unwrap().0;
    block
        .split(';')
        .filter_map(|line| line.trim().strip_prefix("--")?.split_once(':'))
        .filter_map(|(name, value)| {
            let hex = value.trim().strip_prefix('#').filter(|h| h.len() == 6)?;
            let channel = |i: usize| f64::from(u8::from_str_radix(&hex[i..i + 2], 16).unwrap());
            Some((name, [channel(0), channel(2), channel(4)]))
        })
        .collect()
}

/// Relative luminance (WCAG 2.2).
fn luminance(rgb: [f64; 3]) -> f64 {
    let [r, g, b] = rgb.map(|c| {
        let c = c / 255.0;
        if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
    });
    0.2126f64.mul_add(r, 0.7152f64.mul_add(g, 0.0722 * b))
}

fn contrast(a: [f64; 3], b: [f64; 3]) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[test]
fn every_text_stands_out_at_night_and_by_day() {
    let mut pairs: Vec<(String, String, f64)> = Vec::new();
    for ground in ["bg", "surface", "raised"] {
        for text in ["text", "muted", "safe", "help", "wait", "official", "lost", "lamp", "false"] {
            pairs.push((text.into(), ground.into(), 7.0));
        }
        pairs.push(("edge".into(), ground.into(), 3.0));
        pairs.push(("focus".into(), ground.into(), 3.0));
    }
    for kind in ["safe", "help", "official", "lost", "lamp"] {
        pairs.push((format!("{kind}-ink"), format!("{kind}-fill"), 7.0));
        pairs.push((kind.into(), format!("{kind}-tint"), 7.0));
        pairs.push(("text".into(), format!("{kind}-tint"), 7.0));
    }
    pairs.push(("false".into(), "false-tint".into(), 7.0));
    for (name, head) in
        [("night", ":root {"), ("day", ":root[data-theme=\"day\"]"), ("system", ":root:not([data-theme=\"night\"])")]
    {
        let colours = theme(head.trim_end_matches(" {"));
        for (text, ground, least) in &pairs {
            let found = contrast(colours[text.as_str()], colours[ground.as_str()]);
            assert!(found >= *least, "{name}: {text} on {ground} is {found:.2}, at least {least}");
        }
    }
}

#[test]
fn no_style_sheet_names_a_colour_outside_the_tokens() {
    for (name, css) in [
        ("core.css", include_str!("../../../../assets/css/core.css")),
        ("app.css", include_str!("../../../../assets/css/app.css")),
    ] {
        let screen = css.split("@media print").next().unwrap();
        for (i, line) in screen.lines().enumerate() {
            let colour = line
                .split('#')
                .skip(1)
                .any(|h| h.len() >= 3 && h.chars().take(3).all(|c| c.is_ascii_hexdigit()) && !h.starts_with("hz"));
            assert!(!colour || line.starts_with(".qr"), "{name}:{}: {line}", i + 1);
        }
    }
}
