//! The whole site at the desk, on both engines: menu, front page, sections and tags, blocks, redirects,
//! settings; what readers get of each, and what is refused.

use crate::site_undo::taken_back;
use crate::support::{Answer, DeskClient, Postgres, TestPortal, folder, import, wait};
use mocban::editorial::{self, body::Body};
use mocban::people::{Actor, Grant, Role};
use mocban::site;

pub use crate::support::vi;

pub async fn on_both(test: impl AsyncFn(&TestPortal, &DeskClient<'_>)) {
    let postgres = Postgres::start();
    for portal in [TestPortal::demo().await, TestPortal::demo_on(&postgres).await] {
        let desk = portal.desk(Role::Administrator).await;
        test(&portal, &desk).await;
        let chain = mocban::platform::changes::verify(&portal.app.portal.db).await;
        assert_eq!(chain.expect("the log"), None);
    }
}

/// What a form's hidden field carries.
#[track_caller]
pub fn hidden(page: &Answer, name: &str) -> String {
    let mark = format!("name=\"{name}\" value=\"");
    let (_, after) = page.text.split_once(&mark).expect("the field is there");
    after.split('"').next().unwrap_or_default().to_owned()
}

/// Where an answer leads.
#[track_caller]
pub fn leads(answer: &Answer) -> String {
    assert_eq!(answer.status, 303, "{}", answer.words());
    answer.header("location").to_owned()
}

/// The fields of the menu's form as the demo has them.
async fn menu_form(desk: &DeskClient<'_>) -> (String, Vec<(String, String)>) {
    let page = desk.page("/desk/site/menu").await;
    let mut form = Vec::new();
    for tag in crate::support::html::tags(&page.text).iter().filter(|tag| tag.name == "input") {
        let of = |name| tag.attribute(name).unwrap_or_default();
        if !of("name").is_empty() && of("name") != "q" {
            form.push((of("name"), of("value")));
        }
    }
    (hidden(&page, "edition"), form)
}

async fn press(
    desk: &DeskClient<'_>,
    path: &str,
    form: &[(String, String)],
    more: &[(&str, &str)],
) -> Answer {
    let fields = form.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    desk.post(path, &fields.chain(more.iter().copied()).collect::<Vec<_>>()).await
}

#[test]
fn only_who_governs_the_site_opens_its_pages() {
    wait(async {
        let portal = TestPortal::demo().await;
        let author = portal.desk(Role::Author).await;
        let pages =
            ["", "/menu", "/front", "/sections", "/tags", "/blocks", "/redirects", "/settings"];
        for page in pages {
            assert_eq!(author.get(&format!("/desk/site{page}")).await.status, 403, "{page}");
        }
        let posts = ["/menu", "/front", "/tags", "/tags/new", "/redirects", "/settings", "/undo/1"];
        for post in posts {
            assert_eq!(author.post(&format!("/desk/site{post}"), &[]).await.status, 403, "{post}");
        }
        let admin = portal.desk(Role::Administrator).await;
        for page in pages {
            admin.page(&format!("/desk/site{page}")).await;
        }
    });
}

#[test]
fn the_menu_is_put_in_order_added_to_and_taken_back() {
    wait(on_both(async |portal, desk| {
        let (_, form) = menu_form(desk).await;
        let up = press(desk, "/desk/site/menu", &form, &[("up", "visits")]).await;
        let done = leads(&up);
        portal.settled().await;
        let order = |page: &Answer| {
            let words = page.all_words();
            let at = |word: &str| words.find(word).expect("it stands there");
            at("Lượt truy cập") < at("Ban tổ chức")
        };
        assert!(order(&portal.page("/vi/tin-tuc").await));
        let said = desk.page(&done).await;
        said.shows(&["Đã lưu. Bạn đọc thấy thay đổi ngay."]);
        let number = done.rsplit('=').next().expect("a number").to_owned();
        leads(&desk.post(&format!("/desk/site/undo/{number}"), &[]).await);
        portal.settled().await;
        assert!(!order(&portal.page("/vi/tin-tuc").await));
        let (_, form) = menu_form(desk).await;
        let found = press(desk, "/desk/site/menu", &form, &[("q", "lien he"), ("find", "1")]).await;
        assert!(found.text.contains("name=\"add\" value=\"page/contact\""), "{}", found.words());
        let add = [("place", "menu"), ("add", "page/contact")];
        leads(&press(desk, "/desk/site/menu", &form, &add).await);
        let (_, form) = menu_form(desk).await;
        assert!(form.contains(&("order".to_owned(), "page/contact".to_owned())), "{form:?}");
        leads(&press(desk, "/desk/site/menu", &form, &[("remove", "2|page/about")]).await);
        let (_, form) = menu_form(desk).await;
        leads(&press(desk, "/desk/site/menu", &form, &[("column.remove", "0")]).await);
        let kept = site::settings(&portal.app.portal.db).await.expect("read").expect("settings");
        let columns: Vec<&[String]> = kept.footer.iter().map(|one| &*one.targets).collect();
        assert_eq!(columns.last().expect("a column"), &["page/contact"]);
        assert_eq!(columns.len(), 2);
    }));
}

#[test]
fn the_second_of_two_who_save_one_part_is_told_and_another_part_is_no_clash() {
    wait(on_both(async |portal, desk| {
        let (seen, form) = menu_form(desk).await;
        let front = desk.page("/desk/site/front").await;
        leads(&press(desk, "/desk/site/menu", &form, &[("up", "visits")]).await);
        let second = press(desk, "/desk/site/menu", &form, &[("remove", "news")]).await;
        assert_eq!(second.status, 409);
        second.shows(&["đã sửa phần này lúc"]);
        // Her version is in the form, with the edition of now: sent again it is meant.
        assert_ne!(hidden(&second, "edition"), seen);
        let kept = site::settings(&portal.app.portal.db).await.expect("read").expect("settings");
        assert!(kept.menu.iter().any(|item| item.target == "news"));
        let edition = hidden(&front, "edition");
        let only = [("edition", edition.as_str()), ("order", "news"), ("show", "news")];
        leads(&desk.post("/desk/site/front", &only).await);
    }));
}

#[test]
fn the_front_page_shows_the_chosen_parts_in_their_order_and_pinned_news_first() {
    wait(on_both(async |portal, desk| {
        portal.page("/").await.shows(&["Tuần Văn hóa", "Chuyện của vùng đất"]);
        let page = desk.page("/desk/site/front").await;
        let edition = hidden(&page, "edition");
        let form = [
            ("edition", edition.as_str()),
            ("order", "visits"),
            ("order", "news"),
            ("order", "lead"),
            ("order", "band"),
            ("show", "visits"),
            ("show", "news"),
            ("put", "pinned=news/hat-ong-tan-yen"),
        ];
        leads(&desk.post("/desk/site/front", &form).await);
        portal.settled().await;
        let front = portal.page("/").await;
        front.shows_none(&["Chuyện của vùng đất"]);
        let words = front.words();
        let at = |word: &str| words.find(word).expect("it stands there");
        let pinned =
            portal.article("hat-ong-tan-yen").await.words(vi()).expect("words").title.clone();
        assert!(at("Lượt truy cập") < at("Tin mới"), "{words}");
        let after = &words[at("Tin mới")..];
        let title = after.find(&pinned).expect("the pinned article");
        let out = folder::new();
        mocban::exchange::export(&portal.app.exchange, out.path()).await.expect("it goes out");
        let toml = std::fs::read_to_string(out.path().join("site.toml")).expect("site.toml");
        assert!(toml.contains("blocks = [\"visits\", \"news\"]"), "{toml}");
        assert!(title < 200, "{after}");
    }));
}

#[test]
fn a_tag_is_made_renamed_and_its_former_address_leads_on() {
    wait(on_both(async |portal, desk| {
        let edition = hidden(&desk.page("/desk/site/tags").await, "edition");
        let new = [
            ("edition", edition.as_str()),
            ("name.vi", "Làng nghề"),
            ("name.en", "Craft villages"),
        ];
        leads(&desk.post("/desk/site/tags/new", &new).await);
        desk.page("/desk/site/tags/lang-nghe").await.shows(&["chưa nội dung nào dùng"]);
        let edition = hidden(&desk.page("/desk/site/tags/moc-ban").await, "edition");
        let renamed = [
            ("edition", edition.as_str()),
            ("name.vi", "Ván khắc"),
            ("name.en", "Woodblocks"),
            ("slug.vi", "van-khac"),
            ("slug.en", "woodblocks"),
        ];
        leads(&desk.post("/desk/site/tags/moc-ban", &renamed).await);
        portal.settled().await;
        let old = portal.get("/vi/tin-tuc/the/moc-ban?trang=1").await;
        assert_eq!(
            (old.status.as_u16(), old.header("location")),
            (308, "/vi/tin-tuc/the/van-khac?trang=1")
        );
        portal.page("/vi/tin-tuc/the/van-khac").await.shows(&["Ván khắc"]);
        let edition = hidden(&desk.page("/desk/site/tags/lang-nghe").await, "edition");
        let taken =
            [("edition", edition.as_str()), ("name.vi", "Làng nghề"), ("slug.vi", "van-khac")];
        let refused = desk.post("/desk/site/tags/lang-nghe", &taken).await;
        assert_eq!(refused.status, 422);
        refused.shows(&["Từ này đã có trong địa chỉ của mục khác."]);
        assert_eq!(desk.post("/desk/site/tags/moc-ban/delete", &[]).await.status, 409);
        leads(&desk.post("/desk/site/tags/lang-nghe/delete", &[]).await);
    }));
}

#[test]
fn a_merger_shows_what_it_changes_and_keeps_what_is_public_public() {
    wait(on_both(async |portal, desk| {
        let key = "hat-ong-tan-yen";
        let draft = {
            // The newest facts are ahead of those readers see.
            let stored = portal.article(key).await;
            let rules = *portal.app.portal.kinds.named("news").expect("news");
            let mut facts = stored.facts.clone();
            facts.tags.push("trung-bay".to_owned());
            let draft = editorial::Draft {
                rules: &rules,
                key,
                seen: Some(stored.seen()),
                facts: &facts,
                words: &[],
            };
            let mut tx = portal.app.portal.db.begin().await.expect("begins");
            let saved = editorial::save(&mut tx, &Actor::Operator, 1, draft).await;
            saved.expect("saved");
            tx.commit().await.expect("kept");
            portal.article(key).await
        };
        let look = desk.page("/desk/site/tags/hat-ong/merge?into=le-dau-xuan").await;
        look.shows(&[
            "Hát Ống",
            "Lễ đầu xuân",
            "/vi/tin-tuc/the/hat-ong",
            "Gộp xong vẫn hoàn tác được.",
        ]);
        leads(&desk.post("/desk/site/tags/hat-ong/merge", &[("into", "le-dau-xuan")]).await);
        portal.settled().await;
        let merged = portal.article(key).await;
        assert_eq!(merged.facts.tags, ["le-dau-xuan", "trung-bay"]);
        assert_eq!(merged.facts_by, draft.facts_by, "it waits for the same second pair of eyes");
        assert_ne!(merged.live_facts, Some(merged.facts_edition));
        let state = merged.state(vi()).expect("a state");
        assert_eq!(state.live_words, draft.state(vi()).expect("a state").live_words);
        assert_eq!(state.stage, draft.state(vi()).expect("a state").stage);
        let live = editorial::live_by_key(&portal.app.portal.db, "news", key, vi()).await;
        assert_eq!(live.expect("read").expect("public").facts.tags, ["le-dau-xuan"]);
        let old = portal.get("/vi/tin-tuc/the/hat-ong").await;
        assert_eq!(
            (old.status.as_u16(), old.header("location")),
            (308, "/vi/tin-tuc/the/le-dau-xuan")
        );
        let title = &state.words.title;
        portal.page("/vi/tin-tuc/the/le-dau-xuan").await.shows(&[title]);
        assert_eq!(desk.get("/desk/site/tags/hat-ong").await.status, 404);
        assert_eq!(portal.get("/vi/tin-tuc/the/khong-co").await.status, 404);
    }));
}

#[test]
fn a_section_somebody_holds_a_role_in_is_not_merged_and_another_is() {
    wait(on_both(async |portal, desk| {
        let grant =
            Grant { section: Some("du-lich".to_owned()), ..Grant::everywhere(Role::Editor) };
        portal.account("bien-tap-2@example.vn", vec![grant]).await;
        let held = desk.post("/desk/site/sections/du-lich/merge", &[("into", "le-hoi")]).await;
        assert_eq!(held.status, 409);
        held.shows(&["còn tài khoản chỉ được giao quyền trong chuyên mục này"]);
        leads(&desk.post("/desk/site/sections/thong-bao/merge", &[("into", "di-san")]).await);
        portal.settled().await;
        let old = portal.get("/vi/tin-tuc/muc/thong-bao").await;
        assert_eq!((old.status.as_u16(), old.header("location")), (308, "/vi/tin-tuc/muc/di-san"));
        let moved = portal.article("cong-cho-moi-nguoi").await;
        assert_eq!(moved.facts.own["section"], "di-san");
        let title = &moved.words(vi()).expect("words").title;
        portal.page("/vi/tin-tuc/muc/di-san").await.shows(&[title]);
        let feed = portal.page("/vi/tin-tuc/muc/thong-bao/feed.atom").await;
        assert!(feed.text.contains("/vi/tin-tuc/muc/di-san"), "{}", feed.text);
    }));
}

#[test]
fn a_block_changes_every_page_that_shows_it_and_says_which_before() {
    wait(on_both(async |portal, desk| {
        let begun = desk.post("/desk/site/blocks", &[("name", "Giờ mở cửa")]).await;
        let url = leads(&begun);
        assert!(url.starts_with("/desk/site/blocks/gio-mo-cua/vi"), "{url}");
        let url = "/desk/site/blocks/gio-mo-cua/vi";
        let save = async |edition: &str, text: &str| {
            let form = [("edition", edition), ("name", "Giờ mở cửa"), ("body", text)];
            desk.post(url, &form).await
        };
        assert_eq!(save("0", "").await.status, 422);
        leads(&save("0", "Mở cửa từ **7 giờ** đến 17 giờ.").await);
        let key = "hat-ong-tan-yen";
        portal
            .reword(key, |words| {
                let text = format!("{}\n\n::: reusable gio-mo-cua\n", words.body.to_markdown());
                words.body = Body::from_markdown(&text).expect("Markdown");
            })
            .await;
        let slug = portal.article(key).await.words(vi()).expect("words").slug.clone();
        let address = format!("/vi/tin-tuc/{slug}");
        portal.page(&address).await.shows(&["Mở cửa từ 7 giờ đến 17 giờ."]);
        let page = desk.page(url).await;
        page.shows(&[
            "1 nội dung dùng",
            &portal.article(key).await.words(vi()).expect("words").title,
        ]);
        leads(&save(&hidden(&page, "edition"), "Mở cửa cả ngày.").await);
        portal.settled().await;
        portal.page(&address).await.shows(&["Mở cửa cả ngày."]);
        let late = save(&hidden(&page, "edition"), "Bản thứ hai.").await;
        assert_eq!(late.status, 409);
        late.shows(&["chưa được lưu"]);
        assert_eq!(save("2", "![](anh.jpg)").await.status, 422);
        assert_eq!(desk.post("/desk/site/blocks/gio-mo-cua/delete", &[]).await.status, 409);
        let pick = desk.get("/desk/pick/blocks?q=gio%20mo").await;
        let pick: serde_json::Value = serde_json::from_str(&pick.text).expect("JSON");
        assert_eq!(pick[0]["block"], "gio-mo-cua");
        assert_eq!(pick[0]["languages"], serde_json::json!(["vi"]));
        portal.reword(key, |words| words.body = Body::default()).await;
        let gone = leads(&desk.post("/desk/site/blocks/gio-mo-cua/delete", &[]).await);
        assert_eq!(desk.get("/desk/pick/blocks?q=gio%20mo").await.text, "[]");
        let back = taken_back(desk, &gone).await;
        assert_eq!(leads(&back), "/desk/site/blocks/gio-mo-cua?done=put-back");
        let page = desk.page(url).await;
        page.shows(&["Mở cửa cả ngày."]);
        assert_eq!(hidden(&page, "edition"), "2", "its history is there again");
        let twice = taken_back(desk, &gone).await;
        assert_eq!(twice.status, 409);
        twice.shows(&["Chưa hoàn tác được", "Không có gì bị thay đổi."]);
    }));
}

#[test]
fn a_redirect_leads_on_only_where_nothing_stands() {
    wait(on_both(async |portal, desk| {
        let add = async |from: &str, to: &str, more: &[(&str, &str)]| {
            let mut form = vec![("from", from), ("to", to), ("kind", "permanent")];
            form.extend(more);
            desk.post("/desk/site/redirects", &form).await
        };
        assert_eq!(portal.get("/tin-c%C5%A9").await.status, 404);
        leads(&add("/tin-cũ/", "/vi/tin-tuc", &[]).await);
        let old = portal.get("/tin-c%C5%A9/").await;
        assert_eq!((old.status.as_u16(), old.header("location")), (308, "/vi/tin-tuc"));
        leads(&add("/default.aspx?id=7", "/vi/anh", &[("kind", "temporary")]).await);
        assert_eq!(portal.get("/default.aspx?id=8").await.status, 404);
        assert_eq!(portal.get("/default.aspx?id=7").await.header("location"), "/vi/anh");
        for (from, to, said) in [
            ("/vi/tin-tuc", "/vi/anh", "Đang có một trang ở địa chỉ này."),
            ("/x", "//evil.example", "Nơi đến phải là một địa chỉ của cổng"),
            ("/x", "/x", "quay vòng"),
            ("/desk/site", "/vi/anh", "do chương trình dùng"),
        ] {
            let refused = add(from, to, &[]).await;
            assert_eq!(refused.status, 422, "{from}");
            refused.shows(&[said]);
        }
        let asked = add("/ngoai", "https://bac-ninh.example.vn/", &[]).await;
        asked.shows(&["Nơi đến là một trang ngoài cổng."]);
        assert_eq!(portal.get("/ngoai").await.status, 404);
        let warned = hidden(&asked, "warned");
        // What was read of one redirect is not known of another.
        add("/khac", "https://other.example/", &[("warned", &warned)]).await.shows(&["ngoài cổng"]);
        leads(&add("/ngoai", "https://bac-ninh.example.vn/", &[("warned", &warned)]).await);
        assert_eq!(portal.get("/ngoai").await.header("location"), "https://bac-ninh.example.vn/");
        leads(&desk.post("/desk/site/redirects/remove", &[("from", "/ngoai")]).await);
        assert_eq!(portal.get("/ngoai").await.status, 404);
    }));
}

#[test]
fn a_table_of_redirects_is_looked_at_first_and_comes_out_as_it_went_in() {
    wait(on_both(async |portal, desk| {
        let table = "from\tto\tkind\tnote\n/a\t/vi/tin-tuc\t\tcũ\n/b\t/a\ttemporary\t\n/vi/anh\t/a\t\t\n/c\n/d\t/d2\tmaybe\t\n";
        let look = desk.post("/desk/site/redirects/look", &[("table", table)]).await;
        look.shows(&[
            "Nơi đến lại là một chuyển hướng khác",
            "Dòng này thiếu cột",
            "Nhận 2 chuyển hướng",
        ]);
        assert_eq!(portal.get("/a").await.status, 404, "nothing is saved by looking");
        leads(&desk.post("/desk/site/redirects/import", &[("table", table)]).await);
        assert_eq!(portal.get("/a").await.header("location"), "/vi/tin-tuc");
        let out = desk.get("/desk/site/redirects.csv").await.text;
        assert_eq!(out, "from,to,kind,note\n/a,/vi/tin-tuc,permanent,cũ\n/b,/a,temporary,\n");
        let again = desk.post("/desk/site/redirects/look", &[("table", &out)]).await;
        again.shows_none(&["Nhận 2 chuyển hướng"]);
    }));
}

#[test]
fn settings_and_standard_names_are_saved_and_wrong_lines_named() {
    wait(on_both(async |portal, desk| {
        let edition = hidden(&desk.page("/desk/site/settings").await, "edition");
        let form = [
            ("edition", edition.as_str()),
            ("name.vi", "Cổng Tây Yên Tử"),
            ("name.en", "Western Yên Tử"),
            ("tagline.vi", "Văn hóa và du lịch"),
            ("publisher", "bg-svhttdl"),
        ];
        leads(&desk.post("/desk/site/settings", &form).await);
        portal.settled().await;
        assert!(portal.page("/").await.text.contains("Cổng Tây Yên Tử"));
        let edition = hidden(&desk.page("/desk/site/settings").await, "edition");
        let wrong = [("edition", edition.as_str()), ("standard", "Tây Yên tử = Tây Yên Tử\nthiếu")];
        let wrong = desk.post("/desk/site/settings/names", &wrong).await;
        assert_eq!(wrong.status, 422);
        wrong.shows(&["Dòng 2 chưa đúng dạng"]);
        let right = [("edition", edition.as_str()), ("standard", "Tây Yên tử = Tây Yên Tử")];
        leads(&desk.post("/desk/site/settings/names", &right).await);
        let kept = site::settings(&portal.app.portal.db).await.expect("read").expect("settings");
        let names = [("Tây Yên tử".to_owned(), "Tây Yên Tử".to_owned())];
        assert_eq!(kept.standard_names(), names);
        let empty = [("edition", edition.as_str()), ("name.vi", "")];
        assert_eq!(desk.post("/desk/site/settings", &empty).await.status, 422);
    }));
}

#[test]
fn blocks_redirects_and_former_words_go_out_and_come_in_again() {
    wait(async {
        let portal = TestPortal::demo().await;
        let desk = portal.desk(Role::Administrator).await;
        let form = [("edition", "0"), ("name", "Giờ mở cửa"), ("body", "Mở cửa _cả ngày_.")];
        leads(&desk.post("/desk/site/blocks/gio-mo-cua/vi", &form).await);
        leads(&desk.post("/desk/site/redirects", &[("from", "/a"), ("to", "/vi/anh")]).await);
        leads(&desk.post("/desk/site/tags/hat-ong/merge", &[("into", "le-dau-xuan")]).await);
        let out = folder::new();
        mocban::exchange::export(&portal.app.exchange, out.path()).await.expect("it goes out");
        let files = folder::files(out.path());
        let text = |name: &str| String::from_utf8_lossy(&files[name]).into_owned();
        assert_eq!(text("redirects.csv"), "from,to,kind,note\n/a,/vi/anh,permanent,\n");
        assert_eq!(text("blocks/gio-mo-cua.toml"), "name = \"Giờ mở cửa\"\n");
        assert_eq!(text("blocks/gio-mo-cua.vi.md").trim_end(), "Mở cửa _cả ngày_.");
        let other = TestPortal::with(out.path(), None).await;
        assert_eq!(other.get("/a").await.header("location"), "/vi/anh");
        let old = other.get("/vi/tin-tuc/the/hat-ong").await;
        assert_eq!(old.header("location"), "/vi/tin-tuc/the/le-dau-xuan");
        let back = folder::new();
        mocban::exchange::export(&other.app.exchange, back.path()).await.expect("it goes out");
        assert!(folder::files(back.path()) == files, "the folders differ");
        let seq = mocban::platform::changes::last(&other.app.portal.db).await.expect("the log");
        import(&other.app.exchange, out.path()).await.expect("imported again");
        let after = mocban::platform::changes::last(&other.app.portal.db).await.expect("the log");
        assert_eq!(after, seq, "the same folder changes nothing");
    });
}
