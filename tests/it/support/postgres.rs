//! A PostgreSQL server of a test's own: in a temporary folder, on a free port of this machine, run by
//! an unprivileged user, ended with the test. Started by the few tests that compare both engines.

use super::folder;
use std::fs;
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::os::unix::fs::{MetadataExt, chown};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;
use std::time::Duration;
use tempfile::TempDir;

/// A server at work.
pub struct Postgres {
    server: Child,
    port: u16,
    databases: AtomicU32,
    _folder: TempDir,
}

impl Postgres {
    /// Starts a server; the first start of a data folder takes a second or two.
    pub fn start() -> Postgres {
        let folder = folder::new();
        let programs = programs();
        if let Some((user, group)) = unprivileged() {
            chown(folder.path(), Some(user), Some(group)).expect("the folder changes hands");
        }
        let data = folder.path().join("data");
        let made = command(&programs.join("initdb"), folder.path())
            .arg("--pgdata")
            .arg(&data)
            .args(["--username=test", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync"])
            .stdout(Stdio::null())
            .status();
        assert!(made.expect("initdb runs").success(), "initdb failed");
        // Between the look and the start another process may take the port: then the next is tried.
        for _ in 0..5 {
            let port = free_port();
            let mut server = serve(&programs, folder.path(), &data, port);
            if answers(&mut server, port) {
                let databases = AtomicU32::new(0);
                return Postgres { server, port, databases, _folder: folder };
            }
        }
        panic!("PostgreSQL did not start: {}", log(folder.path()));
    }

    /// The address of a new, empty database.
    pub async fn database(&self) -> String {
        let number = self.databases.fetch_add(1, Ordering::Relaxed);
        let url = |name: &str| format!("postgres://test@127.0.0.1:{}/{name}", self.port);
        sqlx::any::install_default_drivers();
        let pool = sqlx::AnyPool::connect(&url("postgres")).await.expect("the server answers");
        let make = sqlx::AssertSqlSafe(format!("create database portal_{number}"));
        sqlx::query(make).execute(&pool).await.expect("a database is made");
        pool.close().await;
        url(&format!("portal_{number}"))
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        // SIGQUIT is PostgreSQL's immediate end: its own children are told, nothing is kept.
        let pid = self.server.id().to_string();
        let _ = Command::new("kill").args(["-QUIT", &pid]).status();
        let _ = self.server.wait();
    }
}

/// The newest installed server's programs.
fn programs() -> PathBuf {
    let versions = fs::read_dir("/usr/lib/postgresql").expect("PostgreSQL is installed");
    let mut found: Vec<(u32, PathBuf)> = versions
        .filter_map(|entry| {
            let entry = entry.ok()?;
            let version = entry.file_name().to_str()?.parse().ok()?;
            Some((version, entry.path().join("bin")))
                .filter(|(_, path)| path.join("initdb").exists())
        })
        .collect();
    found.sort();
    found.pop().expect("PostgreSQL's server programs are installed").1
}

/// The user and group to run as when this process is root, which PostgreSQL refuses to serve.
fn unprivileged() -> Option<(u32, u32)> {
    if fs::metadata("/proc/self").expect("/proc").uid() != 0 {
        return None;
    }
    let users = fs::read_to_string("/etc/passwd").expect("/etc/passwd");
    let find = |name: &str| {
        let line = users.lines().find(|line| line.split(':').next() == Some(name))?;
        let mut ids = line.split(':').skip(2).map(str::parse);
        Some((ids.next()?.ok()?, ids.next()?.ok()?))
    };
    find("postgres").or_else(|| find("nobody"))
}

/// A command run unprivileged, that the kernel ends when this test's thread ends.
fn command(program: &Path, folder: &Path) -> Command {
    let mut command = Command::new("setpriv");
    command.args(["--pdeathsig", "QUIT"]);
    if let Some((user, group)) = unprivileged() {
        command
            .arg(format!("--reuid={user}"))
            .arg(format!("--regid={group}"))
            .arg("--clear-groups");
    }
    command.arg(program).current_dir(folder).stdin(Stdio::null());
    command
}

fn serve(programs: &Path, folder: &Path, data: &Path, port: u16) -> Child {
    let log = fs::File::create(folder.join("log")).expect("a log");
    let mut command = command(&programs.join("postgres"), folder);
    command.arg("-D").arg(data).args(["-h", "127.0.0.1", "-p", &port.to_string()]);
    let settings = [
        "unix_socket_directories=",
        "fsync=off",
        "synchronous_commit=off",
        "full_page_writes=off",
        "shared_buffers=32MB",
        "max_connections=120",
        "autovacuum=off",
    ];
    for setting in settings {
        command.args(["-c", setting]);
    }
    command.stdout(Stdio::null()).stderr(log).spawn().expect("postgres starts")
}

fn free_port() -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
    listener.local_addr().expect("an address").port()
}

/// Waits until the server takes connections; `false` when it ended instead.
fn answers(server: &mut Child, port: u16) -> bool {
    for _ in 0..600 {
        if server.try_wait().expect("the server's state").is_some() {
            return false;
        }
        if TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_ok() {
            // The port opens a moment before the server is ready; the pool asks again until it is.
            thread::sleep(Duration::from_millis(300));
            return true;
        }
        thread::sleep(Duration::from_millis(50));
    }
    false
}

fn log(folder: &Path) -> String {
    fs::read_to_string(folder.join("log")).unwrap_or_default()
}
