//! Documents that were read already. Every page and feed that shows messages asks for them, without an account too, and what another server
//! sent may be long: it is read once for each time that it changes.

use std::{
    collections::{HashMap, VecDeque},
    sync::{Arc, LazyLock, Mutex, PoisonError},
};

use cap::{Alert, Limits, Message, Settings};
use kernel::{AlertId, zone::Zone};
use register::alarms::outlines;

/// How many are remembered, and how long their texts are together, in bytes.
const MOST: usize = 2000;
const LONGEST: usize = 4 << 20;

/// A document as it was read.
#[derive(Clone)]
pub(super) struct Read {
    pub(super) document: Arc<str>,
    pub(super) alert: Arc<Alert>,
    shapes: Arc<str>,
    pub(super) area: Arc<[Zone]>,
}

impl Read {
    /// Reads a document that was accepted once: whether its outlines cross is not asked again.
    fn of(document: &str, shapes: &str) -> Option<Self> {
        let settings = Settings { limits: Limits { comparisons: 0, ..Limits::default() }, now: None };
        let alert = Message::read(document.as_bytes(), &settings).ok()?.into_alert()?;
        let area = outlines(shapes).into();
        Some(Self { document: Arc::from(document), alert: Arc::new(alert), shapes: Arc::from(shapes), area })
    }
    fn is_of(&self, document: &str, shapes: &str) -> bool {
        *self.document == *document && *self.shapes == *shapes
    }
    fn bytes(&self) -> usize {
        self.document.len().saturating_add(self.shapes.len())
    }
}

#[derive(Default)]
struct Known {
    all: HashMap<AlertId, Read>,
    order: VecDeque<AlertId>,
    bytes: usize,
}

impl Known {
    fn get(&self, id: AlertId, document: &str, shapes: &str) -> Option<Read> {
        self.all.get(&id).filter(|read| read.is_of(document, shapes)).cloned()
    }
    /// Remembers one; those that were remembered first are forgotten when they are too many, or too long.
    fn put(&mut self, id: AlertId, read: Read) {
        self.bytes = self.bytes.saturating_add(read.bytes());
        match self.all.insert(id, read) {
            Some(old) => self.bytes = self.bytes.saturating_sub(old.bytes()),
            None => self.order.push_back(id),
        }
        while self.order.len() > MOST || self.bytes > LONGEST {
            let Some(first) = self.order.pop_front() else { break };
            self.bytes = self.bytes.saturating_sub(self.all.remove(&first).map_or(0, |old| old.bytes()));
        }
    }
}

/// The same text reads the same in every house, and what is remembered is compared with what stands there now.
static KNOWN: LazyLock<Mutex<Known>> = LazyLock::new(Mutex::default);

/// A document and its outlines, read now or before; nothing when it cannot be read.
pub(super) fn read(id: AlertId, document: &str, shapes: &str) -> Option<Read> {
    let known = || KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    let found = known().get(id, document, shapes);
    found.or_else(|| {
        let read = Read::of(document, shapes)?;
        known().put(id, read.clone());
        Some(read)
    })
}

#[cfg(test)]
mod tests {
    use kernel::Id;

    use super::*;

    fn document(words: &str) -> String {
        format!(
            "<alert xmlns=\"urn:oasis:names:tc:emergency:cap:1.2\"><identifier>1</identifier><sender>x.example</sender>\
             <sent>2015-11-13T23:30:00+01:00</sent><status>Actual</status><msgType>Alert</msgType><scope>Public</scope>\
             <info><language>fr-FR</language><category>Fire</category><event>Incendie</event><urgency>Immediate</urgency>\
             <severity>Severe</severity><certainty>Observed</certainty><description>{words}</description><area><areaDesc>Le port</areaDesc>\
             <polygon>48.86,2.35 48.86,2.38 48.88,2.38 48.88,2.35 48.86,2.35</polygon></area></info></alert>"
        )
    }
    fn id(n: u16) -> AlertId {
        let mut bytes = [7; 16];
        bytes[..2].copy_from_slice(&n.to_be_bytes());
        AlertId::from_bytes(bytes)
    }

    #[test]
    fn a_document_is_read_once_and_again_when_it_changes() {
        let (one, two) = (document("un"), document("deux"));
        let alert = |document: &str, shapes: &str| read(id(1), document, shapes).unwrap().alert;
        let first = alert(&one, "[]");
        assert!(Arc::ptr_eq(&first, &alert(&one, "[]")), "nobody reads it a second time");
        assert_eq!(alert(&two, "[]").infos[0].description, "deux");
        assert_eq!(alert(&one, "[]").infos[0].description, "un");
        assert!(!Arc::ptr_eq(&alert(&one, "[]"), &alert(&one, "[ ]")), "other outlines");
        assert!(read(id(1), "<alert", "[]").is_none());
        assert_eq!(first.infos[0].areas[0].polygons.len(), 1, "whether it crosses is not asked again");
    }

    #[test]
    fn what_is_remembered_is_bounded() {
        let mut known = Known::default();
        for n in 0..3000 {
            known.put(id(n), Read::of(&document(&"x".repeat(usize::from(n))), "[]").unwrap());
            known.put(id(n), Read::of(&document("y"), "[]").unwrap());
            let bytes: usize = known.all.values().map(Read::bytes).sum();
            assert_eq!((known.all.len(), known.bytes), (known.order.len(), bytes));
        }
        assert_eq!(known.all.len(), MOST);
        for n in 0..100 {
            known.put(id(n), Read::of(&document(&"x".repeat(100_000)), "[]").unwrap());
            assert!(known.bytes <= LONGEST);
        }
        assert!(known.all.contains_key(&id(99)) && known.all.len() < 50, "the newest are remembered");
    }
}
