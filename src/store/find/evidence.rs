//! Questions about pieces.

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::store::{StoreError, entity::attachment};

/// All pieces of a case, oldest first.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn pieces_of(db: &impl ConnectionTrait, case: Uuid) -> Result<Vec<attachment::Model>, StoreError> {
    let query = attachment::Entity::find().filter(attachment::Column::IncidentId.eq(case));
    Ok(query.order_by_asc(attachment::Column::ReceivedAt).order_by_asc(attachment::Column::Id).all(db).await?)
}

/// How much a case holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Held {
    /// Pieces.
    pub pieces: u64,
    /// Octets of all of them.
    pub octets: u64,
}

/// How much a case holds; few hundred pieces at most.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn held_by(db: &impl ConnectionTrait, case: Uuid) -> Result<Held, StoreError> {
    let query = attachment::Entity::find().filter(attachment::Column::IncidentId.eq(case));
    let sizes: Vec<i64> = query.select_only().column(attachment::Column::Size).into_tuple().all(db).await?;
    let octets = sizes.iter().map(|size| u64::try_from(*size).unwrap_or(0)).sum();
    Ok(Held { pieces: sizes.len() as u64, octets })
}

/// Pieces of a case with these bytes, set aside or not.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn pieces_with(
    db: &impl ConnectionTrait,
    case: Uuid,
    sha256: &str,
) -> Result<Vec<attachment::Model>, StoreError> {
    let query = attachment::Entity::find()
        .filter(attachment::Column::IncidentId.eq(case))
        .filter(attachment::Column::Sha256.eq(sha256));
    Ok(query.all(db).await?)
}

/// Pieces that the scanner wasn't asked about, oldest first.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn pieces_to_scan(db: &impl ConnectionTrait, limit: u64) -> Result<Vec<attachment::Model>, StoreError> {
    let query = attachment::Entity::find().filter(attachment::Column::Scan.eq(""));
    let oldest = query.order_by_asc(attachment::Column::ReceivedAt).order_by_asc(attachment::Column::Id);
    Ok(oldest.limit(limit).all(db).await?)
}

/// Hashes of the pieces of a case.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn piece_hashes_of(db: &impl ConnectionTrait, case: Uuid) -> Result<Vec<String>, StoreError> {
    let query = attachment::Entity::find().filter(attachment::Column::IncidentId.eq(case));
    Ok(query.select_only().column(attachment::Column::Sha256).distinct().into_tuple().all(db).await?)
}

/// Hashes of all pieces, sorted.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn piece_hashes(db: &impl ConnectionTrait) -> Result<Vec<String>, StoreError> {
    let query = attachment::Entity::find().select_only().column(attachment::Column::Sha256).distinct();
    let mut hashes: Vec<String> = query.into_tuple().all(db).await?;
    hashes.sort();
    Ok(hashes)
}

/// Which of these hashes no piece of any case names.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn unnamed_pieces(db: &impl ConnectionTrait, hashes: &[String]) -> Result<Vec<String>, StoreError> {
    let query = attachment::Entity::find().filter(attachment::Column::Sha256.is_in(hashes.iter().cloned()));
    let named: Vec<String> = query.select_only().column(attachment::Column::Sha256).into_tuple().all(db).await?;
    Ok(hashes.iter().filter(|hash| !named.contains(hash)).cloned().collect())
}
