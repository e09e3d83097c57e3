/** A syntax tree as scala prints feel-scala's case classes: a warning about a range shows the range's tree. */

import type { Arguments, Exp, RangeExp } from './ast.ts';
import { LocalDate } from '../values/date.ts';
import { LocalDateTime, LocalTime, ZonedDateTime, ZonedTime } from '../values/date-time.ts';
import { Decimal } from '../values/decimal.ts';
import { Duration, Period } from '../values/duration.ts';
import type { Value } from '../values/value.ts';
import { formatOffset } from '../values/zone.ts';

const COMPARISONS = { '=': 'Equal', '<': 'LessThan', '<=': 'LessOrEqual', '>': 'GreaterThan', '>=': 'GreaterOrEqual' } as const;
const ARITHMETIC = { '+': 'Addition', '-': 'Subtraction', '*': 'Multiplication', '/': 'Division', '**': 'Exponentiation' } as const;

export function scalaText(exp: Exp): string {
  switch (exp.kind) {
    case 'constant': return constant(exp.value);
    case 'inputValue': return 'ConstInputValue';
    case 'list': return `ConstList(${listOf(exp.items.map(scalaText))})`;
    case 'context': return `ConstContext(${pairs(exp.entries)})`;
    case 'range': return `ConstRange(${boundary(exp.start)},${boundary(exp.end)})`;
    case 'inputEqual': return `InputEqualTo(${scalaText(exp.value)})`;
    case 'inputCompare': return `Input${COMPARISONS[exp.operator]}(${scalaText(exp.value)})`;
    case 'inputInRange': return `InputInRange(${scalaText(exp.range)})`;
    case 'unaryTest': return `UnaryTestExpression(${scalaText(exp.test)})`;
    case 'atLeastOne': return `AtLeastOne(${listOf(exp.tests.map(scalaText))})`;
    case 'not': return `Not(${scalaText(exp.value)})`;
    case 'variable': return `Ref(${listOf(exp.names)})`;
    case 'path': return `PathExpression(${scalaText(exp.base)},${exp.key})`;
    case 'arithmetic': return `${ARITHMETIC[exp.operator]}(${scalaText(exp.left)},${scalaText(exp.right)})`;
    case 'negation': return `ArithmeticNegation(${scalaText(exp.value)})`;
    case 'comparison': return `${COMPARISONS[exp.operator]}(${scalaText(exp.left)},${scalaText(exp.right)})`;
    case 'and': return `Conjunction(${scalaText(exp.left)},${scalaText(exp.right)})`;
    case 'or': return `Disjunction(${scalaText(exp.left)},${scalaText(exp.right)})`;
    case 'if': return `If(${scalaText(exp.condition)},${scalaText(exp.then)},${scalaText(exp.otherwise)})`;
    case 'in': return `In(${scalaText(exp.value)},${scalaText(exp.test)})`;
    case 'instanceOf': return `InstanceOf(${scalaText(exp.value)},${exp.type})`;
    case 'some': return `SomeItem(${pairs(exp.iterators)},${scalaText(exp.condition)})`;
    case 'every': return `EveryItem(${pairs(exp.iterators)},${scalaText(exp.condition)})`;
    case 'for': return `For(${pairs(exp.iterators)},${scalaText(exp.body)})`;
    case 'filter': return `Filter(${scalaText(exp.list)},${scalaText(exp.filter)})`;
    case 'iteration': return `IterationContext(${scalaText(exp.start)},${scalaText(exp.end)})`;
    case 'call': return `FunctionInvocation(${exp.name},${parameters(exp.args)})`;
    case 'qualifiedCall': return `QualifiedFunctionInvocation(${scalaText(exp.path)},${exp.name},${parameters(exp.args)})`;
    case 'function': return `FunctionDefinition(${listOf(exp.parameters)},${scalaText(exp.body)})`;
  }
}

function constant(value: Value): string {
  if (value === null) return 'ConstNull';
  if (typeof value === 'string') return `ConstString(${value})`;
  if (typeof value === 'boolean') return `ConstBool(${value})`;
  if (value instanceof Period) return `ConstYearMonthDuration(${value.toIso()})`;
  if (value instanceof Duration) return `ConstDayTimeDuration(${value.toIso()})`;
  if (value instanceof Decimal) return `ConstNumber(${value.toString()})`;
  if (value instanceof LocalDate) return `ConstDate(${value.toString()})`;
  if (value instanceof LocalTime) return `ConstLocalTime(${value.toIso()})`;
  if (value instanceof ZonedTime) return `ConstTime(${zonedTime(value)})`;
  if (value instanceof LocalDateTime) return `ConstLocalDateTime(${value.toIso()})`;
  if (value instanceof ZonedDateTime) return `ConstDateTime(${value.toIso()})`;
  throw new Error('the parser makes no such constant');
}

function zonedTime({ time, offset, zoneId }: ZonedTime): string {
  return `ZonedTime(${time.toIso()},${formatOffset(offset)},${zoneId === undefined ? 'None' : `Some(${zoneId})`})`;
}

const boundary = ({ closed, value }: RangeExp['start']): string => `${closed ? 'Closed' : 'Open'}ConstRangeBoundary(${scalaText(value)})`;

const listOf = (texts: readonly string[]): string => `List(${texts.join(', ')})`;

const pairs = (entries: readonly (readonly [string, Exp])[]): string => listOf(entries.map(([name, value]) => `(${name},${scalaText(value)})`));

function parameters(args: Arguments): string {
  return args.named
    ? `NamedFunctionParameters(Map(${[...args.values].map(([name, value]) => `${name} -> ${scalaText(value)}`).join(', ')}))`
    : `PositionalFunctionParameters(${listOf(args.values.map(scalaText))})`;
}
