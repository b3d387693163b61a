# Những chữ do kịch bản của bàn biên tập hiện ra: trình soạn thảo, lưu nháp, tải tệp. Máy chủ đưa cả tệp này vào trang;
# [tên] là chỗ kịch bản điền vào.
editor-close = Đóng
editor-cancel = Thôi
editor-insert = Chèn
editor-remove = Xóa
editor-retry = Thử lại
editor-save = Lưu
editor-copied = Đã chép
editor-show-password = Hiện mật khẩu
editor-selected = Đã chọn [count]
editor-count-over = Quá [over] ký tự so với mức [max].

# Thanh công cụ
editor-toolbar = Công cụ soạn thảo
editor-heading-two = Tiêu đề mục
editor-heading-three = Tiêu đề mục con
editor-heading-four = Tiêu đề mục nhỏ
editor-paragraph = Đoạn văn
editor-bold = Đậm
editor-emphasis = Nhấn mạnh
editor-link = Liên kết
editor-bullets = Danh sách gạch đầu dòng
editor-numbers = Danh sách đánh số
editor-quote = Trích dẫn
editor-picture = Ảnh
editor-insert-menu = Chèn
editor-lunar = Ngày âm lịch
editor-undo = Hoàn tác
editor-redo = Làm lại
editor-help = Phím tắt
editor-table = Bảng
editor-embed = Bài, album, video của cổng
editor-file = Tệp tải về
editor-fact-box = Hộp thông tin
editor-reusable = Khối dùng lại
editor-rule = Đường kẻ
editor-row-above = Thêm hàng trên
editor-row-below = Thêm hàng dưới
editor-column-left = Thêm cột trái
editor-column-right = Thêm cột phải
editor-align-left = Cột dồn trái
editor-align-center = Cột vào giữa
editor-align-right = Cột dồn phải
editor-delete-row = Xóa hàng
editor-delete-column = Xóa cột
editor-delete-table = Xóa bảng

# Phím tắt
editor-indent = Lùi vào một bậc; trong bảng: ô sau
editor-outdent = Trở ra một bậc; trong bảng: ô trước
editor-line-break = Xuống dòng trong đoạn
editor-move-up = Đưa đoạn lên
editor-move-down = Đưa đoạn xuống
editor-paste-plain = Chỉ dán chữ
editor-to-toolbar = Lên thanh công cụ
editor-help-signs = Gõ ở đầu đoạn, rồi gõ dấu cách
editor-help-mac = Trên máy Mac, dùng phím Cmd thay cho Ctrl và Option thay cho Alt.
editor-keys-hint = Nhấn Alt+F10 để lên thanh công cụ, Ctrl+/ để xem phím tắt.

# Chỗ trống trong bài
editor-hint-body = Viết nội dung ở đây, hoặc dán từ Word
editor-hint-source = Người nói hoặc nguồn trích (không bắt buộc)
editor-hint-fact-title = Tiêu đề hộp thông tin
editor-hint-heading = Tiêu đề mục

# Liên kết và chọn bài
editor-link-address = Địa chỉ
editor-link-hint = Trang web hoặc thư điện tử, ví dụ https://example.vn
editor-link-set = Đặt liên kết
editor-link-remove = Bỏ liên kết
editor-link-wrong = Địa chỉ chưa đúng. Chỉ nhận trang web (http, https), thư điện tử hoặc bài của cổng.
editor-link-entry = Hoặc chọn bài của cổng
editor-search = Tìm
editor-search-found = Tìm thấy [count]
editor-search-none = Không tìm thấy mục nào. Thử từ khác hoặc ít chữ hơn.
editor-search-failed = Chưa hỏi được máy chủ. Hãy thử lại sau ít phút.

# Ảnh, tệp, khối
editor-picture-caption = Chú thích
editor-picture-alt = Mô tả cho người khiếm thị
editor-picture-alt-missing = Ảnh cần mô tả trước khi gửi duyệt
editor-picture-no-alt = Chưa có mô tả
editor-picture-lost = Không thấy ảnh [file] trong bài. Hãy tải ảnh lên hoặc chọn từ kho.
editor-picture-upload = Tải ảnh lên
editor-file-upload = Tải tệp lên
editor-file-label = Tên hiện cho người đọc
editor-reusable-note = Khối dùng lại: sửa một nơi, đổi ở mọi bài
editor-kept = Khối này chưa sửa được ở đây, nội dung vẫn được giữ nguyên
editor-pictures-left = Có [count] ảnh chưa được dán vào
editor-pictures-left-why = Ảnh cần tải lên kho của cổng, kèm mô tả và ghi nguồn. Cổng không lấy ảnh từ trang khác.

# Ngày âm lịch
editor-lunar-day = Ngày dương lịch

# Bảng mã cũ
editor-legacy-found = Chữ có vẻ gõ theo bảng mã cũ [encoding]
editor-legacy-apart = Chữ và dấu đang tách rời ([encoding])
editor-legacy-why = Hãy so hai mẫu dưới đây. Chữ chỉ được đổi khi anh, chị chọn đổi.
editor-legacy-before = Đang có
editor-legacy-after = Sau khi đổi
editor-legacy-convert = Đổi sang Unicode dựng sẵn
editor-legacy-leave = Để nguyên
editor-editor-failed = Không mở được trình soạn thảo. Nội dung nằm nguyên trong ô chữ bên dưới và vẫn lưu được.

# Lưu nháp
editor-status-saving = Đang lưu nháp
editor-status-saved = Đã lưu nháp [time]
editor-status-offline = Giữ nháp trên máy này
editor-status-failed = Chưa lưu được nháp
editor-offline = Chưa tới được máy chủ
editor-offline-why = Nội dung đang được giữ trên máy này. Bàn biên tập tự gửi lại khi có mạng, không cần làm gì thêm.
editor-failed = Máy chủ chưa nhận bản nháp
editor-failed-why = Nội dung đang được giữ trên máy này.
editor-clash = Có người đã lưu bản khác của bài này
editor-clash-why = Phần đang viết vẫn được giữ. Khi bấm lưu, hai bản sẽ hiện cạnh nhau để chọn nội dung cần giữ.
editor-clash-see = Mở bản vừa lưu
editor-held = Bạn có bản nháp mới hơn, lưu từ nơi khác
editor-held-why = Phần viết ở đây được giữ trên máy này, không ghi đè lên bản nháp kia.
editor-held-see = Mở bản nháp kia
editor-signed-out = Phiên làm việc đã hết
editor-signed-out-why = Hãy đăng nhập lại ở thẻ khác rồi quay về đây; nội dung vẫn được giữ.
editor-sign-in = Mở trang đăng nhập
editor-restore = Trên máy này có phần viết lúc [time] chưa gửi được tới máy chủ
editor-restore-why = Khôi phục để tiếp tục viết, hoặc bỏ đi nếu không cần nữa.
editor-restore-take = Khôi phục
editor-restore-drop = Bỏ đi
editor-restore-part = Đã khôi phục. Mấy phần sau không còn ô trong biểu mẫu, hãy chép lại nếu cần:

# Tải nhiều tệp
editor-upload = Tải lên
editor-upload-waiting = Đang chờ
editor-upload-waiting-net = Chờ có mạng để gửi tiếp
editor-upload-percent = [percent] %
editor-upload-going = [name]: [percent] %
editor-upload-done = Đã nhận
editor-upload-checking = Đang kiểm tra
editor-upload-known = Đã có sẵn trong kho
editor-upload-put-back = Đã lấy lại từ thùng rác
editor-upload-replaced = Đã thay
editor-upload-tidy = Dọn danh sách này
editor-upload-failed = Chưa gửi được. Hãy thử lại.
editor-upload-search = Tệp đã tới kho. Hãy tìm theo tên ở dưới để chọn.
editor-upload-total = Đã nhận [done]/[count] tệp.
editor-upload-refused-count = [count] tệp không nhận được.

# Khóa truy cập
editor-passkey-known = Thiết bị này đã có khóa truy cập
editor-passkey-failed = Chưa dùng được khóa truy cập. Hãy thử lại hoặc đăng nhập bằng mật khẩu.

# Danh sách, hàng, điểm chính, phụ đề
editor-moved = [name]: vị trí [place] trong [count]
editor-row-added = Đã thêm hàng [number]
editor-row-removed = Đã xóa hàng [number]
editor-focal = Đặt điểm chính của ảnh: bấm vào ảnh hoặc dùng phím mũi tên
editor-focal-at = Cách lề trái [x] %, cách mép trên [y] %
editor-poster-now = Đã lấy giây [seconds]
editor-poster-pick = Chọn ảnh đại diện
editor-cue-add = Thêm phụ đề tại đây
editor-cue-added = Đã thêm phụ đề lúc [time]
editor-cue-text = Lời phụ đề
editor-cue-start = Bắt đầu
editor-cue-end = Kết thúc
editor-cue-now = Lấy giờ đang phát
editor-cue-play = Nghe đoạn
editor-cue-count = Có [count] phụ đề.
editor-cue-wrong = [count] chỗ cần sửa.
editor-cue-bad-time = Thời gian chưa đúng. Viết theo dạng 00:01:02.500.
editor-cue-ends-before = Kết thúc phải sau lúc bắt đầu.
editor-cue-overlaps = Trùng thời gian với phụ đề khác.
editor-cue-empty = Chưa có lời; phụ đề trống không được lưu.
