//! What other servers and name servers say: one way out, which a test may take the place of.

use std::sync::{Arc, OnceLock};

use async_trait::async_trait;
use outbound::{Answer, Call, Outbound, Settings, SystemResolver, SystemTexts, Texts};
use web::House;

/// The longest answer that is read, in bytes.
pub const LONGEST: usize = 1 << 20;

/// Other servers.
#[async_trait]
pub trait Abroad: Send + Sync {
    /// The TXT records of a name; nothing when nobody answers.
    async fn texts(&self, name: &str) -> Option<Vec<String>>;
    /// An answer; nothing when there is none, or the address may not be called.
    async fn get(&self, call: Call) -> Option<Answer>;
    /// Whether an address may be called at all.
    fn allows(&self, url: &str) -> bool;
}

/// The internet, through the guard of `outbound`.
struct Internet {
    house: House,
    client: Option<Outbound>,
    settings: Settings,
}

#[async_trait]
impl Abroad for Internet {
    async fn texts(&self, name: &str) -> Option<Vec<String>> {
        let number = u16::try_from(self.house.dice.below(1 << 16)).unwrap_or_default();
        SystemTexts.texts(name, number).await.ok()
    }
    async fn get(&self, call: Call) -> Option<Answer> {
        match self.client.as_ref()?.send(call).await {
            Ok(answer) => Some(answer),
            Err(error) => {
                // The host and why, never the path.
                tracing::info!(%error, "another server did not answer");
                None
            }
        }
    }
    fn allows(&self, url: &str) -> bool {
        self.settings.allows(url).is_ok()
    }
}

/// The way that a house takes. One lies on its shelf.
#[derive(Default)]
pub struct Way(OnceLock<Arc<dyn Abroad>>);

impl Way {
    /// Takes this way from now on, if none was taken yet.
    pub fn take(&self, way: Arc<dyn Abroad>) {
        let _ = self.0.set(way);
    }
}

/// The way out of a house.
#[must_use]
pub fn way(house: &House) -> Arc<dyn Abroad> {
    let usual = || -> Arc<dyn Abroad> {
        let settings = Settings { longest_answer: LONGEST, ..house.config.calls().unwrap_or_default() };
        let client = Outbound::public(&settings, Arc::new(SystemResolver)).ok();
        Arc::new(Internet { house: house.clone(), client, settings })
    };
    Arc::clone(house.shelf.get::<Way>().0.get_or_init(usual))
}
