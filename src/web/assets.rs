//! Style sheets, scripts and icons: embedded in the binary, served under a name that holds their hash.
//!
//! The handler answers `GET /static/{file}` with what [`find`] gives and may let it be kept for ever.

use std::{borrow::Cow, collections::HashMap, fmt::Write as _, sync::LazyLock};

use rust_embed::Embed;

#[derive(Embed)]
#[folder = "$CARGO_MANIFEST_DIR/src/web/static"]
#[exclude = "*.lock"]
struct Files;

/// One embedded file, as it goes over the wire.
#[derive(Debug, Clone)]
pub struct Asset {
    /// The content.
    pub bytes: Cow<'static, [u8]>,
    /// Its media type, with the character set for texts.
    pub media_type: String,
}

static BY_NAME: LazyLock<HashMap<String, String>> =
    LazyLock::new(|| Files::iter().filter_map(|name| Some((name.to_string(), hashed(&name)?))).collect());

static BY_HASHED_NAME: LazyLock<HashMap<String, String>> =
    LazyLock::new(|| BY_NAME.iter().map(|(name, hashed)| (hashed.clone(), name.clone())).collect());

/// `base.css` → `base.1f0c9a4be2d7.css`: six bytes of the content's SHA-256.
fn hashed(name: &str) -> Option<String> {
    let digest = Files::get(name)?.metadata.sha256_hash();
    let mark = digest.iter().take(6).fold(String::new(), |mut mark, byte| {
        let _ = write!(mark, "{byte:02x}");
        mark
    });
    let (stem, extension) = name.rsplit_once('.')?;
    Some(format!("{stem}.{mark}.{extension}"))
}

/// The address of the asset `name`, such as `/static/base.1f0c9a4be2d7.css`.
#[must_use]
pub fn url(name: &str) -> String {
    format!("/static/{}", BY_NAME.get(name).map_or(name, String::as_str))
}

/// The file behind `/static/{hashed_name}`.
#[must_use]
pub fn find(hashed_name: &str) -> Option<Asset> {
    let name = BY_HASHED_NAME.get(hashed_name)?;
    let file = Files::get(name)?;
    let kind = file.metadata.mimetype();
    let text = kind.starts_with("text/") || kind.ends_with("javascript") || kind == "image/svg+xml";
    Some(Asset { media_type: if text { format!("{kind}; charset=utf-8") } else { kind.to_owned() }, bytes: file.data })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_asset_is_found_under_the_name_that_pages_use() {
        let address = url("base.css");
        let asset = find(address.trim_start_matches("/static/")).unwrap();
        assert_eq!(asset.media_type, "text/css; charset=utf-8");
        assert!(find("base.css").is_none(), "only the hashed name is served: it may be kept for ever");
    }
}
