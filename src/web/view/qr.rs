//! A text as a picture for cameras, drawn as one path: no script, no style, no request.

use qrcodegen::{QrCode, QrCodeEcc};

/// Modules of white around it, without which cameras don't find it (ISO/IEC 18004).
const MARGIN: i32 = 4;

/// A picture for cameras.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Qr {
    /// Width and height, margin included.
    pub size: i32,
    /// Its black parts, for `d` of a path.
    pub path: String,
}

impl Qr {
    /// The picture of a text; None when it is too long for any.
    #[must_use]
    pub fn of(text: &str) -> Option<Self> {
        let code = QrCode::encode_text(text, QrCodeEcc::Medium).ok()?;
        let mut path = String::new();
        for y in 0..code.size() {
            let mut x = 0;
            while x < code.size() {
                let run = i32::try_from((x..code.size()).take_while(|at| code.get_module(*at, y)).count()).unwrap_or(0);
                if run > 0 {
                    path.push_str(&format!("M{} {}h{run}v1h-{run}z", x + MARGIN, y + MARGIN));
                }
                x += run.max(1);
            }
        }
        Some(Self { size: code.size() + 2 * MARGIN, path })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_corner_that_cameras_look_for_is_there() {
        let picture = Qr::of("otpauth://totp/Centre:claire?secret=GEZDGNBVGY3TQOJQ").expect("a picture");
        assert!(picture.path.starts_with("M4 4h7v1h-7z"), "{}", picture.path);
        assert!(picture.path.contains("M4 5h1v1h-1z") && picture.path.contains("M6 6h3v1h-3z"));
        assert!(Qr::of(&"x".repeat(5000)).is_none());
    }
}
