import type { Activation } from '../../player.ts';
import type { OpenElement } from '../open.ts';
import { drawVariables, firstVariables } from '../vocabulary.ts';
import { anyElement, anyRoot, say } from './situation.ts';
import type { Kind, Situation } from './situation.ts';

export const create: Kind = ({ player, draw }) => {
  const variables = firstVariables(draw);
  return { text: say('create main', variables), make: () => player.create('main', variables) };
};

/** Another process than the main one, a version, or an instance that begins somewhere. */
export const createOtherwise: Kind = ({ player, draw, nodes }) => {
  const processId = draw.pick([...nodes.keys()]);
  const known = nodes.get(processId)!;
  const more = draw.pick([{}, { version: draw.whole(1, 2) }, { startBefore: draw.some(known, 2) }]);
  const variables = firstVariables(draw);
  return { text: say('create', processId, variables, more), make: () => player.create(processId, variables, more) };
};

export const createWithResult: Kind = ({ draw, results }) => {
  const variables = firstVariables(draw);
  const fetch = draw.chance(0.4) ? ['a', 'r', 'x'] : undefined;
  return { text: say('create main and wait', variables, fetch ?? ''), make: () => Promise.resolve(results.ask('main', variables, fetch)) };
};

export const cancel: Kind = (situation) => {
  const instance = situation.draw.chance(0.8) ? anyRoot(situation) : anyElement(situation, /^PROCESS$/);
  return instance === undefined ? undefined : { text: say('cancel', instance.id), make: () => situation.player.cancel(instance.key) };
};

export const setVariables: Kind = (situation) => {
  const element = anyElement(situation);
  if (element === undefined) return undefined;
  const [variables, local] = [drawVariables(situation.draw), situation.draw.chance(0.4)];
  return { text: say('set', element.id, variables, local ? 'locally' : ''), make: () => situation.player.setVariables(element.key, variables, local) };
};

export const modify: Kind = (situation) => {
  const { player, draw, open, nodes, scope } = situation;
  const instance = draw.chance(0.85) ? anyRoot(situation) : anyElement(situation, /^PROCESS$/);
  if (instance === undefined) return undefined;
  const inside = [...open.elements.values()].filter((element) => element.instance === instance.key && element.key !== instance.key);
  // What Zeebe 8.5.8 refuses because it would end a called instance, it half does: subscriptions are closed a while later.
  const terminate = open.roots.has(instance.key) && inside.length > 0 && draw.chance(0.6) ? draw.some(inside, 2) : [];
  const known = nodes.get(instance.id.replace(scope, '')) ?? [];
  const instructions = known.length > 0 && (terminate.length === 0 || draw.chance(0.6))
    ? Array.from({ length: draw.chance(0.2) ? 2 : 1 }, () => activation(situation, known, [instance, ...inside])) : [];
  const told = instructions.map(({ ancestor, ...more }) => ({ ...more, ...(ancestor === undefined ? {} : { in: ancestor.id }) }));
  const activate = instructions.map(({ ancestor, ...more }): Activation => ({ ...more, ...(ancestor === undefined ? {} : { ancestor: ancestor.key }) }));
  return {
    text: say('modify', instance.id, 'activate', told, 'terminate', terminate.map(({ id }) => id)),
    make: () => player.modify(instance.key, { activate, terminate: terminate.map(({ key }) => key) }),
  };
};

type Instruction = Omit<Activation, 'ancestor'> & { readonly ancestor?: OpenElement };

function activation({ draw }: Situation, known: readonly string[], elements: readonly OpenElement[]): Instruction {
  const scopes = elements.filter(({ type }) => /PROCESS|BODY/.test(type));
  const variables = draw.chance(0.4) ? [[draw.chance(0.8) ? '' : draw.pick(scopes).id, drawVariables(draw)] as const] : undefined;
  return {
    element: draw.pick(known), ...(draw.chance(0.2) ? { ancestor: draw.pick(scopes) } : {}), ...(variables === undefined ? {} : { variables }),
  };
}

/** To the twin of the process, element by element, now and then with one left out or led elsewhere. */
export const migrate: Kind = (situation) => {
  const { player, draw, open, nodes, scope } = situation;
  const instance = anyElement(situation, /^PROCESS$/);
  if (instance === undefined) return undefined;
  const target = open.definitions.get(`${instance.id.replace(scope, '')}2${scope}`)?.at(-1);
  if (target === undefined) return undefined;
  const known = nodes.get(instance.id.replace(scope, '')) ?? [];
  const odd = draw.chance(0.3) ? draw.pick(known) : undefined;
  const elsewhere = draw.chance(0.5) ? draw.pick(known) : undefined;
  const mapping = known.flatMap((id) => (id !== odd ? [[id, id] as const] : elsewhere === undefined ? [] : [[id, elsewhere] as const]));
  return { text: say('migrate', instance.id, odd === undefined ? '' : `with ${odd} to ${elsewhere ?? 'nothing'}`), make: () => player.migrate(instance.key, target, mapping) };
};
