import type { Scenario } from '../../scenario.ts';
import { deployed } from '../case.ts';
import { bkm, context, decision, drg, invocation, literal, relation, table } from '../diagram.ts';

const simple = (id: string, text = '1', more: { fileName?: string; name?: string; namespace?: string } = {}) => drg(id, [decision(`${id}-decision`, literal(text))], more);
const broken = (name: string, logic: string, ...more: string[]) => deployed(name, [drg('broken', [decision('faulty', logic), ...more])]);
const text = (name: string, xml: string) => ({ name, xml });
const edited = (from: string, to: string) => {
  const file = simple('edited');
  if (!file.xml.includes(from)) throw new Error(`the file has no ${from}`);
  return [{ name: file.name, xml: file.xml.replace(from, to) }];
};
const oneOutput = [{ name: 'r' }];

export const deployment: Scenario[] = [
  deployed('The same decisions again are a duplicate', [simple('same')], [simple('same')]),
  deployed('Changed decisions get the next version', [simple('changed')], [simple('changed', '2')], [simple('changed')]),
  deployed('Decisions under another file name are a new version', [simple('renamed')], [simple('renamed', '1', { fileName: 'other.dmn' })]),
  deployed('One deployment with several files keeps the versions apart', [simple('a'), simple('b')], [simple('a'), simple('b', '2')]),
  deployed('A decision that moves to another file', [drg('from', [decision('moving', literal('1'))])], [drg('to', [decision('moving', literal('1'))])], [drg('from', [decision('moving', literal('1'))])]),
  deployed('A file loses and gains decisions', [drg('set', [decision('x', literal('1')), decision('y', literal('2'))])], [drg('set', [decision('y', literal('2')), decision('z', literal('3'))])]),
  deployed('Two files of one id in a deployment are refused', [simple('twin'), simple('twin', '2', { fileName: 'second.dmn' })]),
  deployed('Two files with one decision in a deployment are refused', [drg('left', [decision('shared', literal('1'))]), drg('right', [decision('shared', literal('1'))])]),
  ...Object.entries({
    '1.1': 'http://www.omg.org/spec/DMN/20151101/dmn.xsd', '1.2': 'http://www.omg.org/spec/DMN/20180521/MODEL/',
    '1.4': 'https://www.omg.org/spec/DMN/20211108/MODEL/', '1.5': 'https://www.omg.org/spec/DMN/20230324/MODEL/', none: 'http://takt.example/own',
  }).map(([version, namespace]) => deployed(`Namespace of DMN ${version}`, [simple('versioned', '1', { namespace })])),
  deployed('A file without decisions', [drg('empty', [])]),
  deployed('What is no DMN is refused', [text('text.dmn', 'no XML')], [text('other.dmn', '<plant/>')], [text('nothing.dmn', '')], [text('cut.dmn', simple('cut').xml.slice(0, 200))]),
  deployed('A definition without id is refused', edited(' id="edited§"', '')),
  deployed('A definition without name is refused', edited(' name="Graph edited"', '')),
  deployed('A definition without namespace is refused', edited(' namespace="http://takt.example/dmn"', '')),
  deployed('A decision without id is refused', edited(' id="edited-decision§"', '')),
  deployed('A decision without name is refused', edited(' name="Decision edited-decision"', '')),
  deployed('An unknown element is refused', edited('<literalExpression', '<wish/><literalExpression')),
  deployed('An id with a space is refused', edited('edited-decision§', 'edited decision§')),
  deployed('Two elements of one id are refused', [drg('doubled', [decision('same', literal('1')), decision('same', literal('2'))])]),
  deployed('A requirement of nothing', [drg('dangling', [decision('d', literal('1'), { requires: ['ghost'] })])]),
  deployed('A knowledge requirement of nothing', [drg('ignorant', [decision('d', literal('1'), { knows: ['ghost'] })])]),
  deployed('A decision without logic is refused', [drg('blank', [decision('logicless', '')])]),
  deployed('Decisions that require each other are refused', [drg('cycle', [decision('a', literal('1'), { requires: ['b'] }), decision('b', literal('1'), { requires: ['a'] })])]),
  deployed('Business knowledge models that use each other are refused', [drg('ring', [
    decision('d', literal('a()'), { knows: ['ma'] }), bkm('ma', 'a', literal('b()'), { knows: ['mb'] }), bkm('mb', 'b', literal('a()'), { knows: ['ma'] }),
  ])]),
  broken('A literal expression that does not parse is refused', literal('a + ')),
  broken('An empty literal expression is refused', literal('')),
  broken('A literal expression without text is refused', '<literalExpression id="textless"/>'),
  broken('Another expression language is refused', literal('1', 'JavaScript')),
  broken('An input expression that does not parse is refused', table({ inputs: ['a b c +'], outputs: oneOutput, rules: [] })),
  broken('An empty input expression is refused', table({ inputs: [''], outputs: oneOutput, rules: [] })),
  broken('An input entry that does not parse is refused', table({ inputs: ['x'], outputs: oneOutput, rules: [['> > 5', '1']] })),
  broken('Input entries that do not parse, of several kinds', table({ inputs: ['x'], outputs: oneOutput, rules: [['[1..', '1'], ['not(', '1'], ['"a', '1'], ['1,', '1'], ['x)', '1'], ['> 5', '1'], ['> > 5', '1'], ['> > 5', '1']] })),
  broken('An output entry that does not parse is refused', table({ inputs: ['x'], outputs: oneOutput, rules: [['-', 'a b c )']] })),
  broken('An empty output entry is refused', table({ inputs: ['x'], outputs: oneOutput, rules: [['-', '']] })),
  broken('A default output that does not parse is refused', table({ inputs: ['x'], outputs: [{ name: 'r', otherwise: '((' }], rules: [] })),
  broken('Aggregation of two outputs is refused', table({ policy: 'COLLECT', aggregation: 'SUM', inputs: ['x'], outputs: [{ name: 'a' }, { name: 'b' }], rules: [] })),
  broken('Two outputs without names are refused', table({ inputs: ['x'], outputs: [{ label: 'First' }, {}], rules: [] })),
  broken('An unknown hit policy is refused', table({ policy: 'LAST', inputs: ['x'], outputs: oneOutput, rules: [] })),
  broken('An unknown aggregation is refused', table({ policy: 'COLLECT', aggregation: 'AVERAGE', inputs: ['x'], outputs: oneOutput, rules: [] })),
  broken('A table without outputs is refused', table({ inputs: ['x'], outputs: [], rules: [] })),
  broken('A rule with too few entries', table({ inputs: ['x', 'y'], outputs: oneOutput, rules: [['1']] })),
  broken('An input without an expression is refused', '<decisionTable id="t"><input id="i"/><output id="o" name="r"/></decisionTable>'),
  broken('A relation with a short row is refused', relation(['a', 'b'], [literal('1')])),
  broken('A context without entries is refused', context()),
  broken('A context with an entry without a name before the last is refused', context(['', literal('1')], ['a', literal('2')])),
  broken('An invocation of nothing is refused', invocation('ghost', {})),
  broken('A Java function is refused', literal('function(x) external { java: { class: "java.lang.Math", method signature: "abs(int)" } }')),
  deployed('Several mistakes are told together', [drg('many', [decision('a', literal('1 +')), decision('b', literal(') (')), decision('c', literal('1 +'))]), simple('good')]),
  deployed('A process and its decisions in one deployment', [simple('pair'), {
    name: 'pair.bpmn', xml: '<?xml version="1.0"?><bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t"><bpmn:process id="pair§" isExecutable="true"><bpmn:startEvent id="start"/></bpmn:process></bpmn:definitions>',
  }]),
];
