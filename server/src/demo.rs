//! `rhizome demo`: the night of 13 November 2015, played as a drill with invented people. You are one of them, and an operator.

use std::{io::IsTerminal, net::SocketAddr, path::PathBuf, sync::Arc};

use clap::Args;
use kernel::{Role, ScaledClock, Staff};
use night::{People, Player, Scenario, Stop, doors, flow, script};
use register::SessionOf;
use web::Config;

use crate::{
    cli::{Failed, sign_in_link},
    serve,
    site::Where,
    stage::{Floor, populate, prove},
};

/// `rhizome demo`
#[derive(Debug, Args)]
pub struct Demo {
    /// How many seconds of the night pass in one second.
    #[arg(long, default_value_t = 60, value_parser = clap::value_parser!(u32).range(1..=3600))]
    speed: u32,
    /// How many invented people.
    #[arg(long, default_value_t = 1000, value_parser = clap::value_parser!(u32).range(50..=1_000_000))]
    people: u32,
    /// The address of the pages; the next free port when it is taken.
    #[arg(long, value_name = "ADDR:PORT", default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// Keep the data in this folder (it must be new); by default in a folder that goes with the demo.
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// End when the night ends, instead of waiting for Ctrl-C.
    #[arg(long, hide = true)]
    once: bool,
}

/// The seed of everything that is drawn by lot: each demo is the same night.
const SEED: u64 = 2015;

impl Demo {
    /// Plays it.
    pub async fn run(self) -> Result<(), Failed> {
        let scenario = Arc::new(Scenario::paris()?);
        let start = scenario.starts;
        let (data, goes) = match &self.data {
            Some(dir) => (dir.clone(), false),
            None => (std::env::temp_dir().join(format!("rhizome-demo-{}", std::process::id())), true),
        };
        if data.join("rhizome.db").exists() {
            return Err(Failed::new(format!("{} holds a server already", data.display())));
        }
        let result = self.play(&scenario, start, data.clone()).await;
        if goes {
            let _ = std::fs::remove_dir_all(&data);
        }
        result
    }

    async fn play(&self, scenario: &Arc<Scenario>, start: kernel::Time, data: PathBuf) -> Result<(), Failed> {
        eprintln!("Inventing {} people …", self.people);
        let mean = scenario.people.mean_circle;
        let people = Arc::new(People::of(scenario, self.people, mean, SEED)?);
        let you = people.visitor(scenario).ok_or_else(|| Failed::new("nobody to be"))?;
        let mut acts = script(scenario, &people, SEED)?;
        let your_number = people.number_of(you.id);
        acts.retain(|act| act.deed.person().is_none() || act.deed.person() != your_number);
        // Your door opens by itself; whom you let in is yours to say.
        if let Some(door) = your_number.and_then(|n| doors::door_of_visitor(scenario, n)) {
            acts.insert(acts.partition_point(|act| act.at <= door.at), door);
        }

        let listen = free(self.listen)?;
        let base = format!("http://{listen}");
        let config = Config { public_url: base.clone(), time_zone: scenario.time_zone.clone(), ..Config::default() };
        // People come before the clock starts: the night begins when everything is ready.
        let at = Where { data, database_url: None };
        let clock = Arc::new(kernel::FixedClock::at(start));
        {
            let site = at.open_at(config.clone(), clock).await?;
            let (_stop, stopped) = tokio::sync::watch::channel(false);
            let (house, _) = site.house(stopped).await?;
            populate(&house, &people).await?;
            let mut proven =
                [doors::hosts(scenario, &people), doors::guests(scenario, &people), flow::writers(scenario, &people)]
                    .concat();
            proven.sort_unstable();
            proven.dedup();
            proven.extend(your_number.filter(|n| !proven.contains(n)));
            prove(&house, &people, &proven).await?;
            site.store.close().await;
        }
        let clock = Arc::new(ScaledClock::starting(start, self.speed));
        let site = at.open_at(config, clock.clone()).await?;
        let signals = serve::Signals::listen().map_err(Failed::from)?;
        let running = serve::start(&site, listen, None).await?;
        let register = site.register();
        let name = "Claire D.";
        let operator = register.staff_named(name, start).await?;
        let room = "Salle de crise (exercice)";
        let staff = Staff { id: register.staff_named(room, start).await?, name: Arc::from(room), role: Role::Operator };
        let as_you = sign_in_link(&site, &SessionOf::Person(you.id), &base).await?;
        let as_operator = sign_in_link(&site, &SessionOf::Staff(operator, Role::Operator), &base).await?;
        println!("listening on http://{}", running.address);
        println!();
        println!(
            "  The night of 13 November 2015 begins, {} times faster, as a drill. Everyone in it is invented.",
            self.speed
        );
        println!();
        println!("  1. Be {}:   {}", you.name(), as_you);
        println!("     Press the button, then open « Proches » and watch your circle. You are asked at 21:44.");
        println!("     Doors open from 22:34 on, fill and close: {base}/doors?near={}", you.here);
        println!("     Yours opens at 22:36. Who asks for room there waits for your answer: {base}/doors/mine");
        println!("     What people write, and what of it is denied from 22:54 on: {base}/live?drill=true");
        println!("  2. Be the operator {name}, in another browser or a private window:");
        println!("     {}", as_operator);
        println!();
        println!("  Ctrl-C ends it; nothing is kept.");
        println!();
        let colour = std::io::stdout().is_terminal();
        let floor = Arc::new(Floor::new(running.house.clone(), staff, move |line| {
            if colour { println!("\x1b[2m{line}\x1b[0m") } else { println!("{line}") }
        }));
        let player = Player { scenario: Arc::clone(scenario), people, clock, at_once: 64 };
        let (stopper, stop) = Stop::pair();
        let play = tokio::spawn(async move { player.play(&floor, &acts, stop).await });
        if self.once {
            let played = play.await.map_err(Failed::from)?.map_err(Failed::from)?;
            println!("{} steps, {} acts of people, {} failed", played.steps, played.done, played.failed);
        } else {
            signals.wait().await;
            stopper.stop();
            let _ = play.await;
        }
        running.stop().await;
        Ok(())
    }
}

/// This address, or the next free port after it.
fn free(address: SocketAddr) -> Result<SocketAddr, Failed> {
    let mut at = address;
    for _ in 0..50 {
        if std::net::TcpListener::bind(at).is_ok() {
            return Ok(at);
        }
        at.set_port(at.port().saturating_add(1));
    }
    Err(Failed::new(format!("no free port from {address} on")))
}
