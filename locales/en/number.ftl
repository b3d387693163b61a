# The sign between groups of three digits.
number-separator = ,
number-kilobytes = { $number } KB
number-megabytes = { $whole }.{ $tenth } MB
