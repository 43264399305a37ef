//! Handing mails to the server.

use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use kernel::Clock;
use lettre::{
    Address, Message,
    address::Envelope,
    message::Mailbox,
    transport::smtp::{
        client::AsyncSmtpConnection,
        commands::{Data, Mail, Rcpt, Rset},
        extension::{Extension, MailBodyParameter, MailParameter},
    },
};
use tokio::time::timeout;

use super::{
    mail::{Sender, mail},
    outcome::{outcome, sentence},
    server::{Server, Stage, Trouble},
    settings::{Settings, Unfit},
};
use crate::{Carrier, Channel, Delivery, Letter, Outcome, Queue, Still, Target};

/// Brings letters to a mail server (SMTP: RFC 5321), over a few connections that stay open.
///
/// What is promised: a mail that the server took is not sent again, unless the connection broke while it was saying so; then the second has
/// the same `Message-ID`.
pub struct EmailCarrier {
    server: Server,
    sender: Sender,
    per_second: u32,
    at_once: usize,
    queue: Queue,
    clock: Arc<dyn Clock>,
    /// Connections that wait for the next mail.
    open: Mutex<Vec<AsyncSmtpConnection>>,
}

impl std::fmt::Debug for EmailCarrier {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "EmailCarrier({})", self.server.place())
    }
}

fn address(field: &'static str, text: &str) -> Result<Mailbox, Unfit> {
    text.parse().map_err(|_| Unfit::new(field, "is no address like alert@example.org or Name <alert@example.org>"))
}

impl EmailCarrier {
    /// A carrier to the server of these settings, which heads its mails with the name of the site.
    ///
    /// # Errors
    /// [`Unfit`] when a setting cannot be worked with, or a file of it not be read.
    pub fn new(settings: &Settings, site: &str, queue: Queue, clock: Arc<dyn Clock>) -> Result<Self, Unfit> {
        let mut from = address("from", &settings.from)?;
        from.name = from.name.or_else(|| Some(site.to_owned()));
        let reply_to = settings.reply_to.as_deref().map(|a| address("reply_to", a)).transpose()?;
        let bounces = settings.bounces.as_deref().map(|a| address("bounces", a)).transpose()?;
        // With a "+" and a mark of 45 characters it must stay a local part (64 octets).
        if bounces.as_ref().is_some_and(|b| b.email.user().len() > 18) {
            return Err(Unfit::new("bounces", "has more than 18 characters before the @"));
        }
        let bounces = bounces.map(|b| (b.email.user().to_owned(), b.email.domain().to_owned()));
        if bounces.is_none() && settings.bounce_secret_file.is_some() {
            return Err(Unfit::new("bounces", "is missing, but there is a secret for bounces"));
        }
        settings.is_bounce_secret(b"")?;
        let server = Server::new(settings, from.email.domain())?;
        Ok(Self {
            server,
            sender: Sender { from, reply_to, bounces, site: site.to_owned() },
            per_second: settings.per_second,
            at_once: usize::try_from(settings.at_once.clamp(1, 100)).unwrap_or(1),
            queue,
            clock,
            open: Mutex::default(),
        })
    }
    fn parked(&self) -> Option<AsyncSmtpConnection> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner).pop()
    }
    fn park(&self, connection: AsyncSmtpConnection) {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        if open.len() < self.at_once && !connection.has_broken() {
            open.push(connection);
        }
    }
    /// One that waits, if the server still listens at its other end; else a new one.
    async fn connection(&self) -> Result<AsyncSmtpConnection, Trouble> {
        while let Some(mut connection) = self.parked() {
            // Some servers close after a while: that is no failure.
            if connection.command(Rset).await.is_ok() {
                return Ok(connection);
            }
        }
        self.server.connect().await
    }
    /// Gives whether it was handed over.
    async fn send(&self, mail: &Message, at: &Mutex<Stage>, still: &dyn Still) -> Result<bool, Trouble> {
        let mut connection = self.connection().await?;
        let sent = hand_over(&mut connection, mail.envelope(), &mail.formatted(), at, still).await;
        // After an answer, be it a no, the connection serves the next; without one nobody knows where it stands.
        if sent.as_ref().err().is_none_or(|t| t.code.is_some_and(|c| c != 421)) {
            self.park(connection);
        }
        sent
    }
}

async fn hand_over(
    connection: &mut AsyncSmtpConnection,
    envelope: &Envelope,
    mail: &[u8],
    at: &Mutex<Stage>,
    still: &dyn Still,
) -> Result<bool, Trouble> {
    let now_at = |stage: Stage| {
        *at.lock().unwrap_or_else(PoisonError::into_inner) = stage;
        move |e: lettre::transport::smtp::Error| Trouble::of(stage, &e)
    };
    let mut more = Vec::new();
    let ascii = envelope.to().iter().chain(envelope.from()).all(|a| AsRef::<str>::as_ref(a).is_ascii());
    if !ascii {
        if !connection.server_info().supports_feature(Extension::SmtpUtfEight) {
            return Err(Trouble { stage: Stage::To, code: None, tls: false, missing: true });
        }
        more.push(MailParameter::SmtpUtfEight);
    }
    if !mail.is_ascii() && connection.server_info().supports_feature(Extension::EightBitMime) {
        more.push(MailParameter::Body(MailBodyParameter::EightBitMime));
    }
    connection.command(Mail::new(envelope.from().cloned(), more)).await.map_err(now_at(Stage::From))?;
    for to in envelope.to() {
        connection.command(Rcpt::new(to.clone(), Vec::new())).await.map_err(now_at(Stage::To))?;
    }
    // A server may take its time until here. What was begun is dropped by the server before the next letter.
    if !still.still().await {
        return Ok(false);
    }
    connection.command(Data).await.map_err(now_at(Stage::Body))?;
    connection.message(mail).await.map_err(now_at(Stage::Body))?;
    Ok(true)
}

/// Nobody has anything against it.
struct Always;

#[async_trait]
impl Still for Always {
    async fn still(&self) -> bool {
        true
    }
}

#[async_trait]
impl Carrier for EmailCarrier {
    fn channel(&self) -> Channel {
        Channel::Email
    }
    fn limits(&self) -> (u32, usize) {
        (self.per_second, self.at_once)
    }
    async fn carry(&self, delivery: &Delivery, letter: &Letter, to: &Target) -> Outcome {
        self.carry_if(delivery, letter, to, &Always).await
    }
    async fn carry_if(&self, delivery: &Delivery, letter: &Letter, to: &Target, still: &dyn Still) -> Outcome {
        let Target::Email(to) = to else { return Outcome::Dead("no-address") };
        let Ok(address) = to.parse::<Address>() else { return Outcome::Dead("address") };
        let mark = self.queue.bounce_mark(&delivery.id, to);
        let Some(path) = self.sender.return_path(&mark) else { return Outcome::Dead("address") };
        let now = self.clock.now();
        let Some(mail) = mail(&self.sender, delivery, letter, &address, path, now) else {
            return Outcome::Dead("unwritable");
        };
        let at = Mutex::new(Stage::Connect);
        let sent = match timeout(self.server.timeout(), self.send(&mail, &at, still)).await {
            Ok(sent) => sent,
            Err(_) => Err(Trouble::silent(*at.lock().unwrap_or_else(PoisonError::into_inner))),
        };
        match sent {
            Ok(true) => Outcome::Sent { reference: None, parts: 0 },
            Ok(false) => Outcome::Untried,
            Err(trouble) => {
                // Spread by what is different in each delivery.
                let chance = u64::from(delivery.id.last().copied().unwrap_or(0)).saturating_mul(1000) / 256;
                outcome(trouble, delivery.attempts, chance)
            }
        }
    }
    async fn check(&self) -> Result<String, String> {
        let place = self.server.place();
        let looked = async {
            let mut connection = self.server.connect().await?;
            // Whether it would take a mail from us, without sending one.
            let from = Mail::new(Some(self.sender.from.email.clone()), Vec::new());
            let taken = connection.command(from).await.map_err(|e| Trouble::of(Stage::From, &e));
            let _ = connection.command(Rset).await;
            let _ = connection.quit().await;
            taken.map(|_| ())
        };
        match timeout(self.server.timeout(), looked).await {
            Ok(Ok(())) => Ok(format!("{place} takes mail from {} ({})", self.sender.from.email, self.server.manner())),
            Ok(Err(trouble)) => Err(sentence(trouble, &place)),
            Err(_) => Err(format!("{place}: does not answer in {} seconds", self.server.timeout().as_secs())),
        }
    }
}
