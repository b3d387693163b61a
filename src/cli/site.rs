//! The commands that move content: import, export, generate, and the demo site.

use super::{Ended, open, progress, say};
use crate::config::Config;
use crate::exchange::{self, Exchange, ImportError, Plan, Scale};
use crate::platform::i18n::{Args, Words};
use rust_embed::Embed;
use std::path::Path;

/// The demo site, built in, so that `--demo` needs no folder beside the program.
#[derive(Embed)]
#[folder = "demo/"]
struct Demo;

/// Imports a folder and reports each entry once it is safe.
pub async fn import(config: &Config, folder: &Path) -> Result<(), Ended> {
    let exchange = open(config).await?;
    import_into(&exchange, folder).await?;
    exchange.db.close().await;
    Ok(())
}

async fn import_into(exchange: &Exchange, folder: &Path) -> Result<(), Ended> {
    let imported = exchange::import(exchange, folder, |one| {
        progress(one.number, one.of, &one.subject);
    });
    match imported.await {
        Ok(count) => say(format_args!("Imported {count} entries from {}.", folder.display())),
        Err(ImportError::Complaints(complaints)) => {
            explain(&complaints);
            Err(ImportError::Complaints(complaints).into())
        }
        Err(error) => Err(error.into()),
    }
}

/// Each complaint in words; nothing was written.
fn explain(complaints: &[(String, crate::editorial::Complaint)]) {
    let words =
        "en".parse().ok().and_then(|english| Some((english, Words::built_in(english).ok()?)));
    for (subject, complaint) in complaints {
        let why = words.as_ref().map_or(complaint.key.to_owned(), |(english, words)| {
            let mut args = Args::new();
            for (name, value) in &complaint.args {
                args.set(*name, value.as_str());
            }
            words.say_with(*english, complaint.key, &args)
        });
        tracing::error!("{subject}: {}: {why}", complaint.field);
    }
}

/// Fills an empty portal with the demo site.
pub async fn import_demo(exchange: &Exchange) -> Result<(), Ended> {
    let folder = std::env::temp_dir().join(format!("mocban-demo-{}", std::process::id()));
    let unpacked = unpack(&folder);
    let imported = match unpacked {
        Ok(()) => import_into(exchange, &folder).await,
        Err(error) => Err(Ended::Demo(format!("the demo site cannot be unpacked: {error}"))),
    };
    // Only our own temporary folder; what remains of it harms nobody.
    let _ = std::fs::remove_dir_all(&folder);
    imported
}

fn unpack(folder: &Path) -> std::io::Result<()> {
    for name in Demo::iter() {
        let path = folder.join(name.as_ref());
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent)?;
        }
        std::fs::write(&path, Demo::get(&name).map(|file| file.data).unwrap_or_default())?;
    }
    Ok(())
}

/// Exports the site into a new folder.
pub async fn export(config: &Config, folder: &Path) -> Result<(), Ended> {
    let exchange = open(config).await?;
    let count = exchange::export(&exchange, folder).await?;
    exchange.db.close().await;
    say(format_args!("Exported {count} entries to {}.", folder.display()))
}

/// Fills a portal with plausible entries, and with an action programme if a size of one is given.
pub async fn generate(config: &Config, plan: Plan, scale: Option<Scale>) -> Result<(), Ended> {
    let exchange = open(config).await?;
    if crate::site::settings(&exchange.db).await?.is_none() {
        import_demo(&exchange).await?;
    }
    exchange::generate(&exchange, plan, |done, of| progress(done, of, "entries")).await?;
    if let Some(scale) = scale {
        let report = |done, of| progress(done, of, "plans");
        exchange::generate_programme(&exchange, (scale, plan), report).await?;
    }
    exchange.db.close().await;
    say(format_args!("Generated {} entries.", plan.entries))
}
