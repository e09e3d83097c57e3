import type { Difference } from './difference.ts';
import type { Round } from './game.ts';
import type { Block, Handler, Mappings, Path, Plan, Scope } from './plan.ts';

/** A failing seed for people: the diagrams as an outline, the commands up to the difference, the difference. */
export function report(plan: Plan, rounds: readonly Round[], { round, before, zeebe, embedded }: Difference): string {
  return [
    `seed ${plan.seed} differs in round ${round}`,
    ...plan.processes.flatMap(({ id, startsWith, scope }) => [`process ${id}${startsWith === undefined ? '' : ` starts with ${JSON.stringify(startsWith)}`}`, ...indented(scopeLines(scope))]),
    'commands',
    ...indented(rounds.slice(0, round + 1).map(({ command }, index) => `${index}. ${command}`)),
    ...before.map((line) => `  both     ${line}`),
    ...zeebe.map((line) => `  Zeebe    ${line}`),
    ...embedded.map((line) => `  embedded ${line}`),
  ].join('\n');
}

const indented = (lines: readonly string[]): string[] => lines.map((line) => `  ${line}`);

function scopeLines({ path, handlers }: Scope): string[] {
  return [...pathLines(path), ...handlers.flatMap((handler) => handlerLines('event subprocess', handler))];
}

function pathLines({ blocks, end }: Path): string[] {
  return [...blocks.flatMap(blockLines), ...(end === undefined ? [] : [`end ${end.id} ${JSON.stringify(end.event ?? 'none')}${mappingText(end.mappings)}`])];
}

function handlerLines(kind: string, { id, event, interrupting, path, mappings }: Handler): string[] {
  return [`${interrupting ? '' : 'non-interrupting '}${kind} ${id} ${JSON.stringify(event)}${mappingText(mappings)}`, ...indented(pathLines(path))];
}

function blockLines(block: Block): string[] {
  switch (block.kind) {
    case 'link': return [`link ${block.id}`];
    case 'event': return [`${block.throws ? 'throw' : 'catch'} ${block.id} ${JSON.stringify(block.event ?? 'none')}${mappingText(block.mappings)}`];
    case 'repeat': return [`repeat ${block.id} ${block.times} times`, ...indented(block.blocks.flatMap(blockLines))];
    case 'choice':
      return [
        `${block.gateway} gateway ${block.id}${block.join === undefined ? '' : `, joined by ${block.join}`}`,
        ...block.branches.flatMap((branch) => indented([`branch ${branch.condition ?? JSON.stringify(branch.event) ?? ''}`, ...indented(pathLines(branch))])),
      ];
    case 'activity': {
      const { type, ...details } = block.work;
      const inside = block.work.type === 'subProcess' ? scopeLines(block.work.scope) : [];
      return [
        `${type} ${block.id}${block.work.type === 'subProcess' ? '' : ` ${JSON.stringify(details)}`}${mappingText(block.mappings)}${block.loop === undefined ? '' : ` for each ${JSON.stringify(block.loop)}`}`,
        ...indented([...inside, ...block.boundaries.flatMap((handler) => handlerLines('boundary event', handler))]),
      ];
    }
  }
}

function mappingText(mappings: Mappings | undefined): string {
  const text = (name: string, pairs: Mappings['in'] = []) => (pairs.length === 0 ? '' : ` ${name} ${pairs.map(([source, target]) => `${source} → ${target}`).join(', ')}`);
  return text('in', mappings?.in) + text('out', mappings?.out);
}
