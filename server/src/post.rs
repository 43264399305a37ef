//! The post of a server: a carrier for each channel that its settings name.

use std::sync::Arc;

use notify::{
    Carrier, Channel, Post, Queue, email::EmailCarrier, hook::HookCarrier, push::PushCarrier, sms::SmsCarrier,
};
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
    all.extend(others(site, &house.queue)?);
    Ok(all)
}

/// All but the one to browsers, which needs the server's own key: these can be asked by `rhizome doctor`, which makes nothing.
///
/// # Errors
/// As [`carriers`].
pub fn others(site: &Site, queue: &Queue) -> Result<Vec<Arc<dyn Carrier>>, Failed> {
    let mut all: Vec<Arc<dyn Carrier>> = Vec::new();
    if let Some(sms) = &site.config.sms {
        all.push(Arc::new(texts(sms, site, queue)?));
    }
    if let Some(email) = &site.config.email {
        all.push(Arc::new(mail(email, site, queue)?));
    }
    // Other systems: whether there are any is in the store.
    let strangers = Outbound::public(&site.config.calls().map_err(Failed::new)?, Arc::new(SystemResolver))?;
    all.push(Arc::new(HookCarrier::new(strangers, Arc::clone(&site.clock), Arc::clone(&site.dice))));
    Ok(all)
}

fn push(site: &Site, house: &House) -> Result<PushCarrier, Failed> {
    let client = Outbound::public(&house.config.calls().map_err(Failed::new)?, Arc::new(SystemResolver))?;
    let (us, key) = (Arc::clone(&house.vapid), Some(site.folder.vapid()));
    Ok(PushCarrier::new(client, us, key, house.queue.clone(), Arc::clone(&site.clock), Arc::clone(&site.dice)))
}

fn texts(settings: &notify::sms::Settings, site: &Site, queue: &Queue) -> Result<SmsCarrier, Failed> {
    let calls = site.config.calls().map_err(Failed::new)?;
    let url = &site.config.public_url;
    SmsCarrier::new(settings, &calls, Arc::new(SystemResolver), queue.clone(), url).map_err(Failed::new)
}

fn mail(settings: &notify::email::Settings, site: &Site, queue: &Queue) -> Result<EmailCarrier, Failed> {
    let (name, clock) = (&site.config.site_name, Arc::clone(&site.clock));
    EmailCarrier::new(settings, name, queue.clone(), clock).map_err(|e| Failed::new(e.to_string()))
}

/// The post of a house.
///
/// # Errors
/// As [`carriers`].
pub fn post(site: &Site, house: &House) -> Result<Post, Failed> {
    let carriers = carriers(site, house)?;
    Ok(Post::new(house.queue.clone(), Arc::clone(&site.clock), reach::compose::composer(house), carriers))
}
