//! Two names part by part.

use crate::{
    alike::{Alike, alike},
    lexicon::{Kin, Place, entry, kin},
    name::{Name, Part, Role},
    near::distance,
    score::{Reason, Score},
    token::Token,
};

/// How alike two names are, and why. It does not matter which is given first.
///
/// ```
/// use names::{Name, Reason, compare};
///
/// let score = compare(&Name::parse("Mohamed Benali"), &Name::parse("بن علي محمد"));
/// assert!(score.value > 850 && score.reasons.contains(&Reason::Transliterated), "{score:?}");
/// ```
#[must_use]
pub fn compare(a: &Name, b: &Name) -> Score {
    let (a, b) = (views(&a.parts), views(&b.parts));
    compare_views(&a, &b, &|_| u16::MAX)
}

/// A part that is looked at.
#[derive(Clone, Copy)]
pub struct View<'a> {
    pub token: &'a Token,
    pub role: Role,
}

pub fn views(parts: &[Part]) -> Vec<View<'_>> {
    parts.iter().map(|p| View { token: &p.token, role: p.role }).collect()
}

/// Some parts of the one name, in a row, that are one part of the other; or one and one.
struct Cell {
    a: (usize, usize),
    b: (usize, usize),
    alike: Alike,
    joined: bool,
}

const MAIN: u32 = 100;

const fn weight(role: Role) -> u32 {
    match role {
        Role::Main | Role::Birth => MAIN,
        Role::Initial => 45,
        Role::Particle => 12,
        Role::Suffix => 8,
    }
}

fn sum(parts: &[View<'_>]) -> u32 {
    parts.iter().map(|p| weight(p.role)).sum()
}

const fn small(role: Role) -> bool {
    matches!(role, Role::Particle | Role::Suffix)
}

/// The same with the caller's counts: how much it says, in tenths of a bit, that somebody bears a token. The smaller counts.
pub fn compare_views(a: &[View<'_>], b: &[View<'_>], bits: &dyn Fn(&Token) -> u16) -> Score {
    if a.is_empty() || b.is_empty() {
        return Score::NOTHING;
    }
    // The order of the two is settled by what they are, so that it cannot matter which came first.
    let key = |v: &View<'_>| (v.role, v.token.script);
    let order = a
        .iter()
        .map(|v| (&*v.token.folded, &*v.token.latin, key(v)))
        .cmp(b.iter().map(|v| (&*v.token.folded, &*v.token.latin, key(v))));
    if order.is_gt() { settled(b, a, bits) } else { settled(a, b, bits) }
}

fn settled(a: &[View<'_>], b: &[View<'_>], bits: &dyn Fn(&Token) -> u16) -> Score {
    let (chosen, left_a, left_b) = chosen(a, b);
    let mut reasons: Vec<Reason> = Vec::new();
    let (mut earned, mut matched, mut mains) = (0_u64, 0_u32, 0_u32);
    let mut weakest = 1000;
    let mut information: Vec<i32> = Vec::new();
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for cell in &chosen {
        let (pa, pb) = (span(a, cell.a), span(b, cell.b));
        let (wa, wb) = (sum(pa).min(MAIN), sum(pb).min(MAIN));
        let minor = pa.iter().all(|p| small(p.role)) || pb.iter().all(|p| small(p.role));
        let w = if minor { wa.min(wb) } else { wa.max(wb) };
        matched += w;
        earned += u64::from(w) * u64::from(cell.alike.value);
        if cell.joined {
            reasons.push(Reason::JoinedOrParted);
        }
        if minor {
            continue;
        }
        reasons.extend(cell.alike.reason);
        if [pa, pb].iter().any(|s| s.iter().any(|p| p.role == Role::Birth)) {
            reasons.push(Reason::NameAtBirth);
        }
        mains += u32::from(cell.alike.value >= 600);
        pairs.push((cell.a.0, cell.b.0));
        weakest = weakest.min(u32::from(cell.alike.value));
        information.push(said(pa, pb, cell, bits));
    }
    if matched == 0 {
        return Score::NOTHING;
    }
    let rest = |parts: &[View<'_>], left: &[bool], minor: bool| -> u32 {
        let rest = parts.iter().zip(left).filter(|(p, l)| **l && small(p.role) == minor);
        // A name at birth beside another is not expected of everybody.
        rest.map(|(p, _)| if p.role == Role::Birth { 20 } else { weight(p.role) }).sum()
    };
    let (ua, ub) = (rest(a, &left_a, false), rest(b, &left_b, false));
    let (lesser, more) = (ua.min(ub), ua.max(ub));
    let mut value = u32::try_from(earned / u64::from(matched + lesser)).unwrap_or(0);
    // One part far off is worse than two a little off.
    value = (3 * value + weakest.min(value)) / 4;
    // Parts beyond two go with the others as a rule: whoever is called García López is called María more often.
    information.sort_unstable_by_key(|i| std::cmp::Reverse(*i));
    // Two rare parts come from one country, and are rare together.
    let together = information.get(1).is_some_and(|i| *i > 100);
    let mut information: i32 = information.iter().enumerate().map(|(n, i)| if n < 2 { *i } else { *i / 4 }).sum();
    information -= if together { 35 } else { 0 };
    if lesser > 0 {
        reasons.push(Reason::PartDiffers);
        value = value * 9 / 10;
        information -= 60;
    }
    if more > lesser {
        reasons.push(Reason::PartMissing);
        value = value.saturating_sub((more - lesser).min(200));
        information -= 15;
        if mains < 2 {
            value = value.min(640);
        }
    }
    if rest(a, &left_a, true) + rest(b, &left_b, true) > 0 {
        reasons.push(Reason::ParticleDiffers);
        value = value.saturating_sub(5);
    }
    pairs.sort_unstable();
    if pairs.windows(2).any(|w| matches!(w, [x, y] if x.1 > y.1)) {
        reasons.push(Reason::OrderSwapped);
        value = value.saturating_sub(5);
    }
    if reasons.is_empty() && value == 1000 {
        reasons.push(Reason::SameName);
    }
    if mains < 2 {
        reasons.push(Reason::OnePartOnly);
    }
    reasons.sort_unstable();
    reasons.dedup();
    let bits = u16::try_from(information.max(0)).unwrap_or(u16::MAX);
    Score { value: u16::try_from(value.min(1000)).unwrap_or(1000), bits, reasons }
}

/// How much a pair says, in tenths of a bit: less for each way in which a stranger's name could have come as near.
fn said(a: &[View<'_>], b: &[View<'_>], cell: &Cell, bits: &dyn Fn(&Token) -> u16) -> i32 {
    let of = |parts: &[View<'_>]| -> u16 {
        let each = parts.iter().filter(|p| !small(p.role)).map(|p| p.token.bits().min(bits(p.token)));
        each.max().unwrap_or(0)
    };
    let known = i32::from(of(a).min(of(b)));
    let loose = match cell.alike.reason {
        None => 0,
        Some(Reason::InitialOnly) => return 35,
        Some(Reason::SpelledOtherwise) => 10,
        Some(Reason::Transliterated | Reason::Nickname) => 20,
        Some(Reason::OtherLanguage) => 35,
        Some(Reason::SameSound | Reason::LettersDiffer(1)) => 50,
        Some(_) => 80,
    };
    (known - loose).max(0)
}

fn span<'s, 'a>(parts: &'s [View<'a>], (from, to): (usize, usize)) -> &'s [View<'a>] {
    parts.get(from..to).unwrap_or_default()
}

/// The best pairs that do not overlap, and which parts are left on each side.
fn chosen(a: &[View<'_>], b: &[View<'_>]) -> (Vec<Cell>, Vec<bool>, Vec<bool>) {
    let mut cells: Vec<Cell> = Vec::with_capacity(a.len() + b.len());
    for (i, x) in a.iter().enumerate() {
        for (j, y) in b.iter().enumerate() {
            if let Some(alike) =
                alike(x.token, y.token).filter(|s| s.reason.is_none() || !(small(x.role) || small(y.role)))
            {
                cells.push(Cell { a: (i, i + 1), b: (j, j + 1), alike, joined: false });
            }
        }
    }
    joined(a, b, false, &mut cells);
    joined(b, a, true, &mut cells);
    let covered = |c: &Cell| c.a.1 - c.a.0 + c.b.1 - c.b.0;
    let weight = |c: &Cell| sum(span(a, c.a)).min(sum(span(b, c.b))).min(MAIN);
    cells.sort_by_key(|c| {
        let apart = c.a.0.abs_diff(c.b.0);
        (std::cmp::Reverse((weight(c) > 12, c.alike.value, covered(c))), apart, c.a, c.b)
    });
    let (mut left_a, mut left_b) = (vec![true; a.len()], vec![true; b.len()]);
    let free = |left: &[bool], (from, to): (usize, usize)| left.get(from..to).is_some_and(|l| l.iter().all(|x| *x));
    cells.retain(|c| {
        let takes = free(&left_a, c.a) && free(&left_b, c.b);
        if takes {
            for (left, (from, to)) in [(&mut left_a, c.a), (&mut left_b, c.b)] {
                left.get_mut(from..to).into_iter().flatten().for_each(|l| *l = false);
            }
        }
        takes
    });
    (cells, left_a, left_b)
}

/// Two or three parts of `many` in a row that are one of `one`: Le Blanc and Leblanc, Xiao Ming and 小明.
fn joined(many: &[View<'_>], one: &[View<'_>], turned: bool, cells: &mut Vec<Cell>) {
    for length in [2, 3] {
        for (i, parts) in many.windows(length).enumerate() {
            let letters: usize = parts.iter().map(|p| p.token.latin.len()).sum();
            for (j, whole) in
                one.iter().enumerate().filter(|(_, w)| w.token.latin.len() > 1 && w.role != Role::Particle)
            {
                let other = parts.iter().any(|p| p.token.script != whole.token.script);
                let short = whole.token.known.is_some_and(|k| k.groups.iter().any(|g| g.place == Place::Short));
                if !other && !short && letters.abs_diff(whole.token.latin.len()) > 1 {
                    continue;
                }
                if let Some(alike) = alike_joined(parts, whole.token, other) {
                    let (m, o) = ((i, i + length), (j, j + 1));
                    let (a, b) = if turned { (o, m) } else { (m, o) };
                    cells.push(Cell { a, b, alike, joined: true });
                }
            }
        }
    }
}

fn alike_joined(parts: &[View<'_>], whole: &Token, other_script: bool) -> Option<Alike> {
    let mut word = [0_u8; 3 * crate::latin::LONGEST];
    let mut end = 0;
    for part in parts {
        let latin = part.token.latin.as_bytes();
        word.get_mut(end..end + latin.len())?.copy_from_slice(latin);
        end += latin.len();
    }
    let word = word.get(..end)?;
    let reason = |r| if other_script { Some(Reason::Transliterated) } else { r };
    match distance(word, whole.latin.as_bytes(), u8::from(end >= 6)) {
        Some(0) => return Some(Alike { value: 960, reason: reason(None) }),
        Some(d) => return Some(Alike { value: 860, reason: reason(Some(Reason::LettersDiffer(d))) }),
        None => {}
    }
    let spelled = std::str::from_utf8(word).ok().and_then(entry);
    if let (Some(x), Some(y)) = (spelled, whole.known) {
        match kin(&x.groups, &y.groups) {
            Some(Kin::Spelling) => return Some(Alike { value: 930, reason: Some(Reason::SpelledOtherwise) }),
            Some(Kin::Short) => return Some(Alike { value: 880, reason: Some(Reason::Nickname) }),
            _ => {}
        }
    }
    let fits = if other_script {
        let bones: [String; 2] = [true, false].map(|particles| {
            parts.iter().filter(|p| particles || p.role != Role::Particle).map(|p| &*p.token.bones[0]).collect()
        });
        whole.bones[0].len() >= 3 && bones.iter().any(|b| **b == *whole.bones[0])
    } else {
        // Consonants alone would join what has nothing in common.
        let heard = parts.iter().map(|p| &*p.token.sound).collect::<String>();
        heard.len() >= 5 && distance(heard.as_bytes(), whole.sound.as_bytes(), 1).is_some()
    };
    let reason = if other_script { Reason::Transliterated } else { Reason::SameSound };
    fits.then_some(Alike { value: 880, reason: Some(reason) })
}
