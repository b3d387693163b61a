# Sổ đính chính: những lần chính cổng này sai và đã sửa.
corrections-title = Sổ đính chính
corrections-of-year = Sổ đính chính năm { $year }
corrections-lead = Những lần chính cổng này đăng sai: sai điều gì, đúng là gì, sửa ngày nào. Mới nhất ở trên.
corrections-corrected = Đính chính
corrections-in-error = Đăng nhầm, đã gỡ
corrections-publisher = Cơ quan đăng:
corrections-publisher-now = nay là { $name }
corrections-none = Chưa có đính chính nào
corrections-none-hint = Khi một bài được sửa về nội dung, lần sửa tự vào sổ này.
corrections-to-front = Về trang đầu
corrections-year = Theo năm
corrections-all = Tất cả các năm
corrections-count = { $count } lần
corrections-how = Sổ này có từ đâu
corrections-how-text = Không ai ghi tay vào sổ. Khi sửa một bài về nội dung, biên tập viên phải viết cho người đọc biết đã sửa điều gì; lời ấy hiện ở bài và tự vào sổ. Bài đăng nhầm bị gỡ cũng vào sổ, kèm lý do.
corrections-feed = Nhận đính chính
corrections-method = Cách kiểm chứng thông tin
