//! The figures as they change: a page that listens is told at once, then when they move; nobody is known
//! by it, nothing is counted for it, and it does not hold an ending server up.

use crate::support::{AGENT, TestPortal, wait};
use bytes::Bytes;
use http::{Method, Request};
use http_body_util::{BodyExt, Empty};
use std::net::{IpAddr, Ipv4Addr};

const ARTICLE: &str = "/vi/tin-tuc/khai-mac-tuan-van-hoa-du-lich-2020";

async fn listen(
    portal: &TestPortal,
) -> http::Response<impl http_body::Body<Data = Bytes, Error: std::fmt::Debug> + Unpin + use<>> {
    let request = Request::builder().uri("/api/visits/live").header("user-agent", AGENT);
    let request = request.body(Empty::<Bytes>::new()).expect("a request");
    portal.door.open(request, IpAddr::V4(Ipv4Addr::LOCALHOST)).await.map(Box::pin)
}

/// The next event's figures; `None` when the stream has ended.
async fn told<B>(body: &mut B) -> Option<serde_json::Value>
where
    B: http_body::Body<Data = Bytes> + Unpin,
    B::Error: std::fmt::Debug,
{
    let frame = body.frame().await?.expect("a frame").into_data().expect("data");
    let text = String::from_utf8(frame.to_vec()).expect("text");
    let data = text.lines().find_map(|line| line.strip_prefix("data: ")).expect("figures");
    Some(serde_json::from_str(data).expect("JSON"))
}

#[test]
fn a_page_that_listens_is_told_the_figures_and_again_when_they_move() {
    wait(async {
        let portal = TestPortal::demo().await;
        let mut answer = listen(&portal).await;
        assert_eq!(answer.headers()["content-type"], "text/event-stream");
        assert_eq!(answer.headers()["cache-control"], "no-store");
        assert!(!answer.headers().contains_key("set-cookie"));
        let first = told(answer.body_mut()).await.expect("figures");
        assert_eq!((&first["today"], &first["total"]), (&0.into(), &0.into()));
        portal.page(ARTICLE).await;
        portal.fold().await;
        let next = told(answer.body_mut()).await.expect("figures");
        let all = ["online", "today", "week", "month", "year", "total"];
        assert_eq!(all.map(|name| next[name].as_i64()), [Some(1); 6], "listening is no view");
        portal.app.portal.visits.end_listening();
        assert!(told(answer.body_mut()).await.is_none(), "the server ends, and lets her go");
    });
}

#[test]
fn only_so_many_listen_at_once_and_a_page_without_a_place_is_turned_away_for_good() {
    wait(async {
        let portal = TestPortal::demo().await;
        let mut listening = Vec::new();
        let turned_away = loop {
            let answer = listen(&portal).await;
            if answer.status() != 200 {
                break answer;
            }
            listening.push(answer);
            assert!(listening.len() <= 1_000, "there is an end");
        };
        assert_eq!((turned_away.status().as_u16(), listening.len()), (204, 1_000));
        drop(listening.pop());
        assert_eq!(listen(&portal).await.status(), 200, "a place is free again");
        assert_eq!(portal.ask(Method::GET, "/").answer().await.status, 200);
    });
}
