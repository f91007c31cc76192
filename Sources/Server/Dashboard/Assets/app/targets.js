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
