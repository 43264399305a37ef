//! Telephone numbers: those of the countries around, with every usual grouping, and numbers spelt in words.

use std::{ops::Range, sync::LazyLock};

use regex::Regex;

use crate::fold::Folded;

/// Digits with little between them. "o" is a zero to whoever wants to hide one.
static RUN: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"\+?\s?\(?\+?o?[0-9]o?(?:[\s.,_/*|'~()\-]{0,3}o?[0-9]o?){5,40}").ok());
/// What tells that a number is a telephone's.
static TOLD: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?:\btel(?:ephone|efon|efono|efoon|\.|\b)|\bportable|\bappele[rz]|\bjoindre|\bjoignable|\bsms\b|\btexto|\bwhats ?app|\bsignal\b",
        r"|\bcall\b|\bphone|\bmobile|\btext me|\bring me|\banrufen|\bruf\b|\bhandy|\bnummer|\bllam\w*|\bmovil|\bbel(?:len)?\b|\bnumero|\bnumber\b",
        r"|هاتف|اتصل\w*|جوال|موبايل|واتساب|واتس|تلفون|رقمي|📞|☎|📱)[^0-9\n+\x01]{0,24}$"
    ))
    .ok()
});
const DIGIT_WORDS: &str = concat!(
    "zero|null|cero|nul|صفر|un|une|one|eins|uno|een|واحد|deux|two|zwei|zwo|dos|twee|اثنان|اثنين|trois|three|drei|tres|drie|ثلاثه",
    "|quatre|four|vier|cuatro|اربعه|cinq|five|funf|fuenf|cinco|vijf|خمسه|six|sechs|seis|zes|سته|sept|seven|sieben|siete|zeven|سبعه",
    "|huit|eight|acht|ocho|ثمانيه|neuf|nine|neun|nueve|negen|تسعه|dix|ten|onze|douze|treize|quatorze|quinze|seize|vingt|trente",
    "|quarante|cinquante|soixante|septante|quatre-vingts?|nonante|double|doppel|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
);
static SPELT: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(&format!(r"\b(?:{DIGIT_WORDS})(?:[\s.,_/\-]+(?:et |and )?(?:{DIGIT_WORDS})\b){{6,}}")).ok()
});

/// Countries: the prefix, and how many digits the whole has with it, without the zero of calls within the country.
const COUNTRIES: &[(&str, usize, usize)] = &[
    ("33", 11, 11),
    ("32", 10, 11),
    ("34", 11, 11),
    ("31", 11, 11),
    ("44", 11, 12),
    ("49", 9, 13),
    ("41", 11, 11),
    ("43", 9, 13),
    ("39", 10, 12),
    ("351", 12, 12),
    ("352", 9, 12),
    ("212", 12, 12),
    ("213", 11, 12),
    ("216", 11, 11),
    ("20", 11, 12),
    ("961", 10, 11),
    ("963", 11, 12),
    ("1", 11, 11),
];

/// Where telephone numbers stand.
pub fn find(folded: &Folded) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for run in RUN.iter().flat_map(|r| r.find_iter(folded.text())) {
        let first = run.as_str().find(|c: char| c.is_alphanumeric()).map_or(run.start(), |n| run.start() + n);
        let glued = folded.get(0..first).chars().next_back().is_some_and(|c| c.is_alphanumeric() || c == '#');
        let told = TOLD.as_ref().is_some_and(|t| t.is_match(line_before(folded, run.start())));
        in_run(folded, run.range(), glued && !told, told, &mut found);
    }
    for spelt in SPELT.iter().flat_map(|r| r.find_iter(folded.text())) {
        found.push(spelt.range());
    }
    found
}

fn line_before(folded: &Folded, at: usize) -> &str {
    let before = folded.get(0..at);
    let from = before.char_indices().rev().nth(60).map_or(0, |(at, _)| at);
    before.get(from..).unwrap_or_default()
}

/// A group of digits within a run.
struct Group {
    at: Range<usize>,
    digits: String,
}

fn in_run(folded: &Folded, run: Range<usize>, glued: bool, told: bool, found: &mut Vec<Range<usize>>) {
    let groups = groups(folded, run.clone());
    let mut from = usize::from(glued);
    while from < groups.len() {
        let rest = groups.get(from..).unwrap_or_default();
        let plus = rest.first().is_some_and(|g| {
            let before = folded.get(run.start..g.at.start);
            before.trim_end_matches(['(', ' ']).ends_with('+')
        });
        if let Some(taken) = number(folded, rest, plus, told)
            && let (Some(first), Some(last)) = (rest.first(), rest.get(taken - 1))
        {
            let before = folded.get(run.start..first.at.start);
            let opening = before.len() - before.trim_end_matches(['(', ' ', '+']).len();
            let lead = before.get(before.len() - opening..).unwrap_or_default();
            let lead = lead.len() - lead.trim_start().len();
            // A bracket that was opened inside is closed inside.
            let mut end = last.at.end;
            let inside = folded.get(first.at.start - opening + lead..end);
            if inside.matches('(').count() > inside.matches(')').count() && folded.get(end..end + 1) == ")" {
                end += 1;
            }
            found.push(first.at.start - opening + lead..end);
            from += taken;
        } else {
            from += 1;
        }
    }
}

fn groups(folded: &Folded, run: Range<usize>) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for (n, c) in folded.get(run.clone()).char_indices() {
        let at = run.start + n;
        if !c.is_ascii_digit() && c != 'o' {
            continue;
        }
        let digit = if c == 'o' { '0' } else { c };
        match groups.last_mut() {
            Some(last) if last.at.end == at => {
                last.at.end = at + 1;
                last.digits.push(digit);
            }
            _ => groups.push(Group { at: at..at + 1, digits: digit.to_string() }),
        }
    }
    groups
}

/// How many of these groups are one telephone number that begins with the first.
fn number(folded: &Folded, groups: &[Group], plus: bool, told: bool) -> Option<usize> {
    let mut digits = String::new();
    let mut best = None;
    let mut before: Option<&Group> = None;
    for (n, group) in groups.iter().enumerate() {
        let wide = before.is_some_and(|b| folded.get(b.at.end..group.at.start).contains('\n'));
        if wide && best.is_some() {
            break;
        }
        before = Some(group);
        digits.push_str(&group.digits);
        if digits.len() > 16 {
            break;
        }
        let shape: Vec<usize> = groups.iter().take(n + 1).map(|g| g.digits.len()).collect();
        if fits(&digits, &shape, plus, told) && !is_date(groups.get(..=n).unwrap_or_default()) {
            best = Some(n + 1);
            // Ten digits with a zero first are whole in most countries: what comes after is something else, unless it is more of
            // the same number.
            let french = digits.starts_with('0') && !digits.starts_with("00") && digits.len() == 10;
            let longer = shape.first() == Some(&4) && groups.get(n + 1).is_some_and(|g| g.digits.len() >= 2);
            if french && !plus && !longer && shape.iter().skip(1).all(|len| *len <= 3) {
                break;
            }
        }
    }
    best
}

fn fits(digits: &str, shape: &[usize], plus: bool, told: bool) -> bool {
    let len = digits.len();
    let lone = shape.iter().filter(|l| **l == 1).count();
    if plus || digits.starts_with("00") {
        let bare = if plus { digits } else { digits.get(2..).unwrap_or_default() };
        let bare = bare.strip_prefix("00").unwrap_or(bare);
        let known =
            COUNTRIES.iter().filter(|(prefix, ..)| bare.starts_with(prefix)).max_by_key(|(prefix, ..)| prefix.len());
        return match known {
            Some((prefix, least, most)) => {
                // "+33 (0)6": the zero of calls within the country.
                let trunk = usize::from(bare.get(prefix.len()..).is_some_and(|rest| rest.starts_with('0')));
                (least + trunk..=most + trunk).contains(&bare.len())
            }
            None => (9..=15).contains(&bare.len()),
        };
    }
    if told && (6..=13).contains(&len) {
        return true;
    }
    let second = digits.chars().nth(1);
    if digits.starts_with('0') {
        return second != Some('0')
            && ((9..=12).contains(&len) || (len == 8 && shape.len() <= 2))
            && (lone < 3 || len >= 10);
    }
    // Numbers without a zero first: Spain, or France with the zero left out.
    if len == 9 && digits.starts_with(['6', '7', '9', '8']) {
        return matches!(
            shape,
            [9] | [3, 3, 3]
                | [1, 1, 1, 1, 1, 1, 1, 1, 1]
                | [3, 2, 2, 2]
                | [3, 6]
                | [1, 2, 2, 2, 2]
                | [2, 3, 2, 2]
                | [1, 8]
        );
    }
    // A country's prefix without its plus.
    if matches!(len, 11 | 12)
        && ["336", "337", "331", "324", "346", "316", "447", "491", "2126", "2127"]
            .iter()
            .any(|p| digits.starts_with(p))
    {
        return shape.len() <= 7;
    }
    len == 10 && shape == [3, 3, 4]
}

/// "01 02 2015", "05.11.15 06.11.15", "2015-11-13".
fn is_date(groups: &[Group]) -> bool {
    let values: Vec<(usize, u32)> =
        groups.iter().map(|g| (g.digits.len(), g.digits.parse().unwrap_or(u32::MAX))).collect();
    match values.get(..3) {
        Some([(2, d), (2, m), (4, y)]) => *d <= 31 && *m <= 12 && (1900..2100).contains(y),
        Some([(4, y), (2, m), (2, d)]) => *d <= 31 && *m <= 12 && (1900..2100).contains(y),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_pattern_is_one() {
        assert!(super::RUN.is_some() && super::TOLD.is_some() && super::SPELT.is_some());
    }
}
