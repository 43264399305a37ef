//! The OpenAPI 3.1 document, from the same list as the router.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::{Access, Room, Route, route::Shape};

pub(crate) fn document(rooms: &[Room]) -> Value {
    let mut paths: BTreeMap<&str, Map<String, Value>> = BTreeMap::new();
    let mut schemas: BTreeMap<String, Value> = BTreeMap::new();
    schemas.insert("Problem".to_owned(), problem());
    for room in rooms {
        for route in room.routes.iter().filter(|r| r.path.starts_with("/api/v1/")) {
            let shapes = route.doc.takes.iter().chain(route.doc.gives.iter().filter_map(|(_, s)| s.as_ref()));
            for (name, schema) in shapes.flat_map(|s| &s.named) {
                schemas.entry(name.clone()).or_insert_with(|| value(schema));
            }
            paths.entry(route.path).or_default().insert(route.method.to_lowercase(), operation(room.name, route));
        }
    }
    let tags: Vec<Value> = rooms.iter().map(|r| json!({ "name": r.name })).collect();
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Rhizome",
            "version": env!("CARGO_PKG_VERSION"),
            "summary": "A civic crisis network: incidents, prompts, check-ins, circles",
            "license": { "name": "AGPL-3.0-or-later", "identifier": "AGPL-3.0-or-later" },
        },
        "tags": tags,
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": {
                "bearer": {
                    "type": "http", "scheme": "bearer",
                    "description": "The token of POST /api/v1/people, or a key of `rhizome key create`.",
                },
                "session": { "type": "apiKey", "in": "cookie", "name": crate::cookie::SESSION },
            },
            "responses": {
                "Problem": {
                    "description": "What is wrong, and what to do next (RFC 9457)",
                    "content": { "application/problem+json": { "schema": { "$ref": "#/components/schemas/Problem" } } },
                },
            },
            "parameters": {
                "IdempotencyKey": {
                    "name": "Idempotency-Key", "in": "header", "required": false, "schema": { "type": "string", "maxLength": 255 },
                    "description": "Sending the same request again with the same key, within a day, does it once and gives the same answer. The same key with another body is a 422. Without an account the key must be hard to guess (a random UUID): any other is passed over.",
                },
            },
        },
    })
}

fn value<T: serde::Serialize>(of: &T) -> Value {
    serde_json::to_value(of).unwrap_or(Value::Null)
}

fn operation(room: &str, route: &Route) -> Value {
    let doc = &route.doc;
    let mut parameters: Vec<Value> = names(route.path)
        .map(|n| json!({ "name": n, "in": "path", "required": true, "schema": { "type": "string" } }))
        .collect();
    parameters.extend(
        doc.query.iter().map(|(n, says)| {
            json!({ "name": n, "in": "query", "required": false, "description": says, "schema": { "type": "string" } })
        }),
    );
    if route.method == "POST" {
        parameters.push(json!({ "$ref": "#/components/parameters/IdempotencyKey" }));
    }
    let mut operation = Map::new();
    operation.insert("operationId".into(), json!(operation_id(route)));
    operation.insert("tags".into(), json!([room]));
    operation.insert("summary".into(), json!(doc.says));
    let again = if doc.idempotent { " Sending it twice does it once." } else { "" };
    operation.insert("description".into(), json!(format!("For {}.{again}", route.access.words())));
    if !parameters.is_empty() {
        operation.insert("parameters".into(), json!(parameters));
    }
    if let Some(Shape { schema, .. }) = &doc.takes {
        let content = json!({ "application/json": { "schema": value(schema) } });
        operation.insert("requestBody".into(), json!({ "required": true, "content": content }));
    }
    operation.insert("responses".into(), responses(route));
    match route.access {
        Access::Anyone => operation.insert("security".into(), json!([{}, { "bearer": [] }, { "session": [] }])),
        _ => operation.insert("security".into(), json!([{ "bearer": [] }, { "session": [] }])),
    };
    Value::Object(operation)
}

fn responses(route: &Route) -> Value {
    let doc = &route.doc;
    let mut all = Map::new();
    for (status, shape) in &doc.gives {
        let mut answer = json!({ "description": reason(*status) });
        if let (Some(shape), Some(answer)) = (shape, answer.as_object_mut()) {
            answer.insert("content".into(), json!({ "application/json": { "schema": value(&shape.schema) } }));
        }
        all.insert(status.to_string(), answer);
    }
    if doc.streams {
        let content = json!({ "text/event-stream": { "schema": { "type": "string" } } });
        all.insert("200".into(), json!({ "description": "Server-sent events", "content": content }));
    }
    if all.is_empty() {
        all.insert("200".into(), json!({ "description": "OK" }));
    }
    let mut problems = Vec::new();
    if route.access != Access::Anyone {
        problems.extend([401, 403]);
    }
    if route.path.contains('{') {
        problems.push(404);
    }
    if doc.takes.is_some() {
        problems.extend([400, 413, 415, 422]);
    }
    if route.method != "GET" {
        problems.push(409);
    }
    for status in problems {
        all.entry(status.to_string()).or_insert_with(|| json!({ "$ref": "#/components/responses/Problem" }));
    }
    all.insert("default".into(), json!({ "$ref": "#/components/responses/Problem" }));
    Value::Object(all)
}

fn reason(status: u16) -> &'static str {
    http::StatusCode::from_u16(status).ok().and_then(|s| s.canonical_reason()).unwrap_or("Answer")
}

/// The names between braces of a path.
fn names(path: &str) -> impl Iterator<Item = &str> {
    path.split('{').skip(1).filter_map(|p| p.split_once('}').map(|(n, _)| n.trim_start_matches('*')))
}

/// `POST /api/v1/incidents/{id}/check-ins` is `post_incidents_id_check_ins`.
fn operation_id(route: &Route) -> String {
    let path = route.path.trim_start_matches("/api/v1/").replace(['{', '}', '*'], "").replace(['/', '-', '.'], "_");
    format!("{}_{path}", route.method.to_lowercase())
}

fn problem() -> Value {
    let text = |says: &str| json!({ "type": "string", "description": says });
    json!({
        "type": "object",
        "required": ["type", "title", "status", "detail", "code", "next"],
        "properties": {
            "type": text("urn:rhizome:problem:CODE"),
            "title": text("The kind of problem, in the language of Accept-Language"),
            "status": { "type": "integer" },
            "detail": text("What is wrong here"),
            "code": text("A stable word"),
            "next": text("What to do next"),
            "errors": {
                "type": "array",
                "items": {
                    "type": "object",
                    "required": ["pointer", "code", "detail"],
                    "properties": {
                        "pointer": text("Where in the body (RFC 6901)"),
                        "code": text("A stable word"),
                        "detail": text("What is wrong there"),
                    },
                },
            },
            "reference": text("The number under which a fault of ours was logged"),
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Json;

    #[derive(serde::Deserialize, utoipa::ToSchema)]
    #[allow(dead_code, reason = "only its schema is read")]
    struct Declared {
        /// A note.
        note: Option<String>,
    }

    #[test]
    fn every_api_route_is_in_the_document_and_pages_are_not() {
        let room = Room {
            name: "safety",
            routes: vec![
                Route::post("/api/v1/incidents/{id}/declarations", Access::Person, |_: Json<Declared>| async {})
                    .says("Says how somebody is")
                    .takes::<Declared>()
                    .gives_nothing(201),
                Route::get("/people", Access::Person, || async {}),
            ],
            ..Room::default()
        };
        let doc = document(&[room]);
        assert_eq!(doc["openapi"], "3.1.0");
        let op = &doc["paths"]["/api/v1/incidents/{id}/declarations"]["post"];
        assert_eq!(op["operationId"], "post_incidents_id_declarations");
        assert_eq!(op["description"], "For a person.");
        assert_eq!(op["parameters"][0]["name"], "id");
        assert_eq!(op["requestBody"]["content"]["application/json"]["schema"]["$ref"], "#/components/schemas/Declared");
        assert!(doc["components"]["schemas"]["Declared"]["properties"]["note"].is_object());
        assert!(op["responses"]["201"].is_object() && op["responses"]["422"].is_object());
        assert_eq!(doc["paths"].as_object().unwrap().len(), 1);
    }
}
