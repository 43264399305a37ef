//! A message, in words.

use kernel::{AlertId, Time};
use web::Front;

use crate::{
    model::{Authority, Kept, Stage, Standing, Trust, Turn},
    routes::place,
};

/// A message, ready to be drawn.
pub(super) struct Row {
    pub id: AlertId,
    /// Where it stands, as a word of the design: colour, icon, word.
    pub state: (&'static str, &'static str, String),
    /// Its name, and its domain.
    pub name: String,
    pub who: String,
    /// How it is known who says it: the class of the tag, icon, word.
    pub trust: (&'static str, &'static str, String),
    /// Why it is not verified, and that a proof is gone.
    pub doubts: Vec<String>,
    pub since: Time,
    pub headline: String,
    pub instruction: String,
    pub description: String,
    /// The language of these.
    pub language: String,
    /// What it is called in other languages: code, the language's own name.
    pub others: Vec<(String, &'static str)>,
    pub place: String,
    pub until: Option<Time>,
    pub drill: bool,
    /// That it takes the place of another, or ends it.
    pub turn: Option<String>,
    /// What people are asked to do, in two or three words.
    pub respond: Option<String>,
}

impl Row {
    pub(super) fn of(f: &Front, k: &Kept, all: &[(Authority, Standing)]) -> Self {
        let texts = k.alert.texts(&[f.lang.code(), "en", "fr"]);
        let text = |pick: fn(&cap::Texts<'_>) -> String| texts.as_ref().map(pick).unwrap_or_default();
        let language = text(|t| t.language.to_owned());
        let others = k.alert.infos.iter().filter(|i| i.language != language).filter_map(|i| {
            let lang = kernel::Lang::of(i.language.split('-').next().unwrap_or_default())?;
            Some((lang.code().to_owned(), lang.name()))
        });
        let authority = k.authority.and_then(|id| all.iter().find(|(a, _)| a.id == id));
        let word = |key: String| f.t(&key).into_owned();
        let mut doubts = Vec::new();
        if let Some(doubt) = &k.doubt {
            let key = format!("official-doubt-{doubt}");
            doubts.push(word(if f.has(&key) { key } else { "official-doubt".to_owned() }));
        }
        match authority.map(|(_, standing)| standing) {
            Some(Standing::Lost { since }) => {
                doubts.push(f.one("official-lost-since", "time", f.moment(f.now, *since)));
            }
            Some(Standing::Unproven) => doubts.push(word("official-unproven-says".to_owned())),
            Some(Standing::Ended) => doubts.push(word("official-ended-says".to_owned())),
            _ => {}
        }
        let trust = match k.trust {
            Trust::Ours => ("off", "shield", "official-trust-ours"),
            Trust::Verified => ("off", "shield", "official-trust-verified"),
            Trust::Unverified => ("un", "wait", "official-trust-unverified"),
            Trust::Unsigned => ("un", "wait", "official-trust-unsigned"),
        };
        let turn = match k.turn {
            Turn::Alert => None,
            Turn::Update => Some(word("official-turn-update".to_owned())),
            Turn::Cancel => Some(word("official-turn-cancel".to_owned())),
        };
        let first = k.alert.infos.first().and_then(|i| i.response_types.first());
        let respond = first.map(|r| format!("official-respond-{}", r.as_str().to_ascii_lowercase()));
        Self {
            id: k.id,
            state: state(f, k),
            name: authority.map_or_else(|| text(|t| t.from.to_owned()), |(a, _)| a.name.clone()),
            who: k.who.clone(),
            trust: (trust.0, trust.1, word(trust.2.to_owned())),
            doubts,
            since: k.since(),
            headline: text(|t| t.headline.to_owned()),
            instruction: text(|t| t.instruction.to_owned()),
            description: text(|t| t.description.to_owned()),
            others: others.collect(),
            language,
            place: place(k),
            until: k.expires.filter(|_| k.turn != Turn::Cancel),
            drill: k.drill,
            turn,
            respond: respond.filter(|key| f.has(key)).map(word),
        }
    }
    /// Whether its words stand from right to left.
    pub(super) fn dir(&self) -> &'static str {
        if self.language.starts_with("ar") { "rtl" } else { "ltr" }
    }
}

fn state(f: &Front, k: &Kept) -> (&'static str, &'static str, String) {
    let (colour, icon, key) = match k.stage {
        Stage::Proposed => ("lamp", "clock", "proposed"),
        Stage::Dropped => ("wait", "x", "dropped"),
        // Who is not verified tells nobody that something is over.
        Stage::Heard if k.turn == Turn::Cancel && !k.trust.is_vouched() => ("wait", "wait", "over"),
        _ if k.turn == Turn::Cancel => ("safe", "check", "cancel"),
        _ if k.replaced.is_some() => ("wait", "edit", "replaced"),
        _ if !k.holds(f.now) => ("wait", "clock", "over"),
        _ => ("official", "shield", "holds"),
    };
    (colour, icon, f.t(&format!("official-is-{key}")).into_owned())
}

/// Where a message holds, in a few words.
pub(super) fn short_place(k: &Kept) -> String {
    let place = place(k);
    place.split(',').next().unwrap_or(&place).chars().take(50).collect()
}
