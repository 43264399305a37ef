//! What operators do with perimeters in the console, as a browser without script does it.

use kernel::{DoorId, IncidentId, Role, Span};
use store::{Store, each_store};
use web::harness::{Answer, Client, Harness};

use crate::{
    perimeters::square,
    scene::{active, asks, harness, offer, opens, proven},
};

struct Desk {
    h: Harness,
    anne: Client,
    incident: IncidentId,
    door: DoorId,
    /// A guest inside the door.
    guest: Client,
    stay: String,
}

impl Desk {
    async fn new(store: Store) -> Self {
        let h = harness(store).await;
        let incident = active(&h, false).await;
        let anne = h.staff(Role::Operator, "Anne").await;
        let host = proven(&h, "Inès M.", "ines@example.org").await;
        let door = opens(&h, &host, offer(4)).await;
        let guest = proven(&h, "Nadia B.", "nadia@example.org").await;
        let stay = asks(&guest, door, 2).await.expect(201).at("/id");
        for (who, step) in [(&host, "accept"), (&guest, "arrive")] {
            who.post(&format!("/api/v1/stays/{stay}/{step}"), serde_json::json!({})).await.is(200);
        }
        Self { h, anne, incident, door, guest, stay }
    }
    fn path(&self, rest: &str) -> String {
        format!("/console/i/{}/perimeters{rest}", self.incident)
    }
    async fn page(&self, rest: &str) -> Answer {
        self.anne.page(&self.path(rest)).await.expect(200)
    }
    async fn send(&self, rest: &str, fields: &[(&str, &str)]) -> Answer {
        let page = self.anne.page(&self.path("")).await;
        let answer = self.anne.submit(&page, &self.path(rest), fields).await;
        self.h.settle().await;
        answer
    }
    async fn door_state(&self) -> String {
        self.h.nobody().get(&format!("/api/v1/doors/{}", self.door)).await.expect(200).at("/state")
    }
    async fn stays_put(&self) -> String {
        self.guest.get(&format!("/api/v1/stays/{}", self.stay)).await.expect(200).at("/stay_put")
    }
}

/// The page's own words, with the spaces that do not break as others.
fn words(page: &Answer) -> String {
    page.text.replace(['\u{a0}', '\u{202f}'], " ")
}

/// The values that a page sends again with its second press.
fn hidden(page: &Answer) -> Vec<(String, String)> {
    let fields = page.text.split("<input type=\"hidden\" name=\"").skip(1);
    let plain = |text: &str| {
        text.replace("&#34;", "\"")
            .replace("&#39;", "'")
            .replace("&#60;", "<")
            .replace("&#62;", ">")
            .replace("&#38;", "&")
    };
    let pairs = fields.filter_map(|f| {
        let (name, rest) = f.split_once("\" value=\"")?;
        Some((name.to_owned(), plain(rest.split_once('"')?.0)))
    });
    pairs.filter(|(name, _)| name != "csrf").collect()
}

#[track_caller]
fn at_field(page: &Answer, field: &str, sentence: &str) {
    let (_, after) = page
        .text
        .split_once(&format!("id=\"m-{field}\""))
        .unwrap_or_else(|| panic!("no fault at {field}: {}", page.text));
    assert!(after.split_once("</span>").unwrap().0.contains(sentence), "{after}");
}

/// What somebody types who has no map.
const TYPED: [(&str, &str); 6] = [
    ("name", "Place de la <République>"),
    ("hours", "2"),
    ("lat", "48,8674"),
    ("lon", "2.3636"),
    ("radius", "0,3"),
    ("do", "look"),
];

each_store! {
    async fn a_perimeter_is_drawn_by_a_form_and_what_it_does_to_how_many_comes_first(store: Store) {
        let d = Desk::new(store).await;
        assert!(words(&d.page("").await).contains("Aucun périmètre n’est en vigueur."));
        assert!(words(&d.page("/new").await).contains("id=\"draw\""), "the map is there too");
        let sure = d.send("/new", &TYPED).await.expect(200);
        for says in ["Tracer ce périmètre ?", "Place de la &#60;République&#62;", "1 porte ouverte est suspendue", "1 invité est prévenu de rester où il est"] {
            assert!(words(&sure).contains(says), "{says}: {}", sure.text);
        }
        assert_eq!(d.door_state().await, "open", "looking changes nothing");

        // The second press sends what the first did; sent twice it draws one.
        let fields = hidden(&sure);
        let mut fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
        let edit = [fields.as_slice(), &[("do", "edit")]].concat();
        let again = d.send("/new", &edit).await.expect(200);
        assert!(again.says("Place de la &#60;République&#62;\"") && again.says("{&#34;"), "{}", again.text);
        fields.push(("do", "draw"));
        d.h.pass(Span::minutes(2));
        for _ in 0..2 {
            assert_eq!(d.send("/new", &fields).await.expect(303).header("location"), d.path(""));
        }
        assert_eq!((d.door_state().await.as_str(), d.stays_put().await.as_str()), ("suspended", "true"));
        let list = d.page("").await;
        assert_eq!(list.text.matches("Place de la &#60;République&#62;</bdi>").count(), 1, "{}", list.text);
        assert!(words(&list).contains("En vigueur") && words(&list).contains("0,3 km²"), "{}", list.text);
        let acts = d.h.house.register.audit_of(d.incident, 50).await.unwrap();
        let acts: Vec<&str> = acts.iter().map(|l| l.act.as_str()).filter(|a| a.starts_with("perimeter.")).collect();
        assert_eq!(acts, ["perimeter.dry_run", "perimeter.draw"]);
    }

    async fn a_bad_shape_is_refused_at_its_field_and_what_was_typed_is_kept(store: Store) {
        let d = Desk::new(store).await;
        let with = |fields: &[(&'static str, &'static str)]| {
            let mut all = vec![("name", "Le canal"), ("hours", "8"), ("do", "look")];
            all.extend(fields);
            all
        };
        let bow = r#"{"type":"Polygon","coordinates":[[[2.36,48.86],[2.37,48.87],[2.37,48.86],[2.36,48.87],[2.36,48.86]]]}"#;
        let refused = d.send("/new", &with(&[("zone", bow)])).await.expect(422);
        at_field(&refused, "zone", "croise");
        for kept in ["value=\"Le canal\"", "value=\"8\" selected", "[2.36,48.86]", "data-focus"] {
            assert!(refused.says(kept), "{kept}: {}", refused.text);
        }
        let none: [(&str, &str); 0] = [];
        assert!(words(&refused).contains("De 0,001 à 200 km²."), "a street corner is not nothing: {}", refused.text);
        at_field(&d.send("/new", &with(&none)).await.expect(422), "zone", "rayon");
        let small = [("lat", "48.86"), ("lon", "2.36"), ("radius", "0.01")];
        at_field(&d.send("/new", &with(&small)).await.expect(422), "lat", "km²");
        let odd = [("starts", "midi"), ("until", "25 h"), ("lat", "48.86"), ("lon", "2.36"), ("radius", "0.1")];
        let refused = d.send("/new", &with(&odd)).await.expect(422);
        at_field(&refused, "starts", "Écrivez une heure");
        at_field(&refused, "until", "Écrivez une heure");
        let nameless = [("hours", "1"), ("lat", "48.86"), ("lon", "2.36"), ("radius", "0.1")];
        at_field(&d.send("/new", &nameless).await.expect(422), "name", "Remplissez");
        assert!(words(&d.page("").await).contains("Aucun périmètre n’est en vigueur."));
    }

    async fn its_end_is_changed_and_it_is_lifted_after_what_that_does(store: Store) {
        let d = Desk::new(store).await;
        let ends = d.h.house.clock.now().plus(Span::hours(2));
        let body = serde_json::json!({"name": "République", "shape": square(48.8674, 2.3636, 0.004), "ends": ends});
        let id = d.anne.post(&format!("/api/v1/incidents/{}/perimeters", d.incident), body).await.expect(201).at("/id");
        d.h.settle().await;
        d.h.pass(Span::minutes(1));
        let one = format!("/{id}");
        let page = d.page(&one).await;
        assert!(words(&page).contains("1 porte suspendue reprend") && words(&page).contains("1 invité est prévenu"), "{}", page.text);
        at_field(&d.send(&one, &[("until", "x")]).await.expect(422), "until", "Écrivez une heure");
        d.send(&one, &[("hours", "1")]).await.is(303);
        let p = d.anne.get(&format!("/api/v1/incidents/{}/perimeters", d.incident)).await.expect(200);
        assert_eq!(p.at("/perimeters/0/ends"), serde_json::json!(d.h.house.clock.now().plus(Span::hours(1))).as_str().unwrap());

        let lift = format!("{one}/lift");
        let page = d.page(&lift).await;
        assert!(words(&page).contains("Lever ce périmètre ?") && words(&page).contains("1 porte suspendue reprend"), "{}", page.text);
        assert_eq!(d.door_state().await, "suspended", "a look lifts nothing");
        d.send(&lift, &[]).await.is(303);
        assert_eq!((d.door_state().await.as_str(), d.stays_put().await.as_str()), ("open", "false"));
        let list = d.page("").await;
        assert!(words(&list).contains("1 périmètre terminé") && words(&list).contains("Levé"), "{}", list.text);
        d.anne.page(&d.path(&lift)).await.is(409);
        assert!(d.anne.clone().reading("en").page(&d.path("")).await.says("No perimeter holds."));

        d.h.person("Léa M.").await.page(&d.path("")).await.is(403);
        d.h.staff(Role::Moderator, "Marc").await.page(&d.path("/new")).await.is(403);
    }
}
