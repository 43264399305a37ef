//! Many rows by one statement. Changes that wait together are often alike: sixty check-ins are sixty times the same `INSERT`. Its text is
//! turned into one that takes an array for each parameter, runs the original's source once per element, and says which elements
//! it wrote: the same rows, the same answers, for a fraction of the work.

use tokio_postgres::{Statement, types::Type};

use super::{Line, Problem};

/// An `INSERT` that may be written for many at once.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Insert<'a> {
    table: &'a str,
    columns: &'a str,
    /// `SELECT …` or `VALUES (…)`.
    source: &'a str,
    /// The key of `ON CONFLICT (…) DO NOTHING`.
    key: Option<&'a str>,
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Whether a text names a table.
fn names(text: &str, table: &str) -> bool {
    text.split(|c| !is_word(c)).any(|w| w.eq_ignore_ascii_case(table))
}

/// The table that a statement writes.
fn target(text: &str) -> Option<&str> {
    let rest =
        ["INSERT INTO ", "UPDATE ", "DELETE FROM "].iter().find_map(|verb| text.trim_start().strip_prefix(verb))?;
    rest.split(|c| !is_word(c)).next().filter(|w| !w.is_empty())
}

/// Whether it makes no difference which of the two runs first.
pub(super) fn apart(a: &str, b: &str) -> bool {
    match (target(a), target(b)) {
        (Some(x), Some(y)) => !names(b, x) && !names(a, y),
        _ => false,
    }
}

impl<'a> Insert<'a> {
    /// Takes a text apart; nothing when it is of another kind, or reads the table that it writes: rows that came before in the same
    /// statement would not be seen.
    pub(super) fn of(text: &'a str) -> Option<Self> {
        let rest = text.trim().strip_prefix("INSERT INTO ")?;
        let (table, rest) = rest.split_once(" (").filter(|(t, _)| t.chars().all(is_word))?;
        let (columns, rest) = rest.split_once(')')?;
        let (source, key) = match rest.split_once(" ON CONFLICT ") {
            None => (rest, None),
            Some((source, conflict)) => {
                let key = conflict.strip_prefix('(')?.trim_end().strip_suffix(") DO NOTHING")?;
                (source, Some(key).filter(|k| k.chars().all(|c| is_word(c) || c == ',' || c == ' ')))
            }
        };
        let source = source.trim();
        let plain = source.starts_with("SELECT ") || source.starts_with("VALUES (");
        let quoted_dollar = source.split('\'').skip(1).step_by(2).any(|quoted| quoted.contains('$'));
        let fits = plain && !quoted_dollar && !names(source, table) && !names(source, "RETURNING");
        (fits && (key.is_some() || !rest.contains(" ON CONFLICT "))).then_some(Self { table, columns, source, key })
    }

    /// The text for many. `$1` … are arrays of these types; the answer is one row: the numbers of the elements that were written, from 1,
    /// once per row, and how many rows there were.
    fn for_many(&self, types: &[Type]) -> Option<String> {
        if types.is_empty() {
            return None;
        }
        let (mut arrays, mut names) = (Vec::new(), Vec::new());
        for (i, ty) in types.iter().enumerate() {
            let name = match *ty {
                Type::INT8 => "BIGINT",
                Type::TEXT => "TEXT",
                Type::BYTEA => "BYTEA",
                Type::FLOAT8 => "DOUBLE PRECISION",
                _ => return None,
            };
            let n = i.saturating_add(1);
            arrays.push(format!("CAST(${n} AS {name}[])"));
            names.push(format!("each_{n}"));
        }
        let Self { table, columns, key, .. } = self;
        let (arrays, names, source) = (arrays.join(", "), names.join(", "), self.source.replace('$', "each.each_"));
        let conflict = key.map_or(String::new(), |k| format!("ON CONFLICT ({k}) DO NOTHING"));
        let kept = key.map_or_else(String::new, |k| {
            format!(
                "WHEN (SELECT COUNT(*) FROM written) < (SELECT COUNT(*) FROM given) THEN ARRAY( \
                    SELECT DISTINCT ON ({k}) each_n FROM given JOIN written USING ({k}) ORDER BY {k}, each_n) "
            )
        });
        let returned = key.unwrap_or("1");
        Some(format!(
            "WITH given AS MATERIALIZED ( \
                SELECT each.each_n, source.* FROM unnest({arrays}) WITH ORDINALITY AS each({names}, each_n) \
                CROSS JOIN LATERAL ({source}) AS source({columns}) \
            ), written AS ( \
                INSERT INTO {table} ({columns}) SELECT {columns} FROM given ORDER BY each_n {conflict} RETURNING {returned} \
            ) SELECT CASE {kept}WHEN TRUE THEN ARRAY(SELECT each_n FROM given) END, (SELECT COUNT(*) FROM written)"
        ))
    }

    /// The statement for many, if PostgreSQL takes it.
    pub(super) async fn prepare(&self, line: &Line, one: &Statement) -> Result<Option<Statement>, Problem> {
        let Some(text) = self.for_many(one.params()) else { return Ok(None) };
        match line.client().prepare(&text).await.map_err(Problem::from) {
            Ok(statement) => Ok(Some(statement)),
            Err(problem) if problem.passes() => Err(problem),
            // A NULL whose type shows only in place, say. It is then written one by one.
            Err(_) => Ok(None),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_insert_is_taken_apart() {
        let text =
            "INSERT INTO fact (person, id) SELECT $2, $1 FROM person WHERE id = $2 ON CONFLICT (person, id) DO NOTHING";
        let insert = Insert::of(text);
        // It reads another table of which its own is not a part.
        let source = "SELECT $2, $1 FROM person WHERE id = $2";
        assert_eq!(insert, Some(Insert { table: "fact", columns: "person, id", source, key: Some("person, id") }));
        let text = "INSERT INTO note (name, value) VALUES ($1, CAST($2 AS TEXT))";
        let source = "VALUES ($1, CAST($2 AS TEXT))";
        assert_eq!(Insert::of(text), Some(Insert { table: "note", columns: "name, value", source, key: None }));
    }

    #[test]
    fn what_depends_on_the_rows_before_it_is_left_alone() {
        for text in [
            "INSERT INTO note (name, value) SELECT $1, value FROM note WHERE name = $2",
            "INSERT INTO note (name, value) SELECT $1, $2 WHERE NOT EXISTS (SELECT 1 FROM Note WHERE name = $1)",
            "INSERT INTO note (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = $2",
            "INSERT INTO note (name, value) VALUES ($1, $2) ON CONFLICT DO NOTHING",
            "INSERT INTO note (name, value) VALUES ($1, '$2')",
            "INSERT INTO note VALUES ($1, $2)",
            "UPDATE note SET value = $1",
        ] {
            assert_eq!(Insert::of(text), None, "{text}");
        }
    }

    #[test]
    fn statements_that_share_a_table_are_not_apart() {
        let fact = "INSERT INTO fact (person) SELECT id FROM person WHERE id = $1";
        assert!(apart(fact, "UPDATE help_case SET state = 2 WHERE person_id = $1"));
        assert!(!apart(fact, "UPDATE help_case SET state = 2 WHERE EXISTS (SELECT 1 FROM fact)"));
        assert!(!apart(fact, "DELETE FROM person WHERE id = $1"));
        assert!(!apart(fact, "WITH x AS (SELECT 1) SELECT 1"));
    }
}
