//! What nobody needs any more.

use ::store::StoreError;
use kernel::Span;
use web::House;

use crate::store::forget;

/// A picture waits so long for its post.
const WAITS: Span = Span::hours(2);
/// A press is known for so long: sent again after that, it is another one.
const PRESSED: Span = Span::days(1);

/// Forgets pictures without a post, and what presses were called. The server does it every hour; posts are forgotten by a job of their incident.
///
/// # Errors
/// When the store fails.
pub async fn forget_loose(house: &House) -> Result<(), StoreError> {
    let now = house.clock.now();
    forget::loose(&house.store, now.minus(WAITS), now.minus(PRESSED)).await
}
