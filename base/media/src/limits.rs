//! How much of a stranger's file is looked at.

/// What a photo may cost. Everything is checked on the file's headers, before anything is decoded.
///
/// The limits on pixels let the largest photos of today's phones pass. Whoever calls decides how many photos are taken at a time: the
/// memory is for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the file.
    pub bytes: usize,
    /// Width × height.
    pub pixels: u64,
    /// Pixels of the longer side.
    pub side: u32,
    /// Bytes that decoding may hold at once, as reckoned from the headers.
    pub memory: u64,
}

impl Default for Limits {
    /// 16 MiB, 64 megapixels, 16,384 pixels a side, 256 MiB of memory.
    fn default() -> Limits {
        Limits { bytes: 16 << 20, pixels: 64_000_000, side: 16_384, memory: 256 << 20 }
    }
}
