import { readGraph, type DecisionGraph } from '../dmn/index.ts';
import type { Key } from '../records/types.ts';
import type { DecisionRequirementsValue } from '../records/decisions.ts';
import type { State } from './state.ts';

const READ_MAX = 200;

/** The graphs of the deployed DMN files, read when first needed. */
export class DecisionGraphs {
  readonly #state: State;
  /** By checksum: whatever is undone, it stays true. */
  readonly #read = new Map<string, DecisionGraph>();

  constructor(state: State) {
    this.#state = state;
  }

  graph(decisionRequirementsKey: Key): DecisionGraph {
    const deployed = this.#state.decisionRequirements.get('', decisionRequirementsKey);
    if (deployed === undefined) throw new Error(`no decisions with key ${decisionRequirementsKey} are deployed`);
    return this.#read.get(deployed.checksum) ?? this.#remember(deployed);
  }

  #remember({ checksum, resource, resourceName }: DecisionRequirementsValue): DecisionGraph {
    const read = readGraph(Buffer.from(resource, 'base64').toString('utf8'));
    if (!read.ok) throw new Error(`cannot read the deployed ${resourceName} any more: ${read.message}`);
    if (this.#read.size >= READ_MAX) this.#read.delete(this.#read.keys().next().value!);
    this.#read.set(checksum, read.graph);
    return read.graph;
  }
}
