//! Realistic examples of every page, for the gallery `/dev/ui` of the demonstration and for the tests of texts and markup.
//!
//! The people, firms and numbers are invented; telephone numbers are from the ranges kept for fiction by the regulator.

mod console;
mod demo;
mod desk;
mod directory;
mod documents;
mod incident;
mod parties;
mod protection;
mod public;
mod queue;
mod webhooks;

use askama::Template;

use crate::{
    domain::vocabulary::Lang,
    i18n::Words,
    web::view::{
        console::Keys,
        dev::Gallery,
        page::{Desk, Fallback, Page, Section, Staff},
    },
};

/// One example page.
#[derive(Debug)]
pub struct Example {
    /// Name in addresses: `report-money`.
    pub name: &'static str,
    /// The page.
    pub html: String,
}

/// Every page in one language.
///
/// # Errors
/// When a template doesn't render: a defect of the template.
pub fn all(lang: Lang) -> Result<Vec<Example>, askama::Error> {
    let page = page(lang);
    let mut pages = public::all(&page)?;
    pages.extend(console::all(&page)?);
    pages.extend(incident::all(&page)?);
    pages.extend(parties::all(&page)?);
    pages.extend(documents::all(&page)?);
    pages.extend(desk::all(&page)?);
    pages.extend(directory::all(&page)?);
    pages.extend(protection::all(&page)?);
    pages.extend(webhooks::all(&page)?);
    pages.extend(demo::all(&page)?);
    Ok(pages)
}

/// The gallery: the design system, with a link to every example page.
///
/// # Errors
/// When a template doesn't render.
pub fn gallery(lang: Lang) -> Result<Gallery, askama::Error> {
    let page = page(lang);
    let names = all(lang)?.into_iter().map(|example| example.name).collect();
    Ok(demo::gallery(&page, names))
}

/// The frame of the examples: an open desk.
#[must_use]
pub fn page(lang: Lang) -> Page {
    Page { words: Words(lang), path: "/report".into(), desk: desk(), notice: None, exercise: false, demo: true }
}

fn desk() -> Desk {
    Desk {
        name: "Centre cyber d’Exemple".into(),
        phone: "05\u{a0}36\u{a0}49\u{a0}00\u{a0}10".into(),
        phone_link: "+33536490010".into(),
        email: "aide@cyber.exemple".into(),
        hours: "du lundi au vendredi, de 8\u{a0}h\u{a0}30 à 18\u{a0}h".into(),
        closed_until: None,
        fallbacks: vec![Fallback {
            name: "17Cyber, jour et nuit".into(),
            phone: String::new(),
            link: "https://www.17cyber.gouv.fr/".into(),
        }],
    }
}

/// Somebody who may do everything.
fn staff(page: &Page, section: Section) -> Staff {
    Staff {
        name: "Claire Martin".into(),
        role: page.label("role", "supervisor"),
        takes_calls: true,
        supervises: true,
        audits: true,
        administers: true,
        protects: true,
        section,
        alarms: 2,
        calls: Vec::new(),
        keys: Keys::of(&crate::desk::Preferences::default()),
        since: 0,
    }
}

/// Renders one page.
fn example(name: &'static str, view: &impl Template) -> Result<Example, askama::Error> {
    Ok(Example { name, html: view.render()? })
}

#[cfg(test)]
mod tests;
