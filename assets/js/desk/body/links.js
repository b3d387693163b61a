// Where a link may lead: the rules of LinkTarget::parse in src/editorial/body/model.rs.
const ENTRY = /^[A-Za-z0-9._-]+\/[A-Za-z0-9._-]+$/;
const MAILBOX = /^[A-Za-z0-9.+_-]+@[A-Za-z0-9.+_-]+$/;
// A web address without its scheme, as people write it.
const BARE = /^(www\.)?[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+([/?#]\S*)?$/u;

/** The target as the server keeps it, or null where a link may not lead. */
export function parseTarget(written) {
  const text = written.trim();
  const colon = text.indexOf(':');
  if (colon < 0) return null;
  const [scheme, rest] = [text.slice(0, colon).toLowerCase(), text.slice(colon + 1)];
  if (scheme === 'entry') return ENTRY.test(rest) ? `entry:${rest}` : null;
  if (scheme === 'mailto') return mail(rest.replace(/\?.*$/, ''));
  if (scheme === 'http' || scheme === 'https') return web(scheme, rest);
  return null;
}

/** What a person typed: also `example.vn/bai` and `phong@example.vn`. */
export function readTarget(typed) {
  const text = typed.trim();
  return parseTarget(text) ?? mail(text) ?? (BARE.test(text) ? web('https', `//${text}`) : null);
}

const mail = (address) => (MAILBOX.test(address) ? `mailto:${address}` : null);

function web(scheme, rest) {
  if (!/^\/\/[^/?#\s]/.test(rest) || /[\s\p{Cc}]/u.test(rest)) return null;
  const escaped = rest.replace(/["<>\\^`{|}']/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
  return `${scheme}:${escaped}`;
}
