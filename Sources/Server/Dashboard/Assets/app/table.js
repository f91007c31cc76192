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
