//! What people read of a message, in one language.

use crate::{Alert, Info};

/// The texts of an info as a phone, a banner or a message shows them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Texts<'a> {
    /// The code of the language.
    pub language: &'a str,
    /// Who says it: the senderName, or else the sender.
    pub from: &'a str,
    /// The headline, or else the event (CAP 1.2, 3.2.2).
    pub headline: &'a str,
    /// What happens; may be empty.
    pub description: &'a str,
    /// What to do; may be empty.
    pub instruction: &'a str,
}

impl Alert {
    /// The texts of every info, in the order of the message.
    pub fn all_texts(&self) -> impl Iterator<Item = Texts<'_>> {
        self.infos.iter().map(|info| self.texts_of(info))
    }
    /// The texts for somebody who reads some languages, the best first: the same code, then the same language of another country
    /// (RFC 4647, 3.4), then the first info.
    #[must_use]
    pub fn texts(&self, languages: &[&str]) -> Option<Texts<'_>> {
        let primary = |code: &str| code.split('-').next().unwrap_or_default().to_ascii_lowercase();
        let exact = languages.iter().find_map(|l| self.infos.iter().find(|i| i.language.eq_ignore_ascii_case(l)));
        let near = || languages.iter().find_map(|l| self.infos.iter().find(|i| primary(&i.language) == primary(l)));
        exact.or_else(near).or_else(|| self.infos.first()).map(|info| self.texts_of(info))
    }
    fn texts_of<'a>(&'a self, info: &'a Info) -> Texts<'a> {
        let or = |text: &'a str, other: &'a str| if text.trim().is_empty() { other.trim() } else { text.trim() };
        Texts {
            language: &info.language,
            from: or(&info.sender_name, &self.sender),
            headline: or(&info.headline, &info.event),
            description: info.description.trim(),
            instruction: info.instruction.trim(),
        }
    }
}

impl Texts<'_> {
    /// One line of so many characters at most (90 and 360 are those of cell broadcast and of text messages): the headline, what to do,
    /// what happens, who says it, as far as whole words of them fit. An ellipsis says that there is more.
    #[must_use]
    pub fn within(&self, characters: usize) -> String {
        let mut whole = String::new();
        for part in [self.headline, self.instruction, self.description, self.from] {
            // Headlines have no full stop: what follows would be read as part of them.
            whole.push_str(if whole.ends_with(char::is_alphanumeric) && !part.is_empty() { ". " } else { " " });
            whole.push_str(part);
        }
        let words: Vec<&str> = whole.split_whitespace().collect();
        let length = |text: &str| text.chars().count();
        let mut line = String::new();
        for (at, word) in words.iter().enumerate() {
            let between = usize::from(at > 0);
            // Room for the ellipsis, unless this is the last word.
            let spare = usize::from(at + 1 < words.len());
            if length(&line) + between + length(word) + spare > characters {
                let rest = characters.saturating_sub(length(&line) + between + 1);
                // A word that is longer than the line is cut; others are left out.
                if at == 0 {
                    line.extend(word.chars().take(rest));
                }
                if length(&line) < characters {
                    line.push('…');
                }
                return line;
            }
            if at > 0 {
                line.push(' ');
            }
            line.push_str(word);
        }
        line
    }
}
