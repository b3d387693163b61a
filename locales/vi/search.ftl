# Tìm kiếm.
search-title = Tìm kiếm
search-for = Kết quả cho "{ $query }"
search-hint = Gõ có dấu hay không dấu đều được: "le hoi xuong giang" tìm thấy "lễ hội Xương Giang".
search-count = { $count } kết quả
search-short = Từ tìm quá ngắn
search-short-hint = Xin gõ ít nhất hai chữ cái.
search-none = Không tìm thấy "{ $query }"
search-none-hint = Thử bớt từ, thử tên gọi khác, hoặc xem tất cả tin.
search-none-go = Xem tất cả tin
search-kind = Loại
search-kind-all = Tất cả
search-kind-news = Tin tức
search-kind-festival = Lễ hội
search-kind-gallery = Bộ ảnh
search-kind-video = Video
search-kind-page = Trang
search-ways = Hoặc xem theo mục
