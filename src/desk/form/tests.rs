//! The form as an editor meets it: what a browser sends back is read over what is stored. Not for the
//! page around it: that is tested from outside.

mod at_desk;
mod browser;
mod changed;
mod odd;
mod rows;
mod translated;
mod unchanged;

use crate::editorial::Kinds;
use crate::{document, factcheck, festival, gallery, news, page, video};

fn kinds() -> Kinds {
    Kinds(vec![
        document::rules(),
        factcheck::rules(),
        festival::rules(),
        gallery::rules(),
        news::rules(),
        page::rules(),
        video::rules(),
    ])
}
