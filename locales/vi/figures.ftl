# Bảng số liệu truy cập của bàn biên tập.
figures-title = Số liệu truy cập
figures-about = Số liệu cộng từ cùng một cuốn sổ với trang công khai. Chỉ có tổng số, không có dấu vết của người đọc nào.
figures-public = Xem trang công khai
figures-tabs = Chọn khoảng thời gian
figures-days-7 = 7 ngày
figures-days-30 = 30 ngày
figures-days-90 = 90 ngày
figures-this-month = Tháng này
figures-this-year = Năm nay
figures-from = Từ ngày
figures-to = Đến ngày
figures-against = So với
figures-against-before = Kỳ liền trước
figures-against-year = Cùng kỳ năm trước
figures-against-none = Không so sánh
figures-compared = so với { $period }
figures-earlier = Kỳ trước
figures-later = Kỳ sau
figures-wrong = Chưa xem được khoảng thời gian này.
figures-wrong-unclear = Ghi ngày theo dạng 2026-11-20, tháng theo dạng 2026-11, năm theo dạng 2026. Dưới đây là 30 ngày qua.
figures-wrong-backwards = Ngày cuối phải sau ngày đầu. Dưới đây là 30 ngày qua.
figures-wrong-ahead = Khoảng thời gian này chưa đến. Dưới đây là 30 ngày qua.
figures-wrong-long = Mỗi lần xem được nhiều nhất mười năm. Dưới đây là 30 ngày qua.
figures-empty = Khoảng này chưa có số liệu
figures-empty-text = Cổng chưa đếm ngày nào trong khoảng này. Số liệu hiện ra ngay sau khi người đọc đầu tiên mở một trang.
figures-left-out = Không tính
figures-left-out-note = { $refused } trang gửi cho máy, tải trước, ban biên tập; { $judged } trang bị bớt ra
figures-before = kỳ so sánh: { $before }
figures-before-change = { $change }, kỳ so sánh: { $before }
figures-before-none = kỳ so sánh không có số liệu
figures-days-counted = { $period }: đếm được { $counted } trong { $days } ngày. Ngày không đếm để trống, không phải bằng không.
figures-corrected = Tổng số ở trên đã gồm phần sửa số; các bảng bên dưới là số đo được nên có thể chênh đúng bằng phần sửa.
figures-chart = Biểu đồ lượt xem, lượt ghé và người truy cập; số liệu đầy đủ ở bảng ngay bên dưới
figures-caption = Cột gạch chéo: chưa hết ngày, hoặc thiếu ngày đếm. Chấm đứt quãng: cổng không đếm. Dấu đuôi cá có số: ghi chú bên dưới.
figures-gap = không đếm
figures-by-day = Bảng số liệu theo ngày
figures-by-week = Bảng số liệu theo tuần
figures-by-month = Bảng số liệu theo tháng
figures-by-year = Bảng số liệu theo năm
figures-step-missing = thiếu { $days } ngày
figures-step-unfinished = chưa xong
figures-notes = Ghi chú trên biểu đồ
figures-notes-none = Chưa có ghi chú nào trong khoảng này
figures-notes-none-text = Một câu có ngày giúp người xem sau hiểu vì sao con số tăng hay giảm.
figures-note-day-label = Ngày
figures-note-said = Điều gì đã xảy ra
figures-note-add = Thêm ghi chú
figures-note-remove = Bỏ
figures-note-day = Chọn ngày theo dạng 2026-11-20.
figures-noted = Đã thêm ghi chú.
figures-note-removed = Đã bỏ ghi chú.
figures-note-put-back = Đã để lại ghi chú.
figures-entries = Xem nhiều nhất
figures-entries-note = Gộp mọi ngôn ngữ. Trang danh sách và trang nhất có dòng riêng.
figures-sections = Chuyên mục
figures-sections-note = Theo chuyên mục hiện nay của từng mục nội dung.
figures-languages = Ngôn ngữ
figures-countries = Nước
figures-countries-unknown = Chưa có tệp tra nước. Người vận hành chỉ tệp ấy trong mục countries của tệp cấu hình; không hỏi máy nào bên ngoài.
figures-sources = Đến từ đâu
figures-sources-note = Chỉ giữ tên máy chủ, không giữ địa chỉ trang. Số người truy cập là ước tính.
figures-devices = Thiết bị
figures-campaigns = Nhãn chiến dịch
figures-campaigns-none = Chưa ai đến từ địa chỉ có nhãn utm_campaign.
figures-searches = Tìm mà không thấy
figures-searches-note = Ô tìm kiếm được dùng { $asked } lần, { $vain } lần không thấy gì. Chỉ giữ những từ có từ ba người cùng tìm trong một ngày.
figures-searches-none = Chưa có từ nào được ba người cùng tìm trong một ngày mà không thấy.
figures-none = Chưa có số liệu.
figures-estimated = Số người truy cập là ước tính, sai khoảng 3%.
figures-name = Tên
figures-key = Khóa
figures-address = Địa chỉ
figures-times = Lần tìm
figures-was = Kỳ so sánh
figures-visitors = Người truy cập (ước tính)
figures-share = Tỉ lệ
figures-see = Xem trang
figures-rest = { $count } dòng khác: { $views }.
figures-total = Cộng: { $total }.
figures-csv = CSV
figures-csv-days = CSV theo ngày
figures-files = Tải số liệu
figures-files-text = Đủ mọi dòng của khoảng đang xem, tổng bằng tổng trên trang này.
figures-xlsx = Bảng tính XLSX
figures-json = JSON
figures-days = Theo ngày
figures-not-counted = Không tính
figures-taken-out = Bị bớt ra
figures-corrected-views = Sửa lượt xem
figures-corrected-visits = Sửa lượt ghé
figures-corrected-visitors = Sửa người truy cập
figures-weekly = Thư số liệu hằng tuần
figures-weekly-off = Mỗi sáng thứ Hai, số liệu của tuần trước được gửi tới { $address }.
figures-weekly-on = Số liệu của tuần trước được gửi tới { $address } mỗi sáng thứ Hai. Nút dưới đây ngừng gửi.
figures-weekly-no-mail = Cổng chưa có máy chủ thư nên hiện chưa gửi được; người vận hành đặt trong tệp cấu hình.
figures-weekly-ask = Gửi cho tôi
figures-weekly-end = Ngừng gửi
figures-weekly-asked = Đã ghi nhận. Thư đầu tiên đến vào sáng thứ Hai tới.
figures-weekly-ended = Đã ngừng gửi thư hằng tuần.
figures-letter-subject = Số liệu tuần { $first } – { $last }: { $views } lượt xem trên { $site }
figures-letter =
    Kính gửi { $name },

    Từ { $first } đến { $last }, { $site } đếm được (trong ngoặc là tuần liền trước):

    Lượt xem: { $views } ({ $viewsbefore })
    Lượt ghé: { $visits } ({ $visitsbefore })
    Người truy cập: { $visitors } ({ $visitorsbefore })
    Số ngày đếm được: { $days } trong 7 ngày

    Xem nhiều nhất:

    { $list }

    Bảng đầy đủ, có biểu đồ và tệp tải về:
    { $link }

    Người truy cập là tổng của từng ngày: ai vào hai ngày được tính hai lần. Ngừng nhận thư này bằng nút ở cuối trang trên.
figures-letter-entry = { $views } – { $title }
figures-letter-none = Tuần này chưa mục nào được xem.
figures-former = Lượt xem ở cổng cũ
figures-steps = Bảng số liệu của biểu đồ
