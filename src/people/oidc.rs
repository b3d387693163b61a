//! Signing in at a provider (`OpenID` Connect Core 1.0, code flow with PKCE). The only
//! connection the portal itself opens for signing in, and only to the provider the operator named.
//! Not for what an account may do: a provider says who somebody is, never more.

use super::email::Email;
use super::model::Role;
use bytes::Bytes;
use http_body_util::{BodyExt, Full, Limited};
use hyper_rustls::HttpsConnector;
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use openidconnect::core::{CoreAuthenticationFlow, CoreClient, CoreProviderMetadata};
use openidconnect::{
    AccessTokenHash, AsyncHttpClient, AuthorizationCode, ClientId, ClientSecret, CsrfToken,
    EndpointMaybeSet, EndpointNotSet, EndpointSet, HttpRequest, HttpResponse, IssuerUrl, Nonce,
    OAuth2TokenResponse, PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, Scope, TokenResponse,
};
use serde::{Deserialize, Serialize};
use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

/// `[oidc]` of the settings.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OidcSettings {
    /// The provider, such as `https://sso.example.gov.vn/realms/tinh`.
    pub issuer: String,
    /// The name this portal has there.
    pub client_id: String,
    /// The secret it has there.
    pub client_secret: String,
    /// What people call the provider: it stands on the button.
    pub name: String,
    /// The role of somebody new whom the provider knows. Default: nobody new is let in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub allow_new: Option<Role>,
}

/// Why nobody came from the provider.
#[derive(Debug, thiserror::Error)]
pub enum OidcFailure {
    /// The settings cannot be used.
    #[error("wrong [oidc] settings: {0}")]
    Settings(String),
    /// The provider did not answer as it should; the cause is for the operator.
    #[error("the OpenID provider did not answer as it should: {0}")]
    Provider(String),
}

/// What is kept between leaving for the provider and coming back.
#[derive(Debug, Serialize, Deserialize)]
pub struct Leaving {
    state: CsrfToken,
    nonce: Nonce,
    verifier: PkceCodeVerifier,
    /// Where at the desk she wanted to go.
    pub next: String,
}

/// Who the provider says somebody is.
#[derive(Clone, Debug)]
pub struct Arrived {
    /// The provider.
    pub issuer: String,
    /// Its number for her.
    pub subject: String,
    /// Her address, if the provider has made sure that it is hers.
    pub email: Option<Email>,
    /// Her name.
    pub name: Option<String>,
}

/// The way to a provider and back.
#[derive(Clone, Debug)]
pub struct Provider {
    settings: OidcSettings,
    issuer: IssuerUrl,
    back: RedirectUrl,
    http: Http,
}

type Ready = CoreClient<
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;

fn provider(error: impl std::error::Error) -> OidcFailure {
    let mut causes = error.to_string();
    let mut below = error.source();
    while let Some(cause) = below {
        causes = format!("{causes}: {cause}");
        below = cause.source();
    }
    OidcFailure::Provider(causes)
}

impl Provider {
    /// The provider of the settings; it is not asked anything yet, so that a portal starts without it.
    pub fn new(settings: OidcSettings, origin: &str) -> Result<Provider, OidcFailure> {
        let wrong = |error: String| OidcFailure::Settings(error);
        let issuer =
            IssuerUrl::new(settings.issuer.clone()).map_err(|error| wrong(error.to_string()))?;
        let loopback = |host: &str| {
            host == "localhost" || host.parse().is_ok_and(|ip: std::net::IpAddr| ip.is_loopback())
        };
        let safe =
            issuer.url().scheme() == "https" || issuer.url().host_str().is_some_and(loopback);
        if !safe {
            return Err(wrong(format!("{} is not https", settings.issuer)));
        }
        let back = RedirectUrl::new(format!("{origin}/desk/sign-in/oidc/back"))
            .map_err(|error| wrong(error.to_string()))?;
        Ok(Provider { settings, issuer, back, http: Http::new()? })
    }

    /// What people call it.
    pub fn name(&self) -> &str {
        &self.settings.name
    }

    /// The role of somebody new.
    pub fn allow_new(&self) -> Option<Role> {
        self.settings.allow_new
    }

    async fn client(&self) -> Result<Ready, OidcFailure> {
        let found = CoreProviderMetadata::discover_async(self.issuer.clone(), &self.http)
            .await
            .map_err(provider)?;
        let client = CoreClient::from_provider_metadata(
            found,
            ClientId::new(self.settings.client_id.clone()),
            Some(ClientSecret::new(self.settings.client_secret.clone())),
        );
        Ok(client.set_redirect_uri(self.back.clone()))
    }

    /// Where a browser is sent, and what must be kept until it comes back.
    pub async fn leave(&self, next: &str) -> Result<(String, Leaving), OidcFailure> {
        let client = self.client().await?;
        let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
        let (url, state, nonce) = client
            .authorize_url(
                CoreAuthenticationFlow::AuthorizationCode,
                CsrfToken::new_random,
                Nonce::new_random,
            )
            .add_scope(Scope::new("email".to_owned()))
            .add_scope(Scope::new("profile".to_owned()))
            .set_pkce_challenge(challenge)
            .url();
        Ok((url.to_string(), Leaving { state, nonce, verifier, next: next.to_owned() }))
    }

    /// Who came back with this code.
    pub async fn arrive(
        &self,
        leaving: Leaving,
        state: &str,
        code: &str,
    ) -> Result<Arrived, OidcFailure> {
        let refused = |text: &str| OidcFailure::Provider(text.to_owned());
        if leaving.state.secret() != state {
            return Err(refused("another state came back than was sent"));
        }
        let client = self.client().await?;
        let answer = client
            .exchange_code(AuthorizationCode::new(code.to_owned()))
            .map_err(provider)?
            .set_pkce_verifier(leaving.verifier)
            .request_async(&self.http)
            .await
            .map_err(provider)?;
        let token = answer.id_token().ok_or_else(|| refused("no ID token"))?;
        let verifier = client.id_token_verifier();
        let claims = token.claims(&verifier, &leaving.nonce).map_err(provider)?;
        if let Some(expected) = claims.access_token_hash() {
            let algorithm = token.signing_alg().map_err(provider)?;
            let key = token.signing_key(&verifier).map_err(provider)?;
            let actual = AccessTokenHash::from_token(answer.access_token(), algorithm, key);
            if actual.map_err(provider)? != *expected {
                return Err(refused("the access token is another"));
            }
        }
        let email = claims.email().filter(|_| claims.email_verified() == Some(true));
        Ok(Arrived {
            issuer: claims.issuer().to_string(),
            subject: claims.subject().to_string(),
            email: email.and_then(|email| Email::parse(email).ok()),
            name: claims.name().and_then(|name| name.get(None)).map(|name| name.to_string()),
        })
    }
}

/// The connection to the provider: TLS by rustls with the system's certificates, no redirects, an
/// end to waiting and to length.
#[derive(Clone, Debug)]
struct Http(Client<HttpsConnector<HttpConnector>, Full<Bytes>>);

const ANSWER_WITHIN: Duration = Duration::from_secs(15);
const ANSWER_BYTES: usize = 1 << 20;

/// A request to the provider failed.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
struct HttpFailure(String);

impl Http {
    fn new() -> Result<Http, OidcFailure> {
        let connector = hyper_rustls::HttpsConnectorBuilder::new()
            .with_native_roots()
            .map_err(|error| OidcFailure::Settings(error.to_string()))?
            .https_or_http()
            .enable_http1()
            .build();
        Ok(Http(Client::builder(TokioExecutor::new()).build(connector)))
    }

    async fn send(&self, request: HttpRequest) -> Result<HttpResponse, HttpFailure> {
        let failed = |error: &dyn std::fmt::Display| HttpFailure(error.to_string());
        let request = request.map(|body| Full::new(Bytes::from(body)));
        let whole = async {
            let answer = self.0.request(request).await.map_err(|error| failed(&error))?;
            let (head, body) = answer.into_parts();
            let body =
                Limited::new(body, ANSWER_BYTES).collect().await.map_err(|error| failed(&error))?;
            Ok(HttpResponse::from_parts(head, body.to_bytes().to_vec()))
        };
        match tokio::time::timeout(ANSWER_WITHIN, whole).await {
            Ok(answer) => answer,
            Err(late) => Err(failed(&late)),
        }
    }
}

impl<'c> AsyncHttpClient<'c> for Http {
    type Error = HttpFailure;
    type Future = Pin<Box<dyn Future<Output = Result<HttpResponse, HttpFailure>> + Send + 'c>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        Box::pin(self.send(request))
    }
}
