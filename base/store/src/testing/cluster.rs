//! A PostgreSQL cluster of our own, in a temporary folder: never the machine's.

use std::{
    fs,
    io::Write as _,
    os::unix::{fs::MetadataExt, process::CommandExt},
    path::{Path, PathBuf},
    process::{Child, ChildStdin, Command, Stdio},
    sync::{
        Mutex, OnceLock, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    thread::sleep,
    time::Duration,
};

use tokio_postgres::NoTls;

use crate::{Store, StoreError};

const HOW_TO_INSTALL: &str = "PostgreSQL is needed and was not found in /usr/lib/postgresql/*/bin nor in PATH. On Debian: apt-get install postgresql";

/// The port that names its socket, where nobody else is.
const PORT: u16 = 5432;

/// How a cluster treats the disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Disk {
    /// `fsync=off`: quick, for tests of what the store says. A killed process loses nothing; only a power cut would.
    Careless,
    /// As a real server: `fsync=on`, `synchronous_commit=on`, 256 MB of shared buffers. For benches.
    Durable,
}

/// A running cluster. It is stopped and its folder removed when this is dropped or when the process ends, however it ends.
pub struct Cluster {
    folder: PathBuf,
    port: u16,
    watch: Mutex<(Child, Option<ChildStdin>)>,
    template: tokio::sync::OnceCell<()>,
    /// `CREATE DATABASE` one after the other: the template may have no other visitor.
    create: tokio::sync::Mutex<()>,
    next: AtomicU64,
}

/// The user who runs the server, when we are root: PostgreSQL refuses root.
struct User {
    uid: u32,
    gid: u32,
}

fn server_user() -> Result<Option<User>, String> {
    let me = fs::metadata("/proc/self").map_err(|e| e.to_string())?.uid();
    if me != 0 {
        return Ok(None);
    }
    let users = fs::read_to_string("/etc/passwd").map_err(|e| e.to_string())?;
    let ids = users.lines().find_map(|line| {
        let mut parts = line.split(':');
        let name = parts.next()?;
        let uid = parts.nth(1)?.parse().ok()?;
        let gid = parts.next()?.parse().ok()?;
        (name == "postgres").then_some(User { uid, gid })
    });
    ids.map(Some).ok_or_else(|| "no user named postgres to run the server, and it refuses root".to_owned())
}

/// The folder of PostgreSQL's programs: the newest of Debian's, else the one in `PATH`.
fn programs() -> Result<PathBuf, String> {
    let mut debian: Vec<(u32, PathBuf)> = fs::read_dir("/usr/lib/postgresql")
        .map(|d| {
            d.flatten().filter_map(|e| Some((e.file_name().to_str()?.parse().ok()?, e.path().join("bin")))).collect()
        })
        .unwrap_or_default();
    debian.sort();
    let path = std::env::var_os("PATH").unwrap_or_default();
    let newest_first = debian.into_iter().rev().map(|(_, p)| p);
    newest_first
        .chain(std::env::split_paths(&path))
        .find(|p| p.join("initdb").exists() && p.join("postgres").exists())
        .ok_or_else(|| HOW_TO_INSTALL.to_owned())
}

fn as_user(command: &mut Command, user: Option<&User>, folder: &Path) {
    if let Some(u) = user {
        command.uid(u.uid).gid(u.gid);
    }
    command.current_dir(folder).env_remove("PGDATA").env("HOME", folder);
}

impl Cluster {
    /// The cluster of this process for tests; started when it is first asked for.
    ///
    /// # Panics
    /// When PostgreSQL is not installed or does not start: a test never passes because its engine was missing.
    pub fn shared() -> &'static Self {
        static SHARED: OnceLock<Cluster> = OnceLock::new();
        SHARED.get_or_init(|| Self::start(Disk::Careless).unwrap_or_else(|e| panic!("{e}")))
    }
    /// A cluster of its own.
    ///
    /// # Errors
    /// What is missing, or what the server's log says.
    pub fn start(disk: Disk) -> Result<Self, String> {
        Self::start_on(disk, None)
    }
    /// One that listens on a port of this machine too, with TLS once its folder holds `server.crt` and `server.key`, it is told
    /// `ALTER SYSTEM SET ssl = on`, and is started again.
    ///
    /// # Errors
    /// As [`Cluster::start`].
    pub fn start_on(disk: Disk, port: Option<u16>) -> Result<Self, String> {
        let programs = programs()?;
        let user = server_user()?;
        // Its path stays short: that of a socket has at most 107 bytes.
        let folder = tempfile::Builder::new().prefix("rhizome-pg-").tempdir().map_err(|e| e.to_string())?.keep();
        if let Some(u) = &user {
            std::os::unix::fs::chown(&folder, Some(u.uid), Some(u.gid)).map_err(|e| e.to_string())?;
        }
        let data = folder.join("data");
        let mut initdb = Command::new(programs.join("initdb"));
        as_user(&mut initdb, user.as_ref(), &folder);
        let made = initdb
            .args(["--locale=C.UTF-8", "--encoding=UTF8", "--auth=trust", "--username=postgres", "--no-sync", "-D"])
            .arg(&data)
            .output()
            .map_err(|e| format!("initdb: {e}"))?;
        if !made.status.success() {
            let _ = fs::remove_dir_all(&folder);
            return Err(format!("initdb: {}", String::from_utf8_lossy(&made.stderr)));
        }
        let mut settings = vec![
            // A socket in a folder that is ours alone: no port to fight over, nobody else comes in.
            format!("listen_addresses={}", if port.is_some() { "127.0.0.1" } else { "" }),
            format!("port={}", port.unwrap_or(PORT)),
            format!("unix_socket_directories={}", folder.display()),
            "max_connections=200".to_owned(),
        ];
        settings.extend(
            match disk {
                Disk::Careless => ["fsync=off", "full_page_writes=off", "autovacuum=off", "shared_buffers=64MB"],
                Disk::Durable => ["fsync=on", "synchronous_commit=on", "shared_buffers=256MB", "max_wal_size=4GB"],
            }
            .map(str::to_owned),
        );
        let mut watch = Command::new("/bin/sh");
        as_user(&mut watch, user.as_ref(), &folder);
        watch.args(["-c", include_str!("watch.sh"), "watch"]).arg(&folder).arg(programs.join("postgres"));
        watch.arg("-D").arg(&data).args(settings.iter().flat_map(|s| ["-c", s.as_str()]));
        // A process group of its own: an interrupt typed at the terminal must not end it before its work is done.
        let mut child = watch
            .process_group(0)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|e| format!("sh: {e}"))?;
        let orders = child.stdin.take();
        let cluster = Self {
            folder,
            port: port.unwrap_or(PORT),
            watch: Mutex::new((child, orders)),
            template: tokio::sync::OnceCell::new(),
            create: tokio::sync::Mutex::new(()),
            next: AtomicU64::new(1),
        };
        cluster.wait_until(|c| c.ready())?;
        Ok(cluster)
    }
    /// Where everything of it lies.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }
    /// Where a database of this cluster is.
    #[must_use]
    pub fn url(&self, database: &str) -> String {
        format!("postgres://postgres@{}:{}/{database}", self.folder.to_string_lossy().replace('/', "%2F"), self.port)
    }
    /// Writes a file into its folder of data that only the server may read.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn give(&self, name: &str, bytes: &[u8]) -> Result<(), String> {
        let data = self.folder.join("data");
        let (path, owner) = (data.join(name), fs::metadata(&data).map_err(|e| e.to_string())?);
        fs::write(&path, bytes).map_err(|e| e.to_string())?;
        fs::set_permissions(&path, std::os::unix::fs::PermissionsExt::from_mode(0o600)).map_err(|e| e.to_string())?;
        std::os::unix::fs::chown(&path, Some(owner.uid()), Some(owner.gid())).map_err(|e| e.to_string())
    }
    /// A new, empty database; gives its URL.
    ///
    /// # Errors
    /// When the server refuses.
    pub async fn empty_database(&self) -> Result<String, StoreError> {
        let name = format!("test{}", self.next.fetch_add(1, Ordering::Relaxed));
        self.run(&format!("CREATE DATABASE {name}")).await?;
        Ok(self.url(&name))
    }
    /// A new database with every table in it; gives its URL.
    ///
    /// # Errors
    /// When the server refuses, or a migration fails.
    pub async fn database(&self) -> Result<String, StoreError> {
        self.template
            .get_or_try_init(|| async {
                self.run("CREATE DATABASE migrated").await?;
                let store = Store::postgres(&self.url("migrated"), std::sync::Arc::new(kernel::SystemClock)).await?;
                store.close().await;
                Ok::<(), StoreError>(())
            })
            .await?;
        let name = format!("test{}", self.next.fetch_add(1, Ordering::Relaxed));
        self.run(&format!("CREATE DATABASE {name} TEMPLATE migrated")).await?;
        Ok(self.url(&name))
    }
    /// Runs an order of administration in the database `postgres`.
    ///
    /// # Errors
    /// When the server refuses.
    pub async fn run(&self, text: &str) -> Result<(), StoreError> {
        let _alone = self.create.lock().await;
        let (client, connection) =
            tokio_postgres::connect(&self.url("postgres"), NoTls).await.map_err(StoreError::fault)?;
        let line = tokio::spawn(connection);
        let done = client
            .batch_execute(text)
            .await
            .map_err(|e| StoreError::Fault(e.as_db_error().map_or_else(|| e.to_string(), |d| d.message().to_owned())));
        drop(client);
        let _ = line.await;
        done
    }
    /// Stops the server at once, as a crash would.
    ///
    /// # Errors
    /// When it does not stop.
    pub fn crash(&self) -> Result<(), String> {
        self.order("stop")?;
        self.wait_until(|c| c.folder.join("stopped").exists())
    }
    /// Starts the server after [`Cluster::crash`].
    ///
    /// # Errors
    /// What the server's log says.
    pub fn start_again(&self) -> Result<(), String> {
        self.order("start")?;
        self.wait_until(|c| !c.folder.join("stopped").exists() && c.ready())
    }
    fn order(&self, word: &str) -> Result<(), String> {
        let mut watch = self.watch.lock().unwrap_or_else(PoisonError::into_inner);
        let orders = watch.1.as_mut().ok_or("the cluster is stopped")?;
        writeln!(orders, "{word}").and_then(|()| orders.flush()).map_err(|e| e.to_string())
    }
    /// The server writes its state into the eighth line of this file (`pg_ctl` reads it there too).
    fn ready(&self) -> bool {
        let text = fs::read_to_string(self.folder.join("data/postmaster.pid")).unwrap_or_default();
        text.lines().nth(7).is_some_and(|l| l.trim() == "ready")
    }
    fn wait_until(&self, there: impl Fn(&Self) -> bool) -> Result<(), String> {
        for _ in 0..3000 {
            if there(self) {
                return Ok(());
            }
            sleep(Duration::from_millis(10));
        }
        let log = fs::read_to_string(self.folder.join("log")).unwrap_or_default();
        Err(format!("PostgreSQL did not start or stop within 30 s:\n{log}"))
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        let mut watch = self.watch.lock().unwrap_or_else(PoisonError::into_inner);
        drop(watch.1.take());
        let _ = watch.0.wait();
    }
}
