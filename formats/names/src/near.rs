//! How many letters two words differ in, up to two, neighbours swapped counting once.

use crate::latin::LONGEST;

/// The restricted Damerau distance between two words of at most 32 letters, if it is not above `most` (which is at most 2).
pub fn distance(a: &[u8], b: &[u8], most: u8) -> Option<u8> {
    let most = usize::from(most.min(2));
    if a == b {
        return Some(0);
    }
    // What both begin and end with costs nothing.
    let front = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (a, b) = (a.get(front..)?, b.get(front..)?);
    let back = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count();
    let (a, b) = (a.get(..a.len() - back)?, b.get(..b.len() - back)?);
    if a.len().abs_diff(b.len()) > most || a.len() > LONGEST || b.len() > LONGEST {
        return None;
    }
    let mut rows = [[0_u8; LONGEST + 1]; 3];
    for (j, cell) in (0_u8..).zip(rows[0].iter_mut()) {
        *cell = j;
    }
    let [before, above, row] = &mut rows;
    std::mem::swap(before, above);
    for (i, &x) in a.iter().enumerate() {
        let mut least = u8::MAX;
        let edge = u8::try_from(i + 1).unwrap_or(u8::MAX);
        if let Some(cell) = row.first_mut() {
            *cell = edge;
        }
        let mut left = edge;
        for (j, &y) in b.iter().enumerate() {
            let at = |r: &[u8; LONGEST + 1], k: usize| r.get(k).copied().unwrap_or(u8::MAX);
            let mut cost = (at(above, j) + u8::from(x != y)).min(at(above, j + 1) + 1).min(left + 1);
            let crossed = i > 0 && j > 0 && a.get(i - 1) == Some(&y) && b.get(j - 1) == Some(&x);
            if crossed && x != y {
                cost = cost.min(at(before, j - 1) + 1);
            }
            if let Some(cell) = row.get_mut(j + 1) {
                *cell = cost;
            }
            left = cost;
            least = least.min(cost);
        }
        if usize::from(least.min(edge)) > most + 1 {
            return None;
        }
        std::mem::swap(before, above);
        std::mem::swap(above, row);
    }
    above.get(b.len()).copied().filter(|d| usize::from(*d) <= most)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::distance;

    proptest! {
        #[test]
        fn it_is_the_distance_of_strsim(a in "[a-e]{0,9}", b in "[a-e]{0,9}") {
            let theirs = strsim::osa_distance(&a, &b);
            prop_assert_eq!(distance(a.as_bytes(), b.as_bytes(), 2).map(usize::from), Some(theirs).filter(|d| *d <= 2));
        }
    }
}
