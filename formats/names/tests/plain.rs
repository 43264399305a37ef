//! What the parts do, one example each.
#![allow(clippy::as_conversions, clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use names::{Name, Reason, compare};

#[test]
fn each_kind_of_difference_has_its_reason() {
    use Reason::*;
    let mut wrong = Vec::new();
    for (a, b, least, reason) in [
        ("Éloïse Fauré", "ELOISE FAURE", 1000, SameName),
        ("Jean Dupont", "Dupont Jean", 990, OrderSwapped),
        ("Claire Le Blanc", "Claire Leblanc", 900, JoinedOrParted),
        ("Charles de Villiers", "Charles Villiers", 950, ParticleDiffers),
        ("Mathieu Perrin", "Matthieu Perrin", 950, SpelledOtherwise),
        ("Mohamed Slimani", "محمد سليماني", 900, Transliterated),
        ("Нина Щербакова", "Nina Chtcherbakova", 900, Transliterated),
        ("王小明", "Xiao Ming Wang", 900, Transliterated),
        ("김민수", "Minsu Kim", 850, Transliterated),
        ("Γιώργος Παπαδόπουλος", "Giorgos Papadopoulos", 900, Transliterated),
        ("Paul Dupond", "Paul Dupont", 940, SameSound),
        ("Lucie Bertrand", "Lucie Bertramd", 900, LettersDiffer(1)),
        ("Alphonse Castelnau", "Alphonze Castelmau", 850, LettersDiffer(1)),
        ("Robert Smith", "Bob Smith", 900, Nickname),
        ("Alexandre Petit", "Sacha Petit", 900, Nickname),
        ("Jean Rossi", "Giovanni Rossi", 850, OtherLanguage),
        ("J. Carpentier", "Julien Carpentier", 750, InitialOnly),
        ("Anne Dupuis née Carlier", "Anne Carlier", 900, NameAtBirth),
        ("Jean Pierre Marie Morvan", "Jean Morvan", 800, PartMissing),
        ("Abd el-Kader Ziani", "Abdelkader Ziani", 980, SameName),
        ("عبد الرحمن ناصر", "Abderrahmane Nasser", 850, Transliterated),
        ("نور الدين حداد", "Noureddine Haddad", 850, Transliterated),
        ("Patrick O'Brien", "Patrick Obrien", 950, JoinedOrParted),
        ("Dupont", "Jean Dupont", 600, OnePartOnly),
        ("דוד לוי", "David Levy", 850, Transliterated),
    ] {
        let score = compare(&Name::parse(a), &Name::parse(b));
        if score.value < least || !score.reasons.contains(&reason) {
            wrong.push(format!("{a} / {b}: {score:?}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn different_people_are_different() {
    for (a, b, most) in [
        ("Jean Martin", "Jeanne Martin", 780),
        ("Julie Durand", "Julien Durand", 780),
        ("Jean Martin", "Paul Martin", 520),
        ("Marie Dupont", "Marie Durand", 560),
        ("Ali Benali", "Leo Bunel", 500),
        ("Wei Zhang", "Min Li", 300),
    ] {
        let score = compare(&Name::parse(a), &Name::parse(b));
        assert!(score.value <= most, "{a} / {b}: {score:?}");
    }
}
