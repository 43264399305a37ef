//! The folder of a server: its database, its keys, and which database it belongs to.

use std::{
    fs,
    io::{self, Read as _, Seek as _, Write as _},
    path::{Path, PathBuf},
};

use kernel::PersonId;

/// `--data DIR`.
#[derive(Clone, Debug)]
pub struct Folder(PathBuf);

impl Folder {
    /// Makes the folder (mode 0700) if it is not there.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn open(path: &Path) -> io::Result<Self> {
        let mut builder = fs::DirBuilder::new();
        std::os::unix::fs::DirBuilderExt::mode(builder.recursive(true), 0o700);
        builder.create(path)?;
        Ok(Self(path.to_owned()))
    }
    /// The folder itself.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.0
    }
    /// The SQLite file.
    #[must_use]
    pub fn database(&self) -> PathBuf {
        self.0.join("rhizome.db")
    }
    /// The key file. In no backup.
    #[must_use]
    pub fn keys(&self) -> PathBuf {
        self.0.join("keys.json")
    }
    /// The key by which push services know this server. In no backup.
    #[must_use]
    pub fn vapid(&self) -> PathBuf {
        self.0.join("vapid.key")
    }
    /// The key with which official messages are signed here. In no backup.
    #[must_use]
    pub fn alerts_key(&self) -> PathBuf {
        self.0.join("alerts.key")
    }
    /// Its certificate, for those who pin it.
    #[must_use]
    pub fn alerts_certificate(&self) -> PathBuf {
        self.0.join("alerts.pem")
    }
    /// The ids of the erased, one a line: kept outside the database so that a restored backup can be told.
    #[must_use]
    pub fn erasures(&self) -> PathBuf {
        self.0.join("erasures")
    }
    /// Notes that somebody was erased. On disk when this returns.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn note_erasure(&self, person: PersonId) -> io::Result<()> {
        let path = self.erasures();
        let is_new = !path.exists();
        let mut options = fs::OpenOptions::new();
        options.append(true).read(true).create(true);
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(path)?;
        let mut last = [b'\n'];
        if file.seek(io::SeekFrom::End(-1)).is_ok() {
            file.read_exact(&mut last)?;
        }
        // A line that a power cut left unfinished must not spoil this one.
        let start = if last == [b'\n'] { "" } else { "\n" };
        file.write_all(format!("{start}{person}\n").as_bytes())?;
        file.sync_all()?;
        if is_new { fs::File::open(&self.0)?.sync_all() } else { Ok(()) }
    }
    /// Everybody who was erased here, in order: after a restore they are erased again.
    ///
    /// # Errors
    /// When the list is there and cannot be read.
    pub fn erased(&self) -> io::Result<Vec<PersonId>> {
        match fs::read_to_string(self.erasures()) {
            Ok(text) => Ok(text.lines().filter_map(|l| l.parse().ok()).collect()),
            Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
            Err(e) => Err(e),
        }
    }
    /// Remembers that this folder belongs to a PostgreSQL database, so that later commands find it (mode 0600).
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn remember_database_url(&self, url: &str) -> io::Result<()> {
        self.remember("database-url", url)
    }
    /// The PostgreSQL database that this folder belongs to, if any.
    #[must_use]
    pub fn database_url(&self) -> Option<String> {
        self.remembered("database-url")
    }
    /// Remembers at which address people reach the server of this folder, so that later commands print links that work.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn remember_public_url(&self, url: &str) -> io::Result<()> {
        self.remember("public-url", url)
    }
    /// The address that the server of this folder was last started with, if it was.
    #[must_use]
    pub fn public_url(&self) -> Option<String> {
        self.remembered("public-url")
    }
    fn remember(&self, name: &str, text: &str) -> io::Result<()> {
        let mut options = fs::OpenOptions::new();
        options.write(true).create(true).truncate(true);
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        io::Write::write_all(&mut options.open(self.0.join(name))?, text.as_bytes())
    }
    fn remembered(&self, name: &str) -> Option<String> {
        fs::read_to_string(self.0.join(name)).ok().map(|s| s.trim().to_owned()).filter(|s| !s.is_empty())
    }
}
