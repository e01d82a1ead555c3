# Pages for everybody. Short sentences, no blame.
skip-to-content = Skip to the content
language-nav = Language
exercise-banner = EXERCISE: nothing here is real
footer-never = We never ask for a password, a code sent by text message, or a payment.
footer-guides = First-aid sheets
footer-recognise = Recognise our calls
footer-method = How we choose
footer-privacy = Your data
footer-accessibility = Accessibility
call-us = Call us
closed-until = We are closed. A person will read you { $when }.
closed-fallback = If it cannot wait:
copy = Copy this text
copied = Text copied
answer-yes = Yes
answer-no = No
answer-unknown = I don’t know
form-optional = (optional)
form-refused-title = Something is still missing
form-refused-kept = Everything you wrote is kept. Just complete this:
form-refused-short = To complete
trouble-title = We could not record this

# Lengths of time
ago-now = just now
ago = { $length } ago
time-left = { $length } left
time-over = { $length } late
time-short = { $day }/{ $month } { $clock }
time-short-year = { $day }/{ $month }/{ $year }
hours-always = day and night, every day
hours-days = { $from } to { $to }
hours-day = { $from }
hours-range = { $from } to { $to }
hours-and = { $first } and { $second }
length-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}

# The form
report-title = Report an incident
report-welcome = Under attack? We help you.
report-lead = You will know at once what to do, and a person will call you back. It is free.
need-money = Money is gone
need-money-more = diverted transfer, false supplier, card or account emptied
need-screen = Screen blocked or ransom
need-screen-more = files that no longer open, a message asking for money
need-danger = Somebody is in danger
need-danger-more = a person, care, a machine, water, power
need-other = Something else
need-other-more = mailbox read by others, web site changed, doubt, question
report-other-device = Do not use the computer that was hit.
report-other-device-why = Take a telephone or another device: the attacker may see what you type on it.
report-individual = Are you a private person? The national service answers day and night:
report-back = ← Back to the choice
need-money-title = Money is gone
need-screen-title = Screen blocked or ransom
need-danger-title = Somebody is in danger
need-other-title = What is happening?
need-money-hint = In your own words. For example: “Our supplier sent us a new IBAN, we paid on Friday.”
need-screen-hint = In your own words. For example: “Our files no longer open and a page asks for money.”
need-danger-hint = In your own words: who, where, which machine. Two lines are enough.
need-other-hint = In your own words. For example: “Clients receive e-mails that I did not write.”
recall-title = Do this now, before the form
recall-step-call = Call your bank.
recall-step-call-why = At the number on your card or contract, never one from a message you received. Every minute counts.
recall-step-say = Say this:
recall-step-say-words = I ask for the immediate recall of a fraudulent transfer. Contact the beneficiary’s bank to block the money.
recall-step-write = Write it, too.
recall-step-write-where = In the messaging of your on-line banking, from another device:
recall-text = Good day, I ask for the immediate recall of a fraudulent transfer.
    Amount: € …
    Executed on: … at …
    Account debited: …
    Beneficiary’s IBAN: …
    Instant transfer: yes / no
    Please contact the beneficiary’s bank at once to block the funds, and confirm to me in writing the time of my request.
recall-step-police = File a complaint.
recall-step-police-how = With the police or the gendarmerie, as soon as you can: the bank and the insurer will ask for it.
recall-then = Then fill in what follows: we will call you back.
danger-title = Do this now, before the form
danger-step-112 = A life is at stake: call the emergency services.
danger-step-112-how = The emergency number, free, day and night:
danger-step-machines = A machine, water, heating or power is affected?
danger-step-machines-how = Go to manual with the person in charge of the process. Unplug nothing without them.
danger-step-person = Somebody is not well?
danger-step-person-how = Stay with them. Somebody listens at any hour, free (in French):
danger-step-us = Then call us.
danger-step-us-how = It is faster than the form:
screen-title = Do this now, before the form
screen-step-unplug = Unplug the network cable and turn off Wi-Fi.
screen-step-unplug-how = Unless this computer controls a machine: see the person in charge of that machine first.
screen-step-on = Do not switch off, delete nothing.
screen-step-on-why = The computer’s memory may hold what helps you.
screen-step-photo = Take a photo of the screen.
screen-step-photo-why = With your telephone: the message, the strange file names, the time.
screen-step-pay = Do not pay, do not write to the attacker.
screen-step-pay-why = Let us talk first. Nothing guarantees that paying brings your files back.
report-short = Two minutes. You may answer “I don’t know” to everything; only what is happening, a name, a postal code and a way to call you back are needed. What you type is kept on this device until you send it.
report-what = What is happening
report-description = Tell us
report-since = Since when?
since-now = It is happening now
since-today = Today
since-yesterday = Yesterday
since-week = A few days ago
since-before = Longer ago
report-amount = How much is gone, in euros?
report-money-when = Which day, at what time?
report-money-when-hint = For example: Friday around 4 pm
report-money-bank = Your bank
report-money-iban = IBAN that received the money
report-money-iban-hint = It is on the transfer order. It may help other victims.
report-money-instant = Was it an instant transfer?
report-bank-called = Have you already reached the bank?
report-ongoing = Is it still going on?
report-ongoing-hint = More files hit, messages going out, somebody moving the mouse…
report-ransom = Is a ransom asked?
report-machines = Do the computers that were hit control machines?
report-machines-hint = Production, water, heating, care, lift, access control…
report-money-moved = Is money gone?
report-who = You and your place
report-organisation = Firm, town hall or association
report-kind = What kind?
report-postal-code = Postal code
report-postal-code-hint = Five digits: they tell us which providers are near you.
report-commune = Which of these communes?
report-size = How many people work there?
report-siret = SIRET number
report-siret-hint = Fourteen digits, if you have it at hand.
report-contact = Calling you back
report-name = Your name
report-way-back = A telephone number or an e-mail address: one of the two is enough.
report-phone = Telephone
report-phone-hint = Rather a mobile that was not hit. We call; we send no link by text message.
report-email = E-mail address
report-email-read = Can the attacker read this mailbox?
report-email-read-hint = If yes, or if you don’t know, we will write nothing precise there: we will call you.
report-consent = Your agreement
report-consent-ask = May we describe your case to trusted providers?
report-consent-hint = First without your name. Your contact goes only to the one who is chosen. You may change your mind at any time.
report-consent-yes = Yes, find somebody
report-consent-no = No, only advise me
report-consent-unknown = I would rather talk to you first
report-privacy = We keep what you write to help you, nothing else.
report-privacy-link = Who reads it, how long, your rights
report-send = Send my report
report-send-then = The next page tells you what to do and when we call you back.
pot-label = Leave this field empty

# The answer
answer-title = Report received
answer-heading = We have your report
answer-next = What happens now
answer-reference = Your reference
answer-words = Your two words
answer-words-why = When we call, we say these two words first. If they are not said, hang up and call us back at the number on this page.
answer-mail-sent = A confirmation goes to { $address }.
answer-mail-unsafe = This mailbox may not be safe: we will write nothing precise there. We call you.
answer-call-us = Your report is safely recorded. We would rather hear you before we write to you: call us and give this reference.
answer-mail-none = Note the reference and the two words, or take a photo of this page.
answer-tracking = Follow my case
answer-tracking-why = Keep this address to yourself: it opens your case. Open it on a device that was not hit.
answer-undecided = An operator reads your report again. Meanwhile, here is what can do no harm.
answer-teams = Tell your teams
advice-actions = Do this now
advice-then = Then
advice-never = Do not do this
advice-evidence = Keep this
advice-deadlines = The law’s deadlines
advice-deadlines-basis = From what you told us. A person of the desk checks with you.
deadline-who = Who acts:
deadline-proposed = To be confirmed.
deadline-running = Time is running.
deadline-met = Done.
deadline-passed = The deadline has passed.

# Sign-in
sign-in-title = Sign in to the desk
sign-in-login = Login
sign-in-password = Password
sign-in-code = Six-digit code
sign-in-code-hint = From your authentication app, or a recovery code.
sign-in-send = Sign in
sign-in-help = Lost password: ask your administrator. We send no link.
sign-in-demo = Demonstration accounts
sign-in-role = Role

# Tracking
track-title = My case
track-next = What comes next
track-path = Steps of the case
track-step-done = done:
track-choose-go = Choose now
track-provider = Who helps you
track-provider-words = When this person calls, they say “{ $words }” first.
track-not-called = Nobody called me
track-not-called-then = We are told at once and start again.
track-choose = Choose who helps you
track-choose-until = Before { $when }. Without an answer, we call you.
track-choose-desk-soon = You asked us to choose: we do so as soon as we can. You may still choose yourself.
track-choose-soon = You can choose right now; else we call you.
track-choose-desk-until = You asked us to choose: we do so before { $when }. You may still choose yourself.
track-choose-neutral = The order is drawn by lot. We do not choose unless you ask us to; we do not guarantee and we are no party to the contract: ask for a quote.
track-choose-desk = Choose for me
track-choose-desk-then = A person of the desk chooses among those available, and tells you.
track-choose-none = None of them suits me
track-choose-none-then = We look for other providers.
track-choose-insured = Are you insured? Call your insurer first.
track-choose-not-told = You are insured: call your insurer first, before you choose.
track-choose-told = You are insured: talk to your insurer first, who may have experts of its own.
track-way-in = Your usual IT supplier may be the way in. Hand nothing over to it before a check: no access, no machine, no password.
track-choose-send = Confirm my choice
track-asked = Who was asked
track-messages = Write to us
track-message = Your message
track-message-hint = Something new, a question. Never write a password.
track-message-send = Send
track-rights = Your rights and your data
track-rights-more = You may read what we keep, correct it, have it erased.
track-withdraw = Withdraw my agreement
track-withdraw-then = Nothing more goes to a provider, and the one who has your case must delete it.
track-proof = Seal of your case:
survey-title = One minute to tell us
survey-helped = Were we useful?
survey-working = Is your organisation working again?
survey-text = What was missing
survey-send = Send
claim-title = Open my case
claim-code = Your code
claim-code-hint = The one that we read or wrote to you.
claim-proof = The last four digits of your telephone number
claim-proof-hint = Or, if you gave only an address, its first four letters.
claim-send = Open
claim-limit = After five tries this page closes: call us.
claim-wrong = This isn’t what we were given. Check the number or the address, or call us.

# Recognising us
recognise-title = Recognise our calls and messages
recognise-lead = Swindlers pretend to be rescuers. Here is how to know that it is us.
recognise-call-title = When we call
recognise-call-1 = We first say your two words, those of your answer page.
recognise-call-2 = In doubt? Hang up and call us back on the number of this page.
recognise-mail-title = When we write
recognise-mail-1 = The subject holds your reference, never what happened to you.
recognise-mail-2 = The link opens your case on this site, and no other.
recognise-never-title = What we never do
recognise-never-1 = We ask for no password, no code sent by text message, no card number, no payment.
recognise-never-2 = We do not ask you to install software to take over your computer.
recognise-provider-title = When a provider calls
recognise-provider-1 = They say two other words, those of your tracking page. Without them, say nothing and call us.
recognise-doubt-title = Somebody pretended to be us?
recognise-doubt-1 = Tell us: it protects the next ones.

# Your data
privacy-title = Your data
privacy-lead = What we keep, why, how long, and what you may ask.
privacy-who-title = Who answers for your data
privacy-controller = Controller
privacy-officer = Data-protection officer
privacy-why-title = Why
privacy-why-1 = To advise you, find who can help and follow your case: it is a task in the public interest.
privacy-why-2 = Your contact goes to a provider only with your agreement, and only to the one who is chosen.
privacy-readers-title = Who reads
privacy-readers-1 = The people of the desk who follow your case.
privacy-readers-2 = The provider who is chosen, alone, with your agreement.
privacy-readers-3 = Nobody else: no audience measurement, no third party on these pages.
privacy-kept-title = How long
privacy-kept-1 = After that, everything is erased.
privacy-proof-title = What stays after erasure
privacy-proof-1 = The trail keeps the proof that acts took place, without your name or your words.
privacy-rights-title = Your rights
privacy-rights-1 = Read, correct, have erased, restrict, object, withdraw your agreement at any time.
privacy-rights-2 = Write to the officer above. Without a satisfactory answer, you may turn to the CNIL.

# Accessibility
accessibility-title = Accessibility
accessibility-lead = These pages must serve everybody, on a telephone, by keyboard, with a screen reader.
accessibility-state-title = State of conformity
accessibility-state-1 = { $desk } aims at the French accessibility framework (RGAA 4.1) and WCAG 2.2, level AA.
accessibility-state-2 = Automatic tests pass on every page, in both languages, light and dark. No third party has audited them yet: we therefore declare partial conformity.
accessibility-gaps-title = What is still missing
accessibility-gaps-1 = We know of no defect today. Tell us if you find one.
accessibility-tell-title = Tell us
accessibility-tell-1 = If something stops you, call or write to us: we will go through it with you.
accessibility-tell-2 = Without an answer from us, you may turn to the Defender of Rights.
accessibility-defender = Defender of Rights (in French)

# Method
method-title = How we choose to whom we offer your case
method-lead = A public service favours nobody. Here are all the rules.
method-vetting-title = Who may be asked
method-vetting-1 = Providers whose identity, insurance, labels and charter we have checked.
method-vetting-2 = An expired label excludes at once. Excluding or reinstating takes two people.
method-hard-title = The conditions
method-hard-1 = A provider to whom one of these applies is not asked, and we record which:
method-score-title = The rank
method-score-1 = Among those who meet the conditions, a weighted sum, each part of which is shown and kept:
method-score-2 = Rotation gives equally good providers equal chances over time, newcomers included. Ties fall by a draw that nobody can predict and everybody can repeat.
method-offer-title = The offer
method-offer-1 = Three providers at a time, without saying who you are.
method-offer-2 = Not answering outside one’s hours, being full or in conflict, or not being chosen counts against nobody. Another decline, or silence, counts as a turn.
method-offer-3 = If nobody can, we widen in recorded steps, and a supervisor is told.
method-times-title = Times and shares
method-times-1 = Once its time is over the next one is asked; a late answer counts as long as nobody has the case.
method-times-critical = Critical case: the provider’s answer within { $answer } at its on-call contact, day and night; your choice within { $choice }; its first call within { $contact }.
method-times-high = Grave case: answer within { $answer } of its opening hours; your choice within { $choice }; its first call within { $contact }.
method-times-other = Other cases: answer within { $answer } of its opening hours, or { $days ->
    [one] one open day
   *[other] { $days } open days
} where nothing presses; your choice within { $choice } of our opening hours; its first call within { $contact ->
    [one] one working day
   *[other] { $contact } working days
}.
method-times-cap = A provider never has more missions at once than it has declared, nor more than { $count } in thirty days, unless it declared more or nobody else can.
method-choice-title = The choice
method-choice-1 = You choose among those who are available, in an order drawn by lot, without mark or ranking.
method-choice-2 = Your usual supplier and your insurer come first, if you wish.

# Guides
guides-title = First-aid sheets
guides-lead = What to do at once, depending on what happens to you.
guide-back = ← All sheets
guide-report = Report, be called back
guide-version = Version of the sheet: { $version }
