# Dấu ngăn nhóm ba chữ số.
number-separator = .
number-kilobytes = { $number } KB
number-megabytes = { $whole },{ $tenth } MB
