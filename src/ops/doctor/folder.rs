//! The data folder: who may read it, and whether there is room.

use std::fs;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
use std::path::Path;

use nix::sys::statvfs::statvfs;
use nix::unistd::{AccessFlags, Uid, access};

use super::{Report, size};

const CHECK: &str = "data folder";

/// Below the first it is time to make room, below the second it is late.
const ROOM: (u64, u64) = (1 << 30, 100 << 20);

pub(super) fn examine(report: &mut Report, folder: &Path) {
    let shown = folder.display();
    let existing = folder.ancestors().find(|part| part.exists()).unwrap_or(Path::new("/"));
    if let Err(error) = access(existing, AccessFlags::W_OK | AccessFlags::X_OK) {
        let todo =
            "give this user write permission there, or choose another data_dir; run the doctor as the bot's user";
        return report.wrong(CHECK, format!("{} cannot be written: {error}", existing.display()), todo);
    }
    if !existing.is_dir() {
        return report.wrong(CHECK, format!("{} is not a folder", existing.display()), "choose another data_dir");
    }
    let missing = existing != folder;
    let open: Vec<String> = ["matrix", "matrix/session.json"]
        .into_iter()
        .filter(|name| is_open(&folder.join(name)))
        .map(|name| folder.join(name).display().to_string())
        .collect();
    if !open.is_empty() {
        let todo = format!("chmod go-rwx {}", open.join(" "));
        report.wrong(CHECK, format!("other users can read the bot's keys: {}", open.join(", ")), todo);
    } else if let Some(owner) = foreign_owner(&folder.join("matrix")) {
        let todo = "run the bot and the doctor as the user to whom the folder belongs";
        report.wrong(CHECK, format!("the keys in {shown} belong to user number {owner}, not to this user"), todo);
    } else if missing {
        report.good(CHECK, format!("{shown} will be made at the first start"));
    } else {
        report.good(CHECK, format!("{shown} can be written, and nobody else can read the keys"));
    }
    space(report, existing);
}

fn is_open(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|data| data.permissions().mode() & 0o077 != 0)
}

/// Who owns it, where that is neither this user nor the administrator, who may do everything.
fn foreign_owner(path: &Path) -> Option<u32> {
    let owner = fs::metadata(path).ok()?.uid();
    let me = Uid::effective();
    (owner != me.as_raw() && !me.is_root()).then_some(owner)
}

fn space(report: &mut Report, folder: &Path) {
    // Not every file system tells; then there is nothing to say.
    let Ok(stat) = statvfs(folder) else { return };
    // The widths of the fields differ between systems.
    #[allow(clippy::useless_conversion, reason = "u32 on macOS, u64 on Linux")]
    let free = u64::from(stat.blocks_available()).saturating_mul(stat.fragment_size());
    let text = format!("{} free", size(free));
    let todo = "make room: the encryption keys, and an embedded database, must be written to go on";
    match free {
        free if free < ROOM.1 => report.wrong("disk", text, todo),
        free if free < ROOM.0 => report.doubtful("disk", text, todo),
        _ => report.good("disk", text),
    }
}
