# Dấu ngăn nhóm ba chữ số.
number-separator = .
