//! The post of a server: a carrier for each channel that its settings name.

use std::sync::Arc;

use notify::{Carrier, Channel, Post, email::EmailCarrier, push::PushCarrier, sms::SmsCarrier};
use outbound::{Outbound, SystemResolver};
use web::House;

use crate::{cli::Failed, site::Site};

/// The carriers that the settings name.
///
/// # Errors
/// When a setting is not one that a carrier can work with: which, and what it should be.
pub fn carriers(site: &Site, house: &House) -> Result<Vec<Arc<dyn Carrier>>, Failed> {
    let mut all: Vec<Arc<dyn Carrier>> = Vec::new();
    if house.config.has(Channel::Push) {
        all.push(Arc::new(push(site, house)?));
    }
    if let Some(sms) = &house.config.sms {
        all.push(Arc::new(texts(sms, house)?));
    }
    if let Some(email) = &house.config.email {
        all.push(Arc::new(mail(email, site, house)?));
    }
    Ok(all)
}

fn push(site: &Site, house: &House) -> Result<PushCarrier, Failed> {
    let client = Outbound::public(&house.config.calls().map_err(Failed::new)?, Arc::new(SystemResolver))?;
    let (us, key) = (Arc::clone(&house.vapid), Some(site.folder.vapid()));
    Ok(PushCarrier::new(client, us, key, house.queue.clone(), Arc::clone(&site.clock), Arc::clone(&site.dice)))
}

fn texts(settings: &notify::sms::Settings, house: &House) -> Result<SmsCarrier, Failed> {
    let calls = house.config.calls().map_err(Failed::new)?;
    let (queue, url) = (house.queue.clone(), &house.config.public_url);
    SmsCarrier::new(settings, &calls, Arc::new(SystemResolver), queue, url).map_err(Failed::new)
}

fn mail(settings: &notify::email::Settings, site: &Site, house: &House) -> Result<EmailCarrier, Failed> {
    let (name, queue, clock) = (&house.config.site_name, house.queue.clone(), Arc::clone(&site.clock));
    EmailCarrier::new(settings, name, queue, clock).map_err(|e| Failed::new(e.to_string()))
}

/// The post of a house.
///
/// # Errors
/// As [`carriers`].
pub fn post(site: &Site, house: &House) -> Result<Post, Failed> {
    let carriers = carriers(site, house)?;
    Ok(Post::new(house.queue.clone(), Arc::clone(&site.clock), reach::compose::composer(house), carriers))
}
