import { catchEvent, end, io, job, parallel, process, start, sub, throwEvent } from '../diagram.ts';
import type { Scenario } from '../scenario.ts';

export const links: Scenario[] = [
  {
    name: 'A link throw event goes on at the catch event of its name',
    async play(player) {
      await player.deploy(process('linked', [start(), throwEvent('go', {}, { link: 'A' }), catchEvent('come', { link: 'A' }), job('work'), end()], 'start -> go; come -> work -> end'));
      const instance = await player.create('linked');
      await player.complete(await player.job('work'));
      await player.ended(instance);
    },
  },
  {
    name: 'Several link throw events lead to one catch event',
    async play(player) {
      await player.deploy(process('many-links', [
        start(), parallel('fork'), throwEvent('one', {}, { link: 'A' }), throwEvent('two', {}, { link: 'A' }), throwEvent('three', {}, { link: 'B' }),
        catchEvent('comeA', { link: 'A' }), catchEvent('comeB', { link: 'B' }), end(), end('other'),
      ], 'start -> fork -> one; fork -> two; fork -> three; comeA -> end; comeB -> other'));
      await player.ended(await player.create('many-links'));
    },
  },
  {
    name: 'A link in a sub-process stays in it, and its events map variables',
    async play(player) {
      await player.deploy(process('inner-link', [
        start(), sub('inner', [
          start('in'), throwEvent('go', { extensions: io({ in: [['=x', 'local']], out: [['=x + 1', 'gone']] }) }, { link: 'A' }),
          catchEvent('come', { link: 'A' }, { extensions: io({ in: [['=5', 'received']], out: [['=x + 2', 'come']] }) }), end('ie'),
        ], 'in -> go; come -> ie'), end(),
      ], 'start -> inner -> end'));
      await player.ended(await player.create('inner-link', { x: 1 }));
    },
  },
  {
    name: 'A loop over a link runs as any other',
    async play(player) {
      await player.deploy(process('link-loop', [
        start(), { tag: 'exclusiveGateway', id: 'again' }, job('work'), { tag: 'exclusiveGateway', id: 'enough' }, throwEvent('back', {}, { link: 'A' }), catchEvent('come', { link: 'A' }), end(),
      ], 'start -> again -> work -> enough -> end [default]; enough -> back [n < 2]; come -> again'));
      const instance = await player.create('link-loop', { n: 1 });
      await player.complete(await player.job('work'));
      await player.complete(await player.job('work'), { n: 2 });
      await player.ended(instance);
    },
  },
  {
    name: 'Link events that cannot be are refused',
    async play(player) {
      await player.deploy(process('no-target', [start(), throwEvent('go', {}, { link: 'A' }), end()], 'start -> go'));
      await player.deploy(process('no-name', [start(), throwEvent('go', {}, { link: '' }), end()], 'start -> go'));
      await player.deploy(process('no-id', [start(), { tag: 'intermediateCatchEvent', id: 'come', body: '<bpmn:linkEventDefinition name="A"/>' }, end()], 'start -> end; come -> end'));
      await player.deploy(process('two-targets', [start(), throwEvent('go', {}, { link: 'A' }), catchEvent('come', { link: 'A' }), catchEvent('too', { link: 'A' }), end()], 'start -> go; come -> end; too -> end'));
      await player.deploy(process('flow-out', [start(), throwEvent('go', {}, { link: 'A' }), catchEvent('come', { link: 'A' }), end()], 'start -> go -> end; come -> end'));
      await player.deploy(process('flow-in', [start(), throwEvent('go', {}, { link: 'A' }), catchEvent('come', { link: 'A' }), end()], 'start -> go; go -> come -> end'));
      await player.deploy(process('end-link', [start(), end('fin', { link: 'A' }), catchEvent('come', { link: 'A' }), end()], 'start -> fin; come -> end'));
      await player.deploy(process('outside', [start(), sub('inner', [start('in'), throwEvent('go', {}, { link: 'A' })], 'in -> go'), catchEvent('come', { link: 'A' }), end()], 'start -> inner -> end; come -> end'));
      await player.deploy(process('unused', [start(), catchEvent('come', { link: 'A' }), end()], 'start -> end; come -> end'));
      await player.deploy(process('link-round', [start(), throwEvent('go', {}, { link: 'A' }), catchEvent('come', { link: 'A' }), { tag: 'exclusiveGateway', id: 'x' }], 'start -> x -> go; come -> x'));
    },
  },
];
