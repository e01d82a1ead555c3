//! From a postal code to a place: communes, department, region, point.
//!
//! A firm often gives a CEDEX code, which is in no list: then only the department is known, and the desk asks.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use super::{Commune, Department};

/// Why a text isn't a French postal code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PostalCodeError {
    /// Not five digits.
    #[error("a French postal code has five digits")]
    Shape,
    /// No department begins like this.
    #[error("no department has this postal code")]
    UnknownDepartment,
}

/// Five digits that lie in a department.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PostalCode(String);

impl PostalCode {
    /// The five digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Where it is.
    ///
    /// # Panics
    /// Never for a value that was parsed: its department was found then.
    #[must_use]
    pub fn place(&self) -> Place {
        let communes = Commune::by_postal_code(&self.0);
        let mut departments: Vec<&'static Department> = Vec::new();
        for commune in communes {
            if !departments.contains(&commune.department) {
                departments.push(commune.department);
            }
        }
        departments.extend(department_by_digits(&self.0).filter(|_| communes.is_empty()));
        Place { communes, departments }
    }
}

impl fmt::Display for PostalCode {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl FromStr for PostalCode {
    type Err = PostalCodeError;

    /// `31 000`, `F-31000` and `31000 Toulouse Cedex 9` are understood.
    fn from_str(text: &str) -> Result<Self, PostalCodeError> {
        let typed = text.trim();
        let typed = typed.strip_prefix("FR-").or_else(|| typed.strip_prefix("F-")).unwrap_or(typed);
        let digits: String =
            typed.chars().filter(|character| !character.is_whitespace()).take_while(char::is_ascii_digit).collect();
        if digits.len() != 5 {
            return Err(PostalCodeError::Shape);
        }
        let known = !Commune::by_postal_code(&digits).is_empty() || department_by_digits(&digits).is_some();
        if known { Ok(Self(digits)) } else { Err(PostalCodeError::UnknownDepartment) }
    }
}

impl TryFrom<String> for PostalCode {
    type Error = PostalCodeError;

    fn try_from(text: String) -> Result<Self, PostalCodeError> {
        text.parse()
    }
}

impl From<PostalCode> for String {
    fn from(code: PostalCode) -> Self {
        code.0
    }
}

/// What a postal code tells.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// The communes it may mean, the most populous first; none for a CEDEX code.
    pub communes: &'static [Commune],
    /// The departments it may mean, the most populous commune's first; never empty, two for 16 codes.
    pub departments: Vec<&'static Department>,
}

impl Place {
    /// The department of the most populous commune, or the one that the digits tell.
    #[must_use]
    pub fn department(&self) -> Option<&'static Department> {
        self.departments.first().copied()
    }

    /// What to rely on while nobody has said which commune it is.
    #[must_use]
    pub fn most_populous(&self) -> Option<&'static Commune> {
        self.communes.first()
    }

    /// A CEDEX code: the department is known, the commune must be asked.
    #[must_use]
    pub fn is_cedex(&self) -> bool {
        self.communes.is_empty()
    }

    /// More than one commune, or none: worth a question, never an obstacle.
    #[must_use]
    pub fn is_ambiguous(&self) -> bool {
        self.communes.len() != 1
    }

    /// The commune that somebody named, by name or INSEE code.
    #[must_use]
    pub fn commune(&self, name_or_insee: &str) -> Option<&'static Commune> {
        let wanted = name_or_insee.trim();
        let known = self
            .communes
            .iter()
            .find(|commune| commune.insee.eq_ignore_ascii_case(wanted) || commune.is_called(wanted));
        known.or_else(|| {
            self.communes_of_department().find(|commune| commune.insee == wanted || commune.is_called(wanted))
        })
    }

    /// Latitude and longitude in degrees: the most populous commune's middle; for a CEDEX code the prefecture's.
    #[must_use]
    pub fn point(&self) -> Option<(f64, f64)> {
        let commune = self.most_populous().or_else(|| self.department()?.seat_commune())?;
        Some((commune.lat, commune.lon))
    }

    /// For a CEDEX code: every commune of its department may be meant.
    fn communes_of_department(&self) -> impl Iterator<Item = &'static Commune> {
        let department = self.department().filter(|_| self.is_cedex());
        Commune::all().iter().filter(move |commune| Some(commune.department) == department)
    }
}

/// The department that the first digits tell: two, three overseas; Corsica is split by the third.
fn department_by_digits(code: &str) -> Option<&'static Department> {
    let department = match &code[..3] {
        "200" | "201" => "2A",
        "202" | "206" => "2B",
        overseas if overseas.starts_with("97") || overseas.starts_with("98") => overseas,
        _ => &code[..2],
    };
    Department::by_code(department)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn department(code: &str) -> Option<&'static str> {
        code.parse::<PostalCode>().ok()?.place().department().map(|department| department.code)
    }

    #[test]
    fn a_cedex_code_falls_back_to_its_department() {
        for (code, expected) in [
            ("31099", "31"),
            ("20090", "2A"),
            ("20189", "2A"),
            ("20293", "2B"),
            ("20600", "2B"),
            ("97499", "974"),
            ("98799", "989"),
            ("98714", "987"),
            ("01999", "01"),
        ] {
            assert_eq!(department(code), Some(expected), "{code}");
        }
        let place = "31099 Toulouse Cedex 9".parse::<PostalCode>().unwrap().place();
        assert!(place.is_cedex() && place.is_ambiguous());
        assert_eq!(place.commune("toulouse").map(|commune| commune.department.code), Some("31"));
        assert!(place.point().is_some());
    }

    #[test]
    fn codes_that_span_two_departments_say_so() {
        let spanning = Commune::all().chunk_by(|a, b| a.postal_code == b.postal_code);
        let spanning =
            spanning.filter(|communes| communes.iter().any(|commune| commune.department != communes[0].department));
        assert_eq!(spanning.count(), 16);
        let place = "43450".parse::<PostalCode>().unwrap().place();
        let codes: Vec<_> = place.departments.iter().map(|department| department.code).collect();
        assert_eq!(codes, ["43", "15"]);
    }

    #[test]
    fn a_commune_is_found_as_people_write_it() {
        let place = "12400".parse::<PostalCode>().unwrap().place();
        assert_eq!(place.commune("St affrique").map(|commune| commune.insee), Some("12208"));
        assert_eq!(place.commune("12208").map(|commune| commune.name), Some("Saint-Affrique"));
        assert_eq!(place.commune("Rodez"), None, "Rodez has another code");
    }

    #[test]
    fn what_is_no_french_postal_code_is_refused() {
        for (text, error) in [
            ("", PostalCodeError::Shape),
            ("3100", PostalCodeError::Shape),
            ("310000", PostalCodeError::Shape),
            ("Toulouse", PostalCodeError::Shape),
            ("00123", PostalCodeError::UnknownDepartment),
            ("99000", PostalCodeError::UnknownDepartment),
            ("98000", PostalCodeError::UnknownDepartment),
            ("20900", PostalCodeError::UnknownDepartment),
        ] {
            assert_eq!(text.parse::<PostalCode>(), Err(error), "{text}");
        }
        for text in ["31 000", " F-31000", "FR-31000", "31000 Toulouse"] {
            assert_eq!(text.parse::<PostalCode>().map(String::from), Ok("31000".to_owned()), "{text}");
        }
    }

    proptest! {
        #[test]
        fn every_code_that_parses_has_a_department(code in "[0-9]{5}") {
            if let Ok(code) = code.parse::<PostalCode>() {
                prop_assert!(code.place().department().is_some());
                prop_assert!(code.place().point().is_some() || code.place().department().unwrap().code == "984");
            }
        }

        #[test]
        fn no_text_panics(text in "\\PC{0,20}") {
            let _ = text.parse::<PostalCode>();
        }
    }
}
