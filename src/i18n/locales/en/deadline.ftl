# Legal deadlines.
clock-state-proposed = to be confirmed
clock-state-running = running
clock-state-met = done
clock-state-passed = passed
deadline-start-awareness = from the moment you knew
deadline-start-debit = from the debit
deadline-start-classification = from when the incident was classified as major
deadline-start-correction-available = from when a correction is available
deadline-start-after = from the step before
deadline-without-delay = without delay
deadline-as-agreed = as your contract says
clock-error-not-proposed = This deadline was confirmed or stopped before.
clock-error-not-running = This deadline is not running.
clock-error-no-proof = To stop a deadline give a proof: a receipt number, a file, a name.
clock-error-not-agreed = This time is in a contract: give its end.
