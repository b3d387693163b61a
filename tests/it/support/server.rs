//! The program itself as a process, and a reader who speaks HTTP to it over a socket.

use super::wire::{Caller, send};
use super::{AGENT, PASSWORD, folder};
use std::io::{BufRead, BufReader, Write};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Output, Stdio};
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// The program with no settings but those given here.
pub fn program(data: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mocban"));
    // A `mocban.toml` beside the tests, or a setting of who runs them, must not matter.
    command.current_dir(data).env_clear().env("TMPDIR", std::env::temp_dir());
    command.env("PATH", "/usr/bin:/bin").stdin(Stdio::null());
    // Tests ask nobody else: the demo's entries lead to sites of others.
    command.env("MOCBAN_ASK_LINKS", "false");
    command
}

/// Runs a command to its end.
pub fn run(data: &Path, arguments: &[&str]) -> Output {
    program(data).args(arguments).output().expect("the program runs")
}

/// A server at work.
pub struct Server {
    pub child: Child,
    pub address: SocketAddr,
}

impl Server {
    /// Serves the demo site from `data` on a free port.
    pub fn start(data: &Path) -> Server {
        Server::start_with(data, &[])
    }

    /// The same with settings (`MOCBAN_…`).
    pub fn start_with(data: &Path, settings: &[(&str, &str)]) -> Server {
        let mut command = program(data);
        command.envs(settings.iter().copied());
        command.args(["serve", "--demo", "--listen", "127.0.0.1:0", "--data"]).arg(data);
        let mut child =
            command.stdout(Stdio::piped()).stderr(Stdio::inherit()).spawn().expect("it starts");
        let output = BufReader::new(child.stdout.take().expect("its output"));
        for line in output.lines() {
            let line = line.expect("a line");
            if let Some((_, place)) = line.split_once("http://") {
                let address = place.trim_end_matches('/').parse().expect("an address");
                return Server { child, address };
            }
        }
        panic!("the server said no address: {:?}", child.wait());
    }

    /// Somebody with an account made at the command line, signed in at the desk.
    pub fn editor(&self, data: &Path, name: &str) -> Caller {
        let email = format!("{name}@example.vn");
        let arguments = ["user", "add", "--email", &email, "--role", "editor", "--data"];
        let mut command = program(data);
        command.args(arguments).arg(data).stdin(Stdio::piped()).stdout(Stdio::null());
        let mut child = command.spawn().expect("it starts");
        writeln!(child.stdin.take().expect("its input"), "{PASSWORD}").expect("it is read");
        assert!(child.wait().expect("it has ended").success(), "{email}");
        Caller::editor(self.address, &email)
    }

    /// A program with a token made at the command line.
    pub fn program(&self, data: &Path, role: &str) -> Caller {
        let folder = data.display().to_string();
        let output = run(data, &["token", "add", "--role", role, "--data", &folder]);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        Caller::program(self.address, String::from_utf8_lossy(&output.stdout).trim())
    }

    /// Ends the process at once, as a power cut would.
    pub fn kill(mut self) {
        self.child.kill().expect("it is killed");
        self.child.wait().expect("it has ended");
    }

    /// Asks the process to end and waits for it.
    pub fn terminate(mut self) -> (ExitStatus, Duration) {
        let begun = Instant::now();
        let pid = self.child.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &pid]).status().expect("kill").success());
        let status = self.child.wait().expect("it has ended");
        (status, begun.elapsed())
    }

    /// The total of `/api/visits`, once every record of the ledger is folded.
    pub fn total(&self) -> u64 {
        let (status, body) = get(self.address, "/api/visits").expect("figures");
        assert_eq!(status, 200);
        let figures: serde_json::Value = serde_json::from_slice(&body).expect("JSON");
        figures["views"]["total"].as_u64().expect("a total")
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Already gone when the test itself ended it.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

static REQUESTS: AtomicU64 = AtomicU64::new(0);

/// A page asked for and read to its last byte: status and body. `None` when the server went away.
pub fn get(address: SocketAddr, path: &str) -> Option<(u16, Vec<u8>)> {
    // Another reader every hundred pages: one who never fetched a style would be taken for a bot.
    let reader = REQUESTS.fetch_add(1, Ordering::Relaxed) / 100;
    let agent = format!("{AGENT} R/{reader}");
    let heard = send(address, ("GET", path), &[("user-agent", &agent)], b"")?;
    Some((heard.status, heard.body))
}

/// Waits until `ready`, for at most ten seconds.
pub fn until(ready: impl Fn() -> bool) -> bool {
    let begun = Instant::now();
    while begun.elapsed() < Duration::from_secs(10) {
        if ready() {
            return true;
        }
        thread::sleep(Duration::from_millis(50));
    }
    false
}

/// A data folder for a process.
pub fn data() -> tempfile::TempDir {
    folder::new()
}
