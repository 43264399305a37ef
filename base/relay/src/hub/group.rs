//! Readers of the same thing, and who is concerned by a frame: found by what it is about, not by asking everybody.

use std::collections::HashMap;

use kernel::{IncidentId, PersonId, TagId};

use super::{reads::Reads, slab::Slab};
use crate::{Marks, Parcel, To, Want, Who};

/// Readers who get the same frames.
#[derive(Debug)]
pub(super) struct Group {
    reads: Reads,
    pub(super) readers: Vec<usize>,
    /// Frames that leave together.
    pub(super) pending: Vec<Parcel>,
}

/// All groups, by what they read.
#[derive(Debug, Default)]
pub(super) struct Groups {
    pub(super) all: Slab<Group>,
    numbers: HashMap<Reads, usize>,
    people: usize,
    /// Readers of the flow who want a hashtag: under each of those of which one is enough, else under one of those that must be there.
    by_tag: HashMap<TagId, Vec<usize>>,
    /// Those who ask for no hashtag, by incident, if they want only one.
    by_incident: HashMap<Option<IncidentId>, Vec<usize>>,
    /// How many groups read the flow of an incident, or of all.
    flows: HashMap<Option<IncidentId>, usize>,
}

impl Groups {
    /// The group of those who read this, made if there is none.
    pub(super) fn of(&mut self, reads: Reads) -> usize {
        if let Some(n) = self.numbers.get(&reads) {
            return *n;
        }
        let n = self.all.insert(Group { reads: reads.clone(), readers: Vec::new(), pending: Vec::new() });
        match &reads {
            Reads::Feed(want) => {
                self.in_lists(want, |list| list.push(n));
                let flow = self.flows.entry(want.incident).or_default();
                *flow = flow.saturating_add(1);
            }
            Reads::Account(Who::Person(_)) => self.people = self.people.saturating_add(1),
            Reads::Account(_) => {}
        }
        self.numbers.insert(reads, n);
        n
    }
    /// Forgets a group that nobody is in.
    pub(super) fn forget(&mut self, n: usize) {
        let Some(group) = self.all.remove(n) else { return };
        self.numbers.remove(&group.reads);
        match &group.reads {
            Reads::Feed(want) => {
                self.in_lists(want, |list| list.retain(|g| *g != n));
                if let Some(flow) = self.flows.get_mut(&want.incident) {
                    *flow = flow.saturating_sub(1);
                    if *flow == 0 {
                        self.flows.remove(&want.incident);
                    }
                }
            }
            Reads::Account(Who::Person(_)) => self.people = self.people.saturating_sub(1),
            Reads::Account(_) => {}
        }
    }
    /// Does this to the lists in which a want stands. Whatever it takes is found in one of them; empty ones are forgotten.
    fn in_lists(&mut self, want: &Want, change: impl Fn(&mut Vec<usize>)) {
        let tags = if want.any.is_empty() { want.all.get(..1).unwrap_or_default() } else { &want.any };
        for tag in tags {
            let list = self.by_tag.entry(*tag).or_default();
            change(list);
            if list.is_empty() {
                self.by_tag.remove(tag);
            }
        }
        if tags.is_empty() {
            let list = self.by_incident.entry(want.incident).or_default();
            change(list);
            if list.is_empty() {
                self.by_incident.remove(&want.incident);
            }
        }
    }
    /// Whether nothing is kept of anybody.
    #[cfg(test)]
    pub(super) fn is_empty(&self) -> bool {
        let lists = self.by_tag.is_empty() && self.by_incident.is_empty() && self.flows.is_empty();
        lists && self.all.len() == 0 && self.numbers.is_empty() && self.people == 0
    }
    fn number(&self, who: Who) -> Option<usize> {
        self.numbers.get(&Reads::Account(who)).copied()
    }
    pub(super) fn has(&self, who: Who) -> bool {
        self.number(who).is_some()
    }
    pub(super) const fn has_people(&self) -> bool {
        self.people > 0
    }
    /// Whether anybody is there but readers of the flow.
    pub(super) fn has_accounts(&self) -> bool {
        self.all.len() > self.flows.values().sum()
    }
    pub(super) fn has_flow(&self, incident: IncidentId) -> bool {
        self.flows.contains_key(&None) || self.flows.contains_key(&Some(incident))
    }
    /// The groups that a frame goes to, each once.
    pub(super) fn addressed(&self, to: &To) -> Vec<usize> {
        match to {
            To::Everyone => {
                let accounts = self.all.iter().filter(|(_, g)| matches!(g.reads, Reads::Account(_)));
                accounts.map(|(n, _)| n).collect()
            }
            To::People(people) => people.iter().filter_map(|p| self.number(Who::Person(*p))).collect(),
            To::Operators => self.number(Who::Operator).into_iter().collect(),
            To::Moderators => [Who::Operator, Who::Moderator].into_iter().filter_map(|w| self.number(w)).collect(),
            To::Feed(marks) => self.wanting(marks),
            To::Flow { incident, drill } => {
                let reads = |g: &Group| matches!(&g.reads, Reads::Feed(want) if want.reads(*incident, *drill));
                self.all.iter().filter(|(_, g)| reads(g)).map(|(n, _)| n).collect()
            }
        }
    }
    fn wanting(&self, marks: &Marks) -> Vec<usize> {
        let tagged = marks.tags.iter().filter_map(|t| self.by_tag.get(t));
        let untagged = [Some(marks.incident), None].into_iter().filter_map(|i| self.by_incident.get(&i));
        let mut found: Vec<usize> = tagged.chain(untagged).flatten().copied().collect();
        found.sort_unstable();
        found.dedup();
        found.retain(|n| self.all.get(*n).is_some_and(|g| g.reads.wants(marks)));
        found
    }
    pub(super) fn staff(&self) -> Vec<usize> {
        [Who::Operator, Who::Moderator].into_iter().filter_map(|w| self.number(w)).collect()
    }
    pub(super) fn person(&self, person: PersonId) -> Option<usize> {
        self.number(Who::Person(person))
    }
}
