//! Writing: CAP 1.2, as the schema has it (3.4).

use std::fmt::{Display, Write as _};

use crate::{Alert, Area, Fault, Info, Level, NamedValue, Resource, Version, check::says, reference::list};

impl Alert {
    /// The message as a document of CAP 1.2, in UTF-8. What is read from it is the same message.
    ///
    /// # Errors
    /// The rules that it breaks, other than those that warn.
    ///
    /// ```
    /// use cap::{Alert, MessageType, Status, Time};
    /// let sent = Time::parse("2015-11-13T22:20:00+01:00").unwrap();
    /// let alert = Alert::new("2015-7", "alerts@example.org", sent, Status::Test, MessageType::Alert);
    /// let text = alert.to_xml().unwrap();
    /// assert!(text.contains("<sent>2015-11-13T22:20:00+01:00</sent>"));
    /// ```
    pub fn to_xml(&self) -> Result<String, Vec<Fault>> {
        let mut faults = self.faults();
        faults.retain(|fault| fault.rule.level() > Level::Warning);
        if !faults.is_empty() {
            return Err(faults);
        }
        let mut out = Writer { text: "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".to_owned(), depth: 0 };
        out.inside(&format!("alert xmlns=\"{}\"", Version::V1_2.namespace()), |out| out.alert(self));
        Ok(out.text)
    }
}

struct Writer {
    text: String,
    depth: usize,
}

impl Writer {
    fn line(&mut self, line: &str) {
        // Writing to a text does not fail.
        let _ = writeln!(self.text, "{:1$}{line}", "", self.depth * 2);
    }
    /// An element with elements in it.
    fn inside(&mut self, tag: &str, what: impl FnOnce(&mut Self)) {
        self.line(&format!("<{tag}>"));
        self.depth += 1;
        what(self);
        self.depth -= 1;
        let name = tag.split(' ').next().unwrap_or(tag);
        self.line(&format!("</{name}>"));
    }
    /// An element with text in it.
    fn value(&mut self, name: &str, value: impl Display) {
        let text = value.to_string();
        let mut escaped = String::with_capacity(text.len() + 16);
        for c in text.chars() {
            match c {
                '&' => escaped.push_str("&amp;"),
                '<' => escaped.push_str("&lt;"),
                '>' => escaped.push_str("&gt;"),
                // It would be read as the end of a line.
                '\r' => escaped.push_str("&#13;"),
                _ => escaped.push(c),
            }
        }
        self.line(&format!("<{name}>{escaped}</{name}>"));
    }
    /// The same, if there is any.
    fn text(&mut self, name: &str, text: &str) {
        if says(text) {
            self.value(name, text);
        }
    }
    fn values<T: Display>(&mut self, name: &str, values: impl IntoIterator<Item = T>) {
        values.into_iter().for_each(|value| self.value(name, value));
    }
    fn named(&mut self, name: &str, values: &[NamedValue]) {
        for value in values {
            self.inside(name, |out| {
                out.value("valueName", &value.name);
                out.value("value", &value.value);
            });
        }
    }

    fn alert(&mut self, alert: &Alert) {
        self.value("identifier", &alert.identifier);
        self.value("sender", &alert.sender);
        self.value("sent", alert.sent);
        self.value("status", alert.status);
        self.value("msgType", alert.message_type);
        self.text("source", &alert.source);
        self.value("scope", alert.scope);
        self.text("restriction", &alert.restriction);
        self.text("addresses", &list(&alert.addresses));
        self.values("code", alert.codes.iter().filter(|code| says(code)));
        self.text("note", &alert.note);
        let references: Vec<String> = alert.references.iter().map(ToString::to_string).collect();
        self.text("references", &references.join(" "));
        self.text("incidents", &list(&alert.incidents));
        for info in &alert.infos {
            self.inside("info", |out| out.info(info));
        }
    }

    fn info(&mut self, info: &Info) {
        self.value("language", &info.language);
        self.values("category", &info.categories);
        self.value("event", &info.event);
        self.values("responseType", &info.response_types);
        self.value("urgency", info.urgency);
        self.value("severity", info.severity);
        self.value("certainty", info.certainty);
        self.text("audience", &info.audience);
        self.named("eventCode", &info.event_codes);
        self.values("effective", info.effective);
        self.values("onset", info.onset);
        self.values("expires", info.expires);
        self.text("senderName", &info.sender_name);
        self.text("headline", &info.headline);
        self.text("description", &info.description);
        self.text("instruction", &info.instruction);
        self.text("web", &info.web);
        self.text("contact", &info.contact);
        self.named("parameter", &info.parameters);
        for resource in &info.resources {
            self.inside("resource", |out| out.resource(resource));
        }
        for area in &info.areas {
            self.inside("area", |out| out.area(area));
        }
    }

    fn resource(&mut self, resource: &Resource) {
        self.value("resourceDesc", &resource.description);
        self.value("mimeType", &resource.mime_type);
        self.values("size", resource.size);
        self.text("uri", &resource.uri);
        self.text("derefUri", &resource.deref_uri);
        self.text("digest", &resource.digest);
    }

    fn area(&mut self, area: &Area) {
        self.value("areaDesc", &area.description);
        self.values("polygon", &area.polygons);
        self.values("circle", &area.circles);
        self.named("geocode", &area.geocodes);
        self.values("altitude", area.altitude);
        self.values("ceiling", area.ceiling);
    }
}
