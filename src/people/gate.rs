//! What letting people in needs besides the database: hashing, the breached list, passkeys, the
//! provider, mail. Built once from the settings. Not for deciding anything: that is `actions/`.

use super::breached::{Breached, NoList};
use super::email::Email;
use super::mail::{MailFailure, MailSettings, Mailer};
use super::oidc::{OidcFailure, OidcSettings, Provider};
use super::password::{HashFailure, Passwords};
use std::path::PathBuf;
use webauthn_rs::prelude::{Url, Webauthn, WebauthnBuilder};

/// What the settings say about letting people in.
#[derive(Clone, Debug, Default)]
pub struct GateSettings {
    /// The address the portal is reached under.
    pub origin: String,
    /// The operator's list of breached passwords.
    pub breached: Option<PathBuf>,
    /// The provider.
    pub oidc: Option<OidcSettings>,
    /// The mail server.
    pub mail: Option<MailSettings>,
}

/// Why nobody can be let in.
#[derive(Debug, thiserror::Error)]
pub enum NoGate {
    /// The list cannot be read.
    #[error(transparent)]
    List(#[from] NoList),
    /// Nothing can be hashed.
    #[error(transparent)]
    Hash(#[from] HashFailure),
    /// The provider's settings are wrong.
    #[error(transparent)]
    Oidc(#[from] OidcFailure),
    /// The mail server's settings are wrong.
    #[error(transparent)]
    Mail(#[from] MailFailure),
}

/// Lets people in.
#[derive(Debug)]
pub struct Gate {
    pub(super) passwords: Passwords,
    pub(super) passkeys: Option<Webauthn>,
    pub(super) provider: Option<Provider>,
    pub(super) mailer: Option<Mailer>,
    /// The address the portal is reached under.
    pub origin: String,
}

impl Gate {
    /// A gate of these settings.
    pub fn new(settings: GateSettings) -> Result<Gate, NoGate> {
        let breached = match &settings.breached {
            Some(path) => Breached::read(path)?,
            None => Breached::none(),
        };
        let provider = settings.oidc.map(|oidc| Provider::new(oidc, &settings.origin));
        Ok(Gate {
            passwords: Passwords::new(breached)?,
            passkeys: passkeys(&settings.origin),
            provider: provider.transpose()?,
            mailer: settings.mail.as_ref().map(Mailer::new).transpose()?,
            origin: settings.origin,
        })
    }

    /// Whether passkeys can be used: they belong to a name, so a portal that is reached under a bare
    /// address has none.
    pub fn has_passkeys(&self) -> bool {
        self.passkeys.is_some()
    }

    /// What people call the provider, if there is one.
    pub fn provider_name(&self) -> Option<&str> {
        self.provider.as_ref().map(Provider::name)
    }

    /// Whether the operator has named a mail server.
    pub fn has_mail(&self) -> bool {
        self.mailer.is_some()
    }

    /// Mails a text, if the operator has named a server; answers whether there is one.
    pub async fn mail(&self, to: &str, subject: &str, text: &str) -> Result<bool, MailFailure> {
        let Some(mailer) = &self.mailer else { return Ok(false) };
        let to = Email::parse(to).map_err(|error| MailFailure::Sending(error.to_string()))?;
        mailer.send(&to, subject, text).await?;
        Ok(true)
    }
}

fn passkeys(origin: &str) -> Option<Webauthn> {
    let origin = Url::parse(origin).ok()?;
    let host = origin.domain()?.to_owned();
    WebauthnBuilder::new(&host, &origin).ok()?.rp_name("Mộc Bản").build().ok()
}
