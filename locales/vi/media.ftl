# Vì sao một tệp không được nhận, và phải làm gì.
media-refused-empty = Tệp này rỗng. Hãy kiểm tra lại tệp trên máy rồi tải lên lần nữa.
media-refused-too-long = Tệp này lớn hơn { $limit } MB, mức cao nhất cho loại tệp này. Hãy thu nhỏ hoặc nén lại rồi tải lên.
media-refused-unknown-type = Cổng không nhận loại tệp này ({ $found }). Hãy dùng ảnh JPEG, PNG, WebP, GIF hoặc SVG; video MP4, MOV, WebM hoặc MKV; âm thanh MP3, M4A, OGG, WAV hoặc FLAC; văn bản PDF, DOCX hoặc XLSX; phụ đề VTT.
media-refused-says-where = Ảnh này có ghi vị trí chụp mà cổng không gỡ được khỏi loại tệp này. Hãy lưu lại thành JPEG rồi thử lại.
media-refused-save-another = Cổng không nhận ảnh { $found }. Hãy lưu lại thành JPEG, PNG hoặc WebP rồi tải lên.
media-refused-name-lies = Tên tệp có đuôi .{ $ending } nhưng nội dung là { $is }. Hãy đổi đúng đuôi tệp, hoặc kiểm tra xem có chọn nhầm tệp không.
media-refused-type-lies = Tệp được khai báo là { $declared } nhưng nội dung là { $is }. Hãy kiểm tra xem có chọn nhầm tệp không.
media-refused-damaged = Tệp bị hỏng: không đọc được như một tệp { $is }. Hãy mở tệp trên máy, lưu lại rồi tải lên lần nữa.
media-refused-too-many-pixels = Ảnh có hơn { $limit } triệu điểm ảnh. Hãy thu nhỏ ảnh rồi tải lên.
media-refused-moves = Đây là ảnh động. Hãy chuyển thành video MP4 để người xem có thể dừng lại.
media-refused-drawing-holds = Hình vẽ SVG có chứa { $what }, là thành phần không được phép. Hãy xuất lại dưới dạng SVG thuần (Plain SVG), không kèm mã lệnh và dữ liệu của chương trình vẽ.
media-refused-drawing-fetches = Hình vẽ SVG lấy dữ liệu từ bên ngoài ({ $what }). Hãy nhúng hẳn ảnh và phông chữ vào hình rồi xuất lại.
media-refused-drawing-too-rich = Hình vẽ SVG có quá nhiều chi tiết. Hãy giản lược hình, hoặc lưu thành ảnh PNG.
media-refused-drawing-packed = Tệp này đã bị nén (SVGZ hoặc gzip). Hãy giải nén rồi tải lên.
media-refused-pdf-acts = Tệp PDF có chứa lệnh tự chạy ({ $what }). Hãy in lại ra PDF từ chương trình soạn thảo rồi tải lên.
media-refused-pdf-locked = Tệp PDF bị khóa hoặc mã hóa nên không kiểm tra được. Hãy bỏ mật khẩu, lưu lại rồi tải lên.
media-refused-macros = Văn bản có chứa macro hoặc đối tượng nhúng. Hãy lưu lại thành DOCX hoặc XLSX không có macro.
media-refused-bomb = Tệp này bung ra lớn bất thường nên không được nhận. Hãy tạo lại tệp từ chương trình soạn thảo.
media-refused-captions = Dòng { $line } của tệp phụ đề không đúng định dạng WebVTT. Hãy sửa dòng này rồi tải lên.
# Vì sao một việc trong kho tư liệu không làm được.
media-refused-not-allowed = Tài khoản của bạn không có quyền làm việc này với tư liệu này.
media-refused-clash = Người khác vừa sửa thông tin của tư liệu này, sau khi bạn mở trang. Bản của bạn còn ở dưới đây và chưa được lưu; bấm Lưu lần nữa thì bản của bạn thay bản ấy.
media-refused-missing = Không có tư liệu này, hoặc tư liệu đã bị đưa vào thùng rác.
media-refused-other-kind = Chỉ thay được bằng tệp cùng loại: ảnh bằng ảnh, video bằng video, văn bản bằng văn bản.
media-refused-same-file = Tệp này trùng với tệp hiện có nên không cần thay.
media-refused-used = Không xóa được vì tư liệu đang được dùng ở { $count } nội dung hoặc trong cài đặt của cổng. Hãy gỡ khỏi những nơi đó trước.
media-refused-wrong = Có một ô quá dài hoặc không hợp lệ. Hãy xem lại các ô vừa nhập.
