# Những chữ có trên mọi trang: đầu trang, mục lục, chân trang, các phần dùng chung, trang báo lỗi.
web-locale = vi_VN
web-skip = Đến nội dung chính
web-breadcrumb = Vị trí trang
web-front = Trang đầu

web-search = Tìm
web-search-label = Tìm trong cổng thông tin
web-search-hint = Tìm tin, lễ hội, ảnh
web-menu = Mục lục
web-menu-all = Mục lục toàn cổng
web-theme-dark = Nền tối
web-theme-light = Nền sáng

web-publisher = Cơ quan chủ quản:
web-reuse = Ghi rõ nguồn khi dẫn lại thông tin từ cổng này.
web-feed = Nhận tin mới qua Atom
web-carved = Bản khắc lúc
web-promise-cookie = Không dùng cookie với người đọc
web-promise-third = Không gửi dữ liệu cho bên thứ ba

web-pages = Các trang
web-page = Trang
web-previous = Trước
web-next = Tiếp
web-close = Đóng
web-copied = Đã chép liên kết

web-drawing-by = Tranh: { $name }
web-photo-by = Ảnh: { $name }

web-state-expected = Dự kiến
web-state-confirmed = Đã chốt
web-state-changed = Đã thay đổi
web-state-cancelled = Đã hủy
web-state-now = Đang diễn ra
web-state-over = Đã kết thúc

web-visits-online = Đang truy cập
web-visits-today = Hôm nay
web-visits-week = Tuần này
web-visits-month = Tháng này
web-visits-year = Năm nay
web-visits-total = Tổng số
web-former-views = (cổng cũ: { $count }, không cộng vào)

web-fault-404-title = Không có trang này
web-fault-404-text = Địa chỉ có thể đã đổi, bài có thể đã gỡ, hoặc trong địa chỉ có chữ gõ nhầm.
web-fault-410-title = Nội dung này đã được gỡ
web-fault-410-text = Cơ quan đăng đã gỡ nội dung từng có ở địa chỉ này. Những nội dung khác vẫn mở như thường.
web-fault-error-title = Nội dung này đã đăng nhầm
web-fault-error-text = Nội dung từng có ở địa chỉ này được đăng do sai sót và không còn giá trị. Xin không dẫn lại.
web-fault-ended = Gỡ ngày { $date }.
web-fault-reason = Lý do: { $reason }
web-fault-403-title = Trang này không mở cho mọi người
web-fault-403-text = Bạn cần quyền của cơ quan đăng để xem. Những trang dành cho người đọc vẫn mở như thường.
web-fault-413-title = Nội dung gửi lên quá dài
web-fault-413-text = Cổng không nhận biểu mẫu dài đến mức này. Xin quay lại trang trước, rút ngắn rồi gửi lại.
web-fault-429-title = Có quá nhiều yêu cầu cùng lúc
web-fault-429-text = Xin chờ một phút rồi tải lại. Trang bạn cần vẫn ở địa chỉ cũ.
web-fault-500-title = Máy chủ đang gặp lỗi
web-fault-500-text = Lỗi ở phía cổng thông tin, không phải ở bạn. Lỗi đã được ghi lại; xin thử tải lại sau ít phút.
web-fault-503-title = Cổng thông tin đang bảo trì
web-fault-503-text = Việc này thường chỉ kéo dài vài phút. Xin thử tải lại sau ít phút.
web-fault-other-title = Không mở được trang này
web-fault-other-text = Máy chủ không hiểu hoặc không nhận yêu cầu này. Xin quay lại trang trước và thử lại.
web-fault-search = Tìm trang bạn cần
web-fault-ways = Hoặc đi tiếp từ đây
web-fault-code = Mã lỗi { $status }
web-fault-id = Khi báo lỗi, xin ghi kèm số { $id }.
