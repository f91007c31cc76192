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
