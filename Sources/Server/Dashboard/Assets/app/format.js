// Numbers and times as text. Every function gives `null` for what is not known: never 0.

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const grouped = new Intl.NumberFormat('en-US', { maximumFractionDigits: 6 });
const clock = formatter({ hour: '2-digit', minute: '2-digit', second: '2-digit' });
const shortClock = formatter({ hour: '2-digit', minute: '2-digit' });
const dayMonth = formatter({ day: 'numeric', month: 'short' });
const monthYear = formatter({ month: 'short', year: 'numeric' });
const dayMonthUTC = formatter({ day: 'numeric', month: 'short', timeZone: 'UTC' });
const monthYearUTC = formatter({ month: 'short', year: 'numeric', timeZone: 'UTC' });
const whole = formatter({
  day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit',
});

function formatter(options) {
  return new Intl.DateTimeFormat('en-GB', { ...options, hourCycle: 'h23' });
}

const known = (value) => typeof value === 'number' && Number.isFinite(value);
/** At most three digits, without trailing zeros: 1.23, 12.3, 123. */
const short = (value) => String(Number(value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0)));

/** A count in few letters: `842`, `12.3k`, `1.2M`, `3.4B`. */
export function count(value) {
  if (!known(value)) return null;
  if (Math.abs(value) < 999.5) return short(value);
  const [size, letter] = [[1e9, 'B'], [1e6, 'M'], [1e3, 'k']].find(([size]) => Math.abs(value) >= size * 0.9995);
  const scaled = value / size;
  return (scaled < 10 ? String(Number(scaled.toFixed(1))) : short(scaled)) + letter;
}

/** A count with all its digits as long as they are few: `9,871`, `123k`. */
export function tally(value) {
  return known(value) && Math.abs(value) < 1e5 ? exact(value) : count(value);
}

/** A number with all its digits: `12,345`. */
export function exact(value) {
  return known(value) ? grouped.format(value) : null;
}

/** A share between 0 and 1: `99.2%`; only what is whole is shown as 100%. */
export function percent(share) {
  if (!known(share)) return null;
  const value = share * 100;
  if (value > 99.9 && value < 100) return '>99.9%';
  if (value > 0 && value < 0.1) return '<0.1%';
  return `${Number(value.toFixed(1))}%`;
}

/** US dollars with the digits that matter: `$0`, `$0.0042`, `$1.23`, `$12.3k`. */
export function money(usd) {
  if (!known(usd)) return null;
  if (usd === 0) return '$0';
  if (usd < 0.0001) return '<$0.0001';
  if (usd < 1) return `$${usd.toFixed(Math.max(2, 1 - Math.floor(Math.log10(usd))))}`;
  return usd < 1000 ? `$${usd.toFixed(usd < 100 ? 2 : 0)}` : `$${count(usd)}`;
}

/** A span of time: `840 ms`, `2.34 s`, `3 min 12 s`, `2 h 5 min`, `3 d 4 h`. */
export function duration(milliseconds) {
  if (!known(milliseconds)) return null;
  if (milliseconds < 0.95) return milliseconds === 0 ? '0 ms' : '<1 ms';
  if (milliseconds < 999.5) return `${Math.round(milliseconds)} ms`;
  if (milliseconds < 59950) return `${short(milliseconds / SECOND)} s`;
  if (milliseconds < HOUR) return parts(milliseconds, MINUTE, 'min', SECOND, 's');
  if (milliseconds < DAY) return parts(milliseconds, HOUR, 'h', MINUTE, 'min');
  return parts(milliseconds, DAY, 'd', HOUR, 'h');
}

function parts(milliseconds, big, bigName, small, smallName) {
  const units = Math.round(milliseconds / small);
  const [first, rest] = [Math.floor(units / (big / small)), units % (big / small)];
  return rest ? `${first} ${bigName} ${rest} ${smallName}` : `${first} ${bigName}`;
}

/** What is left of a wait, in whole seconds and counting down: `0:42`, `12:03`, `2 h 5 min`. */
export function countdown(milliseconds) {
  const seconds = Math.max(0, Math.ceil(milliseconds / SECOND));
  if (seconds >= 3600) return duration(seconds * SECOND);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** The time of day; with the date in front where it is not today's. */
export function time(at, now = Date.now()) {
  if (!known(at)) return null;
  return sameDay(at, now) ? clock.format(at) : `${dayMonth.format(at)} ${clock.format(at)}`;
}

/** The date and the time to the second. */
export function dateTime(at) {
  return known(at) ? whole.format(at) : null;
}

/** A bucket of a chart: `14:05–14:10`, `12 Nov 14:00–15:00`; whole days as the proxy counts them: `12 Nov UTC`. */
export function span(start, end, now = Date.now()) {
  if (start % DAY === 0 && end % DAY === 0) {
    const [first, last] = [dayMonthUTC.format(start), dayMonthUTC.format(end - 1)];
    return first === last ? `${first} UTC` : `${first} – ${last} UTC`;
  }
  if (end - start >= DAY) {
    const last = end - 1;
    return sameDay(start, last) ? dayMonth.format(start) : `${dayMonth.format(start)} – ${dayMonth.format(last)}`;
  }
  const day = sameDay(start, now) ? '' : `${dayMonth.format(start)} `;
  return `${day}${shortClock.format(start)}–${shortClock.format(end)}`;
}

/** A mark on a time axis whose marks lie `step` milliseconds apart; of days in UTC for bars that are such days. */
export function axisTime(at, step, isUTC) {
  if (isUTC) return (step >= 28 * DAY ? monthYearUTC : dayMonthUTC).format(at);
  if (step >= 28 * DAY) return monthYear.format(at);
  if (step >= DAY) return dayMonth.format(at);
  const date = new Date(at);
  return date.getHours() === 0 && date.getMinutes() === 0 ? dayMonth.format(at) : shortClock.format(at);
}

/** How long ago: `just now`, `3 min ago`. */
export function ago(at, now = Date.now()) {
  if (!known(at)) return null;
  const passed = now - at;
  if (passed < 5 * SECOND) return 'just now';
  const [size, name] = [[DAY, 'd'], [HOUR, 'h'], [MINUTE, 'min'], [SECOND, 's']].find(([size]) => passed >= size);
  return `${Math.floor(passed / size)} ${name} ago`;
}

/** A size: `812 B`, `12.3 kB`. */
export function bytes(value) {
  if (!known(value)) return null;
  if (value < 1000) return `${value} B`;
  return value < 1e6 ? `${short(value / 1e3)} kB` : `${short(value / 1e6)} MB`;
}

/** `rate_limited` as words: `rate limited`. */
export function words(name) {
  return typeof name === 'string' ? name.replaceAll('_', ' ') : null;
}

function sameDay(left, right) {
  return new Date(left).toDateString() === new Date(right).toDateString();
}
