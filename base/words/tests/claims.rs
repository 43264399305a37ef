//! What reads like positions of forces, and what accuses: both ways, in six languages.
#![allow(clippy::as_conversions, clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use proptest::prelude::*;
use words::{accuses, tells_of_forces};

const FORCES: &[&str] = &[
    "Le RAID est sur le toit d'en face",
    "Rue de la Folie : la police bloque la rue",
    "ils se positionnent derrière le café, les CRS arrivent par la cour",
    "30 policiers dans l'escalier",
    "Je vois des snipers aux fenêtres du 3e étage",
    "La BRI va donner l'assaut par l'arrière",
    "Cops are hiding behind the van",
    "SWAT moving in through the back door",
    "snipers on the rooftops across the street",
    "Polizei steht vor dem Hintereingang",
    "Das SEK stürmt gleich das Haus",
    "La policía está delante del portal",
    "Hay francotiradores en la azotea",
    "De politie staat voor de deur, ze gaan binnen",
    "Scherpschutters op het dak",
    "القناصة على سطح الفندق",
    "الشرطة تحاصر المبنى من الخلف",
    "قوات الامن امام المسرح",
];

const NO_FORCES: &[&str] = &[
    "Appelez la police si vous êtes blessé",
    "Merci à la police et aux pompiers",
    "La police demande à chacun de rester chez soi ce soir",
    "Nous sommes quatre dans le café, tout va bien",
    "Call the police if you see something",
    "Thank you officers",
    "Ruft die Polizei, wenn ihr etwas seht",
    "Gracias a la policía",
    "Bedankt politie",
    "شكرا للشرطة",
    "Je suis devant le théâtre, je cherche ma sœur",
    "Le raid en montagne est annulé",
];

const ACCUSED: &[(&str, bool)] = &[
    ("Le terroriste est Armel Vantroux, faites tourner", false),
    ("Armel Vantroux est complice, il habite ici", false),
    ("C'est @armelv le tueur", false),
    ("le tueur s'appelle Vantroux", false),
    ("Voici le terroriste", true),
    ("Cet homme est un des tueurs, partagez son visage", true),
    ("The killer is Armel Vantroux", false),
    ("This man is the shooter", true),
    ("his name is Vantroux and he is the attacker", false),
    ("Der Täter heißt Armel Vantroux", false),
    ("El asesino es Armel Vantroux", false),
    ("este es el asesino", true),
    ("De dader is Armel Vantroux", false),
    ("القاتل اسمه سمير", false),
    ("هذا هو الارهابي", true),
];

const NOT_ACCUSED: &[(&str, bool)] = &[
    ("Un terroriste est en fuite, restez chez vous", false),
    ("Un tueur au Père Lachaise, dit-on", false),
    ("Le préfet Armel Vantroux : « un suspect est en fuite »", false),
    ("Armel Vantroux est en sécurité, merci à tous", false),
    ("Je cherche Armel Vantroux, 27 ans, manteau vert", true),
    ("The suspects are still at large. Stay inside.", false),
    ("Prosecutor Armel Vantroux says a suspect was killed", false),
    ("Voici la salle où nous vous accueillons", true),
    ("Attaque rue Amelot : des tueurs tirent sur les terrasses", false),
    ("URGENT TIREUR BOULEVARD VOLTAIRE RESTEZ CHEZ VOUS", false),
    ("ارهابيون في الشارع ابقوا في بيوتكم", false),
];

fn lachaise(pair: &str) -> bool {
    pair == "pere lachaise"
}

#[test]
fn positions_of_forces_are_found_in_six_languages_and_calls_for_help_are_not() {
    for text in FORCES {
        assert!(tells_of_forces(text), "{text}");
    }
    for text in NO_FORCES {
        assert!(!tells_of_forces(text), "{text}");
    }
}

#[test]
fn accusations_of_private_persons_are_found_and_offices_and_places_are_no_persons() {
    for (text, pictured) in ACCUSED {
        assert!(accuses(text, *pictured, lachaise), "{text}");
    }
    for (text, pictured) in NOT_ACCUSED {
        assert!(!accuses(text, *pictured, lachaise), "{text}");
    }
}

proptest! {
    #[test]
    fn whatever_is_written_is_answered_and_capitals_do_not_matter_to_forces(text in "\\PC{0,300}") {
        let _ = accuses(&text, true, |_| false);
        prop_assert_eq!(tells_of_forces(&text), tells_of_forces(&words::fold(&text)));
    }
    #[test]
    fn what_is_added_behind_takes_nothing_back(n in 0..FORCES.len(), more in "[a-z ]{0,60}") {
        let text = format!("{} {more}", FORCES[n]);
        prop_assert!(tells_of_forces(&text), "{}", text);
    }
}
