//! Composing: first news, corrections and cancellations that carry the chain of what came before.

use crate::{Alert, Fault, Info, Level, MessageType, Reference, ResponseType, Rule, Scope, Status, Time, Urgency};

/// A message that is being composed. What comes out keeps every rule that is an error, and some that warn: one info in each language,
/// the same categories and event codes in all of them, an area in each, an exercise by its name, nothing that expires before it holds.
///
/// ```
/// use cap::{Alert, Category, Certainty, Composer, Info, Severity, Status, Time, Urgency, Area};
/// let at = |text| Time::parse(text).unwrap();
/// let mut info = Info::new("fr-FR", Category::Security, "Attentat", Urgency::Immediate, Severity::Extreme, Certainty::Observed);
/// info.headline = "Restez à l'abri.".into();
/// info.areas.push(Area::new("Exempleville").with_circle("48.86,2.35 2".parse().unwrap()));
/// let alert = Composer::alert("2015-7", "alerts@example.org", at("2015-11-13T22:20:00+01:00"), Status::Exercise)
///     .note("Exercise Bluebell")
///     .info(info)
///     .finish()
///     .unwrap();
///
/// // One minute later: taken back, to the same recipients.
/// let cancel = Composer::cancel(&alert, "2015-8", at("2015-11-13T22:21:00+01:00")).finish().unwrap();
/// assert_eq!(cancel.references, [alert.reference()]);
/// assert_eq!((cancel.status, cancel.infos[0].urgency), (Status::Exercise, Urgency::Past));
/// ```
#[derive(Clone, Debug)]
#[must_use = "it is no message before it is finished"]
pub struct Composer {
    alert: Alert,
}

/// What a composed message must keep besides what is an error.
const HELD: &[Rule] = &[
    Rule::RepeatedLanguage,
    Rule::OtherCategories,
    Rule::OtherEventCodes,
    Rule::NoInfo,
    Rule::NoArea,
    Rule::ExpiresFirst,
    Rule::ExerciseNote,
    Rule::OddRestriction,
    Rule::AlertReferences,
    Rule::LaterReference,
    Rule::Digest,
];

impl Composer {
    /// First news, for everybody.
    pub fn alert(identifier: impl Into<String>, sender: impl Into<String>, sent: Time, status: Status) -> Self {
        Self { alert: Alert::new(identifier, sender, sent, status, MessageType::Alert) }
    }
    /// A correction: takes the place of a message and of those before it, says the same to the same recipients until it is told otherwise,
    /// and has its status.
    pub fn update(earlier: &Alert, identifier: impl Into<String>, sent: Time) -> Self {
        let mut alert = Alert { identifier: identifier.into(), sent, ..earlier.clone() };
        alert.message_type = MessageType::Update;
        alert.references = chain(earlier);
        for info in &mut alert.infos {
            info.effective = None;
        }
        Self { alert }
    }
    /// A cancellation of a message and of those before it, to the same recipients, with its status. Its infos say of the same event and
    /// the same areas that it is over ([`ResponseType::AllClear`], [`Urgency::Past`]); what people read is for [`Composer::texts`].
    pub fn cancel(earlier: &Alert, identifier: impl Into<String>, sent: Time) -> Self {
        let Self { mut alert } = Self::update(earlier, identifier, sent);
        alert.message_type = MessageType::Cancel;
        for info in &mut alert.infos {
            info.response_types = vec![ResponseType::AllClear];
            info.urgency = Urgency::Past;
            (info.onset, info.expires) = (None, None);
            info.resources.clear();
            for text in [&mut info.headline, &mut info.description, &mut info.instruction] {
                text.clear();
            }
        }
        Self { alert }
    }

    /// Who within the sender it comes from.
    pub fn source(mut self, source: impl Into<String>) -> Self {
        self.alert.source = source.into();
        self
    }
    /// The name of the exercise, or why a message is rejected.
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.alert.note = note.into();
        self
    }
    /// For those alone whom the restriction names.
    pub fn restricted_to(mut self, restriction: impl Into<String>) -> Self {
        (self.alert.scope, self.alert.restriction) = (Scope::Restricted, restriction.into());
        self
    }
    /// For these addresses alone.
    pub fn private_to(mut self, addresses: impl IntoIterator<Item = String>) -> Self {
        (self.alert.scope, self.alert.addresses) = (Scope::Private, addresses.into_iter().collect());
        self
    }
    /// The event that several messages are about.
    pub fn incident(mut self, name: impl Into<String>) -> Self {
        self.alert.incidents.push(name.into());
        self
    }
    /// Puts an info in, in the place of the one in its language if there is one.
    pub fn info(mut self, info: Info) -> Self {
        match self.alert.infos.iter_mut().find(|i| i.language.eq_ignore_ascii_case(&info.language)) {
            Some(old) => *old = info,
            None => self.alert.infos.push(info),
        }
        self
    }
    /// Changes every info, each by its language: the texts of a template, for instance.
    pub fn texts(mut self, change: impl Fn(&mut Info)) -> Self {
        self.alert.infos.iter_mut().for_each(change);
        self
    }
    /// The message as far as it is composed: to look at, not to send.
    #[must_use]
    pub const fn preview(&self) -> &Alert {
        &self.alert
    }
    /// Every rule that keeps it from being finished.
    #[must_use]
    pub fn faults(&self) -> Vec<Fault> {
        let mut faults = self.alert.faults();
        faults.retain(|fault| fault.rule.level() > Level::Warning || HELD.contains(&fault.rule));
        faults
    }
    /// The message.
    ///
    /// # Errors
    /// The rules that it breaks.
    pub fn finish(self) -> Result<Alert, Vec<Fault>> {
        let faults = self.faults();
        if faults.is_empty() { Ok(self.alert) } else { Err(faults) }
    }
}

/// A message and all that it refers to, the oldest first.
fn chain(earlier: &Alert) -> Vec<Reference> {
    let mut chain: Vec<Reference> = Vec::new();
    for reference in earlier.references.iter().cloned().chain([earlier.reference()]) {
        if !chain.iter().any(|known| known.is_same(&reference)) {
            chain.push(reference);
        }
    }
    chain
}
