import { expect } from 'chai';
import { bpmn, endEvent, flow, ioMapping, serviceTask, startEvent } from '../support/bpmn.ts';
import { field } from '../support/engine-rule.ts';
import type { EngineRule } from '../support/engine-rule.ts';
import { scenario } from '../support/scenario.ts';

const oneTask = (extensions = '') =>
  bpmn('order', startEvent() + serviceTask('weigh', { extensions }) + endEvent() + flow('start', 'weigh', 'end'));

async function incidentKey(rule: EngineRule): Promise<string> {
  return rule.events({ valueType: 'INCIDENT', intent: 'CREATED' }).at(-1)!.key;
}

describe('jobs', () => {
  scenario('an instance waits at its task and goes on with what the worker found', async (rule) => {
    await rule.deploy('order', oneTask());
    const instance = await rule.create('order', { lot: 'L1' });
    const job = await rule.work('weigh', { net: 12.5 });

    expect(JSON.parse(job.variables)).to.deep.equal({ lot: 'L1' });
    expect(rule.variables(instance)).to.deep.equal({ lot: 'L1', net: 12.5 });
    expect(rule.steps(instance)).to.deep.equal([
      'order ACTIVATING', 'order ACTIVATED', 'start ACTIVATING', 'start ACTIVATED', 'start COMPLETING', 'start COMPLETED',
      'weigh ACTIVATING', 'weigh ACTIVATED', 'weigh COMPLETING', 'weigh COMPLETED',
      'end ACTIVATING', 'end ACTIVATED', 'end COMPLETING', 'end COMPLETED', 'order COMPLETING', 'order COMPLETED',
    ]);
    expect(rule.isDone(instance)).to.equal(true);
  });

  scenario('numbers keep every digit on their way through an instance', async (rule) => {
    await rule.deploy('order', oneTask());
    await rule.create('order', '{"tare": 12.50, "serial": 12345678901234567890, "nested": {"x": [1.10]}}');
    const job = await rule.job('weigh');
    expect(job.variables).to.equal('{"tare":12.50,"nested":{"x":[1.10]},"serial":12345678901234567890}');
  });

  scenario('a mapping decides what goes in and out', async (rule) => {
    await rule.deploy('order', oneTask(ioMapping({ inputs: { 'item.id': '=lot' }, outputs: { 'weighing.net': '=net' } })));
    const instance = await rule.create('order', { lot: 'L1', weighing: { scale: 'S1' } });
    await rule.work('weigh', { net: 3, noise: true });
    expect(rule.variables(instance)).to.deep.equal({ lot: 'L1', weighing: { scale: 'S1', net: 3 } });
  });

  scenario('a failed job waits for its back-off', async (rule) => {
    await rule.deploy('order', oneTask());
    const instance = await rule.create('order');
    const job = await rule.job('weigh');
    await rule.accepted({ valueType: 'JOB', intent: 'FAIL', key: job.key, value: { retries: 2, errorMessage: 'scale is off', retryBackoff: 5_000 } });
    expect(await rule.jobs('weigh')).to.deep.equal([]);
    await rule.advance(4_999);
    expect(await rule.jobs('weigh')).to.deep.equal([]);
    await rule.advance(1);
    expect((await rule.work('weigh')).retries).to.equal(2);
    expect(rule.isDone(instance)).to.equal(true);
  });

  scenario('a job whose worker is too slow is given to another', async (rule) => {
    await rule.deploy('order', oneTask());
    await rule.create('order');
    const [first] = await rule.jobs('weigh', 1, 1_000);
    expect(await rule.jobs('weigh')).to.deep.equal([]);
    await rule.advance(1_000);
    const [second] = await rule.jobs('weigh', 1);
    expect(second?.key).to.equal(first?.key);
  });

  scenario('a job without retries stops in an incident until it has some again', async (rule) => {
    await rule.deploy('order', oneTask());
    const instance = await rule.create('order');
    const job = await rule.job('weigh');
    await rule.accepted({ valueType: 'JOB', intent: 'FAIL', key: job.key, value: { retries: 0, errorMessage: 'no scale' } });
    const key = await incidentKey(rule);
    expect(field(rule.event({ valueType: 'INCIDENT' }).value, 'errorMessage')).to.equal('no scale');
    expect(await rule.send({ valueType: 'JOB', intent: 'COMPLETE', key: job.key })).to.include({ kind: 'rejection', type: 'INVALID_STATE' });
    expect(await rule.send({ valueType: 'INCIDENT', intent: 'RESOLVE', key })).to.include({ kind: 'rejection' });
    await rule.accepted({ valueType: 'JOB', intent: 'UPDATE_RETRIES', key: job.key, value: { retries: 1 } });
    await rule.accepted({ valueType: 'INCIDENT', intent: 'RESOLVE', key });
    await rule.work('weigh');
    expect(rule.isDone(instance)).to.equal(true);
  });

  scenario('a cancelled instance takes its job away', async (rule) => {
    await rule.deploy('order', oneTask());
    const instance = await rule.create('order');
    await rule.accepted({ valueType: 'PROCESS_INSTANCE', intent: 'CANCEL', key: instance });
    expect(await rule.jobs('weigh')).to.deep.equal([]);
    expect(rule.isDone(instance)).to.equal(true);
    expect(rule.event({ valueType: 'JOB', intent: 'CANCELED' }).key).to.equal(rule.event({ valueType: 'JOB', intent: 'CREATED' }).key);
  });

  const unknown = [
    ['COMPLETE', {}, 'Expected to complete job with key \'42\', but no such job was found'],
    ['FAIL', { retries: 1 }, 'Expected to fail job with key \'42\', but no such job was found'],
    ['THROW_ERROR', { errorCode: 'x' }, 'Expected to throw an error for job with key \'42\', but no such job was found'],
    ['UPDATE_RETRIES', { retries: 1 }, 'Expected to update retries for job with key \'42\', but no such job was found'],
    ['UPDATE_TIMEOUT', { timeout: 1 }, 'Expected to update job deadline with key \'42\', but no such job was found'],
  ] as const;
  for (const [intent, value, reason] of unknown) {
    scenario(`${intent} of a job that is not there is refused`, async (rule) => {
      const answer = await rule.send({ valueType: 'JOB', intent, key: '42', value } as Parameters<EngineRule['send']>[0]);
      expect(answer).to.deep.equal({ kind: 'rejection', type: 'NOT_FOUND', reason });
    });
  }
});
