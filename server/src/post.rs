//! The post of a server: a carrier for each channel that its settings name.

use std::sync::Arc;

use notify::{Carrier, Post};
use web::House;

use crate::{cli::Failed, site::Site};

/// The carriers that the settings name.
///
/// # Errors
/// When a setting is not one that a carrier can work with: which, and what it should be.
pub fn carriers(_site: &Site, _house: &House) -> Result<Vec<Arc<dyn Carrier>>, Failed> {
    Ok(Vec::new())
}

/// The post of a house.
///
/// # Errors
/// As [`carriers`].
pub fn post(site: &Site, house: &House) -> Result<Post, Failed> {
    let carriers = carriers(site, house)?;
    Ok(Post::new(house.queue.clone(), Arc::clone(&site.clock), reach::compose::composer(house), carriers))
}
