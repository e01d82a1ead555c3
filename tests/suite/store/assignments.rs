//! One open assignment a case: the database has the last word.

use serde_json::json;
use uuid::Uuid;
use vigie::store::{StoreError, entity::assignment, row};

use crate::{on_both, support::Database};

fn assignment(incident: Uuid, ended_at: Option<i64>) -> assignment::Model {
    assignment::Model {
        id: Uuid::now_v7(),
        incident_id: incident,
        provider_id: Uuid::now_v7(),
        offer_id: Uuid::now_v7(),
        assigned_at: 0,
        assigned_by: "Ana".into(),
        eligible: json!([]),
        first_contact_due: 0,
        first_contact_at: None,
        ended_at,
        end_reason: None,
        deletion_asked_at: None,
        deletion_confirmed_at: None,
    }
}

async fn insert(base: &Database, row: assignment::Model) -> Result<(), StoreError> {
    base.store.write(|tx| Box::pin(async move { row::insert(tx, row).await })).await
}

on_both! {
    async fn a_case_has_one_open_assignment_at_most(base: Database) {
        let (one, other) = (Uuid::now_v7(), Uuid::now_v7());
        insert(base, assignment(one, Some(7))).await.expect("an ended one");
        insert(base, assignment(one, Some(8))).await.expect("another ended one");
        insert(base, assignment(one, None)).await.expect("the open one");
        let second = insert(base, assignment(one, None)).await;
        assert!(matches!(second, Err(StoreError::Conflict { .. })), "{second:?}");
        insert(base, assignment(other, None)).await.expect("another case has its own");
    }

    async fn of_many_who_come_at_once_one_gets_the_case(base: Database) {
        let case = Uuid::now_v7();
        let all = futures_util::future::join_all((0..20).map(|_| insert(base, assignment(case, None)))).await;
        assert_eq!(all.iter().filter(|result| result.is_ok()).count(), 1);
        assert!(all.iter().filter_map(|result| result.as_ref().err()).all(|error| matches!(error, StoreError::Conflict { .. })));
    }
}
