//! What a name says of itself in DNS: its TXT records (RFC 1035, 3.3.14). The servers asked are those of this machine, and no others.

use std::{
    io,
    net::{IpAddr, SocketAddr},
    time::Duration,
};

use async_trait::async_trait;
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpStream, UdpSocket},
    time::timeout,
};

/// Where the texts of names come from.
#[async_trait]
pub trait Texts: Send + Sync {
    /// The TXT records of a name. `number` is chance, by which the answer is known from one that somebody else sends.
    async fn texts(&self, name: &str, number: u16) -> io::Result<Vec<String>>;
}

/// The name servers of this machine (`/etc/resolv.conf`).
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemTexts;

/// As long as one server is given.
const PATIENCE: Duration = Duration::from_secs(3);
/// What is said to fit into one datagram (RFC 6891, 6.2.5).
const DATAGRAM: u16 = 1232;
/// How many servers are asked.
const SERVERS: usize = 3;
const TXT: u16 = 16;

#[async_trait]
impl Texts for SystemTexts {
    async fn texts(&self, name: &str, number: u16) -> io::Result<Vec<String>> {
        let found = tokio::fs::read_to_string("/etc/resolv.conf").await?;
        let servers = found.lines().filter_map(|l| l.strip_prefix("nameserver")?.trim().parse::<IpAddr>().ok());
        let mut last = io::Error::new(io::ErrorKind::NotFound, "no name server");
        for server in servers.take(SERVERS) {
            match asked(SocketAddr::new(server, 53), name, number).await {
                Ok(texts) => return Ok(texts),
                Err(error) => last = error,
            }
        }
        Err(last)
    }
}

/// Asks one server, by UDP, and by TCP when the answer is cut off.
pub(crate) async fn asked(server: SocketAddr, name: &str, number: u16) -> io::Result<Vec<String>> {
    let late = || io::Error::from(io::ErrorKind::TimedOut);
    let question = question(name, number).ok_or(io::ErrorKind::InvalidInput)?;
    let short = timeout(PATIENCE, by_udp(server, &question)).await.map_err(|_| late())??;
    let cut_off = short.get(2).is_some_and(|flags| flags & 2 != 0);
    let whole = if cut_off { timeout(PATIENCE, by_tcp(server, &question)).await.map_err(|_| late())?? } else { short };
    answer(&whole, &question).ok_or_else(|| io::Error::new(io::ErrorKind::InvalidData, "no answer to the question"))
}

async fn by_udp(server: SocketAddr, question: &[u8]) -> io::Result<Vec<u8>> {
    let here: SocketAddr = if server.is_ipv4() { ([0, 0, 0, 0], 0).into() } else { ([0_u16; 8], 0).into() };
    // Connected: what others send does not arrive.
    let socket = UdpSocket::bind(here).await?;
    socket.connect(server).await?;
    socket.send(question).await?;
    let mut bytes = vec![0; usize::from(DATAGRAM)];
    loop {
        let length = socket.recv(&mut bytes).await?;
        let got = bytes.get(..length).unwrap_or_default();
        // An answer to another question is not waited for in vain.
        if got.get(..2) == question.get(..2) {
            return Ok(got.to_vec());
        }
    }
}

async fn by_tcp(server: SocketAddr, question: &[u8]) -> io::Result<Vec<u8>> {
    let mut stream = TcpStream::connect(server).await?;
    let length = u16::try_from(question.len()).unwrap_or(u16::MAX);
    stream.write_all(&[&length.to_be_bytes(), question].concat()).await?;
    let mut bytes = vec![0; usize::from(stream.read_u16().await?)];
    stream.read_exact(&mut bytes).await?;
    Ok(bytes)
}

/// A question for the texts of a name; nothing when it is none.
fn question(name: &str, number: u16) -> Option<Vec<u8>> {
    let [high, low] = number.to_be_bytes();
    // Recursion desired; one question, and one record that says how long a datagram may be.
    let mut out = vec![high, low, 1, 0, 0, 1, 0, 0, 0, 0, 0, 1];
    for label in name.trim_end_matches('.').split('.') {
        let good = label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
        let length = u8::try_from(label.len()).ok().filter(|n| (1..=63).contains(n) && good)?;
        out.push(length);
        out.extend(label.to_ascii_lowercase().bytes());
    }
    if out.len() > 265 {
        return None;
    }
    out.extend([0, 0, 16, 0, 1]);
    let [high, low] = DATAGRAM.to_be_bytes();
    out.extend([0, 0, 41, high, low, 0, 0, 0, 0, 0, 0]);
    Some(out)
}

/// The texts of an answer; nothing when it is no answer to this question. A name that is not there has none.
fn answer(bytes: &[u8], question: &[u8]) -> Option<Vec<String>> {
    let number = |at: usize| Some(u16::from_be_bytes([*bytes.get(at)?, *bytes.get(at.checked_add(1)?)?]));
    let (flags, code) = (bytes.get(2)?, bytes.get(3)? & 15);
    let asked = question.get(12..question.len().checked_sub(11)?)?;
    let same = bytes.get(..2) == question.get(..2) && number(4)? == 1;
    let echoed = bytes.get(12..asked.len().checked_add(12)?)?.eq_ignore_ascii_case(asked);
    if flags & 0x80 == 0 || !same || !echoed {
        return None;
    }
    match code {
        0 => {}
        3 => return Some(Vec::new()),
        _ => return None,
    }
    let mut at = asked.len().checked_add(12)?;
    let mut texts = Vec::new();
    for _ in 0..number(6)? {
        at = after_name(bytes, at)?;
        let (kind, length) = (number(at)?, usize::from(number(at.checked_add(8)?)?));
        let data = at.checked_add(10)?;
        at = data.checked_add(length)?;
        let mut rest = bytes.get(data..at)?;
        if kind != TXT {
            continue;
        }
        let mut whole = Vec::new();
        while let Some((count, more)) = rest.split_first() {
            let (part, next) = more.split_at_checked(usize::from(*count))?;
            whole.extend_from_slice(part);
            rest = next;
        }
        texts.push(String::from_utf8_lossy(&whole).into_owned());
    }
    Some(texts)
}

/// Where a name ends: at its last label, or at a pointer (RFC 1035, 4.1.4).
fn after_name(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        let length = *bytes.get(at)?;
        match length {
            0 => return at.checked_add(1),
            192.. => return at.checked_add(2),
            1..=63 => at = at.checked_add(usize::from(length))?.checked_add(1)?,
            _ => return None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// An answer to a question, with these texts.
    fn answered(question: &[u8], texts: &[&str], flags: [u8; 2]) -> Vec<u8> {
        let mut out = question[..question.len() - 11].to_vec();
        out[2] = flags[0];
        out[3] = flags[1];
        out[7] = u8::try_from(texts.len()).unwrap();
        out[11] = 0;
        for text in texts {
            let length = u8::try_from(text.len()).unwrap();
            out.extend([192, 12, 0, 16, 0, 1, 0, 0, 0, 60, 0, length + 1, length]);
            out.extend(text.bytes());
        }
        out
    }

    #[test]
    fn texts_are_read_and_other_answers_are_not() {
        let asked = question("_rhizome.prefecture.example", 77).unwrap();
        let good = answered(&asked, &["rhizome=abc", "other"], [0x81, 0x80]);
        assert_eq!(answer(&good, &asked), Some(vec!["rhizome=abc".to_owned(), "other".to_owned()]));
        assert_eq!(answer(&answered(&asked, &[], [0x81, 0x83]), &asked), Some(vec![]), "there is no such name");
        assert_eq!(answer(&answered(&asked, &[], [0x81, 0x82]), &asked), None, "the server failed");
        let other = question("_rhizome.prefecture.example", 78).unwrap();
        assert_eq!(answer(&good, &other), None, "another number");
        let other = question("_rhizome.elsewhere.example", 77).unwrap();
        assert_eq!(answer(&good, &other), None, "another name");
        assert_eq!(question("a..b", 1), None);
        assert_eq!(question("a b", 1), None);
    }

    #[tokio::test]
    async fn a_server_is_asked_and_its_answer_taken() {
        let server = UdpSocket::bind("127.0.0.1:0").await.unwrap();
        let address = server.local_addr().unwrap();
        tokio::spawn(async move {
            let mut bytes = [0; 512];
            let (length, from) = server.recv_from(&mut bytes).await.unwrap();
            let reply = answered(&bytes[..length], &["rhizome=abc"], [0x81, 0x80]);
            server.send_to(&reply, from).await.unwrap();
        });
        assert_eq!(asked(address, "_rhizome.prefecture.example", 5).await.unwrap(), ["rhizome=abc"]);
    }

    proptest! {
        #[test]
        fn no_answer_breaks_it(bytes in proptest::collection::vec(any::<u8>(), 0..200), cut in 0_usize..80) {
            let asked = question("_rhizome.prefecture.example", 77).unwrap();
            let _ = answer(&bytes, &asked);
            let mut good = answered(&asked, &["rhizome=abc"], [0x81, 0x80]);
            good.truncate(cut);
            let _ = answer(&good, &asked);
            good.extend(&bytes);
            let _ = answer(&good, &asked);
        }
    }
}
