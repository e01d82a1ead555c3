# Everybody’s own account: sessions, password, second factor.
sign-in-code-title = Sign-in code
sign-in-code-lost = Lost telephone: type one of your recovery codes here. No codes either: your administrator can take the second factor away.
sign-in-again = Back to login and password
sign-in-wait = { $count ->
    [one] Too many tries from this device. Try again in a minute.
   *[other] Too many tries from this device. Try again in { $count } minutes.
}
account-title = My account
account-sessions = Where I am signed in
account-sessions-why = A session ends after eight hours without activity, and after sixteen hours in any case. If you don’t recognise a device, end its session and change your password.
account-this-browser = this browser
account-agent-unknown = Unknown device
account-session-since = signed in { $when }
account-session-seen = seen { $when }
account-session-end = End
account-sessions-end = End all other sessions
account-factor = Second factor
account-factor-why = A password can be stolen or guessed. The code on your telephone changes every thirty seconds.
account-factor-since = Set since { $when }.
account-factor-set = Set the second factor
account-factor-first = Your role needs a second factor. Set it now: the rest of the desk opens right after.
account-factor-needed = Your role needs a second factor: it can’t be removed, only replaced by your administrator.
account-factor-remove = Remove the second factor
account-factor-remove-why = Your other sessions will end, and your recovery codes will be worth nothing.
account-factor-confirm = Confirm
account-step-app = Open an authentication app on your telephone.
account-step-app-which = Any app that reads TOTP codes will do, such as FreeOTP+, Aegis or the one in your password manager.
account-step-scan = Scan this picture.
account-picture = Picture to scan with the app; the key to type is written below
account-step-type = Or type this key into the app:
account-step-confirm = Copy the code that the app shows.
account-code = Code
account-code-hint = Six digits from the app, or a recovery code.
account-code-now = The one that the app shows now.
account-code-wrong = This code is wrong, or was used already. Wait for the next one and copy it. If it is refused again, check the telephone’s clock.
account-page-old = The page was left open for too long. Scan the new picture.
account-codes = Recovery codes
account-codes-why = Each opens your account once, on the day your telephone is lost. Keep them on paper, away from the computer.
account-codes-done = It is set. Your other sessions have ended.
account-codes-once = Your ten codes, shown only once
account-codes-print = Print
account-codes-kept = I have noted them
account-codes-left = { $count ->
    [0] You have no recovery code left.
    [one] You have one recovery code left.
   *[other] You have { $count } recovery codes left.
}
account-codes-few = You have few recovery codes left: ask for new ones.
account-codes-renew = New recovery codes
account-codes-renew-why = The old ones will be worth nothing, and your other sessions will end.
account-codes-renew-send = Get ten new codes
account-password = Password
account-password-why = Changing it ends your other sessions.
account-password-current = Current password
account-password-new = New password
account-password-hint = Twelve characters at least; a few random words are better than one complicated word.
account-password-change = Change the password
account-password-wrong = This is not your current password.
account-password-weak = Choose another password, of twelve characters at least.
done-sessions = The session has ended.
done-password = The password is changed. Your other sessions have ended.
done-factor-removed = The second factor is removed.

# Sensitive cases.
sensitive-case = Sensitive case
sensitive-title = Access
sensitive-is = Sensitive case
sensitive-mark = Make this case sensitive
sensitive-unmark = This case is sensitive no more
sensitive-what = Named people alone will be able to open it, you to begin with and whoever follows it. Others will see that it exists, nothing more.
sensitive-by-glass = broke the glass
sensitive-until = may open it until { $when }
sensitive-ended = may open it no more, ended: { $when }
sensitive-end = Take the access back
sensitive-let-in = Let somebody open it
sensitive-who = Person
sensitive-how-long = For
sensitive-days = { $count ->
    [one] one day
   *[other] { $count } days
}
sealed-title = Sensitive case
sealed-what = What everybody may know
sealed-why = This case exists, and named people alone may open it. Ask one of them, or your supervisor, for access.
sealed-hash = Hash of the last act of its trail:
sealed-needs-reason = Say why, in a sentence at least.
glass-title = Breaking the glass
glass-what = If somebody is in danger or nothing can wait, you may open it for an hour. Supervisors and the data-protection officer are told at once, and the act stays in the trail.
glass-reason = Why now
glass-reason-hint = Your reason will be shown in the case.
glass-send = Open for an hour
entry-sensitive = The case becomes sensitive: named people alone open it.
entry-ordinary = The case is sensitive no more.
entry-glass-broken = { $who } broke the glass: { $reason }
mail-glass-broken = { $who } opened a sensitive case without being named. The reason is in the case.
done-sensitive = Done.
