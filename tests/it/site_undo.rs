//! Undo at the desk, on both engines: what was merged or deleted stands again as it stood, what somebody
//! decided in between stays, and who may not does not.

use crate::site_work::{hidden, leads, on_both, vi};
use crate::support::{Answer, DeskClient, TestPortal, wait};
use mocban::editorial;
use mocban::people::{Actor, Role};
use mocban::site;

/// Presses the undo that a page offers after a deed.
pub async fn taken_back(desk: &DeskClient<'_>, after: &str) -> Answer {
    let seq = after.split("undo=").nth(1).expect("it can be undone").split('#').next();
    desk.post(&format!("/desk/undo/{}", seq.unwrap_or_default()), &[]).await
}

/// The tags of an article: in its newest facts, and in those readers see.
async fn tags(portal: &TestPortal, key: &str) -> (Vec<String>, Vec<String>) {
    let live = editorial::live_by_key(&portal.app.portal.db, "news", key, vi()).await;
    (portal.article(key).await.facts.tags, live.expect("read").expect("public").facts.tags)
}

#[test]
fn a_deleted_redirect_leads_on_again_unless_another_took_its_place() {
    wait(on_both(async |portal, desk| {
        let put = async |to: &str| {
            let form = [("from", "/trang-cu"), ("to", to), ("kind", "permanent")];
            leads(&desk.post("/desk/site/redirects", &form).await);
        };
        let remove = async || {
            let form = [("from", "/trang-cu")];
            leads(&desk.post("/desk/site/redirects/remove", &form).await)
        };
        put("/vi/le-hoi").await;
        let gone = remove().await;
        assert_eq!(portal.get("/trang-cu").await.status, 404);
        desk.page(&gone).await.shows(&["Đã xóa.", "Hoàn tác"]);
        leads(&taken_back(desk, &gone).await);
        let again = portal.get("/trang-cu").await;
        assert_eq!(again.header("location"), "/vi/le-hoi");
        assert_eq!(again.header("cache-control"), "no-cache", "no browser keeps it for good");
        let gone = remove().await;
        put("/vi/anh").await;
        assert_eq!(taken_back(desk, &gone).await.status, 409);
        assert_eq!(portal.get("/trang-cu").await.header("location"), "/vi/anh");
    }));
}

#[test]
fn a_merger_is_taken_back_with_its_addresses_and_entries_and_nothing_else() {
    wait(on_both(async |portal, desk| {
        let (key, other) = ("hat-ong-tan-yen", "khai-mac-tuan-van-hoa-du-lich-2020");
        let before = tags(portal, key).await;
        let settings = site::settings(&portal.app.portal.db).await.expect("read").expect("there");
        let merge = || desk.post("/desk/site/tags/hat-ong/merge", &[("into", "le-dau-xuan")]);
        let merged = leads(&merge().await);
        desk.page(&merged).await.shows(&["Đã gộp.", "Hoàn tác"]);
        assert_ne!(tags(portal, key).await, before);
        let author = portal.desk(Role::Author).await;
        assert_eq!(taken_back(&author, &merged).await.status, 403);
        desk.page("/desk/log?verb=merge").await.shows(&["Hoàn tác"]);
        let back = leads(&taken_back(desk, &merged).await);
        assert_eq!(back, "/desk/site/tags/hat-ong?done=put-back");
        portal.settled().await;
        assert_eq!(tags(portal, key).await, before);
        let now = site::settings(&portal.app.portal.db).await.expect("read").expect("there");
        assert_eq!(now, settings, "names, order and addresses are as they were");
        let words = portal.article(key).await.words(vi()).expect("words").title.clone();
        portal.page("/vi/tin-tuc/the/hat-ong").await.shows(&[&words]);
        assert_eq!(taken_back(desk, &merged).await.status, 409, "it was taken back already");
        desk.page("/desk/log?verb=merge").await.shows_none(&["Hoàn tác"]);

        // What an editor decides in between stays.
        let merged = leads(&merge().await);
        retag(portal, key, &["trung-bay"]).await;
        retag(portal, other, &["le-dau-xuan"]).await;
        leads(&taken_back(desk, &merged).await);
        assert_eq!(portal.article(key).await.facts.tags, ["trung-bay"]);
        assert_eq!(portal.article(other).await.facts.tags, ["le-dau-xuan"]);
    }));
}

/// Gives an article other tags, as an editor does who has not published yet.
async fn retag(portal: &TestPortal, key: &str, tags: &[&str]) {
    let stored = portal.article(key).await;
    let rules = *portal.app.portal.kinds.named("news").expect("news");
    let mut facts = stored.facts.clone();
    facts.tags = tags.iter().map(|tag| (*tag).to_owned()).collect();
    let seen = Some(stored.seen());
    let draft = editorial::Draft { rules: &rules, key, seen, facts: &facts, words: &[] };
    let mut tx = portal.app.portal.db.begin().await.expect("begins");
    editorial::save(&mut tx, &Actor::Operator, 1, draft).await.expect("saved");
    tx.commit().await.expect("kept");
}

#[test]
fn a_section_is_merged_and_taken_back_and_an_unused_tag_comes_back_in_its_place() {
    wait(on_both(async |portal, desk| {
        let names = async || {
            let known = site::settings(&portal.app.portal.db).await.expect("read").expect("there");
            let of = |all: &[site::Named]| -> Vec<String> {
                all.iter().map(|one| one.key.clone()).collect()
            };
            (of(&known.section), of(&known.tag))
        };
        let before = names().await;
        let [from, into] = [before.0[0].clone(), before.0[1].clone()];
        let sections = editorial::section_uses(&portal.app.portal.db).await.expect("uses");
        let path = format!("/desk/site/sections/{from}/merge");
        let merged = leads(&desk.post(&path, &[("into", &into)]).await);
        leads(&taken_back(desk, &merged).await);
        assert_eq!(names().await, before);
        assert_eq!(editorial::section_uses(&portal.app.portal.db).await.expect("uses"), sections);

        let edition = hidden(&desk.page("/desk/site/tags").await, "edition");
        let new = [("edition", edition.as_str()), ("name.vi", "Thẻ thừa")];
        leads(&desk.post("/desk/site/tags/new", &new).await);
        let with = names().await;
        let gone = leads(&desk.post("/desk/site/tags/the-thua/delete", &[]).await);
        assert_eq!(names().await, before);
        leads(&taken_back(desk, &gone).await);
        assert_eq!(names().await, with);
    }));
}

#[test]
fn a_deleted_filter_comes_back_under_its_number_and_is_nobody_elses_to_undo() {
    wait(on_both(async |portal, _| {
        let editor = portal.desk(Role::Editor).await;
        let kept = [("name", "Chờ duyệt"), ("query", "stage=submitted"), ("everybody", "1")];
        leads(&editor.post("/desk/filters", &kept).await);
        let list = editor.page("/desk/entries").await;
        let delete = list.text.split("action=\"/desk/filters/").nth(1).expect("it can be deleted");
        let path = format!("/desk/filters/{}", delete.split('"').next().unwrap_or_default());
        let gone = leads(&editor.post(&path, &[]).await);
        editor.page(&gone).await.shows(&["Đã xóa bộ lọc.", "Hoàn tác"]);
        assert!(!editor.page("/desk/entries").await.text.contains(&path));
        let author = portal.desk(Role::Author).await;
        assert_eq!(taken_back(&author, &gone).await.status, 403);
        let back = leads(&taken_back(&editor, &gone).await);
        assert_eq!(back, "/desk/entries?stage=submitted&done=put-back");
        let page = editor.page(&back).await;
        page.shows(&["Đã trả lại như trước."]);
        assert!(page.text.contains(&path), "under the number it had");
        assert_eq!(taken_back(&editor, &gone).await.status, 409);
        assert_eq!(editor.post("/desk/undo/1", &[]).await.status, 404, "an import is not undone");
    }));
}

#[test]
fn a_value_of_a_ranking_that_was_taken_out_comes_back_whole() {
    wait(on_both(async |portal, desk| {
        use mocban::action_programme::rankings;
        let indexes = rankings::indexes(&portal.app.portal.db).await.expect("read");
        let index = indexes.iter().find(|index| !index.editions.is_empty()).expect("a ranking");
        let label = index.editions[0].label.to_string();
        let path = format!("/desk/rankings/{}/remove", index.key);
        let gone = leads(&desk.post(&path, &[("label", label.as_str()), ("revision", "1")]).await);
        assert_ne!(rankings::indexes(&portal.app.portal.db).await.expect("read"), indexes);
        let back = leads(&taken_back(desk, &gone).await);
        assert_eq!(back, format!("/desk/rankings?done=put-back#{}", index.key));
        assert_eq!(rankings::indexes(&portal.app.portal.db).await.expect("read"), indexes);
    }));
}
