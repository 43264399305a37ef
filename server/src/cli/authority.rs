//! `rhizome authority …`: the institutions of this server, by their domains, without a browser.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use official::{
    acts::{Hand, authorities as acts},
    model::{Authority, Standing},
    store::sources,
};
use web::House;

use super::{Failed, lists::words};
use crate::site::{Where, config};

/// `rhizome authority`
#[derive(Debug, Args)]
pub struct Authorities {
    #[command(subcommand)]
    verb: Verb,
}

/// The server, and its settings.
#[derive(Debug, Args)]
struct Here {
    #[command(flatten)]
    at: Where,
    /// The settings (see `rhizome config-example`): where this server may call.
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Add an institution, and print what is to be published on its domain.
    #[command(
        after_help = "Example: rhizome authority add --data /srv/rhizome prefecture.example --name \"Préfecture de l'Exemple\""
    )]
    Add {
        #[command(flatten)]
        here: Here,
        /// Its domain: how it is shown.
        domain: String,
        /// Its name: those who are accredited for it (`rhizome institution add`) speak for it.
        #[arg(long)]
        name: String,
        /// The domain of a proven institution that vouches for it: nothing is published then.
        #[arg(long, value_name = "DOMAIN")]
        through: Option<String>,
    },
    /// List them: domain, name, where each stands, through whom, and whether its messages arrive.
    #[command(after_help = "Example: rhizome authority list --data /srv/rhizome")]
    List {
        #[command(flatten)]
        here: Here,
    },
    /// Look for the proof now: of one, or of all.
    #[command(after_help = "Example: rhizome authority check --data /srv/rhizome prefecture.example")]
    Check {
        #[command(flatten)]
        here: Here,
        /// Its domain; all when it is left out.
        domain: Option<String>,
    },
    /// Say which keys it signs with, for which senders, and where its messages are fetched. What is left out stays as it is.
    #[command(
        after_help = "Example: rhizome authority keys --data /srv/rhizome prefecture.example --pin cert.pem --sender alerts@prefecture.example --feed https://prefecture.example/alerts.atom"
    )]
    Keys {
        #[command(flatten)]
        here: Here,
        /// Its domain.
        domain: String,
        /// A certificate or public key (PEM) that came another way than its messages; in the place of those that stand.
        #[arg(long, value_name = "FILE")]
        pin: Vec<PathBuf>,
        /// A sender of CAP that these keys speak for; in the place of those that stand.
        #[arg(long)]
        sender: Vec<String>,
        /// Where its messages are fetched: Atom, RSS, or one message; empty for nowhere.
        #[arg(long, value_name = "URL")]
        feed: Option<String>,
        /// How often, in seconds: 15 to 60.
        #[arg(long)]
        seconds: Option<i64>,
    },
    /// Take it away, and with it all that it vouches for. What it said stays, and shows that.
    #[command(after_help = "Example: rhizome authority revoke --data /srv/rhizome prefecture.example")]
    Revoke {
        #[command(flatten)]
        here: Here,
        /// Its domain.
        domain: String,
    },
}

impl Authorities {
    /// Does it.
    pub async fn run(self) -> Result<(), Failed> {
        let here = self.verb.here();
        let site = here.at.open(config(here.config.as_deref())?).await?;
        let (stop, stopped) = tokio::sync::watch::channel(false);
        let (house, relay) = site.house(stopped).await?;
        let done = self.verb.run(&house).await;
        let _ = stop.send(true);
        let _ = relay.await;
        site.store.close().await;
        done
    }
}

impl Verb {
    const fn here(&self) -> &Here {
        match self {
            Self::Add { here, .. }
            | Self::List { here }
            | Self::Check { here, .. }
            | Self::Keys { here, .. }
            | Self::Revoke { here, .. } => here,
        }
    }
    async fn run(self, house: &House) -> Result<(), Failed> {
        match self {
            Self::Add { domain, name, through, .. } => {
                let through = match through {
                    Some(domain) => Some(named(house, &domain).await?.0.id),
                    None => None,
                };
                let made = acts::add(house, Hand::Server, &domain, &name, through).await.map_err(said)?;
                if through.is_none() {
                    println!("_rhizome.{}. TXT \"{}\"", made.domain, made.token);
                    println!("https://{}/.well-known/rhizome\t{}", made.domain, made.token);
                }
            }
            Self::List { .. } => {
                for one in acts::all(house).await.map_err(said)? {
                    println!("{}", line(house, &one).await?);
                }
            }
            Self::Check { domain, .. } => {
                let all = match domain {
                    Some(domain) => vec![named(house, &domain).await?],
                    None => acts::all(house).await.map_err(said)?,
                };
                let mut gone = Vec::new();
                for (of, _) in all.into_iter().filter(|(a, _)| a.ended.is_none()) {
                    let standing = acts::check(house, of.id).await.map_err(said)?;
                    println!("{}\t{}", of.domain, standing.word());
                    if !standing.is_proven() {
                        gone.push(of.domain);
                    }
                }
                if !gone.is_empty() {
                    return Err(Failed::new(format!("not proven: {}", gone.join(", "))));
                }
            }
            Self::Keys { domain, pin, sender, feed, seconds, .. } => {
                let (of, _) = named(house, &domain).await?;
                let source = sources::one(&house.store, of.id).await?;
                let mut pins = String::new();
                for file in &pin {
                    let text = std::fs::read_to_string(file);
                    pins.push_str(&text.map_err(|e| Failed::new(format!("{}: {e}", file.display())))?);
                }
                let new = acts::Said {
                    pins: if pin.is_empty() { of.pins } else { pins },
                    senders: if sender.is_empty() { of.senders } else { sender }.join(" "),
                    url: feed.or_else(|| source.as_ref().map(|s| s.url.clone())).unwrap_or_default(),
                    seconds: seconds.or_else(|| source.map(|s| s.seconds)),
                };
                acts::say(house, Hand::Server, of.id, &new).await.map_err(said)?;
            }
            Self::Revoke { domain, .. } => {
                let (of, _) = named(house, &domain).await?;
                acts::end(house, Hand::Server, of.id).await.map_err(said)?;
            }
        }
        Ok(())
    }
}

fn said(failure: web::Failure) -> Failed {
    Failed::new(words(&failure))
}

/// The institution of this domain.
async fn named(house: &House, domain: &str) -> Result<(Authority, Standing), Failed> {
    let wanted = domain.trim().trim_end_matches('.').to_ascii_lowercase();
    let all = acts::all(house).await.map_err(said)?;
    let found = all.into_iter().find(|(a, _)| a.domain == wanted);
    found.ok_or_else(|| Failed::new(format!("there is no institution of the domain {wanted}")))
}

/// One of them on a line.
async fn line(house: &House, (of, standing): &(Authority, Standing)) -> Result<String, Failed> {
    let through = match standing {
        Standing::Proven { through } => through.join(" < "),
        _ => String::new(),
    };
    let source = sources::one(&house.store, of.id).await?;
    let arrives = source.map_or_else(String::new, |s| s.why.unwrap_or_else(|| "answers".to_owned()));
    Ok([&of.domain, &of.name, standing.word(), &through, &arrives].map(ToString::to_string).join("\t"))
}
