import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../../server/project-root.ts';
import { SCOPE } from '../conformance/diagram.ts';
import type { Diagram } from '../conformance/diagram.ts';
import type { Player } from '../conformance/player.ts';
import { scenarios } from '../conformance/scenarios/index.ts';

export interface Source {
  readonly fileName: string;
  readonly text: string;
}

/** Every diagram, decision and form of the repository: the process library's, and what the scenarios deploy first. */
export async function sources(): Promise<Source[]> {
  const library = readdirSync(path.join(projectRoot(), 'workflows'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.bpmn'))
    .map((name) => ({ fileName: path.basename(name), text: readFileSync(path.join(projectRoot(), 'workflows', name), 'utf8') }));
  const found: Source[] = [...library];
  for (const scenario of Object.values(scenarios).flat()) {
    // What comes after the first deployments needs an engine: the scenario ends there.
    await scenario.play(collector(found)).catch((error: unknown) => {
      if (!(error instanceof EngineNeeded)) throw error;
    });
  }
  return found;
}

class EngineNeeded extends Error {}

function collector(found: Source[]): Player {
  const deployXml = (...resources: { name: string; xml: string }[]) => {
    found.push(...resources.map(({ name, xml }) => ({ fileName: name, text: xml.replaceAll(SCOPE, '') })));
    return Promise.resolve(undefined);
  };
  const deploy = (...diagrams: Diagram[]) => deployXml(...diagrams.map(({ processId, xml }) => ({ name: `${processId}.bpmn`, xml })));
  return new Proxy({} as Player, {
    get: (_, method) => {
      if (method === 'deploy') return deploy;
      if (method === 'deployXml') return deployXml;
      throw new EngineNeeded();
    },
  });
}
