import type { EvaluationResult, EvaluationWarning, Expression, FeelType, JsonText } from '../expressions/index.ts';
import type { Key } from '../records/types.ts';
import type { IncidentErrorType } from '../records/values.ts';
import { visibleVariable } from '../state/variable-scopes.ts';
import { ProcessingFailure } from './failure.ts';
import type { Step } from './step.ts';

/** Names that hide the scope's variables, for example what earlier mappings made. */
export interface Overlay {
  get(name: string): JsonText | undefined;
}

export function evaluate(step: Step, expression: Expression, scopeKey: Key, overlay?: Overlay): EvaluationResult {
  return expression.evaluate(
    (name) => overlay?.get(name) ?? visibleVariable(step.state, scopeKey, name),
    () => new Date(step.now),
  );
}

/** The JSON text and type of the result; an incident of the type where the evaluation fails. */
export function evaluateOrFail(
  step: Step, expression: Expression, scopeKey: Key, errorType: IncidentErrorType = 'EXTRACT_VALUE_ERROR', overlay?: Overlay,
): { readonly type: FeelType; readonly json: JsonText; readonly warnings: readonly EvaluationWarning[] } {
  const result = evaluate(step, expression, scopeKey, overlay);
  if (!result.ok) throw new ProcessingFailure(errorType, result.message + warningText(result.warnings), scopeKey);
  return result;
}

export function evaluateString(step: Step, expression: Expression, scopeKey: Key): string {
  return JSON.parse(evaluateAs(step, expression, scopeKey, 'STRING')) as string;
}

export function evaluateBoolean(step: Step, expression: Expression, scopeKey: Key, overlay?: Overlay): boolean {
  return evaluateAs(step, expression, scopeKey, 'BOOLEAN', 'EXTRACT_VALUE_ERROR', overlay) === 'true';
}

export function evaluateArray(step: Step, expression: Expression, scopeKey: Key, overlay?: Overlay): JsonText {
  return evaluateAs(step, expression, scopeKey, 'ARRAY', 'EXTRACT_VALUE_ERROR', overlay);
}

/** A number from a static text or a FEEL number. */
export function evaluateNumber(step: Step, expression: Expression, scopeKey: Key): number {
  if (expression.isStatic && /^-?\d+$/.test(expression.source)) return Number(expression.source);
  return Math.trunc(Number(evaluateAs(step, expression, scopeKey, 'NUMBER')));
}

/** The JSON text of a result that must have the type. */
export function evaluateAs(
  step: Step, expression: Expression, scopeKey: Key, type: FeelType, errorType: IncidentErrorType = 'EXTRACT_VALUE_ERROR', overlay?: Overlay,
): JsonText {
  const result = evaluateOrFail(step, expression, scopeKey, errorType, overlay);
  if (result.type === type) return result.json;
  throw new ProcessingFailure(
    errorType,
    `Expected result of the expression '${feelText(expression)}' to be '${type}', but was '${result.type}'.${warningText(result.warnings)}`,
    scopeKey,
  );
}

/** The expression as it appears in messages: without the leading `=`. */
export function feelText(expression: Expression): string {
  return expression.source.replace(/^\s*=\s*/, '').trim();
}

export function warningText(warnings: readonly EvaluationWarning[]): string {
  if (warnings.length === 0) return '';
  return ` The evaluation reported the following warnings:\n${warnings.map(({ type, message }) => `[${type}] ${message}`).join('\n')}`;
}
