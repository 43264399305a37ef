//! When people answer, and what.
//!
//! Delays are log-normal, the usual shape of human replies: many at once, half within minutes, a long tail, some never.

use kernel::{Dice, Span};
use register::{How, State};

use crate::{
    numbers::{chance, log_normal, span, unit},
    scenario::Answers,
};

/// What somebody does once they are asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reply {
    /// Their answer, and how long after the question; nothing when they never answer.
    pub answer: Option<(Span, State)>,
    /// Whether a few words come with it.
    pub writes: bool,
    /// Who needed help says that they are safe this long after the question.
    pub helped: Option<Span>,
    /// A friend says something of them this long after the question, and before they answer themselves.
    pub declared: Option<(Span, How)>,
}

/// Draws what somebody does once they are asked; `here`: whether they are in the zone, and not only their home or work.
#[must_use]
pub fn reply(answers: &Answers, here: bool, dice: &dyn Dice) -> Reply {
    let minutes = |median: f64| log_normal(dice, median, answers.spread);
    let after = minutes(answers.median_minutes);
    let state = match here {
        true if chance(dice, answers.need_help) => State::NeedHelp,
        false if chance(dice, answers.away_says_not_there) => State::NotThere,
        _ => State::Safe,
    };
    let writes = chance(dice, answers.writes);
    let silent = state != State::NeedHelp && chance(dice, answers.never);
    let helped = (state == State::NeedHelp).then(|| span((after + minutes(answers.helped_after_minutes)) * 60.0));
    let declared = chance(dice, answers.declared).then(|| {
        let before = if silent { minutes(answers.median_minutes * 2.0) } else { after * (0.3 + 0.6 * unit(dice)) };
        (span(before * 60.0), how(dice))
    });
    Reply { answer: (!silent).then(|| (span(after * 60.0), state)), writes, helped, declared }
}

/// Most have spoken on the telephone; a few only read something.
fn how(dice: &dyn Dice) -> How {
    match dice.below(100) {
        0..55 => How::Spoke,
        55..80 => How::Saw,
        80..92 => How::Heard,
        _ => How::Read,
    }
}

#[cfg(test)]
mod tests {
    use kernel::SeededDice;

    use super::*;
    use crate::Scenario;

    fn replies(here: bool) -> Vec<Reply> {
        let answers = Scenario::paris().unwrap().answers;
        let dice = SeededDice::new(5);
        (0..20_000).map(|_| reply(&answers, here, &dice)).collect()
    }

    fn share(replies: &[Reply], of: impl Fn(&Reply) -> bool) -> f64 {
        let some = u32::try_from(replies.iter().filter(|r| of(r)).count()).unwrap();
        f64::from(some) / f64::from(u32::try_from(replies.len()).unwrap())
    }

    #[test]
    fn half_of_the_answers_come_within_the_median() {
        let mut delays: Vec<Span> = replies(true).iter().filter_map(|r| r.answer).map(|(after, _)| after).collect();
        delays.sort_unstable();
        let median = delays[delays.len() / 2];
        assert!((900..1020).contains(&median.whole_seconds()), "{median:?}");
    }

    #[test]
    fn one_or_two_in_a_hundred_need_help_and_some_never_answer() {
        let all = replies(true);
        let help = share(&all, |r| matches!(r.answer, Some((_, State::NeedHelp))));
        assert!((0.01..0.02).contains(&help), "{help}");
        let silent = share(&all, |r| r.answer.is_none());
        assert!((0.09..0.13).contains(&silent), "{silent}");
        assert!(all.iter().all(|r| r.helped.is_some() == matches!(r.answer, Some((_, State::NeedHelp)))));
        assert!(all.iter().all(|r| r.helped.is_none() || r.helped > r.answer.map(|(after, _)| after)));
    }

    #[test]
    fn most_of_those_elsewhere_say_so_and_none_of_them_needs_help() {
        let all = replies(false);
        let away = share(&all, |r| matches!(r.answer, Some((_, State::NotThere))));
        assert!((0.7..0.85).contains(&away), "{away}");
        assert!(!all.iter().any(|r| matches!(r.answer, Some((_, State::NeedHelp)))));
    }

    #[test]
    fn friends_speak_before_the_person_does() {
        let all = replies(true);
        let declared = share(&all, |r| r.declared.is_some());
        assert!((0.04..0.06).contains(&declared), "{declared}");
        for r in &all {
            if let (Some((said, _)), Some((after, _))) = (r.declared, r.answer) {
                assert!(said <= after);
            }
        }
    }
}
