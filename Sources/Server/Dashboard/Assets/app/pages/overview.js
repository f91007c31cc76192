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
