//! The folder of a server: its database, its keys, and which database it belongs to.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

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
    /// The ids of the erased, one a line: kept outside the database so that a restored backup can be told.
    #[must_use]
    pub fn erasures(&self) -> PathBuf {
        self.0.join("erasures")
    }
    /// Remembers that this folder belongs to a PostgreSQL database, so that later commands find it (mode 0600).
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn remember_database_url(&self, url: &str) -> io::Result<()> {
        let mut options = fs::OpenOptions::new();
        options.write(true).create(true).truncate(true);
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        io::Write::write_all(&mut options.open(self.0.join("database-url"))?, url.as_bytes())
    }
    /// The PostgreSQL database that this folder belongs to, if any.
    #[must_use]
    pub fn database_url(&self) -> Option<String> {
        fs::read_to_string(self.0.join("database-url")).ok().map(|s| s.trim().to_owned()).filter(|s| !s.is_empty())
    }
}
