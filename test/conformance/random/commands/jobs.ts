import { BACK_OFF_MS, drawVariables, ERRORS, JOB_TYPES, TIME_OUT_MS } from '../vocabulary.ts';
import { anyJob, say } from './situation.ts';
import type { Kind } from './situation.ts';

export const complete: Kind = (situation) => {
  const job = anyJob(situation);
  if (job === undefined) return undefined;
  const variables = drawVariables(situation.draw);
  return { text: say('complete', job.elementId, variables), make: () => situation.player.complete(job, variables) };
};

export const activate: Kind = ({ player, draw, open }) => {
  if (open.jobs.size === 0) return undefined;
  const [type, max] = [draw.pick([...JOB_TYPES, 'send']), draw.whole(1, 4)];
  return { text: say('activate', max, type), make: () => player.activate(type, { max, timeoutMs: TIME_OUT_MS, ...(draw.chance(0.3) ? { fetch: ['a', 'x', 'item'] } : {}) }) };
};

export const fail: Kind = (situation) => {
  const { player, draw } = situation;
  const job = anyJob(situation);
  if (job === undefined) return undefined;
  const how = { retries: draw.weighted([[3, 0], [2, 1], [1, 2]]), backOffMs: draw.chance(0.3) ? BACK_OFF_MS : 0, ...(draw.chance(0.4) ? { variables: drawVariables(draw) } : {}) };
  return { text: say('fail', job.elementId, how), make: () => player.fail(job, how) };
};

export const throwError: Kind = (situation) => {
  const { player, draw } = situation;
  const job = anyJob(situation);
  // Zeebe 8.5.8 breaks on an error that a job of a message event throws.
  if (job === undefined || /^(throw|end)/.test(job.elementId)) return undefined;
  const [code, variables] = [draw.pick([...ERRORS, 'e9']), draw.chance(0.5) ? drawVariables(draw) : {}];
  return { text: say('throw', code, job.elementId, variables), make: () => player.throwError(job, code, 'on purpose', variables) };
};

export const updateRetries: Kind = (situation) => {
  const job = anyJob(situation);
  if (job === undefined) return undefined;
  const retries = situation.draw.whole(0, 3);
  return { text: say('retries', job.elementId, retries), make: () => situation.player.updateRetries(job, retries) };
};

export const updateTimeout: Kind = (situation) => {
  const job = anyJob(situation);
  return job === undefined ? undefined : { text: say('timeout', job.elementId), make: () => situation.player.updateTimeout(job, TIME_OUT_MS + 60_000) };
};
