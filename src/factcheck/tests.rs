//! The rules of fact checks as tables of cases. Not for their pages: those are asked of a portal.

use super::checks::{complaints, is_hash, refuses, warns};
use super::desk::FORM;
use super::model::{Claimant, Verdict, rules};
use super::private::Sign::{IdNumber, NamedPerson, PrivateMail, Profile, SocialPage, Telephone};
use super::private::{Sign, signs};
use crate::editorial::{Complaint, Facts, Field, FieldKind, Words};
use serde_json::{Value, json};

#[test]
fn what_points_to_a_private_person_is_seen() {
    let cases: [(&str, &[Sign]); 30] = [
        // Titles of courtesy with a name.
        ("Theo ông Nguyễn Văn A thì khác.", &[NamedPerson]),
        ("bà Trần Thị B cho biết", &[NamedPerson]),
        ("nghe anh Tuấn kể", &[NamedPerson]),
        ("chị Lan, người bán hàng", &[NamedPerson]),
        ("Ông Lê Văn C nói", &[NamedPerson]),
        ("as Mr Smith said", &[NamedPerson]),
        ("Anh Quốc và Pháp", &[]),
        ("nước Anh Sơn", &[]),
        ("Bà Rịa - Vũng Tàu", &[]),
        ("phố Hai Bà Trưng", &[]),
        ("tiếng Anh. Trong bài", &[]),
        ("bà con xã viên", &[]),
        // Telephone numbers: mobile ones are a person's, an office's are not.
        ("gọi 0912345678", &[Telephone]),
        ("gọi 0912 345 678 hoặc 098.765.4321", &[Telephone, Telephone]),
        ("call +84 912 345 678", &[Telephone]),
        ("gọi 0204 3856 789", &[]),
        ("tổng đài 1900 1234", &[]),
        ("lúc 08.11.2024 12 giờ", &[]),
        ("tăng 0,7709 điểm, 193 nước", &[]),
        // Numbers of identity cards.
        ("số 024098001234", &[IdNumber]),
        ("CMND 121345678", &[IdNumber]),
        ("căn cước số 0240 9800 1234", &[IdNumber]),
        ("dân số 121345678 người", &[]),
        // Mailboxes.
        ("thư: nguyenvana@gmail.com.", &[PrivateMail]),
        ("viết tới ban.bien.tap@yahoo.com.vn", &[PrivateMail]),
        ("viết tới vanthu@bacninh.gov.vn", &[]),
        // Social networks: a person's page, or one that may be an outlet's.
        ("https://www.facebook.com/profile.php?id=100012345", &[Profile]),
        ("https://zalo.me/0912345678", &[Profile, Telephone]),
        ("https://www.linkedin.com/in/nguyen-van-a", &[Profile]),
        ("https://www.youtube.com/@vtv24", &[SocialPage]),
    ];
    for (text, expected) in cases {
        let mut found: Vec<Sign> = signs(text).into_iter().map(|(sign, _)| sign).collect();
        let mut expected = expected.to_vec();
        let order = |sign: &Sign| format!("{sign:?}");
        found.sort_by_key(order);
        expected.sort_by_key(order);
        assert_eq!(found, expected, "{text}");
    }
}

proptest::proptest! {
    #[test]
    fn any_text_can_be_looked_at(text in "\\PC*") {
        let _ = signs(&text);
    }

    #[test]
    fn a_mobile_number_is_seen_however_it_is_parted(
        first in "0[35789][0-9]{2}", middle in "[0-9]{3}", last in "[0-9]{3}", sign in "[ .-]?",
    ) {
        let text = format!("gọi {first}{sign}{middle}{sign}{last} nhé");
        let found: Vec<Sign> = signs(&text).into_iter().map(|(sign, _)| sign).collect();
        proptest::prop_assert_eq!(found, vec![Telephone]);
    }
}

fn facts() -> Facts {
    let own = json!({
        "verdict": "false",
        "review_on": "2026-12-31",
        "appearance": [{ "id": "bao", "by": "press", "on": "2026-09-01", "url": "https://bao.example/tin" }],
        "finding": [{ "id": "nguon", "title": "Bảng xếp hạng", "publisher": "UN DESA",
            "read_on": "2026-11-01", "sha256": "a".repeat(64) }],
        "reply": [{ "id": "hoi", "asked_on": "2026-11-02" }],
    });
    serde_json::from_value(json!({ "publisher": "bn", "own": own })).unwrap()
}

fn words() -> Words {
    let own = json!({
        "claim": "Tăng một bậc.",
        "appearance": { "bao": { "outlet": "Một tờ báo" } },
        "finding": { "nguon": { "text": "Từ 86 lên 71." } },
        "reply": { "hoi": { "outlet": "Một tờ báo" } },
    });
    serde_json::from_value(json!({ "title": "Tăng 15 bậc", "slug": "tang-15-bac", "own": own }))
        .unwrap()
}

fn keys(found: &[Complaint]) -> Vec<&'static str> {
    found.iter().map(|one| one.key).collect()
}

/// A rule of the kind.
type Rule = fn(&Facts, &[&Words]) -> Vec<Complaint>;

/// Where a value is put: `facts` or `words`, then a path within what is the kind's own.
type Put = (&'static str, &'static str, Value);

fn with(put: &Put) -> (Facts, Words) {
    let (mut facts, mut words) = (facts(), words());
    let own = if put.0 == "facts" { &mut facts.own } else { &mut words.own };
    *own.pointer_mut(put.1).unwrap() = put.2.clone();
    (facts, words)
}

#[test]
fn a_whole_fact_check_has_nothing_against_it() {
    let (facts, words) = (facts(), words());
    for rule in [complaints as Rule, refuses, warns] {
        assert_eq!(keys(&rule(&facts, &[&words])), Vec::<&str>::new());
    }
}

#[test]
fn what_is_missing_stops_a_publication_and_what_is_weak_warns() {
    let cases: [(Rule, Put, &str); 11] = [
        (complaints, ("facts", "/verdict", Value::Null), "factcheck-lacks-verdict"),
        (complaints, ("facts", "/appearance", json!([])), "factcheck-lacks-appearance"),
        (complaints, ("facts", "/finding", json!([])), "factcheck-lacks-source"),
        (complaints, ("facts", "/finding/0/title", json!("")), "factcheck-lacks-source-name"),
        (complaints, ("facts", "/finding/0/publisher", json!(" ")), "factcheck-lacks-source-name"),
        (complaints, ("facts", "/finding/0/sha256", json!("abc")), "factcheck-bad-hash"),
        (complaints, ("words", "/claim", json!("")), "factcheck-lacks-claim"),
        (complaints, ("words", "/finding/nguon/text", json!("")), "factcheck-lacks-finding"),
        (warns, ("facts", "/finding/0/sha256", Value::Null), "factcheck-warns-hash"),
        (warns, ("facts", "/reply", json!([])), "factcheck-warns-reply"),
        (warns, ("facts", "/review_on", Value::Null), "factcheck-warns-review"),
    ];
    for (rule, put, key) in cases {
        let (facts, words) = with(&put);
        assert_eq!(keys(&rule(&facts, &[&words])), [key], "{put:?}");
    }
}

#[test]
fn marks_of_a_private_person_are_refused_wherever_they_stand_and_names_are_put_before_the_editor() {
    let cases: [(Rule, Put, &str); 9] = [
        (refuses, ("words", "/claim", json!("Gọi 0912345678.")), "factcheck-refused-telephone"),
        (
            refuses,
            ("words", "/finding/nguon/text", json!("CCCD 024098001234")),
            "factcheck-refused-identity",
        ),
        (
            refuses,
            ("facts", "/finding/0/publisher", json!("a@gmail.com")),
            "factcheck-refused-mail",
        ),
        (
            refuses,
            ("facts", "/appearance/0/url", json!("https://fb.com/people/a/1")),
            "factcheck-refused-profile",
        ),
        (
            refuses,
            ("words", "/appearance/bao/outlet", json!("Ông Nguyễn Văn A")),
            "factcheck-refused-person",
        ),
        (refuses, ("words", "/reply/hoi/outlet", json!("bà Lan")), "factcheck-refused-person"),
        (warns, ("words", "/claim", json!("Theo ông Nguyễn Văn A.")), "factcheck-warns-person"),
        (
            warns,
            ("facts", "/appearance/0/url", json!("https://x.com/baochi/status/1")),
            "factcheck-warns-social",
        ),
        (warns, ("facts", "/appearance/0/on", Value::Null), "factcheck-warns-appearance"),
    ];
    for (rule, put, key) in cases {
        let (facts, words) = with(&put);
        assert_eq!(keys(&rule(&facts, &[&words])), [key], "{put:?}");
    }
}

#[test]
fn a_hash_is_sixty_four_hexadecimal_digits() {
    let whole = "0123456789abcdefABCDEF0123456789abcdefabcdef0123456789abcdef0123";
    for (text, is) in [(whole, true), ("", false), ("xyz", false)] {
        assert_eq!(is_hash(text), is, "{text}");
    }
    assert!(!is_hash(&"g".repeat(64)) && !is_hash(&"á".repeat(32)));
}

#[test]
fn the_form_offers_what_the_types_take_and_nothing_for_a_person() {
    let field = |name: &str| FORM.facts.iter().find(|field| field.name == name).unwrap();
    let FieldKind::Choice(verdicts) = field("verdict").kind else { panic!("a choice") };
    assert_eq!(verdicts, Verdict::ALL.map(Verdict::name));
    let FieldKind::Rows { facts, .. } = field("appearance").kind else { panic!("rows") };
    let FieldKind::Choice(claimants) = facts[0].kind else { panic!("a choice") };
    let all = [Claimant::Press, Claimant::Body, Claimant::Organisation];
    assert_eq!(claimants, all.map(Claimant::name));
    let mut names: Vec<&str> = Vec::new();
    for field in FORM.facts.iter().chain(FORM.words) {
        names.push(field.name);
        if let FieldKind::Rows { facts, words } = field.kind {
            names.extend(facts.iter().chain(words).map(|field: &Field| field.name));
            assert!(facts.iter().all(|field| field.kind != FieldKind::Mail), "{}", field.name);
        }
    }
    for person in ["person", "name", "author", "phone", "mail", "profile", "account"] {
        assert!(!names.contains(&person), "{person}");
    }
}

#[test]
fn a_draft_may_be_without_a_verdict_and_no_unknown_field_is_taken() {
    let read = |own: Value| (rules().facts)(own);
    assert_eq!(read(json!({ "verdict": "" })).unwrap(), json!({}));
    assert!(read(json!({ "verdict": "half" })).is_err());
    assert!(read(json!({ "person": "A" })).is_err());
    assert!(read(json!({ "appearance": [{ "id": "a", "by": "person" }] })).is_err());
    assert!((rules().words)(json!({ "claimant": "A" })).is_err());
}
