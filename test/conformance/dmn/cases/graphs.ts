import type { Scenario } from '../../scenario.ts';
import { asked } from '../case.ts';
import { bkm, context, decision, drg, functionDefinition, inputData, invocation, list, literal, relation, table } from '../diagram.ts';

const alone = (logic: string, result: { variable?: string; type?: string } = {}, ...more: string[]) => drg('singles', [decision('single', logic, result), ...more]);
const literals = (...texts: readonly string[]) => list(...texts.map((text) => literal(text)));

const dish = drg('dinner', [
  inputData('season-data'), inputData('guests-data'),
  decision('season', table({
    id: 'season-', policy: 'FIRST', inputs: ['temperature|Weather in Celsius'], outputs: [{ name: 'season', type: 'string' }],
    rules: [['> 30', '"Summer"'], ['< 10', '"Winter"'], ['[10..30]', '"Spring"']],
  }), { variable: 'season', type: 'string', requiresInput: ['season-data'] }),
  decision('guestCount', table({
    id: 'guests-', inputs: ['dayType|Type of day'], outputs: [{ name: 'guestCount', type: 'number' }], rules: [['"WeekDay"', '4'], ['"Holiday"', '10'], ['"Weekend"', '15'], ['"Error"', '"many"']],
  }), { variable: 'guestCount', type: 'number', requiresInput: ['guests-data'] }),
  decision('dish', table({
    inputs: ['season', 'guestCount'], outputs: [{ name: 'dish', label: 'Dish' }],
    rules: [['not("Winter")', '> 8', '"Steak"'], ['"Winter"', '<= 8', '"Roastbeef"'], ['"Winter"', '> 8', '"Stew"'], ['not("Winter")', '<= 8', '"Salad"']],
  }), { requires: ['season', 'guestCount'] }),
]);

export const graphs: Scenario[] = [
  asked('A graph evaluates what a decision requires', dish, 'dish', { temperature: 35, dayType: 'WeekDay' }, { temperature: -5, dayType: 'Holiday' }, {}),
  asked('A part of a graph is a decision of its own', dish, 'season', { temperature: 20 }),
  asked('A required decision that fails fails the decision', dish, 'dish', { temperature: 20, dayType: 'Error' }),
  asked('Results go by the id where there is no variable', drg('unnamed', [
    decision('last', literal('`first§` + 1'), { requires: ['first'] }), decision('first', literal('41')),
  ]), 'last', {}),
  asked('A result hides a variable of its name', drg('hiding', [
    decision('outer', literal('rate * 2'), { requires: ['rate'] }), decision('rate', literal('rate + 1'), { variable: 'rate' }),
  ]), 'outer', { rate: 4 }),
  asked('A decision required twice is evaluated twice', drg('diamond', [
    decision('top', literal('left + right'), { requires: ['left', 'right'] }),
    decision('left', literal('base + 1'), { requires: ['base'], variable: 'left' }),
    decision('right', literal('base + 2'), { requires: ['base'], variable: 'right' }),
    decision('base', literal('10'), { variable: 'base' }),
  ]), 'top', {}),
  asked('Thirteen decisions in one file', drg('many', Array.from({ length: 13 }, (_, index) => decision(`d${index}`, literal(String(index))))), 'd7', {}),
  asked('A literal expression', alone(literal('a + b')), 'single', { a: 1, b: 2 }, { a: 0.1, b: 0.2 }, { a: 'x', b: 'y' }, { a: 1 }, {}),
  asked('A literal expression that fails', alone(literal('assert(a, a != null, "a is needed")')), 'single', {}, { a: 1 }),
  asked('A literal expression gives null', alone(literal('null')), 'single', {}),
  asked('Values of every type as output', alone(literals(
    '1', '1.50', '"text"', 'true', 'null', 'date("2024-02-29")', 'time("10:15:00")', 'time("10:15:00+02:00")', 'date and time("2024-02-29T10:15:00")',
    'date and time("2024-02-29T10:15:00Z")', 'duration("P1DT2H")', 'duration("P1Y2M")', '[1, "two"]', '{a: 1, b: {c: "x"}}', 'function(x) x', '[1..3]', '1/3', '10**15',
  )), 'single', {}),
  asked('Variables come back as they went in', alone(literal('given')), 'single',
    { given: 1 }, { given: 1.5 }, { given: 'text' }, { given: [1, { a: null }] }, { given: { b: 1, a: 2 } }, { given: '2024-01-01' }, { given: 9007199254740993 }),
  ...(['string', 'number', 'boolean', 'time', 'date', 'dateTime', 'dayTimeDuration', 'yearMonthDuration', 'Any', 'feel:string', 'tOwn'] as const).map((type) =>
    asked(`The result's type ${type} is checked`, drg('types', [decision('typed', literal('if kind = "string" then "x" else if kind = "number" then 1 else if kind = "boolean" then true else if kind = "date" then date("2024-01-01") else if kind = "time" then time("10:00:00") else if kind = "dateTime" then date and time("2024-01-01T00:00:00") else if kind = "days" then duration("PT1H") else if kind = "months" then duration("P1M") else if kind = "list" then [1] else if kind = "context" then {a: "b"} else null'), { variable: 'typed', type })]),
      'typed', ...['string', 'number', 'boolean', 'date', 'time', 'dateTime', 'days', 'months', 'list', 'context', 'null'].map((kind) => ({ kind })))),
  asked('A context', alone(context(['net', literal('price * count')], ['tax', literal('net * 0.19')], ['items', literals('net', 'tax')])), 'single', { price: 10, count: 3 }, {}),
  asked('A context with a result', alone(context(['net', literal('price * count')], ['', literal('net * 1.19')])), 'single', { price: 10, count: 3 }),
  asked('A context of more than four entries', alone(context(...['one', 'two', 'three', 'four', 'five', 'six'].map((name, index) => [name, literal(String(index))] as const))), 'single', {}),
  asked('A context whose entry fails', alone(context(['a', literal('1')], ['b', literal('assert(a, a > 1)')])), 'single', {}),
  asked('A context with a function', alone(context(['twice', functionDefinition({ x: 'number' }, literal('x * 2'))], ['', literal('twice(n)')])), 'single', { n: 4 }, { n: 'x' }, {}),
  asked('A context with a function among its entries', alone(context(['twice', functionDefinition({ x: undefined }, literal('x * 2'))], ['four', literal('twice(2)')])), 'single', {}),
  asked('Contexts in a context', alone(context(['inner', context(['a', literal('1')], ['b', literal('a + 1')])], ['sum', literal('inner.a + inner.b')])), 'single', {}),
  asked('A table in a context', alone(context(
    ['grade', table({ policy: 'FIRST', inputs: ['n'], outputs: [{ name: 'g' }], rules: [['> 5', '"high"'], ['-', '"low"']] })], ['', literal('"grade " + grade')],
  )), 'single', { n: 6 }, { n: 1 }),
  asked('A list', alone(literals('1', 'x', '"y"')), 'single', { x: 5 }, {}),
  asked('An empty list of expressions', alone(list()), 'single', {}),
  asked('A list whose item fails', alone(literals('1', 'assert(x, false)')), 'single', {}),
  asked('A relation', alone(relation(['name', 'age'], [literal('"Ann"'), literal('30 + x')], [literal('"Bob"'), literal('40')])), 'single', { x: 1 }, {}),
  asked('A business knowledge model called in FEEL', drg('called', [
    decision('price', literal('discount(amount, "gold")'), { knows: ['discount-model'] }),
    bkm('discount-model', 'discount', literal('if level = "gold" then amount * 0.9 else amount'), { parameters: { amount: 'number', level: 'string' } }),
  ]), 'price', { amount: 100 }, { amount: 'many' }, {}),
  asked('A business knowledge model of a table', drg('tabled', [
    decision('price', literal('"fee " + string(fee(weight))'), { knows: ['fee-model'] }),
    bkm('fee-model', 'fee', table({ policy: 'UNIQUE', inputs: ['kg'], outputs: [{ name: 'f' }], rules: [['< 5', '1'], ['> 3', '2']] }), { parameters: { kg: undefined } }),
  ]), 'price', { weight: 1 }, { weight: 10 }, { weight: 4 }),
  asked('An invocation of a business knowledge model', drg('invoked', [
    decision('price', invocation('discount', { amount: literal('total'), level: literal('"gold"') }), { knows: ['discount-model'] }),
    bkm('discount-model', 'discount', literal('if level = "gold" then amount * 0.9 else amount'), { parameters: { amount: 'number', level: 'string' } }),
  ]), 'price', { total: 100 }, { total: 'many' }, {}),
  asked('An invocation without one of its parameters fails', drg('lacking', [
    decision('price', invocation('discount', { amount: literal('total') }), { knows: ['discount-model'] }),
    bkm('discount-model', 'discount', literal('amount'), { parameters: { amount: 'number', level: 'string' } }),
  ]), 'price', { total: 100 }, { total: 1, level: 'x' }),
  asked('An invocation whose binding fails', drg('failing', [
    decision('price', invocation('discount', { amount: literal('assert(total, total > 1)') }), { knows: ['discount-model'] }),
    bkm('discount-model', 'discount', literal('amount'), { parameters: { amount: undefined } }),
  ]), 'price', { total: 1 }, { total: 2 }),
  asked('Business knowledge models that use others', drg('chain', [
    decision('price', literal('outer(3)'), { knows: ['outer-model'] }),
    bkm('outer-model', 'outer', literal('inner(x) + 1'), { parameters: { x: undefined }, knows: ['inner-model'] }),
    bkm('inner-model', 'inner', literal('x * 10'), { parameters: { x: undefined } }),
  ]), 'price', {}),
  asked('A business knowledge model without logic', drg('hollow', [
    decision('price', literal('empty model()'), { knows: ['hollow-model'] }), bkm('hollow-model', 'empty model', ''),
  ]), 'price', {}),
  asked('A business knowledge model of a context, a list and a relation', drg('boxed', [
    decision('all', literals('asContext(1)', 'asList(2)', 'asRelation(3)'), { knows: ['c', 'l', 'r'] }),
    bkm('c', 'asContext', context(['value', literal('x')]), { parameters: { x: undefined } }),
    bkm('l', 'asList', literals('x', 'x + 1'), { parameters: { x: undefined } }),
    bkm('r', 'asRelation', relation(['v'], [literal('x')]), { parameters: { x: undefined } }),
  ]), 'all', {}),
  asked('A function as the result of a required decision', drg('functional', [
    decision('use', literal('helper(2)'), { requires: ['make'] }), decision('make', literal('function(x) x + 40'), { variable: 'helper' }),
  ]), 'use', {}),
  asked('A business knowledge model shadows a built-in function', drg('shadow', [
    decision('price', literal('abs(-3)'), { knows: ['abs-model'] }), bkm('abs-model', 'abs', literal('"own"'), { parameters: { n: undefined } }),
  ]), 'price', {}),
  asked('Business knowledge called with the wrong number of arguments', drg('miscalled', [
    decision('price', literal('half(1, 2)'), { knows: ['half-model'] }), bkm('half-model', 'half', literal('x / 2'), { parameters: { x: undefined } }),
  ]), 'price', {}),
  asked('Expressions may name their language', drg('languages', [
    decision('one', literal('1 + 1', 'feel')), decision('two', literal('2', 'FEEL')), decision('three', literal('3', 'https://www.omg.org/spec/DMN/20191111/FEEL/')),
  ]), 'three', {}),
];
