//! TLS: whom we believe. `ca.pem`, `push.pem` and `push.key` are invented and trusted by nobody else.

use std::sync::Arc;

use outbound::{Call, Outbound, Settings, Why};
use rustls::{
    ServerConfig,
    pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject as _},
};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;

use crate::there::{Script, answer};

const ROOT: &str = include_str!("ca.pem");

/// A server that proves to be `push.example`, and its port.
async fn push_example() -> u16 {
    let chain = vec![CertificateDer::from_pem_slice(include_bytes!("push.pem")).unwrap()];
    let key = PrivateKeyDer::from_pem_slice(include_bytes!("push.key")).unwrap();
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let config = ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
    let acceptor = TlsAcceptor::from(Arc::new(config.with_no_client_auth().with_single_cert(chain, key).unwrap()));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            if let Ok(stream) = acceptor.accept(stream).await {
                answer(stream, b"HTTP/1.1 201 Created\r\ncontent-length: 0\r\n\r\n".to_vec()).await;
            }
        }
    });
    port
}

async fn call(name: &str, extra_roots: &str) -> Result<u16, Why> {
    let port = push_example().await;
    let allowed = format!("{name}:{port}").parse().unwrap();
    let settings =
        Settings { allow_private: vec![allowed], extra_roots: extra_roots.to_owned(), ..Settings::default() };
    let out = Outbound::public(&settings, Script::of(&[&["127.0.0.1"]])).unwrap();
    let answer = out.send(Call::post(format!("https://{name}:{port}/v1/secret"), "x")).await;
    answer.map(|a| a.status.as_u16()).map_err(|e| e.why)
}

#[tokio::test]
async fn a_server_that_proves_its_name_is_believed_and_no_other() {
    assert_eq!(call("push.example", ROOT).await, Ok(201));
    // The right certificate for another name, and the right name from an authority that nobody trusts.
    assert_eq!(call("other.example", ROOT).await, Err(Why::Unreachable));
    assert_eq!(call("push.example", "").await, Err(Why::Unreachable));
}

#[test]
fn certificates_that_are_none_are_said_to_be() {
    let bad = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
    let settings = Settings { extra_roots: bad.to_owned(), ..Settings::default() };
    assert!(Outbound::public(&settings, Script::of(&[])).is_err());
}
