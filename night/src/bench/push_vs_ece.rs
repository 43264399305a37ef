//! Sealing push messages on one core: ours against the `ece` crate with its OpenSSL backend, the one that other push services of
//! the Rust world are built on.
//!
//! Both sides get what is in the database, the browser's public key and secret as bytes, and a text; both make a fresh key for
//! each message, as the standard wants it, and give the whole body. Ours pads the text to a kilobyte, the peer to a multiple of 128
//! bytes. Before anything is timed, each side's message is opened with the peer's `decrypt`.

use ece::EcKeyComponents;
use kernel::{Dice, OsDice};
use notify::push::{Subscription, encrypt};

use super::{Bench, BenchError, BenchLine, Options, compare};
use crate::stopwatch::Stopwatch;

/// The bench.
pub const BENCH: Bench = Bench {
    name: "push_vs_ece",
    about: "push messages sealed on one core: ours against the ece crate on OpenSSL",
    run,
};

/// Rounds of each side.
const ROUNDS: usize = 11;
/// Messages of each side in a round.
const MESSAGES: f64 = 2000.0;
/// Browsers that take turns.
const BROWSERS: usize = 64;
/// As long as a question with its link in two languages.
const TEXT: [u8; 300] = [b'x'; 300];

/// A browser: what the database has of it, and what opens its messages.
struct Browser {
    public: Vec<u8>,
    secret: [u8; 16],
    components: EcKeyComponents,
}

fn run(options: Options) -> Result<Vec<BenchLine>, BenchError> {
    tokio::runtime::Builder::new_current_thread().build()?.block_on(measure(options))
}

async fn measure(options: Options) -> Result<Vec<BenchLine>, BenchError> {
    let browsers = (0..BROWSERS).map(|_| browser()).collect::<Result<Vec<_>, _>>()?;
    // What is compared must do the same before it is timed; and this warms both.
    for browser in &browsers {
        for body in [ours(browser)?, theirs(browser)?] {
            if ece::decrypt(&browser.components, &browser.secret, &body)? != TEXT {
                return Err("a message does not open".into());
            }
        }
    }
    let messages = crate::numbers::whole((MESSAGES * options.scale.unwrap_or(1.0)).max(1.0));
    let compared =
        compare(ROUNDS, async || rate(&browsers, messages, ours), async || rate(&browsers, messages, theirs)).await?;
    let note = format!(
        "one core; {:.0} µs and {:.0} µs a message of {} bytes, padded to {} bytes by ours; a fresh key for each on both sides",
        1e6 / compared.ours,
        1e6 / compared.peer,
        TEXT.len(),
        notify::push::PADDED,
    );
    Ok(vec![BenchLine {
        name: BENCH.name.to_owned(),
        ratio: Some(compared.ratio),
        ours: compared.ours,
        peer: Some(compared.peer),
        unit: "/s",
        note,
    }])
}

fn browser() -> Result<Browser, BenchError> {
    let (key, _) = ece::generate_keypair_and_auth_secret()?;
    let mut secret = [0; 16];
    OsDice.fill(&mut secret);
    Ok(Browser { public: key.pub_as_raw()?, secret, components: key.raw_components()? })
}

fn ours(to: &Browser) -> Result<Vec<u8>, BenchError> {
    let subscription = Subscription::kept("https://push.example/v1/one", &to.public, &to.secret)?;
    Ok(encrypt(&OsDice, &subscription, &TEXT)?)
}

fn theirs(to: &Browser) -> Result<Vec<u8>, BenchError> {
    Ok(ece::encrypt(&to.public, &to.secret, &TEXT)?)
}

fn rate(
    browsers: &[Browser],
    messages: u64,
    seal: fn(&Browser) -> Result<Vec<u8>, BenchError>,
) -> Result<f64, BenchError> {
    let watch = Stopwatch::start();
    let mut browsers = browsers.iter().cycle();
    for _ in 0..messages {
        let Some(to) = browsers.next() else { break };
        std::hint::black_box(seal(to)?);
    }
    Ok(watch.rate(messages))
}
