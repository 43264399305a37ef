//! Embeds the words, the icons, the styles and the scripts: adding a file to `locales/` or a symbol to `assets/icons` is enough.

use std::{
    error::Error,
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

fn main() -> Result<(), Box<dyn Error>> {
    let root = PathBuf::from(std::env::var("CARGO_MANIFEST_DIR")?).join("../..").canonicalize()?;
    let out = PathBuf::from(std::env::var("OUT_DIR")?);
    for folder in ["locales", "assets"] {
        println!("cargo:rerun-if-changed={}", root.join(folder).display());
    }
    fs::write(out.join("words.rs"), words(&root.join("locales"))?)?;
    fs::write(out.join("icons.rs"), icons(&fs::read_to_string(root.join("assets/icons/icons.svg"))?)?)?;
    let css = |name: &str| fs::read_to_string(root.join("assets/css").join(name));
    fs::write(out.join("core.css"), squeeze(&(css("tokens.css")? + &css("core.css")?)))?;
    fs::write(out.join("app.css"), squeeze(&css("app.css")?))?;
    let js = |name: &str| fs::read_to_string(root.join("assets/js").join(name)).map(|text| without_comments(&text));
    for name in ["rz.js", "rz-live.js", "rz-map.js", "rz-pan.js", "rz-push.js"] {
        fs::write(out.join(name), js(name)?)?;
    }
    for name in ["rz-feed.js", "rz-queue.js", "rz-toll.js", "rz-wait.js", "sw.js", "sw-push.js"] {
        fs::write(out.join(name), tight(&js(name)?))?;
    }
    for name in ["icon.svg", "mark.svg", "icon-192.png", "icon-512.png", "icon-touch.png"] {
        fs::copy(root.join("assets/brand").join(name), out.join(name))?;
    }
    Ok(())
}

/// Every `locales/ROOM.LANG.ftl`, as (language, file, text).
fn words(folder: &Path) -> Result<String, Box<dyn Error>> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder)?.map(|f| f.map(|f| f.path())).collect::<Result<_, _>>()?;
    files.retain(|f| f.extension().is_some_and(|e| e == "ftl"));
    files.sort();
    let mut code = "pub(crate) static FILES: &[(&str, &str, &str)] = &[\n".to_owned();
    for file in files {
        let name = file.file_name().and_then(|n| n.to_str()).unwrap_or_default().to_owned();
        let lang = name.split('.').nth(1).unwrap_or_default();
        writeln!(code, "({lang:?}, {name:?}, include_str!({:?})),", file.display().to_string())?;
    }
    code.push_str("];\n");
    Ok(code)
}

/// The symbols of the icon file, each as an inline `<svg class="i">`.
fn icons(svg: &str) -> Result<String, Box<dyn Error>> {
    let mut names = Vec::new();
    let mut code = "pub(crate) fn svg(name: &str) -> &'static str { match name {\n".to_owned();
    for part in svg.split("<symbol id=\"").skip(1) {
        let Some((name, rest)) = part.split_once('"') else { continue };
        let Some(paths) = rest.split_once('>').and_then(|(_, r)| r.split_once("</symbol>")) else { continue };
        let whole = format!("<svg class=\"i\" viewBox=\"0 0 24 24\" aria-hidden=\"true\">{}</svg>", paths.0);
        writeln!(code, "{name:?} => {whole:?},")?;
        names.push(name);
    }
    writeln!(code, "_ => \"\" }} }}\n#[cfg(test)]\npub(crate) const NAMES: &[&str] = &{names:?};")?;
    Ok(code)
}

/// A style sheet without comments and needless spaces. A space before `:` stays (it means "any inside" in a selector),
/// and so do those around `+` and `-` (they count inside `calc`).
fn squeeze(css: &str) -> String {
    let mut bare = String::with_capacity(css.len());
    let mut rest = css;
    while let Some((before, after)) = rest.split_once("/*") {
        bare.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, r)| r);
    }
    bare.push_str(rest);
    let mut out = String::with_capacity(bare.len());
    let mut quoted = false;
    let mut space = false;
    for c in bare.chars() {
        if c == '"' {
            quoted = !quoted;
        }
        if c.is_whitespace() && !quoted {
            space = true;
            continue;
        }
        let tight = |c: char| matches!(c, '{' | '}' | ';' | ',' | '>');
        let last = out.chars().last().unwrap_or('{');
        if space && !tight(c) && !tight(last) && last != ':' {
            out.push(' ');
        }
        space = false;
        if c == '}' && out.ends_with(';') {
            out.pop();
        }
        out.push(c);
    }
    out
}

/// A script without the comments that stand on lines of their own, and without the types inside its lines.
fn without_comments(js: &str) -> String {
    let mut out = String::with_capacity(js.len());
    let mut inside = false;
    for line in js.lines() {
        let mut text = line.trim();
        if inside || text.starts_with("/*") {
            // What follows a comment on its line is code: `/** @type {X} */ (it).focus();`.
            let end = text.split_once("*/");
            inside = end.is_none();
            text = end.map_or("", |(_, code)| code.trim());
        }
        if text.is_empty() || text.starts_with("//") {
            continue;
        }
        while let Some((before, after)) = text.split_once("/** @") {
            out.push_str(before);
            text = after.split_once("*/").map_or("", |(_, code)| code.trim_start());
        }
        out.push_str(text);
        out.push('\n');
    }
    out
}

/// A script without needless spaces and line ends, for what has to be small. It knows strings, but neither a template inside a template nor
/// quotes inside a regular expression; every statement must end with `;` or `}`.
fn tight(js: &str) -> String {
    let alone = |c: char| "=><{}(),;:?&|+!*/[]".contains(c);
    let mut out = String::with_capacity(js.len());
    let mut quote = None;
    let mut chars = js.trim().chars().map(|c| if c == '\n' { ' ' } else { c }).peekable();
    while let Some(c) = chars.next() {
        match quote {
            Some(_) if c == '\\' => {
                out.push(c);
                out.extend(chars.next());
                continue;
            }
            Some(q) if c == q => quote = None,
            None if matches!(c, '"' | '\'' | '`') => quote = Some(c),
            None if c == '}' && out.ends_with(';') => drop(out.pop()),
            None if c == ' ' => {
                let next = chars.peek().is_none_or(|n| alone(*n));
                if next || out.chars().last().is_none_or(alone) {
                    continue;
                }
            }
            _ => {}
        }
        out.push(c);
    }
    out.push('\n');
    out
}
