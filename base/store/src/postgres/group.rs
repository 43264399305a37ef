//! A group of changes in one transaction: what is sent, and what the answers come to.

use std::collections::HashSet;

use tokio_postgres::Statement;

use super::{
    Problem, bulk,
    line::{Answer, Line, Word},
};
use crate::{Change, Guard, StoreError, Value};

/// Groups are written one after the other, by all processes: a guard that looks at other rows than it writes ("unless this person
/// was erased") holds at the instant of writing, as it does in SQLite. While one waits for the disk the next one is already with
/// the server, so little is lost.
const BEGIN: &str = "BEGIN; SELECT pg_advisory_xact_lock(5938427462318620931)";
/// How often a group is written again before its changes are put into savepoints, one by one.
const ROUNDS: usize = 3;
/// Fewer that are alike are quicker one by one.
const ALIKE: usize = 4;

/// What a group came to: for each change, whether it was written.
pub(super) type Outcomes = Vec<Result<(), StoreError>>;

/// Changes with their statements.
pub(super) struct Group<'a> {
    changes: Vec<Known<'a>>,
    /// Whether several that are alike are written by one statement.
    bulk: bool,
}

struct Known<'a> {
    change: &'a Change,
    /// Its statements, or why one of them is none.
    statements: Result<Vec<Prepared>, StoreError>,
}

/// A statement for one, and for many if there is one.
#[derive(Clone)]
pub(super) struct Prepared {
    pub(super) one: Statement,
    pub(super) many: Option<Statement>,
}

/// Words to send, and where the answer to each step of each change will be: which word, which element of it.
#[derive(Default)]
struct Plan<'a> {
    words: Vec<Word<'a>>,
    places: Vec<(usize, Vec<Place>)>,
}

/// Where the answer to a step will be: of which word, and of which element when the word is for many.
type Place = (usize, Option<usize>);

/// How one pass over several changes ended.
#[derive(Default)]
struct Pass {
    /// These went wrong and left something behind, or may have.
    failed: HashSet<usize>,
    /// These missed and left nothing behind: they need not be undone.
    missed: Vec<usize>,
    /// A statement for many went wrong: whose fault it was is not known.
    unclear: bool,
}

impl<'a> Group<'a> {
    pub(super) async fn prepare(line: &mut Line, changes: &'a [Change]) -> Result<Self, Problem> {
        let mut known = Vec::with_capacity(changes.len());
        for change in changes {
            let mut statements = Ok(Vec::with_capacity(change.steps.len()));
            for step in &change.steps {
                match (line.prepared(step.sql.text).await, &mut statements) {
                    (Ok(statement), Ok(list)) => list.push(statement),
                    (Err(problem), _) if problem.passes() => return Err(problem),
                    (Err(problem), _) => statements = Err(StoreError::from(problem)),
                    (Ok(_), Err(_)) => {}
                }
            }
            known.push(Known { change, statements });
        }
        Ok(Self { changes: known, bulk: true })
    }

    /// Leaves the connection in an open transaction that holds exactly the changes that came to `Ok`.
    pub(super) async fn write(mut self, line: &Line) -> Result<Outcomes, Problem> {
        let mut outcomes: Outcomes =
            self.changes.iter().map(|k| k.statements.as_ref().map(|_| ()).map_err(Clone::clone)).collect();
        let mut clean: Vec<usize> = outcomes.iter().enumerate().filter(|(_, o)| o.is_ok()).map(|(i, _)| i).collect();
        let mut suspects = Vec::new();
        let mut rounds = 0;
        loop {
            let pass = self.all_at_once(line, &clean).await?;
            if pass.unclear {
                self.bulk = false;
            } else if pass.failed.is_empty() {
                for i in pass.missed {
                    note(&mut outcomes, i, Err(StoreError::Missed { step: 0 }));
                }
                break;
            }
            line.client().batch_execute("ROLLBACK").await?;
            rounds += 1;
            let (bad, good) = clean.into_iter().partition(|i| pass.failed.contains(i) || rounds >= ROUNDS);
            clean = good;
            suspects.extend::<Vec<usize>>(bad);
        }
        for i in suspects {
            let outcome = self.alone(line, i).await?;
            note(&mut outcomes, i, outcome);
        }
        Ok(outcomes)
    }

    /// Begins, and writes these changes one after the other, in one breath.
    async fn all_at_once(&self, line: &Line, which: &[usize]) -> Result<Pass, Problem> {
        let mut plan = Plan { words: vec![Word::Order(BEGIN)], places: Vec::with_capacity(which.len()) };
        for alike in which.chunk_by(|a, b| self.bulk && self.alike(*a, *b)) {
            self.plan(alike, &mut plan);
        }
        let places = plan.places;
        let many: Vec<bool> = plan.words.iter().map(|w| matches!(w, Word::Many(..))).collect();
        let answers = line.send(plan.words).await;
        let mut wrong = answers.len();
        for (n, answer) in answers.iter().enumerate() {
            match answer {
                Ok(_) => {}
                Err(problem) if problem.passes() || n == 0 => return Err(problem.clone()),
                // After an error the server passes over everything else: more is not known.
                Err(_) => {
                    wrong = n;
                    break;
                }
            }
        }
        let mut pass = Pass { unclear: many.get(wrong).copied().unwrap_or(false), ..Pass::default() };
        for (i, steps) in places {
            let guards = self.changes.get(i).into_iter().flat_map(|k| &k.change.steps).map(|s| s.guard);
            let bad = steps.iter().zip(guards).find_map(|((word, element), guard)| match answers.get(*word) {
                Some(Ok(answer)) if *word < wrong => (!guard.holds(answer.touched(*element))).then_some(guard),
                _ => (*word == wrong).then_some(Guard::Any),
            });
            match bad {
                None => {}
                // Its only statement touched no row.
                Some(Guard::Some) if steps.len() == 1 => pass.missed.push(i),
                Some(_) => drop(pass.failed.insert(i)),
            }
        }
        Ok(pass)
    }

    /// Whether two changes are made of the same statements under the same guards.
    fn alike(&self, a: usize, b: usize) -> bool {
        let (Some(a), Some(b)) = (self.changes.get(a), self.changes.get(b)) else { return false };
        let same = |(x, y): (&crate::Step, &crate::Step)| x.sql.text == y.sql.text && x.guard == y.guard;
        a.change.steps.len() == b.change.steps.len() && a.change.steps.iter().zip(&b.change.steps).all(same)
    }

    /// Puts changes that are alike into the plan. A step that touches no table of the other steps comes first, for all of them at
    /// once: whether it runs before or after them makes no difference.
    fn plan(&self, alike: &[usize], plan: &mut Plan<'a>) {
        let known = |i: &usize| self.changes.get(*i).and_then(|k| Some((k.change, k.statements.as_ref().ok()?)));
        let Some((first, statements)) = alike.first().and_then(known) else { return };
        let mut together = vec![None; first.steps.len()];
        for (n, ((step, statement), place)) in first.steps.iter().zip(statements).zip(&mut together).enumerate() {
            let others = first.steps.iter().enumerate().filter(|(m, _)| *m != n);
            let counted = matches!(step.guard, Guard::Any | Guard::Some | Guard::Exactly(1));
            let Some(many) = statement.many.as_ref().filter(|_| self.bulk && counted && alike.len() >= ALIKE) else {
                continue;
            };
            let rows = || alike.iter().filter_map(known).filter_map(|(c, _)| Some(c.steps.get(n)?.params.as_slice()));
            let complete = rows().all(|params| params.len() == statement.one.params().len());
            if complete && others.into_iter().all(|(_, other)| bulk::apart(step.sql.text, other.sql.text)) {
                let columns = columns(rows());
                *place = Some(plan.words.len());
                plan.words.push(Word::Many(many.clone(), columns));
            }
        }
        for (element, i) in alike.iter().enumerate() {
            let mut places = Vec::with_capacity(first.steps.len());
            let Some((change, statements)) = known(i) else { continue };
            for ((step, statement), many) in change.steps.iter().zip(statements).zip(&together) {
                places.push(many.map_or_else(
                    || {
                        plan.words.push(Word::Step(statement.one.clone(), &step.params));
                        (plan.words.len().saturating_sub(1), None)
                    },
                    |word| (word, Some(element)),
                ));
            }
            plan.places.push((*i, places));
        }
    }

    /// One change in a savepoint of its own.
    async fn alone(&self, line: &Line, i: usize) -> Result<Result<(), StoreError>, Problem> {
        let Some(Known { change, statements: Ok(statements) }) = self.changes.get(i) else { return Ok(Ok(())) };
        let steps = change.steps.iter().zip(statements).map(|(step, s)| Word::Step(s.one.clone(), &step.params));
        let mut answers =
            line.send(std::iter::once(Word::Order("SAVEPOINT change")).chain(steps).collect()).await.into_iter();
        answers.next().unwrap_or(Ok(Answer::Touched(0)))?;
        let mut outcome = Ok(());
        for (n, (step, answer)) in change.steps.iter().zip(answers).enumerate() {
            outcome = match answer {
                Ok(answer) if step.guard.holds(answer.touched(None)) => continue,
                Ok(_) => Err(StoreError::Missed { step: n }),
                Err(problem) if problem.passes() => return Err(problem),
                Err(problem) => Err(problem.at_step(n)),
            };
            // The first thing that went wrong is what went wrong: the rest follows from it.
            break;
        }
        let end = if outcome.is_ok() { "RELEASE change" } else { "ROLLBACK TO change; RELEASE change" };
        line.client().batch_execute(end).await?;
        Ok(outcome)
    }
}

fn note(outcomes: &mut Outcomes, i: usize, outcome: Result<(), StoreError>) {
    if let Some(known) = outcomes.get_mut(i) {
        *known = outcome;
    }
}

/// Rows of parameters as columns.
fn columns<'a>(rows: impl Iterator<Item = &'a [Value]>) -> Vec<Vec<&'a Value>> {
    let mut columns: Vec<Vec<&Value>> = Vec::new();
    for row in rows {
        if columns.is_empty() {
            columns.resize_with(row.len(), Vec::new);
        }
        for (column, value) in columns.iter_mut().zip(row) {
            column.push(value);
        }
    }
    columns
}
