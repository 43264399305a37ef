//! Why a file is not taken.

/// Why a file is not taken as a photo. Says nothing of what is in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
pub enum Refused {
    /// There is nothing in it.
    #[error("the file is empty")]
    Empty,
    /// More bytes than [`Limits::bytes`](crate::Limits).
    #[error("the file has too many bytes")]
    TooHeavy,
    /// More pixels, or a longer side, than the limits allow; or more memory would be needed to look at it.
    #[error("the picture has too many pixels")]
    TooLarge,
    /// A side is shorter than [`SMALLEST`](crate::SMALLEST).
    #[error("the picture is too small to show anybody")]
    TooSmall,
    /// HEIC or HEIF, as iPhones keep photos: the patents on it let nobody ship a free decoder. The phone makes a JPEG of it when it is asked for
    /// one (`accept="image/jpeg,image/png,image/webp"`), and so it can be said what to do.
    #[error("the photo is HEIC")]
    Heic,
    /// Neither JPEG, PNG nor WebP.
    #[error("the file is no photo of a kind that is read here")]
    Format,
    /// It begins as a photo and is none: cut off, damaged, or made to do harm.
    #[error("the photo is damaged")]
    Broken,
}

impl Refused {
    /// A word that stays the same, for messages and the API.
    pub fn code(self) -> &'static str {
        match self {
            Refused::Empty => "photo-empty",
            Refused::TooHeavy => "photo-too-heavy",
            Refused::TooLarge => "photo-too-large",
            Refused::TooSmall => "photo-too-small",
            Refused::Heic => "photo-heic",
            Refused::Format => "photo-format",
            Refused::Broken => "photo-broken",
        }
    }
}
