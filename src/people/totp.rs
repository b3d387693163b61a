//! Codes of an authenticator app (RFC 6238: SHA-1, six digits, thirty seconds, as every app knows
//! them) and the recovery codes for the day the phone is lost. Not for when they are asked for: that
//! is `actions/sign_in.rs`.

use super::secret::{NoRandomness, SecretHash, random};
use crate::platform::files::hex;
use jiff::Timestamp;
use qrcode::QrCode;
use qrcode::render::svg;
use sha2::{Digest, Sha256};
use totp_rs::{Builder, Secret as TotpSecret, Totp};

/// How many recovery codes are made at once.
pub const RECOVERY_CODES: usize = 10;
/// Letters of recovery codes: none that look alike on paper.
const LETTERS: [char; 32] = [
    'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'j', 'k', 'm', 'n', 'p', 'q', 'r', 's', 't', 'u', 'v',
    'w', 'x', 'y', 'z', '2', '3', '4', '5', '6', '7', '8', '9', '0',
];

/// The secret that an app and the portal share.
#[derive(Clone)]
pub struct Authenticator(Totp);

impl Authenticator {
    /// A fresh secret for the account `email` of the site `site`.
    pub fn new(site: &str, email: &str) -> Result<Option<Authenticator>, NoRandomness> {
        let secret = random::<20>()?;
        Ok(Authenticator::of(TotpSecret::new(Box::new(secret)), site, email))
    }

    /// A secret as it is kept or was sent back, in base32.
    pub fn kept(secret: &str, site: &str, email: &str) -> Option<Authenticator> {
        Authenticator::of(TotpSecret::try_from_base32(secret).ok()?, site, email)
    }

    fn of(secret: TotpSecret, site: &str, email: &str) -> Option<Authenticator> {
        // A colon parts issuer and account in the address that apps read.
        let plain = |text: &str| text.replace(':', " ");
        let built = Builder::new()
            .with_secret(secret)
            .with_issuer(Some(plain(site)))
            .with_account_name(plain(email))
            .build();
        built.ok().map(Authenticator)
    }

    /// The secret in base32, for those who type it.
    pub fn secret(&self) -> String {
        self.0.secret().to_base32()
    }

    /// The step of the code if it is the one of now, of half a minute ago or of the next.
    pub fn step(&self, code: &str, now: Timestamp) -> Option<i64> {
        let digits: String = code.chars().filter(char::is_ascii_digit).collect();
        let seconds = u64::try_from(now.as_second()).ok()?;
        self.0.check(&digits, seconds).and_then(|step| i64::try_from(step).ok())
    }

    /// The code of a moment, as an app shows it.
    pub fn code(&self, now: Timestamp) -> String {
        self.0.generate(u64::try_from(now.as_second()).unwrap_or_default()).to_string()
    }

    /// The picture an app reads the secret from.
    pub fn picture(&self) -> Option<String> {
        let code = QrCode::new(self.0.to_url().ok()?).ok()?;
        // Black on white whatever the theme: cameras read nothing else reliably.
        let drawn = code
            .render::<svg::Color<'_>>()
            .min_dimensions(200, 200)
            .dark_color(svg::Color("#000"))
            .light_color(svg::Color("#fff"))
            .build();
        // The declaration of an XML file has no place inside a page.
        drawn.split_once("<svg").map(|(_, rest)| format!("<svg{rest}"))
    }
}

/// Fresh recovery codes, such as `k7qm-2xwd-hs9a-p3vt`: 80 bits each, good for one sign-in each.
pub fn recovery_codes() -> Result<Vec<String>, NoRandomness> {
    let code = |_| {
        let letters = random::<16>()?;
        let mut code = String::with_capacity(19);
        for (place, byte) in letters.into_iter().enumerate() {
            if place > 0 && place % 4 == 0 {
                code.push('-');
            }
            code.extend(LETTERS.get(usize::from(byte % 32)));
        }
        Ok(code)
    };
    (0..RECOVERY_CODES).map(code).collect()
}

/// What is kept of a recovery code, however its dashes and capitals are typed; nothing of a text
/// that cannot be one.
pub fn recovery_hash(code: &str) -> Option<SecretHash> {
    let plain: String =
        code.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    let hash = || SecretHash::kept(hex(&Sha256::digest(plain.as_bytes())));
    (plain.chars().count() == 16).then(hash)
}
