//! STUB
use super::Model;
use crate::talk::Library;
use std::sync::Arc;
impl Model {
    pub(super) fn take_in(&mut self, theirs: Arc<Library>) {
        self.base = theirs;
    }
}
