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
