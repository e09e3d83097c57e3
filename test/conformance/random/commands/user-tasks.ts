import { drawVariables } from '../vocabulary.ts';
import { say } from './situation.ts';
import type { Kind, Move } from './situation.ts';

export const completeUserTask: Kind = ({ player, draw, open }) => {
  if (open.userTasks.size === 0) return undefined;
  const [[key, element], variables] = [draw.pick([...open.userTasks]), drawVariables(draw)];
  return { text: say('complete user task', element, variables), make: () => player.userTask('POST', `${key}/completion`, { variables }) };
};

export const assignUserTask: Kind = ({ player, draw, open }) => {
  if (open.userTasks.size === 0) return undefined;
  const [key, element] = draw.pick([...open.userTasks]);
  return draw.pick<Move>([
    { text: say('assign', element), make: () => player.userTask('POST', `${key}/assignment`, { assignee: 'bert', allowOverride: true }) },
    { text: say('claim', element), make: () => player.userTask('POST', `${key}/assignment`, { assignee: 'anna', allowOverride: false }) },
    { text: say('unassign', element), make: () => player.userTask('DELETE', `${key}/assignee`) },
    { text: say('update', element), make: () => player.userTask('PATCH', key, { changeset: { candidateGroups: ['g3'], dueDate: '2042-01-01T00:00:00Z' } }) },
  ]);
};
