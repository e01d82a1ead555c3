//! Questions about the directory of providers.

use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::Expr,
};
use uuid::Uuid;

use crate::store::{
    StoreError, Tx,
    entity::{
        directory_state, provider, provider_application, provider_note, provider_proposal, provider_warning, staff_tie,
    },
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
    Ok(query
        .order_by_asc(provider_proposal::Column::ProposedAt)
        .order_by_asc(provider_proposal::Column::Id)
        .all(db)
        .await?)
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

/// Firms that wait for a decision on their application, the oldest first.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn waiting_applications(db: &impl ConnectionTrait) -> Result<Vec<provider_application::Model>, StoreError> {
    let query = provider_application::Entity::find().filter(provider_application::Column::State.eq("waiting"));
    Ok(query
        .order_by_asc(provider_application::Column::ReceivedAt)
        .order_by_asc(provider_application::Column::Id)
        .limit(500)
        .all(db)
        .await?)
}

/// Applications refused before then, of which what was typed is still there.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn refused_applications(
    db: &impl ConnectionTrait,
    before: i64,
) -> Result<Vec<provider_application::Model>, StoreError> {
    let query = provider_application::Entity::find()
        .filter(provider_application::Column::State.eq("refused"))
        .filter(provider_application::Column::DecidedAt.lt(before));
    Ok(query.limit(200).all(db).await?)
}

/// Applications decided last.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn decided_applications(db: &impl ConnectionTrait) -> Result<Vec<provider_application::Model>, StoreError> {
    let query = provider_application::Entity::find().filter(provider_application::Column::State.ne("waiting"));
    Ok(query
        .order_by_desc(provider_application::Column::DecidedAt)
        .order_by_desc(provider_application::Column::Id)
        .limit(30)
        .all(db)
        .await?)
}

/// What was seen when a provider was vetted, newest first.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn evidence_of(db: &impl ConnectionTrait, provider: Uuid) -> Result<Vec<provider_note::Model>, StoreError> {
    let query = provider_note::Entity::find().filter(provider_note::Column::ProviderId.eq(provider));
    Ok(query
        .order_by_desc(provider_note::Column::WrittenAt)
        .order_by_desc(provider_note::Column::Id)
        .limit(200)
        .all(db)
        .await?)
}

/// Every warning of something that runs out that was given.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn warnings_given(db: &impl ConnectionTrait) -> Result<Vec<provider_warning::Model>, StoreError> {
    Ok(provider_warning::Entity::find().all(db).await?)
}

/// Firms that wish to be shown to everybody.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn listed_providers(db: &impl ConnectionTrait) -> Result<Vec<Uuid>, StoreError> {
    let query = provider::Entity::find().filter(provider::Column::ListedAt.is_not_null());
    Ok(query.select_only().column(provider::Column::Id).into_tuple().all(db).await?)
}

/// Firms that somebody of the staff has declared a tie with.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn ties_of(db: &impl ConnectionTrait, person: Uuid) -> Result<Vec<Uuid>, StoreError> {
    let ties = staff_tie::Entity::find().filter(staff_tie::Column::UserId.eq(person)).all(db).await?;
    Ok(ties.into_iter().map(|tie| tie.provider_id).collect())
}
