// How one exchange is shown in a list.

import { h } from './dom.js';
import { count, dateTime, duration, exact, money, time, words } from './format.js';
import { live } from './live.js';
import { badge, hidden, unknown, value } from './ui.js';

/** Dots drawn for the attempts of one exchange; beyond them a number says how many there were. */
const DOT_LIMIT = 6;
const STATES = { succeeded: 'ok', failed: 'bad', cancelled: 'warn' };

/** Whether the exchange has not ended yet. */
export function isRunning(exchange) {
  return exchange.outcome === undefined;
}

/** The address of an exchange's page. */
export function exchangePath(requestID) {
  return `/requests/${encodeURIComponent(requestID)}`;
}

/** The colour of an exchange: `ok`, `warn`, `bad` or `busy`. */
export function exchangeState(exchange) {
  return isRunning(exchange) ? 'busy' : STATES[exchange.outcome] ?? 'idle';
}

/** The status and what it means. */
export function statusBadge(exchange) {
  if (isRunning(exchange)) return badge('busy', exchange.state === 'streaming' ? 'Streaming' : 'Connecting');
  const status = exchange.status === null ? '' : ` ${exchange.status}`;
  const text = exchange.outcome === 'succeeded' ? `OK${status}` : `${capital(exchange.outcome)}${status}`;
  return badge(exchangeState(exchange), text, exchange.outcome);
}

/** Money, with `≈` where it is an estimate. */
export function cost(usd, priceDate) {
  const text = money(usd);
  if (text === null) return unknown();
  if (!priceDate) return value(text, `$${exact(usd)}, as the upstream reported it`);
  return value(text.startsWith('<') ? text : `≈ ${text}`, `≈ $${exact(usd)}, an estimate by the prices of ${priceDate}`);
}

/** Attempts as dots: what failed, then how it ended. */
function attemptDots(exchange) {
  const total = isRunning(exchange) ? exchange.attempt : exchange.attempts;
  if (typeof total !== 'number') return unknown();
  const shown = Math.min(total, DOT_LIMIT);
  const dots = Array.from({ length: shown }, (_, index) =>
    h('i', { class: 'dot', 'data-state': index < shown - 1 ? 'bad' : exchangeState(exchange) }));
  const text = total === 1 ? '1 attempt' : `${total} attempts`;
  return h('span', { class: 'dots', title: text }, dots, total > DOT_LIMIT ? h('b', null, total) : null, hidden(text));
}

const startTime = ({ started_at_ms: at }) =>
  h('time', { title: dateTime(at), datetime: new Date(at).toISOString() }, time(at));

const idLink = ({ request_id: id }) => h('a', { class: 'row', href: exchangePath(id), title: id }, id);

const tokens = (row) => {
  if (isRunning(row)) return row.output_tokens ? value(`${count(row.output_tokens)} out`, 'output so far') : unknown();
  const title = ['input', 'output', 'cache_read', 'cache_write']
    .map((kind) => `${words(kind)} ${exact(row[`${kind}_tokens`]) ?? '–'}`).join(' · ');
  return value(count(row.tokens), title);
};

const elapsed = (row) => duration(isRunning(row) ? Math.floor(live.elapsed(row) / 100) * 100 : row.duration_ms);

const failure = (row) => {
  const kind = words(row.error_class);
  if (!kind && !row.error_message) return '';
  return h('span', { title: row.error_message }, kind ? h('b', null, kind, ' ') : null, row.error_message);
};

const COLUMNS = {
  time: { title: 'Time', cell: startTime },
  id: { title: 'Request ID', cell: idLink },
  status: { title: 'Status', cell: statusBadge },
  attempts: { title: 'Attempts', cell: attemptDots },
  stream: { title: 'Stream', cell: (row) => (row.stream ? 'yes' : 'no') },
  model: { title: 'Requested model', cell: (row) => value(row.requested_model, row.requested_model) },
  provider: { title: 'Provider', cell: (row) => value(row.provider) },
  routed: { title: 'Routed model', cell: (row) => value(row.routed_model, row.target) },
  tokens: { title: 'Tokens', isNumber: true, cell: tokens, about: 'Input and output' },
  cost: { title: 'Cost', isNumber: true, cell: (row) => cost(row.cost_usd, row.price_date) },
  ttft: {
    title: 'First token', isNumber: true, about: 'Time to the first token',
    cell: (row) => value(duration(row.time_to_first_token_ms)),
  },
  duration: { title: 'Duration', isNumber: true, cell: (row) => value(elapsed(row)) },
  error: { title: 'Error', cell: failure },
};

/** The columns with these names, in this order. */
export function exchangeColumns(...names) {
  return names.map((name) => ({ name, ...COLUMNS[name] }));
}

/** Newest first. */
export function byStart(left, right) {
  return right.started_at_ms - left.started_at_ms || (left.request_id < right.request_id ? 1 : -1);
}

function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
