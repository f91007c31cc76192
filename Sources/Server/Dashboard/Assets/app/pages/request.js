// Request detail: what happened, attempt by attempt.

import { get } from '../api.js';
import { h, replace } from '../dom.js';
import { cost, exchangeState, statusBadge } from '../exchanges.js';
import { bytes, count, dateTime, duration, exact, time, words } from '../format.js';
import { live } from '../live.js';
import { lastList } from '../router.js';
import { roundTimeStep } from '../steps.js';
import { badge, copyButton, every, facts, panel, resource, skeleton, unknown, value } from '../ui.js';
import { curlLine } from './empty.js';

const KINDS = [
  ['Input', 'input_tokens'], ['Output', 'output_tokens'], ['Cache read', 'cache_read_tokens'],
  ['Cache write', 'cache_write_tokens'],
];

/** Opens the page of the request whose id is in the path. */
export function request(host, { groups: [id], signal }) {
  const tools = h('div', { class: 'actions' }, copyButton('Copy ID', () => id));
  const title = h('h1', { class: 'id' }, id);
  const body = h('div', { class: 'stack' }, panel('Attempts', null, skeleton(5)));
  const back = h('a', { class: 'back', href: lastList() }, 'Requests');
  replace(host, h('div', { class: 'head' }, back, title, tools), body);

  const load = resource({
    host: body, signal,
    load: async (signal) => {
      // Asking for what is not there yet would only put an error on the console.
      if (runningNow(id)) throw Object.assign(new Error('It still runs.'), { status: 404 });
      const [detail, routes] = await Promise.all([
        get(`/api/exchanges/${encodeURIComponent(id)}`, null, signal),
        get('/api/routes', null, signal).catch(() => ({})),
      ]);
      return { ...detail, routes };
    },
    show: (detail) => {
      replace(tools, toolsOf(detail));
      replace(body, content(detail));
    },
    miss: (error) => error.status === 404 && showMissing(body, id),
  });
  live.addEventListener('finished', ({ detail }) => {
    // The list of finished exchanges is ahead of the database by a moment.
    if (detail.request_id === id) setTimeout(() => signal.aborted || load.reload(), 600);
  }, { signal });
  const showRunning = () => isShownAsRunning(body) && showMissing(body, id);
  live.addEventListener('running', showRunning, { signal });
  every(500, signal, showRunning);
}

const runningNow = (id) => live.running.find((exchange) => exchange.request_id === id);
const isShownAsRunning = (body) => body.querySelector('[data-running]') !== null;

/** What is not in the history may still be on its way. */
function showMissing(body, id) {
  const running = runningNow(id);
  if (running) {
    replace(body, panel('Running', statusBadge(running), h('div', { 'data-running': true }, facts([
      ['Elapsed', value(duration(Math.floor(live.elapsed(running) / 100) * 100))],
      ['Requested model', value(running.requested_model)],
      ['Variant being tried', value(running.target)],
      ['Attempt', value(exact(running.attempt))],
      ['Output tokens so far', value(exact(running.output_tokens))],
      ['Started', value(dateTime(running.started_at_ms))],
    ]))));
  } else if (!isShownAsRunning(body)) {
    replace(body, h('section', { class: 'panel blank' }, h('h2', null, 'Not in the history'),
      h('p', null, 'There is no request with this ID, it is older than what the history keeps, or it has not begun.'),
      h('a', { class: 'button', href: '/requests' }, 'All requests')));
  }
  return true;
}

function toolsOf({ exchange, routes }) {
  const text = exchange.error_message;
  return [
    copyButton('Copy ID', () => exchange.request_id),
    text ? copyButton('Copy error', () => text) : null,
    copyButton('Copy as curl', () => curlLine(routes, exchange.requested_model ?? '', exchange.stream)),
  ];
}

function content({ exchange, attempts }) {
  const number = attempts.length === 1 ? '1 attempt' : `${attempts.length} attempts`;
  return [
    panel('Summary', statusBadge(exchange), summary(exchange)),
    exchange.error_message || exchange.error_class ? errorPanel(exchange) : null,
    panel('Attempts', h('span', { class: 'muted' }, number), waterfall(exchange, attempts)),
    h('div', { class: 'grid' },
      panel('Tokens and cost', null, tokenTable(exchange)),
      h('div', { class: 'stack' }, panel('What the proxy changed', null, changes(exchange, attempts)),
        panel('Client', null, clientFacts(exchange)))),
  ];
}

function summary(exchange) {
  const speed = count(exchange.tokens_per_second);
  return facts([
    ['Started', value(dateTime(exchange.started_at_ms), new Date(exchange.started_at_ms).toISOString())],
    ['Duration', value(duration(exchange.duration_ms))],
    ['First byte', value(duration(exchange.time_to_first_byte_ms))],
    ['First token', value(duration(exchange.time_to_first_token_ms))],
    ['Speed', value(speed && `${speed} tokens/s`)],
    ['Cost', cost(exchange.cost_usd, exchange.price_date)],
    ['Requested model', value(exchange.requested_model)],
    ['Served by', exchange.target ? value(exchange.target) : unknown()],
  ]);
}

function clientFacts(exchange) {
  const session = exchange.session_id;
  const others = `/requests?${new URLSearchParams({ range: 'all', session })}`;
  return facts([
    ['Client', value(exchange.client)],
    ['Session', session ? h('a', { href: others }, session) : unknown()],
    ['Agent', value(exchange.agent_id)],
    ['Answer', exchange.stream ? 'streamed' : 'whole'],
    ['Request size', value(bytes(exchange.request_bytes))],
    ['Response size', value(bytes(exchange.response_bytes))],
  ]);
}

function errorPanel(exchange) {
  const text = exchange.error_message ?? 'no message';
  const kind = badge(exchangeState(exchange), words(exchange.error_class) ?? exchange.outcome);
  const made = panel('Error', kind, h('pre', null, text));
  made.dataset.state = exchangeState(exchange);
  return made;
}

function waterfall(exchange, attempts) {
  if (attempts.length === 0) return h('p', { class: 'muted' }, 'No variant was tried.');
  const ends = attempts.map((attempt) => (attempt.offset_ms ?? 0) + (attempt.duration_ms ?? 0));
  const total = Math.max(exchange.duration_ms ?? 0, ...ends, 1);
  return h('ol', { class: 'waterfall' }, scale(total),
    attempts.map((attempt, index) => attemptRow(exchange, attempt, index, attempts.length, total)));
}

/** Marks at round times over the bars. */
function scale(total) {
  const step = roundTimeStep(total / 5);
  const marks = Array.from({ length: Math.floor(total / step) + 1 }, (_, index) => index * step);
  const start = (mark) => ({ '--start': `${(mark / total) * 100}%` });
  const text = (mark) => h('span', { vars: start(mark) }, mark === 0 ? '0' : duration(mark));
  const shown = marks.filter((mark) => mark / total < 0.94);
  return h('li', { class: 'scale', 'aria-hidden': 'true' }, h('div', { class: 'track' }, shown.map(text)));
}

function attemptRow(exchange, attempt, index, count, total) {
  const isLast = index === count - 1;
  const state = isLast ? exchangeState(exchange) : 'bad';
  const outcome = words(attempt.error_class) ?? (state === 'ok' ? 'served' : words(exchange.outcome));
  const text = [outcome, attempt.status].filter((part) => part !== null && part !== undefined).join(' · ');
  return h('li', { class: 'attempt', 'data-state': state },
    h('div', { class: 'attempt-head' },
      h('span', { class: 'position', 'aria-hidden': 'true' }, index + 1),
      h('div', { class: 'target' }, h('strong', { title: attempt.target }, attempt.model ?? attempt.target),
        h('span', { class: 'muted' }, [attempt.provider, attempt.region].filter(Boolean).join(' · '))),
      badge(state, text)),
    bar(exchange, attempt, isLast, total),
    attempt.error_text ? h('pre', null, attempt.error_text) : null,
    attemptNotes(exchange, attempt));
}

/** One attempt on the time axis: waiting in a light tone, answering in a full one, a tick at the first token. */
function bar(exchange, attempt, isLast, total) {
  const at = (milliseconds) => `${Math.min(100, (milliseconds / total) * 100)}%`;
  const [start, length] = [attempt.offset_ms ?? 0, attempt.duration_ms ?? 0];
  const waited = Math.min(attempt.time_to_first_byte_ms ?? length, length);
  const token = isLast ? exchange.time_to_first_token_ms : null;
  const part = (name, title, start, length) =>
    h('i', { class: `span ${name}`, title, vars: { '--start': at(start), '--length': at(length) } });
  return h('div', { class: 'track', 'aria-hidden': 'true' },
    part('waited', 'until the first byte', start, waited),
    part('answered', 'answering', start + waited, length - waited),
    typeof token === 'number' ? tick(at(token), duration(token)) : null);
}

function tick(start, after) {
  return h('i', { class: 'tick', title: `first token after ${after}`, vars: { '--start': start } });
}

function attemptNotes(exchange, attempt) {
  const used = KINDS.filter(([, key]) => attempt[key])
    .map(([name, key]) => `${count(attempt[key])} ${name.toLowerCase()}`).join(', ');
  const prices = isReported(attempt) ? null : exchange.price_date ?? 'the price table';
  return h('p', { class: 'notes' }, [
    `started after ${duration(attempt.offset_ms) ?? '–'}`,
    `took ${duration(attempt.duration_ms) ?? '–'}`,
    attempt.time_to_first_byte_ms === null ? null : `first byte after ${duration(attempt.time_to_first_byte_ms)}`,
    used ? `tokens: ${used}` : null,
    attempt.cost_usd === null ? null : cost(attempt.cost_usd, prices),
    attempt.adjustment ? `sent ${attempt.adjustment}` : null,
    attempt.upstream_request_id ? `the upstream calls it ${attempt.upstream_request_id}` : null,
    attempt.cooldown_until_ms ? `left alone until ${time(attempt.cooldown_until_ms)}` : null,
  ].filter(Boolean).map((note) => h('span', null, note)));
}

/** Whether the upstream said itself what the attempt cost. */
function isReported(attempt) {
  return attempt.cost_source === 'reported' || attempt.cost_source === 'upstream';
}

function tokenTable(exchange) {
  const known = KINDS.map(([, key]) => exchange[key] ?? 0);
  const top = Math.max(1, ...known);
  const rows = KINDS.map(([name, key]) => h('tr', null, h('th', { scope: 'row' }, name),
    h('td', { class: 'meter' },
      exchange[key] ? h('i', { vars: { '--length': `${(exchange[key] / top) * 100}%` } }) : null),
    h('td', { class: 'number' }, value(exact(exchange[key])))));
  const sum = (name, content) => h('tr', { class: 'sum' },
    h('th', { scope: 'row' }, name), h('td'), h('td', { class: 'number' }, content));
  const { price_date: date } = exchange;
  const origin = date ? `An estimate by the prices of ${date}.` : 'As the upstream reported it.';
  return [
    h('table', { class: 'tokens' }, h('tbody', null, rows,
      sum('Input and output', value(exact(exchange.tokens))), sum('Cost', cost(exchange.cost_usd, date)))),
    exchange.cost_usd === null ? null : h('p', { class: 'muted' }, origin),
  ];
}

function changes(exchange, attempts) {
  const { requested_model: asked, routed_model: routed } = exchange;
  const list = [];
  if (routed && routed !== asked) {
    list.push(['The model: asked for ', h('b', null, asked), ', served by ', h('b', null, routed)]);
  }
  for (const [index, { adjustment }] of attempts.entries()) {
    if (adjustment) list.push([`Attempt ${index + 1} was sent `, h('b', null, adjustment)]);
  }
  if (list.length === 0) return h('p', { class: 'muted' }, 'Nothing: the request was sent as it came.');
  return h('ul', { class: 'plain' }, list.map((entry) => h('li', null, entry)));
}
