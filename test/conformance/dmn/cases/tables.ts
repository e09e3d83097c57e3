import type { Scenario } from '../../scenario.ts';
import { asked } from '../case.ts';
import type { Output, Table } from '../diagram.ts';
import { decision, drg, table } from '../diagram.ts';

const one = (parts: Table, result: { variable?: string; type?: string } = {}) => drg('grading', [decision('grade', table(parts), result)]);
const byAmount = (policy: string | undefined, more: Partial<Table> = {}) => one({
  ...(policy === undefined ? {} : { policy }), inputs: ['amount'], outputs: [{ name: 'result' }],
  rules: [['< 10', '"small"'], ['[5..20]', '"medium"'], ['> 15', '"large"']], ...more,
});
const numbers = (aggregation: string | undefined, more: Partial<Table> = {}) => one({
  policy: 'COLLECT', ...(aggregation === undefined ? {} : { aggregation }), inputs: ['amount'], outputs: [{ name: 'fee' }],
  rules: [['> 0', '10'], ['> 10', '2.5'], ['> 100', '7.25']], ...more,
});
const amounts = [{ amount: 3 }, { amount: 7 }, { amount: 12 }, { amount: 18 }, { amount: 30 }];
const two: readonly Output[] = [{ name: 'level', label: 'Level' }, { name: 'reason' }];

export const tables: Scenario[] = [
  asked('UNIQUE: one rule matches, none gives null, two fail', byAmount('UNIQUE'), 'grade', ...amounts, { amount: -1 }, { amount: null }),
  asked('A table without hit policy is UNIQUE', byAmount(undefined), 'grade', { amount: 3 }, { amount: 7 }),
  asked('FIRST: the first matching rule alone', byAmount('FIRST'), 'grade', ...amounts),
  asked('ANY: all matching rules must agree', byAmount('ANY', { rules: [['< 10', '"a"'], ['< 20', '"a"'], ['> 5', '"b"']] }), 'grade', ...amounts),
  asked('ANY: contexts of several outputs', byAmount('ANY', { outputs: two, rules: [['< 10', '"a"', '1'], ['< 20', '"a"', '1'], ['> 15', '"a"', '2']] }), 'grade', ...amounts),
  asked('PRIORITY: the first of the allowed values', byAmount('PRIORITY', { outputs: [{ name: 'result', values: '"large", "medium", "small"' }] }), 'grade', ...amounts),
  asked('PRIORITY: several outputs are compared one after the other', byAmount('PRIORITY', {
    outputs: [{ name: 'level', values: '"high","low"' }, { name: 'rank', values: '3,2,1' }], rules: [['-', '"low"', '3'], ['> 5', '"high"', '1'], ['> 10', '"high"', '2']],
  }), 'grade', ...amounts),
  asked('PRIORITY: without allowed values the first rule wins', byAmount('PRIORITY'), 'grade', { amount: 7 }, { amount: 18 }),
  asked('PRIORITY: values that are not listed come last, ten comes before two', byAmount('PRIORITY', {
    outputs: [{ name: 'result', values: '"a","b","c","d","e","f","g","h","i","j","k"' }], rules: [['-', '"zzz"'], ['> 5', '"c"'], ['> 10', '"k"'], ['> 15', 'true']],
  }), 'grade', ...amounts),
  asked('OUTPUT ORDER: all matching rules by the allowed values', byAmount('OUTPUT ORDER', { outputs: [{ name: 'result', values: '"large", "medium", "small"' }] }), 'grade', ...amounts),
  asked('OUTPUT ORDER: several outputs', byAmount('OUTPUT ORDER', {
    outputs: [{ name: 'level', values: '"high","low"' }, { name: 'rank', values: '3,2,1' }], rules: [['-', '"low"', '3'], ['> 5', '"high"', '1'], ['> 10', '"high"', '2']],
  }), 'grade', ...amounts),
  asked('RULE ORDER: all matching rules in order', byAmount('RULE ORDER'), 'grade', ...amounts, { amount: -1 }),
  asked('RULE ORDER: several outputs give contexts', byAmount('RULE ORDER', { outputs: two, rules: [['< 10', '"a"', '1'], ['< 20', '"b"', '2']] }), 'grade', ...amounts),
  asked('COLLECT: a list of all', numbers(undefined), 'grade', { amount: 5 }, { amount: 50 }, { amount: 500 }, { amount: -1 }),
  asked('COLLECT SUM', numbers('SUM'), 'grade', { amount: 5 }, { amount: 50 }, { amount: 500 }, { amount: -1 }),
  asked('COLLECT MIN', numbers('MIN'), 'grade', { amount: 5 }, { amount: 50 }, { amount: 500 }, { amount: -1 }),
  asked('COLLECT MAX', numbers('MAX'), 'grade', { amount: 5 }, { amount: 50 }, { amount: 500 }, { amount: -1 }),
  asked('COLLECT COUNT', numbers('COUNT'), 'grade', { amount: 5 }, { amount: 50 }, { amount: 500 }, { amount: -1 }),
  asked('COLLECT COUNT counts equal outputs and any type', numbers('COUNT', { rules: [['-', '"a"'], ['-', '"a"'], ['> 5', 'null']] }), 'grade', { amount: 1 }, { amount: 6 }),
  asked('COLLECT SUM of what is no number fails', numbers('SUM', { rules: [['> 0', '1'], ['> 10', '"two"'], ['> 20', 'null'], ['> 30', '[1]']] }), 'grade', { amount: 5 }, { amount: 15 }),
  asked('COLLECT MAX of null fails', numbers('MAX', { rules: [['> 0', '1'], ['> 10', 'null']] }), 'grade', { amount: 5 }, { amount: 15 }),
  asked('COLLECT of several outputs gives contexts', byAmount('COLLECT', { outputs: two, rules: [['< 10', '"a"', '1'], ['< 20', '"b"', '2']] }), 'grade', ...amounts),
  asked('Several outputs of one rule give a context', byAmount('UNIQUE', { outputs: two, rules: [['< 10', '"low"', '"cheap"'], ['>= 10', '"high"', 'null']] }), 'grade', ...amounts),
  asked('Five outputs of one rule', byAmount('FIRST', {
    outputs: ['alpha', 'beta', 'gamma', 'delta', 'epsilon'].map((name) => ({ name })), rules: [['-', '1', '"two"', 'true', 'null', '[5]']],
  }), 'grade', { amount: 1 }),
  asked('UNIQUE with several outputs tells what was found', byAmount('UNIQUE', { outputs: two, rules: [['< 10', '"low"', '1.5'], ['< 20', '"high"', 'null']] }), 'grade', { amount: 5 }, { amount: 15 }),
  asked('UNIQUE tells lists, contexts, dates and durations as they are', byAmount('UNIQUE', { rules: [
    ['-', '[1, "a"]'], ['-', '{a: 1, b: "x"}'], ['-', 'date("2024-02-29")'], ['-', 'duration("PT90M")'], ['-', 'true'], ['-', 'time("10:00:00Z")'], ['-', 'date and time("2024-01-01T00:00:00")'], ['-', 'duration("P14M")'],
  ] }), 'grade', {}),
  asked('Default outputs where no rule matches', byAmount('UNIQUE', { outputs: [{ name: 'result', otherwise: '"none " + string(amount)' }] }), 'grade', { amount: -1 }, { amount: 3 }, { amount: 100 }, { amount: 0 }),
  asked('Default outputs of several outputs', byAmount('FIRST', { outputs: [{ name: 'level', otherwise: '"?"' }, { name: 'reason', otherwise: '"nothing matches"' }], rules: [['> 10', '"a"', '"b"']] }), 'grade', { amount: 1 }, { amount: 11 }),
  asked('A default for one of two outputs is the whole result', byAmount('FIRST', { outputs: [{ name: 'level', otherwise: '"?"' }, { name: 'reason' }], rules: [['> 10', '"a"', '"b"']] }), 'grade', { amount: 1 }, { amount: 11 }),
  asked('Default of a collecting table', numbers('SUM', { outputs: [{ name: 'fee', otherwise: '-1' }] }), 'grade', { amount: -1 }, { amount: 1 }),
  asked('Two inputs, empty and dash entries', one({
    policy: 'FIRST', inputs: ['season|Season', 'guests|Guests'], outputs: [{ name: 'dish', label: 'Dish', type: 'string' }],
    rules: [['"Fall"', '<= 8', '"Spareribs"'], ['"Winter"', '-', '"Roastbeef"'], ['"Spring","Summer"', '', '"Salad"'], ['not("Spring")', '[1..3]', '"Soup"'], ['', '', '"Toast"']],
  }), 'grade', { season: 'Fall', guests: 6 }, { season: 'Fall', guests: 12 }, { season: 'Winter', guests: 1 }, { season: 'Summer', guests: 0 }, { season: 'Fall' }, {}, { season: 5, guests: 'x' }),
  asked('Input expressions are FEEL', one({
    policy: 'RULE ORDER', inputs: ['count(items)', 'sum(items) / count(items)|Average', 'if premium then "yes" else "no"'], outputs: [{ name: 'r' }],
    rules: [['> 2', '-', '-', '"many"'], ['-', '(2..10]', '-', '"mid"'], ['-', '-', '"yes"', '"premium"'], ['? > 1 and ? < 4', '-', '-', '"two or three"'], ['-', 'odd(?)', '-', '"odd"']],
  }), 'grade', { items: [1, 2, 3], premium: true }, { items: [10], premium: false }, { items: [], premium: null }, {}),
  asked('Entries use other variables', one({
    policy: 'FIRST', inputs: ['weight'], outputs: [{ name: 'verdict' }], rules: [['> limit', '"over by " + string(weight - limit)'], ['< limit * 0.9', '"under"'], ['-', '{weight: weight, limit: limit}']],
  }), 'grade', { weight: 12.5, limit: 12 }, { weight: 5, limit: 12 }, { weight: 11.5, limit: 12 }, { weight: 11.5 }),
  asked('Dates, times and durations in entries', one({
    policy: 'COLLECT', inputs: ['date(due)', 'duration(work)'], outputs: [{ name: 'class' }],
    rules: [['< date("2024-01-01")', '-', '"past"'], ['[date("2024-01-01")..date("2024-12-31")]', '-', 'date(due)'], ['-', '> duration("PT8H")', 'duration(work)'], ['-', '-', 'date and time(date(due), time("08:00:00"))']],
  }), 'grade', { due: '2023-05-01', work: 'PT1H' }, { due: '2024-05-01', work: 'PT10H' }, { due: 'soon', work: 'long' }),
  asked('Lists and booleans in entries', one({
    policy: 'COLLECT', inputs: ['tag', 'flag'], outputs: [{ name: 'class' }],
    rules: [['allowed', '-', '"allowed"'], ['list contains(allowed, ?)', 'true', '"contained"'], ['["x","y"]', '-', '"listed"'], ['-', 'not(true)', '"not"'], ['null', '-', '"null"']],
  }), 'grade', { tag: 'x', flag: true, allowed: ['x'] }, { tag: 'y', flag: false, allowed: [] }, { tag: null, flag: null, allowed: null }),
  asked('Outputs of the declared type', one({ policy: 'FIRST', inputs: ['x'], outputs: [{ name: 'r', type: 'number' }], rules: [['1', '"no number"'], ['2', '2']] }), 'grade', { x: 1 }, { x: 2 }),
  asked('An entry that fails makes the decision fail', one({ policy: 'FIRST', inputs: ['x'], outputs: [{ name: 'r' }], rules: [['1', 'assert(y, y != null)'], ['2', 'y.z'], ['assert(?, false)', '3']] }), 'grade', { x: 1 }, { x: 2 }, { x: 3 }),
  asked('An input that fails makes the decision fail', one({ policy: 'FIRST', inputs: ['x', 'assert(x, x > 1)|Checked'], outputs: [{ name: 'r' }], rules: [['1', '-', '1']] }), 'grade', { x: 1 }, { x: 2 }),
  asked('An unknown function in an input gives null', one({ policy: 'FIRST', inputs: ['nothing(x)'], outputs: [{ name: 'r' }], rules: [['null', '"null"'], ['-', '"else"']] }), 'grade', { x: 1 }),
  asked('Functions and ranges as outputs', one({ policy: 'COLLECT', inputs: [], outputs: [{ name: 'r' }], rules: [['function(x) x + 1'], ['[1..5]'], ['abs']] }), 'grade', {}),
  asked('An input without a label goes by its expression', one({ policy: 'FIRST', inputs: ['"a" + x', '"b"', '  x  ', '(x)', 'x.y[1]', '[x, "z"]'], outputs: [{ name: 'r' }], rules: [['-', '-', '-', '-', '-', '-', '1']] }), 'grade', { x: 'q' }),
  asked('A table without inputs', one({ policy: 'COLLECT', inputs: [], outputs: [{ name: 'r' }], rules: [['1'], ['2']] }), 'grade', {}),
  asked('A table without rules', one({ policy: 'FIRST', inputs: ['x'], outputs: [{ name: 'r' }], rules: [] }), 'grade', { x: 1 }),
  asked('An output without a name', one({ policy: 'UNIQUE', inputs: ['x'], outputs: [{}], rules: [['< 5', '"a"'], ['> 3', '"b"']] }), 'grade', { x: 1 }, { x: 4 }),
  asked('Large and exact numbers', one({ policy: 'COLLECT', aggregation: 'SUM', inputs: ['x'], outputs: [{ name: 'r' }], rules: [['-', '0.1'], ['-', '0.2'], ['-', 'x'], ['-', '1000']] }), 'grade', { x: 12345678901 }, { x: 1.5 }, { x: -0.3 }),
];
