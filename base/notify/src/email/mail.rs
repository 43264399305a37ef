//! The mail: headers and both forms of the letter. The same delivery is the same mail to the byte, but for its date. Pure.

use std::time::{Duration, UNIX_EPOCH};

use kernel::Time;
use lettre::{
    Address, Message,
    address::Envelope,
    message::{
        Mailbox, MultiPart, MultiPartKind, SinglePart,
        header::{ContentType, HeaderName, HeaderValue},
    },
};

use super::draw;
use crate::{Delivery, Kind, Letter};

/// From whom mails come, and where they come back to.
#[derive(Clone, Debug)]
pub(super) struct Sender {
    pub(super) from: Mailbox,
    pub(super) reply_to: Option<Mailbox>,
    /// Local part and domain of the address that bounces go to.
    pub(super) bounces: Option<(String, String)>,
    /// What the sheet is headed with.
    pub(super) site: String,
}

impl Sender {
    /// Whom the server is told that the mail comes from: bounces go there.
    pub(super) fn return_path(&self, token: &str) -> Option<Address> {
        match &self.bounces {
            Some((local, domain)) => Address::new(format!("{local}+{token}"), domain).ok(),
            None => Some(self.from.email.clone()),
        }
    }
}

fn raw(name: &'static str, value: String) -> HeaderValue {
    HeaderValue::new(HeaderName::new_from_ascii_str(name), value)
}

/// The mail of a delivery, ready to be sent from `path` to `to`; nothing when it cannot be written down, which no letter of ours is.
pub(super) fn mail(
    sender: &Sender,
    delivery: &Delivery,
    letter: &Letter,
    to: &Address,
    path: Address,
    now: Time,
) -> Option<Message> {
    let name = delivery.name();
    let date = UNIX_EPOCH + Duration::from_secs(now.0.div_euclid(1_000_000).try_into().unwrap_or(0));
    let envelope = Envelope::new(Some(path), vec![to.clone()]).ok()?;
    let mut mail = Message::builder()
        .from(sender.from.clone())
        .to(Mailbox::new(None, to.clone()))
        .subject(draw::line(&letter.title))
        .date(date)
        // The same delivery has the same name: programs for mail show a repeat once.
        .message_id(Some(format!("<{name}@{}>", sender.from.email.domain())))
        .raw_header(raw("Auto-Submitted", "auto-generated".to_owned()))
        .envelope(envelope);
    if let Some(reply_to) = &sender.reply_to {
        mail = mail.reply_to(reply_to.clone());
    }
    // A code is asked for each time: there is nothing to end.
    if let (Some(stop), false) = (&letter.stop, letter.message.kind == Kind::Code) {
        mail = mail.raw_header(raw("List-Unsubscribe", format!("<{}>", draw::line(stop))));
        // RFC 8058 asks for HTTPS.
        if stop.starts_with("https://") {
            mail = mail.raw_header(raw("List-Unsubscribe-Post", "List-Unsubscribe=One-Click".to_owned()));
        }
    }
    let parts = MultiPart::builder()
        .kind(MultiPartKind::Alternative)
        .boundary(format!("=_{name}"))
        .singlepart(SinglePart::builder().header(ContentType::TEXT_PLAIN).body(draw::text(letter)))
        .singlepart(SinglePart::builder().header(ContentType::TEXT_HTML).body(draw::html(letter, &sender.site)));
    mail.multipart(parts).ok()
}
