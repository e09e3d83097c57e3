import { CORRELATION_KEYS, drawVariables, LONG_MS, MESSAGES, SIGNALS, TIMES_TO_LIVE_MS } from '../vocabulary.ts';
import { say } from './situation.ts';
import type { Kind } from './situation.ts';

export const publish: Kind = ({ player, draw }) => {
  const { message } = draw.pick(MESSAGES);
  const key = draw.chance(0.06) ? '' : draw.pick(message === 'm3' ? ['2', '3', '1'] : CORRELATION_KEYS);
  const more = { ttlMs: draw.weighted([[5, 0], [3, draw.pick(TIMES_TO_LIVE_MS)], [3, LONG_MS]]), ...(draw.chance(0.15) ? { id: 'once' } : {}) };
  const variables = drawVariables(draw);
  return { text: say('publish', message, key, variables, more), make: () => player.publish(message, key, variables, more) };
};

export const broadcast: Kind = ({ player, draw }) => {
  const [signal, variables] = [draw.pick(SIGNALS), drawVariables(draw)];
  return { text: say('broadcast', signal, variables), make: () => player.broadcast(signal, variables) };
};
