//! GeoJSON (RFC 7946): the cell that a post says that it is in, as a polygon. Nothing finer is known.

use kernel::Cell;
use serde_json::{Value, json};
use web::House;

use super::Part;

/// The outline of a cell, closed, longitude first, counter-clockwise.
fn outline(cell: Cell) -> Value {
    let mut ring: Vec<[f64; 2]> = cell.corners().into_iter().map(|(lat, lon)| [lon, lat]).collect();
    ring.extend(ring.first().copied());
    json!({ "type": "Polygon", "coordinates": [ring] })
}

/// The part as GeoJSON: what is nowhere is left out.
pub(super) fn write(_: &House, part: &Part) -> String {
    let features = part.entries.iter().filter_map(|entry| {
        let post = &entry.post;
        let place = post.place.as_ref()?;
        Some(json!({
            "type": "Feature",
            "id": post.id,
            "geometry": outline(place.cell),
            "properties": {
                "url": entry.url,
                "text": entry.text,
                "author": post.author.called(),
                "by": post.author.kind,
                "at": post.at,
                "lane": post.lane,
                "truth": post.truth,
                "drill": post.drill,
                "near": place.near,
                "tags": post.tags.iter().map(|t| t.name.as_str()).collect::<Vec<_>>(),
            },
        }))
    });
    let things = part.things.iter().filter_map(|thing| {
        let properties = json!({ "url": thing.url, "text": thing.text, "lane": "act", "card": &thing.card });
        let geometry = outline(thing.card.cell?);
        Some(json!({ "type": "Feature", "id": thing.url, "geometry": geometry, "properties": properties }))
    });
    json!({ "type": "FeatureCollection", "features": things.chain(features).collect::<Vec<_>>() }).to_string()
}
