// Files as an editor has them on her computer, made by the test: photographs, a film, and some that are refused.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser } from '@playwright/test';

/** A file as Playwright hands it to a page. */
export interface Material {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

const drawn = (name: string, mimeType: string, args: string[]): Material => {
  const folder = mkdtempSync(join(tmpdir(), 'mocban-material-'));
  const path = join(folder, name);
  try {
    execFileSync('ffmpeg', ['-nostdin', '-y', '-v', 'error', '-f', 'lavfi', ...args, path]);
    return { name, mimeType, buffer: readFileSync(path) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

/** A picture of 1600 × 1000; another `hue` is another picture. */
export const photograph = (name: string, hue: number): Material => drawn(name, 'image/jpeg', [
  '-i', 'gradients=size=1600x1000:speed=0.01:seed=7:c0=0xf4efe4:c1=0x1d4d6b:duration=1',
  '-vf', `hue=h=${hue}`, '-frames:v', '1']);

/** A photograph of 3000 × 2000 full of grain: some megabytes, which a slow line takes seconds for. */
export const grain = (name: string): Material => drawn(name, 'image/jpeg', [
  '-i', 'gradients=size=3000x2000:speed=0.01:seed=3:c0=0xb3261e:c1=0xf4efe4:duration=1',
  '-vf', 'noise=alls=60:allf=u', '-frames:v', '1', '-q:v', '2']);

/** A film of eight seconds without sound. */
export const film = (name: string): Material => drawn(name, 'video/mp4', [
  '-i', 'testsrc2=size=640x360:rate=12:duration=8', '-pix_fmt', 'yuv420p']);

/** A film that shows these pictures one after the other, three seconds each, with a tone. */
export function slides(name: string, pictures: Material[]): Material {
  const folder = mkdtempSync(join(tmpdir(), 'mocban-material-'));
  try {
    const inputs = pictures.flatMap((one, number) => {
      const path = join(folder, `${number}.jpg`);
      writeFileSync(path, one.buffer);
      return ['-loop', '1', '-t', '3', '-i', path];
    });
    const joined = `${pictures.map((_, number) => `[${number}]`).join('')}concat=n=${pictures.length}:v=1,scale=960:-2,fps=12[v]`;
    const path = join(folder, name);
    execFileSync('ffmpeg', ['-nostdin', '-y', '-v', 'error', ...inputs, '-f', 'lavfi', '-i', 'sine=frequency=220', '-filter_complex', joined,
      '-map', '[v]', '-map', `${pictures.length}:a`, '-shortest', '-t', `${pictures.length * 3}`, '-pix_fmt', 'yuv420p', path]);
    return { name, mimeType: 'video/mp4', buffer: readFileSync(path) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Drawings of the demo site as photographs of 1600 × 1067, printed by the browser itself. */
export async function demoPictures(browser: Browser): Promise<Material[]> {
  const page = await browser.newPage({ viewport: { width: 1600, height: 1067 } });
  const pictures: Material[] = [];
  for (const [drawing, name, ground] of DRAWINGS) {
    const svg = readFileSync(fileURLToPath(new URL(`../../../demo/festival/tuan-van-hoa-du-lich-bac-giang-2020/${drawing}.svg`, import.meta.url)), 'utf8');
    await page.setContent(`<style>body{margin:0;background:linear-gradient(${ground},#f4efe4)}svg{width:1600px;height:1067px}</style>${svg}`);
    pictures.push({ name: `${name}.jpg`, mimeType: 'image/jpeg', buffer: await page.screenshot({ type: 'jpeg', quality: 90 }) });
  }
  await page.close();
  return pictures;
}

const DRAWINGS = [
  ['pagoda', 'mai-dinh', '#a9c3cf'], ['drum', 'trong-hoi', '#ecd28b'], ['ridge', 'yen-tu', '#cfc8ba'],
  ['forest-rite', 'le-mo-cua-rung', '#b2cbb5'], ['race', 'leo-nui', '#a9c3cf'],
] as const;

/** A program, which no portal takes. */
export const program: Material = {
  name: 'cai-dat.exe', mimeType: 'application/octet-stream', buffer: Buffer.from('MZ\x90\0\x03\0\0\0', 'latin1'),
};

/** A photograph under the name of a drawing. */
export const liar = (of: Material): Material => ({ ...of, name: 'so-do.svg', mimeType: 'image/svg+xml' });
