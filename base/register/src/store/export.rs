//! Everything that is kept of a person, as one JSON document for them.

use kernel::{Audience, Cell, PersonId, Time};
use serde_json::{Map, Value as Json, json};
use store::{Row, StoreError, params, sql};

use super::{Belongings, Export, Kind, Register, belongings::OWN};
use crate::{Aging, Look, Told, by_story, resolve, view};

sql! {
    /// Whether somebody is known.
    pub IS_KNOWN = "SELECT 1 FROM person WHERE id = $1";
}

impl Register {
    /// Everything that is kept of a person; nothing when they are not known. What is said of them goes through [`crate::view`].
    ///
    /// # Errors
    /// When the store fails, or a key is gone.
    pub async fn export(&self, person: PersonId, now: Time, aging: &Aging) -> Result<Option<Json>, StoreError> {
        let Some(known) = self.card(person).await? else { return Ok(None) };
        let facts = self.facts_of(person).await?;
        let texts = self.words_of(&[person]).await?;
        let stories = by_story(facts);
        let told: Vec<Told<'_>> = stories
            .iter()
            .map(|(about, facts)| Told {
                incident: about.incident,
                drill: about.drill,
                status: resolve(facts, now, aging),
                facts,
                texts: &texts,
                help: None,
            })
            .collect();
        let (circle, _) = self.circle(person).await?;
        let members: Vec<PersonId> = circle.links().iter().map(|l| l.person).collect();
        let names = self.cards(&members).await?;
        let names = |id: PersonId| names.get(&id).map(|p| p.name.clone());
        let seen = view(&known.card(), &told, &Look::by(Audience::Own).knowing(&names));
        let circle: Vec<Json> = circle
            .links()
            .on_board()
            .map(|l| json!({ "id": l.person, "name": names(l.person) }))
            .chain(
                circle
                    .links()
                    .iter()
                    .filter(|l| l.flags.has(crate::Flags::BLOCKED_BY_ME))
                    .map(|l| json!({ "id": l.person, "name": names(l.person), "blocked": true })),
            )
            .collect();
        let mut out = Map::new();
        out.insert("exported_at".to_owned(), json!(now));
        out.insert(
            "person".to_owned(),
            json!({ "id": known.id, "name": known.name, "lang": known.lang, "created": known.created }),
        );
        out.insert("circle".to_owned(), Json::Array(circle));
        out.insert("statuses".to_owned(), json!(seen.map(|s| s.statuses)));
        for keeps in std::iter::once(&OWN).chain(self.0.rooms.iter().copied()) {
            self.export_parts(person, keeps, &mut out).await?;
        }
        Ok(Some(Json::Object(out)))
    }
    async fn export_parts(
        &self,
        person: PersonId,
        keeps: &Belongings,
        out: &mut Map<String, Json>,
    ) -> Result<(), StoreError> {
        for part in keeps.export {
            let rows = self.store().read(part.sql, params![person]).await?;
            let rows = rows.iter().map(|r| self.object(part, r)).collect::<Result<Vec<_>, _>>()?;
            out.insert(part.part.to_owned(), Json::Array(rows));
        }
        Ok(())
    }
    fn object(&self, part: &Export, row: &Row) -> Result<Json, StoreError> {
        let mut object = Map::new();
        for (i, (name, kind)) in part.columns.iter().enumerate() {
            object.insert((*name).to_owned(), self.written(*kind, row, i)?);
        }
        Ok(Json::Object(object))
    }
    fn written(&self, kind: Kind, row: &Row, i: usize) -> Result<Json, StoreError> {
        Ok(match kind {
            Kind::Text => json!(row.opt_text(i)?),
            Kind::Number => json!(row.opt_int(i)?),
            Kind::Flag => json!(row.opt_int(i)?.map(|n| n != 0)),
            Kind::Time => json!(row.opt_time(i)?),
            Kind::Id => json!(row.opt_id::<PersonId>(i)?),
            Kind::Cell => json!(row.opt_int(i)?.and_then(Cell::of_number)),
            Kind::Word(word) => json!(row.opt_int(i)?.and_then(word)),
            Kind::Sealed(column) => json!(row.opt_blob(i)?.map(|b| self.opened(column, b)).transpose()?),
            Kind::Json => row.opt_text(i)?.map_or(Json::Null, |t| serde_json::from_str(t).unwrap_or(Json::Null)),
        })
    }
    /// Whether somebody is known.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn knows(&self, person: PersonId) -> Result<bool, StoreError> {
        Ok(self.store().one(IS_KNOWN, params![person]).await?.is_some())
    }
}
