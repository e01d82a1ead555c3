# The weights of the ranking, changed by two people, with a simulation first.
weights-title = Weights of the ranking
weights-lead = Among providers that meet every condition, these weights decide the order. Changing them takes two people, and a simulation first.
weights-in-force = In force
weights-since = Version { $version }, in force since { $when }.
weights-of-settings = Those of the configuration: nobody has changed them yet.
weights-change = Try other weights
weights-change-hint = A number from 0 to 100 for each part. Only their proportions count: the sum is brought to 100%.
weights-hint-skills = The level in the skills asked for.
weights-hint-nearness = The distance between the communes.
weights-hint-responsiveness = The usual time to answer.
weights-hint-outcome = Offers accepted, and what victims said.
weights-hint-capacity = The share of its capacity that is still free.
weights-hint-rotation = Whose turn it is. This part keeps chances equal.
weights-days = Simulate over
weights-days-back = { $count ->
    [one] the last day
   *[other] the last { $count } days
}
weights-reason = Why this change
weights-reason-hint = Needed for a proposal; the person who decides and the trail will read it.
weights-try = Simulate
weights-propose = Propose these weights
weights-tried = What these weights would have changed
weights-shown = In { $cases ->
    [one] the only case
   *[other] the { $cases } cases
} of the last { $days } days, another would have stood first { $first } times, and at least one of the three providers asked would have been another { $asked } times.
weights-shown-newest = In the { $cases } newest cases of the last { $days } days, another would have stood first { $first } times, and at least one of the three providers asked would have been another { $asked } times.
weights-no-case = No case looked for a provider in these { $count } days: the simulation says nothing.
weights-how = Each case is ranked again from what was frozen of it: skills, distances, load and answers of that day. Three providers are asked, and the rotation goes on from case to case, in the same way in both columns. Who was excluded stays excluded.
weights-figures = The figures
weights-what = Measure
weights-others = Proposed
weights-km = Mean distance of the providers asked
weights-acceptance = Offers that would be accepted
weights-fairness = Fairness (Jain’s index, 1 = equal chances)
weights-asked = Providers asked at least once
weights-moved = Who would be asked more, or less
weights-nothing-moves = Nobody would be asked more or less often.
weights-waiting = A proposal waits for a decision
weights-proposed-by = Proposed by { $who }, { $when }:
weights-parts = Part by part
weights-second-person = Somebody other than you has to approve: a supervisor or an administrator.
weights-approve = Approve these weights
weights-refuse = Refuse
weights-take-back = Take my proposal back
weights-refusal = Reason
weights-one-at-a-time = A proposal is waiting already: it must be decided before another is made.
weights-changed-meanwhile = Other weights have just come into force: look at them, then propose again.
weights-no-reason = Say why, in a few words (2,000 characters at most).
weights-same = These are the weights in force: change at least one.
weights-decided-already = Somebody has decided about this proposal already: see the decisions below.
weights-fault-empty = Give a number from 0 to 100.
weights-fault-no-number = This isn’t a number: write 20 or 12.5, for example.
weights-fault-range = The number must be between 0 and 100.
weights-fault-all-zero = At least one of the weights must be above 0.
weights-history = Past decisions
weights-history-empty = No decision yet.
weights-column-decision = Decision
weights-column-when = When
weights-column-parts = Weights
weights-column-why = Why
weights-column-who = Proposed by, decided by
weights-column-act = Go back
weights-version = Version { $version }
weights-was-refused = Refused
weights-again = Use these weights again
done-weights-proposed = The proposal is recorded. Somebody else has to approve it now.
done-weights-approved = Done: the next list follows these weights.
done-weights-refused = The proposal is refused. Nothing has changed.
action-weights-proposed = Weights of the ranking proposed
action-weights-changed = Weights of the ranking changed
action-weights-refused = Weights of the ranking refused
