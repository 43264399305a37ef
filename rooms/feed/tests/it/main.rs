//! Stories of the flow, through the router, on both stores.
#![allow(clippy::as_conversions, clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod abuse;
mod authority;
mod embargo;
mod exercise;
mod gaps;
mod held;
mod hostile;
mod known;
mod live;
mod moderation;
mod naive;
mod outputs;
mod overruled;
mod pages;
mod posts;
mod remembered;
mod reported;
mod same_picture;
mod scene;
mod tags;
mod toll;
mod truth;
mod truth_rules;
mod truth_scene;
mod voices;
mod ways;
