//! `rhizome.toml`.

use web::Config;

/// Reads the bytes as the settings of a server. What is read is written and read again.
pub fn run(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let config: Config = match toml::from_str(&text) {
        Ok(config) => config,
        Err(fault) => {
            assert!(!fault.to_string().is_empty(), "whoever wrote it is told where");
            return;
        }
    };
    let written = toml::to_string(&config).expect("settings");
    let again: Config = toml::from_str(&written).expect("what it writes, it reads");
    assert_eq!(toml::to_string(&again).expect("settings"), written);
    assert!(config.secure() == config.public_url.starts_with("https://"));
    assert!(config.url("/r/x").ends_with("/r/x"));
}
