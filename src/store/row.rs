//! Rows in and out, whole: insert one, save one, get one.

use sea_orm::{
    ActiveModelBehavior, ActiveModelTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, IntoActiveModel,
    ModelTrait, PrimaryKeyTrait,
};

use super::{StoreError, Tx, dialect, entity::incident, inserts::Inserts};

type Active<M> = <<M as ModelTrait>::Entity as EntityTrait>::ActiveModel;

impl<'t> Tx<'t> {
    /// The open transaction, for the finders: what they read through it is current.
    #[must_use]
    pub fn db(&self) -> &'t DatabaseTransaction {
        self.inner
    }

    /// Rows to insert in this transaction, none yet.
    #[must_use]
    pub fn inserts(&self) -> Inserts {
        Inserts::none(self.inner.get_database_backend())
    }
}

/// Inserts a row.
///
/// # Errors
/// [`StoreError::Conflict`] when a unique constraint fires.
pub async fn insert<M>(tx: &Tx<'_>, model: M) -> Result<(), StoreError>
where
    M: ModelTrait + IntoActiveModel<Active<M>>,
    Active<M>: ActiveModelTrait<Entity = M::Entity> + Send,
{
    M::Entity::insert(model.into_active_model()).exec_without_returning(tx.inner).await?;
    Ok(())
}

/// Saves every column of a row that is there.
///
/// # Errors
/// [`StoreError::Conflict`] when a unique constraint fires.
pub async fn save<M>(tx: &Tx<'_>, model: M) -> Result<(), StoreError>
where
    M: ModelTrait + IntoActiveModel<Active<M>>,
    Active<M>: ActiveModelTrait<Entity = M::Entity> + ActiveModelBehavior + Send,
    <M::Entity as EntityTrait>::Model: IntoActiveModel<Active<M>>,
{
    model.into_active_model().reset_all().update(tx.inner).await?;
    Ok(())
}

/// Removes a row.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn delete<M>(tx: &Tx<'_>, model: M) -> Result<(), StoreError>
where
    M: ModelTrait + IntoActiveModel<Active<M>>,
    Active<M>: ActiveModelTrait<Entity = M::Entity> + ActiveModelBehavior + Send,
{
    model.into_active_model().delete(tx.inner).await?;
    Ok(())
}

/// One row by its key.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn find<E>(
    db: &impl ConnectionTrait,
    key: impl Into<<E::PrimaryKey as PrimaryKeyTrait>::ValueType>,
) -> Result<Option<E::Model>, StoreError>
where
    E: EntityTrait,
{
    // Not `one`: it binds a LIMIT, for which SQLite plans the statement anew at every run. A key has one row at most.
    Ok(E::find_by_id(key).all(db).await?.pop())
}

/// One row by its key that must be there.
///
/// # Errors
/// [`StoreError::Missing`] naming `what`.
pub async fn get<E>(
    db: &impl ConnectionTrait,
    key: impl Into<<E::PrimaryKey as PrimaryKeyTrait>::ValueType>,
    what: &'static str,
) -> Result<E::Model, StoreError>
where
    E: EntityTrait,
{
    find::<E>(db, key).await?.ok_or(StoreError::Missing { what })
}

/// Saves a case: its version grows by one. The words of the index follow when they changed.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn save_incident(tx: &Tx<'_>, mut incident: incident::Model, words_changed: Words) -> Result<(), StoreError> {
    incident.version += 1;
    if matches!(words_changed, Words::Changed) {
        for statement in dialect::index_words(tx.inner.get_database_backend(), incident.id, &incident.search_text) {
            tx.inner.execute_raw(statement).await?;
        }
    }
    save(tx, incident).await
}

/// Did the searchable words of a case change?
#[derive(Debug, Clone, Copy)]
pub enum Words {
    /// The index must follow.
    Changed,
    /// Nothing to do.
    Same,
}
