import type { ExecutableProcess } from './types.ts';
import { buildProcess } from './build-process.ts';
import { readDefinitions, type Definitions } from './definitions.ts';
import { compensationHandlerId } from './events.ts';
import { isBpmn, readXml, type XmlElement } from './xml.ts';
import { documentProblem, handlerThatIsNoActivity, straightThroughLoop, validate } from './validation/index.ts';
import type { Compile } from './compile.ts';

export type * from './types.ts';

export type ParsedBpmn =
  | { readonly ok: true; readonly processes: ExecutableProcess[] }
  /** `message`: the part of Zeebe's rejection reason that is about this resource. */
  | { readonly ok: false; readonly message: string };

/**
 * Reads, validates and builds the executable processes of a BPMN diagram. Synchronous and free of side effects, so it may run inside a step.
 *
 * @param resourceName the file name as deployed: it leads the message
 * @param compile see `expressions/compile.ts`
 */
export function parseBpmn(xml: string, resourceName: string, compile: Compile): ParsedBpmn {
  const read = readXml(xml);
  if (!read.ok) return { ok: false, message: `'${resourceName}': ${read.message}` };
  const problem = documentProblem(read.root, read.lineCount);
  if (problem !== undefined) return { ok: false, message: `'${resourceName}': ${problem}` };
  const definitions = readDefinitions(read.root);
  const problems = validate(definitions, compile);
  if (problems !== undefined) return { ok: false, message: `'${resourceName}': ${problems}` };
  const stumble = definitions.executableProcesses.map((process) => stumbleOver(process, definitions)).find((message) => message !== undefined);
  if (stumble !== undefined) return { ok: false, message: `'${resourceName}': ${stumble}` };
  const processes = definitions.executableProcesses.map((process) => buildProcess(process, definitions, compile));
  const loops = processes.map((process) => loopProblem(process, processes, resourceName)).filter((message) => message !== undefined);
  return loops.length > 0 ? { ok: false, message: loops.join('') } : { ok: true, processes };
}

/** What Zeebe 8.5 says to a link or compensation event whose definition has no id: its failure, word for word. */
const DEFINITION_WITHOUT_ID = 'Cannot invoke "String.getBytes(java.nio.charset.Charset)" because "value" is null';

/** Zeebe's rules let it through, but then it fails; undefined where it does not. */
function stumbleOver(process: XmlElement, { byId }: Definitions): string | undefined {
  return hasDefinitionWithoutId(process) ? DEFINITION_WITHOUT_ID : handlerThatIsNoActivity(process, byId);
}

function hasDefinitionWithoutId(element: XmlElement): boolean {
  return (needsId(element) && element.attributes['id'] === undefined) || element.children.some((child) => hasDefinitionWithoutId(child));
}

/** The definition of a link, of a compensation, and of a boundary event with a handler. */
function needsId(element: XmlElement): boolean {
  if (isBpmn(element, 'linkEventDefinition')) return true;
  if (!isBpmn(element, 'compensateEventDefinition') || element.parent === undefined) return false;
  return isBpmn(element.parent, 'intermediateThrowEvent', 'endEvent') || compensationHandlerId(element.parent) !== undefined;
}

function loopProblem(process: ExecutableProcess, together: readonly ExecutableProcess[], resourceName: string): string | undefined {
  const path = straightThroughLoop(process, together);
  return path === undefined ? undefined
    : `\`${resourceName}\`: - Process: ${process.id}\n    - ERROR: Processes are not allowed to contain a straight-through processing loop: ${path.join(' > ')}\n`;
}
