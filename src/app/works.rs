//! What a serving portal does beside answering: films and pictures are made ready, the operator's
//! own systems are told of changes, links to other sites are looked after, reports of a programme are made, and letters
//! are sent to those who look after entries. Not for what each of them does: that stands in its slice.

use super::BuildError;
use super::leftovers::Leftovers;
use crate::action_programme::reports::{self, Press};
use crate::api::{self, Announcer, Sender};
use crate::config::Config;
use crate::desk;
use crate::links::{self, Asker, Gatherer};
use crate::media::{self, Ffmpeg, Renderer, WORK_FOLDER, Workshop};
use crate::platform::changes::{Following, follow};
use crate::platform::jobs::Jobs;
use crate::portal::Portal;
use std::sync::Arc;

/// The work beside answering; it ends when it is told to.
pub(super) struct Works {
    jobs: Jobs,
    announcer: Following,
    gatherer: Option<Following>,
    _leftovers: Leftovers,
}

impl Works {
    /// Sets the workers to work, and follows the change log for those who are told of it.
    pub(super) async fn begin(config: &Config, portal: &Portal) -> Result<Works, BuildError> {
        let (db, clock) = (portal.db.clone(), portal.clock.clone());
        let folder = |error| BuildError::Folder(config.data.display().to_string(), error);
        let leftovers = Leftovers::begin(&config.data, portal.uploads.clone()).map_err(folder)?;
        let library = portal.library();
        let shop = Workshop {
            folder: config.data.join(WORK_FOLDER),
            ffmpeg: Ffmpeg::default(),
            renderer: Renderer::with_memory(config.picture_memory_mb),
        };
        let mut handlers = media::handlers(&library, &shop);
        handlers.0.extend(desk::letter_writers(portal));
        handlers.0.extend(reports::handlers(&Press::from(portal)));
        match Sender::new(config.webhook_network) {
            Ok(sender) => handlers.0.extend(api::handlers(&db, &clock, &sender)),
            // A machine without the authorities of the web can still serve its readers.
            Err(error) => tracing::warn!(%error, "no webhook can be told anything"),
        }
        let gatherer = match Asker::new(config.webhook_network, &config.origin()) {
            Ok(asker) if config.ask_links => {
                handlers.0.extend(links::handlers(&db, &clock, asker));
                let gatherer = Gatherer { db: db.clone(), clock: clock.clone() };
                let head = links::gathered(&db).await?;
                Some(follow(db.clone(), Arc::new(gatherer), head))
            }
            _ => None,
        };
        let head = api::announced(&db).await?;
        let kinds = portal.kinds.clone();
        let announcer = Announcer { db: db.clone(), kinds, clock: clock.clone() };
        let announcer = follow(db.clone(), Arc::new(announcer), head);
        Ok(Works {
            jobs: Jobs::begin(db, handlers, clock),
            announcer,
            gatherer,
            _leftovers: leftovers,
        })
    }

    /// Ends the work; what was begun is taken up again at the next start.
    pub(super) async fn end(self) {
        drop(self.announcer);
        drop(self.gatherer);
        if let Err(error) = self.jobs.end().await {
            tracing::warn!(%error, "a job was left as it stood; it is taken up when its time is over");
        }
    }
}
