//! The ratio benches: each measures this program against a peer, both sides alternating in one run, and says one line.
//!
//! A ratio is a median of several rounds, so that a busy moment of the machine touches both sides. A bench whose peer is not
//! installed says so in its line and gives no ratio.

#[cfg(feature = "bench")]
pub mod cancel_tells;
#[cfg(feature = "bench")]
pub mod check_in_vs_noop;
#[cfg(feature = "bench")]
pub mod claims;
#[cfg(feature = "bench")]
mod doors;
#[cfg(feature = "bench")]
pub mod doors_near_vs_postgis;
#[cfg(feature = "bench")]
pub mod equal_answers;
#[cfg(feature = "bench")]
pub mod facts_heard;
#[cfg(feature = "bench")]
pub mod flow;
#[cfg(feature = "bench")]
mod house;
#[cfg(feature = "bench")]
pub mod join_check_ins;
#[cfg(feature = "bench")]
pub mod names_vs_pg_trgm;
#[cfg(feature = "bench")]
pub mod paris_night;
#[cfg(feature = "bench")]
pub mod perimeter_change;
#[cfg(feature = "bench")]
pub mod photo_vs_image;
#[cfg(feature = "bench")]
pub mod postgres_group_vs_single;
#[cfg(feature = "bench")]
pub mod push_campaign;
#[cfg(feature = "bench")]
pub mod push_vs_ece;
#[cfg(feature = "bench")]
pub mod queue_survives;
#[cfg(feature = "bench")]
pub mod reassure_88;
#[cfg(feature = "bench")]
pub mod sender;
#[cfg(feature = "bench")]
pub mod sse;
#[cfg(feature = "bench")]
pub mod zone_vs_postgis;

use std::fmt;

/// What a bench found.
#[derive(Clone, Debug, PartialEq)]
pub struct BenchLine {
    /// The bench's name, as typed on the command line.
    pub name: String,
    /// How many times faster than the peer; nothing when there is no peer.
    pub ratio: Option<f64>,
    /// Ours, in `unit`.
    pub ours: f64,
    /// The peer's, in `unit`.
    pub peer: Option<f64>,
    /// `/s`, `ms`, `s` …
    pub unit: &'static str,
    /// What else the reader should know: the plan used, the memory, why it was skipped. May be empty.
    pub note: String,
}

impl fmt::Display for BenchLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)?;
        if let Some(ratio) = self.ratio {
            write!(f, " ratio={}", figures(ratio))?;
        }
        write!(f, " ours={}{}", figures(self.ours), self.unit)?;
        if let Some(peer) = self.peer {
            write!(f, " peer={}{}", figures(peer), self.unit)?;
        }
        if !self.note.is_empty() {
            write!(f, " ({})", self.note)?;
        }
        Ok(())
    }
}

/// Three figures that matter: `20100`, `312`, `41.5`, `0.41`.
fn figures(x: f64) -> String {
    let size = x.abs();
    if size >= 1000.0 {
        format!("{:.0}", (x / 100.0).round() * 100.0)
    } else if size >= 100.0 {
        format!("{x:.0}")
    } else if size >= 10.0 {
        format!("{x:.1}")
    } else {
        format!("{x:.2}")
    }
}

/// How a bench is run.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Options {
    /// The size of the data or of the load, 1 being the size named in the documentation of the bench; nothing for its default.
    pub scale: Option<f64>,
}

/// Why a bench could not be run to its end.
pub type BenchError = Box<dyn std::error::Error + Send + Sync>;

/// A bench that can be asked for by its name.
pub struct Bench {
    /// Its name.
    pub name: &'static str,
    /// What it compares, in one line.
    pub about: &'static str,
    /// Runs it. It makes the runtime that it needs.
    pub run: fn(Options) -> Result<Vec<BenchLine>, BenchError>,
}

/// All benches, in the order in which they run when none is named.
pub const ALL: &[Bench] = &[
    #[cfg(feature = "bench")]
    check_in_vs_noop::BENCH,
    #[cfg(feature = "bench")]
    postgres_group_vs_single::BENCH,
    #[cfg(feature = "bench")]
    zone_vs_postgis::BENCH,
    #[cfg(feature = "bench")]
    doors_near_vs_postgis::BENCH,
    #[cfg(feature = "bench")]
    names_vs_pg_trgm::BENCH,
    #[cfg(feature = "bench")]
    join_check_ins::BENCH,
    #[cfg(feature = "bench")]
    equal_answers::BENCH,
    #[cfg(feature = "bench")]
    claims::BENCH,
    #[cfg(feature = "bench")]
    perimeter_change::BENCH,
    #[cfg(feature = "bench")]
    photo_vs_image::BENCH,
    #[cfg(feature = "bench")]
    push_vs_ece::BENCH,
    #[cfg(feature = "bench")]
    push_campaign::BENCH,
    #[cfg(feature = "bench")]
    queue_survives::BENCH,
    #[cfg(feature = "bench")]
    cancel_tells::BENCH,
    #[cfg(feature = "bench")]
    facts_heard::BENCH,
    #[cfg(feature = "bench")]
    reassure_88::BENCH,
    #[cfg(feature = "bench")]
    flow::posts::BENCH,
    #[cfg(feature = "bench")]
    flow::tag_page::BENCH,
    #[cfg(feature = "bench")]
    sse::SINGLE,
    #[cfg(feature = "bench")]
    sse::BURST,
    #[cfg(feature = "bench")]
    sse::MEMORY,
    #[cfg(feature = "bench")]
    sse::FANOUT,
    #[cfg(feature = "bench")]
    sse::IDLE,
    #[cfg(feature = "bench")]
    paris_night::BENCH,
];

/// The middle of some measures (the lower of the two middles when they are even in number); 0 of none.
#[must_use]
pub fn median(measures: &[f64]) -> f64 {
    let mut sorted = measures.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted.get(sorted.len().saturating_sub(1) / 2).copied().unwrap_or(0.0)
}

/// Two sides measured in turn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Compared {
    /// The median of the rounds' ratios, ours to the peer's.
    pub ratio: f64,
    /// The median of ours.
    pub ours: f64,
    /// The median of the peer's.
    pub peer: f64,
}

/// Measures both sides in each round, taking turns at going first, so that neither always meets the warmer machine. Each side
/// says a rate: more is better.
///
/// # Errors
/// When a side cannot be measured, or the peer's rate is not above zero.
pub async fn compare(
    rounds: usize,
    mut ours: impl AsyncFnMut() -> Result<f64, BenchError>,
    mut peer: impl AsyncFnMut() -> Result<f64, BenchError>,
) -> Result<Compared, BenchError> {
    let (mut mine, mut theirs, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
    for round in 0..rounds.max(1) {
        let (a, b) = if round.is_multiple_of(2) {
            let a = ours().await?;
            (a, peer().await?)
        } else {
            let b = peer().await?;
            (ours().await?, b)
        };
        if b.is_nan() || b <= 0.0 {
            return Err("the peer did nothing: there is no ratio to say".into());
        }
        mine.push(a);
        theirs.push(b);
        ratios.push(a / b);
    }
    Ok(Compared { ratio: median(&ratios), ours: median(&mine), peer: median(&theirs) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line() -> BenchLine {
        BenchLine {
            name: "check_in_vs_noop".to_owned(),
            ratio: Some(0.4102),
            ours: 20_112.0,
            peer: Some(49_021.4),
            unit: "/s",
            note: String::new(),
        }
    }

    #[test]
    fn a_line_says_the_ratio_and_both_sides() {
        assert_eq!(line().to_string(), "check_in_vs_noop ratio=0.41 ours=20100/s peer=49000/s");
    }

    #[test]
    fn a_line_without_a_peer_says_why() {
        let line = BenchLine { ratio: None, peer: None, ours: 41.52, unit: "ms", note: "no peer".to_owned(), ..line() };
        assert_eq!(line.to_string(), "check_in_vs_noop ours=41.5ms (no peer)");
    }

    #[test]
    fn the_median_is_not_moved_by_one_bad_round() {
        assert_eq!(median(&[3.0, 1.0, 900.0, 2.0, 2.5]), 2.5);
        assert_eq!(median(&[]), 0.0);
    }

    #[tokio::test]
    async fn sides_take_turns_at_going_first() {
        let order = std::cell::RefCell::new(String::new());
        let ours = async || {
            order.borrow_mut().push('o');
            Ok(50.0)
        };
        let peer = async || {
            order.borrow_mut().push('p');
            Ok(100.0)
        };
        let compared = compare(3, ours, peer).await.unwrap();
        assert_eq!(compared, Compared { ratio: 0.5, ours: 50.0, peer: 100.0 });
        assert_eq!(order.into_inner(), "oppoop");
        assert!(compare(1, async || Ok(1.0), async || Ok(0.0)).await.is_err());
    }
}
