# Báo cáo của chương trình hành động, theo thể thức của Nghị định 30/2020/NĐ-CP.
# Phần đầu văn bản
report-nation = Cộng hòa xã hội chủ nghĩa Việt Nam
report-motto = Độc lập - Tự do - Hạnh phúc
report-form = Báo cáo
report-number = Số: { $number }
report-no-number = Số:        /BC
report-place-and-day = { $place }, { $day }
report-full-day = ngày { $day } tháng { $month } năm { $year }
report-subject = Kết quả thực hiện { $programme }, { $period }
report-of-month = { $number } năm { $year }
report-of-quarter = quý { $number } năm { $year }
report-of-first-half = 6 tháng đầu năm { $year }
report-of-second-half = 6 tháng cuối năm { $year }
report-of-year = năm { $year }
report-recipients = Nơi nhận:
report-translated = Bản dịch. Bản tiếng Việt là bản chính.

# Nội dung
report-begin = Thực hiện { $act }, { $issuer } báo cáo kết quả thực hiện { $programme }, { $period }, như sau:
report-figures-of = Số liệu tính từ ngày { $first } đến hết ngày { $last }, theo những gì đã ghi nhận đến { $known }. Thời hạn gửi báo cáo: { $due }.
report-head-coverage = I. Kế hoạch của các cơ quan
report-no-period = Chương trình chưa đặt kỳ kế hoạch nào.
report-coverage = Đến hết ngày { $day }, { $received }/{ $of } cơ quan đã gửi kế hoạch ({ $share }) cho kỳ “{ $period }”; trước kỳ báo cáo là { $before } cơ quan. Mẫu số là những cơ quan có trong danh sách vào ngày đó; tên từng cơ quan nêu tại Phụ lục I.
report-coverage-due = Hạn gửi kế hoạch là ngày { $day }.
report-coverage-no-due = Chưa ghi được hạn gửi kế hoạch, nên không cơ quan nào bị tính là quá hạn.
report-group = Nhóm cơ quan
report-owes = Phải gửi
report-all = Tổng
report-head-progress = II. Tiến độ các nhóm nhiệm vụ
report-no-activity = Đến ngày chốt số liệu, chưa kế hoạch nào ghi hoạt động.
report-progress = Các kế hoạch ghi { $all } hoạt động không bị dừng; { $proven } hoạt động đã hoàn thành và có minh chứng được tiếp nhận ({ $share } %), { $done } hoạt động đã làm và chờ minh chứng. Trước kỳ báo cáo, các số này là { $proven-before } trên { $all-before }. Số minh chứng đã tiếp nhận: { $evidence }.
report-no = TT
report-task = Nhóm nhiệm vụ
report-activities = Hoạt động
report-done = Đã làm, chờ minh chứng
report-proven = Hoàn thành, có minh chứng
report-share = Tỷ lệ (%)
report-head-indicators = III. Chỉ số
report-no-indicator = Chương trình chưa đặt chỉ số nào.
report-indicators = { $achieved }/{ $all } chỉ số đạt mục tiêu và có minh chứng được tiếp nhận.
report-latest = Mới nhất
report-head-late = IV. Việc quá hạn
report-none-late = Không cơ quan nào quá hạn gửi kế hoạch; không hoạt động nào quá ngày kết thúc.
report-late = { $bodies } cơ quan quá hạn gửi kế hoạch; { $activities } hoạt động quá ngày kết thúc mà chưa xong. Tên, ngày và lý do nêu tại phụ lục.
report-head-method = V. Cách tính
report-kept = Báo cáo được giữ nguyên như khi phát hành: việc sáp nhập, đổi tên cơ quan hay số liệu ghi thêm về sau không làm thay đổi báo cáo này.

# Phụ lục
report-annex = Phụ lục { $number }
report-annex-with = (Kèm theo Báo cáo số { $number } { $day } của { $issuer })
report-annex-coverage = Tình hình gửi kế hoạch của từng cơ quan
report-annex-measures = Tiến độ từng nhiệm vụ, giải pháp
report-annex-late = Việc quá hạn và lý do
report-day = Ngày
report-plan = Kế hoạch
report-plan-by = { $plan } của { $from }; { $citation }
report-measure = Nhiệm vụ, giải pháp
report-proven-of = Hoàn thành/tổng
report-late-plans = Cơ quan quá hạn gửi kế hoạch
report-late-activities = Hoạt động quá ngày kết thúc
report-late-by = Quá hạn
report-late-more = Trên đây là những hoạt động quá hạn lâu nhất trong { $all } hoạt động; bảng tính kèm theo có đủ.
report-reason = Lý do

# Bảng tính
report-sheet-totals = Tổng hợp
report-sheet-coverage = Kế hoạch
report-sheet-tasks = Nhóm nhiệm vụ
report-sheet-measures = Nhiệm vụ
report-sheet-activities = Hoạt động
report-sheet-late = Hoạt động quá hạn
report-sheet-indicators = Chỉ số
report-figure = Chỉ tiêu
report-value = Giá trị
report-key = Mã
report-plan-of = Kế hoạch của
report-decision = Quyết định ghi nhận
report-first-day = Ngày bắt đầu
report-evidence = Minh chứng đã tiếp nhận
report-total-programme = Chương trình
report-total-period = Kỳ báo cáo
report-total-cut-off = Ngày chốt số liệu
report-total-known = Theo những gì đã ghi nhận đến
report-total-received = Cơ quan đã gửi kế hoạch
report-total-of = Cơ quan phải gửi kế hoạch
report-total-late = Cơ quan quá hạn gửi kế hoạch
report-total-overdue = Hoạt động quá ngày kết thúc
report-total-achieved = Chỉ số đạt mục tiêu, có minh chứng
report-total-indicators = Chỉ số
report-total-method = Cách tính

# Trang công khai
report-list = Báo cáo đã phát hành
report-title = Báo cáo { $period }
report-line = phát hành { $issued }, số liệu đến { $cut }
report-files = Tệp báo cáo
report-about = Về báo cáo này
report-totals = Số liệu tổng hợp
report-issuer = Cơ quan phát hành
report-reference = Số, ký hiệu
report-issued-on = Ngày phát hành
report-cut-off = Ngày chốt số liệu
report-due = Thời hạn gửi
report-withdrawn-on = Đã rút ngày { $day }.

# Điều không nhận
report-fault-ahead = Chưa đến ngày chốt số liệu. Hãy phát hành khi ngày đó đã qua, hoặc chọn kỳ trước.
report-fault-before = Ngày chốt số liệu đứng trước ngày bắt đầu chương trình.
report-fault-due = Thời hạn gửi không thể sớm hơn ngày chốt số liệu.
report-fault-issued = Ngày phát hành không thể sớm hơn ngày chốt số liệu hay sau hôm nay.
report-fault-place = Cần ghi địa danh, ví dụ Hà Nội.
report-fault-issuer = Cơ quan phát hành phải có trong danh sách vào ngày phát hành.
report-fault-period = Hãy chọn kỳ báo cáo.
report-fault-taken = Kỳ này đã có báo cáo. Muốn phát hành lại, hãy rút báo cáo đó và nêu lý do.

# Bàn làm việc
report-desk-none = Chưa phát hành báo cáo nào
report-desk-none-text = Chọn kỳ và ngày chốt số liệu, xem trước các số, rồi phát hành. Mỗi báo cáo có bản PDF, DOCX và bảng tính, bằng tiếng Việt và tiếng Anh.
report-desk-new = Lập báo cáo
report-desk-period = Kỳ báo cáo
report-desk-cut-off-hint = Để trống: ngày 14 của tháng cuối kỳ (Nghị định 09/2019/NĐ-CP).
report-desk-due-hint = Để trống: ngày 20 của tháng cuối kỳ; nơi yêu cầu báo cáo có thể đặt ngày khác.
report-desk-reference-hint = Để trống nếu văn thư cấp số sau; ví dụ 12/BC-UBND.
report-desk-place = Địa danh
report-desk-signing = Chức vụ người ký
report-desk-signing-hint = Mỗi dòng một ý, ví dụ TM. ỦY BAN NHÂN DÂN rồi CHỦ TỊCH. Không ghi tên người: chỗ ký để trống.
report-desk-recipients = Nơi nhận
report-desk-recipients-hint = Mỗi dòng một nơi.
report-desk-recipients-usual = - Lưu: VT.
report-desk-look = Xem trước
report-desk-looked = Xem trước: { $subject }
report-desk-issue = Phát hành
report-desk-issue-ask = Phát hành báo cáo này? Báo cáo đã phát hành không sửa được, chỉ rút được với lý do.
report-desk-issue-hint = Máy dựng sáu tệp, mất vài giây. Báo cáo hiện ngay trên trang công khai của chương trình.
report-desk-withdraw = Rút báo cáo
report-desk-withdraw-reason = Lý do rút
report-desk-withdraw-hint = Người đọc thấy lý do này; các tệp không tải được nữa.
report-desk-stands = Đang hiệu lực
report-desk-withdrawn = Đã rút
report-desk-reports = Báo cáo
