//! JSON Feed 1.1 (<https://www.jsonfeed.org/version/1.1/>).

use serde_json::json;
use web::House;

use super::Part;

/// The part as JSON Feed.
pub(super) fn write(_: &House, part: &Part) -> String {
    let items = part.entries.iter().map(|entry| {
        let post = &entry.post;
        let attached = entry.pictures.iter().map(|url| json!({ "url": url, "mime_type": "image/jpeg" }));
        json!({
            "id": entry.url,
            "url": entry.url,
            "title": entry.title,
            "content_text": entry.text,
            "date_published": post.at,
            "date_modified": entry.changed,
            "language": post.lang,
            "authors": [{ "name": post.author.called() }],
            "tags": post.tags.iter().map(|t| t.name.as_str()).collect::<Vec<_>>(),
            "attachments": attached.collect::<Vec<_>>(),
            "_rhizome": { "lane": post.lane, "truth": post.truth, "drill": post.drill, "by": post.author.kind },
        })
    });
    let things = part.things.iter().map(|thing| {
        let card = &thing.card;
        json!({
            "id": thing.url,
            "url": thing.url,
            "content_text": thing.text,
            "date_modified": card.at,
            "_rhizome": { "lane": "act", "card": card },
        })
    });
    json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": part.title,
        "home_page_url": part.page,
        "feed_url": part.here,
        "language": part.lang.code(),
        "items": things.chain(items).collect::<Vec<_>>(),
    })
    .to_string()
}
