// One file on its way by tus: resumed after a break, refused in the server's own words.
import { Upload } from 'tus-js-client';

const URL = '/desk/uploads';
// A part is acknowledged once it is on the disk: a lost connection costs one part at most.
const PART = 8 * 1024 * 1024;
const WAITS = [1000, 3000, 8000, 20000, 60000];

/** Sends a file; `started({ abort })` receives what ends it, and with it the promise; `replaces` is the number of the file it takes the place of.
 * Resolves to `{ url, media, was }`: the file's number in the library, and whether it is `new`, was `known` already, was `put-back` out
 * of the bin or has `replaced` another. */
export function send(file, { url = URL, replaces = '', progress = () => {}, started = () => {}, waiting = () => {} } = {}) {
  return new Promise((resolve, reject) => {
    const upload = new Upload(file, {
      endpoint: url,
      chunkSize: PART,
      retryDelays: WAITS,
      removeFingerprintOnSuccess: true,
      metadata: { filename: file.name.normalize('NFC'), filetype: file.type, ...(replaces && { replaces }) },
      // Half a file that was to be new is not the half of one that replaces another.
      fingerprint: async () => ['mocban', url, replaces, file.name, file.type, file.size, file.lastModified].join('-'),
      onProgress: (sent, all) => progress(all ? sent / all : 1),
      onShouldRetry: (fault) => {
        const status = fault.originalResponse?.getStatus() ?? 0;
        const again = status === 0 || status === 409 || status === 423 || status === 429 || status >= 500;
        if (again) waiting();
        return again;
      },
      onError: (fault) => reject(refusal(fault)),
      onSuccess: ({ lastResponse }) => resolve({ url: upload.url, media: told(lastResponse, 'Library-Id'), was: told(lastResponse, 'Library-Was') }),
    });
    let ended = false;
    const begin = () => { if (!ended) upload.start(); };
    started({
      abort: () => {
        ended = true;
        // Of an upload that was ended neither an error nor a success is told.
        reject(new DOMException('ended', 'AbortError'));
        return upload.abort(true);
      },
    });
    upload.findPreviousUploads().then((before) => {
      if (before.length) upload.resumeFromPreviousUpload(before[0]);
      begin();
    }, begin);
  });
}

const told = (response, header) => response?.getHeader?.(header) ?? null;

/** The server's sentence out of a problem+json answer, where there is one. */
function refusal(fault) {
  const response = fault.originalResponse;
  fault.status = response?.getStatus() ?? 0;
  try {
    fault.detail = JSON.parse(response.getBody()).detail ?? null;
  } catch {
    fault.detail = null;
  }
  return fault;
}
