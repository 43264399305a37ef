//! What somebody looks for, as the address of a page and its forms carry it along.

use kernel::{Cell, IncidentId};
use web::{Form, Front, encode};

use crate::model::{Company, Suit, Suits};

/// The most people that one looks for room for at once.
pub(super) const MOST: i64 = 10;

/// What somebody looks for. Nothing in it is finer than a cell: it stands in addresses.
#[derive(Clone, Debug)]
pub(super) struct Sought {
    /// A landmark or a cell.
    pub(super) near: String,
    pub(super) places: i64,
    pub(super) needs: Suits,
    pub(super) who: Company,
    pub(super) incident: Option<IncidentId>,
}

impl Sought {
    /// What a form or a query says; what it does not say, or not readably, is as usual.
    pub(super) fn of(form: &Form) -> Self {
        Self {
            near: form.value("near").to_owned(),
            places: form.value("places").parse().unwrap_or(1).clamp(1, MOST),
            needs: form.values("needs").flat_map(|v| v.split(',')).filter_map(|w| Suit::of_word(w.trim())).collect(),
            who: Company::of_word(form.value("who")).unwrap_or(Company::Adults),
            incident: form.value("incident").parse().ok(),
        }
    }
    /// From another place.
    pub(super) fn from(mut self, cell: Cell) -> Self {
        self.near = cell.to_string();
        self
    }
    /// The end of an address, with its `?`.
    pub(super) fn query(&self) -> String {
        let mut parts = vec![];
        if !self.near.is_empty() {
            parts.push(format!("near={}", encode(&self.near)));
        }
        if self.places != 1 {
            parts.push(format!("places={}", self.places));
        }
        if self.needs.0 != 0 {
            let words: Vec<&str> = self.needs.iter().map(Suit::word).collect();
            parts.push(format!("needs={}", words.join(",")));
        }
        if self.who != Company::Adults {
            parts.push(format!("who={}", self.who.word()));
        }
        if let Some(incident) = self.incident {
            parts.push(format!("incident={incident}"));
        }
        if parts.is_empty() { String::new() } else { format!("?{}", parts.join("&")) }
    }
    /// Where its doors are listed.
    pub(super) fn list(&self) -> String {
        format!("/doors{}", self.query())
    }
    /// The form that shows it.
    pub(super) fn form(&self) -> Form {
        let mut fields = vec![
            ("near".to_owned(), self.near.clone()),
            ("places".to_owned(), self.places.to_string()),
            ("who".to_owned(), self.who.word().to_owned()),
        ];
        fields.extend(self.needs.iter().map(|s| ("needs".to_owned(), s.word().to_owned())));
        fields.extend(self.incident.map(|i| ("incident".to_owned(), i.to_string())));
        Form::of(fields)
    }
    /// Whether only public places are shown.
    pub(super) fn public_only(&self) -> bool {
        self.who != Company::Adults
    }
}

/// Who they are, as a form offers it.
pub(super) fn companies(front: &Front) -> Vec<(&'static str, String)> {
    Company::ALL.iter().map(|c| (c.word(), front.t(&format!("who-is-{}", c.word())).into_owned())).collect()
}

/// What is needed, as a form offers it: words, names, icons.
pub(super) fn needs(front: &Front) -> Vec<(&'static str, String)> {
    Suit::ALL.iter().map(|s| (s.word(), front.t(&format!("needs-{}", s.word())).into_owned())).collect()
}

/// How many, as a form offers it.
pub(super) fn numbers(most: i64) -> Vec<(String, String)> {
    (1..=most.clamp(1, MOST)).map(|n| (n.to_string(), n.to_string())).collect()
}
