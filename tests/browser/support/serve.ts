// Starts one portal with the demo site in a temporary folder, and ends it by its own id; tests that need
// settings of their own start another with `start`.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('../../../target/debug/mocban', import.meta.url));
const BEGINS_WITHIN = 120_000;
const ENDS_WITHIN = 10_000;

/** A portal at work. */
export interface Started {
  /** Its address, such as `http://127.0.0.1:40000`. */
  address: string;
  /** The folder it runs in; its data is in `data`. */
  folder: string;
  /** Runs another command of the program on the same data, with text on its standard input. */
  run: (command: string[], input?: string) => string;
  /** Ends it and takes its folder away. */
  end: () => Promise<void>;
}

export default async function serve() {
  const portal = await start();
  process.env.PORTAL_ADDRESS = portal.address;
  return portal.end;
}

/** Starts a portal with the demo site; `settings` are `MOCBAN_…` variables. */
export async function start(settings: Record<string, string> = {}, port?: number): Promise<Started> {
  const folder = mkdtempSync(join(tmpdir(), 'mocban-browser-'));
  const listen = `127.0.0.1:${port ?? (await freePort())}`;
  const program = process.env.PORTAL_PROGRAM ?? PROGRAM;
  const data = join(folder, 'data');
  const said = ['serve', '--demo', '--data', data, '--listen', listen];
  // The folder is where it runs, too: no settings of the one who tests are read, neither file nor variable.
  const plain = Object.entries(process.env).filter(
    ([name]) => !name.startsWith('MOCBAN_') && name !== 'DATABASE_URL',
  );
  // Tests ask nobody else: the demo's entries lead to sites of others.
  const env = { ...Object.fromEntries(plain), MOCBAN_ASK_LINKS: 'false', ...settings };
  const portal = spawn(program, said, { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const kill = () => portal.kill('SIGKILL');
  process.once('exit', kill);
  try {
    await begun(portal);
  } catch (error) {
    kill();
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
  return {
    address: `http://${listen}`,
    folder,
    run: (command, input = '') =>
      execFileSync(program, [...command, '--data', data], { cwd: folder, env, input, encoding: 'utf8' }),
    end: async () => {
      await end(portal);
      process.removeListener('exit', kill);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/** Resolves when the portal says where it serves. */
function begun(portal: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = '';
    const late = setTimeout(() => reject(new Error(`the portal did not begin:\n${said}`)), BEGINS_WITHIN);
    const hear = (chunk: Buffer) => {
      said += chunk;
      if (!said.includes('serves http://')) return;
      clearTimeout(late);
      resolve();
    };
    portal.stdout?.on('data', hear);
    portal.stderr?.on('data', hear);
    portal.once('error', reject);
    portal.once('exit', (code) => reject(new Error(`the portal ended with ${code}:\n${said}`)));
  });
}

function end(portal: ChildProcess): Promise<void> {
  if (portal.exitCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    const late = setTimeout(() => portal.kill('SIGKILL'), ENDS_WITHIN);
    portal.once('exit', () => {
      clearTimeout(late);
      resolve();
    });
    portal.kill('SIGTERM');
  });
}
