//! A letter on its way.

use std::sync::{
    Arc,
    atomic::{AtomicU32, Ordering},
};

use kernel::{Dice, FixedClock, Lang, SeededDice, Time};
use notify::{
    Carrier, Channel, Delivery, Kind, Letter, Message, NewDelivery, Outcome, Owner, Queue, Target,
    email::{EmailCarrier, Settings},
};
use store::{Change, Seal, Store};

/// A queue, and a carrier of it.
pub(crate) struct Scene {
    pub(crate) queue: Queue,
    pub(crate) clock: Arc<FixedClock>,
    pub(crate) carrier: EmailCarrier,
    _folder: tempfile::TempDir,
}

impl Scene {
    pub(crate) async fn new(settings: &Settings) -> Self {
        let clock = Arc::new(FixedClock::at(Time::parse("2015-11-13T23:41:00+01:00").unwrap()));
        let dice: Arc<dyn Dice> = Arc::new(SeededDice::new(7));
        let folder = tempfile::tempdir().unwrap();
        let store = Store::sqlite_at(&folder.path().join("db"), clock.clone()).await.unwrap();
        let queue = Queue::new(store, Seal::in_memory(&*dice).unwrap(), dice);
        let carrier = EmailCarrier::new(settings, "Ville de Paris", queue.clone(), clock.clone()).unwrap();
        Self { queue, clock, carrier, _folder: folder }
    }
    /// A delivery, as it is taken from the queue.
    pub(crate) async fn delivery(&self, once: &str) -> Delivery {
        use kernel::Clock;
        let now = self.clock.now();
        let new = NewDelivery {
            contact: Some("lea@example.net"),
            ..NewDelivery::new(once.as_bytes(), Owner::Contact([1; 16]), Kind::Ask, Channel::Email, now)
        };
        self.queue.store().apply(self.queue.add(Change::new(), &new)).await.unwrap();
        self.queue.claim(Channel::Email, now, 1).await.unwrap().pop().unwrap()
    }
    pub(crate) async fn carry(&self, letter: &Letter, to: &str) -> Outcome {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let delivery = self.delivery(&NEXT.fetch_add(1, Ordering::Relaxed).to_string()).await;
        self.carrier.carry(&delivery, letter, &Target::Email(to.to_owned())).await
    }
}

pub(crate) const SENT: Outcome = Outcome::Sent { reference: None, parts: 0 };

/// The question, in a language.
pub(crate) fn letter(lang: Lang) -> Letter {
    let (title, text, button) = match lang {
        Lang::Ar => ("هل أنت بخير؟", "يبدو أنك في المنطقة المتأثرة.\nمستمر منذ 23:41.", "أجب"),
        _ => (
            "Allez-vous bien ?",
            "Il semble que vous soyez dans la zone touchée.\nEn cours depuis 23 h 41.",
            "Répondre",
        ),
    };
    let (footer, stop_label) = match lang {
        Lang::Ar => ("تصلك هذه الرسالة لأنك طلبتها من Ville de Paris.", "إيقاف هذا النوع من الرسائل"),
        _ => (
            "Vous recevez ce message parce que vous l’avez demandé à Ville de Paris.",
            "Ne plus recevoir ce genre de courriel",
        ),
    };
    Letter {
        message: Message {
            kind: Kind::Ask,
            person: None,
            incident: None,
            drill: false,
            lang,
            silent: true,
            link: "https://rhizome.example/r/AbCdEfGhIjKl".to_owned(),
        },
        title: title.to_owned(),
        text: text.to_owned(),
        button: button.to_owned(),
        short: "…".to_owned(),
        footer: footer.to_owned(),
        stop: Some("https://rhizome.example/u/AbCdEfGhIjKl".to_owned()),
        stop_label: stop_label.to_owned(),
    }
}
