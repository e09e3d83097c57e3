import { end, io, job, process, start } from '../diagram.ts';
import { UNKNOWN_KEY } from '../normalise.ts';
import type { Scenario } from '../scenario.ts';

const oneTask = (id: string, more: Parameters<typeof job>[1] = {}) => process(id, [start(), job('work', more), end()], 'start -> work -> end');

export const jobs: Scenario[] = [
  {
    name: 'A job carries type, headers, retries and variables of its scope',
    async play(player) {
      await player.deploy(oneTask('headers', { retries: '7', headers: { unit: 'kg', machine: 'scale 1' }, extensions: io({ in: [['=lot', 'item']] }) }));
      await player.create('headers', { lot: 'L1', big: 12345678901234, exact: 0.30000000000000004 });
      await player.job('work', { worker: 'scale-worker', timeoutMs: 90_000 });
    },
  },
  {
    name: 'Job type and retries may be expressions',
    async play(player) {
      await player.deploy(oneTask('expressed', { type: '="weigh§"', retries: '=1 + count' }));
      const instance = await player.create('expressed', { count: 4 });
      await player.complete(await player.job('weigh'));
      await player.ended(instance);
    },
  },
  {
    name: 'Only the variables that a worker asks for are fetched',
    async play(player) {
      await player.deploy(oneTask('fetching'));
      await player.create('fetching', { a: 1, b: 2, c: 3 });
      await player.job('work', { fetch: ['a', 'c', 'nothing'] });
    },
  },
  {
    name: 'Jobs are given out oldest first and no more than asked for',
    async play(player) {
      await player.deploy(oneTask('many'));
      for (const n of [1, 2, 3]) await player.create('many', { n });
      await player.event('JOB', 'CREATED', { count: 3 });
      await player.activate('work', { max: 2 });
      await player.activate('work', { max: 2 });
      await player.activate('work', { max: 2 });
    },
  },
  {
    name: 'A failed job with retries left can be taken again',
    async play(player) {
      await player.deploy(oneTask('retried'));
      const instance = await player.create('retried');
      await player.fail(await player.job('work'), { retries: 2, message: 'scale did not answer' });
      await player.complete(await player.job('work'));
      await player.ended(instance);
    },
  },
  {
    name: 'A failed job with a back-off comes back after it',
    async play(player) {
      await player.deploy(oneTask('back-off'));
      const instance = await player.create('back-off');
      await player.fail(await player.job('work'), { retries: 1, backOffMs: 30_000 });
      await player.activate('work');
      await player.pass(30_001);
      await player.event('JOB', 'RECURRED_AFTER_BACKOFF');
      await player.complete(await player.job('work'));
      await player.ended(instance);
    },
  },
  {
    name: 'A job failed without retries raises an incident that more retries resolve',
    async play(player) {
      await player.deploy(oneTask('exhausted'));
      const instance = await player.create('exhausted');
      const job = await player.job('work');
      await player.fail(job, { retries: 0, message: 'no connection to scale' });
      const incident = await player.incident();
      await player.activate('work');
      await player.resolve(incident);
      await player.updateRetries(job, 3);
      await player.resolve(incident);
      await player.complete(await player.job('work'));
      await player.ended(instance);
    },
  },
  {
    name: 'A failing job can leave variables in its element',
    async play(player) {
      await player.deploy(oneTask('failing-with-variables'));
      const instance = await player.create('failing-with-variables', { tries: 0 });
      await player.fail(await player.job('work'), { retries: 1, variables: { tries: 1, reason: 'offline' } });
      await player.complete(await player.job('work'));
      await player.ended(instance);
    },
  },
  {
    name: 'A job that is not finished in time can be taken again',
    async play(player) {
      await player.deploy(oneTask('timed-out'));
      const instance = await player.create('timed-out');
      const first = await player.job('work', { timeoutMs: 10_000 });
      await player.pass(40_000);
      await player.event('JOB', 'TIMED_OUT');
      await player.complete(first, { by: 'the first, late' });
      await player.ended(instance);
    },
  },
  {
    name: 'The time-out of a taken job can be moved',
    async play(player) {
      await player.deploy(oneTask('moved'));
      await player.create('moved');
      const job = await player.job('work', { timeoutMs: 10_000 });
      await player.updateTimeout(job, 120_000);
      await player.pass(60_000);
      await player.activate('work');
      await player.pass(120_000);
      await player.event('JOB', 'TIMED_OUT');
      await player.updateTimeout(job, 5_000);
    },
  },
  {
    name: 'A completed job cannot be completed failed or changed again',
    async play(player) {
      await player.deploy(oneTask('twice'));
      const instance = await player.create('twice');
      const job = await player.job('work');
      await player.complete(job);
      await player.ended(instance);
      await player.complete(job);
      await player.fail(job, { retries: 1 });
      await player.throwError(job, 'E1');
      await player.updateRetries(job, 1);
      await player.updateTimeout(job, 1_000);
    },
  },
  {
    name: 'A job in an incident can be neither completed nor failed before it is resolved',
    async play(player) {
      await player.deploy(oneTask('failed-state'));
      await player.create('failed-state');
      const job = await player.job('work');
      await player.fail(job, { retries: 0 });
      await player.complete(job);
      await player.fail(job, { retries: 1 });
      await player.throwError(job, 'E1');
    },
  },
  {
    name: 'Commands on jobs that never were are refused',
    async play(player) {
      const unknown = { key: UNKNOWN_KEY };
      await player.complete(unknown);
      await player.fail(unknown);
      await player.throwError(unknown, 'E1');
      await player.updateRetries(unknown, 1);
      await player.updateTimeout(unknown, 1_000);
    },
  },
  {
    name: 'Retries cannot be set to nothing',
    async play(player) {
      await player.deploy(oneTask('no-retries'));
      await player.create('no-retries');
      const job = await player.job('work');
      await player.updateRetries(job, 0);
      await player.updateRetries(job, -1);
    },
  },
  {
    name: 'A job not taken yet may be completed by its key',
    async play(player) {
      await player.deploy(oneTask('untaken'));
      const instance = await player.create('untaken');
      await player.complete({ key: await player.key('JOB', 'CREATED') });
      await player.ended(instance);
    },
  },
  {
    name: 'Job results reach the process through output mappings only when there are some',
    async play(player) {
      await player.deploy(oneTask('mapped', { extensions: io({ in: [['=lot', 'item']], out: [['=weight.net', 'net'], ['=item', 'weighed.item']] }) }));
      const instance = await player.create('mapped', { lot: 'L1' });
      await player.complete(await player.job('work'), { weight: { net: 11.2, tare: 0.8 }, ignored: true });
      await player.ended(instance);
    },
  },
  {
    name: 'A request for jobs must name a type a number and a time-out',
    async play(player) {
      await player.activate('x', { max: 0 });
      await player.activate('x', { timeoutMs: 0 });
    },
  },
  {
    name: 'A job of an expression that gives no text raises an incident',
    async play(player) {
      await player.deploy(oneTask('typeless', { type: '=kind', retries: '=tries' }));
      const instance = await player.create('typeless', { kind: 5 });
      await player.incident();
      await player.setVariables(instance, { kind: 'weighing', tries: 'many' });
      await player.resolve(await player.incident());
      await player.incident(2);
      await player.setVariables(instance, { tries: 2 });
      await player.resolve(await player.incident(2));
      await player.event('JOB', 'CREATED');
    },
  },
];
