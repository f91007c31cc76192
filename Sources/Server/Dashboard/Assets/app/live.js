// The one connection over which the proxy tells what happens.

/** Longest wait before the connection is tried again, in milliseconds: a proxy that was restarted is found soon. */
const LONGEST_WAIT = 15000;
/** Finished exchanges that are remembered: what a list may miss while it is being read. */
const RECENT_LIMIT = 200;
/** How long an exchange that runs no longer is still shown until its end is told, in milliseconds. */
const END_PATIENCE = 2000;

/**
 * What runs now, what just finished and what cools, as events: `running`, `finished` (detail: the exchange),
 * `cooldowns`, `state`, and `resync` when something may have been missed and lists should be read again.
 */
class Live extends EventTarget {
  /** `connecting`, `live`, `lost`, `paused` or `off`. */
  state = 'off';
  /** Exchanges that run now, as the proxy told them last. */
  running = [];
  /** When `running` was told, by `performance.now()`. */
  runningAt = 0;
  /** Targets that cool; `null` until it is known. */
  cooldowns = null;
  /** The last finished exchanges, newest first. */
  recent = [];
  #source = null;
  #wait = 1000;
  #timer = 0;
  #hadConnection = false;

  /** Connects; does nothing if that is done already. */
  open() {
    if (this.#source) return;
    clearTimeout(this.#timer);
    if (this.state !== 'lost') this.#enter('connecting');
    const source = new EventSource('/api/live');
    this.#source = source;
    source.addEventListener('open', () => this.#opened());
    source.addEventListener('error', () => this.#failed());
    this.#listen('running', (data) => this.#take([...data.running, ...this.#ending(data.running)]));
    this.#listen('finished', (exchange) => this.#finish(exchange));
    this.#listen('cooldowns', (data) => {
      this.cooldowns = data.cooldowns;
      this.#tell('cooldowns');
    });
    this.#listen('reset', () => this.#tell('resync'));
  }

  /** Disconnects until {@link open} is called. */
  close(state = 'off') {
    clearTimeout(this.#timer);
    this.#source?.close();
    this.#source = null;
    this.#take([]);
    this.#enter(state);
  }

  /** Pauses, or goes on. */
  toggle() {
    if (this.state === 'off') return;
    if (this.state === 'paused') this.open();
    else this.close('paused');
  }

  /** How long a running exchange has been going on, in milliseconds. */
  elapsed(running) {
    return running.elapsed_ms + performance.now() - this.runningAt;
  }

  #opened() {
    this.#wait = 1000;
    this.#enter('live');
    // What happened in between may be gone from the proxy's memory, or the proxy may be another one.
    if (this.#hadConnection) this.#tell('resync');
    this.#hadConnection = true;
  }

  #failed() {
    this.#take([]);
    this.#enter('lost');
    if (this.#source.readyState !== EventSource.CLOSED) return;
    this.#source = null;
    this.#timer = setTimeout(() => this.open(), this.#wait);
    this.#wait = Math.min(this.#wait * 2, LONGEST_WAIT);
  }

  #finish(exchange) {
    this.running = this.running.filter((running) => running.request_id !== exchange.request_id);
    this.recent = [exchange, ...this.recent].slice(0, RECENT_LIMIT);
    this.dispatchEvent(new CustomEvent('finished', { detail: exchange }));
  }

  /** Exchanges that left the list of running ones, and whose end is not told yet: they keep their place until then. */
  #ending(running) {
    const known = new Set([...running, ...this.recent].map((exchange) => exchange.request_id));
    const now = performance.now();
    const kept = this.running.filter((exchange) => !known.has(exchange.request_id))
      .map((exchange) => ({ leftAt: now, ...exchange, elapsed_ms: this.elapsed(exchange) }))
      .filter((exchange) => now - exchange.leftAt < END_PATIENCE);
    if (kept.length) setTimeout(() => this.#drop(kept), END_PATIENCE);
    return kept;
  }

  #drop(exchanges) {
    const ids = new Set(exchanges.map((exchange) => exchange.request_id));
    const rest = this.running.filter((exchange) => !(exchange.leftAt && ids.has(exchange.request_id)));
    if (rest.length === this.running.length) return;
    this.running = rest;
    this.#tell('running');
  }

  #take(running) {
    this.running = running;
    this.runningAt = performance.now();
    this.#tell('running');
  }

  #listen(name, take) {
    this.#source.addEventListener(name, (event) => take(JSON.parse(event.data)));
  }

  #enter(state) {
    if (this.state === state) return;
    this.state = state;
    this.#tell('state');
  }

  #tell(name) {
    this.dispatchEvent(new Event(name));
  }
}

export const live = new Live();
