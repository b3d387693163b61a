# Reports of the action programme, in the form of Decree 30/2020/NĐ-CP.
# The head of the letter
report-nation = Socialist Republic of Viet Nam
report-motto = Independence - Freedom - Happiness
report-form = Report
report-number = No. { $number }
report-no-number = No.        /BC
report-place-and-day = { $place }, { $day }
report-full-day = { $day } { $month } { $year }
report-subject = Results of { $programme }, { $period }
report-of-month = { $number } { $year }
report-of-quarter = quarter { $number } of { $year }
report-of-first-half = first half of { $year }
report-of-second-half = second half of { $year }
report-of-year = { $year }
report-recipients = Recipients:
report-translated = Translation. The Vietnamese text is the original.

# The text
report-begin = In carrying out { $act }, { $issuer } reports the results of { $programme }, { $period }, as follows:
report-figures-of = The figures are of { $first } to { $last }, by what had been recorded at { $known }. The report is due on { $due }.
report-head-coverage = I. Plans of the bodies
report-no-period = The programme has set no period for plans yet.
report-coverage = By the end of { $day }, { $received }/{ $of } bodies had handed in a plan ({ $share }) for the period “{ $period }”; before this report's period it was { $before }. The denominator is the bodies in the register on that day; Annex I names each.
report-coverage-due = Plans were due on { $day }.
report-coverage-no-due = No deadline for plans is recorded, so no body counts as late.
report-group = Group of bodies
report-owes = Owe a plan
report-all = Total
report-head-progress = II. Progress of the tasks
report-no-activity = On the cut-off day no plan named an activity.
report-progress = { $all ->
    [one] The plans name { $all } activity that was not stopped; { $proven }
   *[other] The plans name { $all } activities that were not stopped; { $proven }
} done with accepted evidence ({ $share } %), { $done } done and awaiting evidence. Before the period it was { $proven-before } of { $all-before }. Accepted evidence: { $evidence }.
report-no = No.
report-task = Task
report-activities = Activities
report-done = Done, evidence awaited
report-proven = Done, with evidence
report-share = Share (%)
report-head-indicators = III. Indicators
report-no-indicator = The programme has set no indicator yet.
report-indicators = { $achieved }/{ $all } indicators have reached their target with accepted evidence.
report-latest = Latest
report-head-late = IV. What is late
report-none-late = No body is late with its plan; no activity is past its last day.
report-late = Bodies late with their plan: { $bodies }. Activities past their last day and not done: { $activities }. Names, days and reasons stand in the annex.
report-head-method = V. How it is computed
report-kept = This report is kept as it was issued: no later merger, change of a body's name or late entry changes it.

# Annexes
report-annex = Annex { $number }
report-annex-with = (With Report No. { $number } of { $day } of { $issuer })
report-annex-coverage = Plans, body by body
report-annex-measures = Progress, measure by measure
report-annex-late = What is late, and why
report-day = Day
report-plan = Plan
report-plan-by = { $plan } of { $from }; { $citation }
report-measure = Measure
report-proven-of = Done/all
report-late-plans = Bodies late with their plan
report-late-activities = Activities past their last day
report-late-by = Late by
report-late-more = These are the latest of { $all } activities; the spreadsheet has all of them.
report-reason = Reason

# Spreadsheet
report-sheet-totals = Totals
report-sheet-coverage = Plans
report-sheet-tasks = Tasks
report-sheet-measures = Measures
report-sheet-activities = Activities
report-sheet-late = Late activities
report-sheet-indicators = Indicators
report-figure = Figure
report-value = Value
report-key = Key
report-plan-of = Plan of
report-decision = Decision
report-first-day = First day
report-evidence = Accepted evidence
report-total-programme = Programme
report-total-period = Period
report-total-cut-off = Cut-off
report-total-known = By what had been recorded at
report-total-received = Bodies that handed in a plan
report-total-of = Bodies that owe a plan
report-total-late = Bodies late with their plan
report-total-overdue = Activities past their last day
report-total-achieved = Indicators achieved with evidence
report-total-indicators = Indicators
report-total-method = Method

# Public pages
report-list = Issued reports
report-title = Report, { $period }
report-line = issued { $issued }, figures to { $cut }
report-files = Files
report-about = About this report
report-totals = Totals
report-issuer = Issued by
report-reference = Number and sign
report-issued-on = Issued on
report-cut-off = Cut-off
report-due = Due on
report-withdrawn-on = Withdrawn on { $day }.

# What is refused
report-fault-ahead = The cut-off is still to come. Issue the report when it is over, or choose an earlier period.
report-fault-before = The cut-off is before the first day of the programme.
report-fault-due = The deadline cannot be before the cut-off.
report-fault-issued = The day of issue cannot be before the cut-off or after today.
report-fault-place = Name the place of issue, such as Hà Nội.
report-fault-issuer = The issuing body must be in the register on the day of issue.
report-fault-period = Choose the period of the report.
report-fault-taken = This period has a report already. To issue it again, withdraw that one and say why.

# Desk
report-desk-none = No report was issued yet
report-desk-none-text = Choose a period and a cut-off, look at the figures, then issue it. Each report comes as PDF, DOCX and spreadsheet, in Vietnamese and English.
report-desk-new = Make a report
report-desk-period = Period
report-desk-cut-off-hint = Empty: the 14th of the period's last month (Decree 09/2019/NĐ-CP).
report-desk-due-hint = Empty: the 20th of the period's last month; whoever asks for the report may set another day.
report-desk-reference-hint = Empty if the registry gives it later; such as 12/BC-UBND.
report-desk-place = Place of issue
report-desk-signing = Post of the signatory
report-desk-signing-hint = A line each, such as TM. ỦY BAN NHÂN DÂN, then CHỦ TỊCH. No person's name: the place for it stays empty.
report-desk-recipients = Recipients
report-desk-recipients-hint = A line each.
report-desk-recipients-usual = - Lưu: VT.
report-desk-look = Look at it
report-desk-looked = To be issued: { $subject }
report-desk-issue = Issue
report-desk-issue-ask = Issue this report? An issued report cannot be changed, only withdrawn with a reason.
report-desk-issue-hint = Six files are made, which takes some seconds. The report stands on the programme's public page at once.
report-desk-making = Making the report
report-desk-making-begun = Gathering the figures and preparing the files.
report-desk-making-files = { $made } of { $all } files are made.
report-desk-file-made = Made
report-desk-file-going = Being made
report-desk-file-waits = To be made
report-desk-making-again = The last attempt failed; it is tried again at { $at }.
report-desk-making-hint = This page goes on by itself once the report is issued. You may leave it: the report is made all the same.
report-desk-making-back = Back to the reports
report-desk-making-see = See how far it is
report-desk-not-made = { $report } could not be made
report-desk-not-made-text = Nothing was issued, and what you filled in is still there.
report-desk-not-made-again = Open what was filled in
report-desk-not-made-why = Why (for the operator)
report-desk-withdraw = Withdraw
report-desk-withdraw-reason = Why it is withdrawn
report-desk-withdraw-hint = Readers see this reason; the files can no longer be taken.
report-desk-stands = In force
report-desk-withdrawn = Withdrawn
report-desk-reports = Reports
