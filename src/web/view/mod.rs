//! View models: what a page shows, as plain data.
