//! Checking typed fields one by one: what is wrong is collected, never the first error alone.

use jiff::{Timestamp, tz::TimeZone};

use super::{
    Commune, Contact, EventTime, FieldError, Organisation, Phone, PostalCode, RawContact, RawOrganisation, Remark,
    event_time::EventTimeError,
    phone::PhoneError,
    place::{Place, PostalCodeError},
    siret::NumberError,
    text::{DESCRIPTION_MAX, LINE_MAX, clean_line, clean_text, has_stray_controls},
};
use crate::{personal::Personal, vocabulary::EmailSafe};

/// Errors and remarks found so far.
#[derive(Default)]
pub(super) struct Check {
    pub(super) errors: Vec<FieldError>,
    pub(super) remarks: Vec<Remark>,
}

impl Check {
    fn wrong<T>(&mut self, field: &'static str, code: &'static str, given: &str) -> Option<T> {
        self.errors.push(FieldError::new(field, code, given));
        None
    }

    pub(super) fn description(&mut self, given: Option<&str>) -> Option<Personal<String>> {
        let given = given.unwrap_or_default();
        let words = clean_text(given);
        if words.is_empty() {
            return self.wrong("description", "field-description-missing", "");
        }
        if words.chars().count() > DESCRIPTION_MAX {
            return self.wrong("description", "field-description-too-long", given);
        }
        if has_stray_controls(given) {
            self.remarks.push(Remark::RemarkControlsLeftOut);
        }
        Some(Personal(words))
    }

    /// One line of text; empty is missing.
    fn line(&mut self, field: &'static str, given: Option<&str>) -> Option<String> {
        let line = clean_line(given?);
        if line.chars().count() > LINE_MAX {
            return self.wrong(field, "field-too-long", &line);
        }
        Some(line).filter(|line| !line.is_empty())
    }

    /// A value that is read by `read` unless it is empty.
    fn value<T>(
        &mut self,
        field: &'static str,
        given: Option<&str>,
        read: impl FnOnce(&str) -> Result<T, &'static str>,
    ) -> Option<T> {
        let line = given.map(clean_line).filter(|line| !line.is_empty())?;
        match read(&line) {
            Ok(value) => Some(value),
            Err(code) => self.wrong(field, code, &line),
        }
    }

    pub(super) fn organisation(&mut self, raw: &RawOrganisation) -> Option<Organisation> {
        let name = self.line("organisation.name", raw.name.as_deref()).map(Personal);
        let kind = self.value("organisation.kind", raw.kind.as_deref(), |word| word.parse().map_err(|_| "field-kind"));
        let siret = self
            .value("organisation.siret", raw.siret.as_deref(), |text| text.parse().map_err(siret_code))
            .map(Personal);
        let size = self.value("organisation.size", raw.size.as_deref(), |word| word.parse().map_err(|_| "field-size"));
        let sector = self.value("organisation.sector", raw.sector.as_deref(), sector);
        let code: Option<PostalCode> = self.value("organisation.postal_code", raw.postal_code.as_deref(), |text| {
            text.parse().map_err(postal_code_code)
        });
        if code.is_none() && raw.postal_code.as_deref().is_none_or(|text| clean_line(text).is_empty()) {
            return self.wrong("organisation.postal_code", "field-postal-code-missing", "");
        }
        let postal_code = code?;
        let place = postal_code.place();
        let commune = self.commune(&place, raw.commune.as_deref());
        let department = commune.map(|commune| commune.department).or_else(|| place.department())?.code.to_owned();
        let commune = commune.map(|commune| commune.insee.to_owned());
        Some(Organisation { name, kind, siret, size, sector, postal_code, department, commune })
    }

    /// The commune that was named, or the only one; else a remark that tells what to ask.
    fn commune(&mut self, place: &Place, given: Option<&str>) -> Option<&'static Commune> {
        let named = self.value("organisation.commune", given, |name| place.commune(name).ok_or("field-commune"));
        let known = named.or_else(|| place.most_populous().filter(|_| !place.is_ambiguous()));
        if known.is_none() {
            self.remarks.push(match place {
                cedex if cedex.is_cedex() => Remark::RemarkCedex,
                wide if wide.departments.len() > 1 => Remark::RemarkTwoDepartments,
                _ => Remark::RemarkSeveralCommunes,
            });
        }
        known
    }

    pub(super) fn contact(&mut self, raw: &RawContact, department: Option<&str>) -> Option<Contact> {
        let name = self.line("contact.name", raw.name.as_deref());
        if name.is_none() && !self.errors.iter().any(|error| error.field == "contact.name") {
            self.wrong::<()>("contact.name", "field-name-missing", "");
        }
        let role = self.line("contact.role", raw.role.as_deref()).map(Personal);
        let phone = self
            .value("contact.phone", raw.phone.as_deref(), |text| Phone::parse(text, department).map_err(phone_code))
            .map(Personal);
        let email = self
            .value("contact.email", raw.email.as_deref(), |text| text.parse().map_err(|_| "field-email"))
            .map(Personal);
        let safe = self.value("contact.email_safe", raw.email_safe.as_deref(), |word| {
            word.parse().map_err(|_| "field-email-safe")
        });
        let empty = |text: &Option<String>| text.as_deref().is_none_or(|text| clean_line(text).is_empty());
        if empty(&raw.phone) && empty(&raw.email) {
            return self.wrong("contact.phone", "field-way-back-missing", "");
        }
        Some(Contact { name: Personal(name?), role, phone, email, email_safe: safe.unwrap_or(EmailSafe::Unknown) })
    }

    pub(super) fn time(
        &mut self,
        field: &'static str,
        given: Option<&str>,
        zone: &TimeZone,
        now: Timestamp,
    ) -> Option<EventTime> {
        self.value(field, given, |text| match EventTime::parse(text, zone) {
            Ok(time) if time.is_after(now) => Err("field-time-future"),
            Ok(time) => Ok(time),
            Err(EventTimeError::Shape) => Err("field-time-shape"),
            Err(EventTimeError::Reversed) => Err("field-time-reversed"),
        })
    }

    pub(super) fn lang(&mut self, given: Option<&str>) -> Option<String> {
        self.value("lang", given, |text| {
            let code: String = text.to_ascii_lowercase().split(['-', '_']).next().unwrap_or_default().to_owned();
            if code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_lowercase()) {
                Ok(code)
            } else {
                Err("field-lang")
            }
        })
    }
}

/// A NAF section: A to V (22 sections since NAF 2025).
fn sector(text: &str) -> Result<char, &'static str> {
    let mut letters = text.chars().map(|letter| letter.to_ascii_uppercase());
    match (letters.next(), letters.next()) {
        (Some(letter @ 'A'..='V'), None) => Ok(letter),
        _ => Err("field-sector"),
    }
}

fn siret_code(error: NumberError) -> &'static str {
    match error {
        NumberError::Length { .. } => "field-siret-length",
        NumberError::IsSiren => "field-siret-is-siren",
        NumberError::Checksum => "field-siret-checksum",
        NumberError::NotDigits => "field-siret-digits",
    }
}

fn phone_code(error: PhoneError) -> &'static str {
    match error {
        PhoneError::Invalid => "field-phone",
        PhoneError::Short => "field-phone-short",
        PhoneError::Extension => "field-phone-extension",
    }
}

fn postal_code_code(error: PostalCodeError) -> &'static str {
    match error {
        PostalCodeError::Shape => "field-postal-code-shape",
        PostalCodeError::UnknownDepartment => "field-postal-code-unknown",
    }
}
