//! A letter as a mail is read: the text alone, and the page. Pure.
//!
//! The page asks for nothing from anywhere (no picture, no face, no pixel that tells who opened it), says all in its own styles, and is
//! dark where the reader's programs are. Colours and sizes are those of `assets`' tokens.

use std::fmt::Write as _;

use kernel::Lang;

use crate::Letter;

/// Colours by day and by night: page, sheet, text, what is said beside, the button and its word, a line.
pub(super) struct Colours {
    pub(super) page: &'static str,
    pub(super) sheet: &'static str,
    pub(super) text: &'static str,
    pub(super) beside: &'static str,
    pub(super) button: &'static str,
    pub(super) word: &'static str,
    pub(super) line: &'static str,
}

pub(super) const DAY: Colours = Colours {
    page: "#edf2f1",
    sheet: "#ffffff",
    text: "#0a1a1d",
    beside: "#33464a",
    button: "#00563f",
    word: "#ffffff",
    line: "#c2cfce",
};
pub(super) const NIGHT: Colours = Colours {
    page: "#0b1315",
    sheet: "#121e21",
    text: "#f4f1e8",
    beside: "#bccacb",
    button: "#74e2be",
    word: "#04231a",
    line: "#2c4147",
};

const FACES: &str = "system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans','Noto Naskh Arabic',Arial,sans-serif";

/// What was written, as it may stand in a page and in its attributes.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' => out.push('\n'),
            // What turns or hides the text around it, and what no page may hold.
            c if disturbs(c) => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// Control characters, and those that turn the direction of what stands around them.
fn disturbs(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// One line without anything that could end it: for headers.
pub(super) fn line(text: &str) -> String {
    let plain: String = text.chars().map(|c| if disturbs(c) { ' ' } else { c }).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text alone.
pub(super) fn text(letter: &Letter) -> String {
    let plain = |text: &str| text.lines().map(line).collect::<Vec<_>>().join("\r\n");
    let mut out = String::new();
    // What the subject says already is not said twice.
    let said = plain(&letter.text);
    let _ = write!(out, "{}\r\n\r\n", line(&letter.title));
    if said != line(&letter.title) {
        let _ = write!(out, "{said}\r\n\r\n");
    }
    if !letter.message.link.is_empty() {
        let _ = write!(out, "{}: {}\r\n\r\n", line(&letter.button), line(&letter.message.link));
    }
    let _ = write!(out, "-- \r\n{}\r\n", plain(&letter.footer));
    if let Some(stop) = &letter.stop {
        let _ = write!(out, "{}: {}\r\n", line(&letter.stop_label), line(stop));
    }
    out
}

/// The page.
pub(super) fn html(letter: &Letter, site: &str) -> String {
    let lang = letter.message.lang;
    let (d, n) = (&DAY, &NIGHT);
    let start = if lang == Lang::Ar { "right" } else { "left" };
    let title = escaped(&line(&letter.title));
    let mut out = String::with_capacity(6 * 1024);
    let _ = write!(
        out,
        "<!doctype html><html lang=\"{code}\" dir=\"{dir}\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\
         <meta name=\"color-scheme\" content=\"light dark\"><meta name=\"supported-color-schemes\" content=\"light dark\">\
         <title>{title}</title><style>:root{{color-scheme:light dark;supported-color-schemes:light dark}}\
         @media (prefers-color-scheme:dark){{.p{{background:{np}!important}}.s{{background:{ns}!important;border-color:{nl}!important}}\
         .t{{color:{nt}!important}}.m{{color:{nm}!important;border-color:{nl}!important}}.b{{background:{nb}!important;color:{nw}!important}}}}</style></head>\n\
         <body class=\"p\" dir=\"{dir}\" style=\"margin:0;padding:0;background:{dp};font-family:{FACES}\">\
         <table role=\"presentation\" class=\"p\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\" style=\"background:{dp}\">\
         <tr><td align=\"center\" style=\"padding:24px 12px\">\n\
         <table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\" style=\"max-width:560px\">\
         <tr><td class=\"s\" style=\"background:{ds};border:1px solid {dl};border-radius:14px;padding:24px;text-align:{start}\">\n\
         <p class=\"m\" style=\"margin:0 0 16px;font-size:16px;line-height:24px;color:{dm}\">{site}</p>\n\
         <h1 class=\"t\" style=\"margin:0 0 16px;font-size:28px;line-height:34px;font-weight:700;color:{dt}\">{title}</h1>\n",
        code = lang.code(),
        dir = lang.dir(),
        site = escaped(&line(site)),
        np = n.page,
        ns = n.sheet,
        nl = n.line,
        nt = n.text,
        nm = n.beside,
        nb = n.button,
        nw = n.word,
        dp = d.page,
        ds = d.sheet,
        dl = d.line,
        dm = d.beside,
        dt = d.text,
    );
    for part in letter.text.lines().map(line).filter(|p| !p.is_empty() && *p != line(&letter.title)) {
        let _ = writeln!(
            out,
            "<p class=\"t\" style=\"margin:0 0 16px;font-size:18px;line-height:27px;color:{}\">{}</p>",
            d.text,
            escaped(&part)
        );
    }
    if !letter.message.link.is_empty() {
        let _ = writeln!(
            out,
            "<a class=\"b\" href=\"{}\" style=\"display:block;margin:8px 0;padding:23px 16px;border-radius:14px;text-align:center;\
             font-size:22px;line-height:26px;font-weight:700;text-decoration:none;background:{};color:{}\">{}</a>",
            escaped(&line(&letter.message.link)),
            d.button,
            d.word,
            escaped(&line(&letter.button))
        );
    }
    let _ = write!(
        out,
        "<p class=\"m\" style=\"margin:24px 0 0;padding:16px 0 0;border-top:1px solid {};font-size:16px;line-height:24px;color:{}\">{}",
        d.line,
        d.beside,
        escaped(&line(&letter.footer))
    );
    if let Some(stop) = &letter.stop {
        let _ = write!(
            out,
            "<br>\n<a class=\"m\" href=\"{}\" style=\"display:inline-block;padding:12px 0;color:{};text-decoration:underline\">{}</a>",
            escaped(&line(stop)),
            d.beside,
            escaped(&line(&letter.stop_label))
        );
    }
    out.push_str("</p>\n</td></tr></table></td></tr></table></body></html>\n");
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Kind, Message};
    use proptest::prelude::*;

    /// Relative luminance and contrast (WCAG 2.2).
    fn contrast(a: &str, b: &str) -> f64 {
        let luminance = |colour: &str| {
            let part = |at: usize| {
                let n = f64::from(u8::from_str_radix(&colour[at..at + 2], 16).unwrap()) / 255.0;
                if n <= 0.04045 { n / 12.92 } else { ((n + 0.055) / 1.055).powf(2.4) }
            };
            0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5)
        };
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn every_word_stands_out_by_day_and_by_night() {
        for c in [&DAY, &NIGHT] {
            for (word, ground) in [(c.text, c.sheet), (c.beside, c.sheet), (c.word, c.button)] {
                assert!(contrast(word, ground) >= 7.0, "{word} on {ground}: {}", contrast(word, ground));
            }
            assert!(contrast(c.button, c.sheet) >= 3.0, "the button's edge");
        }
    }

    fn letter(title: String, text: String, button: String) -> Letter {
        let message = Message {
            kind: Kind::Told,
            person: None,
            incident: None,
            drill: false,
            lang: Lang::En,
            silent: true,
            link: "https://rhizome.example/i/1/board".to_owned(),
        };
        let stop = Some("https://rhizome.example/u/x".to_owned());
        Letter {
            message,
            title,
            text,
            button,
            short: String::new(),
            footer: "Why.".into(),
            stop,
            stop_label: "Stop".into(),
        }
    }

    proptest! {
        #[test]
        fn whatever_is_written_in_it_the_page_has_our_tags_alone(title in ".{0,80}", text in ".{0,200}", button in ".{0,40}") {
            let plain = html(&letter("t".into(), "x".into(), "b".into()), "Rhizome");
            let tags = |page: &str, tag: &str| page.matches(tag).count();
            let letter = letter(title, text, button);
            let page = html(&letter, "Rhizome");
            for tag in ["<a ", "<h1", "<style", "<table", "</p>", "href="] {
                let more = if tag == "</p>" { letter.text.lines().count() } else { 0 };
                prop_assert!(tags(&page, tag) <= tags(&plain, tag) + more);
            }
            for never in ["<script", "<img", "src=", "url(", "@import", "http://"] {
                prop_assert!(!page.contains(never) || letter.title.contains(never) || letter.text.contains(never) || letter.button.contains(never));
                prop_assert!(!never.starts_with('<') || !page.contains(never));
            }
            let turned = line(&letter.title).contains(['\r', '\n', '\0', '\u{202e}']);
            prop_assert!(!turned);
            for row in super::text(&letter).split("\r\n") {
                let broken = row.contains(['\r', '\n']);
                prop_assert!(!broken);
            }
        }
    }
}
