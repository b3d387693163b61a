# Các trang của bàn biên tập quanh một mục: việc của tôi, danh sách, lịch, lịch sử, so sánh, xem thử,
# bản dịch, nhật ký, tìm, trợ giúp.
board-new = Viết bài mới
board-title = Mọi nội dung
board-back = Về danh sách
board-to-entry = Sửa mục này

# Loại nội dung
board-kind-news = Bài viết
board-kind-festival = Lễ hội
board-kind-gallery = Ảnh
board-kind-video = Video
board-kind-factcheck = Kiểm chứng
board-kind-document = Văn bản
board-kind-page = Trang

# Công đoạn của bản mới nhất
board-stage-writing = Đang viết
board-stage-submitted = Chờ duyệt
board-stage-returned = Trả lại
board-stage-scheduled = Hẹn giờ đăng
board-stage-settled = Đã xong

# Việc của tôi
board-start-title = Việc của tôi
board-start-waiting = Chờ tôi duyệt
board-start-waiting-empty = Không có mục nào chờ bạn duyệt
board-start-waiting-empty-text = Mục được gửi duyệt trong phần bạn phụ trách sẽ đứng ở đây.
board-start-returned = Bị trả lại
board-start-returned-empty = Không có mục nào bị trả lại
board-start-returned-empty-text = Mục bị trả lại đứng ở đây, kèm lời nhắn của người duyệt.
board-start-drafts = Đang viết dở
board-start-drafts-empty = Bạn không có bản nháp nào
board-start-drafts-empty-text = Bản nháp bạn bắt đầu sẽ đứng ở đây, kể cả khi mất mạng giữa chừng.
board-start-scheduled = Sắp lên cổng
board-start-forced = Đăng thiếu duyệt, chờ người thứ hai
board-start-outdated = Bản dịch cũ hơn bản gốc
board-start-overdue = Quá hạn xem lại
board-start-nothing = Không có việc nào chờ bạn
board-start-nothing-text = Khi có mục chờ duyệt, bị trả lại hay đến hạn xem lại, bạn sẽ thấy ngay ở trang này.
board-start-all = Xem cả { $count } mục
board-goes-live = Lên cổng lúc { $at }
board-review-on = Hạn xem lại { $day }

# Danh sách
board-tabs = Các danh sách
board-tab-all = Tất cả
board-tab-mine = Của tôi
board-tab-submitted = Chờ duyệt
board-tab-returned = Trả lại
board-tab-published = Đã đăng
board-tab-overdue = Quá hạn xem lại
board-kind = Loại
board-state = Trạng thái
board-stage = Công đoạn
board-language = Ngôn ngữ
board-section = Chuyên mục
board-owner = Người phụ trách
board-owner-me = Tôi
board-publisher = Cơ quan đăng
board-q = Tìm theo tiêu đề
board-forced = Đăng thiếu duyệt
board-overdue = Quá hạn xem lại
board-more = Thêm điều kiện
board-any = Tất cả
board-any-kind = Mọi loại
board-any-state = Mọi trạng thái
board-col-title = Tiêu đề
board-col-state = Tình trạng
board-col-moved = Lúc
board-col-person = Người làm
board-col-entry = Mục
board-range = Mục { $from }–{ $to } trong { $total }
board-range-none = Không có mục nào
board-empty = Không có mục nào như vậy
board-empty-text = Thử bỏ bớt điều kiện lọc, hoặc tìm bằng ít chữ hơn. Không cần gõ dấu.

# Bộ lọc đã lưu
board-saved = Bộ lọc đã lưu
board-saved-everybodys = chung
board-saved-delete = Xóa bộ lọc “{ $name }”
board-save-filter = Lưu bộ lọc này
board-save-name = Tên bộ lọc
board-save-everybody = Dùng chung cho cả ban biên tập
board-save = Lưu

# Một việc cho nhiều mục
board-deed = Việc cần làm
board-deed-on = Tiếp tục
board-deed-submit = Gửi duyệt
board-deed-return = Trả lại
board-deed-care = Giao người phụ trách, đặt hạn xem lại
board-deed-add-tag = Gắn thẻ
board-deed-remove-tag = Bỏ thẻ
board-deed-withdraw = Gỡ khỏi cổng
board-ask-count = { $count } mục đã chọn
board-ask-none = Chưa chọn mục nào
board-ask-none-text = Quay lại danh sách, đánh dấu các mục cần làm rồi chọn việc.
board-ask-entries = Làm với các mục này
board-ask-remark = Lời nhắn cho người duyệt
board-ask-remark-hint = Cần xem kỹ chỗ nào, có gì gấp.
board-ask-return = Lý do trả lại
board-ask-return-hint = Nói rõ cần sửa gì. Người viết sẽ thấy lời này ở trang đầu.
board-ask-withdraw-title = Các mục này sẽ không còn trên cổng.
board-ask-withdraw-text = Địa chỉ cũ sẽ báo ngày gỡ và lý do bạn ghi dưới đây.
board-ask-withdraw = Lý do gỡ, cho người đọc
board-ask-withdraw-hint = Một câu, ví dụ: Thông báo đã hết hiệu lực.
board-lacks-return = Hãy ghi lý do trả lại để người viết biết cần sửa gì.
board-lacks-withdraw = Hãy ghi lý do gỡ để người đọc biết.
board-lacks-add-tag = Hãy chọn một thẻ.
board-lacks-remove-tag = Hãy chọn một thẻ.
board-keep = Giữ nguyên
board-nobody = Không ai
board-review = Hạn xem lại
board-review-hint = Để trống thì giữ hạn cũ.
board-review-never = Bỏ hạn xem lại
board-tag = Thẻ
board-tag-choose = Chọn thẻ
board-sure-submit = Gửi duyệt các mục này
board-sure-return = Trả lại các mục này
board-sure-care = Giao các mục này
board-sure-add-tag = Gắn thẻ cho các mục này
board-sure-remove-tag = Bỏ thẻ khỏi các mục này
board-sure-withdraw = Gỡ các mục này
board-done-summary = Đã làm xong { $done } mục, { $refused } mục không làm được.
board-done-publish-again = Mục đã đăng chỉ mang thẻ mới sau khi được đăng lại.
board-done-refused = Không làm được
board-done-done = Đã làm xong

# Lịch
board-calendar-title = Lịch đăng
board-calendar-expires = Hết hạn: { $title }
board-calendar-empty = Tháng này chưa có gì lên cổng
board-calendar-empty-text = Mục hẹn giờ đăng, mục đã đăng và mục hết hạn sẽ đứng ở ngày của nó.
board-calendar-entries = Xem danh sách

# Lịch sử và so sánh
board-history-title = Lịch sử
board-history-pick = Chọn hai bản ở hai cột rồi so sánh.
board-compare-two = So sánh hai bản
board-compare-with-live = So với bản đang đăng
board-saved-words = Bản { $number }: lưu lời văn
board-saved-facts = Bản { $number }: lưu dữ kiện chung
board-saved-both = Bản { $number }: lưu lời văn và dữ kiện chung
board-live = Đang đăng
board-newest = Mới nhất
board-restore = Khôi phục
board-restore-all = Khôi phục cả bản này
board-restore-words = Chỉ khôi phục lời văn
board-restored = Đã khôi phục thành bản mới nhất. Bản trước đó vẫn còn trong lịch sử.
board-restore-same = Bản này giống hệt bản mới nhất, nên không có gì để lưu.
board-compare-title = So sánh hai bản
board-compare-live = Bản đang đăng
board-compare-side = Bản { $number }, { $time } ngày { $date }
board-compare-is-live = đang đăng
board-compare-is-newest = mới nhất
board-compare-same = Hai bản giống hệt nhau.
board-compare-same-text = Không có chữ nào, ảnh nào hay dữ kiện nào khác.
board-compare-moved = Chỉ đổi thứ tự.
board-compare-moved-block = Đoạn này được chuyển chỗ.
board-compare-form = Chỉ đổi cách trình bày, chữ giữ nguyên.
board-compare-became = { $was } đổi thành { $now }.
board-compare-note = “{ $text }”: { $what }

# Xem thử
board-preview-title = Xem thử
board-preview-frame = Trang như người đọc sẽ thấy: { $title }
board-preview-phone = Điện thoại
board-preview-desktop = Máy tính
board-preview-light = Nền sáng
board-preview-dark = Nền tối
board-preview-live = Trên cổng
board-preview-open-live = Mở bản đang đăng
board-preview-lacking = Chưa xem thử được
board-preview-lacking-text = Trang này còn thiếu phần không thể thiếu:
board-lend-title = Cho người khác xem
board-lend-text = Tạo liên kết để người không có tài khoản xem được bản mới nhất. Hết hạn thì liên kết không mở được nữa.
board-lend-how-long = Mở được trong
board-lend-hours = { $hours } giờ
board-lend-days = { $days } ngày
board-lend = Tạo liên kết
board-lent-made = Đã tạo liên kết.
board-lent-until = Mở được đến { $until }.
board-lent-link = Liên kết xem thử
board-lent-open = Liên kết đang mở
board-lent-line = Mở đến { $until }, { $name } tạo
board-lent-end = Đóng liên kết
board-lent-ended = Đã đóng liên kết: không ai mở được nữa.
board-lent-once = Liên kết chỉ hiện lần này. Ai có liên kết đều xem được, hãy gửi đúng người.
board-lent-title = Bản xem thử, chưa phải bản chính thức.
board-lent-text = Không dẫn lại, không phổ biến. Liên kết này mở được đến { $until }.
board-lent-gone = Liên kết xem thử không còn mở được
board-lent-gone-text = Liên kết đã hết hạn, hoặc trong địa chỉ có chữ gõ nhầm. Hãy xin người gửi một liên kết mới.

# Bản dịch
board-translations-title = Bản dịch
board-translated-outdated = Bản gốc mới hơn
board-translated-submitted = Chờ duyệt
board-translated-writing = Đang dịch
board-translated-published = Đã đăng
board-translated-missing = Chưa dịch
board-figure-outdated = { $count ->
   *[other] bản gốc mới hơn
  }
board-figure-submitted = { $count ->
   *[other] chờ duyệt
  }
board-figure-writing = { $count ->
   *[other] đang dịch
  }
board-coverage = Đã đăng { $published } trong { $total } mục
board-translate = Dịch
board-plan = Chọn phần không dịch
board-plan-end = Xong
board-plan-title = Chọn phần không dịch.
board-plan-text = Ô được chọn “Không dịch” không còn bị tính là thiếu. Chọn lại lúc nào cũng được.
board-wish-unwanted = Không dịch
board-wish-wanted = Cần dịch
board-declined = Đã ghi: mục này không dịch sang { $language }.
board-one-language = Cổng chỉ có một ngôn ngữ.
board-one-language-text = Thêm ngôn ngữ ở phần cài đặt của cổng thì bảng này mới có việc.

# Nhật ký
board-log-title = Nhật ký thay đổi
board-log-count = { $count } dòng
board-log-person = Người làm
board-log-verb = Việc đã làm
board-log-subject = Đối tượng
board-log-from = Từ ngày
board-log-to = Đến ngày
board-log-seq = Số
board-log-at = Lúc
board-log-detail = Chi tiết
board-log-see = Xem
board-log-hash = Mã băm
board-log-csv = Tải CSV
board-log-verify = Kiểm tra chuỗi
board-log-whole-title = Chuỗi nguyên vẹn.
board-log-whole = Đã tính lại { $count } dòng, dòng nào cũng khớp với dòng trước.
board-log-altered-title = Nhật ký đã bị sửa.
board-log-altered = Dòng { $count } không khớp với dòng trước nó. Hãy báo ngay người quản trị máy chủ và giữ nguyên cơ sở dữ liệu.
board-log-month-altered-title = Số liệu của một tháng đã chốt bị sửa.
board-log-month-altered = Nhật ký còn nguyên vẹn, nhưng số lượt truy cập của tháng { $month } không còn khớp với mã kiểm tra đã ghi khi chốt. Hãy báo ngay người quản trị máy chủ và giữ nguyên cơ sở dữ liệu.
board-log-newest = Mới nhất
board-log-older = Cũ hơn
board-log-empty = Không có dòng nào như vậy
board-log-empty-text = Thử bỏ bớt điều kiện lọc.

# Việc trong nhật ký
board-verb-save = Lưu
board-verb-submit = Gửi duyệt
board-verb-return = Trả lại
board-verb-schedule = Hẹn giờ đăng
board-verb-unschedule = Bỏ hẹn giờ
board-verb-set-expiry = Đặt giờ hết hạn
board-verb-publish = Đăng
board-verb-force-publish = Đăng thiếu duyệt
board-verb-approve = Duyệt sau khi đăng
board-verb-withdraw = Gỡ
board-verb-declare-error = Báo đăng nhầm
board-verb-consolidate = Gộp vào mục khác
board-verb-care = Giao người phụ trách
board-verb-remark = Ghi lời nhắn
board-verb-want-translation = Đánh dấu cần dịch
board-verb-decline-translation = Đánh dấu không dịch
board-verb-lend-preview = Tạo liên kết xem thử
board-verb-save-filter = Lưu bộ lọc
board-verb-keep-copy = Giữ bản lưu của nguồn
board-verb-remove-copy = Gỡ bản lưu của nguồn
board-verb-delete-filter = Xóa bộ lọc
board-verb-ready = Làm xong bản công khai
board-verb-rename = Đổi tên
board-verb-bring-in = Nhập số liệu cổng cũ
board-verb-choose-poster = Chọn hình đại diện
board-verb-caption = Lưu phụ đề
board-verb-describe = Ghi thông tin tệp
board-verb-replace = Thay tệp
board-verb-make-anew = Làm lại bản công khai
board-verb-change = Sửa
board-verb-redirect = Đặt chuyển hướng
board-verb-merge = Gộp
board-verb-remove = Xóa
board-verb-put-back = Trả lại như trước
board-verb-reclassify = Xếp sang mục khác
board-verb-reclassify-back = Xếp về mục cũ
board-verb-undo = Hoàn tác
board-filter-forgotten = Đã xóa bộ lọc.
board-verb-enter = Đăng nhập
board-verb-leave = Đăng xuất
board-verb-add = Thêm mới
board-verb-invite = Mời người dùng
board-verb-import = Nhập dữ liệu
board-verb-set-out = Lập khung chương trình
board-verb-assign = Phân công
board-verb-release = Kết thúc phân công
board-verb-begin-plan = Bắt đầu kế hoạch
board-verb-change-plan = Sửa kế hoạch
board-verb-submit-plan = Gửi kế hoạch
board-verb-receive-plan = Ghi nhận kế hoạch
board-verb-return-plan = Trả lại kế hoạch
board-verb-accept-plan = Tiếp nhận kế hoạch
board-verb-lock-plan = Khóa kế hoạch
board-verb-grant-due = Gia hạn
board-verb-say-why = Nêu lý do trễ
board-verb-new-activity = Thêm hoạt động
board-verb-change-activity = Sửa hoạt động
board-verb-move-activity = Chuyển trạng thái hoạt động
board-verb-offer-evidence = Đưa ra minh chứng
board-verb-accept-evidence = Tiếp nhận minh chứng
board-verb-refuse-evidence = Từ chối minh chứng
board-verb-count-for = Tính kế hoạch cho cơ quan kế tục
board-verb-hand-over = Bàn giao việc
board-verb-bring-in-sheet = Ghi bảng kế hoạch
board-verb-take-back-sheet = Hoàn tác bảng kế hoạch
board-verb-issue-report = Phát hành báo cáo
board-verb-withdraw-report = Rút báo cáo
board-verb-put-indicator = Lưu chỉ số
board-verb-observe = Ghi số đo

# Tìm
board-search-title = Tìm
board-search-q = Tìm ở bàn biên tập
board-search-hint = Tiêu đề, chữ trong bản đang viết, ảnh và tệp, người dùng, thẻ, cơ quan, trang cài đặt. Không cần gõ dấu.
board-search-none = Không tìm thấy “{ $q }”
board-search-none-text = Thử ít chữ hơn, hoặc xem ở danh sách nội dung.
board-search-entries = Nội dung, theo tiêu đề
board-search-text = Có chữ này trong bản đang viết
board-search-media = Ảnh và tệp
board-search-people = Người dùng
board-search-tags = Chuyên mục và thẻ
board-search-bodies = Cơ quan
board-search-pages = Trang của bàn biên tập

# Trợ giúp
board-help-title = Trợ giúp
board-help-book-editors = Sổ tay biên tập
board-help-book-coordinators = Sổ tay điều phối
board-help-handbook = Hai cuốn sổ tay hướng dẫn từng việc, kèm hình. Trang này tóm tắt các trạng thái và phím tắt.
board-help-stages = Công đoạn của bản mới nhất
board-help-stages-text = Người đọc không thấy công đoạn. Mỗi lần lưu, bản mới nhất trở lại “Đang viết”.
board-help-states = Trạng thái trên cổng
board-help-states-text = Đây là điều người đọc thấy. Nội dung đã từng đăng không bao giờ trở lại thành nháp.
board-help-meaning = Nghĩa là
board-help-next = Sau đó
board-help-nothing-next = Không có bước nào sau
board-help-stage-writing = Có người đang viết. Người đọc không thấy gì mới.
board-help-stage-submitted = Đã gửi, chờ người thứ hai đọc.
board-help-stage-returned = Người duyệt trả lại, kèm lời nhắn cần sửa gì.
board-help-stage-scheduled = Đã duyệt, sẽ tự lên cổng đúng giờ hẹn.
board-help-stage-settled = Bản mới nhất đúng là bản người đọc nhận được lần cuối.
board-help-state-draft = Chưa từng đăng. Không người đọc nào thấy.
board-help-state-published = Mọi người đều xem được.
board-help-state-withdrawn = Không còn trên cổng. Địa chỉ cũ báo ngày gỡ và lý do.
board-help-state-consolidated = Đã gộp vào mục khác. Địa chỉ cũ dẫn tới mục đó.
board-help-state-error = Lẽ ra không được đăng. Địa chỉ cũ nói rõ điều đó, kèm ngày và lý do.
board-help-keys = Phím tắt khi viết
board-key-save = Lưu
board-key-bold = Chữ đậm
board-key-emphasis = Chữ nhấn mạnh
board-key-link = Chèn liên kết
board-key-undo = Hoàn tác
board-key-redo = Làm lại
board-key-keys = Xem mọi phím tắt
