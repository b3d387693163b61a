//! Where pictures stand on pages, and how wide: `assets/css` written down once more, because a browser
//! chooses a file before it has read the style. `tests/browser/pictures.spec.ts` holds the two together.

/// Where a picture stands on a page.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// What templates call it.
    pub name: &'static str,
    /// The cut that is shown there.
    pub(super) cut: &'static str,
    /// Below this width of the screen another cut is shown.
    pub(super) narrow: Option<(&'static str, &'static str)>,
    /// The width of that one, and of the box of every other cut, by the width of the screen; the
    /// widest screens first.
    pub(super) stands: &'static [Stand],
    /// Wider files than this, in pixels, are never needed there.
    pub(super) most: i64,
    /// The width of the file for browsers that know JPEG only, in pixels.
    pub(super) plain: i64,
}

/// How wide a place is from a width of the screen on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stand {
    pub from: Option<&'static str>,
    pub width: &'static str,
    /// The box's width over its height, where it cuts.
    pub ratio: Option<f64>,
    /// The box's height, where a picture is shown whole however high it is.
    pub height: Option<&'static str>,
    /// Whether several pictures share this width.
    pub shared: bool,
}

/// From here on two columns, and three (LOOK: grid).
const TABLET: Option<&str> = Some("43.75em");
const DESKTOP: Option<&str> = Some("62.5em");
const BELOW_TABLET: &str = "43.74em";

const fn stand(from: Option<&'static str>, width: &'static str) -> Stand {
    Stand { from, width, ratio: None, height: None, shared: false }
}

const fn boxed(from: Option<&'static str>, width: &'static str, ratio: f64) -> Stand {
    Stand { ratio: Some(ratio), ..stand(from, width) }
}

const fn within(from: Option<&'static str>, width: &'static str, height: &'static str) -> Stand {
    Stand { height: Some(height), ..stand(from, width) }
}

const fn shared(from: Option<&'static str>, width: &'static str) -> Stand {
    Stand { shared: true, ..stand(from, width) }
}

/// The width of a page's content on a telephone, a tablet and a desk.
const PHONE: &str = "100vw - 2.5rem";
const MIDDLE: &str = "100vw - 4rem";
const WIDE: &str = "min(100vw - 5rem, 70rem)";

const fn place(name: &'static str, stands: &'static [Stand], most: i64, plain: i64) -> Place {
    Place { name, cut: "whole", narrow: None, stands, most, plain }
}

impl Place {
    const fn cut(self, cut: &'static str) -> Place {
        Place { cut, ..self }
    }

    const fn narrow(self, cut: &'static str) -> Place {
        Place { narrow: Some((BELOW_TABLET, cut)), ..self }
    }

    /// The place of a name; templates name nothing else.
    pub fn named(name: &str) -> Option<&'static Place> {
        PLACES.iter().find(|place| place.name == name)
    }

    /// The width of the narrow cut: that of the narrowest stand.
    pub(super) fn narrow_sizes(&self) -> String {
        self.stands.last().map_or_else(String::new, |stand| super::whole(stand.width))
    }

    /// A figure within running text.
    pub const FIGURE: Place =
        place("figure", &[stand(DESKTOP, "36rem"), stand(None, PHONE)], 1920, 960);
    /// The card of another entry within running text.
    pub const EMBED: Place = place(
        "embed",
        &[stand(DESKTOP, "14.25rem"), stand(TABLET, "40vw"), stand(None, PHONE)],
        960,
        640,
    )
    .cut("card");
}

const PLACES: &[Place] = &[
    Place::FIGURE,
    Place::EMBED,
    // The front page.
    place(
        "lead",
        &[
            boxed(DESKTOP, "min(100vw - 6rem, 69rem)", 1106.0 / 374.0),
            boxed(TABLET, "100vw - 5rem", 2.0),
            boxed(None, "100vw - 3.5rem", 350.0 / 257.0),
        ],
        2560,
        1280,
    ),
    place(
        "story",
        &[
            boxed(DESKTOP, "min(57vw, 39.8rem)", 5.0 / 3.0),
            boxed(TABLET, MIDDLE, 2.0),
            boxed(None, PHONE, 1.5),
        ],
        1920,
        960,
    ),
    place(
        "large-media",
        &[
            boxed(DESKTOP, "min(65vw, 46rem)", 1.45),
            boxed(TABLET, MIDDLE, 1.5),
            boxed(None, PHONE, 1.5),
        ],
        1920,
        960,
    ),
    place(
        "media",
        &[stand(DESKTOP, "min(30vw, 22rem)"), stand(TABLET, "50vw - 3rem"), stand(None, PHONE)],
        960,
        640,
    )
    .cut("card"),
    // Lists.
    place("item", &[stand(TABLET, "15rem"), stand(None, "6rem")], 640, 320)
        .cut("card")
        .narrow("square"),
    place(
        "large-item",
        &[
            boxed(DESKTOP, "min(64vw, 45.8rem)", 2.0),
            boxed(TABLET, "15rem", 1.5),
            boxed(None, PHONE, 1.5),
        ],
        1920,
        960,
    ),
    place(
        "related",
        &[stand(DESKTOP, "15.25rem"), stand(TABLET, "50vw - 3rem"), stand(None, PHONE)],
        960,
        640,
    )
    .cut("card"),
    // A festival.
    place(
        "festival",
        &[
            stand(DESKTOP, "min(100vw - 6rem, 69rem)"),
            stand(TABLET, "100vw - 5rem"),
            boxed(None, "100vw - 3.5rem", 1.44),
        ],
        2560,
        1280,
    ),
    place(
        "listed-festival",
        &[stand(DESKTOP, "20rem"), stand(TABLET, "11rem"), stand(None, PHONE)],
        960,
        640,
    ),
    place("activity", &[stand(None, "5.5rem")], 320, 320).cut("card"),
    // Albums.
    place("cell", &[shared(DESKTOP, WIDE), shared(TABLET, MIDDLE), stand(None, PHONE)], 1920, 960),
    place(
        "cell-half",
        &[shared(DESKTOP, WIDE), shared(TABLET, MIDDLE), stand(None, "50vw - 1.7rem")],
        1280,
        640,
    )
    .narrow("square"),
    place(
        "viewer",
        &[within(TABLET, "100vw - 11rem", "100vh - 15rem"), within(None, "100vw", "100vh - 20rem")],
        2560,
        1280,
    ),
    place("thumb", &[stand(None, "4.5rem")], 320, 320).cut("card"),
    // Videos.
    place(
        "video",
        &[stand(DESKTOP, "min(30vw, 22rem)"), stand(TABLET, "50vw - 3rem"), stand(None, PHONE)],
        1280,
        640,
    )
    .cut("wide"),
    place(
        "large-video",
        &[stand(DESKTOP, "min(57vw, 43rem)"), stand(TABLET, "57vw"), stand(None, PHONE)],
        1920,
        640,
    )
    .cut("wide"),
];
