//! An offer: held → sent → available, declined, expired or withdrawn → chosen or not chosen.
