import { sources } from './diagrams.ts';
import type { Source } from './diagrams.ts';
import { jsonDocument } from './documents.ts';
import { expressions } from './expressions.ts';
import { oneOf, resource } from './fuzz-case.ts';
import type { Generator } from './fuzz-case.ts';
import { httpRequests } from './http-requests.ts';
import { documents, requests } from './requests.ts';
import { mutate } from './xml-mutations.ts';

/** Everything that can be wrong, by where it is, with its share of the cases. */
export async function generators(): Promise<Readonly<Record<string, { readonly share: number; readonly generate: Generator }>>> {
  const all = await sources();
  const mutated = (chosen: readonly Source[]): Generator => (random) => {
    const { fileName, text } = oneOf(random, chosen);
    return resource(random() < 0.95 ? fileName : oneOf(random, ['', 'x', 'x.bpmn', 'x.dmn', 'x.form', '../x.bpmn', 'x.BPMN']), mutate(random, text).content, jsonDocument(random));
  };
  const named = (ending: string) => all.filter(({ fileName }) => fileName.endsWith(ending));
  return {
    'BPMN diagrams': { share: 0.35, generate: mutated(named('.bpmn')) },
    'decisions': { share: 0.12, generate: mutated(named('.dmn')) },
    'forms': { share: 0.03, generate: mutated(named('.form')) },
    'expressions': { share: 0.2, generate: expressions },
    'variables': { share: 0.12, generate: documents },
    'gRPC requests': { share: 0.12, generate: requests },
    'HTTP requests': { share: 0.06, generate: httpRequests },
  };
}
