//! The peer: nginx with the nchan module (Debian's `nginx` and `libnginx-mod-nchan`), set up as its documentation says for many subscribers:
//! a worker for each core, each with a listening socket of its own, no log, memory enough. It keeps messages in memory and writes nothing to disk.

use std::{
    fs,
    net::{SocketAddr, TcpListener, TcpStream},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::Duration,
};

use super::{super::BenchError, ours::Server};

/// Where readers read.
const READ: &str = "/sub";
/// Where somebody publishes.
const PUBLISH: &str = "/pub";

const MODULE: &str = "/usr/lib/nginx/modules/ngx_nchan_module.so";

/// A running nginx.
pub struct Nchan {
    child: Child,
    address: SocketAddr,
    _folder: tempfile::TempDir,
}

/// Where nginx is; nothing when it or its module is not installed.
pub fn program() -> Option<PathBuf> {
    let at = PathBuf::from("/usr/sbin/nginx");
    (at.is_file() && Path::new(MODULE).is_file()).then_some(at)
}

impl Nchan {
    /// Starts one.
    pub fn start(program: &Path) -> Result<Self, BenchError> {
        let folder = tempfile::tempdir()?;
        let address = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
        let workers = std::thread::available_parallelism()?;
        let at = folder.path().display();
        let file = folder.path().join("nginx.conf");
        let config = format!(
            "load_module {MODULE};
daemon off;
pid {at}/pid;
error_log stderr crit;
worker_processes {workers};
worker_rlimit_nofile 20000;
events {{ use epoll; worker_connections 19000; multi_accept on; }}
http {{
  access_log off;
  tcp_nodelay on;
  keepalive_requests 1000000;
  client_body_temp_path {at}/body;
  proxy_temp_path {at}/proxy;
  fastcgi_temp_path {at}/fastcgi;
  uwsgi_temp_path {at}/uwsgi;
  scgi_temp_path {at}/scgi;
  nchan_shared_memory_size 256M;
  server {{
    listen {address} reuseport backlog=4096;
    location = {READ} {{ nchan_subscriber eventsource; nchan_channel_id flow; nchan_subscriber_first_message newest; }}
    location = {PUBLISH} {{ nchan_publisher http; nchan_channel_id flow; nchan_message_buffer_length 64; nchan_message_timeout 1m; }}
  }}
}}
"
        );
        fs::write(&file, config)?;
        let prefix = format!("{at}/");
        let child = Command::new(program).args(["-p", &prefix, "-c"]).arg(&file).stdin(Stdio::null()).spawn()?;
        let nchan = Self { child, address, _folder: folder };
        for _ in 0..200 {
            if TcpStream::connect(address).is_ok() {
                return Ok(nchan);
            }
            std::thread::sleep(Duration::from_millis(25));
        }
        Err("nginx does not listen".into())
    }
    /// Where it is read and written to.
    pub fn server(&self) -> Server {
        Server { address: self.address, read: READ.to_owned(), publish: PUBLISH.to_owned(), authors: Vec::new() }
    }
    /// The master and its workers, in bytes.
    pub fn memory(&self) -> Result<u64, BenchError> {
        super::process::memory_of(self.child.id())
    }
}

impl Drop for Nchan {
    fn drop(&mut self) {
        // Asked to end, the master ends its workers; killed, it would leave them.
        let ended = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status();
        if ended.is_err() {
            let _ = self.child.kill();
        }
        let _ = self.child.wait();
    }
}
