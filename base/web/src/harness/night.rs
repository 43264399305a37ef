//! What most stories begin with: an incident in which something happens, and people who have proven a contact.

use kernel::{IncidentId, Role, Span};
use register::{Contact, Country};
use serde_json::json;
use store::Change;

use super::{Client, Harness};

#[allow(clippy::unwrap_used, reason = "only tests come here: what fails here fails the test")]
impl Harness {
    /// An active incident around the République, opened by an operator alone. The room `safety` is to be in the house.
    ///
    /// # Panics
    /// When it cannot be opened.
    pub async fn active(&self, drill: bool) -> IncidentId {
        let anne = self.staff(Role::Operator, "Anne").await;
        let square = json!([[[2.35, 48.86], [2.38, 48.86], [2.38, 48.88], [2.35, 48.88], [2.35, 48.86]]]);
        let zone = json!({"type": "Polygon", "coordinates": square});
        let names = json!({"fr": "Les attaques à Paris", "en": "The attacks in Paris"});
        let body = json!({"kind": "attack", "names": names, "zone": zone, "drill": drill});
        let id = anne.post("/api/v1/incidents", body).await.expect(201).at("/id");
        let alone = json!({"alone": true, "reason": "Seule cette nuit"});
        anne.post(&format!("/api/v1/incidents/{id}/activate"), alone).await.is(200);
        self.settle().await;
        id.parse().unwrap()
    }
    /// Somebody who has proven this contact.
    ///
    /// # Panics
    /// When it is none.
    pub async fn proven(&self, name: &str, contact: &str) -> Client {
        self.proven_ago(name, contact, Span(0)).await
    }
    /// Somebody who proved it so long ago.
    ///
    /// # Panics
    /// When it is none.
    pub async fn proven_ago(&self, name: &str, contact: &str, ago: Span) -> Client {
        let who = self.person(name).await;
        let contact = Contact::parse(contact, &Country::FRANCE).unwrap();
        let at = self.house.clock.now().minus(ago);
        let change = self.house.register.prove_contact(Change::new(), who.id(), &contact, at);
        self.house.store.apply(change).await.unwrap();
        who
    }
}
