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
