// Requests: the list, its statistics, and its live tail.

import { get } from '../api.js';
import { h, replace, setText } from '../dom.js';
import { byStart, exchangeColumns, exchangeState, isRunning } from '../exchanges.js';
import { address, apiQuery, filterBar, matches } from '../filter.js';
import { count, duration, exact, money, percent, tally } from '../format.js';
import { live } from '../live.js';
import { go, query as addressQuery } from '../router.js';
import { skeletonTable, table } from '../table.js';
import { every, resource, throttled, unknown, value } from '../ui.js';
import { emptyContent } from './empty.js';

const SIZES = [10, 20, 50, 100];
const DEFAULT_SIZE = 20;
/** Least time between two readings of the statistics while requests come in, in milliseconds. */
const STATISTICS_PAUSE = 3000;

const STATISTICS = [
  ['Requests', (now) => value(tally(now.requests), exact(now.requests))],
  ['Success rate', (now) => value(percent(now.success_rate))],
  ['Average duration', (now) => value(duration(now.duration_mean_ms))],
  ['Total tokens', (now) => value(count(now.tokens), exact(now.tokens))],
  ['Average tokens a request', (now) => value(count(now.tokens_per_request))],
  ['Cost', ({ priced_requests: priced, cost_usd: usd }) =>
    value(priced ? `≈ ${money(usd)}` : null, `known for ${exact(priced)} requests`)],
];

/** Opens the page. */
export function requests(host, { query, signal }) {
  const menus = ['model', 'provider', 'target', 'outcome', 'status', 'error', 'stream'];
  const bar = filterBar({ path: '/requests', menus, hasSearch: true, signal });
  const bone = () => h('i', { class: 'bone' });
  const statistics = h('dl', { class: 'statistics' }, STATISTICS.map(([name]) => statistic(name, bone())));
  const tools = toolbar(signal, () => reload());
  const renew = throttled(() => page.reload(), STATISTICS_PAUSE, signal);
  // Rows that new ones pushed off the page are on the next: it begins behind the last that is shown.
  const list = tail(signal, (page, last) => (last.key ? tools.show({ ...page, older: last.key }) : renew()));
  replace(host, h('div', { class: 'head' }, h('h1', null, 'Requests'), bar.element), statistics,
    h('section', { class: 'panel flush' }, tools.element, list.element, tools.pager));

  const numbers = resource({
    host: statistics, signal,
    load: (signal) => get('/api/summary', apiQuery(addressQuery()), signal),
    show: ({ current }) => replace(statistics, STATISTICS.map(([name, of]) => statistic(name, of(current)))),
    // The list beside it says why.
    miss: ({ status }) => status === 400 && replace(statistics, STATISTICS.map(([name]) => statistic(name, unknown()))),
  });
  const page = resource({ host: list.element, signal, load: loadPage, show: (page) => {
    if (isShortFirstPage(page)) return go(address('/requests', addressQuery()), { replace: true });
    tools.show(page);
    list.take(page);
  }, miss: ({ status }) => {
    if (status === 400) list.take(null);
  } });
  const reload = () => {
    numbers.reload();
    page.reload();
  };
  live.addEventListener('finished', throttled(numbers.reload, STATISTICS_PAUSE, signal), { signal });
  live.addEventListener('resync', reload, { signal });
  const placeOf = (query) => query.get('before') ?? query.get('after');
  let place = placeOf(query);
  const update = (next) => {
    bar.update(next);
    tools.update(next);
    reload();
    // One turns a page below its last row, and reads the next from its first.
    if (placeOf(next) !== place) scrollTo(0, 0);
    place = placeOf(next);
  };
  bar.update(query);
  tools.update(query);
  return update;
}

function statistic(name, content) {
  return h('div', null, h('dt', null, name), h('dd', null, content));
}

/** The rows on a page, out of those that are offered. */
function size(query) {
  const wanted = Number(query.get('limit'));
  return SIZES.includes(wanted) ? wanted : DEFAULT_SIZE;
}

/** Whether the page is the newest one: the one that grows. */
function isFirstPage(query) {
  return !query.has('before') && !query.has('after');
}

/** Going towards the present ends at the first page, and that has an address of its own. */
function isShortFirstPage(page) {
  return addressQuery().has('after') && page.newer === null;
}

async function loadPage(signal) {
  const query = addressQuery();
  const extra = { limit: String(size(query)), before: query.get('before'), after: query.get('after') };
  return get('/api/exchanges', apiQuery(query, extra), signal);
}

/**
 * The list itself: what was loaded, what finished since, and what runs.
 * @param {function(object, object)} cut Called with the page and the last row shown when rows do not fit any more.
 */
function tail(signal, cut) {
  const columns = exchangeColumns('time', 'id', 'status', 'attempts', 'stream', 'model', 'provider', 'routed', 'tokens',
    'cost', 'ttft', 'duration', 'error');
  const rows = table({ caption: 'Requests, newest first', columns, key: (row) => row.request_id, state: exchangeState,
    isSettled: (row) => !isRunning(row) });
  const element = h('div', null, skeletonTable(columns, 8));
  let loaded = null;
  // The address for which the list is shown as empty.
  let emptyAt = null;
  const showEmpty = async () => {
    const here = location.href;
    if (emptyAt === here) return;
    emptyAt = here;
    const content = await emptyContent('/requests', addressQuery(), signal);
    if (emptyAt === here && !signal.aborted) replace(element, content);
  };

  const show = () => {
    if (!loaded) {
      emptyAt = null;
      return;
    }
    const { shown, last } = merged(loaded.exchanges, addressQuery());
    if (shown.length === 0) return showEmpty();
    emptyAt = null;
    rows.update(shown);
    if (last) cut(loaded, last);
    if (!rows.element.isConnected) replace(element, rows.element);
  };
  live.addEventListener('running', show, { signal });
  live.addEventListener('finished', show, { signal });
  every(500, signal, () => live.running.length > 0 && show());
  return { element, take: (page) => {
    loaded = page;
    show();
  } };
}

/** The rows that are shown; `last` is the last finished one where there are more than fit. */
function merged(loaded, query) {
  if (!isFirstPage(query)) return { shown: loaded, last: null };
  const limit = size(query);
  const oldest = loaded.length < limit ? -Infinity : loaded.at(-1).started_at_ms;
  const known = new Map(loaded.map((row) => [row.request_id, row]));
  for (const row of live.recent) {
    // What was loaded has its key, by which the next page begins.
    const isNew = !known.has(row.request_id) && row.started_at_ms >= oldest;
    if (isNew && matches(query, row, false)) known.set(row.request_id, row);
  }
  const finished = [...known.values()].sort(byStart).slice(0, limit);
  const running = live.running.filter((row) => matches(query, row, true) && !known.has(row.request_id));
  return { shown: [...running, ...finished].sort(byStart), last: known.size > limit ? finished.at(-1) : null };
}

/** What stands above and below the list. */
function toolbar(signal, reload) {
  const pause = h('button', { type: 'button', class: 'button', id: 'pause', onclick: () => live.toggle() });
  const label = () => setText(pause, live.state === 'paused' ? 'Resume' : 'Pause');
  label();
  live.addEventListener('state', label, { signal });
  const refresh = h('button', { type: 'button', class: 'button', onclick: reload }, 'Refresh');
  const note = h('span', { class: 'muted' });
  const sizes = h('div', { class: 'segments', role: 'group', 'aria-label': 'Rows on a page' });
  const exports = ['CSV', 'JSON']
    .map((name) => h('a', { class: 'button', download: `requests.${name.toLowerCase()}` }, name));
  const element = h('header', { class: 'toolbar' }, pause, refresh, note, h('span', { class: 'space' }),
    h('span', { class: 'muted wide' }, 'Export'), exports, sizes);
  const pager = h('nav', { class: 'pager', 'aria-label': 'Pages of the list' });

  const update = (query) => {
    setText(note, isFirstPage(query) ? '' : 'Live updates are on the first page');
    replace(sizes, SIZES.map((rows) => h('a', {
      href: address('/requests', query, { limit: rows === DEFAULT_SIZE ? null : rows }),
      title: `${rows} rows on a page`, 'aria-current': rows === size(query) && 'true',
    }, rows)));
    for (const link of exports) link.href = `/api/export.${link.textContent.toLowerCase()}?${apiQuery(query)}`;
  };
  const show = (page) => {
    const query = addressQuery();
    const first = address('/requests', query);
    const to = (name, key) => `${first}${first.includes('?') ? '&' : '?'}${new URLSearchParams({ [name]: key })}`;
    const link = (text, target, id) => (target ? h('a', { class: 'button', href: target, id }, text)
      : h('span', { class: 'button', 'aria-disabled': 'true', id }, text));
    replace(pager,
      link('Newest', isFirstPage(query) ? null : first, 'newest'),
      link('Newer', page.newer && !isFirstPage(query) ? to('after', page.newer) : null, 'newer'),
      link('Older', page.older ? to('before', page.older) : null, 'older'));
  };
  return { element, pager, update, show };
}
