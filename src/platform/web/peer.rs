//! Where a request comes from, in memory while it is answered. Not for keeping: no reader's address
//! is ever written down.

use std::net::IpAddr;

/// The address a request comes from: the connection's, or what our own proxy says. An extension of
/// every request.
#[derive(Clone, Copy, Debug)]
pub struct Peer(pub IpAddr);
