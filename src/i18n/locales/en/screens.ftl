### Console screens that keep themselves up to date: calls, presence, palette, preferences.

calls-title = To call back
calls-lead = Calls that broke off or were left, and people whom we owe a call.
calls-none = Nobody is waiting for a call.
calls-none-more = A call that broke off, a report to call back or a task to telephone shows up here.
calls-since = since
calls-resume = Take up the call
calls-open = Open the case
calls-broken = The line broke off during the call with { $who }. Everything noted is there.
calls-missed = Nobody answered this call: call back.
calls-left = Left by { $who }. Everything noted is there.
calls-first = First contact: { $what }

call-new-title = New call
call-new-number = Number that is calling, if shown
call-new-take = Take the call
call-waits-for-network = No network: the call will end by itself when it is back
call-changed-by = { $name } changed the call
call-handed-by = { $name } hands you this call.
call-dropped-at = The line broke off ({ $when }). Call back, then take up the call.
call-missed-at = Nobody answered this call ({ $when }). Call back, then take up the call.
call-dropped = Line broke off
call-hand-to = Hand the call to
call-hand-over = Hand over
call-doubt = Does the account hold up, doubt lifted during the call?
call-doubt-hint = Yes: providers can be asked at once.
call-answer = Answer

clash-title = Two values for “{ $field }”
clash-theirs = Written by { $who }:
clash-mine = You wrote:
clash-keep-theirs = Keep the other value
clash-keep-mine = Keep mine
clash-owner = Followed by
clash-offers = Providers asked
clash-agreement = Agreement
clash-somebody = somebody else
clash-agreed = agreement given by { $who }
clash-not-agreed = no agreement recorded
clash-offers-count = { $count ->
    [0] none
    [one] one provider
   *[other] { $count } providers
}
clash-offers-mine = ask still more providers
clash-agreed-mine = the agreement you have just entered
clash-why = While you were writing, somebody changed the same thing. Nothing is lost: choose.
case-changed = This case has just changed. What you typed is kept.
case-changed-see = See the changes

tab-from = from { $name }
tab-next = next call
tab-park = park, take up again
news-ringing = A call is ringing
news-ringing-from = A call is ringing: { $phone }
news-urgent = New report P{ $priority }: { $what }, { $place }

find-title = Find anything
find-label = Page, name, reference or telephone
find-hint = joinery, K7M4-92QX, 05 65…
find-go = Find
find-pages = Pages
find-cases = Cases
find-nothing = Nothing matches “{ $typed }”.

preferences-title = Preferences
preferences-keys = Keys during a call
preferences-keys-why = One key answers the question without leaving the notes. Each act keeps a key of its own.
preferences-save = Save
preferences-twice = The same key is chosen twice: give each act a key of its own.
preferences-views = Kept views of the queue
preferences-no-view = No view is kept. In the queue, filter, then “Keep this view”.
preferences-forget = Forget
key-act-yes = Yes, or first answer
key-act-no = No, or second answer
key-act-third = Third answer
key-act-fourth = Fourth answer
key-act-unknown = Doesn’t know
key-act-next = Next call
key-act-park = Park, take up again
key-act-finish = End the call

keys-find = find a page, a case, a number
keys-next-call = next call
keys-back-to-call = back to the call parked last
keys-fields = go to: who, where, call back, organisation, notes
keys-next-act = go to the next act of the case
keys-change = Choose other keys

done-call-dropped = The line broke off: the call waits here, with everything noted.
done-call-handed = The call is handed over, with everything noted.
done-preferences = Saved.
done-view-kept = The view is kept.

queue-keep-name = Name of the view
queue-keep = Keep this view
calls-others = { $count ->
    [one] and one more call
   *[other] and { $count } more calls
}

code-title = Follow my case by code
code-lead = Type the code that we read or showed to you, and your postal code.
code-hint = Twelve signs, such as 7QK2-M4XA-9TZB. Capitals and dashes don’t matter.
code-place = Your postal code
code-wrong = This code and this postal code open nothing. Check them, or call us.
code-read-only = Page opened by code, to read. To write or to choose a provider, call us or open your private link.
case-code = Tracking code, to read out
answer-code = Tracking code
answer-code-why = Note this code: with your postal code it opens your page from any device.
answer-next-until = Until then do the first actions below, from a device that is not affected.
save-later = Save and finish later
save-needs-place = Give your postal code: with the code that we give you, it will open your draft.
resume-title = Go on with a report you began
resume-lead = Type the code you got when saving, and your postal code.
kept-title = Your draft is kept
kept-lead = Note this code. Your draft waits { $days } days, then it is erased.
kept-how = On any device:
kept-nobody-reads = Nobody reads a draft: we call back only once the report is sent. If it is urgent, call.
kept-go-on = Go on now
calendar-get = Put the deadlines into my calendar
calendar-name = Deadlines of case { $reference }

# Figures
dashboard-year = twelve months, until { $month }
dashboard-twelve = Last twelve months
dashboard-period = Period
dashboard-csv = Download (CSV)
dashboard-print = Print
counts-incident = Incidents
counts-incident-note = malice confirmed by a person
counts-report = Reports
counts-report-note = abnormal behaviour, checked
counts-information = Information
counts-information-note = questions answered, counted apart
counts-transfer = Transferred
counts-transfer-note = to whom it belongs, counted apart
counts-to-check = To check
counts-to-check-note = in no other figure
counts-nothing = No further action
counts-nothing-note = no incident, or a duplicate
stat-nine-in-ten = nine times out of ten in less than { $length }
stat-of = { $part } favourable answers of { $all }
chart-month = By month
chart-month-column = Month
chart-sector = By line of business
chart-sector-column = Sector
chart-contact = Written reports: wait for the first words with a person
chart-contact-column = Wait
chart-assigned = Wait for a provider
chart-assigned-column = Wait
chart-answers = Answers to offers
chart-answers-column = Answer
chart-empty = Nothing in this period.
chart-csv = { $what }: download (CSV)
sector-unknown = not told
wait-10 = less than 10 min
wait-60 = less than an hour
wait-240 = less than 4 h
wait-1440 = less than a day
wait-more = longer
answers-yes = available
answers-no = declined
answers-silent = no answer
answers-open = expected
small-cell = fewer than 5
month-figures = Figures of the month, settled
month-what = National definitions
month-given = Settled
month-now = Today
month-correction = correction
month-publish = Settle the month’s figures
month-publish-why = Once settled, figures no longer change: what moves later is shown beside them, as a correction.
month-published = Figures settled by { $who }, { $when }.
done-month = The figures of the month are settled.
action-figures-published = Figures of the month settled

note-move = This note is on the wrong case
note-move-to = Reference of the right case
note-move-send = Move the note
entry-note-moved = A note was moved to { $to }.
queue-exercise = exercise
first-run-title = To begin with
first-run-call = Take a call to try: key n, or “New call”. Whatever you type is kept.
first-run-form = See what a victim sees:
first-run-providers = Check the directory:
first-run-keys = Choose your keys:
first-run-doctor = On the server, this command says what the configuration lacks:
chart-counts = By the national definitions
chart-counts-column = What counts
