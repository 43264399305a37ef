//! What the content security policy would refuse: inline styles and scripts in templates.

use crate::tree::{Fault, Tree};

/// Reads every template. An inline `<style>` is allowed (the layout gives it a nonce), an attribute `style=` is not.
pub fn check(tree: &Tree) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (path, text) in tree.with_ext("html").filter(|(path, _)| path.contains("templates/")) {
        for (n, tag) in tags(text) {
            let lower = tag.to_ascii_lowercase();
            if lower.starts_with("<script") && !has_attribute(&lower, "src") && !lower.contains("application/ld+json") {
                faults.push(Fault::at(path, n, "inline <script>: make it a module in assets/"));
            }
            if has_attribute(&lower, "style") {
                faults.push(Fault::at(path, n, "style=: make it a class"));
            }
            if let Some(handler) = handler(&lower) {
                faults.push(Fault::at(path, n, format!("{handler}=: make it an enhancer in assets/")));
            }
            if lower.contains("=\"javascript:") {
                faults.push(Fault::at(path, n, "a javascript: address"));
            }
        }
    }
    faults
}

/// Every opening tag and its line. Template expressions between `{` and `}` are blanked, so that their signs do not count.
fn tags(text: &str) -> Vec<(usize, String)> {
    let mut out = Vec::new();
    let (mut line, mut depth) = (1, 0_usize);
    let mut open: Option<(usize, String)> = None;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match (c, chars.peek()) {
            ('\n', _) => line += 1,
            ('{', Some('{' | '%' | '#')) => depth += 1,
            ('}' | '%' | '#', Some('}')) if depth > 0 => {
                depth -= 1;
                chars.next();
                continue;
            }
            _ => {}
        }
        if depth > 0 {
            continue;
        }
        match (&mut open, c) {
            (None, '<') if chars.peek().is_some_and(char::is_ascii_alphabetic) => open = Some((line, "<".to_owned())),
            (Some(_), '>') => out.extend(open.take()),
            (Some((_, tag)), c) => tag.push(if c.is_whitespace() { ' ' } else { c }),
            _ => {}
        }
    }
    out
}

fn has_attribute(tag: &str, name: &str) -> bool {
    tag.match_indices(name).any(|(i, _)| {
        let (before, after) = tag.split_at(i);
        before.ends_with([' ', '"', '\'']) && after.trim_start_matches(name).trim_start().starts_with('=')
    })
}

fn handler(tag: &str) -> Option<&str> {
    tag.split([' ', '"', '\'']).find_map(|word| {
        let (name, _) = word.split_once('=')?;
        (name.len() > 3 && name.starts_with("on") && name.bytes().all(|b| b.is_ascii_lowercase())).then_some(name)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(text: &str) -> usize {
        check(&Tree::of(&[("rooms/a/templates/x.html", text)])).len()
    }

    #[test]
    fn what_the_policy_allows_passes() {
        assert_eq!(
            faults(
                "<script type=\"module\" src=\"/a.js\"></script><style nonce=\"x\">b{}</style><p data-style=\"1\">a</p>"
            ),
            0
        );
        assert_eq!(faults("{% if a > b %}<p class=\"{{ style }}\">style=\"\" onclick=x</p>{% endif %}"), 0);
    }
    #[test]
    fn inline_scripts_styles_and_handlers_are_found() {
        assert_eq!(faults("<script>alert(1)</script>"), 1);
        assert_eq!(faults("<p\n style=\"color: red\">"), 1);
        assert_eq!(faults("<a onclick=\"x()\" href=\"javascript:y\">"), 2);
        assert_eq!(faults("<a title=\"{% if a %}b{% endif %}\" style='x'>"), 1);
    }
}
