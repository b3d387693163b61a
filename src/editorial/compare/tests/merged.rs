//! Two people who wrote from one edition.

use super::*;

fn both(mine: impl Fn(&mut Facts, &mut Words), theirs: impl Fn(&mut Facts, &mut Words)) -> Merge {
    let edited = |edit: &dyn Fn(&mut Facts, &mut Words)| {
        let (mut facts, mut words) = (facts(), words());
        edit(&mut facts, &mut words);
        (facts, words)
    };
    let (mine, theirs) = (edited(&mine), edited(&theirs));
    merge((&facts(), &words()), (&mine.0, &mine.1), (&theirs.0, &theirs.1))
}

fn names(fields: &[Field]) -> Vec<String> {
    fields.iter().map(|field| format!("{} {}", field.key, field.of).trim().to_owned()).collect()
}

#[test]
fn what_only_one_changed_is_taken_from_each() {
    let merged = both(
        |facts, words| {
            words.title = "Tiêu đề của tôi".into();
            words.pictures[0].alt = "Trống đồng".into();
            facts.tags.pop();
        },
        |facts, words| {
            words.lead = "Câu dẫn của họ.".into();
            words.pictures[1].alt = "Cổng đình".into();
            facts.own["activities"][1]["start"] = json!("2020-02-16");
        },
    );
    let mine = ["editorial-field-alt a.svg", "editorial-field-tags", "editorial-field-title"];
    let own = "editorial-field-own activities.be-mac.start";
    assert_eq!(names(&merged.mine), mine);
    assert_eq!(names(&merged.theirs), ["editorial-field-alt b.svg", "editorial-field-lead", own]);
    assert_eq!(names(&merged.both), Vec::<String>::new());
    let (facts, words) = merged.merged.expect("nothing to choose");
    assert_eq!(words.title, "Tiêu đề của tôi");
    assert_eq!(words.lead, "Câu dẫn của họ.");
    assert_eq!(words.pictures, [said("a.svg", "Trống đồng"), said("b.svg", "Cổng đình")]);
    assert_eq!(facts.tags, ["le-hoi"]);
    assert_eq!(facts.own["activities"][1]["start"], "2020-02-16");
    assert_eq!(facts.own["activities"][0]["id"], "khai-mac");
}

#[test]
fn what_both_changed_is_for_somebody_to_choose() {
    let merged = both(|_, words| words.title = "Một".into(), |_, words| words.title = "Hai".into());
    assert_eq!(names(&merged.both), ["editorial-field-title"]);
    assert_eq!(merged.merged, None);
}

#[test]
fn what_both_changed_to_the_same_is_no_clash() {
    let merged = both(|_, words| words.title = "Một".into(), |_, words| words.title = "Một".into());
    assert_eq!(names(&merged.agreed), ["editorial-field-title"]);
    assert_eq!(merged.merged.expect("nothing to choose").1.title, "Một");
}

#[test]
fn a_body_changed_in_different_blocks_is_put_together() {
    let merged = both(
        |_, words| words.body = body("Một hai.\n\nBốn năm sáu.\n\nBảy tám chín.\n"),
        |_, words| words.body = body("Một hai ba.\n\nBốn năm sáu.\n\nBảy tám.\n\nMười.\n"),
    );
    assert_eq!(names(&merged.woven), ["editorial-field-body"]);
    let (_, words) = merged.merged.expect("nothing to choose");
    assert_eq!(words.body, body("Một hai.\n\nBốn năm sáu.\n\nBảy tám.\n\nMười.\n"));
}

#[test]
fn neighbouring_blocks_are_a_clash() {
    for theirs in ["Một hai ba.\n\nBốn.\n\nBảy tám chín.", "Một.\n\nBốn năm sáu.\n\nBảy tám chín."]
    {
        let merged = both(
            |_, words| words.body = body("Một hai.\n\nBốn năm sáu.\n\nBảy tám chín.\n"),
            |_, words| words.body = body(theirs),
        );
        assert_eq!(names(&merged.both), ["editorial-field-body"], "{theirs}");
        assert_eq!(merged.merged, None);
    }
}

#[test]
fn two_people_may_each_add_a_picture() {
    let add = |file: &'static str| {
        move |facts: &mut Facts, words: &mut Words| {
            facts.pictures.push(picture(file));
            words.pictures.push(said(file, "Ảnh mới"));
        }
    };
    let merged = both(add("c.svg"), add("d.svg"));
    assert_eq!(names(&merged.both), Vec::<String>::new());
    assert_eq!(names(&merged.woven), ["editorial-field-picture-order"]);
    let (facts, words) = merged.merged.expect("nothing to choose");
    let files: Vec<&str> = facts.pictures.iter().map(|it| it.file.as_str()).collect();
    assert_eq!(files, ["a.svg", "b.svg", "d.svg", "c.svg"]);
    assert_eq!(words.pictures.len(), 4);
}

#[test]
fn a_picture_that_one_took_out_and_the_other_described_is_a_clash() {
    let merged = both(
        |facts, words| {
            facts.pictures.pop();
            words.pictures.pop();
        },
        |_, words| words.pictures[1].alt = "Cổng thành Xương Giang".into(),
    );
    assert_eq!(names(&merged.both), ["editorial-field-alt b.svg"]);
    assert_eq!(
        names(&merged.mine),
        ["editorial-field-credit b.svg", "editorial-field-picture-order"]
    );
    assert_eq!(merged.merged, None);
}

#[test]
fn an_order_turned_round_by_both_is_a_clash() {
    let merged =
        both(|facts, _| facts.pictures.reverse(), |facts, _| facts.pictures.push(picture("c.svg")));
    assert_eq!(names(&merged.both), ["editorial-field-picture-order"]);
}
