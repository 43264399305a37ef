//! The field `other` of the versions before 1.4: lines of `name: value`, where indented lines go on with the value before them. Its part
//! `description` became a field of its own.

/// What 1.4 has as a description: that part without its indentation, then the other parts as they were.
pub(super) fn description(other: &str) -> String {
    let (mut description, mut rest): (Vec<&str>, Vec<&str>) = (Vec::new(), Vec::new());
    let mut within = false;
    for line in other.lines() {
        let indented = line.starts_with([' ', '\t']);
        if !indented && !line.trim().is_empty() {
            let first = line.strip_prefix("description:");
            within = first.is_some();
            if let Some(first) = first.map(str::trim).filter(|f| !f.is_empty()) {
                description.push(first);
            }
            if within {
                continue;
            }
        }
        if within { description.push(line.trim()) } else { rest.push(line.trim_end()) }
    }
    let join = |lines: Vec<&str>| lines.join("\n").trim().to_owned();
    let (description, rest) = (join(description), join(rest));
    let between = if description.is_empty() || rest.is_empty() { "" } else { "\n" };
    format!("{description}{between}{rest}")
}

#[cfg(test)]
mod tests {
    use super::description;

    #[test]
    fn a_description_comes_out_of_other() {
        assert_eq!(description("description:\n    tall,\n    dark hair\n"), "tall,\ndark hair");
        assert_eq!(description("description: tall"), "tall");
        assert_eq!(
            description("eyes: green\ndescription:\n    tall\nhair: dark\n    curly"),
            "tall\neyes: green\nhair: dark\n    curly"
        );
        assert_eq!(description("tall, dark hair"), "tall, dark hair");
        assert_eq!(description("description:"), "");
    }
}
