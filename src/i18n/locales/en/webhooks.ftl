# Webhooks: partners' systems that the desk tells.
nav-webhooks = Webhooks
webhooks-title = Webhooks
webhooks-lead = Partners’ systems that the desk tells as soon as something happens.
webhooks-none = No system is told.
webhooks-what = A message says which case it is about, what happened and where the case stands: no personal data. A sensitive case tells nothing. Each message is signed; what doesn’t arrive is tried again for two days.
webhooks-new = Tell a system
webhooks-name = Name of the partner
webhooks-url = Address
webhooks-url-hint = It begins with https:// and leads to a machine of the internet, or to a network that the configuration allows.
webhooks-kinds = Choose events
webhooks-kinds-hint = Without a choice, all of them.
webhooks-add = Add
webhooks-test = Send a test
webhooks-rotate = New secret
webhooks-pause = Pause
webhooks-resume = Resume
webhooks-remove = Remove
webhooks-replay = Send again
webhooks-secret = Secret of { $name }, with which each message is signed:
webhooks-all-kinds = all events
webhooks-some-kinds = { $count ->
    [one] one chosen event
   *[other] { $count } chosen events
}
webhooks-waiting = { $count ->
    [one] one message waits
   *[other] { $count } messages wait
}
webhooks-given-up = { $count ->
    [one] one message given up
   *[other] { $count } messages given up
}
webhooks-sent-to = Messages for { $name }
webhooks-nothing-sent = No message yet.
webhooks-state-active = Told
webhooks-state-person = Paused
webhooks-state-gone = Paused: the system answered “gone”
delivery-state-queued = Waits
delivery-state-sending = On its way
delivery-state-deferred = Will be tried again
delivery-state-sent = Received
delivery-state-gave_up = Given up
delivery-state-dropped = Held back: the case became sensitive
webhooks-written = written { $when }
webhooks-arrived = received { $when }
webhooks-next = next attempt { $when }
webhooks-tries = { $count ->
    [one] one attempt
   *[other] { $count } attempts
}
webhooks-bad-name = Give a name of up to sixty signs.
webhooks-bad-url = This address can’t be used: it must begin with https://, hold no password, and lead to the internet or to a network that the configuration allows.
webhooks-taken = A webhook has this name already.
webhooks-late = This message is on its way, or must not leave any more.
alarm-webhook-failed = A partner’s system can no longer be told
alarm-webhook-failed-what = Look at the page of webhooks: tell the partner, then send again what is missing.
done-webhook = Done.
done-webhook-tested = The test leaves. What became of it is shown here.
done-webhook-replayed = The message leaves again.
action-webhook-added = Webhook added
action-webhook-changed = Webhook changed
action-webhook-removed = Webhook removed
