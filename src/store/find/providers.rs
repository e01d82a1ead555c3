//! Questions about the directory of providers.

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, sea_query::Expr};
use uuid::Uuid;

use crate::store::{
    StoreError, Tx,
    entity::{directory_state, provider, provider_proposal},
};

/// The whole directory, by company.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn providers(db: &impl ConnectionTrait) -> Result<Vec<provider::Model>, StoreError> {
    Ok(provider::Entity::find().order_by_asc(provider::Column::Company).all(db).await?)
}

/// The number that grows with every change of the directory.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn directory_generation(db: &impl ConnectionTrait) -> Result<i64, StoreError> {
    Ok(directory_state::Entity::find_by_id(1).one(db).await?.map_or(0, |state| state.generation))
}

/// Says that the directory changed: a provider, or what its offers and assignments say of it.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn grow_directory_generation(tx: &Tx<'_>) -> Result<(), StoreError> {
    let next = Expr::col(directory_state::Column::Generation).add(1);
    directory_state::Entity::update_many().col_expr(directory_state::Column::Generation, next).exec(tx.db()).await?;
    Ok(())
}

/// A write that changes nothing: does the database accept changes?
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn touch_directory_state(tx: &Tx<'_>) -> Result<(), StoreError> {
    let same = Expr::col(directory_state::Column::Generation);
    directory_state::Entity::update_many().col_expr(directory_state::Column::Generation, same).exec(tx.db()).await?;
    Ok(())
}

/// Changes of vetting that wait for a second person.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn open_proposals(db: &impl ConnectionTrait) -> Result<Vec<provider_proposal::Model>, StoreError> {
    let query = provider_proposal::Entity::find().filter(provider_proposal::Column::DecidedAt.is_null());
    Ok(query.order_by_asc(provider_proposal::Column::ProposedAt).all(db).await?)
}

/// The provider with this id of the CSV file.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn provider_by_external_id(
    db: &impl ConnectionTrait,
    external_id: &str,
) -> Result<Option<provider::Model>, StoreError> {
    Ok(provider::Entity::find().filter(provider::Column::ExternalId.eq(external_id)).one(db).await?)
}

/// Several providers by key.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn providers_by_id(db: &impl ConnectionTrait, ids: &[Uuid]) -> Result<Vec<provider::Model>, StoreError> {
    Ok(provider::Entity::find().filter(provider::Column::Id.is_in(ids.iter().copied())).all(db).await?)
}
