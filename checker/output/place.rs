//! Places in the source as other programs want them: `/` between names, nothing to resolve.

use std::path::{Component, Path};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// What may stand in a URI's path as it is. A `:` is not among it: in front of the first `/` it would end a scheme.
const PATH: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// A file's path with `/` between names, `.` and `NAME/..` resolved.
pub fn path(file: &str) -> String {
    let mut names: Vec<String> = Vec::new();
    let mut top = "";
    for component in Path::new(file).components() {
        match component {
            Component::CurDir => {}
            Component::RootDir => top = "/",
            Component::ParentDir if names.last().is_some_and(|name| name != "..") => _ = names.pop(),
            other => names.push(other.as_os_str().to_string_lossy().into_owned()),
        }
    }
    format!("{top}{}", names.join("/"))
}

/// A file as a URI: relative to the directory of the run, or with `file:` where the path is absolute.
pub fn uri(file: &str) -> String {
    let path = path(file);
    let scheme = if path.starts_with('/') { "file://" } else { "" };
    format!("{scheme}{}", escape(&path))
}

/// A name with `%XX` for what may not stand in a URI's path.
pub fn escape(name: &str) -> String {
    utf8_percent_encode(name, PATH).to_string()
}

#[cfg(test)]
mod tests {
    #[test]
    fn paths_and_uris() {
        for (file, path, uri) in [
            ("infra/main.tf", "infra/main.tf", "infra/main.tf"),
            ("./infra/env/../../modules/a b/m.tf", "modules/a b/m.tf", "modules/a%20b/m.tf"),
            ("../other/x.tf", "../other/x.tf", "../other/x.tf"),
            ("../../x.tf", "../../x.tf", "../../x.tf"),
            ("/srv/é%.tf", "/srv/é%.tf", "file:///srv/%C3%A9%25.tf"),
            ("http://a/b?c#d", "http:/a/b?c#d", "http%3A/a/b%3Fc%23d"),
        ] {
            assert_eq!((super::path(file).as_str(), super::uri(file).as_str()), (path, uri), "{file}");
        }
    }
}
