// Which page an address means, and how one gets from one to the next.

const pages = [];
let current = null;
let notFound = null;
let list = '/requests';

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
  document.addEventListener('click', follow(host));
  addEventListener('popstate', () => show(host));
  show(host);
}

/** Goes to an address of ours. */
export function go(address, { replace = false } = {}) {
  history[replace ? 'replaceState' : 'pushState'](null, '', address);
  dispatchEvent(new PopStateEvent('popstate'));
}

/** The query of the address as it is now. */
export function query() {
  return new URLSearchParams(location.search);
}

/** The list of requests as it was left, with its filter. */
export function lastList() {
  return list;
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
  if (path === '/requests') list = path + location.search;
  if (current?.path === path && current.update) return current.update(query());
  leave();
  const found = pages.find(({ pattern }) => pattern.test(path));
  const controller = new AbortController();
  current = { path, controller, update: null };
  document.title = found ? `${found.title} · Claude Proxy` : 'Claude Proxy';
  mark(path);
  host.replaceChildren();
  scrollTo(0, 0);
  const groups = found ? found.pattern.exec(path).slice(1).map(decoded) : [];
  current.update = (found?.open ?? notFound)(host, { groups, query: query(), signal: controller.signal }) ?? null;
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
    go(link.pathname + link.search);
    if (document.activeElement !== link) return;
    host.focus({ preventScroll: true });
  };
}
