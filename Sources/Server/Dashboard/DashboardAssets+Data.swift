// swift-format-ignore-file
// Made by scripts/dashboard-assets from Sources/Server/Dashboard/Assets: change those files and run it again.

extension DashboardAssets {
/// Every file, in the order of their paths.
static let sources: [Source] = [
Source(path: "/app/api.js", hash: "516fd3dc692ae98d", text: #"""
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

"""#),
Source(path: "/app/charts.js", hash: "bf5447be8e685d44", text: #"""
// Charts over time, as SVG: stacked bars or lines, with axes, a tooltip for pointer and keyboard, and a table behind
// them for those who cannot see them.

import { h, replace, svg } from './dom.js';
import { axisTime, span } from './format.js';
import { roundStep, roundTimeStep } from './steps.js';

const MINUTE = 60000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const TIME_STEPS = [5, 10, 15, 30, 60, 120, 180, 360, 720].map((minutes) => minutes * MINUTE)
  .concat([1, 2, 7, 14, 30, 61, 91, 182, 365].map((days) => days * DAY));

const HEIGHT = 184;
const MARGIN = { top: 10, right: 4, bottom: 22, left: 46 };
/** Narrowest bar with its gap, in pixels; where buckets are narrower some are drawn as one. */
const BAR_WIDTH = 7;
/** Least distance between two marks of the time axis, in pixels. */
const MARK_DISTANCE = 76;

/**
 * Makes a chart.
 * @param {object} options
 * @param {string} options.title What it shows, for the table and for screen readers.
 * @param {'bars'|'lines'} options.kind Bars are stacked. Where buckets are too narrow to be told apart, those of bars
 *   are added up, and those of lines become their mean.
 * @param {{name: string, tone: string, value: function(object): ?number}[]} options.series
 * @param {function(number): string} options.format Of values: in the tooltip, the table and at the axis.
 * @param {function(object): number} [options.weight] How much a bucket counts in the mean of a line.
 * @param {'count'|'time'} [options.unit] Of values, where they have one that says which marks are round.
 * @param {string} [options.about] Said while a drawn bucket stands for several of the data's.
 * @param {string} [options.total] Names the sum of the bars in the tooltip.
 * @param {function({start: number, end: number})} [options.pick] Called when a bucket is clicked.
 * @returns {{element: HTMLElement, note: HTMLElement, update: function({range: object, bucket_ms: number,
 *   points: object[]})}} `note` says what `about` does.
 */
export function timeChart(options) {
  const drawing = svg('svg', { class: 'plot', height: HEIGHT, 'aria-hidden': 'true' });
  const tip = h('div', { class: 'tip', hidden: true });
  const stage = h('div', {
    class: 'stage', tabindex: '0', role: 'group', 'aria-roledescription': 'chart',
    'aria-label': `${options.title}. Arrow keys read it bucket by bucket.`,
  }, drawing, tip, h('div', { class: 'hidden', role: 'status' }));
  const numbers = h('div', { class: 'hidden' });
  const legend = h('ul', { class: 'legend' }, options.series.map(({ name, tone }) =>
    h('li', null, h('i', { class: 'swatch', 'data-tone': tone }), name)));
  const element = h('figure', { class: 'chart' }, stage, options.series.length > 1 ? legend : null, numbers);

  const note = h('span', { class: 'muted wide', hidden: true }, options.about);
  const chart = { options, drawing, tip, stage, note, data: null, layout: null, active: -1 };
  new ResizeObserver(() => draw(chart)).observe(stage);
  listen(chart);
  return { element, note, update: (data) => {
    chart.data = data;
    draw(chart);
    replace(numbers, numbersTable(chart));
  } };
}

function draw(chart) {
  const width = chart.stage.clientWidth;
  if (!chart.data || width < 80) return;
  chart.layout = layout(chart, width);
  const { drawing, options, note } = chart;
  note.hidden = chart.layout.buckets.every(({ merged }) => merged < 2);
  drawing.setAttribute('width', width);
  drawing.setAttribute('viewBox', `0 0 ${width} ${HEIGHT}`);
  chart.cursor = svg('rect', { class: 'cursor', y: MARGIN.top, height: chart.layout.height, visibility: 'hidden' });
  const shapes = options.kind === 'bars' ? bars(chart) : lines(chart);
  replace(drawing, valueAxis(chart), timeAxis(chart), chart.cursor, shapes);
  point(chart, Math.min(chart.active, chart.layout.buckets.length - 1));
}

/** Scales, and the buckets as they are drawn. */
function layout({ options, data }, width) {
  const plotWidth = width - MARGIN.left - MARGIN.right;
  const height = HEIGHT - MARGIN.top - MARGIN.bottom;
  const size = drawnBucket(data, plotWidth / BAR_WIDTH);
  const first = Math.floor(data.range.start_at_ms / size) * size;
  const end = Math.max(data.range.end_at_ms, first + size);
  const buckets = bucketsOf(options, data, first, end, size);
  const highest = ({ values, sum }) => (options.kind === 'bars' ? sum : Math.max(0, ...values));
  const top = Math.max(0, ...buckets.map(highest));
  const marks = valueMarks(top, options.unit);
  const last = first + buckets.length * size;
  return {
    width, height, size, buckets, first, last, marks,
    x: (at) => MARGIN.left + ((at - first) / (last - first)) * plotWidth,
    y: (value) => MARGIN.top + height - (value / marks.at(-1)) * height,
  };
}

/** How long a drawn bucket is: as many of the data's as make it wide enough. */
function drawnBucket({ range, bucket_ms: size }, limit) {
  const length = Math.max(range.end_at_ms - range.start_at_ms, size);
  const factors = [1, 2, 3, 4, 6, 12, 24, 48, 96, 192, 384];
  return size * (factors.find((factor) => length / (size * factor) <= limit) ?? factors.at(-1));
}

function bucketsOf({ series, weight }, { points }, first, end, size) {
  const buckets = [];
  for (let start = first; start < end; start += size) {
    const [values, weights] = [series.map(() => null), series.map(() => 0)];
    buckets.push({ start, end: start + size, values, weights, sum: 0, merged: 0 });
  }
  for (const point of points) {
    const bucket = buckets[Math.floor((point.start_at_ms - first) / size)];
    if (!bucket) continue;
    bucket.merged += 1;
    series.forEach(({ value }, index) => add(bucket, index, value(point), weight?.(point) ?? 1));
  }
  if (weight) buckets.forEach(takeMeans);
  return buckets;
}

function add(bucket, index, value, weight) {
  if (value === null || value === undefined) return;
  bucket.values[index] = (bucket.values[index] ?? 0) + value * weight;
  bucket.weights[index] += weight;
  bucket.sum += value;
}

function takeMeans(bucket) {
  bucket.values = bucket.values.map((value, index) => (value === null ? null : value / bucket.weights[index]));
}

/** Round values from 0 to at least `top`: three to five of them. */
function valueMarks(top, unit) {
  if (top <= 0) return [0, 1];
  const round = unit === 'time' ? roundTimeStep(top / 4) : roundStep(top / 4);
  const step = unit === 'count' ? Math.max(1, Math.ceil(round)) : round;
  return Array.from({ length: Math.ceil(top / step) + 1 }, (_, index) => index * step);
}

function valueAxis({ layout: { marks, width, y }, options }) {
  return marks.map((mark) => {
    const level = Math.round(y(mark)) + 0.5;
    const text = mark === 0 ? '0' : options.format(mark);
    return svg('g', { class: mark === 0 ? 'rule base' : 'rule' },
      svg('line', { x1: MARGIN.left, x2: width - MARGIN.right, y1: level, y2: level }),
      svg('text', { x: MARGIN.left - 8, y: y(mark) + 4, 'text-anchor': 'end' }, text));
  });
}

function timeAxis({ layout: { first, last, width, size, x } }) {
  const room = Math.max(1, Math.floor((width - MARGIN.left) / MARK_DISTANCE));
  const step = TIME_STEPS.find((step) => (last - first) / step <= room) ?? TIME_STEPS.at(-1);
  const half = 18;
  // Days are counted in UTC: their marks stand where their bars begin.
  const isUTC = size % DAY === 0;
  return timeMarks(first, last, step, isUTC).filter((at) => x(at) >= MARGIN.left + half && x(at) <= width - half)
    .map((at) => svg('text', { x: x(at), y: HEIGHT - 5, 'text-anchor': 'middle' }, axisTime(at, step, isUTC)));
}

/** Round times, in the reader's own zone or in UTC. */
function timeMarks(first, last, step, isUTC) {
  const offset = (at) => (isUTC ? 0 : new Date(at).getTimezoneOffset() * MINUTE);
  const marks = [];
  for (let at = Math.ceil((first - offset(first)) / step) * step; ; at += step) {
    const mark = at + offset(at);
    if (mark > last) return marks;
    marks.push(mark);
  }
}

function bars({ layout: { buckets, x, y }, options }) {
  return buckets.filter(({ sum }) => sum > 0).map(({ start, end, values }) => {
    const left = x(start);
    const width = Math.max(1, x(end) - left - 1);
    let base = 0;
    return values.map((value, index) => {
      if (!value) return null;
      const bottom = y(base);
      base += value;
      // What happened once in a thousand times is still to be seen.
      const height = Math.max(1.5, bottom - y(base));
      const { tone } = options.series[index];
      return svg('rect', { x: left, width, y: bottom - height, height, rx: Math.min(1, width / 4), 'data-tone': tone });
    });
  });
}

function lines({ layout: { buckets, size, x, y }, options }) {
  return options.series.map(({ tone }, index) => {
    const known = buckets.filter(({ values }) => values[index] !== null);
    const place = ({ start, values }) => [x(start + size / 2), y(values[index])];
    const corner = (bucket) => place(bucket).map((value) => value.toFixed(1)).join();
    return [
      runs(known, size * Math.max(2, buckets.length / 24))
        .map((run) => svg('polyline', { class: 'line', 'data-tone': tone, points: run.map(corner).join(' ') })),
      known.length > 48 ? null : known.map((bucket) => {
        const [cx, cy] = place(bucket);
        return svg('circle', { class: 'mark', 'data-tone': tone, cx, cy, r: 2 });
      }),
    ];
  });
}

/** Neighbours that lie near enough to each other to be joined. */
function runs(buckets, gap) {
  const found = [];
  for (const bucket of buckets) {
    const run = found.at(-1);
    if (run && bucket.start - run.at(-1).start <= gap) run.push(bucket);
    else found.push([bucket]);
  }
  return found;
}

function listen(chart) {
  const { stage } = chart;
  stage.addEventListener('pointermove', (event) => {
    if (chart.layout) point(chart, indexAt(chart, event.clientX - stage.getBoundingClientRect().left));
  });
  stage.addEventListener('pointerleave', () => point(chart, -1));
  stage.addEventListener('blur', () => point(chart, -1));
  stage.addEventListener('click', () => pick(chart));
  stage.addEventListener('keydown', (event) => {
    const last = (chart.layout?.buckets.length ?? 0) - 1;
    const moves = {
      ArrowLeft: chart.active < 0 ? last : Math.max(0, chart.active - 1),
      ArrowRight: Math.min(last, chart.active + 1), Home: 0, End: last,
    };
    if (event.key in moves) speak(chart, moves[event.key]);
    else if (event.key === 'Escape' && chart.active >= 0) point(chart, -1);
    else if (event.key === 'Enter') pick(chart);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
}

function pick({ layout, active, options }) {
  const bucket = layout?.buckets[active];
  if (bucket && bucket.sum > 0) options.pick?.({ start: bucket.start, end: bucket.end });
}

function indexAt({ layout: { first, last, buckets, x } }, left) {
  const share = (left - x(first)) / (x(last) - x(first));
  return share < 0 || share >= 1 ? -1 : Math.floor(share * buckets.length);
}

function speak(chart, index) {
  point(chart, index);
  chart.stage.lastElementChild.textContent = chart.tip.innerText.replaceAll('\n', ' ');
}

/** Shows the tooltip of one bucket; of none for -1. */
function point(chart, index) {
  chart.active = index;
  const { tip, cursor, layout } = chart;
  const bucket = layout?.buckets[index];
  tip.hidden = !bucket;
  cursor?.setAttribute('visibility', bucket ? 'visible' : 'hidden');
  if (!bucket) return;
  const left = layout.x(bucket.start);
  cursor.setAttribute('x', left);
  cursor.setAttribute('width', Math.max(2, layout.x(bucket.end) - left));
  replace(tip, tipContent(chart, bucket));
  const isRight = left > layout.width / 2;
  tip.classList.toggle('left', isRight);
  tip.style.setProperty('--x', `${isRight ? left - 8 : layout.x(bucket.end) + 8}px`);
}

function tipContent({ options: { series, format, total } }, bucket) {
  const line = (swatch, name, text) => h('div', null, swatch, h('span', null, name), h('b', null, text));
  const swatch = (tone) => h('i', { class: 'swatch', 'data-tone': tone });
  const shown = (value) => (value === null ? '–' : format(value));
  const isBusy = bucket.values.some((value) => value !== null);
  return [
    h('strong', null, span(bucket.start, bucket.end)),
    isBusy ? series.map(({ name, tone }, index) => line(swatch(tone), name, shown(bucket.values[index])))
      : h('div', null, h('span', null, 'No requests')),
    isBusy && total && series.length > 1 ? line(h('i'), total, shown(bucket.sum)) : null,
  ];
}

function numbersTable({ options: { title, series, format }, layout }) {
  const rows = (layout?.buckets ?? []).filter(({ values }) => values.some((value) => value !== null));
  const heads = ['Time', ...series.map(({ name }) => name)];
  return h('table', null, h('caption', null, title),
    h('thead', null, h('tr', null, heads.map((name) => h('th', { scope: 'col' }, name)))),
    h('tbody', null, rows.map(({ start, end, values }) => h('tr', null, h('th', { scope: 'row' }, span(start, end)),
      values.map((value) => h('td', null, value === null ? 'not known' : format(value)))))));
}

/** A small line without axes: how a figure went over the range. Not for screen readers: the charts have tables. */
export function sparkline() {
  const box = { viewBox: '0 0 100 24', preserveAspectRatio: 'none' };
  const drawing = svg('svg', { class: 'spark', ...box, 'aria-hidden': 'true' });
  return { element: drawing, update: ({ range, bucket_ms: size, points }, value) => {
    const known = points.map((point) => [point.start_at_ms + size / 2, value(point)])
      .filter(([, number]) => number !== null);
    if (known.length < 2) return replace(drawing);
    const line = thinned(known);
    const top = Math.max(...line.map(([, number]) => number)) || 1;
    const length = range.end_at_ms - range.start_at_ms || 1;
    const place = ([at, number]) => [((at - range.start_at_ms) / length) * 100, 22 - (number / top) * 20]
      .map((value) => value.toFixed(2)).join();
    replace(drawing, svg('polyline', { class: 'line', points: line.map(place).join(' ') }));
  } };
}

/** At most 48 points, each the mean of its neighbours: a line that small shows the way and not each step. */
function thinned(points) {
  const size = Math.ceil(points.length / 48);
  const mean = (part, index) => part.reduce((sum, entry) => sum + entry[index], 0) / part.length;
  const part = (_, index) => points.slice(index * size, (index + 1) * size);
  return Array.from({ length: Math.ceil(points.length / size) }, part).map((part) => [mean(part, 0), mean(part, 1)]);
}

"""#),
Source(path: "/app/dom.js", hash: "eced04c185631799", text: #"""
// Elements made by hand. What comes from outside gets into the page as a text node or as the value of a harmless
// attribute, and in no other way.

const SVG = 'http://www.w3.org/2000/svg';
const REFUSED = new Set(['style', 'srcdoc', 'src', 'action', 'formaction']);

/**
 * Makes an HTML element.
 * @param {string} tag Its name.
 * @param {Object<string, *>} [attributes] By name; `on…` takes a listener, `vars` custom properties; `null`,
 *   `undefined` and `false` leave an attribute out, `true` leaves it empty.
 * @param {...(Node|string|number|null|Array)} children Strings become text nodes, `null` nothing.
 * @returns {HTMLElement}
 */
export function h(tag, attributes, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

/** Makes an SVG element; the arguments are those of {@link h}. */
export function svg(tag, attributes, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

/**
 * Puts `children` in place of all that `parent` holds. If that had the focus, it keeps it or its like gets it: a link to
 * the same place, or what has the same id; else the page's content gets it.
 */
export function replace(parent, ...children) {
  const old = document.activeElement;
  const hadFocus = old !== parent && parent.contains(old);
  parent.replaceChildren(...nodes(children));
  if (hadFocus && document.activeElement !== old) refocus(parent, old);
  return parent;
}

function refocus(parent, old) {
  const isLike = (other) => (old.id ? other.id === old.id : old.href && other.href === old.href);
  const heir = old.isConnected ? old : [...parent.querySelectorAll('a, button')].find(isLike);
  (heir ?? document.getElementById('content')).focus({ preventScroll: true });
}

/** Puts `text` into `node`, unless it is there already. */
export function setText(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes ?? {})) set(element, name, value);
  element.append(...nodes(children));
  return element;
}

function set(element, name, value) {
  if (value === null || value === undefined || value === false) return;
  if (name === 'vars') {
    for (const [property, text] of Object.entries(value)) element.style.setProperty(property, text);
  } else if (name.startsWith('on')) {
    element.addEventListener(name.slice(2), value);
  } else if (REFUSED.has(name)) {
    throw new Error(`${name} is not set from here`);
  } else {
    element.setAttribute(name, value === true ? '' : String(value));
  }
}

function nodes(children) {
  return children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false)
    .map((child) => (child instanceof Node ? child : String(child)));
}

"""#),
Source(path: "/app/exchanges.js", hash: "50512e6ab71031a9", text: #"""
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

"""#),
Source(path: "/app/filter.js", hash: "fb1a0aa47ea7b4f2", text: #"""
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

"""#),
Source(path: "/app/format.js", hash: "a0d15b7fc98acdc9", text: #"""
// Numbers and times as text. Every function gives `null` for what is not known: never 0.

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const grouped = new Intl.NumberFormat('en-US', { maximumFractionDigits: 6 });
const clock = formatter({ hour: '2-digit', minute: '2-digit', second: '2-digit' });
const shortClock = formatter({ hour: '2-digit', minute: '2-digit' });
const dayMonth = formatter({ day: 'numeric', month: 'short' });
const monthYear = formatter({ month: 'short', year: 'numeric' });
const dayMonthUTC = formatter({ day: 'numeric', month: 'short', timeZone: 'UTC' });
const monthYearUTC = formatter({ month: 'short', year: 'numeric', timeZone: 'UTC' });
const whole = formatter({
  day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit',
});

function formatter(options) {
  return new Intl.DateTimeFormat('en-GB', { ...options, hourCycle: 'h23' });
}

const known = (value) => typeof value === 'number' && Number.isFinite(value);
/** At most three digits, without trailing zeros: 1.23, 12.3, 123. */
const short = (value) => String(Number(value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0)));

/** A count in few letters: `842`, `12.3k`, `1.2M`, `3.4B`. */
export function count(value) {
  if (!known(value)) return null;
  if (Math.abs(value) < 999.5) return short(value);
  const [size, letter] = [[1e9, 'B'], [1e6, 'M'], [1e3, 'k']].find(([size]) => Math.abs(value) >= size * 0.9995);
  const scaled = value / size;
  return (scaled < 10 ? String(Number(scaled.toFixed(1))) : short(scaled)) + letter;
}

/** A count with all its digits as long as they are few: `9,871`, `123k`. */
export function tally(value) {
  return known(value) && Math.abs(value) < 1e5 ? exact(value) : count(value);
}

/** A number with all its digits: `12,345`. */
export function exact(value) {
  return known(value) ? grouped.format(value) : null;
}

/** A share between 0 and 1: `99.2%`; only what is whole is shown as 100%. */
export function percent(share) {
  if (!known(share)) return null;
  const value = share * 100;
  if (value > 99.9 && value < 100) return '>99.9%';
  if (value > 0 && value < 0.1) return '<0.1%';
  return `${Number(value.toFixed(1))}%`;
}

/** US dollars with the digits that matter: `$0`, `$0.0042`, `$1.23`, `$12.3k`. */
export function money(usd) {
  if (!known(usd)) return null;
  if (usd === 0) return '$0';
  if (usd < 0.0001) return '<$0.0001';
  if (usd < 1) return `$${usd.toFixed(Math.max(2, 1 - Math.floor(Math.log10(usd))))}`;
  return usd < 1000 ? `$${usd.toFixed(usd < 100 ? 2 : 0)}` : `$${count(usd)}`;
}

/** A span of time: `840 ms`, `2.34 s`, `3 min 12 s`, `2 h 5 min`, `3 d 4 h`. */
export function duration(milliseconds) {
  if (!known(milliseconds)) return null;
  if (milliseconds < 0.95) return milliseconds === 0 ? '0 ms' : '<1 ms';
  if (milliseconds < 999.5) return `${Math.round(milliseconds)} ms`;
  if (milliseconds < 59950) return `${short(milliseconds / SECOND)} s`;
  if (milliseconds < HOUR) return parts(milliseconds, MINUTE, 'min', SECOND, 's');
  if (milliseconds < DAY) return parts(milliseconds, HOUR, 'h', MINUTE, 'min');
  return parts(milliseconds, DAY, 'd', HOUR, 'h');
}

function parts(milliseconds, big, bigName, small, smallName) {
  const units = Math.round(milliseconds / small);
  const [first, rest] = [Math.floor(units / (big / small)), units % (big / small)];
  return rest ? `${first} ${bigName} ${rest} ${smallName}` : `${first} ${bigName}`;
}

/** What is left of a wait, in whole seconds and counting down: `0:42`, `12:03`, `2 h 5 min`. */
export function countdown(milliseconds) {
  const seconds = Math.max(0, Math.ceil(milliseconds / SECOND));
  if (seconds >= 3600) return duration(seconds * SECOND);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** The time of day; with the date in front where it is not today's. */
export function time(at, now = Date.now()) {
  if (!known(at)) return null;
  return sameDay(at, now) ? clock.format(at) : `${dayMonth.format(at)} ${clock.format(at)}`;
}

/** The date and the time to the second. */
export function dateTime(at) {
  return known(at) ? whole.format(at) : null;
}

/** A bucket of a chart: `14:05–14:10`, `12 Nov 14:00–15:00`; whole days as the proxy counts them: `12 Nov UTC`. */
export function span(start, end, now = Date.now()) {
  if (start % DAY === 0 && end % DAY === 0) {
    const [first, last] = [dayMonthUTC.format(start), dayMonthUTC.format(end - 1)];
    return first === last ? `${first} UTC` : `${first} – ${last} UTC`;
  }
  if (end - start >= DAY) {
    const last = end - 1;
    return sameDay(start, last) ? dayMonth.format(start) : `${dayMonth.format(start)} – ${dayMonth.format(last)}`;
  }
  const day = sameDay(start, now) ? '' : `${dayMonth.format(start)} `;
  return `${day}${shortClock.format(start)}–${shortClock.format(end)}`;
}

/** A mark on a time axis whose marks lie `step` milliseconds apart; of days in UTC for bars that are such days. */
export function axisTime(at, step, isUTC) {
  if (isUTC) return (step >= 28 * DAY ? monthYearUTC : dayMonthUTC).format(at);
  if (step >= 28 * DAY) return monthYear.format(at);
  if (step >= DAY) return dayMonth.format(at);
  const date = new Date(at);
  return date.getHours() === 0 && date.getMinutes() === 0 ? dayMonth.format(at) : shortClock.format(at);
}

/** How long ago: `just now`, `3 min ago`. */
export function ago(at, now = Date.now()) {
  if (!known(at)) return null;
  const passed = now - at;
  if (passed < 5 * SECOND) return 'just now';
  const [size, name] = [[DAY, 'd'], [HOUR, 'h'], [MINUTE, 'min'], [SECOND, 's']].find(([size]) => passed >= size);
  return `${Math.floor(passed / size)} ${name} ago`;
}

/** A size: `812 B`, `12.3 kB`. */
export function bytes(value) {
  if (!known(value)) return null;
  if (value < 1000) return `${value} B`;
  return value < 1e6 ? `${short(value / 1e3)} kB` : `${short(value / 1e6)} MB`;
}

/** `rate_limited` as words: `rate limited`. */
export function words(name) {
  return typeof name === 'string' ? name.replaceAll('_', ' ') : null;
}

function sameDay(left, right) {
  return new Date(left).toDateString() === new Date(right).toDateString();
}

"""#),
Source(path: "/app/live.js", hash: "7f85c1acd12adfba", text: #"""
// The one connection over which the proxy tells what happens.

/** Longest wait before the connection is tried again, in milliseconds: a proxy that was restarted is found soon. */
const LONGEST_WAIT = 15000;
/** Finished exchanges that are remembered: what a list may miss while it is being read. */
const RECENT_LIMIT = 200;
/** How long an exchange that runs no longer is still shown until its end is told, in milliseconds. */
const END_PATIENCE = 2000;

/**
 * What runs now, what just finished and what cools, as events: `running`, `finished` (detail: the exchange),
 * `cooldowns`, `state`, and `resync` when something may have been missed and lists should be read again.
 */
class Live extends EventTarget {
  /** `connecting`, `live`, `lost`, `paused` or `off`. */
  state = 'off';
  /** Exchanges that run now, as the proxy told them last. */
  running = [];
  /** When `running` was told, by `performance.now()`. */
  runningAt = 0;
  /** Targets that cool; `null` until it is known. */
  cooldowns = null;
  /** The last finished exchanges, newest first. */
  recent = [];
  #source = null;
  #wait = 1000;
  #timer = 0;
  #hadConnection = false;

  /** Connects; does nothing if that is done already. */
  open() {
    if (this.#source) return;
    clearTimeout(this.#timer);
    if (this.state !== 'lost') this.#enter('connecting');
    const source = new EventSource('/api/live');
    this.#source = source;
    source.addEventListener('open', () => this.#opened());
    source.addEventListener('error', () => this.#failed());
    this.#listen('running', (data) => this.#take([...data.running, ...this.#ending(data.running)]));
    this.#listen('finished', (exchange) => this.#finish(exchange));
    this.#listen('cooldowns', (data) => {
      this.cooldowns = data.cooldowns;
      this.#tell('cooldowns');
    });
    this.#listen('reset', () => this.#tell('resync'));
  }

  /** Disconnects until {@link open} is called. */
  close(state = 'off') {
    clearTimeout(this.#timer);
    this.#source?.close();
    this.#source = null;
    this.#take([]);
    this.#enter(state);
  }

  /** Pauses, or goes on. */
  toggle() {
    if (this.state === 'off') return;
    if (this.state === 'paused') this.open();
    else this.close('paused');
  }

  /** How long a running exchange has been going on, in milliseconds. */
  elapsed(running) {
    return running.elapsed_ms + performance.now() - this.runningAt;
  }

  #opened() {
    this.#wait = 1000;
    this.#enter('live');
    // What happened in between may be gone from the proxy's memory, or the proxy may be another one.
    if (this.#hadConnection) this.#tell('resync');
    this.#hadConnection = true;
  }

  #failed() {
    this.#take([]);
    this.#enter('lost');
    if (this.#source.readyState !== EventSource.CLOSED) return;
    this.#source = null;
    this.#timer = setTimeout(() => this.open(), this.#wait);
    this.#wait = Math.min(this.#wait * 2, LONGEST_WAIT);
  }

  #finish(exchange) {
    this.running = this.running.filter((running) => running.request_id !== exchange.request_id);
    this.recent = [exchange, ...this.recent].slice(0, RECENT_LIMIT);
    this.dispatchEvent(new CustomEvent('finished', { detail: exchange }));
  }

  /** Exchanges that left the list of running ones, and whose end is not told yet: they keep their place until then. */
  #ending(running) {
    const known = new Set([...running, ...this.recent].map((exchange) => exchange.request_id));
    const now = performance.now();
    const kept = this.running.filter((exchange) => !known.has(exchange.request_id))
      .map((exchange) => ({ leftAt: now, ...exchange, elapsed_ms: this.elapsed(exchange) }))
      .filter((exchange) => now - exchange.leftAt < END_PATIENCE);
    if (kept.length) setTimeout(() => this.#drop(kept), END_PATIENCE);
    return kept;
  }

  #drop(exchanges) {
    const ids = new Set(exchanges.map((exchange) => exchange.request_id));
    const rest = this.running.filter((exchange) => !(exchange.leftAt && ids.has(exchange.request_id)));
    if (rest.length === this.running.length) return;
    this.running = rest;
    this.#tell('running');
  }

  #take(running) {
    this.running = running;
    this.runningAt = performance.now();
    this.#tell('running');
  }

  #listen(name, take) {
    this.#source.addEventListener(name, (event) => take(JSON.parse(event.data)));
  }

  #enter(state) {
    if (this.state === state) return;
    this.state = state;
    this.#tell('state');
  }

  #tell(name) {
    this.dispatchEvent(new Event(name));
  }
}

export const live = new Live();

"""#),
Source(path: "/app/main.js", hash: "8d2db2aecad4abce", text: #"""
// Puts the page together: pages, keyboard, the state of the live connection, signing in.

import { session, signIn } from './api.js';
import { h, replace, setText } from './dom.js';
import { time } from './format.js';
import { live } from './live.js';
import { errors } from './pages/errors.js';
import { overview } from './pages/overview.js';
import { request } from './pages/request.js';
import { requests } from './pages/requests.js';
import { routes } from './pages/routes.js';
import * as router from './router.js';
import { moveRow } from './table.js';
import { notice } from './ui.js';

/** How long the connection may be away before a line says so, in milliseconds: most are back at once. */
const LOST_PATIENCE = 2000;
const LIVE_TEXT = { off: 'Offline', connecting: 'Connecting', live: 'Live', lost: 'Reconnecting', paused: 'Paused' };
const KEYS = [
  ['/', 'Search requests'], ['j k', 'Next and previous row'], ['Enter', 'Open the row, or the bar of a chart'],
  ['← →', 'Read a chart that has the focus'], ['Esc', 'Close, leave the field, or go back to the list'],
  ['p', 'Pause and resume live updates'], ['1 2 3 4', 'Overview, Requests, Errors, Routes'], ['?', 'This list'],
];
const PATHS = { 1: '/', 2: '/requests', 3: '/errors', 4: '/routes' };

const main = document.getElementById('content');
const help = helpDialog();
let lostTimer = 0;
let isResting = document.hidden;

router.page(/^\/$/, 'Overview', overview);
router.page(/^\/requests\/?$/, 'Requests', requests);
router.page(/^\/requests\/([^/]+)$/, 'Request', request);
router.page(/^\/errors\/?$/, 'Errors', errors);
router.page(/^\/routes\/?$/, 'Routes', routes);

session.addEventListener('unauthorised', askForKey);
document.getElementById('help').addEventListener('click', () => help.showModal());
document.getElementById('live').addEventListener('click', () => live.toggle());
document.addEventListener('keydown', onKey);
live.addEventListener('state', showState);
router.start(main, (host) => {
  const way = h('a', { class: 'button', href: '/' }, 'Overview');
  replace(host, h('section', { class: 'panel blank' }, h('h2', null, 'No such page'), way));
});
if (!isResting) live.open();
addEventListener('pagehide', rest);
addEventListener('pageshow', wake);
document.addEventListener('visibilitychange', () => (document.hidden ? rest() : wake()));

/** Gives the connection up while nobody looks: a browser has six for one host, which all its tabs share. */
function rest() {
  if (isResting || live.state === 'off' || live.state === 'paused') return;
  isResting = true;
  live.close('connecting');
}

function wake() {
  if (!isResting || document.hidden) return;
  isResting = false;
  live.open();
}

function showState() {
  const button = document.getElementById('live');
  button.dataset.state = live.state;
  setText(button.lastElementChild, LIVE_TEXT[live.state]);
  button.title = live.state === 'paused' ? 'Resume live updates (p)' : 'Pause live updates (p)';
  clearTimeout(lostTimer);
  const since = time(Date.now());
  if (live.state === 'lost') {
    const text = `No live connection since ${since}. What is shown stays; trying again.`;
    lostTimer = setTimeout(() => notice('live', text), LOST_PATIENCE);
  } else if (live.state !== 'connecting') {
    notice('live', live.state === 'paused' ? `Paused at ${since}.` : null, 'idle');
  }
}

function onKey(event) {
  const field = event.target.closest?.('input, textarea, select');
  if (event.ctrlKey || event.metaKey || event.altKey || help.open) return;
  if (event.key === 'Escape') return escape(field);
  if (field) return;
  const action = {
    '/': search, j: () => moveRow(1), k: () => moveRow(-1), p: () => live.toggle(), '?': () => help.showModal(),
  }[event.key] ?? (PATHS[event.key] && (() => router.go(PATHS[event.key])));
  if (!action) return;
  event.preventDefault();
  action();
}

/** Goes to the search field; where there is none, to the page that has one. */
function search() {
  if (!document.getElementById('search')) router.go('/requests');
  document.getElementById('search')?.focus();
}

/** Leaves what has the focus; from a request's page, goes back to the list as it was. */
function escape(field) {
  if (field || document.activeElement?.closest('tr')) return document.activeElement.blur();
  document.querySelector('a.back')?.click();
}

function helpDialog() {
  const dialog = h('dialog', { id: 'shortcuts', 'aria-label': 'Keyboard shortcuts' },
    h('h2', null, 'Keyboard'),
    h('dl', null, KEYS.map(([keys, text]) => h('div', null,
      h('dt', null, keys.split(' ').map((key) => h('kbd', null, key))), h('dd', null, text)))),
    h('form', { method: 'dialog' }, h('button', { class: 'button' }, 'Close')));
  dialog.addEventListener('click', (event) => event.target === dialog && dialog.close());
  document.body.append(dialog);
  return dialog;
}

/** Shows the form that asks for a key, in place of the page. */
function askForKey() {
  if (document.getElementById('key')) return;
  router.leave();
  live.close();
  // Lets a password store tell the proxy's key from others; nobody types it.
  const user = h('input', { type: 'text', autocomplete: 'username', value: 'claude-proxy', hidden: true });
  const input = h('input', { type: 'password', id: 'key', autocomplete: 'current-password', required: true });
  const trouble = h('p', { class: 'trouble', role: 'alert' });
  const form = h('form', { class: 'panel blank signin', onsubmit: async (event) => {
    event.preventDefault();
    try {
      await signIn(input.value);
    } catch (error) {
      setText(trouble, error.status === 401 ? 'This key is not one of the proxy’s.' : error.message);
      return input.select();
    }
    router.reopen(main);
    live.open();
  } }, h('h2', null, 'Sign in'), h('p', null, 'This proxy has client keys. Any of them opens the dashboard.'),
    user, h('label', { for: 'key' }, 'Client key'), input, trouble, h('button', { class: 'button primary' }, 'Sign in'));
  replace(main, form);
  input.focus();
}

"""#),
Source(path: "/app/pages/empty.js", hash: "5207c6c25b525d38", text: #"""
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

"""#),
Source(path: "/app/pages/errors.js", hash: "12aa0dca0d5e2b3e", text: #"""
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

"""#),
Source(path: "/app/pages/overview.js", hash: "86344a56a679b38e", text: #"""
// Overview: how it goes, against the period before, and whether anything needs a look.

import { get, getSeries } from '../api.js';
import { sparkline, timeChart } from '../charts.js';
import { h, replace, setText } from '../dom.js';
import { exchangeColumns, byStart, exchangeState } from '../exchanges.js';
import { address, apiQuery, filterBar, matches, rangeText } from '../filter.js';
import { count, duration, exact, money, percent, tally } from '../format.js';
import { live } from '../live.js';
import { go, query as addressQuery } from '../router.js';
import { skeletonTable, table } from '../table.js';
import { distinctTargets, followCooldowns, loadRoutes, targetList } from '../targets.js';
import { every, notice, panel, resource, skeleton, slot, throttled, unknown } from '../ui.js';
import { emptyContent } from './empty.js';

/** Least time between two readings of the figures while requests come in, in milliseconds. */
const FIGURES_PAUSE = 4000;
const LATEST = 8;

const share = (part, whole) => (whole > 0 ? part / whole : null);
const shown = (text) => text ?? '–';
const priceNote = ({ priced_requests: priced, requests }) =>
  (priced === requests ? 'by the price table' : `known for ${exact(priced)} of ${exact(requests)}`);

/**
 * The cards. `value` and `spark` take figures; `change` is `ratio`, `points` (of a share) or nothing; `better` says
 * which way is good, where one is.
 */
const CARDS = [
  {
    name: 'Requests', value: (now) => now.requests, format: tally, change: 'ratio',
    notes: (now) => [
      now.failed ? `${tally(now.failed)} failed` : 'none failed',
      now.cancelled ? `${tally(now.cancelled)} cancelled` : null,
    ],
  },
  {
    name: 'Success', value: (now) => now.success_rate, format: percent, change: 'points', better: 1,
    notes: (now) => [`${tally(now.succeeded)} succeeded`],
  },
  {
    name: 'Duration, p50', value: (now) => now.duration_p50_ms, format: duration, change: 'ratio', better: -1,
    notes: (now) => [`p95 ${shown(duration(now.duration_p95_ms))}`, `mean ${shown(duration(now.duration_mean_ms))}`],
  },
  {
    name: 'First token, p50', value: (now) => now.time_to_first_token_p50_ms, format: duration, change: 'ratio',
    better: -1, notes: (now) => [`p95 ${shown(duration(now.time_to_first_token_p95_ms))}`],
  },
  {
    name: 'Tokens', value: (now) => now.tokens, format: count, change: 'ratio', about: 'Input and output',
    notes: (now) => [
      `${shown(count(now.input_tokens))} in`, `${shown(count(now.output_tokens))} out`,
      `cache ${shown(count(now.cache_read_tokens))} read, ${shown(count(now.cache_write_tokens))} written`,
    ],
  },
  {
    name: 'Cost', value: (now) => (now.priced_requests ? now.cost_usd : null), change: 'ratio',
    format: (usd) => `≈ ${money(usd)}`, notes: (now) => [priceNote(now)],
  },
  {
    name: 'Cache hits', value: (now) => now.cache_hit_share, format: percent, change: 'points', better: 1,
    about: 'Share of the prompt that came from the cache',
    notes: (now) => [`${shown(count(now.cache_read_tokens))} tokens read`],
  },
  {
    name: 'Failovers', value: (now) => now.failovers, format: tally, change: 'ratio',
    about: 'Requests that took more than one attempt',
    notes: (now) => [
      `${shown(percent(share(now.failovers, now.requests)))} of requests`, `${shown(tally(now.attempts))} attempts`,
    ],
  },
];

/** Opens the page. */
export function overview(host, { query, signal }) {
  const bar = filterBar({ path: '/', menus: ['model', 'provider', 'target'], signal });
  const cards = h('div', { class: 'cards' }, CARDS.map(() => h('div', { class: 'card' }, skeleton(3))));
  const charts = overviewCharts();
  const drawings = h('div', { class: 'grid' }, charts.map((chart) => chart.element));
  const figures = h('div', { class: 'stack' }, cards, drawings);
  const targets = slot(skeleton(3));
  const latest = latestPanel();
  const variants = panel('Variants', h('a', { href: '/routes' }, 'Routes'), targets);
  const body = h('div', { class: 'stack' }, figures, variants, latest.element);
  replace(host, h('div', { class: 'head' }, h('h1', null, 'Overview'), bar.element), body);
  bar.update(query);

  const made = CARDS.map(makeCard);
  let isEmpty = false;
  const showEmpty = async () => {
    const content = await emptyContent('/', addressQuery(), signal);
    if (isEmpty && !signal.aborted) replace(figures, content);
  };
  const figuresLoad = resource({ host: figures, signal, load: loadFigures, show: ({ summary, series }) => {
    isEmpty = summary.current.requests === 0;
    if (isEmpty) return showEmpty();
    if (!cards.isConnected || !made[0].element.isConnected) {
      replace(cards, made.map((card) => card.element));
      replace(figures, cards, drawings);
    }
    for (const card of made) card.update(summary, series);
    for (const chart of charts) chart.update(series);
  } });
  const targetsLoad = followTargets(targets, signal);
  const latestLoad = followLatest(latest, signal);

  const refresh = throttled(figuresLoad.reload, FIGURES_PAUSE, signal);
  live.addEventListener('finished', refresh, { signal });
  const reload = () => [figuresLoad, targetsLoad, latestLoad].forEach((load) => load.reload());
  live.addEventListener('resync', reload, { signal });
  every(60000, signal, () => live.state === 'live' && figuresLoad.reload());
  return (next) => {
    bar.update(next);
    figuresLoad.reload();
    latestLoad.reload();
  };
}

async function loadFigures(signal) {
  const query = apiQuery(addressQuery());
  const [summary, series] = await Promise.all([get('/api/summary', query, signal), getSeries(query, signal)]);
  return { summary, series };
}

function makeCard({ name, value, format, change, better, notes, about }) {
  const figure = h('strong', { class: 'figure' });
  const trend = h('span', { class: 'trend' });
  const note = h('p', { class: 'note' });
  const spark = sparkline();
  const element = h('div', { class: 'card', title: about, 'data-card': name },
    h('h2', null, name), h('p', { class: 'line' }, figure, trend), note, spark.element);
  return { element, update: ({ current, previous }, series) => {
    const now = value(current);
    replace(figure, now === null ? unknown() : format(now));
    const { text, title, state } = changeOf(now, value(previous), change, better, format);
    setText(trend, text);
    trend.title = title;
    trend.dataset.state = state;
    setText(note, notes(current).filter(Boolean).join(' · '));
    spark.update(series, value);
  } };
}

/** The change against the period before, in words, and whether it is for the better. */
function changeOf(now, before, kind, better, format) {
  const none = { text: '', title: '', state: 'idle' };
  if (now === null || before === null || before === undefined || (kind === 'ratio' && before === 0)) return none;
  const amount = kind === 'ratio' ? now / before - 1 : now - before;
  const size = Math.abs(amount);
  const title = `${format(before)} in the period before`;
  if (size < 0.005) return { text: 'same', title, state: 'idle' };
  const ratio = size >= 9.995 ? `${count(now / before)}×` : `${Math.round(size * 100)}%`;
  const digits = kind === 'points' ? `${Number((size * 100).toFixed(1))} pts` : ratio;
  const isMuch = size >= (kind === 'points' ? 0.01 : 0.1);
  const state = better && isMuch ? (amount * better > 0 ? 'ok' : 'bad') : 'idle';
  return { text: `${amount > 0 ? '↑' : '↓'} ${digits}`, title, state };
}

function overviewCharts() {
  const pick = ({ start: from, end: to }) => go(address('/requests', addressQuery(), { range: null, from, to }));
  const weight = (point) => point.requests;
  const about = 'approximate where a point covers several buckets';
  return [
    ['Requests', { kind: 'bars', unit: 'count', format: count, total: 'All', pick, series: [
      { name: 'Succeeded', tone: 'calm', value: (point) => point.succeeded },
      { name: 'Cancelled', tone: 'warn', value: (point) => point.cancelled },
      { name: 'Failed', tone: 'bad', value: (point) => point.failed },
    ] }],
    ['Duration', { kind: 'lines', unit: 'time', format: duration, weight, pick, about, series: [
      { name: 'p50', tone: 'one', value: (point) => point.duration_p50_ms },
      { name: 'p95', tone: 'three', value: (point) => point.duration_p95_ms },
      { name: 'First token, p50', tone: 'four', value: (point) => point.time_to_first_token_p50_ms },
    ] }],
    ['Tokens', { kind: 'bars', unit: 'count', format: count, total: 'All', pick, series: [
      { name: 'Output', tone: 'one', value: (point) => point.output_tokens },
      { name: 'Input', tone: 'two', value: (point) => point.input_tokens },
      { name: 'Cache write', tone: 'three', value: (point) => point.cache_write_tokens },
      { name: 'Cache read', tone: 'four', value: (point) => point.cache_read_tokens },
    ] }],
    ['Cost', { kind: 'bars', format: money, pick, series: [
      { name: 'Cost (estimate)', tone: 'one', value: (point) => (point.priced_requests ? point.cost_usd : null) },
    ] }],
  ].map(([title, options]) => {
    const chart = timeChart({ title: `${title} over time`, ...options });
    return { element: panel(title, chart.note, chart.element), update: chart.update };
  });
}

function followTargets(host, signal) {
  let targets = [];
  const load = resource({ host, signal, load: loadRoutes, show: (report) => {
    targets = distinctTargets(report);
    tellTrouble(report.history);
    const none = h('p', { class: 'muted' }, 'No route is configured.');
    replace(host, targets.length ? targetList(targets, { signal, reload: load.reload }) : none);
  } });
  followCooldowns(signal, load.reload, () => targets);
  return load;
}

/** Says so where exchanges are not recorded, or were not. */
function tellTrouble({ healthy, problem, dropped }) {
  if (!healthy) notice('history', `The history cannot be written: ${problem ?? 'unknown problem'}`, 'bad');
  else notice('history', dropped ? `The history lost ${exact(dropped)} entries: it could not keep up.` : null);
}

function latestPanel() {
  const columns = exchangeColumns('time', 'id', 'status', 'attempts', 'model', 'routed', 'tokens', 'cost', 'duration');
  const list = table({ caption: 'The latest requests', columns, key: (row) => row.request_id, state: exchangeState });
  const link = h('a', { href: '/requests' }, 'All requests');
  const host = slot(skeletonTable(columns, 4));
  const element = panel('Latest requests', link, host);
  return { element, host, show: (rows) => {
    list.update(rows);
    element.hidden = rows.length === 0;
    if (!list.element.isConnected) replace(host, list.element);
    link.href = address('/requests', addressQuery());
    element.setAttribute('aria-label', `Latest requests, ${rangeText(addressQuery())}`);
  } };
}

function followLatest(latest, signal) {
  let rows = null;
  const show = () => {
    if (!rows) return;
    const query = addressQuery();
    const running = live.running.filter((row) => matches(query, row, true));
    const ids = new Set(running.map((row) => row.request_id));
    latest.show([...running, ...rows.filter((row) => !ids.has(row.request_id))].sort(byStart).slice(0, LATEST));
  };
  const load = resource({
    host: latest.host, signal,
    load: (signal) => get('/api/exchanges', apiQuery(addressQuery(), { limit: '10' }), signal),
    show: (page) => {
      rows = page.exchanges;
      show();
    },
  });
  live.addEventListener('running', show, { signal });
  live.addEventListener('finished', ({ detail }) => {
    if (!rows || !matches(addressQuery(), detail, false)) return;
    const others = rows.filter((row) => row.request_id !== detail.request_id);
    rows = [detail, ...others].sort(byStart).slice(0, LATEST);
    show();
  }, { signal });
  return load;
}

"""#),
Source(path: "/app/pages/request.js", hash: "aa709a1c0ffbba19", text: #"""
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

"""#),
Source(path: "/app/pages/requests.js", hash: "f43ead377c8bfc3b", text: #"""
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

"""#),
Source(path: "/app/pages/routes.js", hash: "312328d2a9d1e8fc", text: #"""
// Routes: which variants a model name leads to, in the order in which they are tried, as it is now.

import { signOut } from '../api.js';
import { h, replace } from '../dom.js';
import { duration, exact } from '../format.js';
import { live } from '../live.js';
import { distinctTargets, followCooldowns, loadRoutes, targetList } from '../targets.js';
import { badge, command, confirmButton, every, facts, panel, resource, skeleton, value } from '../ui.js';
import { claudeLine } from './empty.js';

/** Opens the page. */
export function routes(host, { signal }) {
  const body = h('div', { class: 'stack' }, panel('Plan', null, skeleton(6)));
  const about = 'A request tries the variants of its route from the top; those that cool are left out.';
  replace(host, h('div', { class: 'head' }, h('h1', null, 'Routes'), h('p', { class: 'muted' }, about)), body);
  let targets = [];
  const load = resource({ host: body, signal, load: loadRoutes, show: (report) => {
    targets = distinctTargets(report);
    replace(body, plans(report, signal, load.reload), proxyPanel(report));
  } });
  followCooldowns(signal, load.reload, () => targets);
  live.addEventListener('resync', load.reload, { signal });
  every(30000, signal, load.reload);
  return load.reload;
}

function plans({ routes }, signal, reload) {
  if (routes.length === 0) {
    return h('section', { class: 'panel blank' }, h('h2', null, 'No route is configured'),
      h('p', null, 'Write a commented configuration, then start the proxy with it:'), command('claude-proxy init'));
  }
  return h('div', { class: 'grid' }, routes.map(({ model, targets }) => {
    const ready = targets.filter(({ state }) => state === 'ready').length;
    const state = ready === targets.length ? 'ok' : ready ? 'warn' : 'bad';
    const list = targetList(targets, { signal, reload, isPlan: true });
    return panel(model, badge(state, `${ready} of ${targets.length} ready`), list);
  }));
}

function proxyPanel(report) {
  const { history } = report;
  const leave = report.needs_key ? confirmButton('Sign out', 'Really sign out?', async () => {
    await signOut();
    location.assign('/');
  }) : null;
  return panel('This proxy', leave, facts([
    ['Address', value(report.address)],
    ['Version', value(report.version)],
    ['Up for', value(duration(report.uptime_seconds === null ? null : report.uptime_seconds * 1000))],
    ['History', history.healthy ? badge('ok', 'Healthy') : badge('bad', history.problem ?? 'Cannot be written')],
    ['Waiting to be written', value(exact(history.queued))],
    ['Lost', value(exact(history.dropped))],
  ], 'six'), h('p', { class: 'muted' }, 'Point Claude Code at it:'), command(claudeLine(report)));
}

"""#),
Source(path: "/app/router.js", hash: "65c9794f066b1f5f", text: #"""
// Which page an address means, and how one gets from one to the next.

/** Entries of the browser's history whose place is remembered: nobody goes back further. */
const PLACE_LIMIT = 100;
/** Longest wait until what was left is there again, in milliseconds: lists are loaded anew. */
const RETURN_LIMIT = 10000;

const pages = [];
/** Where the reader was in each entry of the history. */
const places = new Map();
let entry = null;
let returning = new AbortController();
let current = null;
let notFound = null;
let list = '/requests';
let isStarted = false;

/**
 * Makes `open` the page of `pattern`.
 * @param {RegExp} pattern Held against the whole path; its groups are given to the page, decoded.
 * @param {string} title
 * @param {function} open Called with (host element, {groups, query, signal}); gives a function that is called
 *   with the new query when only that changes, or nothing.
 */
export function page(pattern, title, open) {
  pages.push({ pattern, title, open });
}

/** Starts: shows the page of the address and follows links, back and forward. */
export function start(host, fallback) {
  notFound = fallback;
  history.scrollRestoration = 'manual';
  if (!history.state?.entry) history.replaceState({ entry: Math.random() }, '');
  document.addEventListener('click', follow(host));
  addEventListener('popstate', () => show(host));
  show(host);
  isStarted = true;
}

/** Goes to an address of ours. */
export function go(address, { replace = false } = {}) {
  if (replace) history.replaceState(history.state, '', address);
  else history.pushState({ entry: Math.random(), from: location.pathname + location.search }, '', address);
  dispatchEvent(new PopStateEvent('popstate'));
}

/** The query of the address as it is now. */
export function query() {
  return new URLSearchParams(location.search);
}

/** The list of requests from which one came, or as it was left last; with its filter. */
export function lastList() {
  const from = history.state?.from;
  return from?.split('?')[0] === '/requests' ? from : list;
}

/** Opens the present page anew. */
export function reopen(host) {
  leave();
  show(host);
}

/** Closes the present page: its requests are given up, its listeners go. */
export function leave() {
  current?.controller.abort();
  current = null;
}

function show(host) {
  const path = location.pathname;
  const place = turn(host);
  if (path === '/requests') list = path + location.search;
  if (current?.path === path && current.update) current.update(query());
  else open(host, path);
  if (place) comeBack(host, place);
}

function open(host, path) {
  leave();
  const found = pages.find(({ pattern }) => pattern.test(path));
  const controller = new AbortController();
  current = { path, controller, update: null };
  document.title = found ? `${found.title} · Claude Proxy` : 'Claude Proxy';
  mark(path);
  host.replaceChildren();
  scrollTo(0, 0);
  if (isStarted) host.focus({ preventScroll: true });
  const groups = found ? found.pattern.exec(path).slice(1).map(decoded) : [];
  current.update = (found?.open ?? notFound)(host, { groups, query: query(), signal: controller.signal }) ?? null;
}

/** Turns to another entry of the history; gives the place where the reader left it, if that is known. */
function turn(host) {
  const next = history.state?.entry;
  if (next === entry) return null;
  returning.abort();
  if (entry) places.set(entry, placeIn(host));
  if (places.size > PLACE_LIMIT) places.delete(places.keys().next().value);
  entry = next;
  return places.get(entry) ?? null;
}

function placeIn(host) {
  const link = host.contains(document.activeElement) && document.activeElement.closest('a[href]');
  if (!link) return { scroll: scrollY };
  return { scroll: scrollY, href: link.getAttribute('href'), top: link.getBoundingClientRect().top };
}

/** Goes where the reader was as soon as that is loaded, unless they do something before. */
function comeBack(host, { scroll, href, top }) {
  const stop = new AbortController();
  const { signal } = stop;
  const look = () => {
    const link = href && host.querySelector(`a[href="${CSS.escape(href)}"]`);
    if (href ? !link : document.documentElement.scrollHeight - innerHeight < scroll) return;
    stop.abort();
    link?.focus({ preventScroll: true });
    scrollBy(0, link ? link.getBoundingClientRect().top - top : scroll - scrollY);
  };
  const watch = new MutationObserver(look);
  watch.observe(host, { childList: true, subtree: true });
  signal.addEventListener('abort', () => watch.disconnect());
  for (const name of ['keydown', 'pointerdown', 'wheel']) addEventListener(name, () => stop.abort(), { signal });
  setTimeout(() => stop.abort(), RETURN_LIMIT);
  returning = stop;
  look();
}

/** Goes back to where one came from; asked twice before that is done, once. */
function back() {
  if (current?.isLeft) return;
  if (current) current.isLeft = true;
  history.back();
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function mark(path) {
  for (const link of document.querySelectorAll('header nav a')) {
    const target = link.getAttribute('href');
    const isHere = target === '/' ? path === '/' : path === target || path.startsWith(`${target}/`);
    if (isHere) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
}

function follow(host) {
  return (event) => {
    const link = event.target instanceof Element && event.target.closest('a[href]');
    if (!link || event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    if (link.origin !== location.origin || link.hasAttribute('download') || link.hash) return;
    event.preventDefault();
    const address = link.pathname + link.search;
    if (link.classList.contains('back') && history.state?.from === address) return back();
    // A click into its row leaves a link without the focus, and so do some browsers: it tells the place.
    link.focus({ preventScroll: true });
    go(address);
    if (document.activeElement === link) host.focus({ preventScroll: true });
  };
}

"""#),
Source(path: "/app/steps.js", hash: "e5197f4ab4ba8585", text: #"""
// Round distances between the marks of an axis.

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const LONG_STEPS = [10 * SECOND, 15 * SECOND, 30 * SECOND]
  .concat([1, 2, 5, 10, 15, 30, 60, 120, 360, 720, 1440].map((minutes) => minutes * MINUTE));

/** The least round number that is not below `least`: 1, 2, 2.5 or 5 with any number of noughts. */
export function roundStep(least) {
  const power = 10 ** Math.floor(Math.log10(least));
  return [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((step) => step >= least) ?? 10 * power;
}

/** The same for milliseconds: beyond a few seconds what is round on a clock. */
export function roundTimeStep(least) {
  if (least <= 5 * SECOND) return roundStep(least);
  return LONG_STEPS.find((step) => step >= least) ?? LONG_STEPS.at(-1) * Math.ceil(least / LONG_STEPS.at(-1));
}

"""#),
Source(path: "/app/table.js", hash: "aa63e6bec6b87494", text: #"""
// Tables that are brought up to date in place: rows keep their element, so that focus and selection stay.

import { h } from './dom.js';

/**
 * Makes a table.
 * @param {object} options
 * @param {string} options.caption What it lists, for screen readers.
 * @param {{name: string, title: string, cell: function, isNumber?: boolean, about?: string}[]} options.columns `cell`
 *   gives a row's content.
 * @param {function(object): string} options.key Tells rows apart.
 * @param {function(object): string} [options.state] The row's state, as an attribute for the style.
 * @param {function(object): boolean} [options.isSettled] Whether a row that is the very same object looks the same.
 * @returns {{element: HTMLElement, update: function(object[])}}
 */
export function table({ caption, columns, key, state, isSettled = () => false }) {
  const body = h('tbody', { onclick: openRow });
  const head = h('thead', null, h('tr', null, columns.map(heading)));
  const title = h('caption', { class: 'hidden' }, caption);
  const element = h('div', { class: 'table' }, h('table', null, title, head, body));
  let lines = new Map();

  function update(rows) {
    const next = new Map();
    for (const row of rows) {
      const line = lines.get(key(row)) ?? { element: h('tr', { 'data-row': true }), cells: [], row: null };
      if (line.row !== row || !isSettled(row)) fill(line, row, columns);
      line.row = row;
      if (state) line.element.setAttribute('data-state', state(row));
      next.set(key(row), line);
    }
    const [before, focused] = [[...body.children], document.activeElement];
    for (const [name, line] of lines) if (!next.has(name)) line.element.remove();
    arrange(body, next.values());
    lines = next;
    const place = before.findIndex((element) => element.contains(focused));
    if (place >= 0 && document.activeElement !== focused) keepFocus(before, place, focused);
  }
  return { element, update };
}

function heading({ name, title, isNumber, about }) {
  return h('th', { scope: 'col', class: `c-${name}${isNumber ? ' number' : ''}`, title: about }, title);
}

function fill(line, row, columns) {
  columns.forEach(({ name, title, cell, isNumber }, index) => {
    const made = h('td', { class: `c-${name}${isNumber ? ' number' : ''}`, 'data-label': title }, cell(row));
    const old = line.cells[index];
    if (old?.isEqualNode(made)) return;
    line.cells[index] = made;
    if (!old) line.element.append(made);
    // The link that may have the focus is not replaced by its like.
    else if (old.contains(document.activeElement)) replaceKeepingFocus(old, made);
    else old.replaceWith(made);
  });
}

function replaceKeepingFocus(old, made) {
  old.replaceWith(made);
  made.querySelector('a, button')?.focus({ preventScroll: true });
}

function arrange(body, lines) {
  let place = body.firstElementChild;
  for (const { element } of lines) {
    if (element === place) place = place.nextElementSibling;
    else body.insertBefore(element, place);
  }
}

/** Gives the focus back to what was moved; where its row is gone, to the nearest one that is left. */
function keepFocus(before, place, focused) {
  if (focused.isConnected) return focused.focus({ preventScroll: true });
  const distance = (row) => Math.abs(before.indexOf(row) - place);
  const [near] = before.filter((row) => row.isConnected).sort((left, right) => distance(left) - distance(right));
  (near?.querySelector('a, button') ?? document.getElementById('content')).focus({ preventScroll: true });
}

/** A click anywhere in a row that is not on something else of use follows the row's link. */
function openRow(event) {
  if (event.target.closest('a, button') || String(getSelection())) return;
  event.target.closest('tr')?.querySelector('a.row')?.click();
}

/** Moves the focus from row to row: `step` is 1 or -1. */
export function moveRow(step) {
  const links = [...document.querySelectorAll('tr[data-row] a.row')];
  const here = links.findIndex((link) => link.closest('tr').contains(document.activeElement));
  const next = links[here < 0 ? (step > 0 ? 0 : links.length - 1) : here + step];
  next?.focus();
  next?.closest('tr').scrollIntoView({ block: 'nearest' });
}

/** Rows that show that their content is on the way. */
export function skeletonTable(columns, count) {
  const cell = ({ name }) => h('td', { class: `c-${name}` }, h('i', { class: 'bone' }));
  const rows = Array.from({ length: count }, () => h('tr', null, columns.map(cell)));
  const head = h('thead', null, h('tr', null, columns.map(heading)));
  return h('div', { class: 'table', 'aria-busy': 'true' }, h('table', null, head, h('tbody', null, rows)));
}

"""#),
Source(path: "/app/targets.js", hash: "04a7bcdeb299c256", text: #"""
// Variants and how they are: ready, cooling or a problem; with a countdown and a way to end it.

import { get, resetCooldown } from './api.js';
import { h, setText } from './dom.js';
import { countdown, dateTime, words } from './format.js';
import { live } from './live.js';
import { badge, confirmButton, every } from './ui.js';

const STATES = { ready: ['ok', 'Ready'], cooling: ['warn', 'Cooling'], problem: ['bad', 'Problem'] };

/** Loads the routes; the times in it are moved to the reader's clock. */
export async function loadRoutes(signal) {
  const report = await get('/api/routes', null, signal);
  const shift = Date.now() - report.now_at_ms;
  for (const { targets } of report.routes) {
    for (const target of targets) if (target.until_at_ms) target.until_at_ms += shift;
  }
  return report;
}

/** Calls `reload` when a cool-down begins, ends or is over. */
export function followCooldowns(signal, reload, targets) {
  live.addEventListener('cooldowns', reload, { signal });
  every(1000, signal, () => {
    if (targets().some(({ until_at_ms: until }) => until && until <= Date.now() && until > Date.now() - 1500)) reload();
  });
}

/** Each target once, those that need a look first. */
export function distinctTargets({ routes }) {
  const found = new Map(routes.flatMap(({ targets }) => targets).map((target) => [target.target, target]));
  const rank = { problem: 0, cooling: 1, ready: 2 };
  return [...found.values()].sort((left, right) => rank[left.state] - rank[right.state]);
}

/** Lists targets. `reload` is called after a reset; `isPlan` numbers them in the order in which they are tried. */
export function targetList(targets, { signal, reload, isPlan = false }) {
  return h(isPlan ? 'ol' : 'ul', { class: isPlan ? 'targets plan' : 'targets' },
    targets.map((target, index) => h('li', { 'data-state': target.state },
      isPlan ? h('span', { class: 'position', 'aria-hidden': 'true' }, index + 1) : null,
      h('div', { class: 'target' }, h('strong', { title: target.target }, target.model),
        h('span', { class: 'muted' }, [target.provider, target.region].filter(Boolean).join(' · '))),
      state(target, signal), reason(target), target.state === 'ready' ? null : resetButton(target, reload))));
}

function state(target, signal) {
  const [tone, text] = STATES[target.state] ?? ['idle', target.state];
  const mark = badge(tone, text);
  if (!target.until_at_ms) return mark;
  const left = h('span', { class: 'left', title: `until ${dateTime(target.until_at_ms)}` });
  const show = () => setText(left, countdown(target.until_at_ms - Date.now()));
  show();
  const timer = setInterval(() => (left.isConnected || signal.aborted ? show() : null), 500);
  signal.addEventListener('abort', () => clearInterval(timer));
  mark.append(left);
  return mark;
}

function reason({ reason, detail }) {
  if (!reason && !detail) return null;
  return h('p', { class: 'reason' }, reason ? h('b', null, words(reason)) : null, detail ? ` ${detail}` : null);
}

function resetButton(target, reload) {
  const button = confirmButton('Reset', 'Really reset?', async () => {
    await resetCooldown(target.target);
    reload();
  });
  button.setAttribute('data-target', target.target);
  button.title = 'End the cool-down: the next request may use this variant again';
  return button;
}

"""#),
Source(path: "/app/ui.js", hash: "bd7fe13d471a6437", text: #"""
// The small pieces that every page is made of.

import { h, replace, setText } from './dom.js';
import { address, between, isNarrowed, NO_FILTER } from './filter.js';
import { query as addressQuery } from './router.js';

/** Time within which a second click confirms, in milliseconds. */
const CONFIRM_TIME = 4000;
/** How long a button says that it copied, in milliseconds. */
const COPIED_TIME = 1500;

/** What is not known. */
export function unknown() {
  return h('span', { class: 'unknown', title: 'not known' }, '–');
}

/** `text` with a longer `title`; a dash if it is not known. */
export function value(text, title) {
  if (text === null || text === undefined || text === '') return unknown();
  return title ? h('span', { title }, text) : h('span', null, text);
}

/** A word with a dot in the colour of a state: `ok`, `warn`, `bad`, `busy` or `idle`. */
export function badge(state, text, title) {
  return h('span', { class: 'badge', 'data-state': state, title }, h('i', { class: 'dot' }), text);
}

/** Text that only screen readers say. */
export function hidden(text) {
  return h('span', { class: 'hidden' }, text);
}

/** A box with a heading, something beside it, and content. */
export function panel(title, aside, ...content) {
  const heading = h('h2', null, title);
  return h('section', { class: 'panel' }, h('header', { class: 'panel-head' }, heading, aside), ...content);
}

/** The part of a panel that is loaded: what stands in it gives way to the content, or to an error. */
export function slot(content) {
  return h('div', { class: 'slot' }, content);
}

/** Names and values, as pairs; `layout` is a class for the style. */
export function facts(pairs, layout = '') {
  return h('dl', { class: `facts ${layout}` }, pairs.filter(Boolean).map(([name, content]) =>
    h('div', null, h('dt', null, name), h('dd', null, content))));
}

/** A button that copies what `text` gives, and says so. */
export function copyButton(label, text) {
  const caption = h('span', null, label);
  const button = h('button', { type: 'button', class: 'button small', onclick: async () => {
    setText(caption, (await copy(text())) ? 'Copied' : 'Not copied');
    setTimeout(() => setText(caption, label), COPIED_TIME);
  } }, caption);
  caption.setAttribute('aria-live', 'polite');
  return button;
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

/** The way that is left where the page does not come from a secure place. */
function copyBySelection(text) {
  const area = h('textarea', { class: 'hidden', readonly: true });
  area.value = text;
  document.body.append(area);
  area.select();
  const isCopied = document.execCommand('copy');
  area.remove();
  return isCopied;
}

/** A button whose action takes a second click within a few seconds. */
export function confirmButton(label, question, action) {
  let timer = 0;
  const rest = () => {
    clearTimeout(timer);
    button.classList.remove('asks');
    setText(button, label);
  };
  const button = h('button', { type: 'button', class: 'button small', onblur: rest, onclick: async () => {
    if (!button.classList.contains('asks')) {
      button.classList.add('asks');
      setText(button, question);
      timer = setTimeout(rest, CONFIRM_TIME);
      return;
    }
    rest();
    button.disabled = true;
    try {
      await action();
    } catch (error) {
      notice('action', `That did not work: ${error.message}`, 'bad');
    }
    button.disabled = false;
  } }, label);
  return button;
}

/** Grey bars where content will be. */
export function skeleton(lines) {
  return h('div', { class: 'skeleton', 'aria-busy': 'true' }, hidden('Loading'),
    Array.from({ length: lines }, () => h('i')));
}

/** What stands where nothing could be loaded. */
export function errorPanel(error, retry) {
  return h('section', { class: 'panel blank', role: 'alert' },
    h('h2', null, 'This could not be loaded'),
    h('p', null, error.message),
    h('p', { class: 'actions' }, (error.status === 400 && waysOut()) || again(retry)));
}

function again(retry) {
  return h('button', { type: 'button', class: 'button', onclick: retry }, 'Try again');
}

/** Links to the same page without what the address asks for in vain; `null` if it asks for nothing. */
function waysOut() {
  const [path, query] = [location.pathname, addressQuery()];
  const way = (text, changes) => h('a', { class: 'button', href: address(path, query, changes) }, text);
  const ways = [];
  if (query.has('before') || query.has('after')) ways.push(way('Newest', {}));
  if (isNarrowed(query) || between(query)) ways.push(way('Clear filters', { ...NO_FILTER, range: null }));
  return ways.length ? ways : null;
}

/** A command that one can copy. */
export function command(text) {
  return h('div', { class: 'command' }, h('code', null, text), copyButton('Copy', () => text));
}

/** Shows a line below the header, or takes it away (`null`). `id` names what it is about. */
export function notice(id, content, state = 'warn') {
  const host = document.getElementById('notices');
  const old = host.querySelector(`[data-notice="${id}"]`);
  if (content === null) return old?.remove();
  const line = h('div', { class: 'notice', 'data-notice': id, 'data-state': state },
    h('i', { class: 'dot' }), h('span', null, content));
  if (id === 'action') {
    line.append(h('button', { type: 'button', class: 'button small', onclick: () => line.remove() }, 'Dismiss'));
  }
  if (old?.textContent !== line.textContent) {
    if (old) old.replaceWith(line);
    else host.append(line);
  }
}

/**
 * Something that is loaded into a page, and loaded again; the newest load wins. A failure keeps what is shown and says
 * so in a notice; if nothing is shown yet, or what is shown is not what the address asks for, `host` gets an error with
 * a way out.
 * @returns {{reload: function(): Promise<void>}}
 */
export function resource({ host, signal, load, show, miss }) {
  let newest = null;
  let isShown = false;
  const reload = async () => {
    newest?.abort();
    const own = new AbortController();
    newest = own;
    const either = AbortSignal.any([signal, own.signal]);
    try {
      const data = await load(either);
      if (either.aborted) return;
      isShown = true;
      notice('stale', null);
      show(data);
    } catch (error) {
      if (either.aborted || error.status === 401) return;
      if (miss?.(error)) return;
      isShown &&= error.status !== 400;
      notice('stale', isShown ? `Not up to date: ${error.message}` : null);
      if (!isShown) replace(host, errorPanel(error, reload));
    }
  };
  signal.addEventListener('abort', () => notice('stale', null));
  reload();
  return { reload };
}

/** Calls `action` soon, and at most once every `pause` milliseconds, however often it is asked for. */
export function throttled(action, pause, signal) {
  let timer = 0;
  let last = -Infinity;
  const run = () => {
    timer = 0;
    last = performance.now();
    action();
  };
  signal.addEventListener('abort', () => clearTimeout(timer));
  return () => {
    if (timer || signal.aborted) return;
    timer = setTimeout(run, Math.max(0, last + pause - performance.now()));
  };
}

/** Calls `action` every `pause` milliseconds while the page is visible and open. */
export function every(pause, signal, action) {
  const timer = setInterval(() => document.hidden || action(), pause);
  signal.addEventListener('abort', () => clearInterval(timer));
}

"""#),
Source(path: "/icon.svg", hash: "ba5b5b394ffe20b0", text: #"""
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke-width="2.4" stroke-linecap="round" stroke-linejoin="round">
  <path d="M3 12h6" stroke="#5b7cf0"/>
  <path d="M9 12c4 0 3-7 8-7h2" stroke="#5b7cf0"/>
  <path d="M9 12h10" stroke="#8a93a3"/>
  <path d="M9 12c4 0 3 7 8 7h2" stroke="#8a93a3"/>
  <circle cx="20.5" cy="5" r="1.7" fill="#5b7cf0"/>
  <circle cx="20.5" cy="12" r="1.7" fill="#8a93a3"/>
  <circle cx="20.5" cy="19" r="1.7" fill="#8a93a3"/>
</svg>

"""#),
Source(path: "/index.html", hash: "63fb420aa5f68520", text: #"""
<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <title>Claude Proxy</title>
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <link rel="icon" href="/icon.svg" type="image/svg+xml">
  <link rel="stylesheet" href="/style.css">
  <link rel="modulepreload" href="/app/api.js">
  <link rel="modulepreload" href="/app/charts.js">
  <link rel="modulepreload" href="/app/dom.js">
  <link rel="modulepreload" href="/app/exchanges.js">
  <link rel="modulepreload" href="/app/filter.js">
  <link rel="modulepreload" href="/app/format.js">
  <link rel="modulepreload" href="/app/live.js">
  <link rel="modulepreload" href="/app/pages/empty.js">
  <link rel="modulepreload" href="/app/pages/errors.js">
  <link rel="modulepreload" href="/app/pages/overview.js">
  <link rel="modulepreload" href="/app/pages/request.js">
  <link rel="modulepreload" href="/app/pages/requests.js">
  <link rel="modulepreload" href="/app/pages/routes.js">
  <link rel="modulepreload" href="/app/router.js">
  <link rel="modulepreload" href="/app/steps.js">
  <link rel="modulepreload" href="/app/table.js">
  <link rel="modulepreload" href="/app/targets.js">
  <link rel="modulepreload" href="/app/ui.js">
  <script type="module" src="/app/main.js"></script>
</head>
<body>
  <a class="skip" href="#content">Skip to the content</a>
  <header class="top">
    <div class="bar">
      <a class="brand" href="/"><img src="/icon.svg" alt="" width="22" height="22"><span>Claude Proxy</span></a>
      <nav aria-label="Pages">
        <a href="/">Overview</a>
        <a href="/requests">Requests</a>
        <a href="/errors">Errors</a>
        <a href="/routes">Routes</a>
      </nav>
      <div class="tools">
        <button type="button" id="live" class="live" data-state="connecting">
          <i class="dot"></i><span>Connecting</span>
        </button>
        <button type="button" id="help" class="icon" aria-label="Keyboard shortcuts">?</button>
      </div>
    </div>
  </header>
  <div id="notices" role="status"></div>
  <main id="content" tabindex="-1"></main>
  <noscript>
    <p class="panel">This page needs JavaScript. The same figures are at <code>/api/summary</code>.</p>
  </noscript>
</body>
</html>

"""#),
Source(path: "/style.css", hash: "d987697b99eb2bff", text: #"""
/* One scale of distances (4, 8, 12, 16, 24, 32 px), two sizes of text (12, 14 px) and one of figures (24 px).
   Colour means state; the only other colour marks what can be followed or is chosen. */

:root {
  color-scheme: light dark;
  --ground: #f6f7f9;
  --surface: #ffffff;
  --raised: #ffffff;
  --hover: #f1f3f6;
  --line: #e2e5ea;
  --edge: #858d99;
  --text: #171a1f;
  --muted: #59616d;
  --accent: #2f55c8;
  --accent-tint: #e8edfb;
  --on-accent: #ffffff;
  --ok: #14713f;
  --ok-tint: #e2f4ea;
  --warn: #875200;
  --warn-tint: #fcf0d6;
  --bad: #bb2525;
  --bad-tint: #fde8e7;
  --tone-calm: #7b8aa6;
  --tone-warn: #b57600;
  --tone-bad: #d13c3c;
  --tone-one: #2448ae;
  --tone-two: #4a7dff;
  --tone-three: #159488;
  --tone-four: #858d99;
  --shadow: 0 1px 2px rgb(20 26 38 / 5%);
  --shadow-high: 0 8px 28px rgb(20 26 38 / 16%), 0 0 0 1px rgb(20 26 38 / 8%);
  --small: 0.75rem;
  --body: 0.875rem;
  --figure: 1.5rem;
  --mono: ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", "DejaVu Sans Mono", monospace;
  --radius: 10px;
  background: var(--ground);
  color: var(--text);
  -webkit-text-size-adjust: 100%;
  /* What gets the focus is not hidden by the header, which stays. */
  scroll-padding-top: 72px;
}

@media (prefers-color-scheme: dark) {
  :root {
    --ground: #0e1014;
    --surface: #15181d;
    --raised: #1e2229;
    --hover: #1b1f26;
    --line: #272c34;
    --edge: #6d7683;
    --text: #e7e9ed;
    --muted: #99a2af;
    --accent: #8eabff;
    --accent-tint: #1d2743;
    --on-accent: #0d1326;
    --ok: #55c78f;
    --ok-tint: #12291e;
    --warn: #e6ae4e;
    --warn-tint: #2d2311;
    --bad: #ff8680;
    --bad-tint: #371b1c;
    --tone-calm: #65779a;
    --tone-warn: #d39a35;
    --tone-bad: #ec5f5b;
    --tone-one: #9fb7ff;
    --tone-two: #5b84f2;
    --tone-three: #2fae9f;
    --tone-four: #6d7683;
    --shadow: none;
    --shadow-high: 0 8px 28px rgb(0 0 0 / 55%), 0 0 0 1px rgb(255 255 255 / 9%);
  }
}

*, *::before, *::after { box-sizing: border-box; }
body, h1, h2, p, dl, dd, ul, ol, pre, figure { margin: 0; padding: 0; }
ul, ol { list-style: none; }
body {
  min-width: 320px;
  font: var(--body)/1.45 -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", "Liberation Sans",
    Arial, sans-serif;
  font-variant-numeric: tabular-nums;
}
h1, h2 { font-size: var(--body); font-weight: 650; line-height: 1.45; }
.card h2, dt, th, .muted, .note, .notes, small { font-size: var(--small); font-weight: 400; color: var(--muted); }
a { color: var(--accent); text-decoration: none; }
a:hover { text-decoration: underline; }
code, pre, .id, .c-id a, .c-request a { font-family: var(--mono); font-size: var(--small); }
button, input, select { font: inherit; color: inherit; }
[hidden] { display: none !important; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 4px; }
main:focus { outline: none; }

.hidden {
  position: absolute; width: 1px; height: 1px; margin: -1px; padding: 0; overflow: hidden; clip-path: inset(50%);
  white-space: nowrap; border: 0;
}
.skip { position: absolute; left: 8px; top: -60px; z-index: 20; padding: 8px 12px; background: var(--raised); }
.skip:focus { top: 8px; }
.unknown { color: var(--muted); }
.text, pre, dd, .reason { overflow-wrap: anywhere; }

/* The frame. */
.top { position: sticky; top: 0; z-index: 10; background: var(--surface); border-bottom: 1px solid var(--line); }
.bar {
  display: flex; align-items: center; gap: 24px; max-width: 1488px; min-height: 52px; margin: 0 auto; padding: 0 24px;
}
.brand { display: flex; align-items: center; gap: 8px; font-weight: 650; color: var(--text); white-space: nowrap; }
.brand:hover { text-decoration: none; }
nav[aria-label="Pages"] { display: flex; align-self: stretch; gap: 4px; }
nav[aria-label="Pages"] a {
  display: flex; align-items: center; padding: 0 10px; color: var(--muted); border-block: 2px solid transparent;
}
nav[aria-label="Pages"] a:hover { color: var(--text); text-decoration: none; }
nav[aria-label="Pages"] a[aria-current] { color: var(--text); font-weight: 600; border-bottom-color: var(--accent); }
nav[aria-label="Pages"] a:focus-visible { outline-offset: -4px; }
.tools { display: flex; align-items: center; gap: 8px; margin-left: auto; }
.live, .icon { height: 30px; border: 1px solid var(--line); border-radius: 15px; background: none; cursor: pointer; }
.live { display: inline-flex; align-items: center; gap: 7px; padding: 0 12px; font-size: var(--small); }
.icon { width: 30px; padding: 0; color: var(--muted); }
.live[data-state="off"] { display: none; }
.live:hover, .icon:hover { background: var(--hover); }
.live[data-state="live"] .dot { background: var(--ok); }
.live[data-state="lost"] .dot { background: var(--warn); }
main { display: block; max-width: 1488px; margin: 0 auto; padding: 20px 24px 48px; }
#notices { max-width: 1488px; margin: 0 auto; padding: 0 24px; }
.notice {
  display: flex; align-items: center; gap: 10px; margin-top: 12px; padding: 8px 12px; border-radius: 8px;
  background: var(--warn-tint); color: var(--warn); overflow-wrap: anywhere;
}
.notice[data-state="bad"] { background: var(--bad-tint); color: var(--bad); }
.notice[data-state="idle"] { background: var(--hover); color: var(--muted); }
.notice .button { margin-left: auto; }
.head {
  display: flex; flex-wrap: wrap; align-items: flex-start; gap: 12px 16px; margin-bottom: 16px; min-height: 32px;
}
.head h1, .head > .back, .head > .muted { line-height: 32px; }
.head h1 { margin-right: 8px; font-size: var(--body); overflow-wrap: anywhere; }
.head .actions { align-items: center; min-height: 32px; margin-left: auto; }
.back::before { content: "← "; }
.stack { display: grid; grid-template-columns: minmax(0, 1fr); gap: 16px; }
.grid { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 16px; }
.panel {
  min-width: 0; padding: 16px; background: var(--surface); border: 1px solid var(--line);
  border-radius: var(--radius); box-shadow: var(--shadow);
}
.panel > .muted + *, .panel > * + .muted { margin-top: 12px; }
.panel[data-state="bad"] { border-color: color-mix(in srgb, var(--bad) 45%, var(--line)); }
.panel-head {
  display: flex; align-items: center; justify-content: space-between; gap: 12px; margin-bottom: 12px;
  min-height: 22px;
}
.panel-head h2 { overflow-wrap: anywhere; min-width: 0; }
.panel-head > :not(h2) { flex: none; font-size: var(--small); }
.panel .panel { padding: 0; border: 0; box-shadow: none; }
.slot > .table { margin: 0 -16px -16px; border-radius: 0 0 var(--radius) var(--radius); }
.panel.flush { padding: 0; }
.panel.flush .table { margin: 0; }
.blank { display: grid; gap: 12px; justify-items: start; padding: 32px; }
.flush .blank { padding: 32px; }
.actions { display: flex; flex-wrap: wrap; gap: 8px; }

/* Controls. */
.button {
  display: inline-flex; align-items: center; justify-content: center; gap: 6px; height: 32px; padding: 0 12px;
  border: 1px solid var(--line); border-radius: 7px; background: var(--surface); color: var(--text);
  white-space: nowrap; cursor: pointer;
}
.button:hover { background: var(--hover); text-decoration: none; }
.button.small { height: 26px; padding: 0 9px; font-size: var(--small); border-radius: 6px; }
.button.primary { background: var(--accent); border-color: var(--accent); color: var(--on-accent); font-weight: 600; }
.button.asks { background: var(--bad-tint); border-color: var(--bad); color: var(--bad); font-weight: 600; }
.button:disabled, .button[aria-disabled] { color: var(--muted); opacity: 0.6; cursor: default; background: none; }
.segments {
  display: inline-flex; padding: 2px; border: 1px solid var(--line); border-radius: 8px; background: var(--surface);
}
.segments a {
  min-width: 34px; padding: 4px 8px; border-radius: 6px; color: var(--muted); font-size: var(--small);
  line-height: 18px; text-align: center;
}
.segments a:hover { color: var(--text); text-decoration: none; }
.segments a[aria-current] { background: var(--accent-tint); color: var(--accent); font-weight: 600; }
.filter { display: flex; flex-wrap: wrap; align-items: center; gap: 8px; flex: 1; min-width: 0; }
.search { position: relative; flex: 0 1 240px; min-width: 180px; }
.search input, .signin input {
  width: 100%; height: 32px; padding: 0 32px 0 10px; border: 1px solid var(--line); border-radius: 7px;
  background: var(--surface);
}
input::placeholder { color: var(--muted); opacity: 1; }
.search kbd { position: absolute; right: 7px; top: 6px; }
.search:focus-within kbd { display: none; }
kbd {
  display: inline-block; min-width: 20px; padding: 0 5px; border: 1px solid var(--line); border-radius: 4px;
  color: var(--muted); background: var(--ground); font: var(--small)/18px var(--mono); text-align: center;
}
.menus { display: contents; }
.menus > summary { display: none; }
.menus > div { display: flex; flex-wrap: wrap; gap: 8px; }
.menus::details-content { display: contents; }
.menu {
  display: inline-flex; align-items: center; height: 32px; padding-left: 10px; border: 1px solid var(--line);
  border-radius: 7px; background: var(--surface); min-width: 0;
}
.menu span { font-size: var(--small); color: var(--muted); }
.menu select {
  font-size: var(--small); height: 30px; min-width: 0; max-width: 150px; padding: 0 6px; border: 0;
  border-radius: 7px; background: var(--surface); text-overflow: ellipsis; cursor: pointer;
}
.menu:focus-within { outline: 2px solid var(--accent); outline-offset: 1px; }
.menu select:focus-visible { outline: none; }
.menu.used { border-color: var(--accent); }
.menu.used select { color: var(--accent); font-weight: 600; }
.chips { display: flex; flex-wrap: wrap; align-items: center; gap: 8px; min-width: 0; }
.chips:empty { display: none; }
.chip {
  display: inline-flex; gap: 8px; max-width: 260px; padding: 5px 10px; border-radius: 7px;
  background: var(--accent-tint); font-size: var(--small); font-weight: 600;
}
.chip span:first-child { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.clear { font-size: var(--small); }
.toolbar, .pager { display: flex; flex-wrap: wrap; align-items: center; gap: 8px; padding: 12px 16px; }
.toolbar { border-bottom: 1px solid var(--line); }
.toolbar .space { flex: 1; }
.pager { justify-content: flex-end; border-top: 1px solid var(--line); }
.pager:empty { display: none; }
.command {
  display: flex; align-items: center; gap: 12px; width: 100%; padding: 8px 8px 8px 12px;
  border: 1px solid var(--line); border-radius: 8px; background: var(--ground);
}
.command code { flex: 1; min-width: 0; overflow-wrap: anywhere; }
.signin { max-width: 420px; margin: 48px auto; justify-items: stretch; }
.signin input { padding-right: 10px; border-color: var(--edge); }
.trouble { color: var(--bad); }
.trouble:empty { display: none; }

/* States. */
.dot { flex: none; display: inline-block; width: 8px; height: 8px; border-radius: 50%; background: var(--edge); }
[data-state="ok"] > .dot, .dot[data-state="ok"] { background: var(--ok); }
[data-state="warn"] > .dot, .dot[data-state="warn"] { background: var(--tone-warn); }
[data-state="bad"] > .dot, .dot[data-state="bad"] { background: var(--tone-bad); }
[data-state="busy"] > .dot, .dot[data-state="busy"] {
  background: var(--accent); animation: pulse 1.4s ease-in-out infinite;
}
.dots { display: inline-flex; align-items: center; gap: 3px; }
.dots b { margin-left: 3px; font-size: var(--small); font-weight: 400; color: var(--muted); }
.badge {
  display: inline-flex; align-items: center; gap: 6px; padding: 2px 8px 2px 7px; border-radius: 10px;
  background: var(--hover); color: var(--muted); font-size: var(--small); line-height: 16px; white-space: nowrap;
}
.badge[data-state="ok"] { background: var(--ok-tint); color: var(--ok); }
.badge[data-state="warn"] { background: var(--warn-tint); color: var(--warn); }
.badge[data-state="bad"] { background: var(--bad-tint); color: var(--bad); }
.badge[data-state="busy"] { background: var(--accent-tint); color: var(--accent); }
.badge .left { padding-left: 6px; border-left: 1px solid color-mix(in srgb, currentColor 35%, transparent); }
@keyframes pulse { 50% { opacity: 0.35; } }

/* Figures. */
.cards { display: grid; grid-template-columns: repeat(4, minmax(0, 1fr)); gap: 16px; }
.card {
  position: relative; min-width: 0; min-height: 126px; padding: 14px 16px 34px; overflow: hidden;
  background: var(--surface); border: 1px solid var(--line); border-radius: var(--radius); box-shadow: var(--shadow);
}
.card .line { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 10px; margin: 2px 0; }
.figure { font-size: var(--figure); font-weight: 600; line-height: 1.3; letter-spacing: -0.01em; white-space: nowrap; }
.trend { font-size: var(--small); color: var(--muted); white-space: nowrap; }
.trend[data-state="ok"] { color: var(--ok); }
.trend[data-state="bad"] { color: var(--bad); }
/* One point makes no line, and needs no room for it. */
.card:has(> .spark:empty) { min-height: 0; padding-bottom: 14px; }
.spark { position: absolute; left: 16px; bottom: 6px; width: calc(100% - 32px); height: 26px; }
.spark .line {
  fill: none; stroke: var(--edge); stroke-width: 1.25; vector-effect: non-scaling-stroke; stroke-linejoin: round;
}
.statistics {
  display: grid; grid-template-columns: repeat(6, minmax(0, 1fr)); margin-bottom: 16px; background: var(--surface);
  border: 1px solid var(--line); border-radius: var(--radius); box-shadow: var(--shadow); overflow: hidden;
}
.statistics > div { padding: 12px 16px; box-shadow: -1px -1px 0 var(--line); }
.statistics dd { font-size: var(--figure); font-weight: 600; line-height: 1.3; white-space: nowrap; }
.statistics dt { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.facts { display: grid; grid-template-columns: repeat(4, minmax(0, 1fr)); gap: 14px 24px; }
.facts.six { grid-template-columns: repeat(6, minmax(0, 1fr)); }
.grid .facts { grid-template-columns: repeat(3, minmax(0, 1fr)); }
.grid > .stack { grid-template-rows: auto 1fr; }
.facts > div { min-width: 0; }
.facts + .muted { margin-top: 20px; }
.muted + .command { margin-top: 8px; }

/* Charts. */
.stage { position: relative; border-radius: 4px; outline-offset: 4px; }
.plot { display: block; width: 100%; height: 184px; overflow: visible; }
.plot text { fill: var(--muted); font-size: var(--small); }
.rule line { stroke: var(--line); }
.rule.base line { stroke: var(--edge); }
.cursor { fill: var(--text); opacity: 0.07; }
.plot rect[data-tone] { stroke: none; }
[data-tone="calm"] { --tone: var(--tone-calm); }
[data-tone="warn"] { --tone: var(--tone-warn); }
[data-tone="bad"] { --tone: var(--tone-bad); }
[data-tone="one"] { --tone: var(--tone-one); }
[data-tone="two"] { --tone: var(--tone-two); }
[data-tone="three"] { --tone: var(--tone-three); }
[data-tone="four"] { --tone: var(--tone-four); }
.plot [data-tone] { fill: var(--tone); }
.plot .line { fill: none; stroke: var(--tone); stroke-width: 1.75; stroke-linejoin: round; stroke-linecap: round; }
.legend {
  display: flex; flex-wrap: wrap; gap: 4px 16px; margin-top: 8px; padding-left: 46px; font-size: var(--small);
  color: var(--muted);
}
.legend li { display: flex; align-items: center; gap: 6px; }
.swatch { flex: none; width: 10px; height: 10px; border-radius: 3px; background: var(--tone); }
.tip {
  position: absolute; top: 4px; left: var(--x); z-index: 5; min-width: 150px; padding: 8px 12px; border-radius: 8px;
  background: var(--raised); box-shadow: var(--shadow-high); font-size: var(--small); pointer-events: none;
}
.tip.left { transform: translateX(-100%); }
.tip strong { display: block; margin-bottom: 4px; font-weight: 600; white-space: nowrap; }
.tip div { display: flex; align-items: center; gap: 8px; line-height: 20px; white-space: nowrap; }
.tip div > i:not(.swatch) { width: 10px; }
.tip span { color: var(--muted); }
.tip b { margin-left: auto; padding-left: 12px; font-weight: 600; }

/* Tables. */
.table { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; }
th, td { padding: 9px 10px; text-align: left; vertical-align: middle; white-space: nowrap; }
th:first-child, td:first-child { padding-left: 16px; }
th:last-child, td:last-child { padding-right: 16px; }
thead th { padding-block: 8px; border-bottom: 1px solid var(--line); }
tbody tr + tr > * { border-top: 1px solid var(--line); }
.number { text-align: right; }
tr[data-row]:hover { background: var(--hover); }
tr[data-row]:has(a.row) { cursor: pointer; }
tr:has(a.row:focus-visible) { outline: 2px solid var(--accent); outline-offset: -2px; background: var(--hover); }
a.row { color: inherit; }
tr a.row:focus-visible { outline: none; }
td { max-width: 180px; overflow: hidden; text-overflow: ellipsis; }
td.c-time { color: var(--muted); }
td.c-id { max-width: 128px; }
td.c-model, td.c-routed { max-width: 200px; }
td.c-provider { max-width: 110px; }
td.c-error { max-width: 240px; color: var(--muted); }
.c-error b { color: var(--bad); font-weight: 400; }
td.c-message { max-width: none; min-width: 240px; white-space: normal; color: var(--muted); }
td.c-message .text { display: -webkit-box; -webkit-line-clamp: 3; -webkit-box-orient: vertical; overflow: hidden; }
td.c-target { max-width: 380px; }
td.c-request { max-width: 150px; }
td.c-class a, td.c-class b { color: var(--bad); font-weight: 600; }
[data-state="warn"] > td.c-class a, [data-state="warn"] > td.c-class b { color: var(--warn); }
.counter { display: flex; align-items: center; gap: 8px; min-width: 110px; }
.counter i {
  order: 1; width: calc(var(--length) * 0.6); min-width: 2px; height: 8px; border-radius: 2px;
  background: var(--tone-bad);
}
[data-state="warn"] .counter i { background: var(--tone-warn); }
.counter b { min-width: 4ch; text-align: right; font-weight: 600; }
.tokens th, .tokens td { padding: 6px 0; }
.tokens th { width: 110px; }
.tokens .meter { width: 99%; max-width: none; padding-inline: 8px 16px; }
.meter i {
  display: block; width: var(--length); min-width: 1px; height: 8px; border-radius: 2px; background: var(--tone-two);
}
.tokens .sum th, .tokens .sum td { font-weight: 600; color: var(--text); }

/* Variants and attempts. */
.targets > li { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 12px; padding: 10px 0; }
.targets > li + li { border-top: 1px solid var(--line); }
.targets > li:first-child { padding-top: 0; }
.targets > li:last-child { padding-bottom: 0; }
.target { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 10px; flex: 1 1 140px; min-width: 0; }
.target strong { font-weight: 500; overflow-wrap: anywhere; min-width: 0; }
.reason { order: 9; flex-basis: 100%; font-size: var(--small); color: var(--muted); }
.reason b { font-weight: 600; color: var(--warn); }
[data-state="problem"] > .reason b { color: var(--bad); }
.plan .reason { padding-left: 32px; }
.position {
  flex: none; display: inline-grid; place-items: center; width: 20px; height: 20px; border-radius: 50%;
  background: var(--hover); color: var(--muted); font-size: var(--small);
}
.waterfall { display: grid; gap: 0; }
.attempt, .scale { display: grid; grid-template-columns: minmax(220px, 380px) minmax(0, 1fr); gap: 4px 24px; }
.attempt { padding: 12px 0; border-top: 1px solid var(--line); }
.attempt:last-child { padding-bottom: 0; }
.attempt-head { display: flex; align-items: flex-start; gap: 10px; min-width: 0; }
.attempt-head .target { flex: 1; }
.attempt { grid-template-rows: auto auto 1fr; }
.attempt-head { grid-row: 1 / span 3; }
.attempt > pre, .attempt > .notes { grid-column: 2; }
.track { position: relative; grid-column: 2; height: 20px; border-radius: 4px; background: var(--hover); }
.scale .track { height: 20px; background: none; }
.scale span {
  position: absolute; left: var(--start); padding-left: 5px; border-left: 1px solid var(--line);
  font-size: var(--small); color: var(--muted); white-space: nowrap;
}
.span {
  position: absolute; top: 0; bottom: 0; left: min(var(--start), 100% - 3px); width: var(--length);
  max-width: max(3px, 100% - var(--start)); border-radius: 4px; background: var(--tone);
}
.span.waited {
  min-width: 3px; background: color-mix(in srgb, var(--tone) 45%, var(--surface)); border-radius: 4px 0 0 4px;
}
.tick { position: absolute; top: -3px; bottom: -3px; left: min(var(--start), 100% - 2px); width: 2px; background: var(--text); }
.attempt[data-state="ok"] { --tone: var(--ok); }
.attempt[data-state="warn"] { --tone: var(--tone-warn); }
.attempt[data-state="bad"] { --tone: var(--tone-bad); }
.notes { display: flex; flex-wrap: wrap; gap: 0 14px; }
pre {
  padding: 10px 12px; border-radius: 8px; background: var(--ground); white-space: pre-wrap; max-height: 320px;
  overflow: auto;
}
.plain li + li { margin-top: 6px; }
.plain li { overflow-wrap: anywhere; }

/* Help. */
dialog {
  width: min(440px, calc(100vw - 32px)); padding: 24px; border: 0; border-radius: 12px; background: var(--raised);
  color: inherit; box-shadow: var(--shadow-high);
}
dialog::backdrop { background: rgb(10 12 16 / 45%); }
dialog dl { display: grid; gap: 10px; margin: 16px 0 20px; }
dialog dl div { display: flex; align-items: baseline; gap: 16px; }
dialog dt { display: flex; gap: 4px; flex: 0 0 104px; }

/* Loading. */
.skeleton { display: grid; gap: 10px; }
.skeleton i, .bone {
  display: block; height: 12px; border-radius: 4px; background: var(--line);
  animation: pulse 1.6s ease-in-out infinite;
}
.skeleton i:nth-child(3n) { width: 60%; }
.bone { width: 70%; min-width: 32px; margin: 4px 0; }
tr[data-state="busy"] { background: color-mix(in srgb, var(--accent-tint) 45%, transparent); }
tr[data-row] { transition: background-color 0.8s; }

@media (max-width: 1280px) {
  .c-ttft { display: none; }
  .statistics { grid-template-columns: repeat(3, minmax(0, 1fr)); }
  th, td { padding-inline: 7px; }
  td.c-model, td.c-routed { max-width: 150px; }
  td.c-id { max-width: 96px; }
  td.c-error { max-width: 140px; }
  td.c-target { max-width: 240px; }
}

@media (max-width: 960px) {
  .grid { grid-template-columns: minmax(0, 1fr); }
  .attempt, .scale { grid-template-columns: minmax(0, 1fr); }
  .attempt { grid-template-rows: none; }
  .attempt-head { grid-row: auto; }
  .attempt > pre, .attempt > .notes, .track { grid-column: 1; }
}

@media (max-width: 720px) {
  .bar { flex-wrap: wrap; gap: 0 12px; padding: 8px 12px 0; }
  nav[aria-label="Pages"] { order: 3; flex-basis: 100%; min-height: 38px; justify-content: space-between; }
  main { padding: 16px 12px 40px; }
  #notices { padding: 0 12px; }
  .cards { grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 8px; }
  .card { padding: 12px 12px 32px; }
  .stack, .grid { gap: 12px; }
  .statistics { grid-template-columns: repeat(2, minmax(0, 1fr)); }
  .statistics > div { padding: 10px 12px; }
  .filter, .search { flex-basis: 100%; }
  .segments { flex: none; max-width: 100%; }
  .filter > .segments { width: 100%; justify-content: space-between; }
  .menus { display: block; width: 100%; }
  .menus::details-content { display: block; }
  .menus > summary { display: inline-flex; list-style: none; }
  .menus > div { display: grid; grid-template-columns: minmax(0, 1fr); margin-top: 8px; }
  .menu select { flex: 1; max-width: none; text-align: right; }
  .blank { padding: 20px 16px; }
  .command { flex-wrap: wrap; }
  .command code { flex-basis: 100%; }
  .toolbar { padding: 12px; }
  .wide { display: none; }
  .facts, .facts.six, .grid .facts { grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 12px 16px; }
  .head .actions { margin-left: 0; }
  .head > .muted { line-height: 1.45; }
  .targets .button { order: 10; margin-left: auto; }
  .legend { padding-left: 0; }

  /* Rows become cards. */
  .table > table > thead { display: none; }
  .table > table, .table > table > tbody { display: block; }
  .table > table > tbody > tr {
    display: grid; grid-template-columns: repeat(4, minmax(0, 1fr)); grid-auto-flow: dense; gap: 8px 12px;
    padding: 12px 16px;
  }
  .table > table > tbody > tr + tr { border-top: 1px solid var(--line); }
  .table > table > tbody > tr > td {
    display: block; max-width: none; min-width: 0; padding: 0; border: 0; text-align: left; grid-column: span 2;
  }
  .table > table > tbody > tr > td::before {
    content: attr(data-label); display: block; font-size: var(--small); color: var(--muted); line-height: 1.3;
  }
  .table td.c-id { order: -2; }
  .table td.c-status { order: -1; text-align: right; }
  .table td:is(.c-id, .c-status, .c-class, .c-count)::before { display: none; }
  .table td.c-id a { font-size: var(--body); color: var(--accent); }
  .table td.c-routed, .table td:is(.c-error, .c-message, .c-target) { grid-column: 1 / -1; }
  .table td.c-ttft { display: block; }
  .table td:is(.c-attempts, .c-stream, .c-tokens, .c-cost, .c-ttft, .c-duration) { grid-column: span 1; }
  .table td.c-error:empty { display: none; }
  .table td.c-error { white-space: normal; display: -webkit-box; -webkit-line-clamp: 3; -webkit-box-orient: vertical; }
}

@media (prefers-reduced-motion: reduce) {
  *, *::before, *::after { animation: none !important; transition: none !important; }
}

@media (forced-colors: active) {
  .dot, .swatch, .span, .meter i, .counter i, .plot { forced-color-adjust: none; }
}

"""#),
]
}
