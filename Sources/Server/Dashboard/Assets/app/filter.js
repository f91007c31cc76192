// The filter: it lives in the address, so that a link or a reload shows the same.

import { get } from './api.js';
import { h, replace } from './dom.js';
import { span, words } from './format.js';
import { go, query as addressQuery } from './router.js';

const DEFAULT_RANGE = '24h';
const RANGES = [
  ['1h', 'last hour'], ['6h', 'last 6 hours'], ['24h', 'last 24 hours'], ['7d', 'last 7 days'],
  ['30d', 'last 30 days'], ['90d', 'last 90 days'], ['all', 'all time'],
];
/** The last time that the proxy's lists understand: the end of the year 9999, in milliseconds since 1970. */
const LAST_TIME = 253402300799999;
/** The variant of requests that reached none. */
export const NO_TARGET = 'none';
/** What the proxy's lists understand, besides the range. */
const FIELDS = ['model', 'provider', 'target', 'outcome', 'status', 'error', 'stream', 'session', 'q'];
/** Changes that take every filter but the range away. */
export const NO_FILTER = Object.fromEntries(FIELDS.map((name) => [name, null]));
const MENUS = {
  model: { title: 'Model', from: 'models' },
  provider: { title: 'Provider', from: 'providers' },
  target: { title: 'Variant', from: 'targets', text: (name) => (name === NO_TARGET ? 'no variant' : name) },
  outcome: { title: 'Outcome', options: ['succeeded', 'failed', 'cancelled'] },
  status: { title: 'Status', from: 'statuses' },
  error: { title: 'Error', from: 'error_classes', text: words },
  stream: { title: 'Stream', options: ['true', 'false'], text: (value) => (value === 'true' ? 'streamed' : 'whole') },
};

/** The parameters of `query` that the proxy's endpoints filter by; the range is always named. */
export function apiQuery(query, extra = {}) {
  const result = new URLSearchParams();
  for (const [name, value] of Object.entries(between(query) ?? { range: range(query) })) result.set(name, value);
  for (const name of FIELDS) if (query.get(name)) result.set(name, query.get(name));
  for (const [name, value] of Object.entries(extra)) if (value) result.set(name, value);
  return result;
}

/** The time that `from` and `to` name; `null` if they name none. */
export function between(query) {
  const [from, to] = ['from', 'to'].map((name) => (/^\d{1,15}$/.test(query.get(name)) ? Number(query.get(name)) : NaN));
  return from < to && to <= LAST_TIME ? { from, to } : null;
}

/** The range's name: `24h` if the address has none that is known. */
export function range(query) {
  const name = query.get('range');
  return RANGES.some(([known]) => known === name) ? name : DEFAULT_RANGE;
}

/** The range in words. */
export function rangeText(query) {
  const time = between(query);
  return time ? span(time.from, time.to) : RANGES.find(([name]) => name === range(query))[1];
}

/** Whether anything but the range narrows the list. */
export function isNarrowed(query) {
  return FIELDS.some((name) => query.get(name));
}

/** An address with the filter of `query` and `changes` to it (`null` takes a part away), on the first page. */
export function address(path, query, changes = {}) {
  const next = new URLSearchParams(query);
  for (const name of ['before', 'after']) next.delete(name);
  if ('range' in changes) for (const name of ['from', 'to']) next.delete(name);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null || value === '') next.delete(name);
    else next.set(name, value);
  }
  if (!between(next)) for (const name of ['from', 'to']) next.delete(name);
  if (next.get('range') === DEFAULT_RANGE) next.delete('range');
  return next.size ? `${path}?${next}` : path;
}

/** Whether an exchange, running or finished, belongs to the list under the filter. */
export function matches(query, exchange, isRunning) {
  if (between(query)) return false;
  if (isRunning && ['outcome', 'status', 'error', 'session'].some((name) => query.get(name))) return false;
  const tests = {
    model: exchange.requested_model, provider: exchange.provider, target: exchange.target ?? NO_TARGET,
    outcome: exchange.outcome, status: exchange.status, error: exchange.error_class, stream: exchange.stream, session: exchange.session_id,
  };
  const isEqual = ([name, value]) => !query.get(name) || query.get(name) === String(value);
  return Object.entries(tests).every(isEqual) && exchange.request_id.startsWith(query.get('q') ?? '');
}

/**
 * Makes the bar with which the filter is changed.
 * @param {{path: string, menus: string[], hasSearch?: boolean, signal: AbortSignal}} options
 * @returns {{element: HTMLElement, update: function(URLSearchParams)}}
 */
export function filterBar({ path, menus, hasSearch, signal }) {
  const change = (changes, options) => go(address(path, addressQuery(), changes), options);
  const ranges = h('div', { class: 'segments', role: 'group', 'aria-label': 'Range' });
  const search = hasSearch ? searchField(change, signal) : null;
  const chips = h('div', { class: 'chips' });
  const selects = menus.map((name) => menu(name, change));
  const count = h('span');
  const more = h('details', { class: 'menus' }, h('summary', { class: 'button' }, 'Filters', count),
    h('div', null, selects.map((select) => select.element)));
  const isWide = matchMedia('(min-width: 721px)');
  more.open = isWide.matches;
  isWide.addEventListener('change', () => (more.open = isWide.matches), { signal });
  const element = h('div', { class: 'filter' }, ranges, search?.element, more, chips);

  let facets = null;
  const update = (query) => {
    replace(ranges, rangeLinks(path, query));
    search?.update(query);
    for (const select of selects) select.update(query, facets);
    const used = menus.filter((name) => query.get(name)).length;
    count.textContent = used ? ` (${used})` : '';
    replace(chips, chipsOf(path, query));
  };
  get('/api/facets', null, signal).then((found) => {
    facets = found;
    update(addressQuery());
  }, () => {}); // The menus then offer what the address names; the page's own requests tell of the trouble.
  return { element, update };
}

function rangeLinks(path, query) {
  const isOther = between(query) !== null;
  return RANGES.map(([name, title]) => h('a', {
    href: address(path, query, { range: name }), title,
    'aria-current': !isOther && range(query) === name && 'true',
  }, name));
}

/** What narrows the list and has no menu, each with a way to drop it. */
function chipsOf(path, query) {
  const parts = [];
  if (between(query)) parts.push([rangeText(query), { range: null }]);
  if (query.get('session')) parts.push([`Session ${query.get('session')}`, { session: null }]);
  const chips = parts.map(([text, changes]) =>
    h('a', { class: 'chip', href: address(path, query, changes), title: 'Drop this filter' },
      h('span', null, text), h('span', { 'aria-hidden': 'true' }, '×')));
  if (!isNarrowed(query)) return chips;
  return [...chips, h('a', { class: 'clear', href: address(path, query, NO_FILTER) }, 'Clear filters')];
}

function searchField(change, signal) {
  let timer = 0;
  // What the address is known to say: the field follows it only where that changes, so that nobody's typing is lost.
  let told = '';
  const search = () => {
    const now = input.value.trim();
    if (now === told) return;
    // However much is typed, one step back undoes the search.
    const replace = told !== '';
    told = now;
    change({ q: now }, { replace });
  };
  const input = h('input', {
    type: 'search', id: 'search', placeholder: 'Request ID begins with…', autocomplete: 'off', spellcheck: 'false',
    'aria-label': 'Search by the beginning of a request ID', maxlength: '100',
    oninput: () => {
      clearTimeout(timer);
      timer = setTimeout(search, 250);
    },
  });
  signal.addEventListener('abort', () => clearTimeout(timer));
  const element = h('div', { class: 'search' }, input, h('kbd', { 'aria-hidden': 'true' }, '/'));
  return { element, update: (query) => {
    const now = query.get('q') ?? '';
    if (now === told) return;
    clearTimeout(timer);
    told = now;
    input.value = now;
  } };
}

function menu(name, change) {
  const { title, from, options, text } = MENUS[name];
  const select = h('select', { name, onchange: () => change({ [name]: select.value }) });
  const element = h('label', { class: 'menu' }, h('span', null, title), select);
  return { element, update: (query, facets) => {
    const now = query.get(name) ?? '';
    const offered = (options ?? facets?.[from] ?? []).map(String);
    const all = now && !offered.includes(now) ? [now, ...offered] : offered;
    const option = (value) => h('option', { value }, text ? text(value) : value);
    replace(select, h('option', { value: '' }, 'any'), all.map(option));
    select.value = now;
    element.classList.toggle('used', now !== '');
  } };
}
