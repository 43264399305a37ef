//! Infos, with their resources and areas.

use super::{
    Reader,
    fields::{AREA, Fields, INFO, NAMED, RESOURCE},
};
use crate::{
    Area, Category, Certainty, DEFAULT_LANGUAGE, Info, NamedValue, Part, Resource, ResponseType, Rule, Severity,
    Urgency, Version,
    area::{Ring, decimal},
    xml::{Element, is_white},
};

impl Reader {
    /// An info. It is left out when what must be there is not, or cannot be understood.
    pub(super) fn info(&mut self, element: &Element) -> Option<Info> {
        self.part = None;
        let spot = self.spot("info");
        if self.places.insert(spot, element.at).is_some() {
            // One that was left out had the same number.
            self.places.retain(|other, _| other.info != spot.info || *other == spot);
        }
        let fields = self.fields(element, INFO);
        let language = self.language(&fields);
        let categories = self.categories(&fields);
        for name in ["event", "urgency", "severity", "certainty"] {
            self.must(&fields, name);
        }
        let event = self.text(&fields, "event");
        let response_types = self.response_types(&fields);
        let urgency = self.value(&fields, "urgency", Rule::Urgency, Urgency::of);
        let severity = self.value(&fields, "severity", Rule::Severity, Severity::of);
        let certainty = self.certainty(&fields);
        let audience = self.text(&fields, "audience");
        let event_codes = self.named(&fields, "eventCode");
        let mut time = |name| fields.first(name).and_then(|element| self.time(element, name));
        let (effective, onset, expires) = (time("effective"), time("onset"), time("expires"));
        let mut text = |name| self.text(&fields, name);
        let (sender_name, headline) = (text("senderName"), text("headline"));
        let (description, instruction) = (text("description"), text("instruction"));
        let (web, contact) = (text("web"), text("contact"));
        let parameters = self.named(&fields, "parameter");
        let mut resources = Vec::new();
        for element in fields.all("resource") {
            self.part = Some((Part::Resource, resources.len()));
            resources.push(self.resource(element));
        }
        let mut areas = Vec::new();
        for element in fields.all("area") {
            self.part = Some((Part::Area, areas.len()));
            areas.push(self.area(element));
        }
        self.part = None;
        let known = !event.is_empty() && !categories.is_empty();
        Some(Info {
            urgency: urgency.filter(|_| known)?,
            severity: severity?,
            certainty: certainty?,
            language,
            categories,
            event,
            response_types,
            audience,
            event_codes,
            effective,
            onset,
            expires,
            sender_name,
            headline,
            description,
            instruction,
            web,
            contact,
            parameters,
            resources,
            areas,
        })
    }

    fn language(&mut self, fields: &Fields<'_>) -> String {
        let text = self.text(fields, "language");
        let code = text.trim_matches(is_white);
        if code.is_empty() {
            self.tell(Rule::NoLanguage, fields.place("language"), Some("language"));
            return DEFAULT_LANGUAGE.to_owned();
        }
        code.to_owned()
    }

    fn categories(&mut self, fields: &Fields<'_>) -> Vec<Category> {
        let mut categories = Vec::new();
        for element in fields.all("category") {
            let found = self.one_of(element, "category", Rule::Category, Category::of);
            if found == Some(Category::Cbrne) && self.version == Version::V1_0 {
                self.tell(Rule::OtherVersion, element.at, Some("category"));
            }
            categories.extend(found);
        }
        if fields.first("category").is_none() {
            if self.version == Version::V1_0 {
                self.tell(Rule::NoCategory, fields.place("category"), Some("category"));
                categories.push(Category::Other);
            } else {
                self.must(fields, "category");
            }
        }
        categories
    }

    fn response_types(&mut self, fields: &Fields<'_>) -> Vec<ResponseType> {
        let mut types = Vec::new();
        for element in fields.all("responseType") {
            let found = self.one_of(element, "responseType", Rule::ResponseType, ResponseType::of);
            let new = matches!(found, Some(ResponseType::Avoid | ResponseType::AllClear));
            if new && self.version == Version::V1_1 {
                self.tell(Rule::OtherVersion, element.at, Some("responseType"));
            }
            types.extend(found);
        }
        types
    }

    fn certainty(&mut self, fields: &Fields<'_>) -> Option<Certainty> {
        let name = "certainty";
        let old = |text: &str| (text == "Very Likely").then_some(Certainty::Likely);
        let element = fields.first(name)?;
        if old(element.text().trim_matches(is_white)).is_some() {
            let rule = if self.version == Version::V1_2 { Rule::Certainty } else { Rule::VeryLikely };
            self.tell(rule, element.at, Some(name));
        }
        let found = self.one_of(element, name, Rule::Certainty, |text| Certainty::of(text).or_else(|| old(text)));
        if found == Some(Certainty::Observed) && self.version == Version::V1_0 {
            self.tell(Rule::OtherVersion, element.at, Some(name));
        }
        found
    }

    /// Values with their names. Before 1.1 they are written `name=value`.
    fn named(&mut self, fields: &Fields<'_>, name: &'static str) -> Vec<NamedValue> {
        let mut values = Vec::new();
        for element in fields.all(name) {
            if self.version == Version::V1_0 && element.elements().next().is_none() {
                let text = self.content(element, name);
                match text.split_once('=') {
                    Some((name, value)) => values.push(NamedValue::new(name.trim_matches(is_white), value)),
                    None => self.tell(Rule::Pair, element.at, Some(name)),
                }
                continue;
            }
            let inside = self.fields(element, NAMED);
            let (title, value) = (self.text(&inside, "valueName"), self.text(&inside, "value"));
            self.must(&inside, "valueName");
            self.must(&inside, "value");
            if !title.is_empty() {
                values.push(NamedValue::new(title, value));
            }
        }
        values
    }

    fn resource(&mut self, element: &Element) -> Resource {
        let spot = self.spot("resource");
        self.places.insert(spot, element.at);
        let fields = self.fields(element, RESOURCE);
        let description = self.text(&fields, "resourceDesc");
        let mut mime_type = self.text(&fields, "mimeType");
        if mime_type.is_empty() && self.version < Version::V1_2 {
            self.tell(Rule::NoMimeType, fields.place("mimeType"), Some("mimeType"));
            "application/octet-stream".clone_into(&mut mime_type);
        }
        let size = fields.first("size").and_then(|element| {
            let text = self.content(element, "size");
            let digits = text.trim_matches(is_white);
            let size = digits.strip_prefix('+').unwrap_or(digits).parse().ok();
            let size = size.filter(|_| digits.trim_start_matches('+').len() + 1 >= digits.len());
            if size.is_none() {
                self.tell(Rule::Size, element.at, Some("size"));
            }
            size
        });
        let (uri, deref_uri) = (self.text(&fields, "uri"), self.text(&fields, "derefUri"));
        let digest = self.text(&fields, "digest");
        Resource { description, mime_type, size, uri, deref_uri, digest }
    }

    fn area(&mut self, element: &Element) -> Area {
        let spot = self.spot("area");
        self.places.insert(spot, element.at);
        let fields = self.fields(element, AREA);
        let description = self.text(&fields, "areaDesc");
        let mut polygons = Vec::new();
        for element in fields.all("polygon") {
            let text = self.content(element, "polygon");
            match Ring::parse(&text, &mut self.budget) {
                Ok(ring) => {
                    if let Some(rule) = ring.odd {
                        self.tell(rule, element.at, Some("polygon"));
                    }
                    polygons.push(ring.polygon);
                }
                Err(rule) => self.tell(rule, element.at, Some("polygon")),
            }
        }
        let mut circles = Vec::new();
        for element in fields.all("circle") {
            let text = self.content(element, "circle");
            match text.parse() {
                Ok(circle) => circles.push(circle),
                Err(rule) => self.tell(rule, element.at, Some("circle")),
            }
        }
        let geocodes = self.named(&fields, "geocode");
        let mut feet = |name| {
            let element = fields.first(name)?;
            let text = self.content(element, name);
            let found = decimal(text.trim_matches(is_white));
            if found.is_none() {
                self.tell(Rule::Altitude, element.at, Some(name));
            }
            found
        };
        let (altitude, ceiling) = (feet("altitude"), feet("ceiling"));
        Area { description, polygons, circles, geocodes, altitude, ceiling }
    }
}
