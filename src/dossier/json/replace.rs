//! Putting a file in the place of an older one, which is whole until the new one is.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

/// How many links are followed to the file that a path means; more are a ring.
const MOST_LINKS: usize = 40;

/// How many names are tried for the file beside; those that exist were left by others.
const MOST_NAMES: usize = 1_000;

/// Writes a file beside the one at `path`, and then lets it take that place.
///
/// Whatever fails, the older file is as it was, and the one beside is gone.
pub(super) fn replace(
    path: &Path,
    write: impl FnOnce(&mut File) -> io::Result<()>,
) -> io::Result<()> {
    let path = followed(path)?;
    let older = match fs::metadata(&path) {
        Ok(older) => Some(older),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(error),
    };
    // What is no file, such as a pipe, has nothing to be kept, and must not be replaced by one.
    if older.as_ref().is_some_and(|older| !older.is_file()) {
        return write(&mut File::create(&path)?);
    }
    let permissions = older.map(|older| older.permissions());
    // A folder lets go of a file that must not be written; whoever forbade that meant its content.
    if permissions.as_ref().is_some_and(fs::Permissions::readonly) {
        return Err(io::Error::new(io::ErrorKind::PermissionDenied, "the older file is read-only"));
    }
    let (mut file, beside) = Beside::create(path.parent().unwrap_or(Path::new("")))?;
    if let Some(permissions) = permissions {
        // Before a word is in it, so that nobody reads what they could not read before.
        file.set_permissions(permissions)?;
    }
    write(&mut file)?;
    // A name may reach the disk before the content does.
    file.sync_all()?;
    drop(file);
    beside.take_place_of(&path)
}

/// The file that a path means, there or not: links are kept, and what they lead to is replaced.
fn followed(path: &Path) -> io::Result<PathBuf> {
    let mut path = path.to_owned();
    for _ in 0..MOST_LINKS {
        let Ok(to) = fs::read_link(&path) else { return Ok(path) };
        path = path.parent().unwrap_or(Path::new("")).join(to);
    }
    Err(io::Error::other("too many links lead from one to another"))
}

/// A file of ours in the folder of another, removed unless it takes its place.
struct Beside(Option<PathBuf>);

impl Beside {
    fn create(folder: &Path) -> io::Result<(File, Self)> {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        for _ in 0..MOST_NAMES {
            let next = NEXT.fetch_add(1, Ordering::Relaxed);
            let name = format!(".detente-{}-{next}.tmp", std::process::id());
            let path = folder.join(name);
            match OpenOptions::new().write(true).create_new(true).open(&path) {
                Ok(file) => return Ok((file, Self(Some(path)))),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
        }
        Err(io::Error::new(io::ErrorKind::AlreadyExists, "no name is free beside the file"))
    }

    fn take_place_of(mut self, path: &Path) -> io::Result<()> {
        if let Some(own) = &self.0 {
            fs::rename(own, path)?;
        }
        self.0 = None;
        Ok(())
    }
}

impl Drop for Beside {
    fn drop(&mut self) {
        // The error that is told is the one for which it is removed.
        self.0.take().map(fs::remove_file);
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    /// A folder of its own, gone in the end.
    struct Folder(PathBuf);

    impl Folder {
        fn new(name: &str) -> Self {
            let name = format!("detente-replace-{name}-{}", std::process::id());
            let path = std::env::temp_dir().join(name);
            fs::create_dir_all(&path).expect("a folder");
            Self(path)
        }

        fn names(&self) -> Vec<String> {
            let entries = fs::read_dir(&self.0).expect("a folder");
            let name = |entry: io::Result<fs::DirEntry>| entry.expect("an entry").file_name();
            let mut names: Vec<String> =
                entries.map(name).map(|name| name.to_string_lossy().into_owned()).collect();
            names.sort();
            names
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    fn put(path: &Path, text: &str) -> io::Result<()> {
        replace(path, |file| file.write_all(text.as_bytes()))
    }

    #[test]
    fn what_fails_half_way_leaves_the_older_file_whole() {
        let folder = Folder::new("whole");
        let path = folder.0.join("dossier.json");
        put(&path, "older").expect("written");
        let failed = replace(&path, |file| {
            file.write_all(b"half")?;
            Err(io::Error::other("the disk is full"))
        });
        assert_eq!(failed.expect_err("it failed").to_string(), "the disk is full");
        assert_eq!(fs::read_to_string(&path).expect("there"), "older");
        assert_eq!(folder.names(), ["dossier.json"]);
        put(&path, "newer").expect("written");
        assert_eq!(fs::read_to_string(&path).expect("there"), "newer");
        assert_eq!(folder.names(), ["dossier.json"]);
    }

    #[test]
    fn where_none_was_none_is_left_by_a_failure() {
        let folder = Folder::new("none");
        let path = folder.0.join("dossier.json");
        replace(&path, |_| Err(io::Error::other("no"))).expect_err("it failed");
        assert!(folder.names().is_empty());
        put(&folder.0.join("no/such/folder"), "").expect_err("there is no folder");
        put(&folder.0, "").expect_err("it is a folder");
    }

    #[test]
    fn a_read_only_file_is_not_replaced() {
        let folder = Folder::new("read-only");
        let path = folder.0.join("dossier.json");
        put(&path, "older").expect("written");
        let mut permissions = fs::metadata(&path).expect("there").permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&path, permissions).expect("it is ours");
        let error = put(&path, "newer").expect_err("it is read-only");
        assert_eq!(error.kind(), io::ErrorKind::PermissionDenied);
        assert_eq!(fs::read_to_string(&path).expect("there"), "older");
    }

    #[cfg(unix)]
    #[test]
    fn links_and_permissions_are_kept() {
        use std::os::unix::fs::{PermissionsExt, symlink};

        let folder = Folder::new("links");
        let (path, link) = (folder.0.join("dossier.json"), folder.0.join("link"));
        symlink("dossier.json", &link).expect("a link");
        put(&link, "through a link to nothing").expect("written");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).expect("it is ours");
        put(&link, "newer").expect("written");
        assert_eq!(fs::read_to_string(&path).expect("there"), "newer");
        assert!(fs::symlink_metadata(&link).expect("there").is_symlink());
        assert_eq!(fs::metadata(&path).expect("there").permissions().mode() & 0o777, 0o600);
        let ring = folder.0.join("ring");
        symlink("ring", &ring).expect("a link");
        put(&ring, "").expect_err("it leads nowhere");
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn what_is_no_file_is_written_to() {
        put(Path::new("/dev/null"), "nothing is kept").expect("written");
        put(Path::new("/dev/full"), "too much").expect_err("it is full");
        assert!(Path::new("/dev/full").exists());
    }
}
