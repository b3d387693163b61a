# Kho tư liệu trong ban biên tập: danh sách, một tư liệu, tải lên.
mediadesk-signed-out = Phiên làm việc của bạn đã kết thúc. Hãy đăng nhập lại trong một thẻ khác rồi bấm thử lại; phần đã gửi vẫn còn.
