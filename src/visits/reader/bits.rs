//! Numbers of 48 bits, as the ledger keeps marks and sources. Not for what they stand for.

/// The first 48 bits of a number.
pub fn six(bytes: [u8; 8]) -> [u8; 6] {
    let mut six = [0; 6];
    for (kept, byte) in six.iter_mut().zip(bytes) {
        *kept = byte;
    }
    six
}

/// 48 bits as a number, as the database keeps it: never negative.
pub fn number(six: [u8; 6]) -> i64 {
    let mut eight = [0; 8];
    for (kept, byte) in eight.iter_mut().zip(six) {
        *kept = byte;
    }
    i64::from_le_bytes(eight)
}
