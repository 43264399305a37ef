//! Listens for the commits of other processes, so that the live pages of this one are woken by them.

use std::{future::poll_fn, sync::Arc, time::Duration};

use tokio::{
    sync::{Mutex, mpsc, watch},
    task::{AbortHandle, JoinHandle},
    time::{sleep, timeout},
};
use tokio_postgres::AsyncMessage;

use super::{Problem, reached, tls::Address};
use crate::outbox::OUTBOX_POSITION;

/// The channel of `NOTIFY`; the payload is the position reached.
pub(super) const CHANNEL: &str = "rhizome";

/// How long we trust silence: a notification may be lost with its connection, or be held back by a pooler.
const SILENCE: Duration = Duration::from_secs(2);

pub(super) struct Ear {
    abort: AbortHandle,
    task: Mutex<Option<JoinHandle<()>>>,
    stop: watch::Sender<bool>,
}

impl Ear {
    pub(super) fn start(address: Address, commits: Arc<watch::Sender<i64>>) -> Self {
        let (stop, mut stopped) = watch::channel(false);
        let task = tokio::spawn(async move {
            while !*stopped.borrow() {
                if let Err(problem) = listen(&address, &commits, &mut stopped).await {
                    tracing::warn!(?problem, "not hearing other processes");
                    tokio::select! {
                        () = sleep(SILENCE) => {}
                        _ = stopped.changed() => return,
                    }
                }
            }
        });
        Self { abort: task.abort_handle(), task: Mutex::new(Some(task)), stop }
    }
    pub(super) async fn close(&self) {
        self.stop.send_replace(true);
        if let Some(task) = self.task.lock().await.take() {
            let _ = task.await;
        }
    }
}

impl Drop for Ear {
    fn drop(&mut self) {
        self.abort.abort();
    }
}

async fn listen(
    address: &Address,
    commits: &watch::Sender<i64>,
    stopped: &mut watch::Receiver<bool>,
) -> Result<(), Problem> {
    let (client, mut connection) = address.connect().await?;
    let (tell, mut heard) = mpsc::unbounded_channel();
    let driver = tokio::spawn(async move {
        while let Some(Ok(message)) = poll_fn(|cx| connection.poll_message(cx)).await {
            if let AsyncMessage::Notification(n) = message
                && let Ok(pos) = n.payload().parse::<i64>()
                && tell.send(pos).is_err()
            {
                return;
            }
        }
    });
    client.batch_execute(&format!("LISTEN {CHANNEL}")).await?;
    loop {
        let next = tokio::select! {
            next = timeout(SILENCE, heard.recv()) => next,
            _ = stopped.changed() => {
                drop(client);
                let _ = driver.await;
                return Ok(());
            }
        };
        match next {
            Ok(Some(pos)) => reached(commits, pos),
            Ok(None) => return Err(Problem::Lost("the listening connection was closed".into())),
            // The table may not be there yet: it comes with the first migration.
            Err(_) => match client.query_opt(OUTBOX_POSITION.text, &[]).await.map_err(Problem::from) {
                Ok(row) => reached(commits, row.map_or(0, |r| r.get(0))),
                Err(Problem::Lost(text)) => return Err(Problem::Lost(text)),
                Err(_) => {}
            },
        }
    }
}
