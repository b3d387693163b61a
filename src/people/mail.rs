//! Sending a mail, if the operator has named a server for it. Nothing of the portal needs mail:
//! every link that is sent is also shown to whoever made it. Not for readers: they get no mail.

use super::email::Email;
use lettre::message::{Mailbox, Message, SinglePart};
use lettre::{AsyncSmtpTransport, AsyncTransport, Tokio1Executor};
use serde::{Deserialize, Serialize};

/// `[mail]` of the settings.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MailSettings {
    /// The server: `smtps://name:password@mail.example.gov.vn`, or `smtp://…?tls=required`.
    pub server: String,
    /// What mails come from: `Cổng thông tin <cong@example.gov.vn>`.
    pub from: String,
}

/// Mail cannot be sent.
#[derive(Debug, thiserror::Error)]
pub enum MailFailure {
    /// The settings cannot be used.
    #[error("wrong [mail] settings: {0}")]
    Settings(String),
    /// A mail was not taken.
    #[error("the mail server did not take a mail: {0}")]
    Sending(String),
}

/// Sends mail.
#[derive(Clone, Debug)]
pub struct Mailer {
    server: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

impl Mailer {
    /// A mailer of these settings; no connection is made yet.
    pub fn new(settings: &MailSettings) -> Result<Mailer, MailFailure> {
        let wrong = |error: String| MailFailure::Settings(error);
        let server = AsyncSmtpTransport::<Tokio1Executor>::from_url(&settings.server)
            .map_err(|error| wrong(error.to_string()))?
            .build();
        let from = settings.from.parse().map_err(|_| wrong(format!("from = {}", settings.from)))?;
        Ok(Mailer { server, from })
    }

    /// Sends a mail of plain text.
    pub async fn send(&self, to: &Email, subject: &str, text: &str) -> Result<(), MailFailure> {
        let failed = |error: String| MailFailure::Sending(error);
        let to = to.as_str().parse().map_err(|_| failed("no such address".to_owned()))?;
        let mail = Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(None, to))
            .subject(subject)
            // A part says how it is encoded and that it is MIME at all (RFC 2045, 4); a bare body does not.
            .singlepart(SinglePart::plain(text.to_owned()))
            .map_err(|error| failed(error.to_string()))?;
        self.server.send(mail).await.map_err(|error| failed(error.to_string()))?;
        Ok(())
    }
}
