import type { Scenario } from '../../scenario.ts';
import { UNKNOWN_KEY } from '../../normalise.ts';
import { decision, drg, literal } from '../diagram.ts';

const answering = (text: string) => drg('answering', [decision('answer', literal(text))]);

export const asking: Scenario[] = [
  {
    name: 'A decision is asked by id in its latest version, by key in the version of the key',
    async play(player) {
      await player.deployXml(answering('"first"'));
      const first = await player.key('DECISION', 'CREATED');
      await player.deployXml(answering('"second"'));
      await player.decide('answer');
      await player.decideByKey(first);
    },
  },
  {
    name: 'An unknown decision is refused',
    async play(player) {
      await player.decide('nowhere');
      await player.decideByKey(UNKNOWN_KEY);
      await player.decideByKey('-1');
    },
  },
  {
    name: 'A deployed duplicate is not a new version to ask',
    async play(player) {
      await player.deployXml(answering('x'));
      await player.deployXml(answering('x'));
      await player.decide('answer', { x: 1 });
    },
  },
];
