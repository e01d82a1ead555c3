# Directory of providers: a provider’s life, the supervisor’s tables, public pages.
providers-export = Export the directory
provider-insurance = Professional insurance
provider-listed = Shown in the public directory, at its own wish.
provider-may-be-asked = Can be asked today.
provider-may-not-be-asked = Cannot be asked:
condition-and-cure = { $what }: { $cure }
cure-not-vetted = the centre is finishing the check of the file.
cure-label-expired = send the renewal, or have this label removed.
cure-insurance-expired = send the current certificate.
cure-charter-missing = sign the centre’s charter.
cure-no-address = give the desk an e-mail address.
cure-paused = the pause ends on its day, or on request.
cure-at-capacity = finish an assignment, or have your capacity raised.
cure-rolling-cap = the count of the last 30 days frees itself.
provider-evidence = Evidence seen
provider-no-evidence = No evidence noted.
provider-evidence-add = Note evidence seen
provider-evidence-kind = Kind
provider-evidence-body = What was seen
provider-evidence-send = Add
evidence-label = label
evidence-insurance = insurance
evidence-charter = charter
evidence-identity = identity
evidence-reference = reference called
evidence-other = other
provider-tie = Personal tie
provider-tie-why = What is your tie with this company?
provider-tie-then = Its vetting and its choice will no longer be open to you. Your declaration is kept.
provider-tie-send = Declare this tie
provider-tie-over = This tie is over
refused-in-use = Not possible yet: { $offers } open offers and { $assignments } running assignments. Pause the provider first, then hand its assignments to another.

# Fields
provider-field-code = identifier
provider-field-company = company
provider-field-siret = SIRET
provider-field-profile = profile
provider-field-address = address
provider-field-contact = contacts
provider-field-territory = territory
provider-field-skills = skills
provider-field-labels = labels
provider-field-insurance-until = insurance
provider-field-charter-version = charter
provider-field-hours = hours
provider-field-pauses = absences
provider-field-paused = pause
provider-field-capacity = capacity
provider-field-client-sizes = client sizes
provider-field-client-sectors = sectors served
provider-field-languages = languages
provider-field-conflicts = conflicts of interest
provider-field-vetting = review date
provider-field-email = e-mail
provider-field-phone = telephone
provider-field-postal-code = postal code
provider-field-commune = town
provider-field-departments = departments
provider-field-radius-km = radius (km)
provider-field-remote = remote
provider-field-message = message

# Import
import-look = See what would change
import-preview = What would change
import-would = { $added } new, { $changed } changed, { $same } unchanged. Nothing is imported yet.
import-left-out = { $count ->
    [one] One faulty line will be left out.
   *[other] { $count } faulty lines will be left out.
}
import-added = New
import-changed = Changed
import-vetting-kept = A file changes neither the vetting of a known provider nor its pause: these decisions stay with the centre.
import-again = This file is large: choose it again to import it
import-clashes = { $count ->
    [one] A SIRET already belongs to another provider: nothing is imported.
   *[other] { $count } SIRETs already belong to other providers: nothing is imported.
}
import-clash = SIRET { $siret } is already that of { $company }.
row-unknown-column = There is no such column. Possible columns: { $known }
row-repeated-column = This column is there twice.
row-missing-column = This column is missing.
row-cell-count = { $found } cells instead of { $expected }: is there a separator inside a cell without quotes?
row-empty = Must not be empty.
row-unknown-word = “{ $word }” is not known. Possible values: { $allowed }
row-number = “{ $value }” is not a whole number from { $min } to { $max }.
row-decimal = “{ $value }” is not a number from { $min } to { $max }.
row-date = “{ $value }” is not a date such as 2026-01-31.
row-period-reversed = “{ $value }” ends before it begins.
row-skill-shape = “{ $value }” is not a skill with its level, such as forensics:3.
row-label-shape = “{ $value }” is not a label with its dates, such as ExpertCyber:2026-01-31:2028-01-31.
row-repeated = “{ $value }” is there twice.
row-yes-no = “{ $value }” is neither yes nor no.
row-siret = “{ $value }” is not a SIRET: fourteen digits, one of them a check digit.
row-siren = “{ $value }” is not a SIREN: nine digits.
row-email = “{ $value }” is not an e-mail address.
row-phone = “{ $value }” is not a telephone number.
row-department = “{ $value }” is not the code of a department, such as 34, 2A or 974.
row-postal-code = “{ $value }” is not a French postal code.
row-hours = “{ $value }” cannot be read as opening hours, for example mo-fr 09:00-12:30 14:00-18:00, or 24/7.
row-half-a-point = Latitude and longitude go together.
row-language = “{ $value }” is not a language code of two letters, such as fr.
row-radius-without-place = A radius needs a place: give lat and lon, or a postal code with its town.
row-too-long = More than { $max } characters.
row-duplicate = “{ $value }” is already on line { $first }.

# Expiries
renewals-title = Expiries
renewals-lead = Labels, insurances and reviews that end within 60 days.
renewals-over = Over
renewals-soon = Soon over
renewals-what = What
renewals-ends = Last day
renewals-days = Days left
renewals-none = Nothing.
renewals-note = An expired label or insurance excludes the provider by itself; it is back as soon as the renewal is recorded. Each is warned 60, 30 and 7 days before.

# Applications
applications-title = Applications
applications-lead = Companies ask to join the directory. Once accepted, an application becomes a file to be vetted; nothing is offered before.
applications-none = No application is waiting.
applications-then = A reason is required to refuse; it is kept.
applications-decided = Last decisions
application-accept = Accept the file
application-refuse = Refuse
application-waiting = waiting
application-accepted = accepted
application-refused = refused
application-erased = erased
application-known = This application is already decided, or its SIRET is already in the directory.

# Cases without a provider
board-title = Cases without a provider
board-lead = The victim agreed, the doubt is lifted, and nobody has the assignment yet.
board-count = { $count ->
    [0] No case
    [one] One case
   *[other] { $count } cases
}
board-empty = Every case has its provider.
board-case = Case
board-what = Incident
board-where = Place
board-since = Waiting since
board-asked = Asked
board-next = Next
board-nobody-asked = nobody yet
board-sent = { $count ->
    [one] one answer awaited
   *[other] { $count } answers awaited
}
board-available = { $count ->
    [one] one available
   *[other] { $count } available
}
board-gone = { $count ->
    [one] one declined or silent
   *[other] { $count } declined or silent
}
board-held = { $count ->
    [one] one offer waits for opening
   *[other] { $count } offers wait for opening
}
board-widened = search widened: { $steps }
widening-should-haves = wished skills
widening-territory = territory
widening-rolling-cap = share of the month
board-leaves = offer leaves { $when }
board-expires = answer awaited { $when }
board-choice = victim’s choice awaited { $when }
board-nothing = nothing planned
board-note = “Nothing planned” asks for a person: send offers from the case, or call.
plan-title = Plan for all
plan-provider = Provider
plan-eligible = Possible
plan-act = Act
plan-nobody = nobody
plan-ask = Ask for { $reference }
plan-reason = Plan for all: several cases wait at the same time.
plan-empty = Nothing to plan.

# Fairness
fairness-title = Fairness: { $month }
fairness-lead = The offers of each provider, beside what an even draw among all who could take each case would have given it.
fairness-month-link = Fairness of the month
fairness-month = Month
fairness-csv = Download (CSV)
fairness-cases = Assignments given
fairness-offers = Offers
fairness-index = Jain’s index
fairness-index-note = 1 = equal chances
fairness-groups = Groups with equal chances
fairness-group = Providers
fairness-able-for = Possible cases
fairness-no-group = No group: this month no two providers could take exactly the same cases.
fairness-few = { $index } (few offers)
fairness-by-name = By name
fairness-expected = Expected
fairness-got = Assignments
fairness-empty = No assignment was given this month.
fairness-note = The order is alphabetical: this report ranks nobody. A difference in one month may come from chance, hours or leave.
fairness-small = Below 20 offers a provider, a group’s index allows no conclusion. Exercises don’t count.

# Coverage
coverage-title = Coverage
coverage-lead = How many vetted providers serve each department, by skill. Leave and full calendars don’t change it.
coverage-map = Map
coverage-sentence = { $count ->
    [0] { $skill }: every department has somebody.
    [one] { $skill }: one department has nobody.
   *[other] { $skill }: { $count } departments have nobody.
}
coverage-cover = { $on_site } on site, { $remote } remote
coverage-key = Key
coverage-key-nobody = nobody
coverage-key-remote = remote only
coverage-key-few = 1 or 2 on site
coverage-key-many = 3 or more on site
coverage-gaps = Where nobody serves
coverage-no-gap = No gap.
coverage-table = All skills
coverage-table-how = On site + remote only.
coverage-nobody = nobody
coverage-empty = No department in remit.

# A provider’s own page
home-title = My offers and assignments
home-works-until = This link works until { $when }. Don’t pass it on.
home-may-be-asked = You can be asked today.
home-may-not-be-asked = You cannot be asked for now:
home-missions = Assignments
home-no-mission = No assignment.
home-offers = Offers
home-no-offer = No offer.
home-call-now = call the victim now
home-working = in progress
home-closed = finished
home-taken-back = taken back
my-offer-held = to come
my-offer-sent = awaits your answer
my-offer-available = you are available
my-offer-declined = you declined
my-offer-expired = no answer
my-offer-withdrawn = withdrawn
my-offer-chosen = chosen
my-offer-not-chosen = another was chosen
home-leave = Leave
home-leave-hint = While you are away no offer reaches you and nothing counts against you. Running assignments go on.
home-until-wrong = Give the last day of your leave, from today on and within a year.
home-leave-send = Pause me
home-away = You are paused until { $until } included.
home-back = I am back
home-file = My file
home-file-mend = Something is wrong, or a label was renewed? Write or call: a person of the centre checks and corrects it.
home-listing = Public directory
home-listed = Your company is shown to everybody in the public directory.
home-not-listed = Your company is not in the public directory. Being there changes nothing about the offers you get.
home-list = Be shown in the directory
home-unlist = Not be shown any more
done-home = Recorded.
door-title = Providers’ page
door-lead = Give the address that the centre knows: we send a link to your offers, assignments and file to it. No password.
door-email = Company’s e-mail address
door-email-missing = Give an e-mail address.
door-send = Get a link
door-sent = Look into your mailbox
door-sent-then = If the centre knows this address, a link has just left. It works for 24 hours. Nothing came? Call us.

# Application
apply-title = Join the directory
apply-lead = Do you help companies, towns or associations that were attacked? This form takes about ten minutes. A person of the centre reads every application and calls you back.
apply-who = Your company
apply-company = Name
apply-siret = SIRET
apply-siret-hint = Fourteen digits.
apply-profile = Profile
apply-profile-hint = Specialist: rare expertise. Volume: many clients. Pioneer: young reference of the region.
apply-postal-code = Postal code
apply-commune = Town
apply-email = E-mail for offers
apply-phone = Telephone
apply-on-call = On-call telephone
apply-on-call-hint = Answered day and night; leave empty if you have none.
apply-where = Where and when
apply-departments = Departments that you travel to
apply-radius = Or within a radius of… (km)
apply-remote = Remote
apply-remote-yes = We also work remotely
apply-hours = Hours
apply-hours-hint = For example: mo-fr 09:00-12:30 14:00-18:00, or 24/7. Empty: these office hours.
apply-what = What you can do
apply-levels = 1: knows. 2: practises. 3: is a reference.
level-0 = —
level-1 = 1, knows
level-2 = 2, practises
level-3 = 3, is a reference
apply-sizes = Client sizes (all if nothing is ticked)
apply-languages = Languages
apply-languages-hint = Two letters: fr, en, oc…
apply-capacity = Assignments at a time
apply-capacity-hint = Empty: one.
apply-proofs = Proofs
apply-proofs-hint = The centre will ask you for the documents. An expired label excludes until it is renewed.
apply-label = Label { $number }
apply-label-name = Name of the label
apply-label-number = Number
apply-label-from = From
apply-label-until = Until
apply-insurance = Professional insurance until
apply-message = What we should know
apply-charter = Charter
apply-charter-yes = We commit to the centre’s charter: discretion, a quote before work, no canvassing, deletion on request.
apply-data = These data serve to keep the directory. A refused application is erased after 90 days.
apply-send = Send the application
apply-sent = Thank you, received
apply-sent-then = A person of the centre reads your application and contacts you. There is nothing else to do.
apply-missing-company = Give the company’s name.
apply-missing-siret = Give the SIRET.
apply-missing-email = Give an e-mail address.
apply-missing-phone = Give a telephone number.
apply-missing-postal-code = Give a postal code.
apply-missing-skills = Choose at least one skill.
apply-missing-departments = Say where you work: a department, a radius, or remotely.
apply-missing-charter = The commitment to the charter is needed.

# Public directory
directory-title = Directory of providers
directory-lead = Companies of the region, vetted by the centre, that wish to be known. If you are attacked, call us first: it is free.
directory-skill = Skill
directory-department = Department
directory-search = Search
directory-count = { $count ->
    [0] No company matches.
    [one] One company
   *[other] { $count } companies
}
directory-skills = Skills
directory-labels = Labels
directory-phone = Telephone
directory-email = E-mail
directory-order = The order is drawn every day: no company is put forward.
directory-neutral = The centre checks labels and insurance. It does not guarantee the work and is no party to the contract: ask for a quote.
territory-radius = { $km } km around { $place }
footer-directory = Directory of providers

# Acts and who did them
action-provider-added = File created
action-provider-imported = Imported
action-provider-changed = File changed
action-provider-vetted = Vetted
action-provider-paused = Paused
action-provider-resumed = Resumed
action-provider-suspension-asked = Decision proposed
action-provider-suspended = Suspended
action-provider-reinstated = Reinstated
action-provider-removed = Removed from the directory
action-provider-evidence-added = Evidence noted
action-provider-warned = Warned of an expiry
action-provider-listed = Shown in the public directory
action-provider-unlisted = No longer in the public directory
action-provider-applied = Application received
action-provider-application-decided = Application decided
action-tie-declared = Personal tie declared
action-link-issued = Link mailed
actor-command = command line
actor-desk = the program
actor-visitor = public form
actor-provider = the provider

# A provider's card, corrected by a supervisor.
card-edit = Correct the card
card-title = Correct the card of { $company }
card-lead = Each change is kept in the history and counts for the next list. Vetting, suspension and pause are decided elsewhere.
card-who = The firm
card-list-hint = Several: put a comma between them.
card-on-call-email = On-call e-mail
card-on-call-hint = Answered day and night; empty if there is none.
card-departments = Departments it travels to
card-departments-hint = Codes with a comma between them: 12, 34, 48.
card-radius = Radius around its commune (km)
card-radius-hint = Empty: no radius. A radius needs a postal code and a commune.
card-remote = Works remotely, too
card-what = What it can do
card-conflicts = Conflicts of interest
card-conflicts-hint = SIREN of clients that it may not serve, with a comma between them.
card-labels-hint = To take a label away, empty its row. An expired label excludes until it is renewed.
card-label-issuer = Given by
card-label-scope = Scope
card-label-refused = Label { $number }, { $part }: { $reason }
label-part-name = name
label-part-issuer = given by
label-part-number = number
label-part-scope = scope
label-part-from = from
label-part-until = until
label-number = no. { $number }
card-proofs = Insurance, charter, review
card-charter = Version of the charter signed
card-review = Next review
card-save = Save the card
card-leave = Change nothing
card-changed-meanwhile = Somebody changed this card while you were typing. Check your values, then save again: they will replace theirs.
card-siret-taken = Another provider of the directory has this SIRET already.
done-provider-card = The card is up to date.
