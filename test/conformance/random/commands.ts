import { SCOPE } from '../diagram.ts';
import type { Player } from '../player.ts';
import type { Draw } from './draw.ts';
import type { Open, OpenElement, OpenJob } from './open.ts';
import { CORRELATION_KEYS, drawVariables, ERRORS, firstVariables, JOB_TYPES, MESSAGES, SIGNALS } from './vocabulary.ts';

/** Between two ticks, one after the other: kinds of work that time does at the same moment have no order. */
const BACK_OFF_MS = 75_000;
const TIME_OUT_MS = 95_000;
/** Messages are taken or stay until the end. */
const LONG_MS = 86_400_000;

/** What a command is drawn from. */
export interface Situation {
  readonly player: Player;
  readonly draw: Draw;
  readonly open: Open;
  /** What ends the names of this game. */
  readonly scope: string;
  /** Ids of the flow nodes of every process, by process id. */
  readonly nodes: ReadonlyMap<string, readonly string[]>;
}

/** How it reads in a report, and how it is given. */
export interface Move {
  readonly text: string;
  make(): Promise<unknown>;
}

type Kind = (situation: Situation) => Move | undefined;

const say = (...words: unknown[]): string => words.map((word) => (typeof word === 'string' ? word : JSON.stringify(word))).join(' ');

const anyJob = ({ open, draw }: Situation): OpenJob | undefined => (open.jobs.size === 0 ? undefined : draw.pick([...open.jobs.values()]));
const anyElement = ({ open, draw }: Situation, types?: RegExp): OpenElement | undefined => {
  const elements = [...open.elements.values()].filter(({ type }) => types === undefined || types.test(type));
  return elements.length === 0 ? undefined : draw.pick(elements);
};
const anyRoot = ({ open, draw }: Situation): OpenElement | undefined => (open.roots.size === 0 ? undefined : draw.pick([...open.roots.values()]));

const complete: Kind = (situation) => {
  const job = anyJob(situation);
  if (job === undefined) return undefined;
  const variables = drawVariables(situation.draw);
  return { text: say('complete', job.elementId, variables), make: () => situation.player.complete(job, variables) };
};

const activate: Kind = ({ player, draw, open }) => {
  if (open.jobs.size === 0) return undefined;
  const [type, max] = [draw.pick([...JOB_TYPES, 'send']), draw.whole(1, 4)];
  return { text: say('activate', max, type), make: () => player.activate(type, { max, timeoutMs: TIME_OUT_MS, ...(draw.chance(0.3) ? { fetch: ['a', 'x', 'item'] } : {}) }) };
};

const fail: Kind = (situation) => {
  const { player, draw } = situation;
  const job = anyJob(situation);
  if (job === undefined) return undefined;
  const how = { retries: draw.weighted([[3, 0], [2, 1], [1, 2]]), backOffMs: draw.chance(0.3) ? BACK_OFF_MS : 0, ...(draw.chance(0.4) ? { variables: drawVariables(draw) } : {}) };
  return { text: say('fail', job.elementId, how), make: () => player.fail(job, how) };
};

const throwError: Kind = (situation) => {
  const { player, draw } = situation;
  const job = anyJob(situation);
  // Zeebe 8.5.8 breaks on an error that a job of a message event throws.
  if (job === undefined || /^(throw|end)/.test(job.elementId)) return undefined;
  const [code, variables] = [draw.pick([...ERRORS, 'e9']), draw.chance(0.5) ? drawVariables(draw) : {}];
  return { text: say('throw', code, job.elementId, variables), make: () => player.throwError(job, code, 'on purpose', variables) };
};

const updateRetries: Kind = (situation) => {
  const job = anyJob(situation);
  if (job === undefined) return undefined;
  const retries = situation.draw.whole(0, 3);
  return { text: say('retries', job.elementId, retries), make: () => situation.player.updateRetries(job, retries) };
};

const updateTimeout: Kind = (situation) => {
  const job = anyJob(situation);
  return job === undefined ? undefined : { text: say('timeout', job.elementId), make: () => situation.player.updateTimeout(job, TIME_OUT_MS + 60_000) };
};

const resolve: Kind = ({ player, draw, open }) => {
  if (open.incidents.size === 0) return undefined;
  const [key, element] = draw.pick([...open.incidents]);
  return { text: say('resolve incident of', element), make: () => player.resolve(key) };
};

/** What people do about an incident: they correct the variables, or the job's retries, and resolve it. */
const repair: Kind = (situation) => {
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

const publish: Kind = ({ player, draw }) => {
  const { message } = draw.pick(MESSAGES);
  const key = draw.pick(message === 'm3' ? ['2', '3', '1'] : CORRELATION_KEYS);
  const more = { ttlMs: draw.chance(0.4) ? LONG_MS : 0, ...(draw.chance(0.15) ? { id: 'once' } : {}) };
  const variables = drawVariables(draw);
  return { text: say('publish', message, key, variables, more), make: () => player.publish(message, key, variables, more) };
};

const broadcast: Kind = ({ player, draw }) => {
  const [signal, variables] = [draw.pick(SIGNALS), drawVariables(draw)];
  return { text: say('broadcast', signal, variables), make: () => player.broadcast(signal, variables) };
};

const setVariables: Kind = (situation) => {
  const element = anyElement(situation);
  if (element === undefined) return undefined;
  const [variables, local] = [drawVariables(situation.draw), situation.draw.chance(0.4)];
  return { text: say('set', element.id, variables, local ? 'locally' : ''), make: () => situation.player.setVariables(element.key, variables, local) };
};

const completeUserTask: Kind = ({ player, draw, open }) => {
  if (open.userTasks.size === 0) return undefined;
  const [[key, element], variables] = [draw.pick([...open.userTasks]), drawVariables(draw)];
  return { text: say('complete user task', element, variables), make: () => player.userTask('POST', `${key}/completion`, { variables }) };
};

const assignUserTask: Kind = ({ player, draw, open }) => {
  if (open.userTasks.size === 0) return undefined;
  const [key, element] = draw.pick([...open.userTasks]);
  return draw.pick<Move>([
    { text: say('assign', element), make: () => player.userTask('POST', `${key}/assignment`, { assignee: 'bert', allowOverride: true }) },
    { text: say('claim', element), make: () => player.userTask('POST', `${key}/assignment`, { assignee: 'anna', allowOverride: false }) },
    { text: say('unassign', element), make: () => player.userTask('DELETE', `${key}/assignee`) },
    { text: say('update', element), make: () => player.userTask('PATCH', key, { changeset: { candidateGroups: ['g3'], dueDate: '2042-01-01T00:00:00Z' } }) },
  ]);
};

const modify: Kind = (situation) => {
  const { player, draw, open, nodes, scope } = situation;
  // What Zeebe 8.5.8 refuses because it would end a called instance, it half does: subscriptions are closed a while later.
  const instance = anyRoot(situation);
  if (instance === undefined) return undefined;
  const inside = [...open.elements.values()].filter((element) => element.instance === instance.key && element.key !== instance.key);
  const terminate = inside.length > 0 && draw.chance(0.6) ? draw.some(inside, 2) : [];
  const known = nodes.get(instance.id.replace(scope, '')) ?? [];
  const activate = known.length > 0 && (terminate.length === 0 || draw.chance(0.6))
    ? [{ element: draw.pick(known), ...(draw.chance(0.4) ? { variables: [['', drawVariables(draw)] as const] } : {}) }] : [];
  return {
    text: say('modify', instance.id, 'activate', activate, 'terminate', terminate.map(({ id }) => id)),
    make: () => player.modify(instance.key, { activate, terminate: terminate.map(({ key }) => key) }),
  };
};

const migrate: Kind = (situation) => {
  const { player, open, nodes, scope } = situation;
  const instance = anyElement(situation, /^PROCESS$/);
  if (instance === undefined) return undefined;
  const target = open.definitions.get(`${instance.id.replace(scope, '')}2${scope}`)?.at(-1);
  if (target === undefined) return undefined;
  const mapping = (nodes.get(instance.id.replace(scope, '')) ?? []).map((id) => [id, id] as const);
  return { text: say('migrate', instance.id), make: () => player.migrate(instance.key, target, mapping) };
};

const cancel: Kind = (situation) => {
  const instance = situation.draw.chance(0.8) ? anyRoot(situation) : anyElement(situation, /^PROCESS$/);
  return instance === undefined ? undefined : { text: say('cancel', instance.id), make: () => situation.player.cancel(instance.key) };
};

export const create: Kind = ({ player, draw }) => {
  const variables = firstVariables(draw);
  return { text: say('create main', variables), make: () => player.create('main', variables) };
};

const KINDS: readonly (readonly [weight: number, kind: Kind])[] = [
  [14, complete], [3, activate], [3, fail], [4, throwError], [0.7, updateRetries], [0.7, updateTimeout], [1.5, resolve], [5, repair], [5, publish], [3, broadcast],
  [2, setVariables], [4, completeUserTask], [1, assignUserTask], [1.2, modify], [0.5, migrate], [0.3, cancel], [0.7, create],
];

/** The next thing that a client does: something that is possible now. */
export function chooseMove(situation: Situation): Move {
  const { draw, open } = situation;
  if (open.roots.size === 0 && draw.chance(0.8)) return create(situation)!;
  for (;;) {
    const move = draw.weighted(KINDS)(situation);
    if (move !== undefined) return { ...move, text: move.text.replaceAll(situation.scope, '').replaceAll(SCOPE, '') };
  }
}
