# Từ trong địa chỉ trang: không dấu, nối bằng gạch ngang, không đổi sau khi đã đăng.
path-news = tin-tuc
path-festival = le-hoi
path-gallery = anh
path-video = video
path-page = trang
path-organisers = ban-to-chuc
path-visits = luot-truy-cap
path-search = tim
path-rankings = xep-hang
path-section = muc
path-tag = the
path-year = nam
path-print = in
path-days = theo-ngay
path-calendar = lich.ics
path-number = trang
