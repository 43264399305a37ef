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

    #[test]
    fn four_languages_offer_ask_and_search_and_none_of_them_is_heard_where_nothing_is_meant() {
        use Meant::{Offer, Request, Search};
        let said = [
            ("fr", Some(Offer), "J’ouvre ma porte, 3 places pour la nuit, métro Parmentier #PorteOuverte"),
            ("fr", Some(Request), "Nous sommes deux et nous cherchons un toit pour la nuit #PorteOuverte"),
            ("fr", Some(Search), "Je cherche mon frère Karim, il était au concert"),
            ("fr", None, "Le métro est fermé, rentrez à pied par les quais"),
            ("en", Some(Offer), "My door is open, room for 2 people near Parmentier #OpenDoor"),
            ("en", Some(Request), "We need a place to stay tonight, two people #OpenDoor"),
            ("en", Some(Search), "I am looking for my sister Camille, she was near République"),
            ("en", None, "The street is closed, please walk along the river"),
            ("es", Some(Offer), "Abro mi puerta, 2 plazas para esta noche #PuertaAbierta"),
            ("es", Some(Request), "Necesitamos un lugar para dormir, somos dos #PuertaAbierta"),
            ("es", Some(Search), "Busco a mi hermana Camille, estaba cerca de République"),
            ("es", None, "La calle está cerrada, vayan por el río"),
            ("ar", Some(Offer), "بيتي مفتوح لشخصين هذه الليلة #باب_مفتوح"),
            ("ar", Some(Request), "نحتاج مكانا للنوم هذه الليلة نحن شخصان #باب_مفتوح"),
            ("ar", Some(Search), "أبحث عن أختي كاميل كانت قرب الساحة"),
            ("ar", None, "الشارع مغلق امشوا على ضفة النهر"),
        ];
        let wrong: Vec<_> =
            said.iter().map(|(l, wanted, text)| (l, wanted, meant(text, &[]))).filter(|(_, a, b)| *a != b).collect();
        assert!(wrong.is_empty(), "{wrong:?}");
    }
}
