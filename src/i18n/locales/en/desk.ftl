# Words that the desk puts together: timeline, tasks, alarms, next steps, refusals.
call-unnamed = unnamed call
call-notice-words = You are talking with { $desk }. I note what you tell me in order to help you. You may read it, correct it or have it erased; I will tell you where.
call-again-1 = within ten minutes
call-again-2 = within the hour
call-again-3 = within four opening hours
call-again-4 = tomorrow at the latest, in opening hours
tell-teams = We have a computer incident. Do not use the computers that were hit, open no link received today, pay no invoice and change no IBAN without calling a number that you know. For any question, call: do not write.
trouble-database = Our service is down for a moment. Everything you wrote is still here: wait a minute and send it again. If it is urgent, call us.
answer-next-call = A person of the desk calls you.
sign-in-wrong = Wrong login, password or code.

# Views of the queue
view-going = In progress
view-to-call = To call back
view-without-provider = Without a provider
view-mine = Mine
view-machines = Perhaps sent by programs
view-all = All

# What was just done
done-owner = This case is yours.
done-doubt = Recorded.
done-classification = The category is saved.
done-actions = What was read out is saved.
done-deadlines = The deadline is saved.
done-agreement = The agreement is saved.
done-offers = The offers are on their way. The answers will show here.
done-timeline = Added to the timeline.
done-tasks = The task is saved.
done-transfer = The case is transferred.
done-close = The case is closed.
done-call-parked = The call is parked, with everything that was noted.
done-call-discarded = The call is discarded.
done-call-information = The request is closed as information. Say where to turn: the usual supplier or the maker; at the slightest doubt, 17cyber.gouv.fr.
done-call-finished = The call is saved as a case.

# Refusals, with what to do
refused-unverified = Lift the doubt first: call the person back.
refused-no-agreement = Record the victim’s agreement first.
refused-supplier-not-asked = Ask first whether their usual supplier takes care of it, and record it with the agreement.
refused-transition = This is no longer possible in the state of the case. Read it again.
refused-answer = This answer can no longer be recorded. Read the state of the offer.
refused-needs = Something is missing: complete it, then try again.
refused-already = It is done already: somebody was faster.
refused-full = This provider is no longer free: all its places are taken. Choose another.
refused-not-eligible = This choice is not possible: it does not exist, or does not meet the conditions.
refused-fields = A field is not right: correct it, then try again.
refused-stale = The case has changed meanwhile. Read it, then try again.

# Clocks
clock-first-contact = first contact
clock-choice = choice of provider
clock-provider-contact = the provider must call
clock-answer = answer
clock-legal = deadline
clock-task = to do
deadline-before = by { $when }

# Case
doubt-lifted = Doubt lifted by { $who }, { $how }, { $when }.
category-is-confirmed = Category confirmed by a person.
agreement-words = May { $desk } describe your case to trusted providers, first without your name? Your contact will go only to the one who is chosen, and you may change your mind at any time.
agreement-given = Agreement given by { $who }, { $how }, { $when }.
agreed-phone = by telephone
agreed-web = by the form
agreed-email = by e-mail
agreed-api = by a partner
chooser-victim = The victim chooses, by { $when }.
chooser-desk = The desk chooses at the victim’s request, by { $when }.
blocked-doubt = No offer leaves before the doubt is lifted.
blocked-agreement = No offer leaves without the victim’s agreement.
blocked-supplier-not-asked = No offer leaves before the question: does their usual supplier take care of it?
blocked-own-supplier = Their usual supplier takes care of it: no offer leaves.
next-lift-doubt = Call { $name } back and lift the doubt
next-lift-doubt-verb = Lift the doubt
next-task-others = { $count ->
    [one] (and another task)
   *[other] (and { $count } more tasks)
}
next-task-verb = See the task
next-classify = Confirm the category
next-classify-verb = See the category
next-agreement = Ask { $name } for the agreement
next-agreement-verb = Record the agreement
next-offers = Send the offers
next-offers-verb = See the providers
next-choose = Have { $name } choose
next-choose-verb = See the answers
next-wait = Providers are being asked
next-wait-verb = See the offers
next-first-contact = Check that the provider called { $name }
next-first-contact-verb = See the assignment
next-follow = Ask for news, then close
next-follow-verb = See the timeline
proof-sentence = { $count ->
    [one] { $count } act sealed, at { $when }.
   *[other] { $count } acts sealed, the last at { $when }.
}
transfer-other = Another service (say which)
unfinished-deadlines-proposed = Deadlines are to be confirmed or dismissed.
unfinished-deadlines-running = A deadline is still running.
unfinished-tasks = Tasks are not done.
disposition-confirmed = incident confirmed and handled
disposition-deferred = put off
disposition-unidentified = cause not found
disposition-failed = attempt without effect
disposition-misconfiguration = wrong setting
disposition-refuted = not an incident

# Providers of a case
provider-gone = provider removed
provider-opens = closed, opens { $when }
need-place = Must somebody come on site?
need-place-yes = Yes, on site
need-place-no = No, from afar will do
need-place-send = Make the list anew
need-on-site = on site
part-skills = skills
part-nearness = nearness
part-responsiveness = responsiveness
part-outcome = past assignments
part-capacity = availability
part-rotation = rotation
part-why-skills = the right skills
part-why-nearness = close by
part-why-responsiveness = answers fast
part-why-outcome = good feedback
part-why-capacity = has room
part-why-rotation = it is their turn
offer-rule-shortlist = Several providers are asked together. The victim chooses among those who are available.
offer-rule-first-accept = The first who accepts has the mission.
offer-rule-cascade = Providers are asked one after the other.
offer-asked = { $count ->
    [one] You are the only one asked for now.
   *[other] { $count } providers are asked at the same time, you among them.
}
offer-chooses-victim = The victim chooses among those who are available; from the first who is, they have { $time } to choose.
offer-chooses-desk = At the victim’s request the desk chooses among those who are available; from the first who is, it has { $time } to choose.
offer-told = You are told of the choice, whatever it is.
offer-first-accepts = The first who accepts has the mission.
offer-then-the-next = The mission is yours if you accept it; without an answer from you, we ask the next provider.
offer-choice-minutes = { $count ->
    [one] one minute
   *[other] { $count } minutes
}
offer-choice-hours = { $count ->
    [one] one hour
   *[other] { $count } hours
}
offer-choice-open-minutes = { $count ->
    [one] one minute of opening time
   *[other] { $count } minutes of opening time
}
offer-choice-open-hours = { $count ->
    [one] one hour of opening time
   *[other] { $count } hours of opening time
}
offer-leaves = leaves { $when }
offer-since = since { $when }
offer-left = sent at { $when }
offer-answered = answered at { $when }
offer-answered-available = Available, answered by { $who }, { $when }.
offer-answered-declined = Declined by { $who }, { $when }.
offer-remote = remote possible
offer-line-severity = Severity
offer-line-kind = Who
offer-line-size = Size
offer-line-department = Where
offer-line-travel = Travel
offer-line-skills = Skills
offer-line-received = Received
offer-line-constraints = Good to know
offer-line-facts = What is known
offer-line-language = Language
offer-line-contact = First call
offer-fact-ongoing = the attack is going on
offer-fact-encrypted = data is encrypted
offer-fact-remote-access-given = remote access was given
offer-fact-credentials-or-card-given = passwords or a card were given
offer-fact-backups-reachable = there is a backup
offer-fact-controls-machines = machines depend on it
offer-fact-personal-data = personal data is at stake
offer-language-en = English
offer-contact-minutes = { $count ->
    [one] within a minute, if you are chosen
   *[other] within { $count } minutes, if you are chosen
}
offer-contact-days = { $count ->
    [one] within a business day, if you are chosen
   *[other] within { $count } business days, if you are chosen
}
offer-take-back = I am no longer available
offer-take-back-then = As long as nobody is chosen you may take your availability back. We ask the next provider at once.
offer-take-back-send = Take my availability back
entry-offer-taken-back = A provider is no longer available after all. We are asking another one.
offer-said-by-missing = Give your name: your colleagues will see who answered.
offer-from-missing = Say from when you could begin: the victim reads it before choosing.
offer-place-missing = Say whether you work remotely, on site or both: the victim reads it before choosing.
offer-price-unclear = Write one amount without tax, such as 95 or 95.50. Without a price, leave this field empty.
offer-reason-missing = Choose a reason: the victim does not see it.
offer-words-too-long = Two thousand characters at most: the rest can be said on the telephone.
offer-a-colleague = a colleague
assigned-since = assigned at { $when }
terms-on-site = on site
terms-remote = remotely
terms-both = on site or remotely
terms-unsaid = remotely or on site: not said
terms-from-unsaid = from when: not said
terms-first-free = first help free
terms-call-out = call-out { $price } excl. tax
terms-hourly = { $price } an hour excl. tax
terms-ask-quote = no price given: ask for a quote
label-charter = desk’s charter signed
label-with-scope = { $label }: { $scope }

# Mission
mission-careful-mail = Do not write to { $address }: the attacker may read this mailbox. Call.
mission-report-missing = Write at least one sentence here.
mission-stage-missing = Say how far you are, or write a few words.
mission-report-found = Found:
mission-report-done = Done:
mission-report-left-to-do = Left to do:
mission-report-restored = Working again:
mission-report-data-out = Data got out:
mission-report-hours = Hours:

# Tracking by the victim
track-you = You
track-before = by { $when }
track-status-received = We have your report
track-status-unverified = We have your report
track-status-open = We are taking care of your case
track-status-offering = We are looking for somebody near you
track-status-assigned = A provider is taking care of you
track-status-following = A provider is working with you
track-status-closed = Your case is finished
track-status-transferred = Your case went to another service
track-status-duplicate = Your report joins a case that is already open
track-status-information = Your question was answered
track-status-not-incident = We found no attack
track-next-call = A person of the desk calls you.
track-next-search = We are preparing the search for a provider.
track-next-asked = Providers are being asked; we come back to you.
track-next-choose = Choose who helps you.
track-next-desk-chooses = We choose for you who helps you.
track-next-provider-calls = The provider you chose calls you.
track-next-follow = The provider is working; we ask for news.
track-next-over = Nothing more to do. If it starts again, call us.
track-path-received = Report received
track-path-verified = Checked with you
track-path-asked = Providers asked
track-path-assigned = Provider chosen
track-path-working = Provider at work
track-path-closed = Finished
track-helper-met = Chosen at { $since }. You have talked.
track-helper-calls = Chosen at { $since }. Must call you by { $before }.
track-asked-waiting = answer awaited
track-asked-available = available
track-asked-not = not available
track-asked-chosen = chosen
track-asked-not-chosen = available, not chosen

# Who speaks in the timeline
party-system = Vigie
party-desk = the desk
party-victim = the victim
party-provider = the provider
party-unknown = unknown sender

# Timeline
entry-entered = entered at { $when }
entry-received-phone = Call received.
entry-received-web = Report received by the form.
entry-received-email = Report received by e-mail.
entry-received-api = Report received from a partner.
entry-survey = What the victim says. Were we of use? { $helped }. Back at work? { $working }.
entry-doubt-lifted = Doubt lifted: { $how }.
entry-agreed = The victim’s agreement is recorded.
entry-agreement-withdrawn = The victim withdrew the agreement. Nothing more leaves.
entry-category-confirmed = Category confirmed: { $category }.
entry-offers-sent = { $count ->
    [one] { $count } provider asked.
   *[other] { $count } providers asked.
}
entry-offer-available = A provider is available.
entry-offer-declined = A provider declined.
entry-offer-expired = A provider did not answer in time.
entry-offer-undone = A provider took back its answer.
entry-offers-sent-by = { $count ->
    [one] Asked: { $company }.
   *[other] { $count } providers asked: { $company }.
}
entry-offer-available-by = { $company } says it is available.
entry-offer-declined-by = { $company } declined.
entry-offer-expired-by = { $company } did not answer in time.
entry-offer-undone-by = { $company } took its answer back.
entry-offer-taken-back-by = { $company } is no longer available after all.
entry-offer-full = A provider is no longer free: it has as many missions as it takes.
entry-offer-full-by = { $company } is no longer free: all its places are taken.
entry-offer-not-sent = Offer to { $company } not sent: { $condition }.
entry-answer-of = Answered by { $who }.
entry-choice-refused = The victim chose nobody. We look for other providers.
entry-choice-delegated = The victim asks the desk to choose for her.
entry-assigned = Assigned to { $company }.
entry-first-contact = The provider and the victim have talked.
entry-nobody-called = The victim says that nobody called.
entry-nobody-left = Nobody is left to ask.
entry-deletion-confirmed = The provider confirms that it deleted what it had received.
entry-no-contact-in-time = Nobody confirmed the provider’s first call in time.
entry-given-back = The assignment is taken back; the provider must delete what it received.
entry-mail-failed = A mail did not arrive.
entry-news-in-hand = News from the provider.
entry-news-unreachable = The provider cannot reach the victim.
entry-news-not-for-me = The provider gives the mission back.
entry-news-done = The provider says that it is done. Its report is awaited.
entry-news-finished = The provider sent the closing report.
entry-reopened = Case reopened.
entry-ended-closed = Case closed.
entry-ended-transferred = Case transferred: { $to }.
entry-ended-duplicate = Duplicate of a case that is already open.
entry-ended-information = Closed as information.
entry-ended-not-incident = Closed: not an incident.
entry-deadline-running = Deadline confirmed: { $clock }.
entry-deadline-refused = Deadline dismissed: { $clock }.
entry-deadline-met = Deadline met: { $clock }.
entry-deadline-passed = Deadline passed: { $clock }.

# Tasks
task-call-victim = Call the victim
task-call-victim-words = Good day, your two words are “{ $words }”. We have your report. Are you safe? Could you do the first actions?
task-call-victim-assigned = Call the victim: a provider has the mission
task-call-victim-assigned-words = { $company } takes your case and calls you. On your tracking page you will find the two words that this provider says first.
task-call-victim-choice = Call the victim for the choice
task-call-victim-choice-words = Providers are available. I read you their terms; the order is drawn by lot and you choose freely.
task-call-victim-message = Call the victim: the mailbox is not safe
task-call-victim-unreachable = Call the victim: the provider cannot reach them
task-call-victim-unreachable-words = The provider is trying to reach you. Which number works now, and until when?
task-choose-for-victim = Choose for the victim, as asked
task-call-on-call = Call the on-call number of { $company }: { $phone }
task-provider-paused = The provider is paused: see with the victim
task-read-message = Read the message received
task-close = Read the closing report and close
task-report-awaited = Get the provider’s report, then close
task-given-back = The provider gives the mission back: ask somebody else
task-manual = To do

# Alarms
alarm-first-contact = Nobody has talked with the victim yet
alarm-nobody-left = Nobody is left to ask
alarm-no-provider-contact = The provider did not call the victim
alarm-mail-failed = A mail did not arrive
alarm-deadline-passed = A deadline of the law has passed

# Retention
retention-provider = Provider’s card
retention-time-provider = 5 years after the end of the agreement
retention-trail = Audit trail, without personal data
retention-time-trail = kept, since it holds fingerprints only
expiring-insurance = professional insurance
expiring-review = review of the file
task-provider-paused-words = Hello, I am calling about { $company }. As a precaution we are not working with this company for now. Please give it no more access to your machines and no more money, and write down what it did at your place. Would you like us to propose somebody else right away?
