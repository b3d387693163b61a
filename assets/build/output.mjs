// Writes files under names that carry a hash of their content, and remembers the names.
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

export class Output {
  constructor(folder) {
    this.folder = folder;
    this.manifest = {};
    this.sizes = [];
  }

  /** `reader.css` becomes `reader-1a2b3c4d5e.css`; returns the new name. */
  add(name, content) {
    const bytes = Buffer.from(content);
    const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 10);
    const hashed = name.replace(/(\.[a-z0-9]+)$/, `-${hash}$1`);
    this.write(hashed, bytes);
    this.manifest[name] = hashed;
    return hashed;
  }

  /** For files whose name people look for, such as a licence. */
  plain(name, content) {
    this.write(name, Buffer.from(content));
    this.manifest[name] = name;
  }

  write(name, bytes) {
    writeFileSync(new URL(name, this.folder), bytes);
    this.sizes.push([name, bytes.length, gzipSync(bytes, { level: 9 }).length]);
  }

  report() {
    return this.sizes.map(([name, size, packed]) => `${name}  ${size} B, gzip ${packed} B`);
  }
}
