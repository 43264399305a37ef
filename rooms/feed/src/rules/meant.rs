//! What a text reads like, besides a post: an offer of room, a request for it, a search. It is proposed, never decided: whoever wrote knows.

use words::{Intent, Sure, Tokens};

use super::born::{self, About};

/// What a post may be meant as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meant {
    /// Somebody opens their door.
    Offer,
    /// Somebody needs room.
    Request,
    /// Somebody is looked for.
    Search,
}

/// What this text reads like, with the tags that stand beside it; nothing for most.
#[must_use]
pub fn meant(text: &str, beside: &[String]) -> Option<Meant> {
    let mut tokens = Tokens::of(text);
    let about = |about| beside.iter().filter_map(|t| words::tag_key(t)).any(|key| born::about(&key) == about);
    let tagged = words::take_out_door_tags(&mut tokens) || about(About::Doors);
    let counted = tokens.all.iter().any(|t| t.value().is_some_and(|n| (1..=50).contains(&n)));
    // Whoever is named by who they are to somebody is looked for; under a tag of doors it is room.
    if !tagged && words::searches(text) {
        return Some(Meant::Search);
    }
    match words::intent(text, &tokens, tagged, tagged && counted, false) {
        (Intent::Offer, sure) if sure > Sure::Low => Some(Meant::Offer),
        (Intent::Request, sure) if sure > Sure::Low => Some(Meant::Request),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Meant, meant};

    #[test]
    fn what_is_meant_for_a_room_is_proposed_there() {
        let of = |text| meant(text, &[]);
        assert_eq!(of("#PorteOuverte 2 places rue Oberkampf, j'ouvre ma porte"), Some(Meant::Offer));
        assert_eq!(of("Je cherche un toit pour la nuit, nous sommes deux #PorteOuverte"), Some(Meant::Request));
        assert_eq!(of("Je cherche ma sœur Camille, elle était vers République"), Some(Meant::Search));
        assert_eq!(of("Des sirènes boulevard Voltaire, restez chez vous"), None);
        assert_eq!(of(""), None);
        assert_eq!(meant("2 places pour la nuit vers Parmentier", &["PorteOuverte".into()]), Some(Meant::Offer));
    }
}
