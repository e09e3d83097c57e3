import type { Compile } from '../compile.ts';
import type { Definitions } from '../definitions.ts';

/** Zeebe's words for what is wrong with the diagram, undefined if nothing is. */
export function validate(definitions: Definitions, _compile: Compile): string | undefined {
  if (definitions.executableProcesses.length === 0) return '- Element: definitions\n    - ERROR: Must contain at least one executable process\n';
  return undefined;
}
