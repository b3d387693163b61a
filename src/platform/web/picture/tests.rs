//! What a browser is offered for a picture, place by place.

use super::*;

fn made(cut: &str, format: &str, (width, height): (i64, i64)) -> Made {
    let ending = format.rsplit('/').next().unwrap_or_default();
    let url = format!("/files/{cut}/a-{width}.{ending}");
    Made { cut: cut.to_owned(), format: format.to_owned(), width, height, url }
}

/// A photograph of 3:2 with two widths of each cut in every format.
fn photograph() -> Shown {
    let sizes = [("whole", 3, 2), ("card", 3, 2), ("wide", 16, 9), ("square", 1, 1)];
    let mut all = Vec::new();
    for (cut, across, down) in sizes {
        for width in [320, 1280] {
            for format in ["image/avif", "image/webp", "image/jpeg"] {
                all.push(made(cut, format, (width, width * down / across)));
            }
        }
    }
    Shown {
        url: "/files/0/a.jpg".to_owned(),
        width: 1500,
        height: 1000,
        alt: "Rước \"kiệu\"".to_owned(),
        made: all,
        ..Shown::default()
    }
}

fn place(name: &str) -> &'static Place {
    Place::named(name).expect("a place")
}

#[test]
fn a_browser_chooses_from_both_small_formats_and_an_old_one_gets_jpeg() {
    let html = photograph().html(&Place::FIGURE, 100, Loading::Near);
    assert_eq!(
        html,
        "<picture>\
         <source type=\"image/avif\" srcset=\"/files/whole/a-320.avif 320w, /files/whole/a-1280.avif 1280w\" \
         sizes=\"(min-width: 62.5em) 36rem, calc(100vw - 2.5rem)\">\
         <source type=\"image/webp\" srcset=\"/files/whole/a-320.webp 320w, /files/whole/a-1280.webp 1280w\" \
         sizes=\"(min-width: 62.5em) 36rem, calc(100vw - 2.5rem)\">\
         <img src=\"/files/whole/a-1280.jpeg\" width=\"1280\" height=\"853\" \
         alt=\"Rước &quot;kiệu&quot;\" loading=\"lazy\" decoding=\"async\"></picture>"
    );
}

#[test]
fn a_picture_of_which_nothing_is_made_is_shown_as_it_is() {
    let plain = Shown { made: Vec::new(), ..photograph() };
    assert_eq!(
        plain.unspoken().html(place("item"), 100, Loading::First),
        "<img src=\"/files/0/a.jpg\" width=\"1500\" height=\"1000\" alt=\"\" \
         fetchpriority=\"high\" decoding=\"async\">"
    );
}

#[test]
fn a_list_on_a_telephone_takes_the_square_and_no_file_wider_than_it_needs() {
    let html = photograph().html(place("item"), 100, Loading::Near);
    assert!(html.contains(
        "<source type=\"image/webp\" media=\"(max-width: 43.74em)\" \
         srcset=\"/files/square/a-320.webp 320w\" sizes=\"6rem\">"
    ));
    let after = html.split("</source>").next().unwrap_or_default();
    assert!(
        after.find("/files/square/") < after.find("/files/card/"),
        "the narrow one is asked first"
    );
    assert!(!html.contains("-1280"), "{html}");
    assert!(html.contains("<img src=\"/files/card/a-320.jpeg\" width=\"320\" height=\"213\""));
}

#[test]
fn a_box_flatter_than_the_picture_takes_a_picture_as_wide_as_itself_and_a_narrower_one_a_wider() {
    // 3:2 in a box of 350:257 is drawn 1.1 times as wide as the box; in one of 3:1 as wide.
    let html = photograph().html(place("lead"), 100, Loading::First);
    assert!(html.contains(
        "sizes=\"(min-width: 62.5em) min(100vw - 6rem, 69rem), (min-width: 43.75em) \
         calc(100vw - 5rem), calc(1.10 * (100vw - 3.5rem))\""
    ));
    let tall = Shown { width: 1000, height: 1500, ..photograph() };
    assert!(tall.html(place("lead"), 100, Loading::First).contains(", calc(100vw - 3.5rem)\""));
}

#[test]
fn pictures_that_share_a_row_share_its_width_but_not_on_a_telephone() {
    let html = photograph().html(place("cell"), 40, Loading::Near);
    assert!(html.contains("(min-width: 62.5em) calc(0.40 * (min(100vw - 5rem, 70rem)))"));
    assert!(html.ends_with("</picture>") && html.contains(", calc(100vw - 2.5rem)\""));
}

#[test]
fn what_matters_stays_in_view_in_steps_of_five() {
    let at = |x, y| {
        let shown = Shown { focus: Focus { x, y }, made: Vec::new(), ..photograph() };
        let html = shown.html(&Place::FIGURE, 100, Loading::Near);
        let class = html.split_once("class=\"").and_then(|(_, rest)| rest.split_once('"'));
        class.map(|(class, _)| class.to_owned())
    };
    let cases = [
        ((50, 50), None),
        ((48, 52), None),
        ((30, 50), Some("fx-30")),
        ((50, 0), Some("fy-0")),
        ((100, 18), Some("fx-100 fy-20")),
        ((57, 53), Some("fx-55 fy-55")),
        ((255, 255), Some("fx-100 fy-100")),
    ];
    for ((x, y), class) in cases {
        assert_eq!(at(x, y).as_deref(), class, "{x} {y}");
    }
}

#[test]
fn a_drawing_is_there_twice_and_is_loaded_for_the_theme_that_shows_it() {
    let drawing = Shown {
        dark_url: Some("/files/1/a.svg".to_owned()),
        focus: Focus { x: 60, y: 50 },
        made: Vec::new(),
        ..photograph()
    };
    let html = drawing.html(place("lead"), 100, Loading::First);
    assert!(html.starts_with("<img class=\"light fx-60\" src=\"/files/0/a.jpg\""), "{html}");
    assert!(html.contains("fetchpriority=\"high\" decoding=\"async\"><img class=\"dark fx-60\""));
    assert!(html.contains("src=\"/files/1/a.svg\"") && html.contains("loading=\"lazy\""));
}

#[test]
fn what_takes_one_address_gets_a_jpeg_that_is_wide_enough() {
    let shown = photograph();
    assert_eq!(shown.jpeg("wide", 1280), ("/files/wide/a-1280.jpeg", 1280, 720));
    assert_eq!(shown.jpeg("whole", 100), ("/files/whole/a-320.jpeg", 320, 213));
    assert_eq!(shown.jpeg("whole", 5000).1, 1280, "the widest there is");
    let plain = Shown { made: Vec::new(), ..shown };
    assert_eq!(plain.jpeg("whole", 100), ("/files/0/a.jpg", 1500, 1000));
}

#[test]
fn every_place_is_found_by_its_name_and_by_no_other() {
    for name in ["figure", "embed", "lead", "item", "viewer", "large-video"] {
        assert_eq!(Place::named(name).map(|place| place.name), Some(name));
    }
    assert!(Place::named("").is_none() && Place::named("Lead").is_none());
}
