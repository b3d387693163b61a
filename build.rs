//! Tells cargo which folders are built into the program, so that a new file in one of them is seen.
//! Not for making anything: style and fonts are built by `make assets`.

fn main() {
    for folder in ["assets/dist", "demo", "locales", "migrations", "src"] {
        println!("cargo::rerun-if-changed={folder}");
    }
}
