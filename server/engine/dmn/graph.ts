import type { ValueExpression } from '../expressions/decisions.ts';

/**
 * The executable form of a DMN file, as dmn-scala 1.9 (Zeebe 8.5's decision engine) understands it: what `read-graph.ts` makes of the XML
 * and all that the evaluation sees of it.
 */
export interface DecisionGraph {
  readonly id: string;
  readonly name: string;
  readonly namespace: string;
  /** In the order in which Zeebe deploys them. */
  readonly decisions: readonly Decision[];
}

/** What can be evaluated: its logic's results are told under its id and name. */
interface LogicContainer {
  readonly id: string;
  readonly name: string;
  readonly logic: DecisionLogic;
  readonly knowledge: readonly KnowledgeModel[];
}

export interface Decision extends LogicContainer {
  /** The name by which other decisions find the result. */
  readonly resultName: string;
  /** A FEEL type that the result must have. */
  readonly resultType?: string;
  readonly requires: readonly Decision[];
}

/** A business knowledge model: a function of its parameters. */
export interface KnowledgeModel extends LogicContainer {
  readonly parameters: readonly Parameter[];
}

export interface Parameter {
  readonly name: string;
  readonly type?: string;
}

export type DecisionLogic =
  /** Of a business knowledge model without logic: null. */
  | { readonly kind: 'UNKNOWN' }
  | { readonly kind: 'LITERAL_EXPRESSION'; readonly expression: ValueExpression }
  | DecisionTable
  | {
    readonly kind: 'CONTEXT'; readonly entries: readonly NamedLogic[];
    /** The last entry where it has no name: it is the result then. */
    readonly result?: DecisionLogic;
  }
  | { readonly kind: 'LIST'; readonly items: readonly DecisionLogic[] }
  | { readonly kind: 'RELATION'; readonly rows: readonly (readonly NamedLogic[])[] }
  | { readonly kind: 'INVOCATION'; readonly bindings: readonly NamedExpression[]; readonly called: KnowledgeModel }
  | { readonly kind: 'FUNCTION'; readonly parameters: readonly Parameter[]; readonly expression: ValueExpression };

export interface NamedLogic {
  readonly name: string;
  readonly logic: DecisionLogic;
}

export interface NamedExpression {
  readonly name: string;
  readonly expression: ValueExpression;
}

export type HitPolicy = 'UNIQUE' | 'FIRST' | 'PRIORITY' | 'ANY' | 'COLLECT' | 'RULE ORDER' | 'OUTPUT ORDER';
export type Aggregation = 'SUM' | 'COUNT' | 'MIN' | 'MAX';

export interface DecisionTable {
  readonly kind: 'DECISION_TABLE';
  readonly hitPolicy: HitPolicy;
  readonly aggregation?: Aggregation;
  readonly inputs: readonly TableInput[];
  readonly outputs: readonly TableOutput[];
  readonly rules: readonly TableRule[];
}

export interface TableInput {
  readonly id: string;
  /** Its label, or how its expression begins. */
  readonly name: string;
  readonly expression: ValueExpression;
}

export interface TableOutput {
  readonly id: string;
  /** Only the sole output of a table may go without. */
  readonly name: string | null;
  readonly label?: string;
  /** The allowed values as they are written, the one of highest priority first. */
  readonly allowedValues?: string;
  readonly defaultValue?: ValueExpression;
}

export interface TableRule {
  readonly id: string;
  /** Unary tests, one an input; undefined where the cell is empty. */
  readonly tests: readonly (ValueExpression | undefined)[];
  readonly outputs: readonly ValueExpression[];
}
