//! Verifies the global log against its events and its signed heads.

use vigie_domain::{
    audit::{
        Bad, Checkpoint, Digest, Frontier, KeyRing, Reason, SignedNote, StoredEvent, Verifier, VerifierKey, leaf_hash,
    },
    ids::EventId,
};

use super::{DeskError, seal_log::kept_node};
use crate::{
    log_key::is_signature,
    store::{
        Moment, Store,
        entity::{checkpoint, log_node},
        find::{self, TrailRow},
        row,
    },
};

/// Rows of the trail that are read at once.
pub(super) const PAGE: u64 = 2_000;

/// What is said of a row whose columns hold what ours never hold.
pub(super) const UNREADABLE: &str = "the row of an event can't be read";

/// What stands of the log.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LogStanding {
    /// How many checkpoints were met.
    pub checkpoints: u64,
    /// How many events are under the last of them.
    pub sealed: u64,
    /// The first place at fault, counted in leaves from 1, and why.
    pub bad: Option<Bad>,
}

/// Reads the whole log, streaming: each event stands in its chain, each leaf is its event's, each head is the log's and
/// signed by `key` or by one that it replaced, the tree above the leaves is theirs, and every event is in the log or waits
/// for it.
///
/// # Errors
/// The database.
pub async fn verify_log(store: &Store, key: &VerifierKey) -> Result<LogStanding, DeskError> {
    verify_log_and_chains(&store.moment().await?, key, &mut Verifier::new()).await
}

/// The same, with `chains` going on where the log ends.
pub(super) async fn verify_log_and_chains(
    moment: &Moment,
    key: &VerifierKey,
    chains: &mut Verifier,
) -> Result<LogStanding, DeskError> {
    let mut reading = Reading {
        keys: KeyRing::trusting(key.clone(), is_signature),
        log: Frontier::new(),
        nodes: Vec::new(),
        heads: Vec::new(),
        standing: LogStanding::default(),
    };
    if let Err(bad) = reading.follow_keys(moment).await? {
        return Ok(LogStanding { bad: Some(bad), ..reading.standing });
    }
    loop {
        if reading.heads.is_empty() {
            reading.heads = next_heads(moment, reading.log.size()).await?;
        }
        let before = reading.log.size();
        let page = find::logged_text(moment.db(), index(before), PAGE).await?;
        for row in page.rows() {
            if let Err(bad) = reading.take(row, chains) {
                return Ok(LogStanding { bad: Some(bad), ..reading.standing });
            }
            if reading.heads.is_empty() {
                reading.heads = next_heads(moment, reading.log.size()).await?;
            }
        }
        if reading.log.size() == before {
            break;
        }
        if let Err(bad) = reading.check_nodes(moment).await? {
            return Ok(LogStanding { bad: Some(bad), ..reading.standing });
        }
    }
    let bad = if find::unlogged_count(moment.db()).await? > 0 {
        Some(reading.bad(Reason::Root, "an event is neither in the log nor waits for it"))
    } else if reading.heads.is_empty() {
        None
    } else {
        Some(reading.bad(Reason::Root, "the log is shorter than a checkpoint of it"))
    };
    Ok(LogStanding { bad, ..reading.standing })
}

struct Reading {
    keys: KeyRing,
    log: Frontier,
    /// Subtrees that the page just read completed, and that must be kept like this.
    nodes: Vec<log_node::Model>,
    /// The next checkpoints, the nearest last.
    heads: Vec<checkpoint::Model>,
    standing: LogStanding,
}

impl Reading {
    async fn follow_keys(&mut self, moment: &Moment) -> Result<Result<(), Bad>, DeskError> {
        for rotation in find::rotations(moment.db()).await? {
            let note: Option<SignedNote> = rotation.note.parse().ok();
            if !note.is_some_and(|note| self.keys.follow(&note)) {
                return Ok(Err(self.bad(Reason::Signature, "a rotation isn't signed by both of its keys")));
            }
        }
        let is_ours = self.keys.holds_the_trusted_key();
        Ok(if is_ours {
            Ok(())
        } else {
            Err(self.bad(Reason::Signature, "the rotations don't lead to the desk's key"))
        })
    }

    /// The tree above the leaves is kept by the sequencer; a log from before that has none until it is sealed again.
    async fn check_nodes(&mut self, moment: &Moment) -> Result<Result<(), Bad>, DeskError> {
        for node in std::mem::take(&mut self.nodes) {
            let kept = row::find::<log_node::Entity>(moment.db(), (node.level, node.node_index)).await?;
            if kept.is_some_and(|kept| kept.hash != node.hash) {
                return Ok(Err(self.bad(Reason::Root, "the tree that is kept above the log isn't the log's")));
            }
        }
        Ok(Ok(()))
    }

    fn take(&mut self, row: Option<TrailRow<'_>>, chains: &mut Verifier) -> Result<(), Bad> {
        let row = row.ok_or_else(|| self.bad(Reason::Decode, UNREADABLE))?;
        if row.leaf_index != Some(index(self.log.size())) {
            return Err(self.bad(Reason::Gap, "a leaf of the log is missing, or its event is"));
        }
        check_chain(chains, &row)?;
        let leaf = leaf_hash(row.canonical.as_bytes());
        let nodes = &mut self.nodes;
        self.log.push_telling(leaf, |subtree, hash| nodes.extend(kept_node(subtree, hash)));
        if leaf.to_string() != row.leaf_hash {
            return Err(self.bad(Reason::Hash, "the leaf isn't its event's"));
        }
        while self.heads.last().is_some_and(|head| head.size <= index(self.log.size())) {
            if let Some(head) = self.heads.pop() {
                self.check_head(&head)?;
            }
        }
        Ok(())
    }

    fn check_head(&mut self, head: &checkpoint::Model) -> Result<(), Bad> {
        let unreadable = || self.bad(Reason::Decode, "a checkpoint can't be read");
        let note: SignedNote = head.note.parse().map_err(|_| unreadable())?;
        let said: Checkpoint = note.text.parse().map_err(|_| unreadable())?;
        if !self.keys.signed(&note, said.size) {
            return Err(self.bad(Reason::Signature, "a checkpoint isn't signed by the desk's key"));
        }
        let (size, root) = (self.log.size(), self.log.root());
        let columns = head.size == index(size) && head.root.parse::<Digest>() == Ok(root);
        if said.size != size || said.root != root || !columns {
            return Err(self.bad(Reason::Root, "the log doesn't give the root of its checkpoint"));
        }
        self.standing.checkpoints += 1;
        self.standing.sealed = size;
        Ok(())
    }

    fn bad(&self, reason: Reason, detail: &str) -> Bad {
        Bad { place: self.log.size(), subject: None, seq: None, reason, detail: detail.to_owned() }
    }
}

/// Checks an event's place in its chain.
pub(super) fn check_chain(chains: &mut Verifier, row: &TrailRow<'_>) -> Result<(), Bad> {
    chains.check_row(&StoredEvent {
        id: EventId(row.id),
        subject: row.subject,
        // A number or a hash that can't be read back is as wrong as one that doesn't match.
        seq: u64::try_from(row.seq).unwrap_or(0),
        at: row.at,
        action: row.action,
        canonical: row.canonical.as_bytes(),
        hash: row.hash.parse().unwrap_or(Digest([0; 32])),
    })
}

async fn next_heads(moment: &Moment, size: u64) -> Result<Vec<checkpoint::Model>, DeskError> {
    let mut heads = find::checkpoints_after(moment.db(), index(size), PAGE).await?;
    heads.reverse();
    Ok(heads)
}

/// A log that long doesn't exist; if it did, it would end here.
fn index(size: u64) -> i64 {
    i64::try_from(size).unwrap_or(i64::MAX)
}
