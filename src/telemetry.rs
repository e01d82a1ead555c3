//! The log: readable sentences with fields, on standard error. Ids, never names, addresses or a caller's words.

use tracing_subscriber::EnvFilter;

/// Starts logging. `VIGIE_LOG` sets what is shown (`info` unless given); JSON lines when standard error is no terminal
/// and `VIGIE_LOG_FORMAT=json`.
pub fn start() {
    let filter = EnvFilter::try_from_env("VIGIE_LOG")
        .unwrap_or_else(|_| EnvFilter::new(format!("info,{},tracing_actix_web=warn", crate::store::QUIET)));
    let builder = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    let is_json = std::env::var("VIGIE_LOG_FORMAT").is_ok_and(|format| format == "json");
    // A second start in one process (tests) keeps the first.
    drop(if is_json { builder.json().try_init() } else { builder.try_init() });
}
