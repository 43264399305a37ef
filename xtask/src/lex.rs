//! As much of Rust's grammar as the rules need: tokens with their lines, texts of string literals, paths.

use std::iter::Peekable;
use std::str::Chars;

/// One token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// A name or a keyword.
    Ident(String),
    /// A string literal, with the escapes that matter undone.
    Text(String),
    /// One sign; `::` is one token of its own.
    Sign(char),
    /// `::`
    Path,
    /// A number, a character or a lifetime.
    Other,
}

/// A token and the line where it begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// What it is.
    pub kind: Kind,
    /// Its line, counted from 1.
    pub line: usize,
}

impl Token {
    /// Whether it is this name.
    pub fn is(&self, name: &str) -> bool {
        matches!(&self.kind, Kind::Ident(i) if i == name)
    }
    /// Whether it is this sign.
    pub fn sign(&self, sign: char) -> bool {
        self.kind == Kind::Sign(sign)
    }
}

/// The tokens of a Rust text, without comments.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut lexer = Lexer { chars: text.chars().peekable(), line: 1 };
    let mut out = Vec::new();
    while let Some(token) = lexer.next() {
        out.push(token);
    }
    out
}

struct Lexer<'a> {
    chars: Peekable<Chars<'a>>,
    line: usize,
}

impl Lexer<'_> {
    fn bump(&mut self) -> Option<char> {
        let c = self.chars.next()?;
        if c == '\n' {
            self.line += 1;
        }
        Some(c)
    }
    fn next(&mut self) -> Option<Token> {
        loop {
            let line = self.line;
            let c = self.bump()?;
            let next = self.chars.peek().copied();
            let kind = match c {
                c if c.is_whitespace() => continue,
                '/' if next == Some('/') => {
                    while self.chars.peek().is_some_and(|c| *c != '\n') {
                        self.bump();
                    }
                    continue;
                }
                '/' if next == Some('*') => {
                    self.block_comment();
                    continue;
                }
                '"' => Kind::Text(self.text()),
                '\'' => self.quote(),
                ':' if next == Some(':') => {
                    self.bump();
                    Kind::Path
                }
                c if c.is_alphabetic() || c == '_' => self.word(c),
                c if c.is_ascii_digit() => {
                    while self.chars.peek().is_some_and(|c| c.is_alphanumeric() || *c == '_') {
                        self.bump();
                    }
                    Kind::Other
                }
                c => Kind::Sign(c),
            };
            return Some(Token { kind, line });
        }
    }
    fn block_comment(&mut self) {
        let mut depth = 0_usize;
        let mut last = '/';
        while let Some(c) = self.bump() {
            match (last, c) {
                ('/', '*') => depth += 1,
                ('*', '/') => depth = depth.saturating_sub(1),
                _ => {
                    last = c;
                    continue;
                }
            }
            last = ' ';
            if depth == 0 {
                return;
            }
        }
    }
    fn text(&mut self) -> String {
        let mut out = String::new();
        while let Some(c) = self.bump() {
            match c {
                '"' => break,
                '\\' => match self.bump() {
                    Some('n') => out.push('\n'),
                    Some('t') => out.push('\t'),
                    Some('\n') => {
                        while self.chars.peek().is_some_and(|c| c.is_whitespace()) {
                            self.bump();
                        }
                    }
                    Some(c) => out.push(c),
                    None => break,
                },
                c => out.push(c),
            }
        }
        out
    }
    fn raw_text(&mut self) -> Option<String> {
        let mut hashes = 0_usize;
        while self.chars.peek() == Some(&'#') {
            self.bump();
            hashes += 1;
        }
        if self.chars.peek() != Some(&'"') {
            return None;
        }
        self.bump();
        let end = format!("\"{}", "#".repeat(hashes));
        let mut out = String::new();
        while let Some(c) = self.bump() {
            out.push(c);
            if out.ends_with(&end) {
                out.truncate(out.len() - end.len());
                break;
            }
        }
        Some(out)
    }
    fn quote(&mut self) -> Kind {
        // A lifetime has no closing quote; a character has one right after itself or its escape.
        match self.bump() {
            Some('\\') => {
                self.bump();
                while self.bump().is_some_and(|c| c != '\'') {}
            }
            Some(_) if self.chars.peek() == Some(&'\'') => {
                self.bump();
            }
            _ => {}
        }
        Kind::Other
    }
    fn word(&mut self, first: char) -> Kind {
        let mut word = String::from(first);
        while let Some(c) = self.chars.peek().copied().filter(|c| c.is_alphanumeric() || *c == '_') {
            self.bump();
            word.push(c);
        }
        match (word.as_str(), self.chars.peek()) {
            ("r" | "br" | "cr", Some('"' | '#')) => self.raw_text().map_or(Kind::Ident(word), Kind::Text),
            ("b" | "c", Some('"')) => {
                self.bump();
                Kind::Text(self.text())
            }
            ("b", Some('\'')) => {
                self.bump();
                self.quote()
            }
            _ => Kind::Ident(word),
        }
    }
}

/// The same tokens without the items marked `#[cfg(test)]` or `#[test]`.
pub fn without_tests(all: &[Token]) -> Vec<Token> {
    let mut out = Vec::with_capacity(all.len());
    let mut rest = all;
    while let Some((token, after)) = rest.split_first() {
        if token.sign('#')
            && let Some((inside, behind)) = attribute(after)
        {
            let test = match inside {
                [only] => only.is("test"),
                [cfg, .., _] => {
                    cfg.is("cfg") && inside.iter().any(|t| t.is("test")) && !inside.iter().any(|t| t.is("not"))
                }
                [] => false,
            };
            if test {
                rest = after_item(behind);
                continue;
            }
        }
        out.push(token.clone());
        rest = after;
    }
    out
}

/// What stands in the brackets of an attribute, and what follows it.
fn attribute(tokens: &[Token]) -> Option<(&[Token], &[Token])> {
    let (open, rest) = tokens.split_first()?;
    if !open.sign('[') {
        return None;
    }
    let mut depth = 1_usize;
    for (i, t) in rest.iter().enumerate() {
        match t.kind {
            Kind::Sign('[') => depth += 1,
            Kind::Sign(']') => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            let (inside, behind) = rest.split_at(i);
            return Some((inside, behind.split_first().map_or(&[][..], |(_, b)| b)));
        }
    }
    None
}

/// What follows the item that begins here: its block, or its semicolon.
fn after_item(tokens: &[Token]) -> &[Token] {
    let mut depth = 0_usize;
    for (i, t) in tokens.iter().enumerate() {
        let ends = match t.kind {
            Kind::Sign('{' | '(' | '[') => {
                depth += 1;
                false
            }
            Kind::Sign(')' | ']') => {
                depth = depth.saturating_sub(1);
                false
            }
            Kind::Sign('}') => {
                depth = depth.saturating_sub(1);
                depth == 0
            }
            Kind::Sign(';') => depth == 0,
            _ => false,
        };
        if ends {
            return tokens.split_at(i + 1).1;
        }
    }
    &[]
}

/// Every path `a::b::c`, with the trees of `use a::{b, c::d}` spelled out, and the line where it begins.
pub fn paths(tokens: &[Token]) -> Vec<(Vec<String>, usize)> {
    let mut out = Vec::new();
    let mut i = 0;
    while let Some(token) = tokens.get(i) {
        let begins = matches!(token.kind, Kind::Ident(_))
            && tokens.get(i + 1).is_some_and(|t| t.kind == Kind::Path)
            && !continues(tokens, i);
        if begins {
            i = branch(tokens, i, &mut Vec::new(), &mut out).max(i + 1);
        } else {
            i += 1;
        }
    }
    out
}

/// Whether this goes on after generic arguments: the `c` of `a::<b>::c`.
fn continues(tokens: &[Token], i: usize) -> bool {
    let back = |n| i.checked_sub(n).and_then(|j| tokens.get(j));
    back(1).is_some_and(|t| t.kind == Kind::Path) && back(2).is_some_and(|t| t.sign('>'))
}

fn branch(tokens: &[Token], mut i: usize, stem: &mut Vec<String>, out: &mut Vec<(Vec<String>, usize)>) -> usize {
    let depth = stem.len();
    let line = tokens.get(i).map_or(0, |t| t.line);
    let mut grouped = false;
    loop {
        match tokens.get(i).map(|t| &t.kind) {
            Some(Kind::Ident(name)) => stem.push(name.clone()),
            Some(Kind::Sign('*')) => stem.push("*".to_owned()),
            Some(Kind::Sign('{')) => {
                grouped = true;
                i += 1;
                while tokens.get(i).is_some_and(|t| !t.sign('}')) {
                    let from = i;
                    i = branch(tokens, i, stem, out);
                    // `as name`, or anything unexpected, up to the next branch.
                    while tokens.get(i).is_some_and(|t| !t.sign(',') && !t.sign('}')) {
                        i += 1;
                    }
                    if tokens.get(i).is_some_and(|t| t.sign(',')) || i == from {
                        i += 1;
                    }
                }
            }
            _ => break,
        }
        i += 1;
        if grouped || tokens.get(i).is_none_or(|t| t.kind != Kind::Path) {
            break;
        }
        i += 1;
    }
    if !grouped {
        out.push((stem.clone(), line));
    }
    stem.truncate(depth);
    i
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<String> {
        tokens(text).into_iter().filter_map(|t| if let Kind::Text(t) = t.kind { Some(t) } else { None }).collect()
    }

    #[test]
    fn comments_characters_and_lifetimes_are_no_texts() {
        let source = "// \"a\"\n/* \"b\" /* \"c\" */ \"d\" */ fn f<'a>(x: &'a str) -> char { '\"' } \"e\" '\\'' \"f\"";
        assert_eq!(texts(source), ["e", "f"]);
    }
    #[test]
    fn raw_and_folded_texts_are_read_as_the_compiler_reads_them() {
        assert_eq!(texts("r#\"a \"quoted\" b\"# b\"c\" \"d \\\n   e\""), ["a \"quoted\" b", "c", "d e"]);
    }
    #[test]
    fn lines_are_counted_through_texts_and_comments() {
        let all = tokens("a\n/* \n */ \"\n\"\nb");
        assert_eq!(all.iter().map(|t| t.line).collect::<Vec<_>>(), [1, 3, 5]);
    }
    #[test]
    fn trees_of_use_are_spelled_out() {
        let found: Vec<String> = paths(&tokens("use a::{b, c::{D, E as F}, self}; let x = g::h(i::J::k); y.z"))
            .into_iter()
            .map(|(p, _)| p.join("::"))
            .collect();
        assert_eq!(found, ["a::b", "a::c::D", "a::c::E", "a::self", "g::h", "i::J::k"].map(str::to_owned));
    }
    #[test]
    fn what_only_tests_see_is_left_out() {
        let all = tokens(
            "fn a() {} #[cfg(test)] mod tests { fn b() { \"x\" } } #[cfg(not(test))] fn c() {} #[test] fn d() {}",
        );
        let kept: Vec<_> = without_tests(&all);
        assert!(kept.iter().any(|t| t.is("a")) && kept.iter().any(|t| t.is("c")));
        assert!(!kept.iter().any(|t| t.is("b") || t.is("d")));
    }
}
