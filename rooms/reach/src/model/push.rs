//! Browsers that take notifications, as JSON.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The key by which a browser's push service knows this server.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PushKey {
    /// What a browser subscribes with (`applicationServerKey`): base64url of an uncompressed point of P-256.
    pub key: String,
}

/// A browser's subscription, as its `PushSubscription.toJSON()` writes it.
#[derive(Deserialize, ToSchema)]
#[schema(as = BrowserSubscription)]
pub struct Browser {
    /// Where its push service takes messages for it. A secret.
    pub endpoint: String,
    /// What messages are sealed with.
    pub keys: BrowserKeys,
}

/// What messages to a browser are sealed with.
#[derive(Deserialize, ToSchema)]
pub struct BrowserKeys {
    /// Its public key: base64url of an uncompressed point of P-256.
    pub p256dh: String,
    /// What it shares with us: base64url of 16 bytes.
    pub auth: String,
}

/// A browser that is to be forgotten.
#[derive(Deserialize, ToSchema)]
pub struct OldBrowser {
    /// Its endpoint.
    pub endpoint: String,
}

/// How many browsers one has here.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
pub struct Browsers {
    /// How many take notifications; ten at most.
    pub browsers: i64,
}
