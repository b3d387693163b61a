//! Requests over a socket, as browsers and programs send them to the served program: an answer counts
//! only when its last byte came. Not for pages in process.

use super::{AGENT, PASSWORD};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

/// An answer that came whole.
#[derive(Debug)]
pub struct Heard {
    pub status: u16,
    headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Heard {
    /// A header, or nothing.
    pub fn header(&self, name: &str) -> &str {
        let found = self.headers.iter().find(|(known, _)| known == name);
        found.map_or("", |(_, value)| value)
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    #[track_caller]
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    /// What a form's hidden field carries.
    #[track_caller]
    pub fn hidden(&self, name: &str) -> String {
        let (text, mark) = (self.text(), format!("name=\"{name}\" value=\""));
        let (_, after) = text.split_once(&mark).expect("the field is there");
        after.split('"').next().unwrap_or_default().to_owned()
    }
}

/// Sends a request and waits for the whole answer; `None` when the server went away before its end.
pub fn send(
    address: SocketAddr,
    (method, path): (&str, &str),
    headers: &[(&str, &str)],
    body: &[u8],
) -> Option<Heard> {
    let mut stream = TcpStream::connect(address).ok()?;
    stream.set_read_timeout(Some(Duration::from_mins(1))).ok()?;
    let mut request = format!(
        "{method} {path} HTTP/1.1\r\nhost: {address}\r\n\
         connection: close\r\ncontent-length: {}\r\n",
        body.len()
    );
    for (name, value) in headers {
        request.extend([name, ": ", value, "\r\n"]);
    }
    request.push_str("\r\n");
    stream.write_all(request.as_bytes()).ok()?;
    // A server that refuses a file may close before it has read all of it.
    let _ = stream.write_all(body);
    let mut answer = Vec::new();
    let read = stream.read_to_end(&mut answer);
    heard(method, &answer).filter(|_| read.is_ok())
}

fn heard(method: &str, answer: &[u8]) -> Option<Heard> {
    let end = answer.windows(4).position(|four| four == b"\r\n\r\n")?;
    let head = String::from_utf8_lossy(&answer[..end]).into_owned();
    let mut lines = head.lines();
    let status = lines.next()?.split(' ').nth(1)?.parse().ok()?;
    let pairs = lines.filter_map(|line| line.split_once(": "));
    let headers = pairs.map(|(name, value)| (name.to_lowercase(), value.trim().to_owned()));
    let whole = Heard { status, headers: headers.collect(), body: answer[end + 4..].to_vec() };
    let length = whole.header("content-length").parse().unwrap_or(0);
    (method == "HEAD" || whole.body.len() == length).then_some(whole)
}

/// A page that listens to the figures of visits, with all it heard.
pub struct Listening {
    stream: BufReader<TcpStream>,
    pub heard: String,
}

impl Listening {
    pub fn begin(address: SocketAddr) -> Listening {
        let mut stream = TcpStream::connect(address).expect("a connection");
        stream.set_read_timeout(Some(Duration::from_mins(1))).expect("a limit");
        let request = format!(
            "GET /api/visits/live HTTP/1.1\r\nhost: {address}\r\nuser-agent: {AGENT}\r\n\r\n"
        );
        stream.write_all(request.as_bytes()).expect("it is sent");
        Listening { stream: BufReader::new(stream), heard: String::new() }
    }

    /// The next event's figures; `None` when no more comes.
    pub fn next(&mut self) -> Option<serde_json::Value> {
        loop {
            let begun = self.heard.len();
            if self.stream.read_line(&mut self.heard).expect("a line, or the end") == 0 {
                return None;
            }
            if let Some(data) = self.heard[begun..].strip_prefix("data: ") {
                return Some(serde_json::from_str(data).expect("whole JSON"));
            }
        }
    }

    /// Whether the answer came to its end, as chunks end (RFC 9112, 7.1).
    pub fn ended_whole(&self) -> bool {
        self.heard.ends_with("\r\n0\r\n\r\n")
    }
}

/// Somebody who has signed in, or a program with a token.
#[derive(Clone, Debug)]
pub struct Caller {
    address: SocketAddr,
    who: (&'static str, String),
}

impl Caller {
    /// A program with a token.
    pub fn program(address: SocketAddr, token: &str) -> Caller {
        Caller { address, who: ("authorization", format!("Bearer {token}")) }
    }

    /// Somebody who signs in with [`PASSWORD`].
    pub fn editor(address: SocketAddr, email: &str) -> Caller {
        let stranger = Caller { address, who: ("accept", "text/html".to_owned()) };
        let answer = stranger.form("/desk/sign-in", &[("email", email), ("password", PASSWORD)]);
        let answer = answer.expect("an answer");
        let cookie = answer.header("set-cookie").split(';').next().unwrap_or_default().to_owned();
        assert!(answer.status == 303 && cookie.contains("desk"), "{email}: {answer:?}");
        Caller { address, who: ("cookie", cookie) }
    }

    /// The same session or token at a server that was started again.
    pub fn at(&self, address: SocketAddr) -> Caller {
        Caller { address, ..self.clone() }
    }

    pub fn get(&self, path: &str) -> Option<Heard> {
        self.send(("GET", path), &[], b"")
    }

    /// Sends a form as a page of the portal does.
    pub fn form(&self, path: &str, form: &[(&str, &str)]) -> Option<Heard> {
        let body = serde_urlencoded::to_string(form).expect("a form");
        let kind = ("content-type", "application/x-www-form-urlencoded");
        self.send(("POST", path), &[kind], body.as_bytes())
    }

    pub fn json(
        &self,
        path: &str,
        headers: &[(&str, &str)],
        body: &serde_json::Value,
    ) -> Option<Heard> {
        let headers = [&[("content-type", "application/json")], headers].concat();
        self.send(("POST", path), &headers, body.to_string().as_bytes())
    }

    pub fn send(&self, to: (&str, &str), headers: &[(&str, &str)], body: &[u8]) -> Option<Heard> {
        let who = (self.who.0, self.who.1.as_str());
        let own = [who, ("sec-fetch-site", "same-origin"), ("user-agent", AGENT)];
        send(self.address, to, &[&own, headers].concat(), body)
    }
}
