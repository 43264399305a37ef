//! Atom (RFC 4287).

use std::fmt::Write as _;

use web::{House, xml};

use super::Part;

/// The part as Atom.
pub(super) fn write(house: &House, part: &Part) -> String {
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    let (here, page) = (xml(&part.here), xml(&part.page));
    // Writing to a text does not fail.
    let _ = write!(
        out,
        "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n<id>{here}</id>\n<title>{}</title>\n<updated>{}</updated>\n\
         <link rel=\"self\" type=\"application/atom+xml\" href=\"{here}\"/>\n<link rel=\"alternate\" type=\"text/html\" href=\"{page}\"/>\n\
         <generator uri=\"{}\">Rhizome</generator>\n",
        part.lang.code(),
        xml(&part.title),
        part.changed,
        xml(&house.config.url("/")),
    );
    for thing in &part.things {
        let (url, text) = (xml(&thing.url), xml(&thing.text));
        let _ = write!(
            out,
            "<entry>\n<id>{url}</id>\n<title>{text}</title>\n<updated>{}</updated>\n<author><name>Rhizome</name></author>\n\
             <link rel=\"alternate\" type=\"text/html\" href=\"{url}\"/>\n<category scheme=\"{}\" term=\"{}\"/>\n\
             <content type=\"text\">{text}</content>\n</entry>\n",
            thing.card.at,
            xml(&house.config.url("/live#act")),
            thing.card.kind,
        );
    }
    for entry in &part.entries {
        let (post, url) = (&entry.post, xml(&entry.url));
        let _ = write!(
            out,
            "<entry xml:lang=\"{}\">\n<id>{url}</id>\n<title>{}</title>\n<published>{}</published>\n<updated>{}</updated>\n\
             <author><name>{}</name></author>\n<link rel=\"alternate\" type=\"text/html\" href=\"{url}\"/>\n",
            xml(&post.lang),
            xml(&entry.title),
            post.at,
            entry.changed,
            xml(post.author.called()),
        );
        for tag in &post.tags {
            let _ = writeln!(out, "<category term=\"{}\" label=\"{}\"/>", xml(&tag.key), xml(&tag.name));
        }
        let _ = writeln!(
            out,
            "<category scheme=\"{}\" term=\"{}\"/>",
            xml(&house.config.url("/live#truth")),
            post.truth.word()
        );
        for picture in &entry.pictures {
            let _ = writeln!(out, "<link rel=\"enclosure\" type=\"image/jpeg\" href=\"{}\"/>", xml(picture));
        }
        let _ = write!(out, "<content type=\"text\">{}</content>\n</entry>\n", xml(&entry.text));
    }
    out.push_str("</feed>\n");
    out
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_xml_does_not_know_is_left_out() {
        assert_eq!(super::xml("<a href=\"x\">&\u{1}\n"), "&lt;a href=&quot;x&quot;&gt;&amp;\n");
    }
}
