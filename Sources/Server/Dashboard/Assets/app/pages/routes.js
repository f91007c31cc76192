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
