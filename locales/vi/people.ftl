# Người dùng: đăng nhập, tài khoản, quyền.

# Đăng nhập
people-sign-in = Đăng nhập bàn biên tập
people-with-passkey = Đăng nhập bằng khóa truy cập
people-with-provider = Đăng nhập qua { $provider }
people-forgotten = Quên mật khẩu? Đề nghị quản trị viên của cổng gửi đường dẫn đặt lại.
people-code = Xác thực bước hai
people-code-lost = Mất điện thoại và hết mã dự phòng? Đề nghị quản trị viên của cổng gỡ bước xác thực này.
people-sign-out = Đăng xuất

# Đường dẫn mời và đặt lại
people-link-invite = Nhận tài khoản
people-link-recover = Đặt mật khẩu mới
people-link-ended = Đường dẫn hết hiệu lực
people-link-ended-title = Đường dẫn này không còn dùng được.
people-link-ended-text = Mỗi đường dẫn chỉ dùng một lần và có thời hạn. Đề nghị quản trị viên của cổng tạo đường dẫn mới.
people-link-for = Tài khoản của { $email }
people-take-up = Nhận tài khoản
people-set-password = Đặt mật khẩu
people-to-sign-in = Đến trang đăng nhập

# Tài khoản của tôi
people-me = Tài khoản của tôi
people-me-who = Tên và ngôn ngữ
people-name = Họ và tên
people-name-hint = Đồng nghiệp thấy tên này trong lịch sử bài viết.
people-language = Ngôn ngữ của bàn biên tập
people-roles = Vai trò
people-no-roles = Chưa được giao vai trò nào
people-save = Lưu
people-cancel = Thôi
people-password = Mật khẩu
people-password-old = Mật khẩu hiện tại
people-password-new = Mật khẩu mới
people-password-ends = Đổi mật khẩu thì mọi phiên đăng nhập khác kết thúc ngay.
people-password-change = Đổi mật khẩu
people-codes = Xác thực bước hai
people-codes-on = Mỗi lần đăng nhập bằng mật khẩu, cổng hỏi thêm mã trong ứng dụng xác thực.
people-codes-off = Chưa bật. Khi bật, người biết mật khẩu vẫn không vào được nếu không có điện thoại của bạn.
people-codes-set-up = Bật xác thực bước hai
people-codes-how = Quét hình dưới đây bằng ứng dụng xác thực trên điện thoại, rồi nhập mã mà ứng dụng hiện ra.
people-codes-first = Sáu chữ số đang hiện trong ứng dụng.
people-codes-turn-on = Bật
people-codes-drop = Tắt xác thực bước hai
people-codes-drop-ask = Tắt xác thực bước hai? Mã dự phòng cũng mất hiệu lực.
people-recovery = Mã dự phòng
people-recovery-left = Còn { $count } mã dự phòng.
people-recovery-make = Tạo mã dự phòng mới
people-recovery-once = Các mã này chỉ hiện một lần.
people-recovery-text = In ra hoặc chép lại và cất ở nơi an toàn. Mỗi mã thay cho điện thoại được một lần đăng nhập.
people-recovery-kept = Đã cất mã
people-passkeys = Khóa truy cập
people-passkeys-text = Đăng nhập bằng vân tay, khuôn mặt hoặc mã PIN của thiết bị, không cần mật khẩu.
people-passkey-add = Thêm khóa truy cập
people-passkey-name = Tên khóa
people-passkey-name-hint = Ví dụ: máy tính cơ quan.
people-passkey-made = Thêm lúc { $at }
people-passkey-used = dùng lần cuối ngày { $day }
people-passkey-drop = Gỡ
people-passkey-drop-ask = Gỡ khóa truy cập { $name }?
people-sessions = Phiên đăng nhập
people-session-own = (phiên này)
people-session-unnamed = Trình duyệt không rõ tên
people-session-since = Từ { $since }, dùng lần cuối { $seen }
people-session-end = Kết thúc
people-done-name = Đã lưu tên và ngôn ngữ.
people-done-password = Đã đổi mật khẩu. Các phiên đăng nhập khác đã kết thúc.
people-done-codes-gone = Đã tắt xác thực bước hai.
people-done-passkey = Đã thêm khóa truy cập.
people-done-passkey-gone = Đã gỡ khóa truy cập.
people-done-session = Đã kết thúc phiên đăng nhập.

# Quản trị người dùng
people-title = Người dùng
people-count = { $count } tài khoản
people-invite = Mời người dùng
people-invite-text = Người được mời nhận một đường dẫn, tự đặt mật khẩu rồi dùng được ngay.
people-invite-name-hint = Người được mời sửa lại được khi nhận tài khoản.
people-invite-make = Tạo lời mời
people-role = Vai trò
people-role-none = Không giao
people-section = Chuyên mục
people-agency = Cơ quan
people-whole = Toàn cổng
people-any = Tất cả
people-state = Tình trạng
people-state-active = Đang dùng
people-state-invited = Đã mời
people-state-disabled = Đã khóa
people-second = xác thực hai bước
people-last-in = Vào lần cuối
people-made = Tạo lúc
people-none = Không có tài khoản nào như vậy
people-none-text = Thử bỏ bớt điều kiện lọc.
people-grants = Vai trò được giao
people-grants-hint = Mỗi dòng là một vai trò. Chọn chuyên mục hoặc cơ quan để vai trò chỉ có hiệu lực trong phạm vi ấy.
people-grants-save = Lưu vai trò
people-role-author = Tác giả
people-role-translator = Biên dịch
people-role-editor = Biên tập viên
people-role-publisher = Người duyệt đăng
people-role-coordinator = Điều phối viên
people-role-inspector = Người kiểm tra
people-role-administrator = Quản trị viên
people-account = Tài khoản
people-yes = Có
people-no = Chưa
people-link = Đường dẫn
people-link-made = Đã tạo đường dẫn.
people-link-once = Đường dẫn chỉ hiện lần này, dùng một lần và hết hạn lúc { $ends }.
people-link-mailed = Đường dẫn cũng đã gửi tới { $email }.
people-link-hand-over = Cổng chưa gửi thư: hãy chép và chuyển cho đúng người.
people-link-again = Tạo lại lời mời
people-link-reset = Tạo đường dẫn đặt lại mật khẩu
people-factors-drop = Gỡ xác thực bước hai và khóa truy cập
people-factors-drop-ask = Gỡ xác thực bước hai và mọi khóa truy cập của { $name }? Các phiên đăng nhập cũng kết thúc.
people-disable = Khóa tài khoản
people-disable-ask = Khóa tài khoản của { $name }? Mọi phiên đăng nhập kết thúc ngay.
people-enable = Mở khóa tài khoản
people-sessions-none = Không có phiên đăng nhập nào.
people-sessions-end = Kết thúc mọi phiên
people-sessions-end-ask = Kết thúc mọi phiên đăng nhập của { $name }?
people-done-grants = Đã lưu vai trò.
people-done-disabled = Đã khóa tài khoản.
people-done-enabled = Đã mở khóa tài khoản.
people-done-factors = Đã gỡ xác thực bước hai và khóa truy cập.
people-done-sessions = Đã kết thúc phiên đăng nhập.

# Thư
people-mail-invite-subject = Lời mời vào bàn biên tập { $site }
people-mail-invite =
    Kính gửi { $name },

    Bạn được mời vào bàn biên tập của { $site }. Mở đường dẫn sau để nhận tài khoản và đặt mật khẩu:

    { $link }

    Đường dẫn dùng một lần, hết hạn lúc { $ends }. Nếu thư này gửi nhầm, xin bỏ qua.
people-mail-recover-subject = Đặt lại mật khẩu bàn biên tập { $site }
people-mail-recover =
    Kính gửi { $name },

    Quản trị viên của { $site } vừa tạo đường dẫn để bạn đặt mật khẩu mới:

    { $link }

    Đường dẫn dùng một lần, hết hạn lúc { $ends }. Nếu bạn không đề nghị việc này, hãy báo cho quản trị viên.

# Khi không làm được
people-refused-right = Bạn không có quyền làm việc này.
people-refused-missing = Không tìm thấy: có thể mục này vừa bị gỡ.
people-refused-email-taken = Địa chỉ thư này đã có tài khoản.
people-refused-email = Đây chưa phải là một địa chỉ thư điện tử.
people-refused-name = Cần có họ và tên.
people-refused-password-short = Mật khẩu cần từ 12 ký tự trở lên.
people-refused-password-long = Mật khẩu dài quá 256 ký tự.
people-refused-password-breached = Mật khẩu này nằm trong danh sách đã bị lộ. Hãy chọn mật khẩu khác.
people-refused-password-guessable = Mật khẩu này dễ đoán. Hãy ghép vài từ không liên quan với nhau, đừng dùng tên, ngày sinh hay dãy phím.
people-refused-wrong = Thông tin chưa đúng. Hãy kiểm tra và thử lại.
people-refused-held = Đã thử sai nhiều lần. Xin thử lại từ { $time }.
people-refused-ended = Bước này đã hết hạn. Xin đăng nhập lại từ đầu.
people-refused-last-administrator = Cổng phải còn ít nhất một quản trị viên đang dùng. Hãy giao vai trò này cho người khác trước.
people-refused-state = Tình trạng của tài khoản không cho phép việc này.
people-refused-not-set-up = Cổng chưa được cài đặt cách đăng nhập này.
people-refused-passkey = Khóa truy cập không khớp. Hãy thử lại.
people-refused-provider = Hệ thống đăng nhập chung không trả lời như mong đợi. Xin thử lại sau, hoặc đăng nhập bằng mật khẩu.
people-refused-unknown = Tài khoản bên hệ thống đăng nhập chung chưa được mời vào cổng này.
