//! The report as one HTML file: figures, plots, and where nobody was found. It needs no network and no script.

use std::collections::BTreeMap;

use fluent_templates::fluent_bundle::FluentValue;

use super::{
    Played, SimulateArgs,
    plot::{Series, cumulative, escaped, shares},
};
use crate::{
    domain::{
        matching::simulation::CaseOutcome,
        provider::Provider,
        vocabulary::{Lang, Severity},
    },
    i18n::Words,
};

const STYLE: &str = "body{font:16px/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#1b1b2f}\
table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.35rem .6rem;border-bottom:1px solid #ccd}\
td{font-variant-numeric:tabular-nums}svg{width:100%;height:auto}.grid{stroke:#ccd;fill:none}.line{fill:none;stroke-width:2}\
.tick{font-size:11px;text-anchor:middle;fill:#445}.side{text-anchor:end}\
.critical{stroke:#b00020}.high{stroke:#c75b00}.medium{stroke:#00639a}.low{stroke:#556}\
.one{fill:#00639a}.two{fill:#c75b00}.key{display:inline-block;width:1rem;height:.2rem;margin:0 .4rem .25rem 1rem}\
.key.critical{background:#b00020}.key.high{background:#c75b00}.key.medium{background:#00639a}.key.low{background:#556}\
.key.one{background:#00639a}.key.two{background:#c75b00}@media print{body{margin:0}}";

/// What each category is called.
pub(super) type Titles = BTreeMap<String, String>;

/// The report in the language that was asked for.
pub(super) fn report(played: &[Played], providers: &[Provider], titles: &Titles, args: &SimulateArgs) -> String {
    let words = Words(args.lang);
    let day = if words.0 == Lang::Fr { "%d/%m/%Y" } else { "%-d %B %Y" };
    let title = words.say("simulate-title");
    let intro = if args.past.is_some() { "simulate-intro-past" } else { "simulate-intro" };
    let period = [
        ("incidents", FluentValue::from(played.first().map_or(0, |set| set.figures.cases))),
        ("days", FluentValue::from(args.past.unwrap_or(args.days))),
        ("from", FluentValue::from(args.from.strftime(day).to_string())),
        ("providers", FluentValue::from(providers.len())),
        ("seed", FluentValue::from(args.seed.to_string())),
    ];
    let parts = [
        format!("<h1>{}</h1><p>{}</p>", escaped(&title), escaped(&words.with(intro, &period))),
        figures(played, words),
        times(played, words),
        fairness(played, words),
        nobody(played, titles, words),
        format!("<p>{}</p>", escaped(&words.say("simulate-method"))),
    ];
    format!(
        "<!doctype html><html lang=\"{}\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\
         <title>{}</title><style>{STYLE}</style><body>{}</body></html>\n",
        args.lang,
        escaped(&title),
        parts.concat()
    )
}

fn set_name(set: &Played, words: Words) -> String {
    words.say(if set.name == "proposed" { "simulate-proposed" } else { "simulate-in-force" })
}

fn row(name: &str, cells: impl Iterator<Item = String>) -> String {
    let cells: String = cells.map(|cell| format!("<td>{}</td>", escaped(&cell))).collect();
    format!("<tr><th scope=\"row\">{}</th>{cells}</tr>", escaped(name))
}

fn figures(played: &[Played], words: Words) -> String {
    let head: String =
        played.iter().map(|set| format!("<th scope=\"col\">{}</th>", escaped(&set_name(set, words)))).collect();
    let weights = |set: &Played| {
        let w = set.weights;
        [w.skills, w.nearness, w.responsiveness, w.outcome, w.capacity, w.rotation]
            .map(|weight| decimal(words, weight, 2))
            .join(" · ")
    };
    let mut rows = row(&words.say("simulate-weights"), played.iter().map(weights));
    let share = |set: &Played| percent(words, set.figures.unassigned_share);
    rows += &row(&words.say("simulate-unassigned"), played.iter().map(share));
    for severity in Severity::ALL {
        let time = |set: &Played| {
            let found = set.figures.minutes.iter().find(|(of, ..)| of == severity);
            found.map_or_else(
                || "–".into(),
                |(_, median, most)| format!("{} / {}", duration(words, *median), duration(words, *most)),
            )
        };
        let name = words.with_text("simulate-time", "severity", &words.label("severity", severity.as_str()));
        rows += &row(&name, played.iter().map(time));
    }
    let km = |set: &Played| set.figures.median_km.map_or_else(|| "–".into(), |km| format!("{km:.0} km"));
    rows += &row(&words.say("simulate-distance"), played.iter().map(km));
    rows += &row(&words.say("simulate-offers"), played.iter().map(|set| set.figures.offers.to_string()));
    let fair = |set: &Played| decimal(words, set.figures.fairness, 3);
    rows += &row(&words.say("simulate-fairness"), played.iter().map(fair));
    rows += &row(&words.say("simulate-equals"), played.iter().map(|set| least_even(set, words)));
    rows += &row(&words.say("simulate-ineligible"), played.iter().map(|set| set.figures.ineligible_offers.to_string()));
    format!("<table><thead><tr><td></td>{head}</tr></thead><tbody>{rows}</tbody></table>")
}

fn least_even(set: &Played, words: Words) -> String {
    let found = set.figures.least_even.map(|index| decimal(words, index, 3));
    found.unwrap_or_else(|| words.say("simulate-equals-none"))
}

/// One plot for each set of weights, one line for each severity.
fn times(played: &[Played], words: Words) -> String {
    let key: String = Severity::ALL
        .iter()
        .map(|severity| key(severity.as_str(), &words.label("severity", severity.as_str())))
        .collect();
    let mut html = format!("<h2>{}</h2><p>{key}</p>", escaped(&words.say("simulate-times")));
    for set in played {
        let line = |severity: &Severity| {
            let cases = set.outcome.cases.iter().filter(|case| case.severity == *severity);
            Series {
                name: words.label("severity", severity.as_str()),
                class: severity.as_str(),
                of: cases.clone().count(),
                values: cases.filter_map(CaseOutcome::minutes_to_assignment).collect(),
            }
        };
        let lines: Vec<_> = Severity::ALL.iter().map(line).filter(|line| !line.values.is_empty()).collect();
        html += &format!(
            "<h3>{}</h3>{}",
            escaped(&set_name(set, words)),
            cumulative(&words.say("simulate-times"), &words.say("simulate-week"), &lines)
        );
    }
    html
}

fn key(class: &str, name: &str) -> String {
    format!("<span class=\"key {class}\"></span>{}", escaped(name))
}

fn fairness(played: &[Played], words: Words) -> String {
    let classes = ["one", "two"];
    let series: Vec<_> = played
        .iter()
        .zip(classes)
        .map(|(set, class)| {
            let values = ratios(set);
            Series { name: set_name(set, words), class, of: values.len(), values }
        })
        .collect();
    let key: String = series.iter().map(|line| key(line.class, &line.name)).collect();
    let title = words.say("simulate-shares");
    format!(
        "<h2>{}</h2><p>{}</p><p>{key}</p>{}",
        escaped(&title),
        escaped(&words.say("simulate-shares-why")),
        shares(&title, &series)
    )
}

fn ratios(set: &Played) -> Vec<f64> {
    let compared = set.outcome.providers.iter().filter(|provider| provider.expected_offers >= 5.0);
    compared.map(|provider| f64::from(provider.offers) / provider.expected_offers).collect()
}

/// Categories and departments in which cases found nobody, the most first.
fn nobody(played: &[Played], titles: &Titles, words: Words) -> String {
    let Some(set) = played.last() else { return String::new() };
    let mut places: BTreeMap<(String, String), usize> = BTreeMap::new();
    for case in set.outcome.cases.iter().filter(|case| case.assigned_at.is_none()) {
        *places.entry((case.category.clone(), case.department.clone().unwrap_or_default())).or_default() += 1;
    }
    if places.is_empty() {
        return format!("<p>{}</p>", escaped(&words.say("simulate-nobody-none")));
    }
    let mut places: Vec<_> = places.into_iter().collect();
    places.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let rows: String = places
        .into_iter()
        .take(12)
        .map(|((category, department), count)| {
            row(titles.get(&category).unwrap_or(&category), [department, count.to_string()].into_iter())
        })
        .collect();
    let head = ["simulate-category", "simulate-department", "simulate-count"]
        .map(|name| format!("<th scope=\"col\">{}</th>", escaped(&words.say(name))))
        .concat();
    format!(
        "<h2>{}</h2><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>",
        escaped(&words.say("simulate-nobody"))
    )
}

fn decimal(words: Words, value: f64, digits: usize) -> String {
    let text = format!("{value:.digits$}");
    match words.0 {
        Lang::Fr => text.replace('.', ","),
        Lang::En => text,
    }
}

fn percent(words: Words, share: f64) -> String {
    let number = decimal(words, share * 100.0, 1);
    match words.0 {
        Lang::Fr => number + "\u{a0}%",
        Lang::En => number + "%",
    }
}

fn duration(words: Words, minutes: f64) -> String {
    match minutes {
        m if m < 120.0 => format!("{m:.0}\u{a0}min"),
        m if m < 2_880.0 => format!("{}\u{a0}h", decimal(words, m / 60.0, 1)),
        m => words.with_text("simulate-days", "days", &decimal(words, m / 1440.0, 1)),
    }
}
