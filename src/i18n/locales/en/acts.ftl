# What the desk’s acts say: timeline, tasks, alarms, tracking.
call-new = New call
agreed-tracking = on the tracking page
offer-answered-at = answered { $when }
done-alarm = The alarm is taken on.
done-provider = The provider is up to date.
done-import = The directory is imported.
done-user = The account is created.
