import { drawVariables } from '../vocabulary.ts';
import { say } from './situation.ts';
import type { Kind } from './situation.ts';

/** A command about what is over already. */
export const tooLate: Kind = ({ player, draw, open }) => {
  if (open.gone.length === 0) return undefined;
  const { what, key, id } = draw.pick(open.gone);
  const variables = drawVariables(draw);
  const acts: Record<typeof what, readonly (readonly [string, () => Promise<unknown>])[]> = {
    job: [
      ['complete', () => player.complete({ key }, variables)], ['fail', () => player.fail({ key }, { retries: 1 })],
      ['throw', () => player.throwError({ key }, 'e1', 'late', variables)], ['retries', () => player.updateRetries({ key }, 2)],
    ],
    incident: [['resolve', () => player.resolve(key)]],
    'user task': [['complete', () => player.userTask('POST', `${key}/completion`, { variables })], ['assign', () => player.userTask('POST', `${key}/assignment`, { assignee: 'bert' })]],
    instance: [['cancel', () => player.cancel(key)], ['modify', () => player.modify(key, { activate: [{ element: id }] })]],
    element: [['set', () => player.setVariables(key, variables)], ['set locally', () => player.setVariables(key, variables, true)]],
  };
  const [act, make] = draw.pick(acts[what]);
  return { text: say('too late', act, what, id), make };
};
