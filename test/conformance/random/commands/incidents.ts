import { firstVariables } from '../vocabulary.ts';
import { anyRoot, say } from './situation.ts';
import type { Kind } from './situation.ts';

export const resolve: Kind = ({ player, draw, open }) => {
  if (open.incidents.size === 0) return undefined;
  const [key, element] = draw.pick([...open.incidents]);
  return { text: say('resolve incident of', element), make: () => player.resolve(key) };
};

/** What people do about an incident: they correct the variables, or the job's retries, and resolve it. */
export const repair: Kind = (situation) => {
  const { player, draw, open } = situation;
  if (open.incidents.size === 0) return undefined;
  const [incident, elementId] = draw.pick([...open.incidents]);
  const job = [...open.jobs.values()].find((each) => each.elementId === elementId);
  const root = anyRoot(situation);
  if (root === undefined) return undefined;
  const variables = { ...firstVariables(draw), wait: 'PT1M', x: 1, r: 2 };
  return {
    text: say('repair', elementId, variables),
    make: async () => {
      await player.setVariables(root.key, variables);
      if (job !== undefined) await player.updateRetries(job, 2);
      await player.resolve(incident);
    },
  };
};
