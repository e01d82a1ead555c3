//! The plots of the report, as SVG without a script.

use std::fmt::Write;

/// Width and height of the plotted area, and the margins around it, in SVG units.
const WIDTH: f64 = 600.0;
const HEIGHT: f64 = 240.0;
const LEFT: f64 = 48.0;
const BELOW: f64 = 34.0;

/// A line of a plot: a name, a CSS class, and values.
pub(super) struct Series {
    pub(super) name: String,
    pub(super) class: &'static str,
    pub(super) values: Vec<f64>,
    /// How many there are in all, those without a value included.
    pub(super) of: usize,
}

/// Share of cases assigned after so many minutes, minutes on a logarithmic scale from one minute to a fortnight.
pub(super) fn cumulative(title: &str, week: &str, series: &[Series]) -> String {
    let marks = [(1.0, "1 min"), (10.0, "10 min"), (60.0, "1 h"), (240.0, "4 h"), (1440.0, "24 h"), (10_080.0, week)];
    let mut body = axes(&[(0.0, "0 %"), (0.5, "50 %"), (1.0, "100 %")]);
    for (minutes, name) in marks {
        let x = along(minutes);
        let _ = write!(
            body,
            r#"<path class="grid" d="M{x:.1} 0V{HEIGHT}"/><text class="tick" x="{x:.1}" y="{}">{name}</text>"#,
            HEIGHT + 16.0
        );
    }
    for line in series {
        let _ = write!(
            body,
            r#"<path class="line {}" d="{}"><title>{}</title></path>"#,
            line.class,
            steps(&line.values, line.of),
            escaped(&line.name)
        );
    }
    framed(title, &body)
}

/// Offers over expected offers of each provider, in order; 1 is an equal chance.
pub(super) fn shares(title: &str, series: &[Series]) -> String {
    let most = series.iter().flat_map(|line| &line.values).fold(2.0_f64, |most, value| most.max(*value));
    let mut body = axes(&[(0.0, "0"), (1.0 / most, "1")]);
    for line in series {
        let count = line.values.len();
        let mut values = line.values.clone();
        values.sort_by(|a, b| b.total_cmp(a));
        for (place, value) in values.iter().enumerate() {
            let (x, y) = (across(place, count), HEIGHT * (1.0 - value / most));
            let _ = write!(
                body,
                r#"<circle class="dot {}" cx="{x:.1}" cy="{y:.1}" r="3"><title>{}: {value:.2}</title></circle>"#,
                line.class,
                escaped(&line.name)
            );
        }
    }
    framed(title, &body)
}

#[expect(clippy::cast_precision_loss, reason = "numbers of cases and providers are small")]
fn across(place: usize, count: usize) -> f64 {
    WIDTH * (place as f64 + 0.5) / count.max(1) as f64
}

fn along(minutes: f64) -> f64 {
    WIDTH * minutes.clamp(1.0, 20_160.0).ln() / 20_160.0_f64.ln()
}

#[expect(clippy::cast_precision_loss, reason = "numbers of cases are small")]
fn steps(values: &[f64], of: usize) -> String {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let mut path = format!("M0 {HEIGHT}");
    for (place, minutes) in sorted.iter().enumerate() {
        let share = (place + 1) as f64 / of.max(1) as f64;
        let _ = write!(path, "H{:.1}V{:.1}", along(*minutes), HEIGHT * (1.0 - share));
    }
    path + &format!("H{WIDTH}")
}

fn axes(rows: &[(f64, &str)]) -> String {
    let mut body = String::new();
    for (share, name) in rows {
        let y = HEIGHT * (1.0 - share);
        let _ = write!(
            body,
            r#"<path class="grid" d="M0 {y:.1}H{WIDTH}"/><text class="tick side" x="-6" y="{:.1}">{name}</text>"#,
            y + 4.0
        );
    }
    body
}

fn framed(title: &str, body: &str) -> String {
    let (width, height) = (WIDTH + LEFT + 20.0, HEIGHT + BELOW + 10.0);
    format!(
        r#"<svg viewBox="-{LEFT} -10 {width} {height}" role="img" aria-label="{0}"><title>{0}</title>{body}</svg>"#,
        escaped(title)
    )
}

/// Text that may stand in HTML.
pub(super) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plot_leaves_room_for_cases_that_nobody_took_and_escapes_names() {
        let series = [Series { name: "a<b".into(), class: "one", values: vec![30.0, 5.0], of: 4 }];
        let plot = cumulative("Délai", "7 j", &series);
        assert!(plot.contains("V120.0H600\"") && plot.contains("a&lt;b") && !plot.contains("a<b"));
        assert!(shares("Parts", &series).matches("<circle").count() == 2);
    }
}
