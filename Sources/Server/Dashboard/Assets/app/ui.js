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
