import { expect } from 'chai';
import type { CommandRequest } from '../../server/engine/index.ts';
import { WaitingCommands } from '../../server/gateway/waiting-commands.ts';

const cancel: CommandRequest = { valueType: 'PROCESS_INSTANCE', intent: 'CANCEL', key: '1' };
const complete: CommandRequest = { valueType: 'JOB', intent: 'COMPLETE', key: '1' };
const publish = (bytes: number): CommandRequest => ({ valueType: 'MESSAGE', intent: 'PUBLISH', value: { name: 'm', correlationKey: 'k', timeToLive: 0, variables: 'x'.repeat(bytes) } });
const deploy = (bytes: number): CommandRequest => ({ valueType: 'DEPLOYMENT', intent: 'CREATE', value: { resources: [{ resourceName: 'a.bpmn', content: Buffer.alloc(bytes) }] } });
const LIMITS = { commandsMax: 2, bytesMax: 1_000, ageMsMax: 100, resultsMax: 1 };

describe('commands that wait for the engine', () => {
  it('are bounded by their number, and leave room when they are answered', () => {
    const waiting = new WaitingCommands(LIMITS);
    const leave = waiting.enter(cancel, 0)!;
    expect(waiting.enter(cancel, 0)).to.be.a('function');
    expect(waiting.enter(cancel, 0)).to.equal(undefined);
    leave();
    leave();
    expect(waiting.enter(cancel, 0)).to.be.a('function');
    expect(waiting.enter(cancel, 0)).to.equal(undefined);
  });

  it('are bounded by their bytes, of variables as of resources', () => {
    for (const large of [publish(1_000), deploy(1_000)]) {
      const waiting = new WaitingCommands(LIMITS);
      const leave = waiting.enter(large, 0)!;
      expect(waiting.enter(cancel, 0)).to.equal(undefined);
      leave();
      expect(waiting.enter(cancel, 0)).to.be.a('function');
    }
  });

  it('are bounded by the age of the oldest: a slow engine takes fewer', () => {
    const waiting = new WaitingCommands(LIMITS);
    const leave = waiting.enter(cancel, 1_000)!;
    expect(waiting.enter(cancel, 1_100)).to.be.a('function');
    expect(new WaitingCommands(LIMITS).enter(cancel, 1_101)).to.be.a('function');
    leave();
    expect(waiting.enter(cancel, 1_200)).to.be.a('function');
    expect(waiting.enter(cancel, 1_301)).to.equal(undefined);
  });

  it('let jobs be finished, until there are ten times as many', () => {
    const waiting = new WaitingCommands(LIMITS);
    for (let i = 0; i < 20; i++) expect(waiting.enter(complete, i * 1_000)).to.be.a('function');
    expect(waiting.enter(complete, 20_000)).to.equal(undefined);
    expect(waiting.enter(cancel, 20_000)).to.equal(undefined);
  });
});
