// Starts one portal with the demo site in a temporary folder, and ends it by its own id.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('../../../target/debug/mocban', import.meta.url));
const BEGINS_WITHIN = 120_000;
const ENDS_WITHIN = 10_000;

export default async function serve() {
  const folder = mkdtempSync(join(tmpdir(), 'mocban-browser-'));
  const address = `127.0.0.1:${await freePort()}`;
  const program = process.env.PORTAL_PROGRAM ?? PROGRAM;
  const said = ['serve', '--demo', '--data', join(folder, 'data'), '--listen', address];
  // The folder is where it runs, too: no settings of the one who tests are read, neither file nor variable.
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !name.startsWith('MOCBAN_') && name !== 'DATABASE_URL'),
  );
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
  process.env.PORTAL_ADDRESS = `http://${address}`;
  return async () => {
    await end(portal);
    process.removeListener('exit', kill);
    rmSync(folder, { recursive: true, force: true });
  };
}

function freePort(): Promise<number> {
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
