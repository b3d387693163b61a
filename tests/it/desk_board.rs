//! Lists at the desk: filters, saved filters, one deed for many, what waits, translations.

use crate::support::{DeskClient, TestPortal, wait};
use mocban::people::Role;

/// Begins an article and answers its `12.vi`.
pub async fn begun(client: &DeskClient<'_>, title: &str) -> String {
    let form = [("kind", "news"), ("language", "vi"), ("publisher", ""), ("title", title)];
    let answer = client.post("/desk/new", &form).await;
    let to = answer.header("location").to_owned();
    let path = to.split('?').next().unwrap_or_default();
    let mut parts = path.strip_prefix("/desk/entries/").expect("an entry's page").split('/');
    let (id, language) = (parts.next().expect("an id"), parts.next().expect("a language"));
    format!("{id}.{language}")
}

async fn deed(client: &DeskClient<'_>, form: &[(&str, &str)]) -> crate::support::Answer {
    let form: Vec<(&str, &str)> = form.iter().copied().chain([("sure", "1")]).collect();
    let answer = client.post("/desk/entries/bulk", &form).await;
    assert_eq!(answer.status, 200, "{}", answer.all_words());
    answer
}

#[test]
fn a_list_is_narrowed_by_its_address_and_found_without_marks() {
    wait(async {
        let portal = TestPortal::demo().await;
        let client = portal.desk(Role::Editor).await;
        let all = client.page("/desk/entries").await;
        all.shows(&["Mục 1–30 trong 39", "Bốn lễ hội xuân trong chương trình của Tuần"]);
        let some = client.page("/desk/entries?kind=news&q=bon+le+hoi").await;
        some.shows(&["Bốn lễ hội xuân trong chương trình của Tuần", "Mục 1–1 trong 1"]);
        // A title in another language finds its entry.
        let english = client.page("/desk/entries?language=en").await;
        let first = english.words();
        assert!(first.contains("English"), "{first}");
        let none = client.page("/desk/entries?stage=submitted").await;
        none.shows(&["Không có mục nào như vậy"]);
        client.page("/desk/entries?page=0&kind=%00&owner=x&q=%25%27").await;
    });
}

#[test]
fn one_deed_for_many_says_what_was_done_and_what_was_refused() {
    wait(async {
        let portal = TestPortal::demo().await;
        let author = portal.desk(Role::Author).await;
        let one = begun(&author, "Thông báo thứ nhất").await;
        let other = begun(&author, "Thông báo thứ hai").await;
        let asked = author
            .post("/desk/entries/bulk", &[("deed", "submit"), ("pick", &one), ("pick", &other)])
            .await;
        asked.shows(&["2 mục đã chọn", "Thông báo thứ nhất", "Gửi duyệt các mục này"]);
        let form = [("deed", "submit"), ("pick", &*one), ("pick", "1.vi"), ("pick", &*one)];
        let done = deed(&author, &form).await;
        // Entry 1 is somebody else's.
        done.shows(&["Đã làm xong 1 mục, 1 mục không làm được."]);
        let editor = portal.desk(Role::Editor).await;
        let waits = editor.page("/desk").await;
        waits.shows(&["Chờ tôi duyệt", "Thông báo thứ nhất"]);
        waits.shows_none(&["Thông báo thứ hai"]);
        let silent = deed(&editor, &[("deed", "return"), ("pick", &one)]).await;
        silent.shows(&["Hãy ghi lý do trả lại để người viết biết cần sửa gì."]);
        deed(&editor, &[("deed", "return"), ("pick", &one), ("text", "Thiếu ngày giờ.")]).await;
        author.page("/desk").await.shows(&["Bị trả lại", "Thiếu ngày giờ."]);
    });
}

#[test]
fn a_tag_put_on_many_is_taken_off_again() {
    wait(async {
        let portal = TestPortal::demo().await;
        let editor = portal.desk(Role::Editor).await;
        let tag = portal.app.portal.known().site.tag.first().expect("a tag").key.clone();
        let one = begun(&editor, "Bài chưa có thẻ").await;
        let form = [("deed", "add-tag"), ("pick", &*one), ("tag", &*tag)];
        let done = deed(&editor, &form).await;
        done.shows(&["Đã làm xong 1 mục, 0 mục không làm được.", "Hoàn tác"]);
        let undo = [("deed", "remove-tag"), ("pick", &*one), ("tag", &*tag)];
        deed(&editor, &undo).await.shows(&["Đã làm xong 1 mục"]);
        let unknown =
            deed(&editor, &[("deed", "add-tag"), ("pick", &one), ("tag", "khong-co")]).await;
        unknown.shows(&["Hãy chọn một thẻ."]);
    });
}

#[test]
fn taking_a_tag_back_from_many_leaves_alone_those_that_had_it_before() {
    wait(async {
        let portal = TestPortal::demo().await;
        let editor = portal.desk(Role::Editor).await;
        let tag = portal.app.portal.known().site.tag.first().expect("a tag").key.clone();
        let had = begun(&editor, "Bài đã có thẻ").await;
        let had_not = begun(&editor, "Bài chưa có thẻ").await;
        deed(&editor, &[("deed", "add-tag"), ("pick", &had), ("tag", &tag)]).await;
        let form = [("deed", "add-tag"), ("pick", &*had), ("pick", &*had_not), ("tag", &*tag)];
        let done = deed(&editor, &form).await;
        done.shows(&[
            "Đã làm xong 1 mục, 0 mục không làm được.",
            "1 mục vốn đã như vậy nên không đổi",
            "Không cần đổi",
        ]);
        let undone = |pick: &str| done.text.contains(&format!("name=\"pick\" value=\"{pick}\""));
        assert!(undone(&had_not));
        assert!(!undone(&had), "it had the tag before");
        let again = deed(&editor, &form).await;
        again.shows(&["Đã làm xong 0 mục", "2 mục vốn đã như vậy"]);
        again.shows_none(&["Hoàn tác"]);
    });
}

#[test]
fn care_for_many_is_taken_back_as_it_was() {
    wait(async {
        let portal = TestPortal::demo().await;
        let editor = portal.desk(Role::Editor).await;
        let one = begun(&editor, "Bài cần người trông").await;
        let (id, _) = one.split_once('.').expect("a pick");
        let form = [("deed", "care"), ("pick", &*one), ("review_on", "2026-11-01")];
        deed(&editor, &form).await.shows(&["Đã làm xong 1 mục"]);
        editor.page("/desk/entries?overdue=1").await.shows(&["Bài cần người trông"]);
        let was = format!("{id}||");
        deed(&editor, &[("deed", "care"), ("pick", &one), ("was", &was)]).await;
        editor.page("/desk/entries?overdue=1").await.shows_none(&["Bài cần người trông"]);
    });
}

#[test]
fn a_saved_filter_is_ones_own_unless_it_is_everybodys() {
    wait(async {
        let portal = TestPortal::demo().await;
        let editor = portal.desk(Role::Editor).await;
        let author = portal.desk(Role::Author).await;
        let own = [("query", "kind=news&utm=x"), ("name", "Chỉ tin"), ("everybody", "")];
        let kept = editor.post("/desk/filters", &own).await;
        assert_eq!(kept.header("location"), "/desk/entries?kind=news");
        let all = [("query", "kind=video"), ("name", "Phim chung"), ("everybody", "1")];
        editor.post("/desk/filters", &all).await;
        assert_eq!(author.post("/desk/filters", &all).await.status, 403);
        let seen = author.page("/desk/entries").await;
        seen.shows(&["Phim chung"]);
        seen.shows_none(&["Chỉ tin"]);
        assert_eq!(author.post("/desk/filters/2/delete", &[]).await.status, 403);
        assert_eq!(editor.post("/desk/filters/2/delete", &[]).await.status, 303);
        author.page("/desk/entries").await.shows_none(&["Phim chung"]);
    });
}

#[test]
fn kinds_are_offered_in_the_order_of_the_navigation_and_a_note_is_no_account_in_the_log() {
    wait(async {
        let portal = TestPortal::demo().await;
        let desk = portal.desk(Role::Administrator).await;
        let page = desk.page("/desk/new").await;
        page.shows(&["Loại nội dung Bài viết Lễ hội Bộ ảnh Video Văn bản Kiểm chứng Trang"]);
        let day = portal.clock.wall(&portal.app.portal.zone).date().to_string();
        desk.post("/desk/visits/notes", &[("day", &day), ("said", "Báo tỉnh dẫn lại")]).await;
        let log = desk.page("/desk/log").await;
        log.shows(&["Thêm mới Ghi chú số liệu Báo tỉnh dẫn lại", "visits-note/1"]);
        log.shows_none(&["Thêm tài khoản"]);
    });
}

#[test]
fn the_board_of_translations_shows_gaps_and_what_is_not_wanted() {
    wait(async {
        let portal = TestPortal::demo().await;
        let editor = portal.desk(Role::Editor).await;
        let one = begun(&editor, "Bài chỉ có tiếng Việt").await;
        let (id, _) = one.split_once('.').expect("a pick");
        let gaps = editor.page("/desk/translations?state=missing").await;
        gaps.shows(&["Bài chỉ có tiếng Việt", "Bản gốc", "Dịch"]);
        let wish = format!("/desk/translations/{id}/en");
        let said = editor.post(&wish, &[("wish", "unwanted")]).await;
        let back = editor.page(said.header("location")).await;
        back.shows(&["Đã ghi: mục này không dịch sang English.", "Không dịch"]);
        let gaps = editor.page("/desk/translations?state=missing").await;
        gaps.shows_none(&["Bài chỉ có tiếng Việt"]);
        assert_eq!(editor.post(&wish, &[]).await.status, 303);
        let gaps = editor.page("/desk/translations?state=missing&language=en").await;
        gaps.shows(&["Bài chỉ có tiếng Việt"]);
    });
}

#[test]
fn a_refused_step_shows_what_was_typed_so_that_nobody_types_it_again() {
    wait(async {
        let portal = TestPortal::demo().await;
        let editor = portal.desk(Role::Editor).await;
        let one = begun(&editor, "Bài trả lại hai lần").await;
        let url = format!("/desk/entries/{}", one.replace('.', "/"));
        let remark = "Đoạn cuối thiếu nguồn.\nXin bổ sung trước 17 giờ.";
        // Nothing was handed in, so nothing can be handed back.
        let refused = editor.post(&format!("{url}/return"), &[("remark", remark)]).await;
        assert_eq!(refused.status, 409);
        refused.shows(&[
            "Điều bạn vừa viết",
            "Đoạn cuối thiếu nguồn.",
            "Xin bổ sung trước 17 giờ.",
        ]);
    });
}

#[test]
fn an_expiry_with_half_an_hour_given_says_what_is_missing() {
    wait(async {
        let portal = TestPortal::demo().await;
        let publisher = portal.desk(Role::Publisher).await;
        for form in [[("expires.day", "2026-12-01")], [("expires.time", "08:00")]] {
            let refused = publisher.post("/desk/entries/1/vi/expiry", &form).await;
            assert_eq!(refused.status, 422, "{form:?}");
            refused.shows(&["Xin chọn cả ngày và giờ."]);
        }
    });
}
