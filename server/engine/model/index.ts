import type { ExecutableProcess } from './types.ts';
import { buildProcess } from './build-process.ts';
import { readDefinitions } from './definitions.ts';
import { isBpmn, readXml, type XmlElement } from './xml.ts';
import { documentProblem, straightThroughLoop, validate } from './validation/index.ts';
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
  if (definitions.executableProcesses.some((process) => hasLinkWithoutId(process))) return { ok: false, message: `'${resourceName}': ${LINK_WITHOUT_ID}` };
  const processes = definitions.executableProcesses.map((process) => buildProcess(process, definitions, compile));
  const loops = processes.map((process) => loopProblem(process)).filter((message) => message !== undefined);
  return loops.length > 0 ? { ok: false, message: `\`${resourceName}\`: ${loops.join('')}` } : { ok: true, processes };
}

/** What Zeebe 8.5 says to a link event whose definition has no id: its failure, word for word. */
const LINK_WITHOUT_ID = 'Cannot invoke "String.getBytes(java.nio.charset.Charset)" because "value" is null';

function hasLinkWithoutId(element: XmlElement): boolean {
  return (isBpmn(element, 'linkEventDefinition') && element.attributes['id'] === undefined) || element.children.some((child) => hasLinkWithoutId(child));
}

function loopProblem(process: ExecutableProcess): string | undefined {
  const path = straightThroughLoop(process);
  return path === undefined ? undefined
    : `- Process: ${process.id}\n    - ERROR: Processes are not allowed to contain a straight-through processing loop: ${path.join(' > ')}\n`;
}
