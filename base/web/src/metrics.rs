//! Numbers about the server itself, in the text format of Prometheus. They count requests, never people.

use std::{
    collections::BTreeMap,
    fmt::Write as _,
    sync::{
        Arc, PoisonError, RwLock,
        atomic::{AtomicI64, AtomicU64, Ordering},
    },
};

/// The upper bounds of the buckets of request times, in µs.
const BOUNDS: [i64; 9] = [500, 1_000, 2_500, 5_000, 10_000, 50_000, 250_000, 1_000_000, 5_000_000];

/// The counters of a server. Cloning it is cheap.
#[derive(Clone, Debug, Default)]
pub struct Metrics(Arc<Inner>);

#[derive(Debug, Default)]
struct Inner {
    routes: RwLock<Vec<Arc<Tally>>>,
    counters: RwLock<BTreeMap<&'static str, Arc<AtomicU64>>>,
    gauges: RwLock<BTreeMap<&'static str, Arc<AtomicI64>>>,
}

/// What is counted for one route.
#[derive(Debug)]
pub(crate) struct Tally {
    method: &'static str,
    path: &'static str,
    by_class: [AtomicU64; 5],
    buckets: [AtomicU64; 10],
    micros: AtomicU64,
}

impl Tally {
    pub(crate) fn count(&self, status: u16, micros: i64) {
        let class = usize::from(status / 100).saturating_sub(1).min(4);
        let bucket = BOUNDS.iter().position(|b| micros <= *b).unwrap_or(BOUNDS.len());
        if let (Some(class), Some(bucket)) = (self.by_class.get(class), self.buckets.get(bucket)) {
            class.fetch_add(1, Ordering::Relaxed);
            bucket.fetch_add(1, Ordering::Relaxed);
        }
        self.micros.fetch_add(u64::try_from(micros).unwrap_or(0), Ordering::Relaxed);
    }
}

impl Metrics {
    /// A counter that only grows, made at its first use; `name` as Prometheus wants it, such as `rhizome_told_total`.
    #[must_use]
    pub fn counter(&self, name: &'static str) -> Arc<AtomicU64> {
        if let Some(found) = self.0.counters.read().unwrap_or_else(PoisonError::into_inner).get(name) {
            return found.clone();
        }
        self.0.counters.write().unwrap_or_else(PoisonError::into_inner).entry(name).or_default().clone()
    }
    /// Adds one to a counter.
    pub fn count(&self, name: &'static str) {
        self.counter(name).fetch_add(1, Ordering::Relaxed);
    }
    /// Sets a number that goes up and down.
    pub fn gauge(&self, name: &'static str, value: i64) {
        let known = self.0.gauges.read().unwrap_or_else(PoisonError::into_inner).get(name).cloned();
        let gauge = known.unwrap_or_else(|| {
            self.0.gauges.write().unwrap_or_else(PoisonError::into_inner).entry(name).or_default().clone()
        });
        gauge.store(value, Ordering::Relaxed);
    }
    pub(crate) fn route(&self, method: &'static str, path: &'static str) -> Arc<Tally> {
        let tally = Arc::new(Tally {
            method,
            path,
            by_class: Default::default(),
            buckets: Default::default(),
            micros: AtomicU64::new(0),
        });
        self.0.routes.write().unwrap_or_else(PoisonError::into_inner).push(tally.clone());
        tally
    }

    /// Everything, as `/metrics` answers it (Prometheus text format 0.0.4).
    #[must_use]
    pub fn render(&self) -> String {
        let mut out = String::new();
        for (name, n) in self.0.counters.read().unwrap_or_else(PoisonError::into_inner).iter() {
            let _ = writeln!(out, "# TYPE {name} counter\n{name} {}", n.load(Ordering::Relaxed));
        }
        for (name, n) in self.0.gauges.read().unwrap_or_else(PoisonError::into_inner).iter() {
            let _ = writeln!(out, "# TYPE {name} gauge\n{name} {}", n.load(Ordering::Relaxed));
        }
        out.push_str("# TYPE rhizome_requests_total counter\n");
        let routes = self.0.routes.read().unwrap_or_else(PoisonError::into_inner);
        for t in routes.iter() {
            for (class, n) in t.by_class.iter().enumerate() {
                let n = n.load(Ordering::Relaxed);
                if n > 0 {
                    let _ = writeln!(
                        out,
                        "rhizome_requests_total{{method=\"{}\",path=\"{}\",status=\"{}xx\"}} {n}",
                        t.method,
                        t.path,
                        class.saturating_add(1)
                    );
                }
            }
        }
        out.push_str("# TYPE rhizome_request_seconds histogram\n");
        for t in routes.iter().filter(|t| t.by_class.iter().any(|n| n.load(Ordering::Relaxed) > 0)) {
            let labels = format!("method=\"{}\",path=\"{}\"", t.method, t.path);
            let mut sum = 0u64;
            for (i, n) in t.buckets.iter().enumerate() {
                sum = sum.saturating_add(n.load(Ordering::Relaxed));
                let bound = BOUNDS.get(i).map_or("+Inf".to_owned(), |b| seconds(u64::try_from(*b).unwrap_or(0)));
                let _ = writeln!(out, "rhizome_request_seconds_bucket{{{labels},le=\"{bound}\"}} {sum}");
            }
            let _ =
                writeln!(out, "rhizome_request_seconds_sum{{{labels}}} {}", seconds(t.micros.load(Ordering::Relaxed)));
            let _ = writeln!(out, "rhizome_request_seconds_count{{{labels}}} {sum}");
        }
        out
    }
}

fn seconds(micros: u64) -> String {
    format!("{}.{:06}", micros / 1_000_000, micros % 1_000_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_come_out_as_prometheus_reads_them() {
        let metrics = Metrics::default();
        metrics.count("rhizome_told_total");
        metrics.gauge("rhizome_streams", 3);
        metrics.route("GET", "/people").count(200, 1_200);
        let text = metrics.render();
        assert!(text.contains("rhizome_told_total 1\n"));
        assert!(text.contains("rhizome_streams 3\n"));
        assert!(text.contains("rhizome_requests_total{method=\"GET\",path=\"/people\",status=\"2xx\"} 1\n"));
        assert!(text.contains("le=\"0.002500\"} 1\n"));
        assert!(text.contains("rhizome_request_seconds_sum{method=\"GET\",path=\"/people\"} 0.001200\n"));
    }
}
