# Mail. Short sentences; the subject says the reference, never the victim.

# Times as people say them.
weekday-1 = Monday
weekday-2 = Tuesday
weekday-3 = Wednesday
weekday-4 = Thursday
weekday-5 = Friday
weekday-6 = Saturday
weekday-7 = Sunday
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
time-full-hour = { $hour }:00
time-clock = { $hour }:{ $minute }
time-first-of-month = 1
time-today-night = tonight, { $weekday } { $clock }
time-today-morning = this morning, { $weekday } { $clock }
time-today-noon = midday today, { $weekday } { $clock }
time-today-afternoon = this afternoon, { $weekday } { $clock }
time-today-evening = this evening, { $weekday } { $clock }
time-tomorrow = tomorrow, { $weekday } { $clock }
time-yesterday = yesterday, { $weekday } { $clock }
time-day = { $weekday } { $day } { $month }, { $clock }
time-day-year = { $weekday } { $day } { $month } { $year }, { $clock }
mail-date = { $day } { $month } { $year }

# What ends every mail.
mail-never = We never ask for a password, a code or a payment.
mail-check-phone = Not sure about this message? Check with us on { $phone }.
mail-check-page = Not sure about this message? Check with us before you answer.
mail-recognise = How to recognise our messages and calls

# Labels.
mail-fact-line = { $label }: { $value }
mail-fact-reference = Reference
mail-fact-kind = Organisation
mail-fact-size = Size
mail-fact-department = Department
mail-fact-skills = Skills needed
mail-fact-constraints = Good to know
mail-fact-until = Answer before
mail-fact-organisation = Organisation
mail-fact-place = Place
mail-fact-contact = Contact
mail-fact-role = Role
mail-fact-phone = Telephone
mail-fact-email = E-mail

# Offer.
mail-offer-subject = Offer { $reference }: answer by { $until }
mail-offer-first-line = { $category }, severity { $severity }, { $travel }, { $department }. Answer by { $until }.
mail-travel-within = less than { $count } km from you
mail-travel-remote = remote
mail-constraint-on-site = on-site visit needed
mail-constraint-remote = can be done remotely
mail-constraint-out-of-hours = work outside office hours
mail-constraint-english = English-speaking contact
mail-constraint-machines = machines are concerned: nothing without the process owner
mail-constraint-insurer = the insurer must be called before any work
mail-offer-button = See the offer and answer
mail-offer-no-identity = You learn who the organisation is when the case is yours. Full, closed or in conflict: you keep your turn.
mail-reminder-subject = Reminder, offer { $reference }: answer by { $until }

# How an offer ends.
mail-offer-by-mail-shortlist = You may also answer this mail: write “available”, “available tomorrow 9 am” or “not available” on the first line.
mail-offer-by-mail-first = You may also answer this mail: write “I accept” or “not available” on the first line.
mail-answer-noted-subject = Offer { $reference }: your answer is noted
mail-answer-noted-mission-subject = Case { $reference }: noted
mail-answer-noted-available = Your mail has arrived. We have noted: you are available.
mail-answer-noted-declined = Your mail has arrived. We have noted: you decline. Thank you for answering.
mail-answer-noted-in-hand = Your mail has arrived. We have noted: the case is in hand.
mail-answer-noted-reached = Your mail has arrived. We have noted: you have reached the victim.
mail-answer-noted-unreachable = Your mail has arrived. We have noted: the victim can’t be reached. Somebody from the centre is calling, too.
mail-answer-noted-from = From when
mail-answer-noted-reason = Reason
mail-answer-noted-change = Not what you meant? Answer this mail again, or call us. For five minutes the page also lets you take this answer back.
mail-answer-noted-terms = The organisation chooses more readily when it knows your terms. To state them, open the page: you may as long as nobody is chosen.
mail-answer-noted-button = See the offer
mail-answer-unclear-subject = Offer { $reference }: your answer is not recorded yet
mail-answer-unclear-words = Your mail has arrived, but we found no clear answer in it. Nothing is recorded yet, and somebody from the centre will read it.
mail-answer-unclear-sender = A mail answers this offer from an address that we don’t know as yours. Nothing is recorded yet, and somebody from the centre will read it.
mail-answer-unclear-accept-missing = You write that you are available. For this case, the first to accept has it: nothing is recorded until you accept.
mail-answer-unclear-how = You may also answer this mail with a single sentence on the first line: “I accept”, “available tomorrow 9 am” or “not available”.
mail-answer-report-subject = Case { $reference }: the closing report is still to be written
mail-answer-unclear-report-missing = You write that the case is finished, thank you. What is left is the closing report, on the page of the case.
mail-too-late-subject = Offer { $reference }: already taken, thank you
mail-too-late-lead = Case { $reference } was given to another provider. Thank you for answering.
mail-not-chosen-subject = Offer { $reference }: another provider was chosen
mail-not-chosen-lead = Case { $reference } was given to another provider.
mail-not-chosen-thanks = The organisation chose among several available providers. Thank you for being one.
mail-turn-kept = You keep your turn: this doesn’t count against you. There is nothing to do.
mail-withdrawn-subject = Offer { $reference }: withdrawn
mail-withdrawn-lead = Offer { $reference } is withdrawn. Its link no longer works.
mail-withdrawn-ended = Case { $reference } is no longer yours. Its link no longer works.
mail-withdrawn-delete = Please delete what you received about this organisation (messages, files, notes), then confirm it to us.
mail-withdrawn-button = Confirm deletion

# Assignment.
mail-assignment-subject = Case { $reference }: yours, first contact by { $by }
mail-assignment-lead = The case is yours ({ $category }). Call the organisation by { $by }.
mail-assignment-never-use = Don’t use { $address }: the attacker may read or answer there.
mail-assignment-recognition = Say these two words first, so that the organisation knows it is you: “{ $first }” and “{ $second }”.
mail-assignment-brief = What happened
mail-assignment-button = Open the case
mail-assignment-duty = Confirm first contact on that page. This information is entrusted to you for this case only.

# To a victim: subject and first line say nothing more.
mail-victim-subject = Your case { $reference }
mail-victim-first-line = { $desk } is writing to you about your case { $reference }.
mail-tracking-button = Open your case
mail-recognition = When we call you, we say these two words first: “{ $first }” and “{ $second }”. Without them, hang up.
mail-provider-recognition = On the telephone this provider says these two words first: “{ $first }” and “{ $second }”. Without them, hang up.
mail-not-me = It wasn’t me who wrote to the desk
mail-acknowledgement-lead = We have received your report. You are not alone.
mail-acknowledgement-read-by = A person will have read it by { $by }, and will call you back.
mail-acknowledgement-actions = Meanwhile, in this order
mail-choice-lead = { $count ->
    [one] One provider is available to help you.
   *[other] { $count } providers are available to help you.
}
mail-choice-until = Choose by { $until }. After that we call you to choose with you.
mail-choice-button = See and choose
mail-choice-rules = The desk doesn’t choose for you, doesn’t guarantee the result and is no party to the contract. Ask for a quote. If you are insured, call your insurer first.
mail-provider-assigned-lead = { $company } is taking care of you and calls you by { $by }.
mail-provider-assigned-nobody-called = Nobody called? Tell us on your tracking page and we ask again at once.
mail-message-from = A message written by { $from }:
mail-message-button = Read and answer
mail-closing-survey-lead = Your case is closed. Thank you for your trust.
mail-closing-survey-ask = One minute to help us do better? Three questions, no obligation.
mail-closing-survey-button = Give my opinion
mail-closing-survey-again = If something starts again, call us with your reference.

# Legal deadline.
mail-deadline-warning-subject = Case { $reference }: a legal deadline ends { $due }
mail-deadline-warning-lead = { $what }: to be done by { $due }.
mail-deadline-veiled = A legal deadline of this case
mail-deadline-who = Who has to do it
mail-deadline-article = Legal text
mail-deadline-warning-then = Remind the person of it. When it is done, stop the deadline on the page of the case, with the proof; the duty is hers, not the centre’s.

# Vetting of a provider.
mail-vetting-days = { $count ->
    [0] ends today
    [one] ends in one day
   *[other] ends in { $count } days
}
mail-vetting-expiry-subject = Your listing: { $what } { $left }
mail-vetting-expiry-lead = { $company }: { $what } { $left }.
mail-vetting-ends = Last day
mail-vetting-expiry-after = After that day no offer reaches you until the proof is renewed.
mail-vetting-expiry-button = Send the proof

# To the staff.
mail-alarm-subject = ALARM { $reference }: { $what }
mail-alarm-subject-desk = ALARM: { $what }
mail-alarm-since = Since
mail-alarm-next = If no person acknowledges it, the alarm goes to the next in the rota: { $next }.
mail-alarm-page = Open after signing in: { $url }
mail-digest-subject = The desk today: { $count ->
    [0] no open incident
    [one] one open incident
   *[other] { $count } open incidents
}
mail-digest-lead = The situation { $now }.
mail-digest-reports = Reports since the last digest
mail-digest-open = Open incidents
mail-digest-unassigned = Waiting for a provider
mail-digest-alarms = Alarms that nobody acknowledged
mail-digest-deadlines = Deadlines that end within 24 hours
mail-digest-uncontacted = Without a first contact in time
mail-digest-unread = Mails received, to be looked at
mail-digest-undelivered = Mails not delivered, or held
mail-provider-page-subject = Your provider page
mail-provider-page-lead = Here is the link to your offers, your assignments and your file. It works for 24 hours.
mail-provider-page-button = Open my page
mail-provider-page-after = You asked for nothing? Ignore this message: nobody but you received this link.
mail-renewals-subject = { $count ->
    [one] One expiry in the directory of providers
   *[other] { $count } expiries in the directory of providers
}
mail-renewals-lead = These labels, insurances and reviews are about to end, or have just ended.
mail-renewals-line = { $what }, until { $ends }
mail-renewals-after = After that day a label or insurance that was not renewed excludes the provider by itself; it is back as soon as the proof is recorded.
