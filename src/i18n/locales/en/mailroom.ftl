# Mail: what leaves, what comes in, and what a person decides about it.
nav-mail = Mail
mailroom-title = Mail that leaves
mailroom-lead = Nothing is lost: what did not arrive stays here, with the server’s words.
mailroom-groups = Show
mailroom-group-stuck = To decide
mailroom-group-waiting = Waiting
mailroom-group-left = Left
mailroom-group-stopped = Stopped
mailroom-none = No mail here.
mailroom-no-server = No mail server is configured: messages wait, nothing is lost.
mailroom-attempts = { $count ->
    [one] One attempt
   *[other] { $count } attempts
}
mailroom-decide = Decide
mailroom-reason = Reason (to hold back or cancel)
mailroom-older = Older
mailroom-written = written { $when }
mailroom-left = left { $when }
mailroom-next = next attempt { $when }
mail-kind-acknowledgement = Acknowledgement
mail-kind-choice = Choice of a provider
mail-kind-provider-assigned = Provider assigned
mail-kind-offer = Offer
mail-kind-reminder = Reminder of an offer
mail-kind-answer-noted = Answer by mail noted
mail-kind-answer-unclear = Answer by mail unclear
mail-kind-too-late = Case already taken
mail-kind-assignment = Assignment
mail-kind-not-chosen = Another provider chosen
mail-kind-withdrawn = Offer withdrawn
mail-kind-message = Message
mail-kind-deadline-warning = Deadline ahead
mail-kind-closing-survey = Closing and survey
mail-kind-vetting-expiry = Vetting runs out
mail-kind-provider-page-link = Link to the provider’s page
mail-kind-renewals = Renewals
mail-kind-alarm = Alarm to the rota
mail-kind-digest = Summary of the day
mail-state-queued = queued
mail-state-held = held
mail-state-sending = leaving
mail-state-sent = left
mail-state-delivered = delivered
mail-state-deferred = deferred
mail-state-bounced = refused
mail-state-gave-up = given up
mail-state-dropped = no longer needed
mail-state-cancelled = cancelled
mail-outcome-accepted = taken by the server
mail-outcome-transient = not now
mail-outcome-permanent = refused
mail-outcome-unknown = interrupted: it may have left all the same
mail-held-address = Held: too much mail to this address within an hour.
mail-held-case = Held: too much mail about this case within an hour.
mail-held-answers = Held: too many acknowledgements within an hour. This looks like a flood of messages.
mail-held-hour = Held: too much mail within an hour.
mail-held-unsafe = Held: the attacker may read this mailbox. Call the person.
mail-held-person = Held by a person: { $reason }
mail-cancelled-why = Cancelled: { $reason }
mail-dropped-why = What it announced no longer stood when its turn came.
mail-act-retry = Try again now
mail-act-hold = Hold back
mail-act-release = Let go
mail-act-cancel = Cancel
mail-act-needs-reason = Say why: the reason stays on record.
mail-act-unsafe = This mailbox is not safe. First confirm with the person, on the telephone, that it is safe again.
mail-act-late = This mail changed meanwhile. Look at it again.
done-mail = Noted.
entry-mail-held-unsafe = A mail to the victim is held: the attacker may read her mailbox. Call her.
alarm-mail-held = Mail is held back
alarm-mail-held-what = Too much mail within an hour. Look at the mail page: let it go, or cancel.
alarm-mail-unread = A mail that came in cannot be read
alarm-mail-unread-what = It is kept whole. Look at it among the mail that came in.
action-mail-queued = mail queued
action-mail-held = mail held
action-mail-released = mail let go
action-mail-sent = mail left
action-mail-delivered = mail delivered
action-mail-deferred = mail deferred
action-mail-failed = mail not sent
action-mail-bounced = mail refused
action-mail-retried = mail to be tried again
action-mail-cancelled = mail cancelled
action-mail-received = mail received
action-mail-quarantined = mail set aside
action-mail-decided = received mail dealt with

# What comes in.
tray-title = Mail that came in
tray-lead = Everything that came is kept whole. What nobody can place waits here.
tray-none = Nothing here.
tray-stuck = { $count ->
    [one] One mail of the mailbox could not be taken in yet: it is tried again soon, the others come in.
   *[other] { $count } mails of the mailbox could not be taken in yet: they are tried again soon, the others come in.
}
tray-group-waiting = To look at
tray-group-cases = Cases
tray-group-servers = Delivery reports
tray-group-machines = Automatic
tray-group-aside = Set aside
inbound-no-subject = no subject
inbound-no-sender = no sender
inbound-no-name = no name
inbound-outcome-message = on a case
inbound-outcome-report = report
inbound-outcome-delivery = delivery report
inbound-outcome-automatic = automatic
inbound-outcome-own = the desk’s own
inbound-outcome-aside = to be placed
inbound-outcome-quarantine = unreadable
inbound-why-too-large = Too large to be read: more than 25 MB.
inbound-why-long-headers = Headers too long to be read safely.
inbound-why-many-parts = Too many parts to be read safely.
inbound-why-nested = Too many messages within each other to be read safely.
inbound-why-many-pieces = Built to slow down whoever reads it.
inbound-why-broken = Not a mail that we know how to read.
inbound-why-empty = It is empty.
inbound-why-stuck = The desk could not take it in, after eight tries. It is kept whole: read it and decide.
inbound-why-beyond = More than 64 MB. It begins here; the whole mail waits in the folder “Vigie-stuck” of the desk’s mailbox.
inbound-why-unfetched = The mail server names it and does not hand it over. Look for it in the folder “Vigie-stuck” of the desk’s mailbox.
inbound-why-auto-submitted = Automatic answer: recorded, never answered.
inbound-why-no-return-path = Sent by a machine: recorded, never answered.
inbound-why-absence = Notice of absence: recorded, never answered.
inbound-why-bulk = Bulk mail: recorded, never answered.
inbound-why-own = Mail of the desk itself, come back.
inbound-why-report-address = Written to the address for delivery reports. A person must say which case it belongs to.
inbound-why-forged = The address imitates an answering address of the desk. The desk never gave it.
inbound-why-ended = This provider has no part in this case any more.
inbound-why-unproved = Seems to answer a case, but nothing proves who writes.
inbound-why-provider = The address of a provider, outside of any offer.
inbound-why-staff = The address of somebody of the desk.
inbound-why-no-sender = No address to answer to.
inbound-why-flood = Too many new messages within an hour: this one waits for a person.
inbound-why-of-nothing = This report is about no mail of the desk.
inbound-why-failed = The mail will not arrive.
inbound-why-delayed = The mail is late.
inbound-why-delivered = The mail has arrived.
inbound-why-late-report = This report comes after the event.
inbound-why-other-address = Written from another address than that of the case.
inbound-why-answer = Understood: it counts as on the page of the offer.
inbound-why-answer-late = Understood, but the case was taken already.
inbound-why-unclear = No clear answer: nothing is recorded, a person reads it.
inbound-unclear = No clear answer: nothing is recorded. Call this provider.
inbound-why-erased = The case was erased.
inbound-why-suspect = May come from the attacker.
inbound-suspect = May come from the attacker.
inbound-suspect-what = This mailbox is not safe. Don’t answer, follow no request: call the person at the number of the case.
inbound-other-address = Written from another address: { $from }. Check on the telephone before you believe it.
inbound-attached = Mail from { $from }, attached by hand: nothing proves who writes.
inbound-words = What it says
inbound-as-text = Shown as text, without images or live links.
inbound-cut = The rest is in the kept mail.
inbound-unreadable = Its words cannot be shown. It is kept whole.
inbound-files = Attached files
inbound-files-what = They stay in the kept mail. Nothing is opened here.
inbound-about = About this mail
inbound-line-to = Came to
inbound-line-id = Identifier
inbound-line-size = Octets
inbound-line-hash = SHA-256
inbound-line-copies = Times received
inbound-decide = What to do?
inbound-reference = Reference of the case
inbound-reference-hint = There the mail becomes a note that the desk alone sees.
inbound-attach = Attach to this case
inbound-postal-code = Postal code
inbound-postal-code-hint = If you know it; otherwise ask on the telephone.
inbound-report = Make it a report
inbound-seen = Nothing more to do
inbound-decided = Dealt with by { $who }, { $when }
inbound-no-such-case = No case has this reference.
inbound-needs = A postal code of five digits is missing, or an address to answer to.
inbound-late = Somebody has already dealt with it.
entry-mail-automatic = An automatic answer came by mail. It expects nothing.
entry-answer-by-mail = The provider answered by mail. The answer is understood and recorded.
entry-answer-too-late = This answer comes too late, and the provider is thanked for it.
entry-deadline-warned = A deadline draws near ({ $count }% of its time is gone): { $clock }. Who follows the case is told.
entry-mail-files = { $count ->
    [one] A file is attached to this mail. It is kept with it, and is a piece of the case.
   *[other] { $count } files are attached to this mail. They are kept with it, and are pieces of the case.
}
task-provider-mailed = The provider answered by mail: call, and note the answer on the offer
task-ask-place = Ask where it happened: the mail doesn’t say the postal code

# The victim’s mailbox.
case-mailbox = Does the attacker read this mailbox?
case-mailbox-what = Ask on the telephone. If so, links that were sent open nothing any more, and nothing more is written there.
case-mailbox-yes = It is safe
case-mailbox-no = The attacker reads it
entry-mailbox-yes = The victim’s mailbox is safe; a person checked.
entry-mailbox-no = The attacker reads the victim’s mailbox: links that were sent open nothing, nothing more is written there.
entry-mailbox-unknown = It is no longer known whether the victim’s mailbox is safe.
done-contact = Noted.

bulletin-title = Message to several cases
bulletin-lead = One message to all open cases of a choice, each in its own thread and language.
bulletin-write = Write
bulletin-choice = Choose at least a category, a department or a date. Closed cases, exercises and sensitive cases that are closed to you are left out.
bulletin-any = All
bulletin-any-category = All
bulletin-since = Received since
bulletin-fr = Message in French
bulletin-fr-hint = The reference of the case and the link to its page are added. Write nothing that another victim must not know.
bulletin-en = Message in English
bulletin-en-hint = For those who are written to in English. Without it they get the French one.
bulletin-preview = Look before sending
bulletin-seen = What will leave
bulletin-by-mail = { $count ->
    [0] No case by mail.
    [one] One case by mail.
   *[other] { $count } cases by mail.
}
bulletin-in-english = { $count ->
    [one] One of them is written to in English.
   *[other] { $count } of them are written to in English.
}
bulletin-by-phone = { $count ->
    [one] One case without a safe mailbox: a task will ask to call, with the words ready.
   *[other] { $count } cases without a safe mailbox: a task will ask to call each, with the words ready.
}
bulletin-until = The last one leaves around { $when }: they are spread out so that other mail isn’t held up.
bulletin-sample = For example, for case { $reference }
bulletin-send = Send to all
bulletin-sent = Sent before
bulletin-none = No such message was sent yet.
bulletin-reached = { $count ->
    [one] It reached its case.
   *[other] It reached its { $count } cases.
}
bulletin-on-its-way = On its way: { $done } cases of { $all }.
bulletin-no-choice = Choose at least a category, a department or a date.
bulletin-no-words = Write the message in French, in at most 8,000 characters.
bulletin-no-day = There is no such date.
bulletin-too-many = More than 2,000 cases: narrow the choice.
bulletin-nobody = No open case fits this choice.
bulletin-changed = The message or the cases changed since you looked. Read it again, then send.
done-bulletin = The message is leaving, case after case.
action-bulletin-sent = message to several cases sent
inbound-laid-out = See its layout, without images or links (new tab)
inbound-laid-out-what = Written by somebody else than the desk. Images, links and programs were taken out.
