//! Names of files on disk. Pure.

/// Longest name, in characters; file systems take 255 bytes.
const NAME_CHARS: usize = 60;

/// The name under which a file is handed out: it leads into no other folder, hides nowhere, and is told from others of the
/// same name by its number.
#[must_use]
pub fn safe_name(number: i64, name: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || " ._-()+,@".contains(c);
    let plain: String = name.chars().map(|c| if is_plain(c) { c } else { '_' }).collect();
    let plain = plain.trim_matches([' ', '.']);
    // What a file is stands at the end of its name.
    let length = plain.chars().count();
    let kept: String = match plain.rsplit_once('.') {
        Some((stem, end)) if length > NAME_CHARS && end.chars().count() < 10 => {
            let stem: String = stem.chars().take(NAME_CHARS - 11).collect();
            format!("{stem}.{end}")
        }
        _ => plain.chars().take(NAME_CHARS).collect(),
    };
    match kept.as_str() {
        "" => format!("{number}"),
        kept => format!("{number}-{kept}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_nowhere_else() {
        assert_eq!(safe_name(3, "Foto vom Drucker.png"), "3-Foto vom Drucker.png");
        assert_eq!(safe_name(3, "../../etc/passwd"), "3-_.._etc_passwd");
        assert_eq!(safe_name(3, "C:\\boot.ini"), "3-C__boot.ini");
        assert_eq!(safe_name(3, ".bashrc"), "3-bashrc");
        assert_eq!(safe_name(3, ".."), "3");
        assert_eq!(safe_name(3, ""), "3");
        assert_eq!(safe_name(3, "gpj.\u{202e}exe\n"), "3-gpj._exe_");
        let long = safe_name(3, &format!("{}.jpeg", "ü".repeat(300)));
        assert!(long.ends_with(".jpeg") && long.len() < 200, "{long}");
        assert!(safe_name(3, &"x.".repeat(300)).len() < 200);
    }
}
