//! Which version of a file a library is: told by the file's content, never by time or size. The model hands back the
//! version that it knows with each save; another one in the file is merged first.

/// A name for the content of a file: equal names, equal bytes. Whoever reads or writes files makes it; for
/// everybody else it is a token to be kept and handed back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Version(pub u128);
