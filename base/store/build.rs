//! Lists the migrations of the project, so that adding a file to `migrations/` is enough.

use std::{env, fs, path::Path};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join("../../migrations");
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut names = Vec::new();
    for entry in fs::read_dir(&folder)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if name.ends_with(".sql") {
            println!("cargo::rerun-if-changed={}", folder.join(&name).display());
            names.push(name);
        }
    }
    names.sort();
    let mut list = String::from("&[\n");
    for name in names {
        let number: i64 = name.split('_').next().unwrap_or_default().parse()?;
        let path = folder.join(&name);
        list += &format!(
            "    Migration {{ number: {number}, name: {name:?}, text: include_str!({:?}) }},\n",
            path.display()
        );
    }
    list += "]";
    fs::write(Path::new(&env::var("OUT_DIR")?).join("migrations.rs"), list)?;
    Ok(())
}
