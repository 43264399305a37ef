use std::sync::Arc;

use kernel::Id;
use kernel::{Dice, IncidentId, Lang, SeededDice, Span};
use register::{Asking, Name, Register};
use store::{Change, Folder, Seal};

use crate::{contact, fact, night, person};

store::testing::each_store! {
    async fn after_sealing_anew_old_keys_can_be_dropped(store: Store) {
        let dir = tempfile::tempdir().unwrap();
        let keys = Folder::open(dir.path()).unwrap().keys();
        let dice: Arc<dyn Dice> = Arc::new(SeededDice::new(7));
        let old = Register::new(store.clone(), Seal::open_or_make(&keys, &*dice).unwrap(), Arc::clone(&dice));
        let incident = IncidentId::from_bytes([5; 16]);
        let mut everybody = Vec::new();
        for i in 0..7 {
            let p = person(&old, &format!("Nº {i}")).await;
            let mail = contact(&format!("p{i}@example.org"));
            let name = Name::clean("Nouveau").unwrap();
            let ask = Asking {
                contact: &mail, person: None, name: Some(&name), lang: Lang::Fr, at: night(), good_for: Span::minutes(10), per_hour: 9,
            };
            let change = old.add_contact(Change::new(), p, &mail, night());
            let change = old.add_contact(change, p, &contact(&format!("061234567{i}")), night());
            let change = old.ask_proof(change, &ask).1;
            store.apply(old.with_fact(change, &fact(&old, p, p, incident), Some("mot"))).await.unwrap();
            everybody.push(p);
        }
        let new = Register::new(store.clone(), Seal::rotate(&keys, &*dice).unwrap(), Arc::clone(&dice));
        let mut heard = 0;
        let done = new.reseal(3, |_| heard += 1).await.unwrap();
        assert_eq!((done.seen, done.sealed), (49, 49), "7 × (name, two contacts, words, contact, code, name of a proof)");
        assert!(heard > 12);
        assert_eq!(new.reseal(100, |_| ()).await.unwrap().sealed, 0);
        let last = Register::new(store.clone(), Seal::drop_old_keys(&keys).unwrap(), dice);
        for (i, p) in everybody.into_iter().enumerate() {
            assert_eq!(last.card(p).await.unwrap().unwrap().name, format!("Nº {i}"));
            assert_eq!(last.contacts(p).await.unwrap().len(), 2);
            assert_eq!(last.words_of(&[p]).await.unwrap()[0].1, "mot");
        }
        assert_eq!(last.proofs_waiting(night(), &[register::ContactKind::Email, register::ContactKind::Phone], 100).await.unwrap()[0].name.as_deref(), Some("Nouveau"));
        let later = person(&last, "x").await;
        assert!(old.card(later).await.is_ok(), "a process that runs on reads the key file again");
        let stranger = Seal::in_memory(&SeededDice::new(8)).unwrap();
        let other = Register::new(store, stranger, Arc::new(SeededDice::new(9)));
        assert!(other.card(later).await.is_err(), "what is sealed with a key needs it");
        assert!(last.unopened().await.unwrap().is_empty());
        let shut = other.unopened().await.unwrap();
        assert!(shut.contains(&("person.name", 8)), "whoever looks after the server is told: {shut:?}");
    }
}
