import { DateTime } from 'luxon';
import type { Expression } from '../../expressions/index.ts';
import type { Key } from '../../records/types.ts';
import { latestForm } from '../../state/form-versions.ts';
import { evaluateOrFail, evaluateString, feelText, warningText } from '../expressions.ts';
import { ProcessingFailure } from '../failure.ts';
import type { Step } from '../step.ts';

/** Candidate groups or users: a FEEL list of strings, or names separated by commas. */
export function evaluateNames(step: Step, expression: Expression, scopeKey: Key): string[] {
  const result = evaluateOrFail(step, expression, scopeKey);
  if (result.type === 'STRING' && expression.isStatic) {
    return (JSON.parse(result.json) as string).split(',').map((name) => name.trim()).filter((name) => name !== '');
  }
  const names = result.type === 'ARRAY' ? (JSON.parse(result.json) as unknown[]) : undefined;
  if (names?.every((name) => typeof name === 'string')) return names;
  const problem = names === undefined ? `to be 'ARRAY', but was '${result.type}'.`
    : "to be 'ARRAY' containing 'STRING' items, but was 'ARRAY' containing at least one non-'STRING' item.";
  throw new ProcessingFailure(
    'EXTRACT_VALUE_ERROR', `Expected result of the expression '${feelText(expression)}' ${problem}${warningText(result.warnings)}`, scopeKey,
  );
}

/** A date-time in the form Java prints a ZonedDateTime: seconds only where there are any, and the region where one is named. Empty where the expression gives null. */
export function evaluateDate(step: Step, expression: Expression, scopeKey: Key): string {
  const result = evaluateOrFail(step, expression, scopeKey);
  if (result.type === 'NULL') return '';
  const text = result.type === 'STRING' || result.type === 'DATE_TIME' ? (JSON.parse(result.json) as string) : undefined;
  if (text === '') return '';
  const date = text === undefined ? undefined : DateTime.fromISO(text.replace(/\[.*\]$/, ''), { setZone: true });
  if (date === undefined || !date.isValid) {
    throw new ProcessingFailure(
      'EXTRACT_VALUE_ERROR',
      text === undefined
        ? `Expected result of the expression '${feelText(expression)}' to be one of '[NULL, DATE_TIME, STRING]', but was '${result.type}'`
          + `.${warningText(result.warnings)}`
        : `Invalid date-time format '${text}' for expression '${feelText(expression)}'.`,
      scopeKey,
    );
  }
  const region = /\[.*\]$/.exec(text!)?.[0] ?? '';
  const seconds = date.millisecond > 0 ? ':ss.SSS' : date.second > 0 ? ':ss' : '';
  const zone = date.offset === 0 ? "'Z'" : 'ZZ';
  return date.toFormat(`yyyy-MM-dd'T'HH:mm${seconds}${zone}`) + region;
}

/** The latest version of the form with the id, at the time when the task begins. */
export function evaluateFormKey(step: Step, expression: Expression, scopeKey: Key): Key {
  const formId = evaluateString(step, expression, scopeKey);
  const form = latestForm(step.state, formId);
  if (form !== undefined) return form.formKey;
  throw new ProcessingFailure(
    'FORM_NOT_FOUND',
    `Expected to find a form with id '${formId}', but no form with this id is found, at least a form with this id should be available. `
      + 'To resolve the Incident please deploy a form with the same id',
    scopeKey,
  );
}
