import type { Difference } from './difference.ts';
import type { Round } from './game.ts';
import type { Activity, Block, Handler, Mappings, Path, Plan, Scope, Start } from './plan.ts';

/** A failing seed for people: the diagrams as an outline, the commands up to the difference, the difference. */
export function report(plan: Plan, rounds: readonly Round[], { round, before, zeebe, embedded }: Difference): string {
  return [
    `seed ${plan.seed} differs in round ${round}`,
    ...plan.processes.flatMap(({ id, starts, scope }) => [`process ${id}`, ...indented([...starts.map(startLine), ...scopeLines(scope)])]),
    'commands',
    ...indented(rounds.slice(0, round + 1).map(({ command }, index) => `${index}. ${command}`)),
    ...before.map((line) => `  both     ${line}`),
    ...zeebe.map((line) => `  Zeebe    ${line}`),
    ...embedded.map((line) => `  embedded ${line}`),
  ].join('\n');
}

const indented = (lines: readonly string[]): string[] => lines.map((line) => `  ${line}`);

function startLine({ event, mappings }: Start): string {
  return `start ${JSON.stringify(event ?? 'none')}${mappingText(mappings)}`;
}

function scopeLines({ path, handlers }: Scope): string[] {
  return [...pathLines(path), ...handlers.flatMap((handler) => handlerLines('event subprocess', handler))];
}

function pathLines({ blocks, end }: Path): string[] {
  return [...blocks.flatMap(blockLines), ...(end === undefined ? [] : [`end ${end.id} ${JSON.stringify(end.event ?? 'none')}${mappingText(end.mappings)}`])];
}

function handlerLines(kind: string, { id, event, interrupting, path, again, mappings }: Handler): string[] {
  return [`${interrupting ? '' : 'non-interrupting '}${kind} ${id} ${JSON.stringify(event)}${again === undefined ? '' : ' and again'}${mappingText(mappings)}`, ...indented(pathLines(path))];
}

function blockLines(block: Block): string[] {
  switch (block.kind) {
    case 'link': return [`link ${block.id}${block.condition === undefined ? '' : `, from two places by ${block.condition}`}`];
    case 'event': return [`${block.throws ? 'throw' : 'catch'} ${block.id} ${JSON.stringify(block.event ?? 'none')}${mappingText(block.mappings)}`];
    case 'repeat': return [`repeat ${block.id} ${block.times} times`, ...indented(block.blocks.flatMap(blockLines))];
    case 'choice':
      return [
        `${block.gateway} gateway ${block.id}${block.join === undefined ? '' : `, joined by ${block.join}`}`,
        ...block.branches.flatMap((branch) => indented([`branch ${branch.condition ?? JSON.stringify(branch.event) ?? ''}`, ...indented(pathLines(branch))])),
      ];
    case 'activity': return activityLines(block);
  }
}

function activityLines({ id, work, mappings, loop, boundaries, undo }: Activity): string[] {
  const { type, ...details } = work;
  const inside = work.type === 'subProcess' ? scopeLines(work.scope) : [];
  return [
    `${type} ${id}${work.type === 'subProcess' ? '' : ` ${JSON.stringify(details)}`}${mappingText(mappings)}${loop === undefined ? '' : ` for each ${JSON.stringify(loop)}`}`,
    ...indented([
      ...inside, ...boundaries.flatMap((handler) => handlerLines('boundary event', handler)), ...(undo === undefined ? [] : ['undone by', ...indented(activityLines(undo))]),
    ]),
  ];
}

function mappingText(mappings: Mappings | undefined): string {
  const text = (name: string, pairs: Mappings['in'] = []) => (pairs.length === 0 ? '' : ` ${name} ${pairs.map(([source, target]) => `${source} → ${target}`).join(', ')}`);
  return text('in', mappings?.in) + text('out', mappings?.out);
}
