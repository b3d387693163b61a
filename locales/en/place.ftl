place-then = Then: { $address }
place-now = now { $address }
place-map = See on a map
