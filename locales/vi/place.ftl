place-then = Khi đó: { $address }
place-now = nay là { $address }
place-map = Xem bản đồ
