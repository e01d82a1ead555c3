//! What the running desk counts of itself: requests and rounds of jobs. Labels come from closed lists, so that their
//! number is bounded and nobody is in them. What stands in the database is counted when somebody asks (`web::metrics`).

use std::time::Duration;

use prometheus_client::{
    metrics::{counter::Counter, family::Family, histogram::Histogram},
    registry::{Registry, Unit},
};

/// Bounds of the classes of latency, in seconds.
const LATENCIES: [f64; 11] = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0];

/// Names and values of labels.
type Labels<const N: usize> = [(&'static str, &'static str); N];

/// The counters of a process.
#[derive(Debug)]
pub struct Meters {
    requests: Family<Labels<3>, Counter>,
    latencies: Family<Labels<1>, Histogram, fn() -> Histogram>,
    job_runs: Family<Labels<1>, Counter>,
    job_failures: Family<Labels<1>, Counter>,
}

impl Default for Meters {
    fn default() -> Self {
        let latency: fn() -> Histogram = || Histogram::new(LATENCIES);
        Self {
            requests: Family::default(),
            latencies: Family::new_with_constructor(latency),
            job_runs: Family::default(),
            job_failures: Family::default(),
        }
    }
}

impl Meters {
    /// A request was answered: by which route of the table, by which method, with which status.
    pub fn answered(&self, route: &'static str, method: &'static str, status: u16, after: Duration) {
        let class = match status {
            100..200 => "1xx",
            200..300 => "2xx",
            300..400 => "3xx",
            400..500 => "4xx",
            _ => "5xx",
        };
        self.requests.get_or_create(&[("route", route), ("method", method), ("status", class)]).inc();
        self.latencies.get_or_create(&[("route", route)]).observe(after.as_secs_f64());
    }

    /// A job ran.
    pub fn ran(&self, job: &'static str) {
        self.job_runs.get_or_create(&[("job", job)]).inc();
        // There from the first run: an alarm on its growth needs a beginning.
        drop(self.job_failures.get_or_create(&[("job", job)]));
    }

    /// A job failed; it will be tried again.
    pub fn failed(&self, job: &'static str) {
        self.job_failures.get_or_create(&[("job", job)]).inc();
    }

    /// Puts them where they are read.
    pub fn register(&self, registry: &mut Registry) {
        registry.register("vigie_http_requests", "Requests answered", self.requests.clone());
        let (name, help) = ("vigie_http_request_duration", "Time until the head of the answer");
        registry.register_with_unit(name, help, Unit::Seconds, self.latencies.clone());
        registry.register("vigie_job_runs", "Rounds of each job", self.job_runs.clone());
        registry.register("vigie_job_failures", "Rounds of each job that failed", self.job_failures.clone());
    }
}
