import type { Compile } from '../compile.ts';
import type { Definitions } from '../definitions.ts';
import type { XmlElement } from '../xml.ts';

export interface RuleContext {
  readonly definitions: Definitions;
  readonly compile: Compile;
  /** Says what is wrong with an element, in Zeebe's words. */
  readonly report: (element: XmlElement, message: string) => void;
}

/** Checks one element. Rules are called for every element of an executable process, in document order. */
export type Rule = (element: XmlElement, context: RuleContext) => void;

/** Rules by the element's local name in the BPMN namespace. */
export type RuleTable = Readonly<Record<string, Rule>>;
