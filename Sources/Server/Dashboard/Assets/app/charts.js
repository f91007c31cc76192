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
