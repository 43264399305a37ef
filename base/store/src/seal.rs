//! Sealing: what concerns a person is kept encrypted, under keys that are in a file of their own and in no backup.

use std::{
    fmt, fs,
    io::Write as _,
    path::{Path, PathBuf},
    sync::{Arc, PoisonError, RwLock},
};

use aws_lc_rs::{
    aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey},
    hmac,
};
use base64::{Engine, engine::general_purpose::STANDARD};
use kernel::Dice;
use serde::{Deserialize, Serialize};

/// Why something could not be sealed, opened, or its key file read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    /// The bytes are not what was sealed, or were sealed for another column.
    #[error("sealed bytes cannot be opened")]
    Broken,
    /// The key they were sealed with is not in the key file.
    #[error("key {0} is not in the key file")]
    NoKey(u32),
    /// The key file.
    #[error("key file: {0}")]
    File(String),
}

/// The keys of a server. AES-256-GCM (NIST SP 800-38D) with random 96-bit nonces: key id (4 bytes), nonce (12), ciphertext
/// and tag. What is sealed for one column of one table does not open in another.
#[derive(Clone)]
pub struct Seal(Arc<Inner>);

struct Inner {
    /// Read again when something was sealed with a key that came into the file since.
    file: Option<PathBuf>,
    keys: RwLock<Arc<Keys>>,
}

struct Keys {
    active: u32,
    keys: Vec<(u32, LessSafeKey)>,
    mac: hmac::Key,
}

impl fmt::Debug for Seal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Seal(key {})", self.active())
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct KeyFile {
    /// Seals what is written from now on.
    active: u32,
    /// Open what was sealed before.
    keys: Vec<KeyLine>,
    /// Blind indexes, links and form tokens. It is not rotated with the others: indexes would lose their rows.
    mac: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct KeyLine {
    id: u32,
    key: String,
}

fn random(dice: &dyn Dice) -> String {
    let mut b = [0; 32];
    dice.fill(&mut b);
    STANDARD.encode(b)
}

fn bytes(text: &str) -> Result<[u8; 32], SealError> {
    let b = STANDARD.decode(text).map_err(|_| SealError::File("a key is not base64".into()))?;
    b.try_into().map_err(|_| SealError::File("a key is not 32 bytes long".into()))
}

impl KeyFile {
    fn new(dice: &dyn Dice) -> Self {
        Self { active: 1, keys: vec![KeyLine { id: 1, key: random(dice) }], mac: random(dice) }
    }
    fn seal(&self, file: Option<&Path>) -> Result<Seal, SealError> {
        let keys = RwLock::new(Arc::new(self.keys()?));
        Ok(Seal(Arc::new(Inner { file: file.map(Path::to_owned), keys })))
    }
    fn keys(&self) -> Result<Keys, SealError> {
        let mut keys = Vec::new();
        for line in &self.keys {
            let key =
                UnboundKey::new(&AES_256_GCM, &bytes(&line.key)?).map_err(|_| SealError::File("bad key".into()))?;
            keys.push((line.id, LessSafeKey::new(key)));
        }
        if !keys.iter().any(|(id, _)| *id == self.active) {
            return Err(SealError::NoKey(self.active));
        }
        let mac = hmac::Key::new(hmac::HMAC_SHA256, &bytes(&self.mac)?);
        Ok(Keys { active: self.active, keys, mac })
    }
    fn read(path: &Path) -> Result<Self, SealError> {
        let text = fs::read_to_string(path).map_err(|e| SealError::File(e.to_string()))?;
        serde_json::from_str(&text).map_err(|e| SealError::File(format!("line {}: not a key file", e.line())))
    }
    fn write(&self, path: &Path, new: bool) -> Result<(), SealError> {
        let file = |e: std::io::Error| SealError::File(e.to_string());
        let beside: PathBuf = path.with_extension(if new { "first" } else { "next" });
        let mut options = fs::OpenOptions::new();
        options.write(true).create(true).truncate(true);
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut f = options.open(&beside).map_err(file)?;
        let text = serde_json::to_string_pretty(self).map_err(|e| SealError::File(e.to_string()))?;
        f.write_all(text.as_bytes()).and_then(|()| f.sync_all()).map_err(file)?;
        if new {
            // Two processes that start together: the first one's keys are the keys.
            let linked = fs::hard_link(&beside, path);
            let _ = fs::remove_file(&beside);
            match linked {
                Err(e) if e.kind() != std::io::ErrorKind::AlreadyExists => return Err(file(e)),
                _ => {}
            }
        } else {
            fs::rename(&beside, path).map_err(file)?;
        }
        let folder = path.parent().unwrap_or(Path::new("."));
        fs::File::open(folder).and_then(|d| d.sync_all()).map_err(file)
    }
}

impl Seal {
    /// The keys of a file; a new file (mode 0600) when there is none.
    ///
    /// # Errors
    /// [`SealError::File`] when it cannot be read or written, or is not a key file.
    pub fn open_or_make(path: &Path, dice: &dyn Dice) -> Result<Self, SealError> {
        if !path.exists() {
            KeyFile::new(dice).write(path, true)?;
        }
        KeyFile::read(path)?.seal(Some(path))
    }
    /// Keys that live in memory only, for tests and benches.
    ///
    /// # Errors
    /// Never in practice.
    pub fn in_memory(dice: &dyn Dice) -> Result<Self, SealError> {
        KeyFile::new(dice).seal(None)
    }
    /// Adds a key to the file and makes it the one that seals. What was sealed before still opens.
    ///
    /// # Errors
    /// [`SealError::File`].
    pub fn rotate(path: &Path, dice: &dyn Dice) -> Result<Self, SealError> {
        let mut file = KeyFile::read(path)?;
        let id = file.keys.iter().map(|k| k.id).max().unwrap_or(0).saturating_add(1);
        file.keys.push(KeyLine { id, key: random(dice) });
        file.active = id;
        file.write(path, false)?;
        file.seal(Some(path))
    }
    /// Drops every key but the active one: only when nothing sealed with them is left.
    ///
    /// # Errors
    /// [`SealError::File`].
    pub fn drop_old_keys(path: &Path) -> Result<Self, SealError> {
        let mut file = KeyFile::read(path)?;
        let active = file.active;
        file.keys.retain(|k| k.id == active);
        file.write(path, false)?;
        file.seal(Some(path))
    }
    /// The id of the key that seals.
    #[must_use]
    pub fn active(&self) -> u32 {
        self.keys().active
    }
    fn keys(&self) -> Arc<Keys> {
        Arc::clone(&self.0.keys.read().unwrap_or_else(PoisonError::into_inner))
    }
    /// The keys, with this one among them: a command may have added it to the file while this process runs.
    fn keys_with(&self, id: u32) -> Result<Arc<Keys>, SealError> {
        let known = self.keys();
        if known.keys.iter().any(|(k, _)| *k == id) {
            return Ok(known);
        }
        let path = self.0.file.as_deref().ok_or(SealError::NoKey(id))?;
        let fresh = Arc::new(KeyFile::read(path)?.keys()?);
        *self.0.keys.write().unwrap_or_else(PoisonError::into_inner) = Arc::clone(&fresh);
        Ok(fresh)
    }
    /// The id of the key that something was sealed with.
    #[must_use]
    pub fn key_of(sealed: &[u8]) -> Option<u32> {
        sealed.first_chunk::<4>().map(|b| u32::from_be_bytes(*b))
    }
    /// Seals bytes for a column, named as `table.column`.
    #[must_use]
    pub fn seal(&self, dice: &dyn Dice, column: &str, plain: &[u8]) -> Vec<u8> {
        let mut nonce = [0; 12];
        dice.fill(&mut nonce);
        let mut out = Vec::with_capacity(plain.len().saturating_add(32));
        let keys = self.keys();
        out.extend_from_slice(&keys.active.to_be_bytes());
        out.extend_from_slice(&nonce);
        let mut body = plain.to_vec();
        let key = keys.keys.iter().find(|(id, _)| *id == keys.active);
        let sealed = key.map(|(_, k)| {
            k.seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), Aad::from(column.as_bytes()), &mut body)
        });
        if !matches!(sealed, Some(Ok(()))) {
            // Nothing may ever be kept in the clear.
            body.clear();
        }
        out.extend_from_slice(&body);
        out
    }
    /// Opens what was sealed for this column.
    ///
    /// # Errors
    /// [`SealError::Broken`], [`SealError::NoKey`].
    pub fn open(&self, column: &str, sealed: &[u8]) -> Result<Vec<u8>, SealError> {
        let id = Self::key_of(sealed).ok_or(SealError::Broken)?;
        let nonce = sealed.get(4..16).and_then(|n| <[u8; 12]>::try_from(n).ok()).ok_or(SealError::Broken)?;
        let mut body = sealed.get(16..).unwrap_or_default().to_vec();
        let keys = self.keys_with(id)?;
        let (_, key) = keys.keys.iter().find(|(k, _)| *k == id).ok_or(SealError::NoKey(id))?;
        let plain = key
            .open_in_place(Nonce::assume_unique_for_key(nonce), Aad::from(column.as_bytes()), &mut body)
            .map_err(|_| SealError::Broken)?;
        Ok(plain.to_vec())
    }
    /// Opens a text.
    ///
    /// # Errors
    /// As [`Seal::open`].
    pub fn open_text(&self, column: &str, sealed: &[u8]) -> Result<String, SealError> {
        String::from_utf8(self.open(column, sealed)?).map_err(|_| SealError::Broken)
    }
    /// A keyed digest (HMAC-SHA-256, RFC 2104) for one purpose: links, form tokens.
    #[must_use]
    pub fn mac(&self, purpose: &str, data: &[u8]) -> [u8; 32] {
        let mut c = hmac::Context::with_key(&self.keys().mac);
        // Length first, so that no purpose and data run into another's.
        c.update(&u64::try_from(purpose.len()).unwrap_or(0).to_be_bytes());
        c.update(purpose.as_bytes());
        c.update(data);
        let tag = c.sign();
        tag.as_ref().try_into().unwrap_or([0; 32])
    }
    /// Whether `tag` is the beginning of the digest of `data` for this purpose, at least 12 bytes of it; takes the same time either way.
    #[must_use]
    pub fn is_mac(&self, purpose: &str, data: &[u8], tag: &[u8]) -> bool {
        let good = self.mac(purpose, data);
        let good = good.get(..tag.len()).filter(|g| g.len() >= 12);
        good.is_some_and(|g| aws_lc_rs::constant_time::verify_slices_are_equal(g, tag).is_ok())
    }
    /// A blind index: finds a row by a contact without keeping the contact in the clear. 16 bytes of a keyed digest.
    #[must_use]
    pub fn blind(&self, kind: &str, normalized: &str) -> [u8; 16] {
        let mac = self.mac(kind, normalized.as_bytes());
        mac.first_chunk::<16>().copied().unwrap_or([0; 16])
    }
}
