//! Where the data folder is when nobody says.

use std::path::PathBuf;

use nix::unistd::{Uid, User};

/// `/var/lib/lotse` for root; otherwise `$XDG_DATA_HOME/lotse` or `~/.local/share/lotse`. A relative `XDG_DATA_HOME` does
/// not count, as the XDG specification says. None: the user has no home.
pub(super) fn default_data_dir(variables: &[(String, String)]) -> Option<PathBuf> {
    let user = Uid::effective();
    if user.is_root() {
        return Some("/var/lib/lotse".into());
    }
    let folder = |name: &str| {
        let value = variables.iter().find(|(given, _)| given == name).map(|(_, value)| PathBuf::from(value));
        value.filter(|path| path.is_absolute())
    };
    let home = || folder("HOME").or_else(|| Some(User::from_uid(user).ok()??.dir).filter(|home| home.is_dir()));
    folder("XDG_DATA_HOME").or_else(|| Some(home()?.join(".local/share"))).map(|folder| folder.join("lotse"))
}
