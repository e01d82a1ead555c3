//! Mail out: typed messages, and the transports that carry them.
