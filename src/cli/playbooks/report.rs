//! The figures of `vigie playbooks test` as one page: table, calibration plot, confusion matrix. No script, no network.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use crate::domain::playbook::QuestionWorth;
use crate::domain::playbook::measure::{Bin, Outcome, calibration, confusion};

use super::test::FileReport;

const STYLE: &str = "body{font:16px/1.5 system-ui,sans-serif;margin:2rem;color:#1b1f24;background:#fff}\
table{border-collapse:collapse;margin:1rem 0}th,td{border:1px solid #c5ccd3;padding:.2rem .5rem;text-align:right}\
th:first-child,td:first-child{text-align:left}.hit{background:#d9efe0}.miss{background:#fbe3d6}\
.turned th{writing-mode:vertical-rl;border:0}h2{margin-top:2.5rem}";
/// Side of the plot, in pixels.
const SIDE: f64 = 360.0;

/// The page: figures of every file, then the plot and the matrix of the chosen outcomes.
pub(super) fn page(set: &str, reports: &[FileReport], chosen: (&str, &[Outcome]), worth: QuestionWorth) -> String {
    let (name, outcomes) = chosen;
    let mut page = format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Playbooks tested</title><style>{STYLE}</style>\
         <h1>Playbooks tested</h1><p>Set <code>{set}</code></p>"
    );
    page.push_str(&figures_table(reports));
    let _ = write!(
        page,
        "<p>First question, on {} cases with a labelled answer: right {:.3} by the words alone, {:.3} with the answer to \
         the proposed question, {:.3} with one drawn at random. {} cases unsure; in {:.3} of them the answer changes \
         something.</p>",
        worth.cases, worth.alone, worth.first, worth.random, worth.unsure, worth.unsure_moved
    );
    let _ = write!(page, "<h2>Calibration: {name}</h2>{}", plot(&calibration(outcomes)));
    let _ = write!(page, "<h2>Confusion: {name}</h2>{}</html>", matrix(outcomes));
    page
}

fn figures_table(reports: &[FileReport]) -> String {
    let mut table = String::from(
        "<table><tr><th>cases</th><th>n</th><th>accuracy</th><th>clear</th><th>macro-F1</th><th>certain</th>\
         <th>certain right</th><th>ECE</th><th>urgent recall</th><th>urgent missed</th></tr>",
    );
    for FileReport { file, figures, .. } in reports {
        let _ = write!(
            table,
            "<tr><td>{file}</td><td>{}</td><td>{:.3}</td><td>{:.3}</td><td>{:.3}</td><td>{:.3}</td><td>{:.3}</td>\
             <td>{:.3}</td><td>{:.3}</td><td>{}</td></tr>",
            figures.cases,
            figures.accuracy,
            figures.accuracy_unambiguous,
            figures.macro_f1,
            figures.certain_share,
            figures.certain_right,
            figures.calibration_error,
            figures.urgent_recall,
            figures.urgent_called_not_incident
        );
    }
    table + "</table>"
}

/// Confidence to the right, truth upwards; a point is as large as its bin is full. On the diagonal, it says true.
fn plot(bins: &[Bin]) -> String {
    let mut plot = format!(
        "<svg role=\"img\" aria-label=\"Calibration plot\" width=\"{0}\" height=\"{0}\" viewBox=\"-40 -10 {0} {0}\">\
         <g fill=\"none\" stroke=\"#8a939c\"><rect width=\"300\" height=\"300\"/>\
         <path d=\"M0 300L300 0\" stroke-dasharray=\"4 4\"/></g>",
        SIDE
    );
    for tenth in [0.0, 0.5, 1.0] {
        let _ = write!(
            plot,
            "<text x=\"{:.0}\" y=\"318\" font-size=\"12\" text-anchor=\"middle\">{tenth}</text>\
             <text x=\"-8\" y=\"{:.0}\" font-size=\"12\" text-anchor=\"end\">{tenth}</text>",
            tenth * 300.0,
            304.0 - tenth * 300.0
        );
    }
    for bin in bins {
        let _ = write!(
            plot,
            "<circle cx=\"{:.1}\" cy=\"{:.1}\" r=\"{:.1}\" fill=\"#0b6e4f\" fill-opacity=\".7\">\
             <title>confidence {:.2}, right {:.2}, share {:.2}</title></circle>",
            bin.confidence * 300.0,
            300.0 - bin.right * 300.0,
            3.0 + 22.0 * bin.weight.sqrt(),
            bin.confidence,
            bin.right,
            bin.weight
        );
    }
    plot + "</svg><p>Across: the confidence that was told. Up: how often it was right.</p>"
}

/// Rows: what is right. Columns: what came.
fn matrix(outcomes: &[Outcome]) -> String {
    let rows = confusion(outcomes);
    let columns: BTreeSet<&str> =
        rows.values().flat_map(|row| row.keys().copied()).chain(rows.keys().copied()).collect();
    let mut table = String::from("<table><tr class=\"turned\"><th></th>");
    columns.iter().for_each(|column| table.push_str(&format!("<th>{column}</th>")));
    table.push_str("</tr>");
    for (expected, row) in &rows {
        let _ = write!(table, "<tr><td>{expected}</td>");
        for column in &columns {
            let class = if column == expected { "hit" } else { "miss" };
            match row.get(column) {
                Some(count) => table.push_str(&format!("<td class=\"{class}\">{count}</td>")),
                None => table.push_str("<td></td>"),
            }
        }
        table.push_str("</tr>");
    }
    table + "</table>"
}
