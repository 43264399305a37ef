//! Things under small numbers, which are given out again.

#[derive(Debug)]
pub(super) struct Slab<T> {
    slots: Vec<Option<T>>,
    free: Vec<usize>,
}

impl<T> Default for Slab<T> {
    fn default() -> Self {
        Self { slots: Vec::new(), free: Vec::new() }
    }
}

impl<T> Slab<T> {
    /// Puts a thing in; its number.
    pub(super) fn insert(&mut self, thing: T) -> usize {
        while let Some(n) = self.free.pop() {
            if let Some(slot) = self.slots.get_mut(n) {
                *slot = Some(thing);
                return n;
            }
        }
        self.slots.push(Some(thing));
        self.slots.len().saturating_sub(1)
    }
    pub(super) fn remove(&mut self, n: usize) -> Option<T> {
        let thing = self.slots.get_mut(n)?.take()?;
        self.free.push(n);
        // After a rush the room is given back.
        if self.free.len() == self.slots.len() {
            *self = Self::default();
        }
        Some(thing)
    }
    pub(super) fn get(&self, n: usize) -> Option<&T> {
        self.slots.get(n)?.as_ref()
    }
    pub(super) fn get_mut(&mut self, n: usize) -> Option<&mut T> {
        self.slots.get_mut(n)?.as_mut()
    }
    pub(super) fn len(&self) -> usize {
        self.slots.len().saturating_sub(self.free.len())
    }
    /// One of so many parts of them, by number.
    pub(super) fn part(&self, part: usize, of: usize) -> impl Iterator<Item = (usize, &T)> {
        self.slots.iter().enumerate().skip(part).step_by(of.max(1)).filter_map(|(n, slot)| Some((n, slot.as_ref()?)))
    }
    /// All of them.
    pub(super) fn iter(&self) -> impl Iterator<Item = (usize, &T)> {
        self.part(0, 1)
    }
}
