//! Text messages that come in. A message joins the person whom it concerns and never makes one by accident; what is not understood is kept
//! for a person to read, and answered with one helpful line.
//!
//! Senders can be forged: an answer by SMS is shown as such, and closes no request for help. Each message is read once, however often its
//! provider brings it.

mod inbox;
mod known;
mod reply;
mod unknown;

use std::sync::Arc;

use ::sms::{Answer as Said, Expect, Lang as Guessed, Meaning, Sure};
use ::store::Change;
use kernel::{Event, IncidentId, Lang, PersonId, Span, Time};
use notify::sms::inbound::Incoming;
use register::{Contact, ContactKind, Country, Incident};
use web::{Failure, House};

use self::reply::Reply;
pub use self::{
    inbox::{Inbox, Seen, export, help, inbox, news, read},
    reply::KEYS,
};
use crate::{model::Answer, store};

/// How long we remember that somebody was asked their name.
const ASKED: Span = Span::days(2);
/// How many messages of one number are read in ten minutes. Beyond it only calls for help are, and STOP.
const MOST_MESSAGES: i64 = 30;
/// … and no more than these.
const MOST_CALLS: i64 = 60;
/// How often one number names people in a day.
const MOST_NAMED: i64 = 20;

/// What follows from a message.
struct Effect {
    change: Change,
    /// What is answered.
    reply: Option<Reply>,
    /// The incident that it was found to be about.
    incident: Option<Arc<Incident>>,
    /// Whether it is kept for a person to read: urgent or not.
    keep: Option<bool>,
    /// The answer without an account that it became.
    answer: Option<[u8; 16]>,
}

impl Effect {
    fn says(reply: Reply) -> Self {
        Self { change: Change::new(), reply: Some(reply), incident: None, keep: None, answer: None }
    }
    fn about(mut self, incident: &Arc<Incident>) -> Self {
        self.incident = Some(incident.clone());
        self
    }
    fn kept(mut self, urgent: bool) -> Self {
        self.keep = Some(self.keep.unwrap_or(false) || urgent);
        self
    }
}

/// A message that is being read.
pub(super) struct Heard<'a> {
    pub(super) house: &'a House,
    pub(super) now: Time,
    text: &'a str,
    said: ::sms::Said,
    /// The sender's number, when it is one that can be written to.
    pub(super) contact: Option<Contact>,
    blind: [u8; 16],
    /// What names the message in whatever is kept of it.
    pub(super) digest: [u8; 16],
    pub(super) lang: Lang,
}

impl Heard<'_> {
    fn client_id(&self) -> String {
        self.digest.iter().map(|b| format!("{b:02x}")).collect()
    }
    /// The beginning of the text, as long as a word of a request for help may be.
    fn words(&self) -> String {
        let line = register::names::line(self.text);
        line.chars().take(crate::rules::LONGEST_MESSAGE).collect()
    }
    /// Whether a person shall read it soon.
    fn urgent(&self) -> bool {
        matches!(self.said.meaning, Meaning::Unclear { urgent: true })
    }
    /// STOP and START, whoever says it.
    async fn stops(&self, stops: bool) -> Result<Effect, Failure> {
        let stopped = self.house.queue.has_stopped(self.blind).await?;
        let mut effect = Effect::says(Reply::new(if stops { "sms-stopped" } else { "sms-started" }).line());
        effect.change = self.house.queue.stop(Change::new(), self.blind, stops, self.now);
        if stops && stopped {
            effect.reply = None; // said once
        }
        Ok(effect)
    }
}

const fn answer_of(said: Said) -> Answer {
    match said {
        Said::Safe => Answer::Safe,
        Said::NeedHelp => Answer::NeedHelp,
        Said::NotThere => Answer::NotThere,
    }
}

/// The language of an answer: the one that the message is in, else the one that the sender chose, else the server's.
fn lang_of(said: &::sms::Said, chosen: Option<Lang>) -> Lang {
    let guessed = said.lang.map(|l| match l {
        Guessed::Fr => Lang::Fr,
        Guessed::Es => Lang::Es,
        Guessed::Ar => Lang::Ar,
        // Understood, and not spoken.
        Guessed::En | Guessed::De | Guessed::Pt => Lang::En,
    });
    let sure = said.lang_sure >= Sure::Fair;
    guessed.filter(|_| sure).or(chosen).or(guessed).unwrap_or_default()
}

/// The number of a sender: providers leave out the plus sign.
fn number(from: &str) -> Option<Contact> {
    let digits = from.chars().all(|c| c.is_ascii_digit());
    let international = digits && from.len() >= 10 && !from.starts_with('0');
    let typed = if international { format!("+{from}") } else { from.to_owned() };
    Contact::parse(&typed, &Country::FRANCE).ok().filter(|c| c.kind() == ContactKind::Phone)
}

/// What names a message: the provider's name of it; without one, its sender and text within two minutes.
fn digest(house: &House, incoming: &Incoming, now: Time) -> [u8; 16] {
    let data = match &incoming.id {
        Some(id) => format!("{}\n{id}", incoming.from),
        None => format!("{}\n\n{}\n{}", incoming.from, now.0.div_euclid(Span::minutes(2).0), incoming.text),
    };
    house.seal.mac("inbound sms", data.as_bytes()).first_chunk::<16>().copied().unwrap_or_default()
}

/// Whether one more is allowed; using it up.
async fn allowed(house: &House, what: &str, who: &[u8], span: Span, most: i64) -> Result<bool, Failure> {
    let now = house.clock.now();
    let change = house.register.take_allowance(Change::new(), what, who, now, span, most);
    super::unproven::applied(house, change).await
}

/// Reads a message that came in. When this returns, what follows from it is on disk.
///
/// # Errors
/// When the store fails: the provider brings it again.
pub async fn hear(house: &House, incoming: &Incoming) -> Result<(), Failure> {
    let (register, now) = (&house.register, house.clock.now());
    let digest = digest(house, incoming, now);
    if store::sms::was_read(register, digest).await? {
        return Ok(());
    }
    let contact = number(&incoming.from);
    let blind = contact.as_ref().map_or_else(|| house.seal.blind("sms sender", &incoming.from), |c| register.blind(c));
    let person = match &contact {
        Some(_) => register.owner_of_contact(blind).await?,
        None => None,
    };
    let card = match person {
        Some(p) => register.card(p).await?,
        None => None,
    };
    let person = card.as_ref().map(|c| c.id);
    let unnamed = match person {
        Some(_) => None,
        None => store::sms::unnamed(register, blind, now.minus(ASKED)).await?,
    };
    let expect = if unnamed.is_some() { Expect::Name } else { Expect::Anything };
    let said = ::sms::read_expecting(&incoming.text, expect);
    let lang = lang_of(&said, card.as_ref().map(|c| c.lang));
    // Whoever floods us in somebody's name must not keep that person's STOP from being heard.
    let calls = matches!(
        said.meaning,
        Meaning::Answer { answer: Said::NeedHelp, .. } | Meaning::Unclear { urgent: true } | Meaning::Stop
    );
    let usual = allowed(house, "sms messages", &blind, Span::minutes(10), MOST_MESSAGES).await?;
    let read = usual || (calls && allowed(house, "sms calls", &blind, Span::minutes(10), MOST_CALLS).await?);
    if !read {
        return Ok(());
    }
    let heard = Heard { house, now, text: &incoming.text, said, contact, blind, digest, lang };
    let effect = match (&heard.said.meaning, person) {
        (Meaning::Stop, _) => heard.stops(true).await?,
        (Meaning::Start, _) => heard.stops(false).await?,
        (Meaning::Code(code), _) => unknown::code(&heard, code).await?,
        (_, Some(person)) => known::hear(&heard, person).await?,
        (_, None) => unknown::hear(&heard, unnamed).await?,
    };
    finish(&heard, incoming, person, effect).await
}

/// Writes what follows: the note that it was read, the copy for a person, the answer; each once.
async fn finish(
    heard: &Heard<'_>,
    incoming: &Incoming,
    person: Option<PersonId>,
    effect: Effect,
) -> Result<(), Failure> {
    let Heard { house, now, blind, digest, .. } = heard;
    let incident: Option<(IncidentId, bool)> = effect.incident.as_ref().map(|i| (i.id, i.drill));
    let mut change = store::sms::note_inbound(effect.change, *digest, *now);
    if effect.keep.is_some() || effect.answer.is_some() {
        let message = store::sms::Message {
            id: *digest,
            at: *now,
            sender: heard.contact.as_ref().map_or(incoming.from.as_str(), Contact::normalized).to_owned(),
            words: incoming.text.clone(),
            person,
            incident: incident.map(|(i, _)| i),
            urgent: effect.keep.unwrap_or(false),
        };
        let (about, drill) = (message.incident, incident.is_some_and(|(_, drill)| drill));
        change = store::sms::keep(change, &house.register, &message, *blind, effect.answer);
        change = change.event(Event::Inbox { incident: about, drill, urgent: message.urgent });
    }
    let with_reply = match (&effect.reply, &heard.contact) {
        (Some(reply), Some(contact)) if reply.is_allowed(house, blind).await? => {
            reply.send(change.clone(), heard, contact, incident, effect.incident.as_deref())
        }
        _ => change,
    };
    // When the guard misses, another process has read the same message meanwhile.
    super::unproven::applied(house, with_reply).await.map(drop)
}

/// What a number's message is about when its sender is known.
async fn incident_of(house: &House, people: &[PersonId]) -> Result<Option<Arc<Incident>>, Failure> {
    let open = house.incidents.open();
    for person in people {
        let mut asked = Vec::new();
        for (id, at, is_open) in store::prompts_of(&house.register, *person).await? {
            if let Some(incident) = house.incidents.get(id).filter(|_| is_open) {
                let at = incident.asked_again.map_or(at, |again| again.max(at));
                asked.push((incident, at));
            }
        }
        if !asked.is_empty()
            && let Some(found) = crate::rules::sms::meant(&asked, &[])
        {
            return Ok(Some(found));
        }
    }
    Ok(crate::rules::sms::meant(&[], &open))
}

/// Forgets messages that are old enough, and which were read.
///
/// # Errors
/// When the store fails.
pub async fn forget_messages(house: &House) -> Result<(), Failure> {
    let now = house.clock.now();
    let before = now.minus(Span::days(i64::from(house.config.help_days)));
    let change = Change::new()
        .run(store::sms::FORGET_MESSAGES, ::store::params![before])
        .run(store::sms::FORGET_INBOUND, ::store::params![now.minus(Span::days(7))]);
    house.store.apply(change).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_with_and_without_their_plus_sign() {
        for from in ["+33612345678", "33612345678", "0612345678", "0033612345678"] {
            assert_eq!(number(from).unwrap().normalized(), "+33612345678", "{from}");
        }
        for from in ["38100", "BANQUE", "lea@example.org", ""] {
            assert!(number(from).is_none(), "{from}");
        }
    }
}
