// The copy of a draft on this computer, by the page's address.

/**
 * A place for one draft. `seen` are the editions the form was made from, `mine` the newest ones she made herself;
 * `cameBack` where the form shows what was sent just now and not saved.
 */
export function copyOf(address, { seen, mine = '', cameBack = false }, storage = localStorage) {
  const key = `draft:${address}`;
  const write = (more) => {
    try {
      storage.setItem(key, JSON.stringify({ at: Date.now(), seen, ...more }));
    } catch {
      // Full or forbidden: the server's copy is what is left.
    }
  };
  return {
    put: (draft) => write({ draft }),
    /** The form was sent in earnest: the copy matters only if that did not arrive. */
    sent: (draft) => write({ draft, sent: true }),
    drop: () => storage.removeItem(key),
    /** What was kept and never arrived, or null. */
    left: (now) => {
      const copy = parse(storage.getItem(key));
      // It stands in the form, and stays here until that is saved.
      if (copy && cameBack) return null;
      const arrived = copy?.sent && isNewer(mine, copy.seen);
      if (!copy || arrived || copy.draft === now) {
        storage.removeItem(key);
        return null;
      }
      return copy;
    },
  };
}

/** Whether she has saved since: what others saved says nothing of hers. Editions are written `12;vi=34`. */
function isNewer(mine, seen) {
  const had = editions(seen);
  return [...editions(mine)].some(([of, edition]) => edition > (had.get(of) ?? 0));
}

function editions(text) {
  const parts = (text ?? '').split(';').filter(Boolean);
  return new Map(parts.map((part) => (part.includes('=') ? part.split('=') : ['', part])).map(([of, edition]) => [of, Number(edition)]));
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
