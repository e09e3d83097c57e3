import { display, typeName, type TypeName, type Value } from '../expressions/decisions.ts';
import { memberOf } from '../members.ts';
import { DecisionFailure } from './evaluation.ts';

/** FEEL's type by the name in the diagram; others are not checked. */
const TYPES: Readonly<Record<string, TypeName>> = {
  string: 'string', number: 'number', boolean: 'boolean', time: 'time', date: 'date', dateTime: 'date and time',
  dayTimeDuration: 'days and time duration', yearMonthDuration: 'years and months duration',
};

/**
 * The value, if it is null or of the type.
 * @param typeRef as in the diagram, with or without the prefix `feel:`
 * @throws DecisionFailure
 */
export function checkType(value: Value, typeRef: string | undefined): Value {
  const name = typeRef?.replaceAll('feel:', '') ?? '';
  const type = memberOf(TYPES, name);
  if (type === undefined || value === null || typeName(value) === type) return value;
  throw new DecisionFailure(`expected '${name}' but found '${display(value)}'`);
}
