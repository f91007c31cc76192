// Round distances between the marks of an axis.

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const LONG_STEPS = [10 * SECOND, 15 * SECOND, 30 * SECOND]
  .concat([1, 2, 5, 10, 15, 30, 60, 120, 360, 720, 1440].map((minutes) => minutes * MINUTE));

/** The least round number that is not below `least`: 1, 2, 2.5 or 5 with any number of noughts. */
export function roundStep(least) {
  const power = 10 ** Math.floor(Math.log10(least));
  return [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((step) => step >= least) ?? 10 * power;
}

/** The same for milliseconds: beyond a few seconds what is round on a clock. */
export function roundTimeStep(least) {
  if (least <= 5 * SECOND) return roundStep(least);
  return LONG_STEPS.find((step) => step >= least) ?? LONG_STEPS.at(-1) * Math.ceil(least / LONG_STEPS.at(-1));
}
