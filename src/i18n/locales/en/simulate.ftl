# Simulation report.
simulate-title = Simulation of the matching
simulate-intro = { $incidents } calls drawn over { $days } days from { $from }, { $providers } providers, seed { $seed }. The same people answer in the same way under each set of weights.
simulate-intro-past = The { $incidents } real cases of the last { $days } days, played again on today’s directory: { $providers } providers, seed { $seed }. Answers are drawn; the same people answer in the same way under each set of weights.
simulate-in-force = In force
simulate-proposed = Proposed
simulate-weights = Weights (skills · nearness · responsiveness · outcome · free capacity · rotation)
simulate-unassigned = Cases that nobody took
simulate-time = Time to assignment, severity { $severity }: median / 9 cases out of 10
simulate-distance = Median distance
simulate-offers = Offers sent
simulate-fairness = Fairness (Jain’s index, 1 = equal chances)
simulate-equals = Fairness among providers that serve exactly the same cases (the least even group)
simulate-equals-none = no group had offers enough
simulate-ineligible = Offers to a provider that wasn’t eligible
simulate-times = Share of cases assigned, by time since the call
simulate-shares = Offers received, compared with equal chances
simulate-shares-why = One dot for each provider. At 1 it received as many offers as if each had been drawn among all who could take the case.
simulate-nobody = Where nobody was found
simulate-nobody-none = Every case found a provider.
simulate-category = Category
simulate-department = Department
simulate-count = Cases
simulate-days = { $days } days
simulate-method = Answer times, refusals and lengths of missions are assumed (median 35 min of open time, 15% refusals, 5% no answer). Compare the columns with each other; don’t read these figures as a forecast.
simulate-week = 7 d
