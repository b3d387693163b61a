// Requests to the desk. The server tells our own pages from others by Sec-Fetch-Site and Origin.

/** An answer that is not a success, with what the server said. */
export class Refused extends Error {
  constructor(status, problem) {
    super(problem?.detail ?? problem?.title ?? `HTTP ${status}`);
    this.status = status;
    this.problem = problem;
    this.detail = problem?.detail ?? problem?.title ?? null;
  }
}

/** Reads JSON: `get('/desk/pick/entries', { q })`. */
export function get(url, query, signal) {
  const address = new URL(url, location.href);
  for (const [name, value] of Object.entries(query ?? {})) address.searchParams.set(name, value);
  return ask(address, { signal });
}

/** Sends fields of a form and reads JSON. */
export function post(url, fields, signal) {
  const body = fields instanceof URLSearchParams ? fields : new URLSearchParams(fields);
  return ask(url, { method: 'POST', body, signal });
}

/** Sends JSON and reads JSON. */
export function postJson(url, value) {
  const headers = { 'Content-Type': 'application/json' };
  return ask(url, { method: 'POST', headers, body: JSON.stringify(value) });
}

async function ask(url, { headers, ...options }) {
  const asked = { credentials: 'same-origin', ...options, headers: { Accept: 'application/json', ...headers } };
  const response = await fetch(url, asked);
  const text = await response.text();
  const value = json(text);
  if (!response.ok) throw new Refused(response.status, value);
  return value;
}

function json(text) {
  try {
    return text ? JSON.parse(text) : null;
  } catch {
    return null;
  }
}
