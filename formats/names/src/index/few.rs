//! Some numbers, of which there is mostly one.

/// A set of numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Few {
    #[default]
    None,
    One(u32),
    Many(Vec<u32>),
}

impl Few {
    pub fn list(&self) -> &[u32] {
        match self {
            Self::None => &[],
            Self::One(n) => std::slice::from_ref(n),
            Self::Many(list) => list,
        }
    }
    pub fn push(&mut self, n: u32) {
        match self {
            Self::None => *self = Self::One(n),
            Self::One(m) => *self = Self::Many(vec![*m, n]),
            Self::Many(list) => list.push(n),
        }
    }
    /// Takes `n` out, and says whether nothing is left.
    pub fn remove(&mut self, n: u32) -> bool {
        match self {
            Self::One(m) if *m == n => *self = Self::None,
            Self::Many(list) => {
                if let Some(at) = list.iter().position(|x| *x == n) {
                    list.swap_remove(at);
                }
                match list.as_slice() {
                    [] => *self = Self::None,
                    [m] => *self = Self::One(*m),
                    _ => {}
                }
            }
            _ => {}
        }
        *self == Self::None
    }
}
