# Bàn biên tập: cả cổng – bảng chọn, chân trang, trang đầu, chuyên mục, thẻ, khối dùng lại, chuyển hướng, thiết lập.
siteadmin-title = Cả cổng
siteadmin-tab-overview = Tổng quan
siteadmin-tab-menu = Bảng chọn và chân trang
siteadmin-tab-menu-text = Những mục đứng đầu mọi trang, và các cột liên kết ở chân trang.
siteadmin-tab-front = Trang đầu
siteadmin-tab-front-text = Phần nào hiện ở trang đầu, theo thứ tự nào; bài nào được ghim.
siteadmin-tab-sections = Chuyên mục
siteadmin-tab-sections-text = Cách chia tin tức. Gộp, đổi tên mà địa chỉ cũ vẫn mở được.
siteadmin-tab-tags = Thẻ
siteadmin-tab-tags-text = Nối các bài cùng chủ đề ở mọi chuyên mục.
siteadmin-tab-blocks = Khối dùng lại
siteadmin-tab-blocks-text = Đoạn chữ để một nơi, hiện ở nhiều bài: giờ mở cửa, cách liên hệ.
siteadmin-tab-redirects = Chuyển hướng
siteadmin-tab-redirects-text = Địa chỉ của cổng cũ dẫn tới trang hiện nay.
siteadmin-tab-settings = Thiết lập
siteadmin-save = Lưu
siteadmin-add = Thêm
siteadmin-back = Quay lại
siteadmin-saved = Đã lưu. Bạn đọc thấy thay đổi ngay.
siteadmin-done = Đã lưu.
siteadmin-undone = Đã trả lại như trước.
siteadmin-merged = Đã gộp.
siteadmin-removed = Đã xóa.
siteadmin-imported = Đã nhận các chuyển hướng.
siteadmin-last = { $name } sửa thiết lập của cổng lần cuối lúc { $time }.
siteadmin-refused = Chưa làm được
siteadmin-clash = { $name } đã sửa phần này lúc { $time }, sau khi bạn mở trang. Bản của bạn còn ở dưới đây và chưa được lưu; bấm Lưu lần nữa thì bản của bạn thay bản ấy.
siteadmin-in-use = Mục này đang được dùng: còn nội dung thuộc về nó, hoặc còn tài khoản chỉ được giao quyền trong chuyên mục này. Hãy chuyển những thứ ấy sang chỗ khác trước.
siteadmin-taken = Tên này đã có rồi.
siteadmin-missing = Không tìm thấy mục này; có thể người khác vừa xóa hoặc gộp.

# Chỗ cần sửa
siteadmin-undo-clash = Phần này đã được sửa lần nữa sau thay đổi ấy nên không hoàn tác được. Nội dung hiện nay giữ nguyên.
siteadmin-fault-no-language = Cổng cần ít nhất một ngôn ngữ.
siteadmin-fault-no-name = Tên cổng bằng ngôn ngữ chính không được để trống.
siteadmin-fault-menu-twice = Một mục đứng hai lần trong bảng chọn.
siteadmin-fault-name-same = Cách viết sai và cách viết đúng giống nhau.
siteadmin-fault-slug = Từ trong địa chỉ chỉ gồm chữ thường không dấu, chữ số và gạch nối.
siteadmin-fault-slug-twice = Từ này đã có trong địa chỉ của mục khác.
siteadmin-fault-key-twice = Đã có mục mang khóa này.
siteadmin-fault-name = Tên không được để trống.
siteadmin-fault-block-body = Khối dùng lại không chứa ảnh, tệp hay khối dùng lại khác.
siteadmin-fault-block-empty = Khối chưa có nội dung.
siteadmin-fault-block-text = Nội dung này không đọc được; hãy xem lại liên kết và cách viết.

# Bảng chọn và chân trang
siteadmin-menu = Bảng chọn
siteadmin-menu-none = Bảng chọn chưa có mục nào
siteadmin-menu-none-text = Thêm mục đầu tiên ở dưới: một danh sách của cổng hoặc một trang.
siteadmin-column = Chân trang, cột { $number }
siteadmin-column-named = Chân trang, cột { $number }: { $name }
siteadmin-column-name = Tên cột
siteadmin-column-empty = Cột chưa có mục nào.
siteadmin-column-left = Đưa cột lên trước
siteadmin-column-right = Đưa cột ra sau
siteadmin-column-remove = Bỏ cột này
siteadmin-column-add = Thêm cột chân trang
siteadmin-remove = Bỏ { $name }
siteadmin-add-title = Thêm mục
siteadmin-add-place = Thêm vào
siteadmin-add-list = Danh sách của cổng
siteadmin-add-list-button = Thêm danh sách
siteadmin-add-entry = Thêm
siteadmin-find = Tìm trang hoặc bài đã đăng
siteadmin-find-hint = Gõ vài chữ trong tiêu đề, có dấu hoặc không dấu.
siteadmin-find-button = Tìm
siteadmin-find-none = Không có nội dung đã đăng nào mang chữ “{ $q }” trong tiêu đề.
siteadmin-target-list = danh sách của cổng
siteadmin-target-missing = không còn
siteadmin-target-hidden = chưa đăng hoặc đã gỡ, bạn đọc không thấy

# Trang đầu
siteadmin-front-blocks = Các phần của trang đầu
siteadmin-front-blocks-hint = Bỏ chọn phần nào thì phần ấy không hiện. Phần chưa có nội dung cũng không hiện.
siteadmin-front-lead = Đầu trang
siteadmin-front-soon = Sắp diễn ra
siteadmin-front-news = Tin mới
siteadmin-front-band = Dải chuyện của vùng đất
siteadmin-front-media = Ảnh và video
siteadmin-front-visits = Lượt truy cập
siteadmin-front-chosen = Nội dung được chọn
siteadmin-slot-lead = Đầu trang
siteadmin-slot-lead-none = Chưa chọn: tin mới nhất đứng đầu trang.
siteadmin-slot-band = Dải chuyện của vùng đất
siteadmin-slot-band-none = Chưa chọn: dải không hiện.
siteadmin-slot-album = Bộ ảnh đứng trước
siteadmin-slot-album-none = Chưa chọn: bộ ảnh mới nhất đứng trước.
siteadmin-slot-video = Video đứng trước
siteadmin-slot-video-none = Chưa chọn: video mới nhất đứng trước.
siteadmin-slot-clear = Bỏ chọn
siteadmin-put-lead = Đưa lên đầu trang
siteadmin-put-band = Đưa vào dải
siteadmin-put-album = Cho đứng trước
siteadmin-put-video = Cho đứng trước
siteadmin-put-pinned = Ghim vào tin mới
siteadmin-pinned = Tin được ghim
siteadmin-pinned-none = Chưa ghim tin nào: mục Tin mới xếp theo ngày đăng.
siteadmin-unpin = Bỏ ghim { $name }
siteadmin-front-find = Chọn nội dung

# Chuyên mục và thẻ
siteadmin-uses = { $count ->
    [0] chưa nội dung nào dùng
   *[other] { $count } nội dung dùng
 }
siteadmin-uses-show = Xem danh sách
siteadmin-used = Đang dùng
siteadmin-order-save = Lưu thứ tự
siteadmin-sections-none = Chưa có chuyên mục
siteadmin-sections-none-text = Chuyên mục chia tin tức thành từng mảng; mỗi tin thuộc về một chuyên mục.
siteadmin-tags-none = Chưa có thẻ
siteadmin-tags-none-text = Thẻ nối những nội dung nói về cùng một chuyện, ở mọi loại.
siteadmin-section-new = Thêm chuyên mục
siteadmin-tag-new = Thêm thẻ
siteadmin-new-hint = Từ trong địa chỉ lấy theo tên; sửa được sau khi thêm.
siteadmin-name = Tên
siteadmin-slug = Địa chỉ – { $language }
siteadmin-slug-hint = Đổi địa chỉ thì địa chỉ cũ tự dẫn tới địa chỉ mới.
siteadmin-about = Một câu giới thiệu
siteadmin-former = Địa chỉ cũ vẫn dẫn tới đây
siteadmin-merge-title = Gộp vào mục khác
siteadmin-merge-into = Gộp vào
siteadmin-merge-look = Xem sẽ thay đổi gì
siteadmin-merge-said = “{ $from }” sẽ gộp vào “{ $into }” và không còn nữa. Nội dung đang đăng vẫn đăng nguyên như cũ.
siteadmin-merge-count = nội dung đổi theo, kể cả nháp
siteadmin-merge-live = trong đó đang đăng
siteadmin-merge-there = nội dung của “{ $name }” hiện nay
siteadmin-merge-moves = Địa chỉ sẽ dẫn tiếp
siteadmin-merge-undo = Gộp xong vẫn hoàn tác được.
siteadmin-merge-undo-text = Nội dung trở về mục cũ, địa chỉ cũng vậy. Nội dung đã được biên tập viên xếp sang mục khác từ sau khi gộp thì giữ nguyên.
siteadmin-merge-do = Gộp
siteadmin-delete = Xóa
siteadmin-delete-ask = Xóa “{ $name }”?
siteadmin-delete-used = Còn nội dung thuộc mục này nên chưa xóa được. Hãy gộp vào mục khác.

# Khối dùng lại
siteadmin-blocks-none = Chưa có khối dùng lại
siteadmin-blocks-none-text = Khối dùng lại là đoạn chữ để ở một nơi và hiện ở nhiều bài, như giờ mở cửa hay cách liên hệ; sửa một lần là mọi bài đổi theo.
siteadmin-block-new = Thêm khối dùng lại
siteadmin-block-begin = Viết khối mới
siteadmin-block-name = Tên khối
siteadmin-block-name-hint = Chỉ người làm ở bàn biên tập thấy tên này.
siteadmin-block-body = Nội dung – { $language }
siteadmin-block-hint = Không chứa ảnh, tệp hay khối dùng lại khác.
siteadmin-block-empty = chưa có nội dung
siteadmin-block-ask = { $count } nội dung hiện khối này. Nội dung nào đang đăng thì bạn đọc thấy thay đổi ngay.
siteadmin-block-uses = Nội dung đổi theo
siteadmin-block-unused = Chưa nội dung nào hiện khối này.
siteadmin-block-live = đang đăng
siteadmin-block-gaps = Có nội dung hiện khối này bằng { $languages }, nhưng khối chưa có bản ngôn ngữ ấy nên ở đó không hiện gì.
siteadmin-block-editions = Các bản đã lưu
siteadmin-block-delete-used = Còn nội dung hiện khối này nên chưa xóa được.

# Chuyển hướng
siteadmin-from = Từ địa chỉ
siteadmin-from-hint = Phần sau tên miền, ví dụ /tin-cu hoặc /default.aspx?id=7.
siteadmin-to = Đến
siteadmin-to-hint = Một địa chỉ của cổng, hoặc địa chỉ đầy đủ https://… của trang khác.
siteadmin-kind = Loại
siteadmin-permanent = Lâu dài
siteadmin-temporary = Tạm thời
siteadmin-note = Ghi chú
siteadmin-redirect-new = Thêm chuyển hướng
siteadmin-redirect-sure = Hãy xem lại trước khi lưu
siteadmin-redirect-anyway = Vẫn lưu
siteadmin-redirect-list = Các chuyển hướng
siteadmin-redirect-q = Tìm trong địa chỉ và ghi chú
siteadmin-redirect-none = Không có chuyển hướng nào
siteadmin-redirect-none-text = Chuyển hướng đưa người vào địa chỉ cũ của cổng trước đây tới trang hiện nay. Chỉ khi không có trang nào ở địa chỉ ấy thì mới chuyển.
siteadmin-redirect-export = Tải bảng CSV
siteadmin-redirect-import = Nhận nhiều chuyển hướng một lúc
siteadmin-redirect-table = Dán bảng vào đây
siteadmin-redirect-table-hint = Mỗi dòng một chuyển hướng: từ, đến, loại (permanent hoặc temporary), ghi chú. Dán thẳng từ bảng tính hoặc từ tệp CSV. Chưa có gì được lưu ở bước này.
siteadmin-redirect-look = Xem trước
siteadmin-redirect-no-path = Địa chỉ cũ phải bắt đầu bằng một dấu /.
siteadmin-redirect-ours = Địa chỉ này do chương trình dùng.
siteadmin-redirect-no-target = Nơi đến phải là một địa chỉ của cổng hoặc địa chỉ đầy đủ bắt đầu bằng https://.
siteadmin-redirect-no-kind = Loại chỉ có thể là permanent hoặc temporary.
siteadmin-redirect-no-columns = Dòng này thiếu cột nơi đến.
siteadmin-redirect-loop = Chuyển hướng này quay vòng về chính nó.
siteadmin-redirect-live = Đang có một trang ở địa chỉ này.
siteadmin-redirect-twice = Địa chỉ này đứng hai lần trong bảng.
siteadmin-redirect-replaces = Địa chỉ này đang chuyển tới { $to }; lưu thì nơi đến cũ bị thay.
siteadmin-redirect-chain = Nơi đến lại là một chuyển hướng khác; nên dẫn thẳng tới trang cuối.
siteadmin-redirect-elsewhere = Nơi đến là một trang ngoài cổng.
siteadmin-look-title = Xem trước chuyển hướng
siteadmin-look-added = Thêm mới
siteadmin-look-changed = Thay thế
siteadmin-look-same = Đã có
siteadmin-look-refused = Không nhận
siteadmin-look-effect = Kết quả
siteadmin-look-remarks = Lưu ý
siteadmin-look-none = Bảng không có dòng nào
siteadmin-look-none-text = Hãy quay lại và dán bảng vào ô.
siteadmin-look-take = Nhận { $count } chuyển hướng

# Thiết lập
siteadmin-site-name = Tên cổng
siteadmin-tagline = Dòng giới thiệu
siteadmin-publisher = Cơ quan chủ quản
siteadmin-publisher-hint = Đứng ở chân mọi trang.
siteadmin-languages = Ngôn ngữ
siteadmin-language-main = Ngôn ngữ chính: { $language }. Ngôn ngữ chính không đổi được ở đây vì địa chỉ của cổng bắt đầu từ đó.
siteadmin-language-more = Thêm ngôn ngữ
siteadmin-language-none = Không thêm
siteadmin-language-hint = Trang của ngôn ngữ mới mở được từ lần khởi động sau của chương trình.
siteadmin-names = Tên gọi chuẩn
siteadmin-names-text = Cách viết sai và cách viết đúng của tên riêng; trang viết nhắc khi gặp tên sai.
siteadmin-names-label = Mỗi dòng: viết sai = viết đúng
siteadmin-names-hint = Ví dụ: Tây Yên tử = Tây Yên Tử. Khi kiểm tra bài, chương trình nhắc những chỗ viết sai.
siteadmin-names-save = Lưu tên gọi chuẩn
siteadmin-names-line = Dòng { $line } chưa đúng dạng: viết sai = viết đúng.
