// What stands where there is nothing to show yet: what to do next.

import { get } from '../api.js';
import { h } from '../dom.js';
import { address, between, isNarrowed, NO_FILTER, range, rangeText } from '../filter.js';
import { command } from '../ui.js';

const FALLBACK_ADDRESS = 'http://127.0.0.1:3001';

/** `text` as one word of a shell. */
function shellWord(text) {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** A small request to `model` as a curl line; a key is only named by its variable. */
export function curlLine({ address, needs_key: needsKey }, model, isStreaming) {
  const stream = isStreaming ? { stream: true } : {};
  const body = { model, max_tokens: 100, ...stream, messages: [{ role: 'user', content: 'Hello' }] };
  const key = needsKey ? ' -H "x-api-key: $ANTHROPIC_API_KEY"' : '';
  const headers = `-H 'content-type: application/json' -H 'anthropic-version: 2023-06-01'${key}`;
  return `curl -N ${address ?? FALLBACK_ADDRESS}/v1/messages ${headers} -d ${shellWord(JSON.stringify(body))}`;
}

/** The line with which Claude Code is pointed at the proxy. */
export function claudeLine({ address, needs_key: needsKey }) {
  const token = needsKey ? '"$ANTHROPIC_API_KEY"' : 'any';
  return `ANTHROPIC_BASE_URL=${address ?? FALLBACK_ADDRESS} ANTHROPIC_AUTH_TOKEN=${token} claude`;
}

/** For a list that has nothing under the filter of `query`: how to see more, or how to send the first request. */
export async function emptyContent(path, query, signal) {
  const isAll = !isNarrowed(query) && range(query) === 'all' && !between(query);
  const newest = new URLSearchParams({ range: 'all', limit: '10' });
  const rest = isAll ? null : await get('/api/exchanges', newest, signal).catch(() => null);
  return rest?.exchanges.length ? nothingFound(path, query) : firstSteps(signal);
}

async function firstSteps(signal) {
  const report = await get('/api/routes', null, signal).catch(() => ({ routes: [] }));
  const model = report.routes[0]?.model;
  const name = !model || model === 'default' ? 'claude-sonnet-4-6' : model;
  return h('section', { class: 'panel blank', 'data-empty': 'first' },
    h('h2', null, 'No request has been recorded yet'),
    h('p', null, 'Point Claude Code at the proxy:'), command(claudeLine(report)),
    h('p', null, 'Or send one request by hand:'), command(curlLine(report, name, true)),
    h('p', { class: 'muted' }, 'Just looking? ', h('code', null, 'claude-proxy demo'),
      ' needs no account and makes traffic of its own.'));
}

function nothingFound(path, query) {
  const narrowed = isNarrowed(query);
  return h('section', { class: 'panel blank', 'data-empty': 'filter' },
    h('h2', null, narrowed ? 'No request matches' : 'No requests'),
    h('p', null, `Nothing ${narrowed ? 'under this filter ' : ''}in this range: ${rangeText(query)}.`),
    h('p', { class: 'actions' },
      narrowed ? h('a', { class: 'button', href: address(path, query, NO_FILTER) }, 'Clear filters') : null,
      h('a', { class: 'button', href: address(path, query, { range: 'all' }) }, 'Show all time')));
}
