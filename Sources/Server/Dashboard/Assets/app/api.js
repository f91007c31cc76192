// The proxy's JSON endpoints.

/** Told by `unauthorised` whenever the proxy wants to know who asks. */
export const session = new EventTarget();

/** An answer that is no success, or none at all (status 0). */
class APIError extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

/** Reads `path` with the query parameters `query` (a URLSearchParams). */
export function get(path, query, signal) {
  const suffix = query && query.size ? `?${query}` : '';
  return ask(path + suffix, { signal });
}

/** Reads the time series; a range without a beginning begins with the first request. */
export async function getSeries(query, signal) {
  const series = await get('/api/series', query, signal);
  if (query.get('range') === 'all' && series.points.length) series.range.start_at_ms = series.points[0].start_at_ms;
  return series;
}

/** Clears the cool-down of one target; gives those that are left. */
export function resetCooldown(target) {
  return ask(`/api/cooldowns/reset?${new URLSearchParams({ target })}`, { method: 'POST' });
}

/** Trades a client key for a session cookie. */
export function signIn(key) {
  const headers = { 'content-type': 'application/json' };
  return ask('/api/session', { method: 'POST', headers, body: JSON.stringify({ key }) });
}

/** Ends the session. */
export function signOut() {
  return ask('/api/session', { method: 'DELETE' });
}

async function ask(address, options) {
  const response = await reach(address, options);
  if (response.ok) return response.status === 204 ? null : response.json();
  const isSignIn = address === '/api/session';
  if (response.status === 401 && !isSignIn) session.dispatchEvent(new Event('unauthorised'));
  throw new APIError(response.status, await message(response));
}

async function reach(address, options) {
  try {
    return await fetch(address, { ...options, credentials: 'same-origin', cache: 'no-store' });
  } catch (error) {
    if (error.name === 'AbortError') throw error;
    throw new APIError(0, 'The proxy does not answer. Is it still running?');
  }
}

async function message(response) {
  try {
    return (await response.json()).error.message;
  } catch {
    return `The proxy answered ${response.status}.`;
  }
}
