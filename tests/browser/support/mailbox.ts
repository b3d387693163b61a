// A real mail server (npm smtp-server) on this machine that keeps every letter it takes, read by a real reader of
// letters (npm mailparser). Not for delivering anything to anybody.
import type { AddressInfo } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

export interface Letter {
  /** To whom the server was told to bring it. */
  to: string[];
  /** As it came over the wire. */
  raw: string;
  mail: ParsedMail;
}

export interface Mailbox {
  port: number;
  letters: Letter[];
  /** How many letters it says it cannot take now, before it takes the next. */
  busy: number;
  end: () => Promise<void>;
}

/** Starts a mail server without TLS and without accounts, as a relay inside an office is. */
export async function mailbox(): Promise<Mailbox> {
  const letters: Letter[] = [];
  const box: Mailbox = { port: 0, letters, busy: 0, end: async () => {} };
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', async () => {
        if (box.busy > 0) {
          box.busy -= 1;
          done(Object.assign(new Error('busy, try again later'), { responseCode: 451 }));
          return;
        }
        const raw = Buffer.concat(chunks);
        const to = session.envelope.rcptTo.map((one) => one.address);
        letters.push({ to, raw: raw.toString('latin1'), mail: await simpleParser(raw) });
        done();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  box.port = (server.server.address() as AddressInfo).port;
  box.end = () => new Promise((resolve) => server.close(() => resolve()));
  return box;
}
