//! Calendars: public holidays, opening hours, arithmetic of open time.
