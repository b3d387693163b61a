// The copy of a draft on this computer, by the page's address.

/** A place for one draft; `seen` is the edition the form was made from. */
export function copyOf(address, seen, storage = localStorage) {
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
      const arrived = copy?.sent && copy.seen !== seen;
      if (!copy || arrived || copy.draft === now) {
        storage.removeItem(key);
        return null;
      }
      return copy;
    },
  };
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
