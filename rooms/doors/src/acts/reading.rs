//! From a message to a draft of an offer.

use std::collections::HashMap;

use kernel::Time;
use places::Landmark;
use web::{Failure, House};

use crate::rules::parse::{self, Draft};

/// What a message says, read with the landmarks that this server knows and the clocks of its incident. Nothing is kept of it.
///
/// # Errors
/// When the store fails.
pub async fn read_text(house: &House, text: &str) -> Result<Draft<Landmark>, Failure> {
    let known = web::landmarks::known(house).await?;
    let by_name: HashMap<String, &Landmark> = known.all().iter().rev().map(|l| (words::fold(&l.name), l)).collect();
    let now = house.clock.now();
    let landmark = |name: &str| by_name.get(&words::fold(name)).map(|l| (*l).clone());
    Ok(parse::parse(text, now, offset(now, &house.config.time_zone), landmark))
}

/// How many seconds east of UTC the clocks of a zone stand.
#[must_use]
pub fn offset(now: Time, zone: &str) -> i32 {
    const DAY: i32 = 24 * 60;
    let minutes = |zone| {
        let (hour, minute) = now.hour_minute(zone);
        i32::from(hour) * 60 + i32::from(minute)
    };
    let ahead = (minutes(zone) - minutes("UTC")).rem_euclid(DAY);
    // No clock stands more than fourteen hours ahead.
    let ahead = if ahead > 14 * 60 { ahead - DAY } else { ahead };
    ahead * 60
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clocks_stand_ahead_and_behind() {
        let night = Time::parse("2015-11-13T23:30:00Z").unwrap();
        let of = |zone| offset(night, zone);
        assert_eq!((of("Europe/Paris"), of("America/New_York"), of("Asia/Kolkata")), (3_600, -18_000, 19_800));
        assert_eq!((of("UTC"), of("Pacific/Auckland")), (0, 13 * 3_600));
    }
}
