//! The letter, drawn when it is sent: with the state of now, in the reader's language, as they may see it.

use std::{collections::BTreeMap, sync::Arc};

use ::store::StoreError;
use async_trait::async_trait;
use kernel::{AlertId, Arg, Id, Lang, PersonId, ProofId, RumourId};
use notify::{Channel, Compose, Delivery, Kind, Letter, Outcome, Target};
use register::{Contact, ContactKind, Country, Incident, Sight, State};
use web::{House, Say};

use crate::{rules, store};

/// Composes what this room and others put on its way.
pub struct Composer(pub House);

/// The composer of a house.
#[must_use]
pub fn composer(house: &House) -> Arc<dyn Compose> {
    Arc::new(Composer(house.clone()))
}

/// What a delivery says, before it is put in words: everything that is read from the store.
enum Content {
    Question(Arc<Incident>),
    Over(Arc<Incident>),
    Told {
        incident: Arc<Incident>,
        name: String,
        state: State,
        at: Option<kernel::Time>,
    },
    Code(String),
    Reply {
        key: String,
        values: BTreeMap<String, String>,
    },
    Trial,
    /// What happened at a door or with a stay: the word of its texts.
    Door(&'static str),
    /// What an institution says, as it stands now.
    Alert(Box<register::Alarm>),
    /// What was ruled on what one wrote or passed on: the word of its texts, and on which rumour.
    Ruled(&'static str, RumourId),
    /// What became of a search: the word of its texts, and the page that it leads to.
    Search(&'static str, &'static str),
}

#[async_trait]
impl Compose for Composer {
    async fn compose(&self, d: &Delivery) -> Result<Result<(Letter, Target), Outcome>, StoreError> {
        if d.channel == Channel::Hook {
            return crate::acts::calls::compose(&self.0, d).await;
        }
        // A kind of mail that was ended is ended at once, for those too that are on their way.
        if let (Some(person), Channel::Email) = (d.person(), d.channel)
            && store::choices_of(&self.0.register, person).await?.get(&(d.kind, d.channel)) == Some(&false)
        {
            return Ok(Err(Outcome::NotNeeded));
        }
        let Some(content) = self.content(d).await? else { return Ok(Err(Outcome::NotNeeded)) };
        let Some(to) = self.target(d).await? else { return Ok(Err(Outcome::Dead("no-address"))) };
        let lang = self.lang(d).await?;
        Ok(Ok((self.letter(d, &content, lang), to)))
    }
    async fn stands(&self, d: &Delivery, letter: &Letter) -> Result<bool, StoreError> {
        // An institution corrects within a minute, and what it said before goes to nobody beside that.
        if d.kind != Kind::Alert {
            return Ok(true);
        }
        let now = self.content(d).await?;
        Ok(matches!(now, Some(Content::Alert(alarm)) if letter.message.link == self.alert_page(&alarm)))
    }
    async fn became(&self, d: &Delivery, outcome: &Outcome) -> Result<(), StoreError> {
        if let (Outcome::Dead("gone"), Channel::Hook) = (outcome, d.channel) {
            crate::acts::hooks::gone(&self.0, d.owner).await?;
        }
        // A browser that is gone is written to no more.
        if let (Outcome::Dead("gone"), Some(person), Some(device)) = (outcome, d.person(), d.device) {
            let change = store::devices::remove(::store::Change::new(), person, device);
            self.0.store.apply(change).await?;
        }
        Ok(())
    }
}

impl Composer {
    /// What there is to say, or nothing any more.
    async fn content(&self, d: &Delivery) -> Result<Option<Content>, StoreError> {
        let incident = d.incident.and_then(|i| self.0.incidents.get(i));
        Ok(match (d.kind, incident) {
            (Kind::Ask | Kind::Remind, Some(incident)) => {
                let Some(person) = d.person() else { return Ok(None) };
                let facts = self.0.register.facts(person, incident.id).await?;
                // A question that was answered after it was put is not put again.
                let answered = register::own_answer(&facts).is_some_and(|f| f.received >= d.made);
                (incident.state.takes_answers() && !answered).then_some(Content::Question(incident))
            }
            (Kind::Over, Some(incident)) => Some(Content::Over(incident)),
            (Kind::Told, Some(incident)) => self.told(d, incident).await?,
            (Kind::Code, _) => {
                let id = ProofId::from_bytes(d.about.unwrap_or_default());
                let now = self.0.clock.now();
                let proof = self.0.register.proof(id).await?;
                proof.filter(|p| p.done.is_none() && p.expires > now).map(|p| Content::Code(p.spelt()))
            }
            (Kind::Reply, _) => d.text.clone().map(|key| Content::Reply {
                key,
                values: d.words.as_deref().and_then(|w| serde_json::from_str(w).ok()).unwrap_or_default(),
            }),
            (Kind::Trial, _) => Some(Content::Trial),
            (Kind::Alert, _) => {
                let root = AlertId::from_bytes(d.about.unwrap_or_default());
                let now = self.0.clock.now();
                let alarm = self.0.register.newest_alarm(root).await?;
                // What is over by itself is told to nobody any more; that it was ended is.
                let holds = alarm.filter(|a| a.ends || a.expires.is_none_or(|until| until > now));
                holds.map(|alarm| Content::Alert(Box::new(alarm)))
            }
            (Kind::Ruled, _) => {
                let word = d.text.as_deref().and_then(rules::rulings::word);
                word.map(|w| Content::Ruled(w, RumourId::from_bytes(d.about.unwrap_or_default())))
            }
            // Doors open while an incident is on: once it is over nobody is asked for room.
            (Kind::RoomNeeded | Kind::DoorEnds | Kind::StayAsked, Some(incident))
                if !incident.state.takes_answers() =>
            {
                None
            }
            // Nobody was in danger: nobody is sought because of it.
            (Kind::Sought, Some(incident)) if incident.state == register::IncidentState::Cancelled => None,
            (kind, Some(_)) if kind.is_of_searches() => d
                .text
                .as_deref()
                .and_then(rules::searches::word)
                .map(|w| Content::Search(w, rules::searches::page(kind))),
            (kind, Some(_)) if kind.is_of_doors() => d.text.as_deref().and_then(rules::doors::word).map(Content::Door),
            _ => None,
        })
    }
    /// What the reader may see of a friend now: through the one projection.
    async fn told(&self, d: &Delivery, incident: Arc<Incident>) -> Result<Option<Content>, StoreError> {
        let (Some(reader), Some(about)) = (d.person(), d.about) else { return Ok(None) };
        let about = PersonId::from_bytes(about);
        let (circle, _) = self.0.register.circle(about).await?;
        if !circle.links().told().any(|p| p == reader) {
            return Ok(None); // left, or blocked, since
        }
        let sight = Sight {
            incidents: vec![incident.clone()],
            now: self.0.clock.now(),
            safe_ages: kernel::Span::hours(i64::from(self.0.config.safe_ages_hours)),
        };
        let Some(view) = self.0.register.seen_in_circle(about, &sight).await? else { return Ok(None) };
        let (Some(name), Some(shown)) = (view.name, view.statuses.first()) else { return Ok(None) };
        // A death is never in a message; "no news" is none.
        if matches!(shown.state, State::None | State::Dead) {
            return Ok(None);
        }
        Ok(Some(Content::Told { incident, name, state: shown.state, at: shown.at }))
    }
    async fn lang(&self, d: &Delivery) -> Result<Lang, StoreError> {
        if let Some(person) = d.person() {
            return Ok(self.0.register.card(person).await?.map(|p| p.lang).unwrap_or_default());
        }
        if d.kind == Kind::Code {
            let proof = self.0.register.proof(ProofId::from_bytes(d.about.unwrap_or_default())).await?;
            return Ok(proof.map(|p| p.lang).unwrap_or_default());
        }
        let values: BTreeMap<String, String> =
            d.words.as_deref().and_then(|w| serde_json::from_str(w).ok()).unwrap_or_default();
        Ok(values.get("lang").and_then(|l| Lang::of(l)).unwrap_or_default())
    }
    /// Where it goes, as the person's choices stand now.
    async fn target(&self, d: &Delivery) -> Result<Option<Target>, StoreError> {
        let wanted = match d.channel {
            Channel::Push => {
                let (Some(person), Some(device)) = (d.person(), d.device) else { return Ok(None) };
                let target = store::devices::target(&self.0, person, device).await?;
                return Ok(target.and_then(|t| store::devices::subscription(&t)).map(Target::Push));
            }
            Channel::Sms => ContactKind::Phone,
            Channel::Email => ContactKind::Email,
            Channel::Hook => return Ok(None),
        };
        let value = match (&d.contact, d.person()) {
            (Some(contact), _) => Contact::parse(contact, &Country::FRANCE).ok().filter(|c| c.kind() == wanted),
            (None, Some(person)) => {
                let all = self.0.register.contacts(person).await?;
                let mut found = None;
                for known in all.into_iter().filter(|c| c.kind == wanted && c.proven.is_some()) {
                    if !self.0.queue.has_stopped(known.blind).await? {
                        found = Contact::parse(&known.value, &Country::FRANCE).ok();
                        break;
                    }
                }
                found
            }
            (None, None) => None,
        };
        let Some(contact) = value else { return Ok(None) };
        // The exceptions of STOP are the answer to a message that came in after it, and a code for a mailbox from which a mail came back
        // once: whoever asks for it there may have mended it.
        let asked_for = d.kind == Kind::Reply || (d.kind == Kind::Code && d.channel == Channel::Email);
        if !asked_for && self.0.queue.has_stopped(self.0.register.blind(&contact)).await? {
            return Ok(None);
        }
        let text = contact.normalized().to_owned();
        Ok(Some(if wanted == ContactKind::Phone { Target::Sms(text) } else { Target::Email(text) }))
    }
    /// Where an official message stands: each that takes the place of another has a page of its own.
    fn alert_page(&self, alarm: &register::Alarm) -> String {
        self.0.config.url(&format!("/alerts/{}", alarm.id))
    }
    fn letter(&self, d: &Delivery, content: &Content, lang: Lang) -> Letter {
        let say = self.0.words.in_lang(lang);
        let code = self.0.queue.link_code(&d.id);
        let short_link = self.0.config.url(&format!("/r/{code}"));
        let t = |key: &str, args: &[(&str, Arg)]| say.with(key, args);
        let (title, text, button, short, link) = match content {
            Content::Question(incident) => {
                let args = question(&say, incident, &self.0);
                let own = incident.prompts.exactly(lang).map(str::to_owned);
                let text = own.unwrap_or_else(|| t("msg-ask-text", &args));
                (
                    t("msg-ask-title", &args),
                    format!("{text}\n{}", t("msg-ask-facts", &args)),
                    t("msg-ask-button", &[]),
                    t("msg-ask-short", &args),
                    short_link,
                )
            }
            Content::Over(incident) => {
                let args = question(&say, incident, &self.0);
                let key = if incident.state == register::IncidentState::Cancelled { "msg-false" } else { "msg-over" };
                let link = self.0.config.url(&format!("/i/{}", incident.id));
                (
                    t(&format!("{key}-title"), &args),
                    t(&format!("{key}-text"), &args),
                    t("msg-over-button", &[]),
                    t(&format!("{key}-short"), &args),
                    link,
                )
            }
            Content::Told { incident, name, state, at } => {
                let at = at.unwrap_or(d.made);
                let time = say.moment(self.0.clock.now(), at);
                let args = [
                    ("who", Arg::Text(name.clone())),
                    ("what", Arg::Text(incident.name(lang).to_owned())),
                    ("time", Arg::Text(time)),
                ];
                let key = format!("msg-told-{}", state.word());
                let link = self.0.config.url(&format!("/i/{}/board", incident.id));
                (t(&key, &args), t("msg-told-text", &args), t("msg-told-button", &[]), t(&key, &args), link)
            }
            Content::Code(code) => {
                let args = [("code", Arg::Text(code.clone()))];
                let link = self.0.config.url("/sign-in");
                (
                    t("msg-code-title", &args),
                    t("msg-code-text", &args),
                    t("msg-code-button", &[]),
                    t("msg-code-short", &args),
                    link,
                )
            }
            Content::Reply { key, values } => {
                let args: Vec<(&str, Arg)> = values.iter().map(|(k, v)| (k.as_str(), Arg::Text(v.clone()))).collect();
                let text = t(key, &args);
                (self.0.config.site_name.clone(), text.clone(), String::new(), text, String::new())
            }
            Content::Trial => (
                t("msg-trial-title", &[]),
                t("msg-trial-text", &[]),
                t("msg-trial-button", &[]),
                t("msg-trial-short", &[]),
                self.0.config.url("/me"),
            ),
            Content::Alert(alarm) => {
                let says = alarm.headline(lang).to_owned();
                let args = [("who", Arg::Text(alarm.who.clone()))];
                (
                    t("msg-alert-title", &args),
                    says,
                    t("msg-alert-button", &[]),
                    web::alarm_words(&say, &alarm.who, alarm.short(lang)),
                    self.alert_page(alarm),
                )
            }
            Content::Door(word) => {
                let args = [("who", Arg::Text(self.0.config.site_name.clone()))];
                let key = |what: &str| format!("msg-door-{word}-{what}");
                (
                    t(&key("title"), &args),
                    t(&key("text"), &args),
                    t(&key("button"), &[]),
                    t(&key("short"), &args),
                    self.0.config.url(&format!("/d/{code}")),
                )
            }
            Content::Ruled(word, rumour) => {
                let args = [("who", Arg::Text(self.0.config.site_name.clone()))];
                let key = |what: &str| format!("msg-ruled-{word}-{what}");
                (
                    t(&key("title"), &args),
                    t(&key("text"), &args),
                    t("msg-ruled-button", &[]),
                    t(&key("title"), &args),
                    self.0.config.url(&format!("/rumours/{rumour}")),
                )
            }
            Content::Search(word, page) => {
                let args = [("who", Arg::Text(self.0.config.site_name.clone()))];
                let key = |what: &str| format!("msg-search-{word}-{what}");
                (
                    t(&key("title"), &args),
                    t(&key("text"), &args),
                    t(&key("button"), &[]),
                    t(&key("short"), &args),
                    self.0.config.url(page),
                )
            }
        };
        // A drill says so in its first word, on every channel.
        let drill = |text: String| web::drilled(&say, text, d.drill);
        let silent = !matches!(d.kind, Kind::Code | Kind::Trial);
        Letter {
            message: self.0.queue.message(d, lang, silent, link),
            title: drill(title),
            text: drill(text),
            button,
            short: drill(short),
            footer: t("msg-footer", &[("site", Arg::Text(self.0.config.site_name.clone()))]),
            // Only what one chooses for can be ended; what was asked for comes.
            stop: d.kind.is_chosen().then(|| d.person().map(|_| self.0.config.url(&format!("/u/{code}")))).flatten(),
            stop_label: t("msg-stop", &[]),
        }
    }
}

/// What a question names: event, place and time are in the incident's name and hour, and who asks.
fn question(say: &Say, incident: &Incident, house: &House) -> [(&'static str, Arg); 3] {
    [
        ("what", Arg::Text(incident.name(say.lang).to_owned())),
        ("time", Arg::Text(say.moment(house.clock.now(), incident.since()))),
        ("who", Arg::Text(house.config.site_name.clone())),
    ]
}
