//! The examples of the standards, byte for byte.

use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED, UnparsedPublicKey};
use notify::push::{ContentKeys, SenderKey, Subscription, encrypt_as};

use notify::push::testing::{b64, open, text64};

/// RFC 8291, 5 and appendix A.
#[test]
fn the_watermelon_of_rfc_8291() {
    let browser = Subscription::new(
        "https://push.example.net/push/JzLQ3raZJfFBR0aqvOMsLrt54w4rJUsV",
        "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
        "BTBZMqHH6r4Tts7J_aSIgg",
    )
    .unwrap();
    let sender: [u8; 32] = b64("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw").try_into().unwrap();
    let salt: [u8; 16] = b64("DGv6ra1nlYgDCS1FRnbzlw").try_into().unwrap();
    let text = b"When I grow up, I want to be a watermelon";
    let body = encrypt_as(SenderKey::from_raw(&sender).unwrap(), &salt, &browser, text, text.len() + 1).unwrap();
    assert_eq!(
        text64(&body),
        "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_\
         yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
    );
}

/// RFC 8188, 3.1: one record, no name of a key.
#[test]
fn the_walrus_of_rfc_8188() {
    let secret = b64("yqdlZ-tYemfogSmv7Ws5PQ");
    let salt: [u8; 16] = b64("I1BsxtFttlv3u_Oo94xnmw").try_into().unwrap();
    let text = b"I am the walrus";
    let mut body = Vec::new();
    ContentKeys::head(&mut body, &salt, 4096, b"").unwrap();
    ContentKeys::new(&secret, &salt).unwrap().record(&mut body, text, text.len() + 1, 0, true).unwrap();
    assert_eq!(text64(&body), "I1BsxtFttlv3u_Oo94xnmwAAEAAA-NAVub2qFgBEuQKRapoZu-IxkIva3MEB1PD-ly8Thjg");
    assert_eq!(open(&secret, &body).unwrap(), text);
}

/// RFC 8188, 3.2: two records of 25 bytes, the first with a byte of padding.
#[test]
fn the_walrus_in_two_records() {
    let secret = b64("BO3ZVPxUlnLORbVGMpbT1Q");
    let salt: [u8; 16] = b64("uNCkWiNYzKTnBN9ji3-qWA").try_into().unwrap();
    let keys = ContentKeys::new(&secret, &salt).unwrap();
    let mut body = Vec::new();
    ContentKeys::head(&mut body, &salt, 25, b"a1").unwrap();
    keys.record(&mut body, b"I am th", 9, 0, false).unwrap();
    keys.record(&mut body, b"e walrus", 9, 1, true).unwrap();
    assert_eq!(
        text64(&body),
        "uNCkWiNYzKTnBN9ji3-qWAAAABkCYTHOG8chz_gnvgOqdGYovxyjuqRyJFjEDyoF1Fvkj6hQPdPHI51OEUKEpgz3SsLWIqS_uA"
    );
    assert_eq!(open(&secret, &body).unwrap(), b"I am the walrus");
}

/// RFC 8292, 2.4: the token there is signed by the key there, over head and claims joined by a dot, as two numbers.
#[test]
fn the_token_of_rfc_8292() {
    let key = b64("BA1Hxzyi1RUM1b5wjxsn7nGxAszw2u61m164i3MrAIxHF6YK5h4SDYic-dRuU_RCPCfA5aq9ojSwk5Y2EmClBPs");
    let signed = "eyJ0eXAiOiJKV1QiLCJhbGciOiJFUzI1NiJ9.eyJhdWQiOiJodHRwczovL3B1c2guZXhhbXBsZS5uZXQiLCJleHAiOjE0NTM1MjM3NjgsInN1YiI6\
                  Im1haWx0bzpwdXNoQGV4YW1wbGUuY29tIn0";
    let signature = b64("i3CYb7t4xfxCDquptFOepC9GAu_HLGkMlMuCGSK2rpiUfnK9ojFwDXb1JrErtmysazNjjvW2L9OkSSHzvoD1oA");
    UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, key).verify(signed.as_bytes(), &signature).unwrap();
}
