import { firstVariables } from '../vocabulary.ts';
import { say } from './situation.ts';
import type { Kind } from './situation.ts';

/** One of the files again: as it was (a duplicate), or changed (a new version). */
export const deployAgain: Kind = ({ player, draw, resources }) => {
  const { name, xml } = draw.pick(resources);
  const changed = draw.chance(0.7) && name.endsWith('.bpmn');
  const now = changed ? xml.replace('isExecutable="true"', `isExecutable="true" name="changed ${draw.whole(1, 3)}"`) : xml;
  return { text: say('deploy', name, changed ? 'changed' : 'again'), make: () => player.deployXml({ name, xml: now }) };
};

export const deleteResource: Kind = ({ player, draw, open }) => {
  if (open.resources.size === 0) return undefined;
  const [key, what] = draw.pick([...open.resources]);
  return { text: say('delete', what), make: () => player.deleteResource(key) };
};

export const decide: Kind = ({ player, draw }) => {
  const variables = firstVariables(draw);
  return { text: say('decide grade', variables), make: () => player.decide('grade', variables) };
};
