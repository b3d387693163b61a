//! What the pages of the whole site say when something is not taken: whose change stands in the way, which row
//! and which field. Not for what is taken: that is `site_work.rs`.

use crate::site_work::{hidden, leads, on_both};
use crate::support::{Answer, wait};
use mocban::people::{Grant, Role};

/// The keys of the rows of a list, in its order.
fn rows(page: &Answer) -> Vec<&str> {
    let keys = page.text.split("name=\"order\" value=\"").skip(1);
    keys.filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn whose_order_of_sections_clashes_finds_her_own_in_the_form_and_saves_it_with_the_next_press() {
    wait(on_both(async |portal, desk| {
        let opened = desk.page("/desk/site/sections").await;
        let edition = hidden(&opened, "edition");
        let mut order = rows(&opened);
        let other = portal.desk_of("lan@example.vn", vec![Grant::everywhere(Role::Administrator)]);
        let other = other.await;
        let moved = [("edition", &*edition), ("down", order[0])];
        let moved: Vec<(&str, &str)> =
            order.iter().map(|key| ("order", *key)).chain(moved).collect();
        leads(&other.post("/desk/site/sections", &moved).await);
        order.reverse();
        let form = |edition: String| {
            let own: Vec<(String, String)> =
                order.iter().map(|key| ("order".to_owned(), (*key).to_owned())).collect();
            [own, vec![("edition".to_owned(), edition)]].concat()
        };
        let send = async |form: Vec<(String, String)>| {
            let form: Vec<(&str, &str)> =
                form.iter().map(|(name, value)| (&**name, &**value)).collect();
            desk.post("/desk/site/sections", &form).await
        };
        let second = send(form(edition)).await;
        assert_eq!(second.status, 409);
        assert_eq!(rows(&second), order);
        leads(&send(form(hidden(&second, "edition"))).await);
        assert_eq!(rows(&desk.page("/desk/site/sections").await), order);
    }));
}

#[test]
fn a_clash_names_who_changed_this_part_and_not_who_changed_another_since() {
    wait(on_both(async |portal, desk| {
        let edition = hidden(&desk.page("/desk/site/sections").await, "edition");
        for (email, list, name) in [
            ("lan@example.vn", "sections", "Làng nghề"),
            ("minh@example.vn", "tags", "Chèo thuyền"),
        ] {
            let everywhere = vec![Grant::everywhere(Role::Administrator)];
            let other = portal.desk_of(email, everywhere).await;
            let form = [("edition", &*edition), ("name.vi", name)];
            leads(&other.post(&format!("/desk/site/{list}/new"), &form).await);
        }
        let form = [("edition", &*edition), ("name.vi", "Thể thao")];
        let refused = desk.post("/desk/site/sections/new", &form).await;
        assert_eq!(refused.status, 409);
        refused.shows(&["lan đã sửa phần này lúc"]);
        assert!(refused.text.contains("value=\"Thể thao\""), "{}", refused.words());
    }));
}

#[test]
fn what_was_changed_again_is_not_taken_back_and_the_page_promises_no_form() {
    wait(on_both(async |_, desk| {
        let add = async |name: &str| {
            let edition = hidden(&desk.page("/desk/site/sections").await, "edition");
            let form = [("edition", &*edition), ("name.vi", name)];
            leads(&desk.post("/desk/site/sections/new", &form).await)
        };
        let first = add("Làng nghề").await;
        add("Thể thao").await;
        let number = first.rsplit('=').next().expect("a number");
        let refused = desk.post(&format!("/desk/site/undo/{number}"), &[]).await;
        assert_eq!(refused.status, 409);
        refused.shows(&["Phần này đã được sửa lần nữa"]);
        refused.shows_none(&["bấm Lưu lần nữa"]);
    }));
}

#[test]
fn a_section_without_a_name_or_with_anothers_word_is_refused_in_one_line_that_leads_to_the_field() {
    wait(on_both(async |_, desk| {
        let edition = hidden(&desk.page("/desk/site/sections").await, "edition");
        for (name, said) in
            [("", "Tên không được để trống."), ("!!!", "!!!: Từ trong địa chỉ chỉ gồm chữ thường")]
        {
            let form = [("edition", &*edition), ("name.vi", name)];
            let refused = desk.post("/desk/site/sections/new", &form).await;
            assert_eq!(refused.status, 422, "{name}");
            refused.shows(&[said]);
            let errors: Vec<&str> = refused.text.split("<li><a href=\"#").skip(1).collect();
            assert_eq!(errors.len(), 1, "{}", refused.words());
            assert!(errors[0].starts_with("f-name-vi\""), "{}", errors[0]);
        }
    }));
}

#[test]
fn a_redirect_that_takes_anothers_place_is_asked_about_first_and_the_log_keeps_the_former() {
    wait(on_both(async |portal, desk| {
        let add = async |to: &str, warned: &str| {
            let form =
                [("from", "/trang-cu"), ("to", to), ("kind", "permanent"), ("warned", warned)];
            desk.post("/desk/site/redirects", &form).await
        };
        leads(&add("/vi/le-hoi", "").await);
        let asked = add("/vi/anh", "").await;
        asked.shows(&["Địa chỉ này đang chuyển tới /vi/le-hoi"]);
        assert_eq!(portal.get("/trang-cu").await.header("location"), "/vi/le-hoi");
        leads(&add("/vi/anh", &hidden(&asked, "warned")).await);
        assert_eq!(portal.get("/trang-cu").await.header("location"), "/vi/anh");
        let log = desk.page("/desk/log?verb=redirect").await;
        log.shows(&["/vi/le-hoi"]);
    }));
}
