import { end, io, job, plain, process, receive, script, start, throwEvent } from '../diagram.ts';
import type { Scenario } from '../scenario.ts';

export const tasks: Scenario[] = [
  {
    name: 'A process of a start and an end event completes at once',
    async play(player) {
      await player.deploy(process('empty', [start(), end()], 'start -> end'));
      await player.ended(await player.create('empty', { order: 'A-1' }));
    },
  },
  {
    name: 'A process may consist of a start event alone',
    async play(player) {
      await player.deploy(process('lone', [start()], ''));
      await player.ended(await player.create('lone'));
    },
  },
  {
    name: 'A service task waits for its job and goes on when it is completed',
    async play(player) {
      await player.deploy(process('service', [start(), job('work'), end()], 'start -> work -> end'));
      const instance = await player.create('service', { lot: 'L1' });
      await player.complete(await player.job('work'), { weight: 12.5 });
      await player.ended(instance);
    },
  },
  {
    name: 'A send task and a business rule task with a job type are jobs',
    async play(player) {
      await player.deploy(process('jobs', [
        start(), job('send', { type: 'mail', tag: 'sendTask' }), job('rule', { type: 'decide', tag: 'businessRuleTask' }), end(),
      ], 'start -> send -> rule -> end'));
      const instance = await player.create('jobs');
      await player.complete(await player.job('mail'));
      await player.complete(await player.job('decide'));
      await player.ended(instance);
    },
  },
  {
    name: 'A script task with a job type is a job',
    async play(player) {
      await player.deploy(process('scripted', [start(), job('run', { type: 'script', tag: 'scriptTask', headers: { language: 'js' } }), end()], 'start -> run -> end'));
      const instance = await player.create('scripted');
      await player.complete(await player.job('script'));
      await player.ended(instance);
    },
  },
  {
    name: 'A script task with an expression puts its result into a variable',
    async play(player) {
      await player.deploy(process('expression', [start(), script('sum', '=a + b', 'total'), end()], 'start -> sum -> end'));
      await player.ended(await player.create('expression', { a: 0.1, b: 0.2 }));
    },
  },
  {
    name: 'A script task sends its result through the output mapping',
    async play(player) {
      await player.deploy(process('mapped-script', [
        start(), { ...script('sum', '=a + 1', 'total'), extensions: `<zeebe:script expression="=a + 1" resultVariable="total"/>${io({ in: [['=5', 'a']], out: [['=total * 2', 'doubled']] })}` }, end(),
      ], 'start -> sum -> end'));
      await player.ended(await player.create('mapped-script'));
    },
  },
  {
    name: 'A script task whose expression fails raises an incident',
    async play(player) {
      await player.deploy(process('bad-script', [start(), script('bad', '=assert(x, x != null)', 'y'), end()], 'start -> bad -> end'));
      const instance = await player.create('bad-script');
      const incident = await player.incident();
      await player.setVariables(instance, { x: 1 });
      await player.resolve(incident);
      await player.ended(instance);
    },
  },
  {
    name: 'Manual and undefined tasks and none throw events pass through',
    async play(player) {
      await player.deploy(process('passing', [
        start(), plain('manualTask', 'by-hand'), plain('task', 'something'), throwEvent('milestone'), end(),
      ], 'start -> by-hand -> something -> milestone -> end'));
      await player.ended(await player.create('passing'));
    },
  },
  {
    name: 'A receive task waits for its message',
    async play(player) {
      await player.deploy(process('receiving', [start(), receive('wait', { message: 'delivered', key: '=order' }), end()], 'start -> wait -> end'));
      const instance = await player.create('receiving', { order: 'A-1' });
      await player.event('PROCESS_MESSAGE_SUBSCRIPTION', 'CREATED');
      await player.publish('delivered', 'A-1', { pallets: 3 });
      await player.ended(instance);
    },
  },
  {
    name: 'Mappings on pass-through elements are applied',
    async play(player) {
      await player.deploy(process('mapped', [
        start('start', undefined, { extensions: io({ out: [['=order.id', 'id']] }) }),
        plain('manualTask', 'by-hand', { extensions: io({ in: [['=id + "-x"', 'local']], out: [['=local', 'result']] }) }),
        end('end', undefined, { extensions: io({ in: [['=result', 'seen']] }) }),
      ], 'start -> by-hand -> end'));
      await player.ended(await player.create('mapped', { order: { id: 'A' } }));
    },
  },
];
