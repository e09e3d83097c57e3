/**
 * Decisions by DMN 1.1 to 1.5, as Zeebe 8.5's engine (dmn-scala 1.9) makes them. `readGraph` reads a file, `evaluateDecision` makes one of
 * its decisions.
 *
 * Limits, which real Zeebe lacks: those of FEEL, which hold for one evaluation as a whole (each evaluated decision counts 20 steps), and
 * those of XML files.
 */

export { readGraph } from './read-graph.ts';
export { evaluateDecision, type DecisionResult } from './evaluate.ts';
export type { Decision, DecisionGraph } from './graph.ts';
export type { Evaluated } from './evaluation.ts';
