//! Handing files in piece by piece (tus 1.0): over lines that break, processes that end, and
//! senders that are wrong.

use crate::media_ground::{Ground, person, photograph};
use crate::support::{at, folder, wait};
use axum::body::Body;
use axum::response::Response;
use axum::{Extension, Router};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use http::{Method, Request};
use http_body_util::BodyExt;
use mocban::media::upload::{Door, Pace, Uploads, routes};
use mocban::media::{Search, list};
use mocban::people::{Actor, Role};
use mocban::platform::i18n::Words;
use sha2::{Digest, Sha256};
use std::sync::Arc;
use tower::ServiceExt;

/// A desk with nothing but uploads.
struct Desk {
    router: Router,
    door: Door,
}

impl Desk {
    /// A desk over a folder that may already hold half files.
    fn open(ground: &Ground) -> Desk {
        let folder = ground.folder.path().join("uploads");
        let uploads =
            Uploads::open(ground.library.clone(), folder, Pace::megabytes(100)).expect("a folder");
        let words = Words::built_in("vi".parse().expect("a language")).expect("words");
        let door = Door::new(uploads, Arc::new(words));
        Desk { router: routes(door.clone()), door }
    }

    async fn ask(
        &self,
        actor: &Actor,
        (method, path): (Method, &str),
        headers: &[(&str, &str)],
        body: Body,
    ) -> Response {
        let mut request =
            Request::builder().method(method).uri(path).header("tus-resumable", "1.0.0");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let router = self.router.clone().layer(Extension(actor.clone()));
        router.oneshot(request.body(body).expect("a request")).await.expect("an answer")
    }

    async fn create(&self, actor: &Actor, name: &str, length: usize) -> Response {
        let said = format!(
            "filename {},filetype {}",
            STANDARD.encode(name),
            STANDARD.encode("image/jpeg")
        );
        let headers = [("upload-length", &*length.to_string()), ("upload-metadata", &*said)];
        self.ask(actor, (Method::POST, "/desk/uploads"), &headers, Body::empty()).await
    }

    async fn begun(&self, actor: &Actor, name: &str, length: usize) -> String {
        let created = self.create(actor, name, length).await;
        assert_eq!(created.status(), 201);
        assert!(created.headers().contains_key("upload-expires"));
        header(&created, "location")
    }

    async fn send(&self, actor: &Actor, path: &str, offset: usize, body: Body) -> Response {
        self.send_with(actor, path, offset, &[], body).await
    }

    async fn send_with(
        &self,
        actor: &Actor,
        path: &str,
        offset: usize,
        more: &[(&str, &str)],
        body: Body,
    ) -> Response {
        let offset = offset.to_string();
        let mut headers =
            vec![("content-type", "application/offset+octet-stream"), ("upload-offset", &*offset)];
        headers.extend(more);
        self.ask(actor, (Method::PATCH, path), &headers, body).await
    }

    async fn offset(&self, actor: &Actor, path: &str) -> usize {
        let answer = self.ask(actor, (Method::HEAD, path), &[], Body::empty()).await;
        assert_eq!(
            (answer.status().as_u16(), &*header(&answer, "cache-control")),
            (200, "no-store")
        );
        header(&answer, "upload-offset").parse().expect("a number")
    }
}

fn header(answer: &Response, name: &str) -> String {
    let value = answer.headers().get(name).unwrap_or_else(|| panic!("no {name}: {answer:?}"));
    value.to_str().expect("text").to_owned()
}

fn body(bytes: &[u8]) -> Body {
    Body::from(bytes.to_vec())
}

/// A body whose line breaks after these bytes.
struct Broken(Option<Bytes>);

impl http_body::Body for Broken {
    type Data = Bytes;
    type Error = std::io::Error;

    fn poll_frame(
        mut self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Result<http_body::Frame<Bytes>, std::io::Error>>> {
        let broken = || std::io::Error::from(std::io::ErrorKind::ConnectionReset);
        let next =
            self.0.take().map_or_else(|| Err(broken()), |bytes| Ok(http_body::Frame::data(bytes)));
        std::task::Poll::Ready(Some(next))
    }
}

fn broken(bytes: &[u8]) -> Body {
    Body::new(Broken(Some(Bytes::copy_from_slice(bytes))))
}

async fn names(ground: &Ground) -> Vec<String> {
    let found = list(&ground.library.db, &Search::default(), (0, 100)).await.expect("a list");
    found.into_iter().map(|media| media.name).collect()
}

fn lying(ground: &Ground) -> Vec<String> {
    let files = folder::files(&ground.folder.path().join("uploads"));
    let ending = |name: &String| name.rsplit('.').next().map(str::to_owned);
    files.keys().filter_map(ending).collect()
}

#[test]
fn a_file_sent_in_pieces_is_in_the_library_once_it_is_whole_and_not_before() {
    wait(async {
        let (ground, actor) = (Ground::new().await, person(1, Role::Author));
        let (desk, file) = (Desk::open(&ground), photograph(64, 48, 1));
        let path = desk.begun(&actor, "Lễ hội.jpg", file.len()).await;
        let first = desk.send(&actor, &path, 0, body(&file[..100])).await;
        assert_eq!((first.status().as_u16(), &*header(&first, "upload-offset")), (204, "100"));
        assert!(names(&ground).await.is_empty());
        assert_eq!(ground.written().await, (0, 0));
        let last = desk.send(&actor, &path, 100, body(&file[100..])).await;
        assert_eq!(last.status(), 204);
        assert_eq!((&*header(&last, "library-id"), &*header(&last, "library-was")), ("1", "new"));
        assert_eq!(names(&ground).await, ["Lễ hội.jpg"]);
        assert_eq!(lying(&ground), ["json"], "only what answers a sender who did not hear it");
        assert_eq!(desk.offset(&actor, &path).await, file.len());
        let again = desk.begun(&actor, "cung-anh.jpg", file.len()).await;
        let again = desk.send(&actor, &again, 0, body(&file)).await;
        assert_eq!(
            (&*header(&again, "library-id"), &*header(&again, "library-was")),
            ("1", "known")
        );
    });
}

#[test]
fn an_upload_goes_on_after_its_line_broke_and_after_its_process_was_killed() {
    wait(async {
        let (ground, actor) = (Ground::new().await, person(1, Role::Author));
        let file = photograph(64, 48, 1);
        let desk = Desk::open(&ground);
        let path = desk.begun(&actor, "a.jpg", file.len()).await;
        desk.send(&actor, &path, 0, broken(&file[..300])).await;
        assert_eq!(desk.offset(&actor, &path).await, 300);
        drop(desk);
        // Another process finds what the first has left in the folder.
        let desk = Desk::open(&ground);
        assert_eq!(desk.offset(&actor, &path).await, 300);
        assert_eq!(desk.send(&actor, &path, 0, body(&file)).await.status(), 409);
        assert_eq!(desk.send(&actor, &path, 301, body(&file[301..])).await.status(), 409);
        assert_eq!(desk.send(&actor, &path, 300, body(&file[300..])).await.status(), 204);
        assert_eq!(names(&ground).await, ["a.jpg"]);
    });
}

#[test]
fn a_file_whose_process_was_killed_between_its_last_byte_and_the_library_is_taken_in_when_asked() {
    wait(async {
        let (ground, actor) = (Ground::new().await, person(1, Role::Author));
        let (desk, file) = (Desk::open(&ground), photograph(64, 48, 1));
        let path = desk.begun(&actor, "a.jpg", file.len()).await;
        let id = path.rsplit('/').next().expect("a name");
        let part = ground.folder.path().join("uploads").join(format!("{id}.part"));
        std::fs::write(part, &file).expect("every byte is there, and nobody was told");
        let asked = desk.ask(&actor, (Method::HEAD, &path), &[], Body::empty()).await;
        assert_eq!(header(&asked, "library-id"), "1");
        assert_eq!(names(&ground).await, ["a.jpg"]);
    });
}

#[test]
fn a_piece_with_a_checksum_counts_only_when_it_is_whole_and_right() {
    wait(async {
        let (ground, actor) = (Ground::new().await, person(1, Role::Author));
        let (desk, file) = (Desk::open(&ground), photograph(64, 48, 1));
        let path = desk.begun(&actor, "a.jpg", file.len()).await;
        let sum = format!("sha256 {}", STANDARD.encode(Sha256::digest(&file[..200])));
        let checked = [("upload-checksum", &*sum)];
        let wrong = desk.send_with(&actor, &path, 0, &checked, body(&file[1..201])).await;
        assert_eq!(wrong.status().as_u16(), 460);
        assert_eq!(desk.offset(&actor, &path).await, 0);
        let half = desk.send_with(&actor, &path, 0, &checked, broken(&file[..150])).await;
        assert_eq!(half.status().as_u16(), 460);
        assert_eq!(desk.offset(&actor, &path).await, 0);
        let right = desk.send_with(&actor, &path, 0, &checked, body(&file[..200])).await;
        assert_eq!(right.status(), 204);
        let sha1 = format!("sha1 {}", STANDARD.encode(sha1::Sha1::digest(&file[200..300])));
        let checked = [("upload-checksum", &*sha1)];
        let right = desk.send_with(&actor, &path, 200, &checked, body(&file[200..300])).await;
        assert_eq!(right.status(), 204);
        // Killed in the middle of a checked piece: what the process had written of it is taken back.
        let id = path.rsplit('/').next().expect("a name");
        let part =
            |ending: &str| ground.folder.path().join("uploads").join(format!("{id}.{ending}"));
        std::fs::write(part("from"), "300.").expect("a note");
        std::fs::write(part("part"), &file[..450]).expect("half a piece");
        assert_eq!(Desk::open(&ground).offset(&actor, &path).await, 300);
        let other = [("upload-checksum", "md4 AAAA")];
        assert_eq!(desk.send_with(&actor, &path, 300, &other, body(b"x")).await.status(), 400);
    });
}

#[test]
fn a_refused_file_is_told_in_the_senders_words_and_nothing_of_it_stays() {
    wait(async {
        let (ground, actor) = (Ground::new().await, person(1, Role::Author));
        let desk = Desk::open(&ground);
        let file = b"MZ this is a program, whatever its name says";
        let path = desk.begun(&actor, "anh.jpg", file.len()).await;
        let refused = desk.send(&actor, &path, 0, body(file)).await;
        assert_eq!(refused.status(), 422);
        assert_eq!(header(&refused, "content-type"), "application/problem+json");
        let text = refused.into_body().collect().await.expect("a body").to_bytes();
        let problem: serde_json::Value = serde_json::from_slice(&text).expect("JSON");
        let detail = problem["detail"].as_str().expect("a sentence");
        assert!(detail.contains("Cổng không nhận loại tệp này"), "{detail}");
        assert!(lying(&ground).is_empty());
        assert_eq!(ground.written().await, (0, 0));
        let gone = desk.ask(&actor, (Method::HEAD, &path), &[], Body::empty()).await;
        assert_eq!(gone.status(), 404);
    });
}

#[test]
fn what_is_too_long_is_refused_before_a_byte_is_sent_and_more_than_announced_is_not_kept() {
    wait(async {
        let (ground, actor) = (Ground::new().await, person(1, Role::Author));
        let desk = Desk::open(&ground);
        assert_eq!(desk.create(&actor, "anh.jpg", 51 << 20).await.status(), 413);
        assert_eq!(desk.create(&actor, "phim.mp4", 5 << 30).await.status(), 413);
        assert_eq!(desk.create(&actor, "anh.jpg", 0).await.status(), 413);
        assert!(lying(&ground).is_empty());
        let path = desk.begun(&actor, "anh.jpg", 10).await;
        assert_eq!(desk.send(&actor, &path, 0, body(b"01234567890")).await.status(), 413);
        assert_eq!(desk.offset(&actor, &path).await, 0);
    });
}

#[test]
fn an_upload_is_its_senders_alone_and_can_be_ended() {
    wait(async {
        let (ground, actor) = (Ground::new().await, person(1, Role::Author));
        let (desk, other) = (Desk::open(&ground), person(2, Role::Administrator));
        let path = desk.begun(&actor, "anh.jpg", 10).await;
        assert_eq!(desk.send(&other, &path, 0, body(b"0123456789")).await.status(), 404);
        for method in [Method::HEAD, Method::DELETE] {
            let answer = desk.ask(&other, (method, &path), &[], Body::empty()).await;
            assert_eq!(answer.status(), 404);
        }
        for wrong in ["/desk/uploads/..%2F..%2Fetc", "/desk/uploads/x", &format!("{path}0")] {
            let answer = desk.ask(&actor, (Method::HEAD, wrong), &[], Body::empty()).await;
            assert_eq!(answer.status(), 404, "{wrong}");
        }
        let ended = desk.ask(&actor, (Method::DELETE, &path), &[], Body::empty()).await;
        assert_eq!(ended.status(), 204);
        assert!(lying(&ground).is_empty());
        let coordinator = person(3, Role::Coordinator);
        assert_eq!(desk.create(&coordinator, "anh.jpg", 10).await.status(), 403);
    });
}

#[test]
fn an_upload_nobody_comes_back_for_is_thrown_away_after_a_day() {
    wait(async {
        let (ground, actor) = (Ground::new().await, person(1, Role::Author));
        let desk = Desk::open(&ground);
        let path = desk.begun(&actor, "anh.jpg", 10).await;
        desk.send(&actor, &path, 0, body(b"01234")).await;
        assert_eq!(desk.door.uploads().sweep().await.expect("a count"), 0);
        ground.library.clock.set(at("2026-11-21T10:15:00+07:00"));
        let late = desk.ask(&actor, (Method::HEAD, &path), &[], Body::empty()).await;
        assert_eq!(late.status(), 404);
        assert_eq!(desk.door.uploads().sweep().await.expect("a count"), 1);
        assert!(lying(&ground).is_empty());
    });
}

#[test]
fn a_program_that_speaks_otherwise_is_told_what_is_spoken() {
    wait(async {
        let (ground, actor) = (Ground::new().await, person(1, Role::Author));
        let desk = Desk::open(&ground);
        let asked = desk.ask(&actor, (Method::OPTIONS, "/desk/uploads"), &[], Body::empty()).await;
        assert_eq!(header(&asked, "tus-version"), "1.0.0");
        assert_eq!(header(&asked, "tus-extension"), "creation,termination,expiration,checksum");
        assert_eq!(header(&asked, "tus-max-size"), (4u64 << 30).to_string());
        let path = desk.begun(&actor, "anh.jpg", 10).await;
        let router = desk.router.clone().layer(Extension(actor.clone()));
        let old =
            Request::builder().method(Method::HEAD).uri(&path).header("tus-resumable", "0.2.2");
        let old =
            router.oneshot(old.body(Body::empty()).expect("a request")).await.expect("an answer");
        assert_eq!(old.status(), 412);
        let kind = [("content-type", "image/jpeg"), ("upload-offset", "0")];
        let wrong = desk.ask(&actor, (Method::PATCH, &path), &kind, body(b"x")).await;
        assert_eq!(wrong.status(), 415);
        let none = [("content-type", "application/offset+octet-stream")];
        let none = desk.ask(&actor, (Method::PATCH, &path), &none, body(b"x")).await;
        assert_eq!(none.status(), 400);
    });
}

#[test]
fn two_pieces_of_one_upload_are_never_written_at_once() {
    wait(async {
        let (ground, actor) = (Ground::new().await, person(1, Role::Author));
        let (desk, file) = (Desk::open(&ground), photograph(64, 48, 1));
        let path = desk.begun(&actor, "a.jpg", file.len()).await;
        let (first, second) = tokio::join!(
            desk.send(&actor, &path, 0, body(&file)),
            desk.send(&actor, &path, 0, body(&file))
        );
        let mut statuses = [first.status().as_u16(), second.status().as_u16()];
        statuses.sort_unstable();
        assert!([[204, 409], [204, 423]].contains(&statuses), "{statuses:?}");
        assert_eq!(names(&ground).await, ["a.jpg"]);
    });
}
