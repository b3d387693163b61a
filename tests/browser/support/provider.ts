// A real OpenID provider (npm oidc-provider) on this machine, whose accounts are named in the test. It asks for
// an address and believes it: what is tested is the portal. Not for how a provider checks anybody.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';

export interface Account {
  email: string;
  name: string;
  /** Whether the provider has made sure of the address. */
  verified: boolean;
}

export interface RunningProvider {
  issuer: string;
  end: () => Promise<void>;
}

const SECRET = 'a-secret-of-the-tests-and-of-nothing-else';
export const CLIENT = { id: 'mocban', secret: SECRET };

/** Starts a provider that knows `accounts` and sends people back to `redirect`. */
export async function provider(accounts: Account[], redirect: string): Promise<RunningProvider> {
  const server: Server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const oidc = new Provider(issuer, {
    clients: [
      {
        client_id: CLIENT.id,
        client_secret: CLIENT.secret,
        redirect_uris: [redirect],
        response_types: ['code'],
        grant_types: ['authorization_code'],
      },
    ],
    pkce: { required: () => true },
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    // The portal reads who somebody is from the ID token alone.
    conformIdTokenClaims: false,
    features: { devInteractions: { enabled: true } },
    findAccount: (_: unknown, id: string) => {
      const account = accounts.find((one) => one.email === id);
      if (!account) return undefined;
      return {
        accountId: id,
        claims: () => ({ sub: id, email: id, email_verified: account.verified, name: account.name }),
      };
    },
  });
  server.on('request', oidc.callback());
  return {
    issuer,
    end: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
