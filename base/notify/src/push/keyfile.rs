//! The file that keeps who we are to push services: 43 characters of base64url and a line break, mode 0600.

use std::{
    fs, io,
    io::Write as _,
    os::unix::fs::{OpenOptionsExt as _, PermissionsExt as _},
    path::Path,
};

use kernel::Dice;

use super::{VapidKey, base64url, key};

/// Reads the key; makes one when there is none. Of two processes that start together, the first one's key is the key.
///
/// # Errors
/// When the file cannot be read or written, or holds no key.
pub fn open_or_make(path: &Path, dice: &dyn Dice) -> io::Result<VapidKey> {
    match open(path) {
        Err(e) if e.kind() == io::ErrorKind::NotFound => make(path, dice).and_then(|()| open(path)),
        read => read,
    }
}

/// Reads the key.
///
/// # Errors
/// When there is none, or what is there is no key.
pub fn open(path: &Path) -> io::Result<VapidKey> {
    let text = fs::read_to_string(path)?;
    let number: Option<[u8; key::PRIVATE]> = base64url::decode(text.trim());
    let no_key = || io::Error::new(io::ErrorKind::InvalidData, "it holds no key of P-256");
    VapidKey::from_raw(&number.ok_or_else(no_key)?).map_err(|_| no_key())
}

/// Whether others than its owner can read or write it; nothing when it is not there.
#[must_use]
pub fn is_open_to_others(path: &Path) -> Option<bool> {
    fs::metadata(path).ok().map(|m| m.permissions().mode() & 0o077 != 0)
}

fn make(path: &Path, dice: &dyn Dice) -> io::Result<()> {
    let number = key::throw(dice).map_err(io::Error::other)?;
    let mine: [u8; 8] = dice.number().to_be_bytes();
    let beside = path.with_extension(base64url::encode(mine));
    let mut file = fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(&beside)?;
    let written = writeln!(file, "{}", base64url::encode(number)).and_then(|()| file.sync_all());
    let linked = written.and_then(|()| fs::hard_link(&beside, path));
    let _ = fs::remove_file(&beside);
    match linked {
        Err(e) if e.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        Err(e) => Err(e),
        Ok(()) => fs::File::open(path.parent().unwrap_or(Path::new(".")))?.sync_all(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::{OsDice, SeededDice};

    #[test]
    fn the_first_key_stays_and_is_its_owners_alone() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("vapid.key");
        assert_eq!(is_open_to_others(&path), None);
        let made = open_or_make(&path, &SeededDice::new(1)).unwrap().public();
        assert_eq!(is_open_to_others(&path), Some(false));
        assert_eq!(open_or_make(&path, &SeededDice::new(2)).unwrap().public(), made);
        make(&path, &SeededDice::new(3)).unwrap();
        assert_eq!(open(&path).unwrap().public(), made, "who comes second takes the first one's");
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1, "nothing is left beside it");
    }

    #[test]
    fn what_is_no_key_is_said_and_left_as_it_is() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("vapid.key");
        fs::write(&path, "not a key\n").unwrap();
        assert!(open_or_make(&path, &OsDice).unwrap_err().to_string().contains("no key"));
        assert_eq!(fs::read_to_string(&path).unwrap(), "not a key\n");
    }
}
