//! What drawings, captions and names are let in, as tables.

use super::{Content, Reason, Unfit, captions, drawing, examine, foresee};
use bytes::Bytes;

fn svg(inside: &str) -> String {
    format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 40 30\">{inside}</svg>")
}

#[test]
fn a_drawing_that_only_draws_comes_in() {
    let drawn = [
        "<path d=\"M0 0L1 1\" fill=\"#1b1714\" style=\"stroke:url(#g)\"/>",
        "<style>.i-ink{fill:#1b1714} /* a note */ .p{fill:url( '#g' )}</style>",
        "<style><![CDATA[.a{fill:red}]]></style>",
        "<defs><linearGradient id=\"g\"><stop offset=\"0\"/></linearGradient></defs>",
        "<use href=\"#g\"/><a href=\"#top\"><text>L&amp;M</text></a>",
        "<image href=\"data:image/png;base64,AAAA\" width=\"1\" height=\"1\"/>",
        "<title>Mộc bản — chùa Vĩnh Nghiêm</title><!-- a remark -->",
    ];
    for inside in drawn {
        assert_eq!(drawing(svg(inside).as_bytes()), Ok(Some((40, 30))), "{inside}");
    }
    for kept in ["<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n", "\u{feff}"] {
        assert!(drawing(format!("{kept}{}", svg("")).as_bytes()).is_ok(), "{kept:?}");
    }
}

#[test]
fn a_drawing_that_does_more_is_refused_by_what_it_holds() {
    let holds = [
        "<script>alert(1)</script>",
        "<SCRIPT/>",
        "<g onload=\"alert(1)\"/>",
        "<g ONCLICK='x'/>",
        "<foreignObject><p xmlns=\"http://www.w3.org/1999/xhtml\">x</p></foreignObject>",
        "<animate attributeName=\"href\" to=\"javascript:alert(1)\"/>",
        "<set attributeName=\"onmouseover\" to=\"x\"/>",
        "<h:script xmlns:h=\"http://www.w3.org/1999/xhtml\"/>",
        "<g xmlns:x=\"http://www.w3.org/1999/xhtml\"/>",
        "<iframe/>",
        "<style>@import 'x.css';</style>",
        "<style>@im/**/port 'x.css';</style>",
        "<style>@\\69mport 'x';</style>",
        "<style>&#64;import 'x';</style>",
        "<g style=\"background:expression(alert(1))\"/>",
        "<g xml:base=\"http://example.vn/\"/>",
        "<?xml-stylesheet href=\"x.css\"?>",
        "<text>&unknown;</text>",
        "<handler/>",
    ];
    for inside in holds {
        let refused = drawing(svg(inside).as_bytes());
        assert!(matches!(refused, Err(Reason::DrawingHolds { .. })), "{inside}: {refused:?}");
    }
    let fetches = [
        "<image href=\"https://example.vn/a.png\"/>",
        "<image xlink:href=\"//example.vn/a.png\" xmlns:xlink=\"http://www.w3.org/1999/xlink\"/>",
        "<use href=\"other.svg#a\"/>",
        "<a href=\"javascript:alert(1)\"/>",
        "<a href=\"java&#10;script:alert(1)\"/>",
        "<a href=\"data:text/html,x\"/>",
        "<image href=\"data:image/svg+xml;base64,AAAA\"/>",
        "<g fill=\"url(https://example.vn/a)\"/>",
        "<style>.a{fill:url(//example.vn)}</style>",
        "<style>.a{background:URL( \"a.png\" )}</style>",
    ];
    for inside in fetches {
        let refused = drawing(svg(inside).as_bytes());
        assert!(matches!(refused, Err(Reason::DrawingFetches { .. })), "{inside}: {refused:?}");
    }
    let entities = "<!DOCTYPE svg [<!ENTITY a \"b\">]><svg/>";
    assert!(matches!(drawing(entities.as_bytes()), Err(Reason::DrawingHolds { .. })));
    let other = "<?xml version=\"1.0\" encoding=\"UTF-7\"?><svg/>";
    assert!(matches!(drawing(other.as_bytes()), Err(Reason::DrawingHolds { .. })));
    let deep = svg(&("<g>".repeat(200) + &"</g>".repeat(200)));
    assert_eq!(drawing(deep.as_bytes()), Err(Reason::DrawingTooRich));
    let many = svg(&"<g/>".repeat(50_001));
    assert_eq!(drawing(many.as_bytes()), Err(Reason::DrawingTooRich));
    for broken in ["<svg>", "<svg><g></svg>", "<svg><g a=\"1\" a=\"2\"/></svg>", "\u{fffd}"] {
        let refused = drawing(broken.as_bytes());
        assert!(matches!(refused, Err(Reason::Damaged { .. })), "{broken}: {refused:?}");
    }
}

#[test]
fn captions_are_read_cue_by_cue() {
    let fine = "WEBVTT - tiêu đề\n\nNOTE a remark\n\n1\n00:01.000 --> 00:02.500 align:start\nXin chào\n\n\
                01:00:00.000 --> 01:00:02.000\nHai\ndòng\n";
    assert_eq!(captions::check(fine.as_bytes()), Ok(()));
    assert_eq!(captions::check(fine.replace('\n', "\r\n").as_bytes()), Ok(()));
    let broken = [
        ("WEBVTT\n\n00:02.000 --> 00:01.000\nNgược\n", 3),
        ("WEBVTT\n\n00:01,000 --> 00:02,000\nDấu phẩy\n", 3),
        ("WEBVTT\n\n1\n00:61.000 --> 02:00.000\nx\n", 4),
        ("WEBVTT\n\nchỉ có chữ\n", 3),
        ("WEBVTT\n", 1),
    ];
    for (text, line) in broken {
        assert_eq!(captions::check(text.as_bytes()), Err(Reason::Captions { line }), "{text}");
    }
}

#[test]
fn what_a_sender_announces_can_be_refused_before_a_byte_is_sent() {
    let mb = 1 << 20;
    assert_eq!(foresee("a.jpg", None, 50 * mb), Ok(()));
    assert_eq!(foresee("a.jpg", None, 50 * mb + 1), Err(Reason::TooLong { megabytes: 50 }));
    assert_eq!(foresee("a", Some("image/png"), 51 * mb), Err(Reason::TooLong { megabytes: 50 }));
    assert_eq!(foresee("a.mp4", None, 4096 * mb), Ok(()));
    assert_eq!(foresee("a.mp4", None, 4096 * mb + 1), Err(Reason::TooLong { megabytes: 4096 }));
    assert_eq!(foresee("a.xyz", None, 5000 * mb), Err(Reason::TooLong { megabytes: 4096 }));
    assert_eq!(foresee("a.jpg", None, 0), Err(Reason::Empty));
}

#[test]
fn a_name_or_a_declaration_that_says_nothing_does_not_lie() {
    let drawing = Content::Memory(Bytes::from(svg("")));
    for (name, declared) in [
        ("hinh.svg", None),
        ("HINH.SVG", Some("image/svg+xml")),
        ("hinh", Some("application/octet-stream")),
        ("hinh.svg", Some("IMAGE/SVG+XML; charset=utf-8")),
        (".svg", Some("")),
    ] {
        assert!(examine(name, declared, &drawing).is_ok(), "{name} {declared:?}");
    }
    for (name, declared) in [
        ("hinh.png", None),
        ("hinh.svg.exe", None),
        ("hinh.svg", Some("image/png")),
        ("a.html", None),
    ] {
        let refused = examine(name, declared, &drawing);
        let lies = matches!(
            refused,
            Err(Unfit::Refused(Reason::NameLies { .. } | Reason::TypeLies { .. }))
        );
        assert!(lies, "{name} {declared:?}: {refused:?}");
    }
}
