//! What a room keeps in memory for itself, one of each kind in a house: what is near where, what was counted last.

use std::{
    any::{Any, TypeId},
    collections::HashMap,
    sync::{Arc, PoisonError, RwLock},
};

/// One thing of each type, made when it is first asked for.
///
/// ```
/// # use web::Shelf;
/// #[derive(Default)]
/// struct Open(std::sync::atomic::AtomicU64);
/// let shelf = Shelf::default();
/// let (a, b) = (shelf.get::<Open>(), shelf.get::<Open>());
/// assert!(std::sync::Arc::ptr_eq(&a, &b));
/// ```
#[derive(Default)]
pub struct Shelf(RwLock<HashMap<TypeId, Arc<dyn Any + Send + Sync>>>);

impl Shelf {
    /// The one thing of this type in the house.
    #[must_use]
    pub fn get<T: Any + Send + Sync + Default>(&self) -> Arc<T> {
        let kind = TypeId::of::<T>();
        let found = self.0.read().unwrap_or_else(PoisonError::into_inner).get(&kind).cloned();
        let thing = found.unwrap_or_else(|| {
            let mut things = self.0.write().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(things.entry(kind).or_insert_with(|| Arc::new(T::default())))
        });
        // What lies under a type is of that type.
        thing.downcast().unwrap_or_default()
    }
}
