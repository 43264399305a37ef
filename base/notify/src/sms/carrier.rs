//! Brings letters to the gateway.

use std::{path::Path, sync::Arc};

use ::sms::Encoding;
use async_trait::async_trait;
use outbound::{Named, Outbound, Resolver};

use super::{Settings, air, outcome, wire::Wire};
use crate::{Carrier, Channel, Delivery, Kind, Letter, Outcome, Queue, Target};

/// The gateway for text messages.
pub struct SmsCarrier {
    settings: Settings,
    wire: Wire,
    password: String,
    outbound: Outbound,
    queue: Queue,
    /// The address of this server, without a slash at the end: where reports go.
    public_url: String,
}

impl SmsCarrier {
    /// The carrier of these settings.
    ///
    /// # Errors
    /// What is wrong with the settings, in a sentence without secrets.
    pub fn new(
        settings: &Settings,
        calls: &outbound::Settings,
        resolver: Arc<dyn Resolver>,
        queue: Queue,
        public_url: &str,
    ) -> Result<Self, String> {
        let wire = Wire::of(settings)?;
        let mut gateways = vec![Named::of_url(&settings.url).map_err(|_| "sms.url is no address".to_owned())?];
        if !settings.check_url.is_empty() {
            gateways.push(Named::of_url(&settings.check_url).map_err(|_| "sms.check_url is no address".to_owned())?);
        }
        let outbound = Outbound::configured(gateways, calls, resolver).map_err(|e| format!("sms: {e}"))?;
        Ok(Self {
            wire,
            password: secret_of(&settings.password_file)?,
            settings: settings.clone(),
            outbound,
            queue,
            public_url: public_url.trim_end_matches('/').to_owned(),
        })
    }
    /// Whether a delivery is paid from the ceiling of its incident: codes and answers to people who write never wait for money.
    fn counted(&self, delivery: &Delivery) -> Option<kernel::IncidentId> {
        let asked_for = matches!(delivery.kind, Kind::Code | Kind::Reply);
        delivery.incident.filter(|_| !asked_for && self.settings.ceiling_parts > 0)
    }
    async fn spend(&self, delivery: &Delivery, parts: i64) -> Result<bool, Outcome> {
        let Some(incident) = self.counted(delivery) else { return Ok(true) };
        let ceiling = if parts < 0 { i64::MAX } else { self.settings.ceiling_parts };
        let spent = self.queue.spend(incident, Channel::Sms, parts, ceiling).await;
        spent.map_err(|_| Outcome::Later { after: None, why: "store" })
    }
}

/// The secret in a file, without what an editor puts at its end; nothing when no file is named.
fn secret_of(file: &str) -> Result<String, String> {
    if file.is_empty() {
        return Ok(String::new());
    }
    let text = std::fs::read_to_string(Path::new(file)).map_err(|e| format!("sms.password_file: {e}"))?;
    Ok(text.trim_end_matches(['\r', '\n']).to_owned())
}

#[async_trait]
impl Carrier for SmsCarrier {
    fn channel(&self) -> Channel {
        Channel::Sms
    }
    fn limits(&self) -> (u32, usize) {
        (self.settings.per_second, self.settings.at_once)
    }
    async fn carry(&self, delivery: &Delivery, letter: &Letter, to: &Target) -> Outcome {
        let Target::Sms(number) = to else { return Outcome::Dead("no-address") };
        let aired = air(&letter.short, &letter.message.link, self.settings.longest_parts);
        let parts = i64::try_from(aired.measure.parts).unwrap_or(i64::MAX);
        let name = delivery.name();
        let report = format!("{}/hooks/sms/reports/{}", self.public_url, self.queue.report_code(&delivery.id));
        let values = [
            ("to", number.as_str()),
            ("text", aired.text.as_str()),
            ("from", self.settings.from.as_str()),
            ("id", name.as_str()),
            ("report_url", if self.settings.reports { report.as_str() } else { "" }),
            ("coding", if aired.measure.encoding == Encoding::Gsm7 { "0" } else { "2" }),
            ("user", self.settings.user.as_str()),
            ("password", self.password.as_str()),
        ];
        let Some(call) = self.wire.call(&values) else { return Outcome::Dead("unfit") };
        match self.spend(delivery, parts).await {
            Ok(true) => {}
            Ok(false) => return Outcome::Dead("ceiling"),
            Err(later) => return later,
        }
        let (outcome, charged) = match self.outbound.send(call).await {
            Ok(answer) => {
                let outcome = outcome::of_answer(&answer, &self.settings, parts);
                let charged = matches!(outcome, Outcome::Sent { .. });
                (outcome, charged)
            }
            Err(error) => (outcome::of_error(&error), outcome::may_have_gone(&error)),
        };
        if !charged && let Err(later) = self.spend(delivery, parts.saturating_neg()).await {
            return later;
        }
        outcome
    }
    async fn check(&self) -> Result<String, String> {
        let values =
            [("user", self.settings.user.as_str()), ("password", self.password.as_str()), ("from", ""), ("to", "")];
        let own = !self.settings.check_url.is_empty();
        // Kannel's smsbox looks at the password first, and then misses a receiver.
        let call = match (own, self.settings.preset.as_str()) {
            (true, _) => self.wire.bare(&self.settings.check_url, &values),
            (false, "kannel") => self.wire.call(&values),
            (false, _) => self.wire.bare(&self.settings.url, &values),
        };
        let call = call.ok_or("sms: a value of the settings cannot stand in a header")?;
        let answer = self.outbound.send(call).await.map_err(|e| format!("the SMS gateway: {e}"))?;
        let status = answer.status.as_u16();
        match status {
            401 | 403 | 407 => Err(format!("the SMS gateway refuses the user or the password ({status})")),
            500.. => Err(format!("the SMS gateway answers, but cannot work ({status})")),
            200..300 => Ok("the SMS gateway answers".to_owned()),
            _ if own => Err(format!("sms.check_url answers {status}")),
            404 if self.settings.preset == "kannel" => Err("sms.url: there is no sendsms (404)".to_owned()),
            _ => Ok(format!("the SMS gateway answers ({status}, as it was sent no message)")),
        }
    }
}
