//! What is typed during a call is kept as it is typed. Several people may write into one call: their changes are merged
//! field by field, and where two changed the same field both see both.

use std::{collections::BTreeMap, sync::Arc};

use serde::{Deserialize, Serialize};
use serde_json::json;
use uuid::Uuid;
use vigie_domain::vocabulary::Lang;

use super::{By, DeskError, TypedReport, scrubbing::scrubbed, step::document};
use crate::{
    app::App,
    store::{Tx, entity::draft, row},
};

/// Fields of the form that are not the caller's: never kept.
pub const NOT_KEPT: [&str; 6] = ["version", "submit_id", "base", "intent", "to", "take"];
/// The caller's words.
const WORDS: &str = "description";

type Fields = BTreeMap<String, Vec<String>>;

/// What one workstation changed since it last saved.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct DraftChange {
    /// The version that the workstation saw last; when it is another one, it is told everything.
    pub version: String,
    /// What it saw of the fields that it changed, before it changed them. A field that it says nothing of is overwritten.
    pub base: Fields,
    /// The fields that it changed.
    pub fields: Fields,
}

/// A field that somebody else changed meanwhile.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FieldClash {
    /// What stands there, kept as it is.
    pub theirs: Vec<String>,
    /// Who wrote it.
    pub by: String,
}

/// What became of a change.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Kept {
    /// The draft's version now.
    pub version: String,
    /// Every field, when somebody else has written since the version that the workstation saw.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fields: Option<Fields>,
    /// Who wrote each of these fields.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub writers: BTreeMap<String, String>,
    /// Fields left as they are, since somebody else changed them first.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub clashes: BTreeMap<String, FieldClash>,
    /// The caller's words, when secrets were taken out of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
}

/// Saves what was changed.
///
/// # Errors
/// [`DeskError::Already`] when the call is over.
pub async fn save_draft(app: &Arc<App>, by: &By, id: Uuid, change: DraftChange) -> Result<Kept, DeskError> {
    let (now, writer) = (app.clock.now(), by.name());
    let (kept, did) = app
        .store
        .write(move |tx: &Tx<'_>| {
            Box::pin(async move {
                let mut row = row::get::<draft::Entity>(tx.db(), id, "call").await?;
                if row.finished_at.is_some() {
                    return Err(DeskError::Already("the call is over"));
                }
                let before: TypedReport = document("draft", &row.content)?;
                let is_behind = !change.version.is_empty() && change.version != row.version.to_string();
                let mut content = before.clone();
                let (clashes, words) = merge(&mut content, change, &writer);
                let did = content != before;
                if did {
                    row.content = json!(content);
                    row.version += 1;
                    row.updated_at = now.as_microsecond();
                    row::save(tx, row.clone()).await?;
                }
                let fields = is_behind.then(|| content.fields.clone());
                let writers = if is_behind { content.writers } else { BTreeMap::new() };
                Ok((Kept { version: row.version.to_string(), fields, writers, clashes, words }, did))
            })
        })
        .await?;
    if did {
        app.call_changed(id);
    }
    Ok(kept)
}

/// Takes over what was changed, but for fields that somebody else changed first.
fn merge(
    content: &mut TypedReport,
    change: DraftChange,
    writer: &str,
) -> (BTreeMap<String, FieldClash>, Option<String>) {
    let (mut clashes, mut words) = (BTreeMap::new(), None);
    for (name, given) in change.fields {
        if NOT_KEPT.contains(&name.as_str()) {
            continue;
        }
        let mine = if name == WORDS { given.iter().map(|text| clean(text)).collect() } else { given.clone() };
        let theirs = content.fields.get(&name).cloned().unwrap_or_default();
        let seen = change.base.get(&name);
        if is_same(&theirs, &mine) {
            words = words.or_else(|| told(&name, &given, &mine));
            continue;
        }
        if seen.is_some_and(|seen| !is_same(seen, &theirs) && !is_same(&cleaned(&name, seen), &theirs)) {
            let by = content.writers.get(&name).cloned().unwrap_or_default();
            clashes.insert(name, FieldClash { theirs, by });
            continue;
        }
        words = words.or_else(|| told(&name, &given, &mine));
        content.writers.insert(name.clone(), writer.to_owned());
        content.fields.insert(name, mine);
    }
    (clashes, words)
}

/// Nothing typed, an empty text and no text are the same.
fn is_same(one: &[String], other: &[String]) -> bool {
    let said = |list: &[String]| list.iter().filter(|text| !text.is_empty()).cloned().collect::<Vec<_>>();
    said(one) == said(other)
}

fn clean(text: &str) -> String {
    scrubbed(text, Lang::Fr)
}

fn cleaned(name: &str, values: &[String]) -> Vec<String> {
    if name == WORDS { values.iter().map(|text| clean(text)).collect() } else { values.to_vec() }
}

fn told(name: &str, given: &[String], kept: &[String]) -> Option<String> {
    (name == WORDS && given != kept).then(|| kept.first().cloned().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(pairs: &[(&str, &str)]) -> Fields {
        pairs.iter().map(|(name, value)| ((*name).to_owned(), vec![(*value).to_owned()])).collect()
    }

    fn saved(content: &mut TypedReport, base: &[(&str, &str)], mine: &[(&str, &str)], who: &str) -> Vec<String> {
        let change = DraftChange { version: "1".into(), base: fields(base), fields: fields(mine) };
        merge(content, change, who).0.into_keys().collect()
    }

    #[test]
    fn two_people_who_write_into_different_fields_both_find_their_words() {
        let mut call = TypedReport::default();
        assert_eq!(saved(&mut call, &[("phone", "")], &[("phone", "0565000001")], "Ana"), Vec::<String>::new());
        assert_eq!(saved(&mut call, &[("postal_code", "")], &[("postal_code", "12000")], "Paul"), Vec::<String>::new());
        assert_eq!((call.field("phone"), call.field("postal_code")), ("0565000001", "12000"));
        assert_eq!(call.writers["phone"], "Ana");
    }

    #[test]
    fn of_two_who_change_one_field_the_second_is_told_and_nothing_is_overwritten() {
        let mut call = TypedReport::default();
        saved(&mut call, &[("postal_code", "")], &[("postal_code", "12000")], "Ana");
        assert_eq!(saved(&mut call, &[("postal_code", "")], &[("postal_code", "31000")], "Paul"), ["postal_code"]);
        assert_eq!(call.field("postal_code"), "12000");
        assert_eq!(
            saved(&mut call, &[("postal_code", "12000")], &[("postal_code", "31000")], "Paul"),
            Vec::<String>::new()
        );
        assert_eq!(call.field("postal_code"), "31000", "who has seen it decides");
    }

    #[test]
    fn the_same_words_from_both_are_no_clash() {
        let mut call = TypedReport::default();
        saved(&mut call, &[("contact_name", "")], &[("contact_name", "Jeanne")], "Ana");
        assert!(saved(&mut call, &[("contact_name", "")], &[("contact_name", "Jeanne")], "Paul").is_empty());
    }

    #[test]
    fn a_secret_taken_out_of_the_words_is_no_clash_with_who_typed_it() {
        let mut call = TypedReport::default();
        let typed = "Le mot de passe est : Soleil2024!";
        let change =
            DraftChange { version: "1".into(), base: fields(&[(WORDS, "")]), fields: fields(&[(WORDS, typed)]) };
        let (clashes, words) = merge(&mut call, change, "Ana");
        assert!(clashes.is_empty());
        assert_eq!(words.as_deref(), Some(call.field(WORDS)), "the page is told what is kept");
        let more = format!("{typed} Puis l’écran s’est figé.");
        assert!(saved(&mut call, &[(WORDS, typed)], &[(WORDS, &more)], "Ana").is_empty());
        assert!(call.field(WORDS).contains("figé") && !call.field(WORDS).contains("Soleil2024"));
    }

    #[test]
    fn what_belongs_to_the_form_is_not_kept() {
        let mut call = TypedReport::default();
        saved(&mut call, &[], &[("intent", "park"), ("version", "3"), ("phone", "17")], "Ana");
        assert_eq!(call.fields.len(), 1);
    }
}
