# Personal data: periods, holds, erasure, access
nav-protection = Data
protection-title = Personal data
protection-lead = What must go, what must stay, and what the desk keeps of each person. Every act is in the trail.
protection-due = Period over
protection-due-none = Nothing is kept longer than planned.
protection-due-what = The period of these is over. Nothing is erased until you ask for it; the list is signed first, for the visa of the archives.
protection-what = Item
protection-class = Class of data
protection-since = Since
protection-held = held
protection-sure = { $count ->
    [one] I read the list: { $count } item may be erased.
   *[other] I read the list: { $count } items may be erased.
}
protection-run = Erase what is due
protection-access = Right of access
protection-access-what = Gathers everything that the desk keeps of a person or organisation. Give what you know; check who is asking first.
protection-access-read = Read
protection-access-file = Download (JSON)
protection-reference = Reference of the case
protection-again = The same reference again
protection-erase = Erase a case
protection-erase-what = Names, addresses, words, messages and answers go from the database, the index, the mail and the files. Category, severity, department, dates and the proof stay. This can’t be undone.
protection-why = Why
protection-erase-send = Erase this case
protection-side = Holds and periods
protection-holds = Cases to be kept
protection-holds-what = A case that an inquiry, a court or an audit needs isn’t erased until its hold is lifted.
protection-lift = Lift the hold
protection-lift-send = Lift
protection-hold-send = Hold this case
protection-periods = Periods
protection-lists = Elimination lists
protection-lists-what = Signed by the desk, without personal data.
protection-list = { $count ->
    [one] { $count } item, { $when }
   *[other] { $count } items, { $when }
}
hold-since = { $who }, { $when }
class-unfinished = Unfinished calls and forms
class-contact-only = Contacts without a case
class-case = Closed cases
class-loose-mail = Mail of no case
period-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
period-months = { $count ->
    [one] { $count } month
   *[other] { $count } months
}
erase-why-request = the person asks for it
erase-why-objection = the person objects to the processing
erase-why-mistake = entered by mistake
refused-no-such-case = No case has this reference.
refused-not-over = This case is still open: close it first.
refused-held = This case is held: lift the hold first.
refused-erased = This case was erased already.
refused-not-the-same = The two references differ.
refused-sure = Read the list again and tick the box.
refused-nobody = The desk keeps nothing under these.
done-erased = The case is erased. The proof stays.
done-held = The case is held.
done-lifted = The hold is lifted.
done-eliminated = What was due is erased; the signed list is below.
erased-title = Erased case
erased-when = Erased { $when }. Nobody is in this case any more.
erased-kept = What stays for the figures
erased-category = Category
erased-severity = Severity
erased-department = Department
erased-received = Received
erased-closed = Closed
erased-proof = Every act of this case is still in the trail and verifies as before.
subject-title = What the desk keeps of you
subject-lead = { $count ->
    [0] No case, unfinished calls only.
    [one] { $count } case
   *[other] { $count } cases
}
subject-desk = Desk
subject-made-at = Made on
subject-controller = Controller
subject-data-protection-officer = Data-protection officer
subject-purpose = Why
subject-readers = Who reads
subject-kept-months-after-closing = Months kept after closing
subject-rights = Your rights
subject-cases = Cases
subject-unfinished-calls = Unfinished calls
subject-reference = Reference
subject-state = State
subject-received = Received
subject-closed = Closed
subject-category = Category
subject-confirmed-by-a-person = Confirmed by a person
subject-severity = Severity
subject-organisation = Organisation
subject-contact = Contact
subject-name = Name
subject-phone = Telephone
subject-email = E-mail
subject-place = Place
subject-report = Report
subject-answers = Answers
subject-agreement = Agreement
subject-first-actions = First actions read out
subject-tasks = Tasks
subject-timeline = Timeline
subject-providers-asked = Providers asked
subject-mail-sent = Mail sent
subject-mail-received = Mail received
action-backup-made = backup begun
action-backup-finished = backup finished
action-backup-restored = backup restored
action-erased = data erased
action-hold-set = hold set
action-hold-lifted = hold lifted
action-retention-run = overdue data eliminated
action-subject-access-exported = data handed to the person
action-read-incident = case read
action-read-export = data downloaded
action-key-rotated = key replaced
