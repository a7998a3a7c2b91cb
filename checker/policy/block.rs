//! What is found in a policy's text without parsing it: the `# METADATA` block. build.rs includes this file too.

/// The block's first line, from 0, and its YAML; else the line, from 1, and what is wrong.
pub fn find(text: &str) -> Result<(usize, String), (usize, &'static str)> {
    let lines: Vec<&str> = text.lines().collect();
    let starts: Vec<usize> = (0..lines.len()).filter(|at| lines[*at].trim_end() == "# METADATA").collect();
    let start = match starts[..] {
        [start] => start,
        [] => return Err((1, "there is no `# METADATA` block")),
        [_, second, ..] => return Err((second + 1, "there is a second block")),
    };
    let mut yaml = String::new();
    for line in lines[start + 1..].iter().take_while(|line| line.starts_with('#')) {
        yaml.push_str(line.strip_prefix("# ").or_else(|| line.strip_prefix('#')).unwrap_or_default());
        yaml.push('\n');
    }
    Ok((start, yaml))
}

/// `true` where a policy names its own subjects.
#[allow(dead_code, reason = "build.rs does not ask")]
pub fn names_subjects(text: &str) -> bool {
    let rest = text.lines().filter_map(|line| line.strip_prefix("subjects"));
    rest.map(|rest| rest.chars().next()).any(|next| next.is_none_or(|next| !next.is_alphanumeric() && next != '_'))
}
