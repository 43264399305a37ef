//! An exercise is shown to who asks for it, and written in by who comes from it.

use serde_json::json;

use crate::scene::{harness, posts};

store::testing::each_store! {
    async fn nobody_reads_or_writes_in_an_exercise_who_did_not_ask_for_it(store: Store) {
        let h = harness(store).await;
        let drill = h.active(true).await;
        let karim = h.proven("Karim Belaïd", "karim@example.org").await;
        let body = json!({ "text": "Essai canari-7 #Paris", "incident": drill });
        let id = posts(&h, &karim, body).await;
        // Nothing real is on: nothing is shown, nothing is written, and the exercise is one press away.
        karim.post("/api/v1/posts", json!({ "text": "Où suis-je" })).await.refuses(409, "post-no-incident");
        for path in ["/api/v1/feed/act", "/api/v1/tags"] {
            h.nobody().get(path).await.refuses(409, "post-no-incident");
            h.nobody().get(&format!("{path}?drill=true")).await.is(200);
        }
        let live = h.nobody().page("/live").await.expect(200);
        assert!(!live.says("canari-7") && live.says(&format!("href=\"/i/{drill}/live\">Un exercice est en cours")));
        let name = h.house.incidents.get(drill).unwrap().name(kernel::Lang::default()).to_owned();
        assert!(!live.text.to_lowercase().contains(&name.to_lowercase()), "what is practised is said there alone");
        assert!(!h.nobody().page("/tag/paris").await.expect(200).says("canari-7"));
        for path in ["/live?drill=true", "/tag/paris?drill=true", "/tag/Paris?drill=true", &format!("/i/{drill}/live")] {
            let mut page = h.nobody().page(path).await;
            if page.status == 303 {
                page = h.nobody().page(page.header("location")).await;
            }
            assert!(page.says("canari-7") && page.says("/tag/paris?drill=true"), "{path}");
        }
        assert!(h.nobody().page(&format!("/post/{id}")).await.expect(200).says("/tag/paris?drill=true"));
        // A real one begins: who writes from the page of the exercise writes there.
        let real = h.active(false).await;
        for (n, from) in [format!("/i/{drill}/live"), format!("/post/new?incident={drill}")].into_iter().enumerate() {
            let page = karim.page(&from).await.expect(200);
            let text = format!("Ici tout va bien, numéro {n}");
            assert!(page.says(&format!("name=\"incident\" value=\"{drill}\"")), "{from}");
            karim.submit(&page, "/post/new", &[("text", &text), ("incident", &drill.to_string())]).await.is(303);
            h.settle().await;
            h.pass(kernel::Span::minutes(2));
            let of = |i| format!("/api/v1/feed?incident={i}");
            assert!(h.nobody().get(&of(drill)).await.expect(200).says(&text), "{from}");
            assert!(!h.nobody().get(&of(real)).await.expect(200).says(&text), "{from}");
        }
        assert!(!h.nobody().page("/live").await.expect(200).says("canari-7"));
        // Another begins: who writes from the page of the first writes of the first.
        h.active(false).await;
        let page = karim.page(&format!("/i/{real}/live")).await.expect(200);
        assert!(page.says(&format!("name=\"incident\" value=\"{real}\"")));
    }
}
