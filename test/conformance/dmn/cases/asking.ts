import type { Scenario } from '../../scenario.ts';
import { UNKNOWN_KEY } from '../../normalise.ts';
import { decision, drg, literal } from '../diagram.ts';

const answering = (text: string) => drg('answering', [decision('answer', literal(text))]);

const pair = drg('pair', [decision('a', literal('1')), decision('b', literal('a + 1'), { requires: ['a'] })]);

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
    name: 'After its deletion the version before is the latest one, and its number is given again',
    async play(player) {
      await player.deployXml(answering('"first"'));
      await player.deployXml(answering('"second"'));
      const latest = await player.key('DECISION_REQUIREMENTS', 'CREATED', { count: 2 });
      const decision = await player.key('DECISION', 'CREATED', { count: 2 });
      await player.deleteResource(latest);
      await player.decide('answer');
      await player.decideByKey(decision);
      await player.deleteResource(latest);
      await player.deployXml(answering('"third"'));
      await player.decide('answer');
    },
  },
  {
    name: 'Decisions that are deleted altogether are unknown and start anew',
    async play(player) {
      await player.deployXml(pair);
      await player.deleteResource(await player.key('DECISION_REQUIREMENTS', 'CREATED'));
      await player.decide('a');
      await player.deployXml(pair);
      await player.decide('b');
    },
  },
  {
    name: 'A decision alone cannot be deleted',
    async play(player) {
      await player.deployXml(answering('1'));
      await player.deleteResource(await player.key('DECISION', 'CREATED'));
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
