# Dates by both calendars. The lunar calendar is the Vietnamese one.
date-numeric = { $day } { $month } { $year }
date-month-year = { $month } { $year }
date-month-1 = January
date-month-2 = February
date-month-3 = March
date-month-4 = April
date-month-5 = May
date-month-6 = June
date-month-7 = July
date-month-8 = August
date-month-9 = September
date-month-10 = October
date-month-11 = November
date-month-12 = December
date-weekday-1 = Monday
date-weekday-2 = Tuesday
date-weekday-3 = Wednesday
date-weekday-4 = Thursday
date-weekday-5 = Friday
date-weekday-6 = Saturday
date-weekday-7 = Sunday
date-lunar-short = lunar { $day }
date-lunar-text = { $leap ->
    [yes] day { $day } of leap lunar month { $month }
   *[no] day { $day } of lunar month { $month }
}
date-lunar-full = { $leap ->
    [yes] day { $day } of leap lunar month { $month }, year { $year }
   *[no] day { $day } of lunar month { $month }, year { $year }
}
