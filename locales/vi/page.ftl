# Trang tĩnh: giới thiệu, liên hệ, tiếp cận, quyền riêng tư.
page-others = Các trang khác
page-updated = Cập nhật
page-publisher = Cơ quan đăng:
page-publisher-now = nay là { $name }
page-correction = Đính chính
