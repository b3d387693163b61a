# Documents: the list, its search, citations, force, relations.
document-title = Documents
document-list-lead = Directives, regulations and plans: number, dates, issuer, whether in force, and related documents.
document-search = Search documents
document-q = Number or words of the subject
document-form = Form
document-form-all = Any form
document-issuer = Issued by
document-issuer-all = Any body
document-year = Year of issue
document-year-all = Any year
document-in-force-on = In force on
document-find = Search
document-see-all = See all documents
document-count = { $count ->
    [one] { $count } document.
   *[other] { $count } documents.
}
document-count-on = { $count ->
    [one] { $count } document in force on { $date }.
   *[other] { $count } documents in force on { $date }.
}
document-none = There are no documents yet.
document-none-hint = The first one will appear here as soon as it is published.
document-to-front = To the front page
document-nothing = No document matches.
document-nothing-hint = Drop a condition, or write the number as it stands on the document, such as 47/NQ-CP.
document-facts = About the document
document-number = Number
document-signer = Post of the signer
document-issued = Issued
document-effective = In force from
document-ends = In force until
document-cite = Full citation
document-copy = Copy the citation
document-files = Full text
document-no-file = The full text is not published on this portal; the page gives the document’s subject and particulars.
document-source = Where it is officially published
document-related = Related documents
document-force-day = by this portal’s records, as of { $date }
document-force-in-force = In force
document-force-amended = Amended
document-force-ended = No longer in force
document-force-not-yet = Not yet in force
document-force-unknown = Force not known
document-how-implements = Implements
document-how-amends = Amends
document-how-replaces = Replaces
document-how-repeals = Repeals
document-how-cites = Rests on or cites
document-how-implements-by = Implemented by
document-how-amends-by = Amended by
document-how-replaces-by = Replaced by
document-how-repeals-by = Repealed by
document-how-cites-by = Cited in
document-citation = { $form } No. { $number } of { $day } { $month } { $year } of { $issuer } { $subject }
document-citation-undated = { $form } No. { $number } of { $issuer } { $subject }
document-form-law = Law
document-form-ordinance = Ordinance
document-form-resolution = Resolution
document-form-decree = Decree
document-form-decision = Decision
document-form-circular = Circular
document-form-joint_circular = Joint Circular
document-form-directive = Directive
document-form-conclusion = Conclusion
document-form-programme = Programme
document-form-plan = Plan
document-form-scheme = Scheme
document-form-strategy = Strategy
document-form-report = Report
document-form-announcement = Announcement
document-form-guidance = Guidance
document-form-letter = Official letter
document-form-other = Other document
