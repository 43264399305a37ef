//! What is known of posts, in plain data.

pub mod hold;
