// Errors: grouped by what went wrong and where.

import { get, getSeries } from '../api.js';
import { timeChart } from '../charts.js';
import { h, replace } from '../dom.js';
import { exchangePath } from '../exchanges.js';
import { address, apiQuery, filterBar, NO_TARGET, rangeText } from '../filter.js';
import { ago, count, dateTime, exact, words } from '../format.js';
import { live } from '../live.js';
import { go, query as addressQuery } from '../router.js';
import { table } from '../table.js';
import { every, panel, resource, skeleton, slot, throttled, unknown, value } from '../ui.js';

/** Least time between two readings while requests come in, in milliseconds. */
const PAUSE = 4000;
const ABOUT_ATTEMPTS = 'What a variant refused. Most of it no client saw: the next variant served.';
const ABOUT_FILTER = ' Of the filter, only the range and the variant apply here.';

const lastSeen = (row) => value(ago(row.last_at_ms), dateTime(row.last_at_ms));
const where = (row) => value(row.target, row.target);

/** Opens the page. */
export function errors(host, { query, signal }) {
  const bar = filterBar({ path: '/errors', menus: ['model', 'provider', 'target', 'error'], signal });
  const body = h('div', { class: 'stack' }, panel('Failed requests over time', null, skeleton(4)));
  replace(host, h('div', { class: 'head' }, h('h1', null, 'Errors'), bar.element), body);
  bar.update(narrowed(query));

  const view = errorsView();
  const load = resource({ host: body, signal, load: loadErrors, show: (data) => {
    view.update(data);
    if (!view.element.isConnected) replace(body, view.element);
  } });
  live.addEventListener('finished', throttled(load.reload, PAUSE, signal), { signal });
  live.addEventListener('resync', load.reload, { signal });
  every(60000, signal, () => live.state === 'live' && load.reload());
  return (next) => {
    bar.update(narrowed(next));
    load.reload();
  };
}

/** Without what errors are not told by. */
function narrowed(query) {
  const known = new URLSearchParams(query);
  for (const name of ['session', 'q']) known.delete(name);
  return known;
}

async function loadErrors(signal) {
  const query = apiQuery(narrowed(addressQuery()));
  const [groups, series] = await Promise.all([get('/api/errors', query, signal), getSeries(query, signal)]);
  return { groups, series };
}

function errorsView() {
  const chart = timeChart({
    title: 'Failed requests over time', kind: 'bars', unit: 'count', format: count,
    pick: ({ start: from, end: to }) =>
      go(address('/requests', addressQuery(), { range: null, from, to, outcome: 'failed' })),
    series: [{ name: 'Failed', tone: 'bad', value: (point) => point.failed }],
  });
  const failed = groupTable('Failed and cancelled requests by error and variant', requestColumns());
  const attempts = groupTable('Failed attempts by error and variant', attemptColumns());
  const none = h('p', { class: 'muted' });
  const about = h('p', { class: 'muted' });
  const failedPanel = panel('Failed and cancelled requests', null, none, slot(failed.element));
  const element = h('div', { class: 'stack' }, panel('Failed requests over time', null, chart.element), failedPanel,
    panel('Failed attempts', null, about, slot(attempts.element)));
  return { element, update: ({ groups, series }) => {
    chart.update(series);
    failed.update(groups.exchanges);
    attempts.update(groups.attempts);
    none.textContent = groups.exchanges.length ? '' : `No request failed: ${rangeText(addressQuery())}.`;
    const isWider = ['model', 'provider', 'error'].some((name) => addressQuery().get(name));
    const some = ABOUT_ATTEMPTS + (isWider ? ABOUT_FILTER : '');
    about.textContent = groups.attempts.length ? some : `No attempt failed: ${rangeText(addressQuery())}.`;
  } };
}

function groupTable(caption, columns) {
  const key = (row) => JSON.stringify([row.error_class, row.target]);
  // That a client left is nobody's failure.
  const state = (row) => (row.error_class === 'cancelled' ? 'warn' : 'bad');
  const made = table({ caption, columns, key, state });
  return { element: made.element, update: (rows) => {
    const top = Math.max(1, ...rows.map((row) => row.count));
    made.update(rows.map((row) => ({ ...row, share: row.count / top })));
    made.element.hidden = rows.length === 0;
  } };
}

const counter = (row) => h('span', { class: 'counter', title: exact(row.count) },
  h('i', { vars: { '--length': `${row.share * 100}%` } }), h('b', null, count(row.count)));
const message = (text) => (text ? h('span', { class: 'text' }, text) : unknown());

function requestColumns() {
  const list = (row) => {
    const changes = { error: row.error_class, target: row.target ?? NO_TARGET, outcome: null };
    const href = address('/requests', addressQuery(), changes);
    return h('a', { class: 'row', href }, words(row.error_class) ?? 'unknown');
  };
  const last = ({ last_request_id: id }) => (id ? h('a', { href: exchangePath(id) }, id) : unknown());
  return [
    { name: 'class', title: 'Error', cell: list },
    { name: 'count', title: 'Requests', cell: counter },
    { name: 'target', title: 'Variant', cell: where },
    { name: 'last', title: 'Last', cell: lastSeen },
    { name: 'message', title: 'Last message', cell: (row) => message(row.last_message) },
    { name: 'request', title: 'Last request', cell: last },
  ];
}

function attemptColumns() {
  return [
    { name: 'class', title: 'Error', cell: (row) => h('b', null, words(row.error_class) ?? 'unknown') },
    { name: 'count', title: 'Attempts', cell: counter },
    { name: 'target', title: 'Variant', cell: where },
    { name: 'last', title: 'Last', cell: lastSeen },
    { name: 'message', title: 'Last message', cell: (row) => message(row.last_text) },
  ];
}
