# Những điều một bài còn thiếu trước khi được đăng.
editorial-no-publisher = chưa ghi cơ quan đăng; mọi bài phải ghi rõ cơ quan đăng
editorial-unknown-picture = nhắc tới một ảnh không có trong danh sách ảnh của bài
editorial-missing-file = có trong danh sách ảnh nhưng không có tệp
editorial-no-title = chưa có tiêu đề
editorial-bad-slug = đường dẫn chỉ gồm chữ thường không dấu, chữ số và gạch ngang
editorial-no-alt = chưa có lời tả ảnh cho người không nhìn thấy ảnh
editorial-unknown-section = chuyên mục không có trong cài đặt của cổng
editorial-unknown-tag = thẻ không có trong cài đặt của cổng
editorial-unknown-agency = cơ quan không có trong danh sách cơ quan
editorial-unknown-place = địa điểm không có trong danh sách địa điểm
editorial-no-note = hoạt động đã đổi hoặc đã hủy phải có một câu nói rõ đổi gì, vì sao
editorial-no-name = hoạt động chưa có tên
editorial-wrong-order = ngày kết thúc đứng trước ngày bắt đầu
editorial-missing-video = chưa có tệp video
editorial-missing-captions = chưa có tệp phụ đề
editorial-no-picture = album chưa có ảnh nào

# Những điều một thân bài không nhận, khi đọc Markdown.
editorial-body-raw-html = không nhận mã HTML: { $what }
editorial-body-heading-level = tiêu đề trong bài thuộc cấp 2 đến cấp 4, không phải cấp { $what }
editorial-body-link-target = liên kết phải dẫn tới entry:, https:, http: hoặc mailto:, không phải { $what }
editorial-body-link-without-words = liên kết phải có chữ để bấm vào
editorial-body-picture-not-alone = ảnh phải đứng riêng một đoạn
editorial-body-picture-file = ảnh phải là tên một tệp của bài này, không phải { $what }
editorial-body-words-lost = những chữ này không có chỗ ở đây: { $what }
editorial-body-code = không nhận khối mã lệnh
editorial-body-too-deep = danh sách hoặc đoạn trích lồng nhau quá sâu
