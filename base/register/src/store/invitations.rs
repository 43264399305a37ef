//! Invitations into a circle: found by the digest of their token.

use kernel::{InvitationId, PersonId, Time};
use store::{Change, Row, StoreError, params, sql};

use super::Register;

sql! {
    /// Makes an invitation.
    pub INVITE = "INSERT INTO invitation (hash, id, inviter, created, expires, used_by, used_at) \
        SELECT $1, $2, id, $4, $5, NULL, NULL FROM person WHERE id = $3";
    /// An invitation.
    pub INVITATION = "SELECT id, inviter, created, expires, used_by, used_at FROM invitation WHERE hash = $1";
    /// The invitations of a person, the newest first.
    pub INVITATIONS_OF = "SELECT id, inviter, created, expires, used_by, used_at FROM invitation WHERE inviter = $1 \
        ORDER BY created DESC LIMIT $2";
    /// Uses an invitation up.
    pub USE_INVITATION = "UPDATE invitation SET used_by = $2, used_at = $3 WHERE hash = $1 AND used_at IS NULL AND expires > $3";
    /// Takes an unused invitation back.
    pub TAKE_INVITATION_BACK = "DELETE FROM invitation WHERE hash = $1 AND inviter = $2 AND used_at IS NULL";
    /// Forgets invitations that expired.
    pub FORGET_INVITATIONS = "DELETE FROM invitation WHERE expires < $1";
}

/// An invitation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Invitation {
    /// Its id.
    pub id: InvitationId,
    /// Who invites.
    pub inviter: PersonId,
    /// When it was made.
    pub created: Time,
    /// Until when it is good.
    pub expires: Time,
    /// Who used it; nobody when they were erased since.
    pub used_by: Option<PersonId>,
    /// When it was used.
    pub used_at: Option<Time>,
}

fn invitation(row: &Row) -> Result<Invitation, StoreError> {
    Ok(Invitation {
        id: row.id(0)?,
        inviter: row.id(1)?,
        created: row.time(2)?,
        expires: row.time(3)?,
        used_by: row.opt_id(4)?,
        used_at: row.opt_time(5)?,
    })
}

impl Register {
    /// Makes an invitation under the digest of its token.
    pub fn invite(
        &self,
        change: Change,
        hash: [u8; 32],
        inviter: PersonId,
        now: Time,
        expires: Time,
    ) -> (InvitationId, Change) {
        let id: InvitationId = self.dice().id(now);
        (id, change.must(INVITE, params![hash, id, inviter, now, expires]))
    }
    /// The invitation of a token, used or not, expired or not.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn invitation(&self, hash: [u8; 32]) -> Result<Option<Invitation>, StoreError> {
        self.store().one(INVITATION, params![hash]).await?.as_ref().map(invitation).transpose()
    }
    /// The newest invitations of a person.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn invitations_of(&self, inviter: PersonId, limit: i64) -> Result<Vec<Invitation>, StoreError> {
        self.store().read(INVITATIONS_OF, params![inviter, limit]).await?.iter().map(invitation).collect()
    }
    /// Uses an invitation up. Refused when it was used, or has expired.
    pub fn use_invitation(&self, change: Change, hash: [u8; 32], by: PersonId, now: Time) -> Change {
        change.must(USE_INVITATION, params![hash, by, now])
    }
    /// Forgets invitations that expired before `before`.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn forget_invitations(&self, before: Time) -> Result<(), StoreError> {
        self.store().apply(Change::new().run(FORGET_INVITATIONS, params![before])).await.map(drop)
    }
}
