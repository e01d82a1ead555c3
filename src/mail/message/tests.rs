use vigie_domain::offer::{ChoiceTime, Chooser};
use vigie_domain::vocabulary::{Kind, OfferMode, Severity, Size, Skill};

use super::{
    samples::{assignment, desk, in_language, now, offer, word},
    *,
};

fn snapshot(lang: Lang) -> String {
    let shown = |mail: &Rendered| format!("===== {} =====\nSubject: {}\n\n{}", mail.kind, mail.subject, mail.text);
    in_language(lang).iter().map(shown).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_texts_of_all_mails_in_french() {
    insta::assert_snapshot!(snapshot(Lang::Fr));
}

#[test]
fn the_texts_of_all_mails_in_english() {
    insta::assert_snapshot!(snapshot(Lang::En));
}

#[test]
fn the_page_of_an_offer() {
    let desk = desk();
    let setting = Setting { desk: &desk, words: Words(Lang::Fr), now: now() };
    insta::assert_snapshot!(offer(OfferMode::Shortlist).render(&setting).html);
}

#[test]
fn the_page_of_an_assignment_shows_what_was_typed_as_text() {
    let desk = desk();
    let setting = Setting { desk: &desk, words: Words(Lang::Fr), now: now() };
    let mail = assignment().render(&setting);
    assert!(mail.html.contains("Boulangerie &#60;Martin&#62; &#38; fils"), "{}", mail.html);
    assert!(mail.html.contains("&#60;b&#62;affichée&#60;/b&#62; {{ 7*7 }}"));
    assert!(!mail.text.contains("{link:lnk_1}") && !mail.html.contains("{link:lnk_1}"));
    insta::assert_snapshot!(mail.html);
}

#[test]
fn every_kind_is_rendered_with_no_text_missing() {
    for lang in Lang::ALL {
        let mails = in_language(*lang);
        for kind in MailKind::ALL {
            assert!(mails.iter().any(|mail| mail.kind == *kind), "{kind}");
            assert_eq!(kind.as_str().parse(), Ok(*kind));
        }
        for mail in mails {
            let all = format!("{}{}{}", mail.subject, mail.text, mail.html);
            assert!(!all.contains('‹') && !all.contains("{ $"), "{} in {lang}: {all}", mail.kind);
        }
    }
}

#[test]
fn every_mail_says_how_to_check_that_it_was_the_desk() {
    for mail in in_language(Lang::Fr) {
        for body in [&mail.text, &mail.html] {
            assert!(body.contains("jamais de mot de passe, de code ni de paiement"), "{}", mail.kind);
            assert!(
                body.contains("04\u{a0}00\u{a0}00\u{a0}00\u{a0}00")
                    && body.contains("https://desk.example/nous-reconnaitre")
            );
        }
    }
}

#[test]
fn a_mail_to_a_victim_opens_with_nothing_but_the_reference() {
    let victims = [
        MailKind::Acknowledgement,
        MailKind::Choice,
        MailKind::ProviderAssigned,
        MailKind::Message,
        MailKind::ClosingSurvey,
    ];
    for mail in in_language(Lang::Fr).iter().filter(|mail| victims.contains(&mail.kind)) {
        assert_eq!(mail.subject, "Votre dossier K7M4-92QX");
        assert_eq!(mail.text.lines().next(), Some("Centre d’essai vous écrit au sujet de votre dossier K7M4-92QX."));
    }
}

#[test]
fn a_page_fetches_nothing_and_leads_nowhere_else() {
    for mail in in_language(Lang::Fr) {
        for word in ["src=", "url(", "@import", "<link", "<script", "<img", "<form"] {
            assert!(!mail.html.contains(word), "{word} in {}", mail.kind);
        }
        let leads: Vec<&str> = mail.html.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        let own: Vec<String> = mail.links.iter().map(|link| crate::mail::Placeholder(*link).to_string()).collect();
        for lead in leads {
            assert!(lead == "https://desk.example/nous-reconnaitre" || own.iter().any(|own| own == lead), "{lead}");
        }
    }
}

#[test]
fn a_subject_stays_one_line_whatever_was_typed() {
    let desk = desk();
    let setting = Setting { desk: &desk, words: Words(Lang::Fr), now: now() };
    let alarm = Alarm {
        reference: None,
        what: word("deux\r\nBcc: all@desk.example\nlignes\0"),
        since: now(),
        next_at: None,
        page_url: String::new(),
    };
    assert_eq!(alarm.render(&setting).subject, "ALARME\u{a0}: deux Bcc: all@desk.example lignes");
}

#[test]
fn the_distance_of_an_offer_is_a_band() {
    assert_eq!(Travel::within(3), Travel::Within(15));
    assert_eq!(Travel::within(31), Travel::Within(50));
    assert_eq!(Travel::within(512), Travel::Within(600));
    assert_eq!(Travel::within(u32::MAX), Travel::Within(u32::MAX));
}

/// Types whose values nobody can have typed. A field of another type in `Offer` doesn't compile below.
trait Closed {}
impl Closed for DeskWord {}
impl Closed for Severity {}
impl Closed for Option<Size> {}
impl Closed for Option<Kind> {}
impl Closed for Travel {}
impl Closed for Vec<Skill> {}
impl Closed for Vec<Constraint> {}
impl Closed for Timestamp {}
impl Closed for u32 {}
impl Closed for OfferMode {}
impl Closed for Chooser {}
impl Closed for ChoiceTime {}
impl Closed for AnswerBy {}
impl Closed for LinkId {}

#[test]
fn an_offer_has_no_field_that_could_hold_what_somebody_typed() {
    fn closed(_: &impl Closed) -> usize {
        1
    }
    // Every field by name: a new one breaks the pattern until somebody looks here.
    let Offer {
        reference,
        category,
        severity,
        size,
        kind,
        department,
        travel,
        skills,
        constraints,
        until,
        asked,
        mode,
        chooser,
        choice,
        answer_by,
        link,
    } = &offer(OfferMode::Shortlist);
    let words = closed(reference) + closed(category) + closed(department);
    let rest = closed(severity) + closed(size) + closed(kind) + closed(travel) + closed(skills) + closed(constraints);
    let rest = rest + closed(chooser) + closed(choice);
    assert_eq!(words + rest + closed(until) + closed(asked) + closed(mode) + closed(answer_by) + closed(link), 16);
}
