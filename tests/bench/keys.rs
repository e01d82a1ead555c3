//! Keys for a desk on PostgreSQL, whose nodes share them.

/// Keys that nodes of a PostgreSQL desk share.
pub fn give(folder: &std::path::Path) {
    std::fs::create_dir_all(folder.join("keys")).expect("a folder of keys");
    for (name, digit) in vigie::keys::PURPOSES.iter().zip('1'..='9') {
        std::fs::write(folder.join("keys").join(format!("{name}.key")), digit.to_string().repeat(64)).expect("a key");
    }
}
