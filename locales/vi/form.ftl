# Mẫu nhập của một mục nội dung: nhãn, lời chỉ dẫn, chỗ cần sửa.
form-title = Tiêu đề
form-lead = Dẫn
form-lead-hint = Một hoặc hai câu nói điều chính. Danh sách và trang tìm kiếm hiện trọn khoảng 200 ký tự đầu.
form-slug = Địa chỉ
form-slug-hint = Chữ thường không dấu, chữ số và gạch ngang. Để trống thì lấy từ tiêu đề. Khi đổi địa chỉ của mục đã đăng, địa chỉ cũ tự dẫn sang địa chỉ mới.
form-body = Nội dung
form-body-hint = Viết bằng Markdown: ## cho tiêu đề, ** quanh chữ đậm, dấu gạch ngang đầu dòng cho danh sách.
form-publication = Cơ quan đăng và thẻ
form-publisher = Cơ quan đăng
form-publisher-hint = Mỗi mục đã đăng đều ghi tên cơ quan chịu trách nhiệm.
form-tags = Thẻ
form-tags-none = Cổng chưa có thẻ nào.
form-lead-picture = Ảnh đi cùng tiêu đề
form-own = Thông tin riêng của mục
form-choose = Chọn
form-none = Không chọn
form-yes = Có
form-no = Không
form-nothing = Chưa ghi
form-agencies-now = Đang hoạt động
form-agencies-before = Đã sáp nhập hoặc đổi tên
form-original = Bản gốc ({ $language })
form-original-empty = Bản gốc để trống chỗ này.
form-locked = Người dịch sửa lời văn của ngôn ngữ này. Ngày, nơi và các thông tin khác dùng chung cho mọi ngôn ngữ, do biên tập viên sửa.

# Ảnh và tệp
form-pictures = Ảnh
form-pictures-hint = Ảnh hiện theo thứ tự dưới đây.
form-pictures-none = Mục này chưa có ảnh.
form-picture-alt = Lời tả ảnh cho người khiếm thị
form-picture-alt-hint = Nói ảnh cho thấy gì, bằng một câu. Cần có trước khi đăng.
form-picture-caption = Chú thích
form-picture-credit = Tác giả ảnh
form-picture-licence = Giấy phép
form-picture-licence-hint = Ví dụ: CC BY 4.0.
form-picture-taken-on = Ngày chụp
form-picture-illustration = Đây là tranh minh họa, không phải ảnh chụp
form-picture-remove = Bỏ ảnh này khỏi mục
form-picture-add = Thêm ảnh
form-media = Số của tệp trong thư viện
form-media-hint = Số này ghi ở trang của tệp trong thư viện ảnh và tệp.
form-media-other = Lấy tệp khác từ thư viện
form-files = Tệp đính kèm
form-files-none = Mục này không có tệp nào khác ngoài ảnh.
form-file-add = Thêm tệp
form-file-remove = Bỏ tệp này khỏi mục

# Bài viết
form-news-section = Chuyên mục
form-news-source-url = Địa chỉ nguồn tin
form-news-source-url-hint = Địa chỉ đầy đủ, bắt đầu bằng https://
form-news-related = Mục liên quan
form-news-related-hint = Mỗi dòng một mục, ghi theo loại và khóa, ví dụ: festival/hoi-xuan-2026
form-news-author = Người viết hoặc bộ phận viết
form-news-source = Tên nguồn tin

# Lễ hội
form-festival-start = Ngày bắt đầu
form-festival-end = Ngày kết thúc
form-festival-province = Tỉnh, thành phố tổ chức
form-festival-place = Địa điểm chính
form-festival-theme = Chủ đề
form-festival-activity = Lịch hoạt động
form-festival-activity-hint = Hoạt động bị hủy vẫn để trong lịch với trạng thái Đã hủy. Đổi giờ, đổi nơi hoặc hủy thì ghi rõ điều đã đổi, lý do và cách thay thế.
form-festival-activity-one = Hoạt động
form-festival-activity-add = Thêm hoạt động
form-festival-activity-name = Tên hoạt động
form-festival-activity-note = Điều người xem cần biết
form-festival-activity-group = Nhóm
form-festival-activity-group-opening = Khai mạc
form-festival-activity-group-main = Hoạt động chính
form-festival-activity-group-other = Hoạt động khác
form-festival-activity-group-closing = Bế mạc
form-festival-activity-state = Trạng thái
form-festival-activity-state-expected = Dự kiến
form-festival-activity-state-confirmed = Đã chốt
form-festival-activity-state-changed = Đã thay đổi
form-festival-activity-state-cancelled = Đã hủy
form-festival-activity-start = Bắt đầu
form-festival-activity-end = Kết thúc
form-festival-activity-place = Địa điểm
form-festival-activity-picture = Ảnh
form-festival-organiser = Ban tổ chức
form-festival-organiser-hint = Ghi cơ quan và chức vụ, không ghi tên riêng của cá nhân.
form-festival-organiser-one = Đơn vị
form-festival-organiser-add = Thêm đơn vị
form-festival-organiser-role = Vai trò
form-festival-organiser-post = Chức vụ đảm nhiệm
form-festival-organiser-agency = Cơ quan
form-festival-organiser-email = Thư điện tử của cơ quan
form-festival-organiser-url = Trang thông tin của cơ quan

# Bộ ảnh
form-gallery-place = Địa điểm trong ảnh

# Video
form-video-file = Tệp phim
form-video-poster = Khung hình mở đầu
form-video-poster-hint = Một trong các ảnh của mục này.
form-video-seconds = Độ dài tính bằng giây
form-video-silent = Phim không có tiếng
form-video-recorded-on = Ngày quay
form-video-captions = Phụ đề
form-video-captions-hint = Tệp WebVTT của ngôn ngữ này. Cần có trước khi đăng.

# Trang
form-page-role = Trang này dùng để
form-page-role-hint = Mỗi vai trò dưới đây có một chỗ cố định trên cổng.
form-page-role-about = Giới thiệu
form-page-role-contact = Liên hệ
form-page-role-access = Tuyên bố về khả năng tiếp cận
form-page-role-privacy = Quyền riêng tư
form-page-role-culture = Nét đẹp văn hóa
form-page-role-other = Việc khác

# Chỗ cần sửa: nói rõ nhận điều gì
form-error-missing = Chỗ này cần có chữ.
form-error-not-chosen = Hãy chọn một mục trong danh sách.
form-error-too-long = Phần này quá dài. Độ dài nhiều nhất: { $most } ký tự.
form-error-too-many = Danh sách này nhận nhiều nhất { $most } dòng.
form-error-web-address = Hãy ghi địa chỉ đầy đủ, bắt đầu bằng https:// hoặc http://, ví dụ: https://example.gov.vn
form-error-mail = Hãy ghi địa chỉ thư điện tử, ví dụ: vanthu@example.gov.vn
form-error-day = Hãy ghi ngày có trong lịch, ví dụ: 29/01/2020
form-error-time = Hãy ghi giờ từ 00:00 đến 23:59, ví dụ: 20:00
form-error-time-without-day = Đã có giờ nhưng chưa có ngày. Hãy ghi cả ngày.
form-error-whole = Hãy ghi một số nguyên từ 0 đến 999999999, chỉ dùng chữ số.
form-error-unknown = Không có lựa chọn “{ $what }” trong danh sách. Hãy chọn một mục có sẵn.
form-error-no-picture = Mục này không có ảnh “{ $what }”. Hãy chọn một ảnh của mục.
form-error-picture-taken = Ảnh “{ $what }” vừa được bỏ khỏi mục nhưng chỗ này vẫn cần. Hãy chọn ảnh khác hoặc giữ lại ảnh.
form-error-no-file = Mục này không có tệp “{ $what }” thuộc loại cần ở đây. Hãy chọn một tệp của mục.
form-error-entry = Không đọc được “{ $what }”. Hãy ghi loại và khóa của mục, ví dụ: news/khai-hoi-xuan
form-error-slug = Chưa tạo được địa chỉ. Hãy ghi vài chữ không dấu, ví dụ: le-hoi-xuan
form-error-media = Thư viện không có tệp mang số { $what }. Hãy chọn lại tệp trong thư viện.
form-error-picture-not-chosen = Đã có lời nhưng chưa có ảnh. Hãy chọn ảnh trong thư viện.
form-error-name-taken = Mục này đã có tệp khác tên “{ $what }”. Hãy đổi tên tệp rồi chọn lại.
form-error-document = Không đọc được nội dung mà trình soạn thảo gửi lên. Bản đã lưu vẫn còn nguyên; hãy thử lưu lại.
form-error-in-body = Trong nội dung: { $what }
form-error-on-line = Dòng { $line } của nội dung: { $what }
form-error-refused = Chưa lưu được vì có thông tin không hợp lệ: { $what }
