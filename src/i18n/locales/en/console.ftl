# The operators' console
console-name = Vigie
console-nav = Sections
nav-queue = Queue
nav-alarms = Alarms
nav-providers = Providers
nav-playbooks = Playbooks
nav-dashboard = Figures
nav-audit = Audit
nav-users = Accounts
nav-new-call = New call
nav-calls = Live calls
nav-keys = Keyboard shortcuts
nav-dev-mail = Mails of the demonstration
nav-dev-ui = Page gallery
nav-sign-out = Sign out
close = Close
all = all
priority = Priority
keys-title = Keyboard shortcuts
keys-help = this help
keys-search = search
keys-new-call = new call
keys-rows = next, previous case
keys-off = Turn off single-letter keys
keys-answers = answer yes, no, don’t know to the question
keys-ticks = tick the action read out
keys-park = park the call
keys-finish = finish the call

# Queue
queue-title = Queue of cases
queue-count-more = More than { $count } cases
queue-count = { $count ->
    [0] No case
    [one] { $count } case
   *[other] { $count } cases
}
queue-views = Views
queue-search = Search
queue-search-hint = words, reference, telephone, commune
queue-filter-state = State
queue-filter-severity = Severity
queue-filter-category = Category
queue-filter-department = Department
queue-filter-owner = Owner
queue-sort = Sort by
queue-sort-deadline = deadline
queue-sort-priority = priority
queue-sort-newest = arrival
queue-apply = Show
queue-machine = Perhaps a program
queue-machines-why = These reports look as if a program had sent them. None is lost, and nobody was written to: call back before you put one aside. As soon as the doubt is lifted, the case joins the others.
queue-empty = Nothing here for now.
queue-empty-more = Change the filters, or take a call.
queue-fresh = new
queue-owner = owned by { $name }
queue-no-owner = nobody yet
queue-looking = { $name } is looking at it
queue-more = Next cases

# Call
call-title = Call
call-save = Save
call-anchors = Who, where, how to call back
call-timer = Length of the call
call-who = Who
call-who-hint = first and last name
call-where = Where
call-where-hint = postal code
call-what = What
call-back-number = Call back
call-saving = Saving…
call-saved = Everything is saved
call-saved-here = No network: kept on this machine
call-known = Caller recognised
call-known-sure = Already known: { $name }.
call-known-maybe = Maybe { $name }.
call-known-proves-nothing = A number proves nothing: do not mention earlier cases before the call-back.
call-safety = Safety first
safety-machines = People or machines in danger?
safety-money = Money leaving right now?
safety-ongoing = Attack still going on?
call-words = What the caller says
call-words-hint = baker in Rodez, mailbox hacked, 32k transfer gone on Friday, password changed
call-notice = Said to the caller:
call-mood = The caller is distressed, or angry
call-distress = Distress:
call-distress-words = “You did well to call. It is not your fault. We will take things one by one, I stay with you.” Somebody listens day and night, free: 3114.
call-angry = Anger:
call-angry-words = “I understand, this is serious for you. Give me two minutes, and you will know what we do and when.”
call-identity = Identity
call-sector = Activity
call-role = Role in the organisation
call-agreement = Agreement
call-own-supplier = Does their usual IT supplier take care of it?
call-insured = Do they have cyber insurance, and does the insurer know?
supplier-answer-yes = yes, it takes care of it
supplier-answer-no = no, they have none
supplier-answer-unable = they have one that cannot, will not or does not answer
supplier-answer-way-in = they have one through which the attack may have come
supplier-way-in = This supplier may be the way in. Say:
supplier-way-in-words = Hand nothing over to it before a check: no access, no machine, no password.
insurer-answer-told = yes, and it knows
insurer-answer-not-told = yes, not told yet
own-supplier-not-asked = Usual supplier: not asked yet.
own-supplier-none = No usual IT supplier.
own-supplier-unable = The usual supplier cannot or will not take care of it.
own-supplier-takes-it = The usual supplier takes care of it: no offer leaves.
own-supplier-may-be-the-way-in = The usual supplier may be the way in: nothing is handed over to it before a check.
insurer-not-asked = Insurance: not asked yet.
insurer-none = No insurance for this case.
insurer-told = Insured, and the insurer knows.
insurer-not-told = Insured, but the insurer does not know yet.
insurer-unknown = Insurance: the victim does not know.
case-tied = You declared a tie with this firm: a colleague decides on what concerns it.
call-consent = Agreement to describe the case to providers?
call-consent-words = “First without your name; your contact goes only to the one who is chosen; you may change your mind.”
call-classification = What the words say
call-next-question = Question to ask
call-no-question = No useful question left.
call-asked = { $count ->
    [one] { $count } other question
   *[other] { $count } other questions
}
call-read-out = Read aloud
call-no-action = First actions will come with the words.
call-deadlines = Deadlines to mention
call-deadline-said = told to the caller
call-variants = It may not be an incident
call-end = End of call
call-again = We call again
call-end-say = Read back the reference, the two words, three things to do, the time of the next call.
call-finish = Finish, find a provider
call-park = Park
call-information = Information only, close
call-transfer = Transfer
call-discard = False call
answer-unknown-short = Don’t know
class-nothing = Nothing recognised yet: write what you hear.
class-share = Share
class-for = for:
class-against = against:
class-set-aside = { $count ->
    [one] { $count } passage set aside
   *[other] { $count } passages set aside
}

# Case
add = Add
case-severity-because = Severity: { $why }
case-next = Next thing to do
case-take = I take it
case-related = Related
case-may-repeat = Perhaps the same incident ({ $because })
case-doubt = Lifting the doubt
consent-said-yes = In the form the victim answered yes. Confirm it by voice, then record it.
consent-said-no = In the form the victim answered no. Ask again by voice.
case-machine = This report looks as if a program had sent it. It may be a person’s: call back before you put it aside.
machine-sign-hidden-field = A field that visitors don’t see was filled in.
machine-sign-haste = The form was sent sooner than a person writes.
machine-sign-flood = Many reports were coming in, and the browser didn’t do the small calculation it was asked for.
case-doubt-why = Before any offer, a person checks that the call is true.
case-reference = Reference
case-two-words = The two words to say
case-say-words = say “{ $words }” first
case-doubt-how = How
case-doubt-note = What was checked
case-doubt-open = The doubt is not lifted yet.
doubt-call-back = call back at the number given
doubt-same-call = during the call
doubt-partner = confirmed by a partner
doubt-on-site = seen on site
doubt-incident = It is an incident
doubt-information = Information only
doubt-not-incident = Not an incident
case-classification = Category
case-category = Category kept
case-class-reason = Why, if you change it
case-class-confirm = Confirm
case-actions-save = Save what was read out
case-no-deadline = No deadline known for this case.
deadline-mark-met = Done
deadline-confirm = It applies
deadline-discard = Does not apply
case-agreement-record = Record the agreement
case-agreement-change = Change the agreement
case-agreement-say = Say:
case-agreement-who = Who said it
case-agreement-how = How
agreement-spoken = by telephone
agreement-form = by the form
agreement-mail = by e-mail
case-agreement-send = Save the agreement
case-offers = Providers
case-no-offer = No offer for this case.
case-relaunch-why = Reason
relaunch-no-contact = nobody called the victim
relaunch-withdrew = the provider withdraws
relaunch-victim = the victim asks for it
case-relaunch = End the assignment and relaunch
case-chosen-by = Chosen by
chosen-by-victim = the victim
chosen-by-operator = the operator, at her request
case-choose = Assign to { $name }
case-spoken = Log an answer given by telephone
case-spoken-by = Who answered
case-spoken-note = Details
spoken-available = Available
spoken-declined = Declines
spoken-withdraw = Withdraw the offer
case-ask-others = Ask other providers
case-nobody = Nobody is available under these conditions. Widen them, or tell the supervisor.
case-score = Rank explained: { $score }
case-send-offers = Send the offers
case-over = The case is over
case-reopen = Open the case again
case-reopen-send = Open again, the history stays
case-contact-name = Name
case-task-is-done = Done:
case-more-candidates = { $count ->
    [one] { $count } other possible provider
   *[other] { $count } other possible providers
}
case-override-why = Why, if you choose others than the first ones
case-excluded = { $count ->
    [one] { $count } provider left out, and why
   *[other] { $count } providers left out, and why
}
case-excluded-caption = Providers left out
case-excluded-why = Why
case-timeline = Timeline
case-note = Add a note
case-note-send = Add the note
case-entered = entered { $when }
case-side = Contact, answers, tasks, proof
case-contact = Contact
case-facts = Answers
case-tasks = Tasks
case-no-task = No task waiting.
case-task-call = Call
case-task-done = Done
case-task-new = New task
call-end-then = Read three things to do and the time of the next call. The reference and the two words show when you finish: say them before hanging up.
deadline-proof = Proof (filing number, date)
case-delegated = They ask the desk to choose for them
case-first-contact = The provider and the victim have talked
case-message = Write to the victim
case-message-text = Message
case-message-how = It shows on their tracking page. If their mailbox is not safe, a task to call is made instead of an e-mail.
case-message-send = Send
case-duplicate = Duplicate
case-duplicate-of = Reference of the case already open
case-duplicate-send = Attach
case-end = End of the case
case-transfer = Transfer
case-transfer-to = To whom
case-why = Why
case-transfer-send = Transfer
case-close = Close
case-close-how = How it ends
case-close-note = What was done
case-close-send = Close the case
case-unfinished = Left to do:
case-proof = Proof
case-proof-open = Read the audit trail of this case

# Providers
providers-title = Providers
providers-count = { $count ->
    [0] No provider
    [one] { $count } provider
   *[other] { $count } providers
}
providers-search = Search a provider
providers-import = Import a file
providers-empty = No provider matches.
providers-more = Next providers
providers-filter-skill = Skill
providers-filter-vetting = Vetting
provider-company = Company
provider-place = Place
provider-skills = Skills
provider-vetting = Vetting
provider-labels = Labels
provider-load = Assignments
provider-card = Card
provider-no-label = No label recorded.
provider-missions = Open assignments
provider-no-mission = No open assignment.
provider-history = History
provider-acts = Acts on this provider
provider-tied = You declared a tie with this firm: its vetting and choice are not open to you.
provider-vet-choose = Choose…
provider-vet-to = New state
provider-vet-two = Suspending, reinstating or removing needs a second person.
provider-vet-send = Save
provider-pause = Pause
provider-pause-until = Until
provider-pause-then = Takes effect at once: open offers are withdrawn, each assignment becomes a task.
provider-pause-send = Pause
provider-resume = Resume
provider-figures = Figures
standing-valid = valid
standing-soon = expires soon
standing-over = expired
vetting-applicant = applicant
vetting-vetted = vetted
vetting-suspended = suspended
vetting-removed = removed
profile-specialist = specialist
profile-volume = generalist
profile-pioneer = young reference
import-title = Import providers
import-file = CSV file
import-file-hint = Comma or semicolon, UTF-8 or Windows-1252, with the line of titles.
import-keep-good = Take over good rows even when others are refused
import-send = Check and import
import-problems = { $count ->
    [one] { $count } row to mend
   *[other] { $count } rows to mend
}
import-line = Line
import-column = Column
import-problem = What is wrong

# Why a provider is left out
condition-invalid-row = row of the file cannot be read
condition-not-vetted = not vetted yet
condition-label-missing = required label missing
condition-label-expired = label expired
condition-insurance-expired = insurance expired
condition-charter-missing = charter not signed
condition-skill-missing = required skill missing
condition-out-of-territory = does not serve this place
condition-place-unknown = place unknown
condition-paused = paused
condition-at-capacity = full
condition-rolling-cap = already had its share of assignments this month
condition-conflict-of-interest = conflict of interest
condition-client-size-not-served = does not serve this size of organisation
condition-sector-not-served = does not serve this sector
condition-language = no language in common
condition-already-declined = already declined
condition-already-asked = already asked
condition-no-address = no e-mail address
condition-closed-now = closed, nobody on call

# Activities (NAF)
sector-A = Agriculture, forestry, fishing
sector-B = Mining and quarrying
sector-C = Manufacturing
sector-D = Electricity, gas
sector-E = Water, waste
sector-F = Construction
sector-G = Trade, repair of vehicles
sector-H = Transport, storage
sector-I = Hotels and restaurants
sector-J = Information and communication
sector-K = Finance and insurance
sector-L = Real estate
sector-M = Professional, scientific and technical
sector-N = Administrative services
sector-O = Public administration
sector-P = Education
sector-Q = Health and social work
sector-R = Arts and recreation
sector-S = Other services
sector-T = Households as employers
sector-U = International bodies

# Audit
audit-title = Audit trail
audit-lead = Every act is written and sealed here. Nobody can change it unseen.
audit-search = Filter the trail
audit-subject = Case or object
audit-action = Act
audit-actor = By
audit-when = When
audit-hash = Hash
audit-empty = No act matches.
audit-more = Older acts
audit-verify = Verify
audit-verify-why = Computes all hashes again and compares with the last checkpoint.
audit-verify-now = Verify now
audit-head-size = Acts sealed
audit-head-signed = Signed
audit-head-root = Root
audit-checkpoint = Last published checkpoint

# Accounts
users-title = Accounts
users-name = Name
users-second = Second factor
users-last = Last visit
users-acts = Acts
users-disabled = disabled
users-reset = New password
users-factor-reset = Remove the second factor
users-role-change = Change
users-enable = Enable
users-disable = Disable
users-new = Add an account
users-secret-once = Note it now: it will not be shown again.

# Playbooks
playbooks-title = Playbooks
playbooks-set = live set: { $hash }
playbooks-try = Try a sentence
playbooks-sentence = What a caller would say
playbooks-try-send = Classify
playbook-summary = Summary
playbook-signals = Signals
playbook-examples = Examples
playbook-public = Read as the public does
playbook-questions = Questions
playbook-match = Must be recognised
playbook-not = Must not be

# Figures
dashboard-title = Figures
dashboard-number = Number
dashboard-small = Cells under five are hidden in whatever leaves the desk.

# Alarms
alarms-title = Alarms
alarms-none = No alarm. Everything is followed.
alarm-acknowledge = I take care of it

# Demonstration
dev-mail-title = Mails of the demonstration
dev-mail-lead = Nothing is sent: each mail is kept here.
dev-mail-none = No mail yet.
dev-mail-back = ← All mails
dev-mail-text = Text
gallery-title = Gallery
gallery-lead = The visual language of Vigie, then every page with invented data.
gallery-type = Type
gallery-colours = Colours
gallery-buttons = Buttons
gallery-fields = Fields
gallery-states = States
gallery-icons = Icons
gallery-pages = Pages
