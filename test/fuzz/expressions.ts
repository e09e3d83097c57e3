import { boundary, call, catchEvent, each, end, exclusive, io, job, process, receive, script, SCOPE, start, throwEvent, userTask } from '../conformance/diagram.ts';
import type { Node } from '../conformance/diagram.ts';
import { corpus, variables as corpusVariables } from '../conformance/feel/corpus.ts';
import { randomExpressions } from '../conformance/feel/random-expressions.ts';
import { damaged, jsonDocument } from './documents.ts';
import { below, oneOf, resource } from './fuzz-case.ts';
import type { Generator, Random } from './fuzz-case.ts';

const known = Object.values(corpus).flat();
const FRAGMENTS = [
  '(', ')', '[', ']', '{', '}', '..', '.', ',', '"', '`', '\\', '/*', '//', '@"', 'for x in ', ' return ', 'if ', ' then ', ' else ', 'some x in ', ' satisfies ', 'function(x) ', ' instance of ', ' between ', ' and ',
  ' in ', '**', '-', 'null', 'x', 'item', 'partial', '1e400', '9'.repeat(400), '"\\u{110000}"', '\u0000', '\ud800', '__proto__', 'constructor.prototype', 'x[x]', '?', '=', ';',
];
/** What grows without bound where nothing limits it. */
const BOMBS = [
  'for i in 1..10**9 return i', '10 ** 10 ** 10', '10**400', 'string join(for i in 1..200000 return "abcdefghij", "")', 'for a in 1..10000, b in 1..10000 return a', 'count(1..10**12)', '1..10**18', 'some x in 1..10**9 satisfies x < 0',
  'replace("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "(a+)+b", "x")', 'matches("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", "^(a+)+$")', '(function(f) f(f))(function(f) f(f))', 'flatten([[[[[[[[[1]]]]]]]]])', `${'['.repeat(500)}${']'.repeat(500)}`,
  `${'('.repeat(300)}1${')'.repeat(300)}`, Array(3_000).fill('1').join('+'), `{a: ${'{a: '.repeat(300)}1${'}'.repeat(300)}}`, 'duration("P999999999999Y")', 'date("999999999-12-31") + duration("P1D")', 'exp(100000)', 'decimal(1/3, 100000)', 'floor(1, 1000000)',
  'split(string join(for i in 1..50000 return "a,", ""), ",")', '{a: 1, b: a + b}', 'range("[1..")', 'sort([3,1,2], function(x, y) sort(x, y))', 'for i in 0..20 return if i = 0 then ["a"] else concatenate(partial[-1], partial[-1])', 'substring("a", 1, 10**20)', 'context put({}, ["a"], x)', 'insert before([], 10**10, 1)', 'remove([1], 10**10)',
];

/** A FEEL expression: known, drawn from the grammar, damaged, put together, or made to grow. */
function expression(random: Random): string {
  switch (below(random, 6)) {
    case 0: return oneOf(random, known);
    case 1: return randomExpressions(below(random, 2 ** 31), 1)[0]!;
    case 2: return damaged(random, oneOf(random, known));
    case 3: return Array.from({ length: 1 + below(random, 8) }, () => oneOf(random, FRAGMENTS)).join('');
    case 4: return oneOf(random, BOMBS);
    default: return oneOf(random, known).replace(/\d+|"[^"]*"|\w+(?=\()/, () => `(${oneOf(random, known)})`);
  }
}

/** Where diagrams have expressions: `e` is one, with its equals sign. */
const PLACES: Readonly<Record<string, (e: string) => readonly [readonly Node[], string]>> = {
  'a condition': (e) => [[start(), exclusive('gate'), end(), end('other')], `start -> gate -> end [${e.slice(1)}]; gate -> other [default]`],
  'a script': (e) => [[start(), script('s', e, 'result'), end()], 'start -> s -> end'],
  'a mapping': (e) => [[start(), job('s', { type: 'fuzz', extensions: io({ in: [[e, 'a.b'], [e, 'a.c']], out: [[e, 'd']] }) }), end()], 'start -> s -> end'],
  'a job': (e) => [[start(), job('s', { type: e, retries: e }), end()], 'start -> s -> end'],
  'a correlation key': (e) => [[start(), receive('r', { message: 'fuzz', key: e }), end()], 'start -> r -> end'],
  'a message name': (e) => [[start(), catchEvent('c', { message: e, key: '="k"' }), end()], 'start -> c -> end'],
  'a signal name': (e) => [[start(), throwEvent('t', {}, { signal: e }), end()], 'start -> t -> end'],
  'a duration': (e) => [[start(), catchEvent('c', { duration: e }), end()], 'start -> c -> end'],
  'a cycle': (e) => [[start(), job('s', { type: 'fuzz' }), boundary('b', 's', { cycle: e }, { interrupting: false }), end(), end('e2')], 'start -> s -> end; b -> e2'],
  'a date': (e) => [[start('start', { date: e }), end()], 'start -> end'],
  'a collection': (e) => [[start(), { ...script('s', '=item', 'x'), body: each(e, { element: 'item', output: 'all', result: '=x' }) }, end()], 'start -> s -> end'],
  'an output element': (e) => [[start(), { ...script('s', '=item', 'x'), body: each('=[1, 2, 3]', { element: 'item', output: 'all', result: e }) }, end()], 'start -> s -> end'],
  'a completion condition': (e) => [[start(), { ...script('s', '=item', 'x'), body: each('=[1, 2, 3]', { sequential: true, element: 'item', until: e }) }, end()], 'start -> s -> end'],
  'an assignment': (e) => [[start(), userTask('u', { assignment: { assignee: e, candidateGroups: e, candidateUsers: e }, schedule: { dueDate: e, followUpDate: e } }), end()], 'start -> u -> end'],
  'a called process': (e) => [[start(), call('c', e), end()], 'start -> c -> end'],
  'an error code': (e) => [[start(), end('end', { error: e })], 'start -> end'],
  'an escalation code': (e) => [[start(), end('end', { escalation: e })], 'start -> end'],
  'a decision': (e) => [[start(), { tag: 'businessRuleTask', id: 'd', extensions: `<zeebe:calledDecision decisionId="${xml(e)}" resultVariable="r"/>` }, end()], 'start -> d -> end'],
};

export const expressions: Generator = (random) => {
  const e = `=${expression(random)}`;
  // Flows are written in a language of their own, in which some texts mean something else.
  const [nodes, flows] = PLACES[oneOf(random, Object.keys(PLACES))]!(e);
  const diagram = process('fuzz', nodes, flows.replace(`[${e.slice(1)}]`, '[condition]')).xml.replace('>=condition<', () => `>${xml(e)}<`);
  return resource('fuzz.bpmn', diagram.replaceAll(SCOPE, ''), contextFor(random));
};

function contextFor(random: Random): string {
  if (random() < 0.5) return jsonDocument(random);
  return `{${Object.entries(corpusVariables).map(([name, json]) => `${JSON.stringify(name)}:${json}`).join(',')}}`;
}

function xml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
