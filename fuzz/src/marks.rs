//! Marks in the addresses that mails come back to.

use kernel::SeededDice;
use notify::email::Mark;
use std::sync::LazyLock;
use store::Seal;

static OURS: LazyLock<Seal> = LazyLock::new(|| Seal::in_memory(&SeededDice::new(2015)).expect("keys"));
/// Keys that sign nothing here: the fuzzer sees what is compared, and would send a signature that it has seen.
static UNSEEN: LazyLock<Seal> = LazyLock::new(|| Seal::in_memory(&SeededDice::new(2017)).expect("keys"));

/// Reads the bytes as the address that a mail came back to: none of ours. Then marks a delivery to that address: ours in any case, and
/// nobody else's.
pub fn run(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    assert_eq!(Mark::read(&UNSEEN, &text), None, "nobody guesses a mark");
    assert_eq!(Mark::read(&UNSEEN, &format!("bounce+{text}@example.org")), None);

    let delivery: [u8; 16] = std::array::from_fn(|at| data.get(at).copied().unwrap_or(7));
    let mark = Mark::new(&OURS, delivery, &text);
    let written = mark.to_text(&OURS);
    assert!(written.len() == 45 && written.bytes().all(|b| b.is_ascii_lowercase() || matches!(b, b'2'..=b'7')));
    for back in [format!("bounce+{written}@example.org"), format!("x+y+{}@EXAMPLE.ORG", written.to_uppercase())] {
        assert_eq!(Mark::read(&OURS, &back), Some(mark));
    }
    assert!(mark.delivery == delivery && mark.went_to(&OURS, &text) && !mark.went_to(&OURS, &format!("{text}x")));

    let at = usize::from(data.last().copied().unwrap_or_default()) % written.len();
    let by = data.first().copied().unwrap_or_default();
    let wrong: String = written.chars().enumerate().map(|(n, c)| if n == at { char::from(by) } else { c }).collect();
    let read = Mark::read(&OURS, &format!("bounce+{wrong}@example.org"));
    assert_eq!(read.is_some(), wrong.eq_ignore_ascii_case(&written), "{wrong}");
}
