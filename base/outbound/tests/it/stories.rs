//! Calls, as stories.

use std::{sync::Arc, time::Duration};

use http::{StatusCode, header};
use outbound::{Call, Outbound, Refused, Resolver, Settings, SystemResolver, Why};

use crate::there::{Script, There};

fn settings(allowed: &[String]) -> Settings {
    let allow_private = allowed.iter().map(|n| n.parse().unwrap()).collect();
    Settings { allow_private, patience: Duration::from_secs(30), ..Settings::default() }
}
fn public(allowed: &[String], resolver: Arc<dyn Resolver>) -> Outbound {
    Outbound::public(&settings(allowed), resolver).unwrap()
}
fn plain(there: &There) -> String {
    format!("http://{}", there.at)
}

#[tokio::test]
async fn what_the_settings_allow_is_called_and_answered() {
    let there = There::answering("HTTP/1.1 201 Created\r\nlocation: /m/1\r\ncontent-length: 2\r\n\r\nok").await;
    let out = public(&[plain(&there)], Arc::new(SystemResolver));
    let answer = out.send(Call::post(format!("{}/secret", plain(&there)), "x")).await.unwrap();
    assert_eq!(
        (answer.status, &answer.headers[header::LOCATION], &answer.body[..]),
        (StatusCode::CREATED, &"/m/1".parse().unwrap(), &b"ok"[..])
    );
    assert_eq!(format!("{answer:?}"), "Answer(201, 2 bytes)");
}

#[tokio::test]
async fn a_server_on_ones_own_machine_is_not_called_unless_the_settings_say_so() {
    let there = There::answering("HTTP/1.1 200 OK\r\n\r\n").await;
    for url in [plain(&there), format!("https://{}", there.at), format!("https://localhost:{}", there.at.port())] {
        let error = public(&[], Arc::new(SystemResolver)).send(Call::get(url)).await.unwrap_err();
        assert!(matches!(error.why, Why::Refused(_)) && !error.may_pass(), "{error}");
    }
    assert_eq!(there.times_asked(), 0);
}

#[tokio::test]
async fn a_redirect_into_the_network_is_an_answer_and_is_not_followed() {
    let inside = There::answering("HTTP/1.1 200 OK\r\n\r\nsecret").await;
    let outside = There::answering(format!(
        "HTTP/1.1 307 Temporary Redirect\r\nlocation: http://{}/\r\ncontent-length: 0\r\n\r\n",
        inside.at
    ))
    .await;
    // Even where the inside may be called, nobody asked for it.
    let out = public(&[plain(&outside), plain(&inside)], Arc::new(SystemResolver));
    let answer = out.send(Call::get(plain(&outside))).await.unwrap();
    assert_eq!(answer.status, StatusCode::TEMPORARY_REDIRECT);
    assert_eq!((outside.times_asked(), inside.times_asked()), (1, 0));
}

#[tokio::test]
async fn a_name_with_one_private_address_among_public_ones_is_refused_whole() {
    for list in [
        &["127.0.0.1"][..],
        &["93.184.215.14", "10.0.0.1"],
        &["2606:4700:4700::1111", "fd00::1"],
        &["64:ff9b::7f00:1"],
        &["::ffff:93.184.215.14"],
    ] {
        let out = public(&[], Script::of(&[list]));
        let error = out.send(Call::get("https://push.example/v1/very-secret")).await.unwrap_err();
        assert_eq!((error.why, error.to_string().contains("secret")), (Refused::Private.into(), false), "{list:?}");
    }
}

#[tokio::test]
async fn a_name_that_changes_its_mind_is_asked_once_and_held_to_what_it_said() {
    // Private first, public when asked again: what it said first counts.
    let mind = Script::of(&[&["127.0.0.1"], &["93.184.215.14"]]);
    let error = public(&[], mind.clone()).send(Call::get("https://push.example/")).await.unwrap_err();
    assert_eq!((error.why, mind.times_asked()), (Refused::Private.into(), 1));

    // A name that is allowed leads to the address of its first word; the second is never heard.
    let there = There::answering("HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n").await;
    let url = format!("http://gateway.example:{}", there.at.port());
    let mind = Script::of(&[&["127.0.0.1"], &["0.0.0.0"]]);
    public(std::slice::from_ref(&url), mind.clone()).send(Call::get(&url)).await.unwrap();
    assert_eq!((there.times_asked(), mind.times_asked()), (1, 1));
    // And the next connection is checked again.
    let error = public(std::slice::from_ref(&url), mind.clone()).send(Call::get(&url)).await.unwrap_err();
    assert_eq!((error.why, there.times_asked(), mind.times_asked()), (Refused::Private.into(), 1, 2));
}

#[tokio::test]
async fn the_next_address_is_tried_when_the_first_does_not_answer() {
    let there = There::answering("HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n").await;
    let url = format!("http://gateway.example:{}", there.at.port());
    let out = public(std::slice::from_ref(&url), Script::of(&[&["127.0.0.2", "127.0.0.1"]]));
    assert_eq!(out.send(Call::get(&url)).await.unwrap().status, StatusCode::OK);
}

#[tokio::test]
async fn a_name_without_an_address_is_said_to_be_one() {
    let out = public(&[], Script::of(&[]));
    let error = out.send(Call::get("https://push.example/")).await.unwrap_err();
    assert_eq!((error.why, error.may_pass()), (Why::Unresolved, true));
    let empty = public(&[], Script::of(&[&[]])).send(Call::get("https://push.example/")).await.unwrap_err();
    assert_eq!(empty.why, Why::Unresolved);
}

#[tokio::test]
async fn an_answer_that_is_too_long_is_not_read_to_its_end() {
    let endless = |length: &str| format!("HTTP/1.1 200 OK\r\n{length}\r\n{}", "x".repeat(100_000));
    for length in ["content-length: 100000\r\n", "content-length: 99999999999\r\n", ""] {
        let there = There::answering(endless(length)).await;
        let out = public(&[plain(&there)], Arc::new(SystemResolver));
        assert_eq!(out.send(Call::get(plain(&there))).await.unwrap_err().why, Why::Long, "{length:?}");
    }
    let heads = There::answering(format!("HTTP/1.1 200 OK\r\nx: {}\r\n\r\n", "y".repeat(100_000))).await;
    let out = public(&[plain(&heads)], Arc::new(SystemResolver));
    assert_eq!(out.send(Call::get(plain(&heads))).await.unwrap_err().why, Why::Broken);
}

#[tokio::test]
async fn an_answer_that_does_not_come_is_not_waited_for() {
    for start in ["", "HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nab"] {
        let there = There::answering(start).await;
        let settings = Settings { patience: Duration::from_millis(50), ..settings(&[plain(&there)]) };
        let out = Outbound::public(&settings, Arc::new(SystemResolver)).unwrap();
        let error = out.send(Call::get(format!("{}/very-secret", plain(&there)))).await.unwrap_err();
        // The second breaks off in the middle: that is known at once, or when the time is over.
        assert!(matches!(error.why, Why::Late) || (!start.is_empty() && error.why == Why::Broken), "{error}");
        assert_eq!(error.to_string(), format!("{}: {}", there.at, error.why));
    }
}

#[tokio::test]
async fn nobody_there_is_unreachable_and_noise_is_broken() {
    let gone = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    let url = format!("http://{gone}");
    let out = public(std::slice::from_ref(&url), Arc::new(SystemResolver));
    assert_eq!(out.send(Call::get(&url)).await.unwrap_err().why, Why::Unreachable);
    let noise = There::answering("SSH-2.0-whatever\r\n").await;
    let out = public(&[plain(&noise)], Arc::new(SystemResolver));
    assert_eq!(out.send(Call::get(plain(&noise))).await.unwrap_err().why, Why::Broken);
}

#[tokio::test]
async fn whom_a_message_is_for_is_not_the_callers_to_say() {
    let there = There::answering("HTTP/1.1 200 OK\r\n\r\n").await;
    let out = public(&[plain(&there)], Arc::new(SystemResolver));
    let call = Call::get(plain(&there)).header(header::HOST, "inside.example".parse().unwrap());
    assert_eq!(out.send(call).await.unwrap_err().why, Refused::Header.into());
    assert_eq!(there.times_asked(), 0);
}
