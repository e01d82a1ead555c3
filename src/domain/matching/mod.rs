//! Matching: need, eligibility, score, rotation; every provider ranked or told why not.
