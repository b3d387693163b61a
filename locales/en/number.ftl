# The sign between groups of three digits.
number-separator = ,
