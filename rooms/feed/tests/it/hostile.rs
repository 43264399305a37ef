//! Texts that have broken other programs, as posts, names and tags: they stand in pages and feeds as what they are, and do nothing there.

use std::{io::Write as _, process::Stdio};

use kernel::Span;
use serde_json::{Value, json};
use web::harness::{Harness, plain};

use crate::scene::night;

#[path = "../../../../fuzz/src/seeds.rs"]
mod seeds;

/// What may stand in the words of a post beside text: links to tags and pages, and what was masked.
const MARKS: &[&str] = &["</a>", "<bdi>", "</bdi>", "<em class=\"gone\">", "</em>"];

/// A text of HTML as it is read: without its marks, which must be those of a post.
fn read(html: &str) -> String {
    let (mut out, mut rest) = (String::new(), html);
    while let Some((before, mark)) = rest.split_once('<') {
        out += before;
        let (mark, after) = mark.split_once('>').unwrap_or_else(|| panic!("a mark that does not end: {html}"));
        let mark = format!("<{mark}>");
        let to = mark.strip_prefix("<a href=\"").and_then(|to| to.split_once('"'));
        let link = to.is_some_and(|(to, more)| {
            let tag = to.starts_with("/tag/") && more == ">";
            tag || to.starts_with("http") && more == " rel=\"noreferrer nofollow ugc\">"
        });
        assert!(link || MARKS.contains(&mark.as_str()), "{mark} in {html}");
        // What was masked is named in the language of whoever reads.
        rest = if mark.starts_with("<em") {
            out += "⟦⟧";
            after.split_once("</em>").unwrap().1
        } else {
            after
        };
    }
    plain(&(out + rest))
}

/// A text as the API has it, with what was masked left out.
fn unmasked(text: &str) -> String {
    let (mut out, mut rest) = (String::new(), text);
    while let Some((before, after)) = rest.split_once('⟦') {
        out = out + before + "⟦⟧";
        rest = after.split_once('⟧').map_or("", |(_, rest)| rest);
    }
    out + rest
}

/// A document is well formed, as a program says that is not ours.
fn well_formed(text: &str) {
    let mut lint = std::process::Command::new("xmllint");
    lint.args(["--noout", "--nonet", "-"]).stdin(Stdio::piped()).stderr(Stdio::piped());
    let mut lint = lint.spawn().unwrap_or_else(|e| panic!("xmllint: {e}: apt-get install it"));
    lint.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    let out = lint.wait_with_output().unwrap();
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
}

/// What is between two texts, the first time that they come.
fn between<'a>(text: &'a str, from: &str, to: &str) -> Option<&'a str> {
    let (_, rest) = text.split_once(from)?;
    rest.split_once(to).map(|(inside, _)| inside)
}

/// A page shows a post as it was written, by whom it was written, each set apart from what stands around it, whichever way it is read.
fn drawn(page: &str, post: &Value) {
    let (id, text, name) =
        (post["id"].as_str().unwrap(), post["text"].as_str().unwrap(), post["author"]["name"].as_str().unwrap());
    let article = between(page, &format!("id=\"post-{id}\""), "</article>").unwrap();
    let said = between(article, "<p class=\"txt\" dir=\"auto\" lang=\"fr\">", "</p>").unwrap();
    assert_eq!(read(said), unmasked(text), "what {id} says");
    let by = between(article, "<b><bdi>", "</bdi></b>").unwrap();
    assert_eq!(plain(by), name, "who says {id}");
    assert!(!by.contains('<'), "a name opens something: {by}");
    // A name ends no attribute either.
    let told = between(article, "data-say=\"", "\" aria-labelledby=\"p").unwrap();
    assert!(plain(told).contains(name) && !told.contains(['<', '"']), "what is said when {id} changes: {told}");
}

/// What was written last stands on the page and in what other programs read.
async fn stands(h: &Harness, posts: &[Value]) {
    let page = h.nobody().page("/live").await.expect(200);
    let atom = h.nobody().get("/live/feed.atom").await.expect(200);
    well_formed(&atom.text);
    let feed = h.nobody().get("/live/feed.json").await.expect(200).json();
    let visible = |text: &str| text.chars().filter(|c| !c.is_control()).collect::<String>();
    for post in posts {
        drawn(&page.text, post);
        let id = post["id"].as_str().unwrap();
        let entry = atom.text.split("<entry").find(|e| e.contains(&format!("/post/{id}</id>"))).unwrap();
        let by = between(entry, "<name>", "</name>").unwrap();
        assert_eq!(plain(by), post["author"]["name"].as_str().unwrap());
        let items = feed["items"].as_array().unwrap();
        let item = items.iter().find(|i| i["id"].as_str().unwrap().ends_with(&format!("/post/{id}"))).unwrap();
        let written = between(entry, "<content type=\"text\">", "</content>").unwrap();
        let read = item["content_text"].as_str().unwrap();
        assert_eq!(visible(&plain(written)), visible(read), "Atom and JSON say the same of {id}");
    }
}

store::testing::each_store! {
    async fn naughty_strings_stand_in_pages_and_feeds_as_what_they_are(store: Store) {
        let (h, _, karim) = night(store).await;
        let (mut said, mut called) = (0, 0);
        for some in seeds::naughty().chunks(20) {
            let mut posts = Vec::new();
            for text in some {
                // Whoever writes is called so too, and there is a tag of that name, where it is one.
                let name = karim.put("/api/v1/me/writes-as", json!({ "name": text })).await;
                assert!(name.status.is_success() || name.status.is_client_error(), "{text:?}: {}", name.text);
                called += usize::from(name.status.is_success());
                let tag: Vec<&String> = words::tag_key(text).map(|_| text).into_iter().collect();
                let body = json!({ "text": format!("{text} #fin"), "tags": tag, "lang": "fr" });
                let done = karim.post("/api/v1/posts", body).await;
                assert!(done.status.is_success() || done.status.is_client_error(), "{text:?}: {}", done.text);
                if done.status.is_success() && done.at("/state") == "shown" {
                    posts.push(done.at("/id"));
                }
                h.pass(Span::seconds(100));
            }
            h.settle().await;
            said += posts.len();
            let all = h.nobody().get("/api/v1/feed?limit=20").await.expect(200).json();
            let all = all["posts"].as_array().unwrap();
            let written: Vec<Value> = all.iter().filter(|p| posts.iter().any(|id| p["id"] == json!(id))).cloned().collect();
            assert_eq!(written.len(), posts.len(), "what was published is read");
            stands(&h, &written).await;
            // One of them alone on its page, and its tags with what is read of them.
            let Some(post) = written.first() else { continue };
            let id = post["id"].as_str().unwrap();
            drawn(&h.nobody().page(&format!("/post/{id}")).await.expect(200).text, post);
            for tag in post["tags"].as_array().unwrap() {
                let key = web::encode(tag["key"].as_str().unwrap());
                h.nobody().page(&format!("/tag/{key}")).await.is(200);
                well_formed(&h.nobody().get(&format!("/tag/{key}/feed.atom")).await.expect(200).text);
            }
        }
        assert!(said > 400 && called > 200, "{said} said, {called} called");
    }
}
