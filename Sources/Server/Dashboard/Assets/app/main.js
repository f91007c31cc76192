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
