//! What is kept in memory between turns because it takes long to make: an index, for example. It may be gone at any time, and
//! another instance has its own; so only what can be made anew from the database belongs here.

use std::any::{Any, TypeId};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// One value a type, made empty when it is asked for first.
#[derive(Clone, Default)]
pub struct Memory(Arc<Mutex<HashMap<TypeId, Arc<dyn Any + Send + Sync>>>>);

impl std::fmt::Debug for Memory {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Memory").finish_non_exhaustive()
    }
}

impl Memory {
    /// The value of a type.
    #[must_use]
    pub fn of<T: Default + Send + Sync + 'static>(&self) -> Arc<T> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let any = kept.entry(TypeId::of::<T>()).or_insert_with(|| Arc::new(T::default())).clone();
        any.downcast().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU32, Ordering};

    use super::*;

    #[test]
    fn a_value_is_kept_for_all_who_share_the_memory() {
        let memory = Memory::default();
        memory.of::<AtomicU32>().store(7, Ordering::SeqCst);
        assert_eq!(memory.clone().of::<AtomicU32>().load(Ordering::SeqCst), 7);
        assert_eq!(Memory::default().of::<AtomicU32>().load(Ordering::SeqCst), 0);
    }
}
