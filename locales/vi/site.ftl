# Tên các mục trong bảng chọn và tên các ngôn ngữ.
site-menu-news = Tin tức
site-menu-festival = Lễ hội
site-menu-gallery = Ảnh
site-menu-video = Video
site-menu-document = Văn bản
site-menu-page = Trang
site-menu-factcheck = Kiểm chứng
site-menu-method = Cách kiểm chứng
site-menu-corrections = Sổ đính chính
site-menu-organisers = Ban tổ chức
site-menu-agencies = Cơ quan
site-menu-visits = Lượt truy cập
site-menu-programme = Chương trình hành động
site-menu-rankings = Thứ hạng quốc tế
site-menu-search = Tìm kiếm
site-language-vi = Tiếng Việt
site-language-en = English
