//! The same for searches: who is sought, by whom, and what is said of them, looked for in everything that everybody can be shown.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::{Canaries, Cast, NOBODY, kept_nowhere, proven, read_of};
use crate::{
    served::{Engine, Place, Served, Somebody},
    wire::Sse,
};

struct Town {
    incident: String,
    /// The private search, the one with an appeal, the one of which there is news.
    notices: [String; 3],
    share: String,
    /// Of whom there is a page in memory, and where it is.
    remembered: String,
    memory: String,
    /// Between the last search and the news of it.
    review: String,
    cast: Cast,
    /// Another of the hospital.
    second: String,
    all: Canaries,
}

impl Town {
    /// Whether this one may be shown that there.
    fn may(&self, who: &str, path: &str, what: &str) -> bool {
        let export = path.ends_with("/me/export");
        let searches = path.contains("/notices") || path.contains("/missing");
        let reviews = ["moderator", "admin"].contains(&who)
            && ["/reunions", "/appeals", "/photo", "/missing"].iter().any(|part| path.contains(part));
        let appeal = path.contains(self.share.as_str());
        let memory = path.contains(self.memory.as_str());
        let family = who == "seeker" && (searches || export);
        let reads = ["moderator", "admin"].contains(&who) && path.contains("/condolences");
        match what {
            "who is sought" => who == "sought" || who == "seeker" && (searches || export) || reviews,
            "a name" | "what describes somebody" => who == "seeker" && (searches || export) || reviews,
            "what an appeal says" => appeal || who == "seeker" && (searches || export) || reviews,
            "a telephone of who is sought" => who == "seeker" && export,
            // The hospital's own, on its own list.
            "a telephone that both know" => {
                who == "seeker" && export || who == "institution" && path.contains("/lists")
            }
            "who seeks" => who == "seeker" || who == "sought" && path.contains("/sought"),
            "the name in news" => {
                matches!(who, "witness" | "seeker") && (searches || export)
                    || reviews
                    || who == "institution" && path.contains("/lists")
            }
            "what stands on a list" => who == "institution" && path.contains("/lists"),
            "what was declared" => who == "witness" && export,
            "who is remembered" => family || reviews || who == "institution" && path.contains("/lists"),
            "the words of a page" => memory || family,
            "what was let through" => memory || family || reads || who == "witness" && export,
            "what is to be read" => reads || who == "witness" && (memory || export),
            "the words of news" | "the words of a note" => {
                who == "witness" && (searches || export) || who == "seeker" && searches || reviews
            }
            "words through the server" => ["seeker", "witness"].contains(&who) && searches,
            "the contact of sought" => who == "sought" && path.contains("/me") || who == "seeker" && export,
            _ => what.strip_prefix("the contact of ") == Some(who) && path.contains("/me"),
        }
    }
}

/// A picture whose file says where it was taken, as telephones write it (PNG 3rd edition, 11.3.4.5 `eXIf`).
pub(super) fn taken_at(place: &str) -> Vec<u8> {
    const PICTURE: &[u8] = include_bytes!("../../../../assets/brand/icon-192.png");
    const AFTER_HEAD: usize = 33;
    let exif = [b"eXIfII*\0\x08\0\0\0\0\0", place.as_bytes()].concat();
    let bit = |c: u32, _| if c & 1 == 1 { (c >> 1) ^ 0xEDB8_8320 } else { c >> 1 };
    let sum = !exif.iter().fold(!0_u32, |c, b| (0..8).fold(c ^ u32::from(*b), bit));
    let size = u32::try_from(exif.len() - 4).unwrap();
    let (head, rest) = PICTURE.split_at(AFTER_HEAD);
    [head, &size.to_be_bytes(), &exif, &sum.to_be_bytes(), rest].concat()
}

/// Sends a photo of who is sought as the page does.
async fn pictured(served: &Served, token: &str, notice: &str, photo: &[u8]) {
    let part = b"--X7\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"x.png\"\r\n\r\n";
    let body = [&part[..], photo, b"\r\n--X7--\r\n"].concat();
    served
        .send(token, &format!("/missing/{notice}/photo"), "multipart/form-data; boundary=X7", &body)
        .await
        .expect(303);
}

/// A seeker, somebody who is sought, a witness and others, and all that can become of searches.
async fn town(place: &Place, served: &Served) -> (Town, Vec<(&'static str, Sse)>) {
    let mut all = Canaries::default();
    let operator = place.key("operator", "Anne V.").await;
    let mut staff = vec![("operator", operator.clone())];
    for role in ["roster-manager", "moderator", "verifier", "institution", "admin"] {
        staff.push((role, place.key(role, role).await));
    }
    // Streams of staff begin anew when there is another of them: before they are opened.
    let second = place.key("institution", "second").await;
    let incident = served.drill(&operator).await;
    let mut people = Vec::new();
    for (who, name, contact) in [
        ("seeker", all.put("who seeks", "Karimiel Canarbelaid"), "the contact of seeker"),
        ("sought", all.put("who is sought", "Camomille Canarousse"), "the contact of sought"),
        ("witness", "Personne 2".to_owned(), "the contact of witness"),
        ("stranger", "Personne 3".to_owned(), "the contact of stranger"),
    ] {
        let mail = all.put(contact, format!("canari.{who}@secret-canari.example"));
        let new = served.ask(None, "POST", "/api/v1/people", Some(json!({ "name": name, "contact": mail }))).await;
        let new = new.expect(201);
        proven(served, &operator, &new.at("/proof"), Some(&new.at("/token"))).await;
        people.push((who, Somebody { id: new.at("/id"), token: new.at("/token") }));
    }
    let mut town = Town {
        incident,
        notices: Default::default(),
        share: "x".to_owned(),
        remembered: NOBODY.to_owned(),
        memory: "x".to_owned(),
        review: String::new(),
        cast: Cast { people, staff },
        second,
        all: Canaries::default(),
    };
    let mut streams: Vec<(&str, Sse)> = Vec::new();
    for (who, token) in town.cast.everyone() {
        streams.push((who, served.stream(token, None).await));
    }
    let (seeker, sought) = (town.cast.token("seeker").to_owned(), town.cast.token("sought").to_owned());
    let (witness, moderator) = (town.cast.token("witness").to_owned(), town.cast.key("moderator").to_owned());
    let hidden =
        [all.put("a number that was masked", "39 98 76 54"), all.put("a mail that was masked", "canari.note@secret")];
    let mail = "canari.sought@secret-canari.example";
    let searched = |name: &str, email: &str, phone: &str| {
        json!({ "incident": town.incident, "name": name, "relation": "family", "police": true, "email": email,
            "phone": phone, "ages": { "low": 27, "high": 27 } })
    };
    let mut private = searched("Camomille Canarousse", mail, &all.put("a telephone of who is sought", "0639980311"));
    private["others"] = json!([all.put("a name", "Canarinette Dufour")]);
    for (field, text) in [
        ("description", "canari-cheveux-bruns"),
        ("wearing", "canari-manteau-vert"),
        ("sign", "canari-tatouage-bras"),
        ("near", "canari-pres-de-voltaire"),
    ] {
        let text = all.put("what describes somebody", text);
        private[field] = json!(format!("{text}, 06 {} ou {}.example", hidden[0], hidden[1]));
    }
    all.put("a telephone of who is sought", "+33639980311");
    let mut public = searched("Oriane Canarpublique", "", &all.put("a telephone of who is sought", "0639980322"));
    all.put("a name", "Canarpublique");
    public["email"] = Value::Null;
    public["wearing"] = json!(all.put("what an appeal says", "canari-echarpe-rouge"));
    let reached = all.put("a telephone that both know", "0639980333");
    let mut named = searched(&all.put("the name in news", "Hanae Canarsato"), "", &reached);
    named["email"] = Value::Null;
    for (n, body) in [private.clone(), public, named].into_iter().enumerate() {
        town.notices[n] = served.post(&seeker, "/api/v1/notices", body).await.expect(201).at("/id");
    }
    // Without an account: a draft, which is nobody's.
    let mut draft = searched(&all.put("a name of a draft", "Zelie Canardraft"), "", "");
    draft["email"] = Value::Null;
    draft["phone"] = json!(all.put("a telephone of a draft", "0639980344"));
    draft["description"] = json!(all.put("what a draft says", "canari-brouillon"));
    let draft = served.ask(None, "POST", "/api/v1/notices", Some(draft)).await.expect(201);
    all.put("a token of a draft", draft.at("/token"));
    // The appeal, what a witness says there, and what the two write.
    let at = format!("/api/v1/notices/{}", town.notices[1]);
    let photo = taken_at(&all.put("where a photo was taken", "canari-48.86531-2.37472"));
    assert!(String::from_utf8_lossy(&photo).contains("canari-48.86531"));
    for notice in &town.notices[..2] {
        pictured(served, &seeker, notice, &photo).await;
    }
    served.post(&seeker, &format!("{at}/appeal"), json!({})).await.expect(200);
    let seen = served.get(&moderator, "/api/v1/appeals?drill=true").await.expect(200).at("/notices/0/photo_seen");
    let yes = json!({ "approve": true, "photo_seen": seen });
    served.post(&moderator, &format!("{at}/approve"), yes).await.expect(204);
    town.share = served.get(&seeker, &at).await.expect(200).at("/share");
    served.ask(None, "GET", &format!("/api/v1/appeals/{}/photo", town.share), None).await.expect(200);
    let words = format!("{}, 06 {}", all.put("the words of a note", "canari-vue-au-cafe"), hidden[0]);
    let said = json!({ "how": "saw", "state": "none", "words": words });
    served.post(&witness, &format!("/api/v1/appeals/{}/notes", town.share), said).await.expect(201);
    for (who, body) in [
        (
            &witness,
            json!({ "words": format!("{} {}.example", all.put("words through the server", "canari-je-sais-ou"), hidden[1]) }),
        ),
        (
            &seeker,
            json!({ "words": all.put("words through the server", "canari-merci-beaucoup"),
                "witness": town.cast.people[2].1.id }),
        ),
    ] {
        served.post(who, &format!("{at}/messages"), body).await.expect(204);
    }
    // News of a name, which a reviewer confirms and takes back.
    let words =
        format!("{}, 12 rue des Tilleuls, 06 {}", all.put("the words of news", "canari-elle-est-chez-moi"), hidden[0]);
    let news = json!({ "incident": town.incident, "name": "Hanae Canarsato", "contact": reached,
        "note": { "how": "spoke", "state": "safe", "words": words } });
    served.post(&witness, "/api/v1/news", news).await.expect(201);
    // What is declared of somebody whom nobody seeks: it is matched, and nobody but its author reads it.
    let about = json!({ "name": all.put("what was declared", "Declarine Canarseule"),
        "contact": all.put("a contact that was declared", "0639980366") });
    all.put("a contact that was declared", "+33639980366");
    let said = all.put("what was declared", "canari-chez-sa-tante");
    let declared = json!({ "about": about, "how": "spoke", "note": said });
    served.post(&witness, &format!("/api/v1/incidents/{}/declarations", town.incident), declared).await.expect(202);
    // A hospital has them on its list, and somebody whom nobody seeks; it calls, and is shown whom.
    place.must(&["institution", "add", "--name", "institution", "--institution", "Hôpital"]).await;
    let hospital = town.cast.key("institution").to_owned();
    let mut listed = json!({ "name": all.put("what stands on a list", "Liliane Canarliste"), "state": "in_care",
        "document": all.put("what stands on a list", "canari-passeport"), "reference": all.put("what stands on a list", "canari-dossier-17"),
        "phone": all.put("what stands on a list", "0639980355") });
    all.put("what stands on a list", "+33639980355");
    let others = json!({ "name": "Hanae Canarsato", "phone": reached, "state": "in_care", "reference": "2" });
    let list = json!({ "incident": town.incident, "entries": [listed.clone(), others] });
    served.post(&hospital, "/api/v1/lists", list).await.expect(200);
    let mut matched = String::new();
    crate::wire::until("the hospital alone hears that somebody is sought", async || {
        let all = served.get(&hospital, "/api/v1/lists").await.expect(200).json();
        let one =
            all["entries"].as_array().unwrap().iter().find_map(|e| e["matches"][0]["id"].as_str().map(str::to_owned));
        matched = one.unwrap_or_default();
        !matched.is_empty()
    })
    .await;
    let at_match = format!("/api/v1/lists/matches/{matched}");
    let call = served.post(&hospital, &format!("{at_match}/call"), json!({})).await.expect(200);
    assert!(call.body.contains("canari.seeker@"), "{}", call.body);
    listed["state"] = json!("canari-passeport");
    for (path, body) in [
        ("/api/v1/lists".to_owned(), json!({ "entries": [listed] })),
        (format!("{at_match}/death"), json!({ "died": "Canarliste" })),
    ] {
        let status = served.ask(Some(&hospital), "POST", &path, Some(body)).await.status;
        assert!((400..500).contains(&status), "{path}: {status}");
    }
    // She says that she is safe, and is asked.
    let check_ins = format!("/api/v1/incidents/{}/check-ins", town.incident);
    served.post(&sought, &check_ins, json!({ "answer": "safe" })).await.expect(201);
    let (mut review, mut question) = (String::new(), String::new());
    crate::wire::until("somebody is asked, and a reviewer compares", async || {
        review = served.get(&moderator, "/api/v1/reunions?drill=true").await.expect(200).at("/reunions/0/id");
        question = served.get(&sought, "/api/v1/sought").await.expect(200).at("/sought/0/id");
        !review.is_empty() && !question.is_empty()
    })
    .await;
    town.review = review;
    for (name, tail) in
        [("Camomille Canarousse", "0311"), ("Oriane Canarpublique", "0322"), ("Oriane Canarpublique", "9999")]
    {
        let ask = json!({ "incident": town.incident, "name": name, "tail": tail });
        served.ask(None, "POST", "/api/v1/notices/search", Some(ask)).await.expect(200);
    }
    served.post(&sought, &format!("/api/v1/sought/{question}"), json!({ "answer": "never" })).await.expect(204);
    // What goes wrong says things too.
    private["relation"] = json!("canari-manteau-vert");
    for (who, path, body) in [
        (&seeker, "/api/v1/notices".to_owned(), private),
        (
            &seeker,
            "/api/v1/notices".to_owned(),
            json!({ "name": "Canarinette Dufour 06 39 98 03 11", "relation": "family", "police": true }),
        ),
        (&seeker, "/api/v1/notices/publish".to_owned(), json!({ "token": draft.at("/token"), "x": "Canarousse" })),
        (&witness, "/api/v1/news".to_owned(), json!({ "name": ["Canarsato"], "note": "canari-elle-est-chez-moi" })),
        (&witness, format!("{at}/messages"), json!({ "words": { "x": "canari-je-sais-ou" } })),
        (&sought, format!("/api/v1/sought/{question}"), json!({ "answer": "canari-manteau-vert" })),
        (&seeker, "/api/v1/notices/search".to_owned(), json!({ "name": "Camomille Canarousse", "tail": "" })),
    ] {
        let status = served.ask(Some(who), "POST", &path, Some(body)).await.status;
        assert!((400..500).contains(&status), "{path}: {status}");
    }
    remembered(place, served, &mut town, &mut all).await;
    town.all = all;
    (town, streams)
}

/// Somebody died: two of the hospital state it, the family agrees and makes a page, and people write on it.
async fn remembered(place: &Place, served: &Served, town: &mut Town, all: &mut Canaries) {
    let (seeker, witness, moderator) = (
        &town.cast.token("seeker").to_owned(),
        &town.cast.token("witness").to_owned(),
        &town.cast.key("moderator").to_owned(),
    );
    let (first, second) = (&town.cast.key("institution").to_owned(), town.second.clone());
    place.must(&["institution", "add", "--name", "second", "--institution", "Hôpital"]).await;
    let (name, phone) = (all.put("who is remembered", "Rosine Canarmemoire"), "0639980377");
    let search =
        json!({ "incident": town.incident, "name": name, "relation": "family", "police": true, "phone": phone });
    let notice = served.post(seeker, "/api/v1/notices", search).await.expect(201).at("/id");
    let entry = json!({ "name": name, "phone": phone, "state": "in_care", "reference": "3" });
    let list = json!({ "incident": town.incident, "entries": [entry] });
    served.post(first, "/api/v1/lists", list).await.expect(200);
    let mut case = String::new();
    crate::wire::until("the hospital hears of it", async || {
        let list = served.get(first, "/api/v1/lists").await.expect(200).json();
        let entries = list["entries"].as_array().unwrap().iter();
        let hers =
            entries.filter(|e| e.to_string().contains("Canarmemoire")).find_map(|e| e["matches"][0]["id"].as_str());
        case = hers.map(|id| format!("/api/v1/lists/matches/{id}")).unwrap_or_default();
        !case.is_empty()
    })
    .await;
    served.post(first, &format!("{case}/call"), json!({})).await.expect(200);
    let died = served.get(seeker, &format!("/api/v1/notices/{notice}")).await.expect(200).at("/opened");
    served.post(first, &format!("{case}/death"), json!({ "died": died })).await.expect(204);
    served.post(&second, &format!("{case}/death/confirm"), json!({ "told": true })).await.expect(204);
    let agrees = json!({ "shown": true });
    served.ask(Some(seeker), "PUT", &format!("/api/v1/notices/{notice}/consent"), Some(agrees)).await.expect(204);
    let chosen = json!({ "name": "Rosine", "words": all.put("the words of a page", "canari-elle-chantait"),
        "by": all.put("the words of a page", "canari-ses-enfants") });
    let made = served.post(seeker, &format!("/api/v1/notices/{notice}/tribute"), chosen).await.expect(200);
    let memory = made.at("/share");
    let at = format!("/api/v1/tributes/{memory}/condolences");
    let through = json!({ "words": all.put("what was let through", "canari-nous-pensons-a-elle") });
    let through = served.post(witness, &at, through).await.expect(201).at("/id");
    let waits = json!({ "words": all.put("what is to be read", "canari-pas-encore-lu") });
    served.post(witness, &at, waits).await.expect(201);
    let review = format!("/api/v1/condolences/{through}/review");
    served.post(moderator, &review, json!({ "show": true })).await.expect(204);
    served.post(seeker, &format!("/api/v1/condolences/{through}/show"), json!({})).await.expect(204);
    (town.remembered, town.memory) = (notice, memory);
}

/// Every address that can be read, with what is there in it.
fn addresses(town: &Town) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    for line in web::access_table(&server::rooms()) {
        if line.method != "GET" || line.path.ends_with("/stream") {
            continue;
        }
        for id in town.notices.iter().chain([&town.review, &town.remembered]) {
            let incident = line.path.contains("/incidents/{id}") || line.path.contains("/i/{id}");
            let id = if incident { &town.incident } else { id };
            let of_memory = line.path.starts_with("/t/") || line.path.contains("/tributes/");
            let share = if of_memory { &town.memory } else { &town.share };
            let mut path = line.path.replace("{id}", id).replace("{share}", share);
            path = path.replace("{incident}", &town.incident).replace("{person}", &town.cast.people[1].1.id);
            while let Some((before, rest)) = path.split_once('{') {
                let (_, after) = rest.split_once('}').unwrap();
                path = format!("{before}{NOBODY}{after}");
            }
            all.insert(format!("{path}?drill=true"));
            all.insert(format!("{path}?witness={}", town.cast.people[2].1.id));
            all.insert(path);
        }
    }
    all
}

async fn nobody_reads_of_a_search_what_is_not_theirs(engine: Engine) {
    let place = Place::new(engine).await;
    let served = place.serve_with(&[("RHIZOME_LOG", "trace")]).await;
    let (town, mut streams) = town(&place, &served).await;
    let (mut seen, mut shown) = (0, BTreeSet::new());
    let mut look = async |addresses: &BTreeSet<String>| {
        for address in addresses {
            for (who, token) in town.cast.everyone() {
                let reply = served.ask(token, "GET", address, None).await;
                seen += usize::from(reply.status == 200);
                assert!(reply.status < 500, "{address}: {}", reply.body);
                let path = address.split('?').next().unwrap();
                for what in town.all.found_in(reply.body.as_bytes()) {
                    assert!(town.may(who, path, what), "{who} reads {what} at {address}");
                    shown.insert((who, what));
                }
            }
        }
    };
    let everywhere = addresses(&town);
    look(&everywhere).await;
    // A reviewer is sure, and then is not.
    let review = format!("/api/v1/reunions/{}", town.review);
    let (moderator, theirs) =
        (town.cast.key("moderator"), |a: &&String| a.contains(&town.notices[2]) || a.contains("reunions"));
    let theirs: BTreeSet<String> = everywhere.iter().filter(theirs).cloned().collect();
    served.post(moderator, &review, json!({ "same": true })).await.expect(204);
    look(&theirs).await;
    served.ask(Some(moderator), "DELETE", &review, None).await.expect(204);
    look(&theirs).await;
    assert!(seen > 500, "there was something to read: {seen}");
    for (who, what) in [
        ("seeker", "who is sought"),
        ("seeker", "a name"),
        ("seeker", "what describes somebody"),
        ("seeker", "the words of a note"),
        ("seeker", "the words of news"),
        ("seeker", "words through the server"),
        ("witness", "words through the server"),
        ("sought", "who seeks"),
        ("moderator", "the name in news"),
        ("moderator", "the words of news"),
        ("institution", "what stands on a list"),
        ("institution", "the name in news"),
        ("nobody", "what an appeal says"),
    ] {
        assert!(shown.contains(&(who, what)), "{who} is to read {what}");
    }

    // What happens is told live: nobody's name, and no search but one's own.
    let at = format!("/api/v1/incidents/{}", town.incident);
    served.post(town.cast.key("operator"), &format!("{at}/stand-down"), json!({})).await.expect(200);
    for (who, stream) in &mut streams {
        let mut heard = String::new();
        while !heard.contains("standing_down") {
            heard += &read_of(stream, "incident").await;
        }
        // One's own name stands in what one hears of oneself.
        let mut others = town.all.clone();
        others.0.retain(|(what, _)| *who != "sought" || *what != "who is sought");
        others.absent(&format!("the stream of {who}"), heard.as_bytes());
        for notice in &town.notices {
            assert_eq!(heard.contains(notice.as_str()), *who == "seeker", "{who} hears of a search: {heard}");
        }
        assert!(!heard.contains("never") && !heard.contains("answered"), "{who}: {heard}");
        for (other, one) in &town.cast.people {
            assert!(other == who || !heard.contains(&one.id), "not even who somebody is: {who}");
        }
    }

    let metrics = served.metrics().await;
    town.all.absent("/metrics", metrics.as_bytes());
    for thing in town.notices.iter().chain([&town.share, &town.review]) {
        assert!(!metrics.contains(thing.as_str()), "counted by route, not by thing");
    }
    kept_nowhere(&place, served, &town.incident, &town.all).await;
}

#[tokio::test]
async fn nobody_reads_of_a_search_what_is_not_theirs_with_sqlite() {
    nobody_reads_of_a_search_what_is_not_theirs(Engine::Sqlite).await;
}

#[tokio::test]
async fn nobody_reads_of_a_search_what_is_not_theirs_with_postgres() {
    nobody_reads_of_a_search_what_is_not_theirs(Engine::Postgres).await;
}

/// A backup that is put back knows nothing of the searches of somebody who was erased since; what others said is still theirs.
async fn searches_come_back_without_those_of_who_was_erased(from: Engine, to: Engine) {
    let place = Place::new(from).await;
    let served = place.serve().await;
    let (town, streams) = town(&place, &served).await;
    drop(streams);
    let file = place.file("copy.rhizome");
    let name = file.to_str().unwrap();
    place.must(&["backup", name]).await;
    served.ask(Some(town.cast.token("seeker")), "DELETE", "/api/v1/me", None).await.expect(204);
    let gone = async |served: &Served| {
        served.ask(None, "GET", &format!("/api/v1/appeals/{}", town.share), None).await.expect(404);
        let asked = served.get(town.cast.token("sought"), "/api/v1/sought").await.expect(200).json();
        assert_eq!(asked["sought"], json!([]));
        let waits = served.get(town.cast.key("moderator"), "/api/v1/reunions?drill=true").await.expect(200).json();
        assert_eq!(waits["reunions"], json!([]));
        let theirs = served.get(town.cast.token("witness"), "/api/v1/me/export").await.expect(200).body;
        assert!(theirs.contains("canari-elle-est-chez-moi"), "{theirs}");
        assert!(!theirs.contains("canari-vue-au-cafe"), "what was said on a search goes with it: {theirs}");
    };
    gone(&served).await;
    served.stop().await;
    let other = Place::new(to).await;
    let erasures = place.data().join("erasures").display().to_string();
    let keys = place.data().join("keys.json").display().to_string();
    let said = other.must(&["restore", "--erasures", &erasures, "--keys", &keys, name]).await;
    assert!(said.contains("1 people erased again"), "{said}");
    let served = other.serve().await;
    served.get(town.cast.token("seeker"), "/api/v1/me").await.expect(401);
    gone(&served).await;
    served.stop().await;
}

#[tokio::test]
async fn searches_come_back_from_a_backup_without_those_of_who_was_erased() {
    searches_come_back_without_those_of_who_was_erased(Engine::Sqlite, Engine::Postgres).await;
    searches_come_back_without_those_of_who_was_erased(Engine::Postgres, Engine::Sqlite).await;
}
