//! Files for tests: some in memory that tell what a power cut may leave, and some that fail when told to.

mod failing;
mod memory;
mod power_cut;

pub use failing::{Failing, Fault, When};
pub use memory::Memory;
pub use power_cut::Order;

/// What a system can say, for loops over all of it.
#[cfg(unix)]
pub const ERRNOS: [rustix::io::Errno; 11] = {
    use rustix::io::Errno as E;
    [
        E::NOSPC,
        E::IO,
        E::DQUOT,
        E::ROFS,
        E::MFILE,
        E::NAMETOOLONG,
        E::STALE,
        E::FBIG,
        E::INTR,
        E::INVAL,
        E::ACCESS,
    ]
};
