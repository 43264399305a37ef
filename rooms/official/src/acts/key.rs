//! With what this server signs. The key is made when it is first needed, and stays in the folder; its certificate is there for others.

use std::{
    fs, io,
    io::Write as _,
    path::Path,
    sync::{Arc, OnceLock},
};

use cap::{Message, Pin, SigningKey, sign};
use kernel::{Span, Time};
use notify::push::{VapidKey, keyfile};
use web::{Failure, Fault, House};

use crate::rules;

/// The key and its certificate.
#[derive(Debug)]
pub struct Signer {
    key: SigningKey,
    /// The certificate.
    pub pin: Pin,
    /// The same in PEM.
    pub certificate: String,
}

/// The one of a house lies on its shelf.
#[derive(Default)]
struct Kept(OnceLock<Arc<Signer>>);

/// The name by which this server signs: the host of its public address. Who pins its key binds it to this name.
#[must_use]
pub fn own_name(house: &House) -> String {
    let url = &house.config.public_url;
    let host = url.split_once("://").map_or(url.as_str(), |(_, rest)| rest);
    host.split('/').next().unwrap_or(host).to_ascii_lowercase()
}

/// With what this house signs.
///
/// # Errors
/// When the key cannot be read or made.
pub fn signer(house: &House) -> Result<Arc<Signer>, Failure> {
    let kept = house.shelf.get::<Kept>();
    if let Some(known) = kept.0.get() {
        return Ok(Arc::clone(known));
    }
    let made = Arc::new(make(house).map_err(Failure::Fault)?);
    Ok(Arc::clone(kept.0.get_or_init(|| made)))
}

fn make(house: &House) -> Result<Signer, Fault> {
    let key = match &house.folder {
        Some(folder) => keyfile::open_or_make(&folder.alerts_key(), &*house.dice)?,
        None => VapidKey::from_raw(&house.seal.mac("official messages", b"who we are"))?,
    };
    let key = SigningKey::read(&key.to_pkcs8()?)?;
    let fits = |pem: &String| {
        let pin = Pin::read(pem.as_bytes()).ok()?.into_iter().next()?;
        (key.belongs_to(&pin) && pin.is_valid_at(rules::clock_of(house.clock.now(), 0)?)).then_some(pin)
    };
    let path = house.folder.as_ref().map(store::Folder::alerts_certificate);
    let there = path.as_deref().and_then(|p| fs::read_to_string(p).ok());
    if let Some(certificate) = there
        && let Some(pin) = fits(&certificate)
    {
        return Ok(Signer { key, pin, certificate });
    }
    let now = house.clock.now();
    // Servers that play an evening of long ago sign too.
    let first = Time(0).plus(Span::days(16_436));
    let at = |time: Time| rules::clock_of(time, 0).ok_or_else(|| Fault::new("no such time"));
    let made = key.certificate(&own_name(house), at(first)?, at(now.plus(Span::days(7300)))?);
    let certificate = made.ok_or_else(|| Fault::new("a certificate could not be made"))?;
    let pin = fits(&certificate).ok_or_else(|| Fault::new("a certificate that was made cannot be read"))?;
    if let Some(path) = path {
        keep(&path, &certificate)?;
    }
    Ok(Signer { key, pin, certificate })
}

fn keep(path: &Path, text: &str) -> io::Result<()> {
    let mut file = fs::File::create(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

/// The document of a message as it goes out: with the style for browsers, and signed.
///
/// # Errors
/// When it cannot be written or signed.
pub fn signed(house: &House, alert: &cap::Alert) -> Result<String, Failure> {
    let signer = signer(house)?;
    let faulty = |what: &str| Failure::Fault(Fault::new(what.to_owned()));
    let text = alert.to_xml().map_err(|_| faulty("a message that was composed cannot be written"))?;
    let text = rules::with_style(&text);
    let message = Message::read(text.as_bytes(), &cap::Settings::default());
    let message = message.map_err(|_| faulty("a message that was composed cannot be read"))?;
    sign(&message, &signer.key, Some(&signer.pin)).map_err(|_| faulty("a message cannot be signed"))
}
