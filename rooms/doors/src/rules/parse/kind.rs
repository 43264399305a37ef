//! A private home or a public place.

use words::Tokens;

use super::{
    Read, Sure,
    lexicon::{HOME, HOME_WEAK, NEAR, PUBLIC},
    phrase,
    whereabouts::Whereabouts,
};
use crate::model::Kind;

/// What kind of place is spoken of; nothing if it could be either.
pub fn read<L>(tokens: &Tokens, wheres: &[Read<Whereabouts<L>>]) -> Option<Read<Kind>> {
    let found = |list, kind, sure| {
        phrase::all(tokens, list)
            .filter(|(at, len)| {
                let range = phrase::span(tokens, *at, *len);
                // "près de la mairie", "métro Mairie de Montreuil", "Hôtel de Ville".
                let near = phrase::before(tokens, *at, 4, NEAR);
                let part = wheres.iter().any(|w| w.range.start < range.end && range.start < w.range.end);
                let hall =
                    tokens.get(*at).is_some_and(|t| t.is(&["hotel"])) && phrase::behind(tokens, *at, 2, &["ville"]);
                let own = matches!(kind, Kind::Home);
                own || (!near && !part && !hall)
            })
            .map(move |(at, len)| Read { value: kind, sure, range: phrase::span(tokens, at, len) })
            .next()
    };
    match (found(PUBLIC, Kind::Public, Sure::High), found(HOME, Kind::Home, Sure::High)) {
        (Some(_), Some(_)) => None,
        (Some(public), None) => Some(public),
        (None, Some(home)) => Some(home),
        (None, None) => found(HOME_WEAK, Kind::Home, Sure::Low),
    }
}
