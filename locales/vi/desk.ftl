# Bàn biên tập: khung trang và các phần dùng ở mọi trang.
desk-name = Bàn biên tập
desk-product = Mộc Bản
desk-skip = Đến nội dung chính
desk-menu = Mục lục
desk-panel = Tình trạng của mục này
desk-see-site = Mở cổng
desk-back-to-site = Về cổng thông tin
desk-account-of = Tài khoản của
desk-undo = Hoàn tác
desk-undo-done = Đã trả lại như trước.
desk-undo-refused = Chưa hoàn tác được
desk-undo-taken = Chỗ này nay đã có mục khác, hoặc việc này đã được hoàn tác rồi. Không có gì bị thay đổi.
desk-undo-missing = Nhật ký không còn đủ thông tin để hoàn tác việc này.
desk-undo-log = Mở nhật ký

# Ô nhập
desk-optional = không bắt buộc
desk-errors = Có { $count } chỗ cần sửa
desk-day = Ngày
desk-hour = Giờ
desk-move-up = Chuyển lên
desk-move-down = Chuyển xuống
desk-remove = Bỏ
desk-select = Chọn
desk-select-all = Chọn tất cả
desk-copy = Chép

# Trạng thái của một mục nội dung hoặc một bản dịch
desk-state-draft = Nháp
desk-state-writing = Đang viết
desk-state-submitted = Chờ duyệt
desk-state-returned = Trả lại
desk-state-scheduled = Hẹn giờ đăng
desk-state-published = Đã đăng
desk-state-withdrawn = Đã gỡ
desk-state-consolidated = Đã gộp
desk-state-error = Đăng nhầm
desk-state-forced = Đăng thiếu duyệt
desk-state-outdated = Cũ hơn bản gốc
desk-state-newer = Bản gốc mới hơn
desk-state-original = Bản gốc
desk-state-translating = Đang dịch
desk-state-unwanted = Không dịch
desk-state-expires = Hết hạn
desk-state-missing = Chưa có
desk-assign = Giao việc

# Bốn bước
desk-step-draft = Nháp
desk-step-writing = Đang viết
desk-step-review = Duyệt
desk-step-live = Đăng

# Bảng bên
desk-check-error = Lỗi:
desk-check-warning = Nhắc:
desk-check-done = Đạt:
desk-presence = { $names } cũng đang mở
desk-saved-at = Đã lưu

# Danh sách
desk-filter = Lọc
desk-filter-label = Lọc danh sách
desk-filter-clear = Bỏ lọc

# Lịch sử và so sánh
desk-from = từ
desk-to = đến
desk-compare-from = So từ bản lúc
desk-compare-to = So với bản lúc
desk-added = thêm
desk-added-line = chữ gạch chân
desk-removed = bớt
desk-removed-line = chữ gạch ngang
desk-same = không đổi

# Lịch
desk-month-before = Tháng trước
desk-month-now = Tháng này
desk-month-after = Tháng sau

# Ảnh và tệp
desk-no-alt = Chưa có lời tả ảnh
desk-upload-label = Chọn tệp
desk-upload-drop = hoặc kéo tệp vào đây
desk-upload-send = Tải lên
desk-picture-caption = Chú thích
desk-picture-alt = Lời tả ảnh cho người khiếm thị
desk-picture-credit = Tác giả ảnh
desk-focal = Điểm chính của ảnh
desk-focal-hint = Khi ảnh bị xén, điểm này luôn còn trong khung. Số từ 0 (mép trái, mép trên) đến 1000.
desk-focal-x = Từ mép trái
desk-focal-y = Từ mép trên

# Vào bàn biên tập
desk-mail = Thư điện tử
desk-password = Mật khẩu
desk-password-hint = Từ 12 ký tự trở lên. Một câu dài dễ nhớ tốt hơn một từ khó.
desk-sign-in = Đăng nhập
desk-or = hoặc
desk-code = Mã xác thực
desk-code-hint = Sáu chữ số trong ứng dụng xác thực trên điện thoại, hoặc một mã dự phòng.
desk-go-on = Tiếp tục
desk-qr-alt = Mã QR để thêm tài khoản vào ứng dụng xác thực
desk-qr-text = Không quét được thì nhập khóa này:

# Mục lục của bàn biên tập
desk-nav-start = Việc của tôi
desk-nav-news = Bài viết
desk-nav-festival = Lễ hội
desk-nav-gallery = Ảnh
desk-nav-video = Video
desk-nav-factcheck = Kiểm chứng
desk-nav-document = Văn bản
desk-nav-page = Trang
desk-nav-translations = Bản dịch
desk-nav-media = Kho tư liệu
desk-nav-calendar = Lịch đăng
desk-nav-search = Tìm
desk-nav-site = Cài đặt cổng
desk-nav-bodies = Cơ quan
desk-nav-people = Người dùng
desk-nav-tokens = Kết nối API
desk-nav-log = Nhật ký
desk-nav-help = Trợ giúp
desk-nav-visits = Số liệu truy cập
desk-nav-links = Liên kết ra ngoài
desk-nav-programme = Chương trình hành động
desk-nav-rankings = Thứ hạng quốc tế
desk-rankings-note-page = Mỗi con số đi cùng kỳ, tổng số nước, phương pháp và nguồn.
desk-rankings-public = Xem trang công khai
desk-rankings-none-text = Bảng xếp hạng được nhập từ thư mục cổng: rankings/indexes.csv, methods.csv và editions.csv.
desk-rankings-add = Thêm một kỳ
desk-rankings-new = Thêm một kỳ: { $index }
desk-rankings-edit = { $index }, kỳ { $edition }
desk-rankings-label-hint = Tên kỳ theo đơn vị công bố: 2024, 2021-Q4 hoặc 2023-07.
desk-rankings-method-hint = Các kỳ khác phương pháp không so với nhau.
desk-rankings-out-of = Trên tổng số
desk-rankings-source = Nguồn đã đọc
desk-rankings-source-hint = Tên báo cáo hoặc trang tin, kèm địa chỉ nếu có.
desk-rankings-read-on = Ngày đọc
desk-rankings-checked = Đã kiểm chứng
desk-rankings-checked-hint = Chỉ đánh dấu khi chính mắt đọc con số này ở nguồn.
desk-rankings-note = Ghi chú ({ $language })
desk-rankings-save = Lưu
desk-rankings-back = Quay lại
desk-rankings-remove = Bỏ
desk-rankings-remove-ask = Bỏ kỳ { $edition }? Nhật ký vẫn giữ con số cũ.
desk-rankings-put = Đã lưu.
desk-rankings-removed = Đã bỏ. Nhật ký vẫn giữ con số cũ.
desk-rankings-clash = Người khác vừa sửa kỳ này. Mở lại kỳ này để xem con số mới trước khi lưu; những gì vừa gõ vẫn còn ở dưới.
desk-rankings-moved = Người khác vừa sửa kỳ này nên chưa làm gì. Hãy xem lại kỳ này trước.
desk-rankings-copy = Bản lưu riêng của nguồn
desk-rankings-copy-about = Trang hoặc tệp PDF đúng như lúc đọc. Người đọc chỉ thấy mã băm và ngày lưu; chỉ điều phối viên tải được tệp.
desk-rankings-copy-file = Tệp
desk-rankings-copy-elsewhere = Chỉ có mã băm đi cùng thư mục cổng; tệp không có trên cổng này.
desk-rankings-copy-day = Ngày lưu
desk-rankings-copy-hash = Mã băm SHA-256
desk-rankings-copy-take = Tải về
desk-rankings-copy-choose = Tệp của trang nguồn
desk-rankings-copy-newer = Tệp mới hơn của trang nguồn
desk-rankings-copy-hint = Bản PDF, HTML hoặc ảnh chụp của trang, không quá 50 MB. Bản mới thay bản đã lưu trước.
desk-rankings-copy-keep = Giữ bản lưu
desk-rankings-copy-remove = Gỡ bản lưu
desk-rankings-copy-remove-ask = Gỡ bản lưu của kỳ { $edition }? Người đọc không còn thấy mã băm. Nhật ký vẫn giữ mã băm, kho riêng vẫn giữ tệp.
desk-rankings-copy-kept = Đã giữ bản lưu.
desk-rankings-copy-removed = Đã gỡ bản lưu.
desk-rankings-copy-long = Tệp lớn hơn 50 MB. Hãy gửi tệp nhỏ hơn.

# Thư gửi người phụ trách
desk-letter-not-published-subject = Chưa đăng được: { $title }
desk-letter-not-published =
    Kính gửi { $name },

    Mục “{ $title }” ({ $language }) được hẹn giờ đăng trên { $site }, nhưng đến giờ thì chưa đăng được:

    { $why }

    Mục này đã được trả lại để sửa:

    { $link }

    Sửa xong, hãy gửi duyệt hoặc hẹn lại giờ đăng.
desk-letter-not-taken-down-subject = Chưa gỡ được: { $title }
desk-letter-not-taken-down =
    Kính gửi { $name },

    Mục “{ $title }” ({ $language }) được hẹn giờ gỡ khỏi { $site }, nhưng đến giờ thì chưa gỡ được:

    { $why }

    Bạn đọc vẫn xem được mục này và giờ hẹn không còn nữa. Hãy mở mục để gỡ hoặc hẹn lại:

    { $link }
desk-letter-hour-off-subject = Giờ hẹn đăng không còn: { $title }
desk-letter-hour-off =
    Kính gửi { $name },

    Mục “{ $title }” ({ $language }) đã được hẹn giờ đăng trên { $site }, nhưng { $who } vừa thay đổi mục này nên giờ hẹn không còn nữa.

    Hãy mở mục để xem lại rồi hẹn giờ khác:

    { $link }
desk-letter-reading-off-subject = Cần gửi duyệt lại: { $title }
desk-letter-reading-off =
    Kính gửi { $name },

    Mục “{ $title }” ({ $language }) trên { $site } đã được gửi duyệt, nhưng { $who } vừa thay đổi mục này nên lần gửi ấy không còn hiệu lực.

    Hãy mở mục để xem lại rồi gửi duyệt lần nữa:

    { $link }
desk-letter-read-again-subject = Đến ngày xem lại: { $count } mục trên { $site }
desk-letter-read-again =
    Kính gửi { $name },

    Ngày { $day } là ngày xem lại của { $count } mục bạn phụ trách trên { $site }:

    { $list }

    Xem xong, hãy đặt ngày xem lại mới cho từng mục.
desk-letter-plan-soon-subject = Sắp đến hạn gửi kế hoạch: { $agency }
desk-letter-plan-soon =
    Kính gửi { $name },

    { $agency } chưa gửi kế hoạch thực hiện “{ $programme }”. Hạn gửi là ngày { $day }.

    Lập và gửi kế hoạch trên { $site }: { $link }
desk-letter-plan-late-subject = Quá hạn gửi kế hoạch: { $agency }
desk-letter-plan-late =
    Kính gửi { $name },

    { $agency } chưa gửi kế hoạch thực hiện “{ $programme }”. Hạn gửi là ngày { $day }, nay đã quá hạn.

    Gửi kế hoạch, hoặc nêu lý do, trên { $site }: { $link }
desk-letter-plan-returned-subject = Kế hoạch cần bổ sung: { $agency }
desk-letter-plan-returned =
    Kính gửi { $name },

    Kế hoạch của { $agency } thực hiện “{ $programme }”, gửi ngày { $day }, đã được trả lại để bổ sung.

    Xem điều cần bổ sung và gửi lại trên { $site }: { $link }
desk-letter-plan-nobody-subject = Chưa có người phụ trách kế hoạch: { $count } cơ quan
desk-letter-plan-nobody =
    Kính gửi { $name },

    { $count } cơ quan phải gửi kế hoạch thực hiện “{ $programme }” (mốc ngày { $day }) nhưng chưa có tài khoản nào phụ trách, nên cổng không nhắc được ai:

    { $list }

    Liên hệ các cơ quan này, hoặc đề nghị quản trị viên cấp tài khoản. Xem tình hình trên { $site }: { $link }

# Yêu cầu đến từ trang khác
desk-elsewhere-title = Yêu cầu này không đến từ bàn biên tập
desk-elsewhere-text = Một trang web khác, hoặc một trang mở từ trước khi cổng đổi địa chỉ, vừa gửi một yêu cầu thay mặt bạn.
desk-elsewhere-nothing = Cổng đã từ chối; không có gì bị thay đổi.
desk-elsewhere-do = Nếu chính bạn vừa bấm nút, hãy mở lại bàn biên tập từ đường dẫn dưới đây rồi làm lại. Nếu không, chỉ cần đóng trang kia.
desk-elsewhere-back = Mở bàn biên tập
