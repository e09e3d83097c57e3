import { boundary, call, catchEvent, each, end, eventBased, eventSub, exclusive, inclusive, jobUserTask, io, job, parallel, parallelStart, plain, process, receive, script, start, sub, throwEvent, userTask } from '../diagram.ts';
import type { Diagram, Node } from '../diagram.ts';
import type { Scenario } from '../scenario.ts';

/** Each row is one diagram that breaks one rule (or, where it says so, none). */
type Row = Node | readonly [nodes: readonly Node[], flows: string] | Diagram;

const table = (name: string, rows: readonly Row[]): Scenario => ({
  name,
  async play(player) {
    for (const row of rows) await player.deploy(diagram(row));
  },
});

function diagram(row: Row): Diagram {
  if ('xml' in row) return row;
  if ('tag' in row) return process('row', [start(), row, end()], `start -> ${row.id} -> end`);
  return process('row', row[0], row[1]);
}

const text = (xml: string): Diagram => ({ processId: 'row', xml });
const changed = (row: Row, from: string | RegExp, to: string): Diagram => text(diagram(row).xml.replace(from, to));
const task = (extensions: string, tag = 'serviceTask'): Node => ({ tag, id: 'n', extensions });
const twice = (a: string, b = a): Row => [[start(), job('n'), { ...boundary('b1', 'n', { anyError: true }), body: a }, { ...boundary('b2', 'n', { anyError: true }), body: b }, end('x'), end('y'), end()], 'start -> n -> end; b1 -> x; b2 -> y'];
const subTwice = (a: string, b = a): Row => [[start(), sub('n', [start('i'), end('ie')], 'i -> ie'), { ...boundary('b1', 'n', { anyError: true }), body: a }, { ...boundary('b2', 'n', { anyError: true }), body: b }, end('x'), end('y'), end()], 'start -> n -> end; b1 -> x; b2 -> y'];
const withRoots = (row: Row, ...roots: string[]): Diagram => changed(row, '</bpmn:definitions>', `${roots.join('')}</bpmn:definitions>`);
const message = (id: string, more = ' name="M"', key: string | undefined = '=k'): string =>
  `<bpmn:message id="${id}"${more}>${key === undefined ? '' : `<bpmn:extensionElements><zeebe:subscription correlationKey="${key}"/></bpmn:extensionElements>`}</bpmn:message>`;
const caught = (ref: string): string => `<bpmn:messageEventDefinition messageRef="${ref}"/>`;

export const refusedDiagrams: Scenario[] = [
  table('Jobs need a type, and retries that can be read', [
    task(''), task('<zeebe:taskDefinition/>'), task('<zeebe:taskDefinition type=""/>'), task('<zeebe:taskDefinition type="a" retries=""/>'),
    task('<zeebe:taskDefinition type="=1 +"/>'), task('<zeebe:taskDefinition type="a" retries="=("/>'), task('<zeebe:taskDefinition type="a" retries="many"/>'),
    task('<zeebe:taskDefinition type="a"/><zeebe:taskDefinition type="b"/>'),
  ]),
  table('Headers have keys of their own', [
    task('<zeebe:taskDefinition type="a"/><zeebe:taskHeaders><zeebe:header key="io.camunda.zeebe:x" value="1"/></zeebe:taskHeaders>'),
    task('<zeebe:taskDefinition type="a"/><zeebe:taskHeaders><zeebe:header key="a" value="1"/><zeebe:header key="a" value="2"/></zeebe:taskHeaders>'),
    task('<zeebe:taskDefinition type="a"/><zeebe:taskHeaders><zeebe:header key="a"/><zeebe:header value="2"/></zeebe:taskHeaders>'),
    task('<zeebe:taskHeaders><zeebe:header key="io.camunda.zeebe:x" value="1"/></zeebe:taskHeaders>', 'manualTask'),
  ]),
  table('Mappings need a source and a target that is a path', [
    task(`<zeebe:taskDefinition type="a"/>${io({ in: [['=1', 'a-b']] })}`), task(`<zeebe:taskDefinition type="a"/>${io({ in: [['=1', '']] })}`),
    task(`<zeebe:taskDefinition type="a"/>${io({ in: [['', 'a']] })}`), task(`<zeebe:taskDefinition type="a"/>${io({ out: [['', 'a']] })}`),
    task(`<zeebe:taskDefinition type="a"/>${io({ in: [['static', 'a']] })}`), task(`<zeebe:taskDefinition type="a"/>${io({ out: [['static', 'a']] })}`),
    task(`<zeebe:taskDefinition type="a"/>${io({ in: [['=1 +', 'a']] })}`), task(`<zeebe:taskDefinition type="a"/>${io({ out: [['=for', 'a.b']] })}`),
    ...['null', 'true', 'for', 'of', 'instance', 'if.a', 'a.if', '1a', 'a..b', 'ä', '_a', 'A9.b_'].map((target) => task(`<zeebe:taskDefinition type="a"/>${io({ in: [['=1', target]] })}`)),
    task('<zeebe:taskDefinition type="a"/><zeebe:ioMapping><zeebe:input source="=1"/></zeebe:ioMapping>'),
    task('<zeebe:ioMapping><zeebe:input source="=1" target="if"/></zeebe:ioMapping>', 'manualTask'),
  ]),
  table('Scripts, decisions and called processes are named', [
    task('', 'scriptTask'), task('<zeebe:script expression="=1"/>', 'scriptTask'), task('<zeebe:script resultVariable="a"/>', 'scriptTask'), task('<zeebe:script expression="" resultVariable="a"/>', 'scriptTask'),
    script('n', '1', 'a'), script('n', '=1 +', 'a'), task('<zeebe:script expression="=1" resultVariable="a"/><zeebe:taskDefinition type="a"/>', 'scriptTask'),
    task('', 'businessRuleTask'), task('<zeebe:calledDecision decisionId="d"/>', 'businessRuleTask'), task('<zeebe:calledDecision resultVariable="r"/>', 'businessRuleTask'),
    task('<zeebe:calledDecision decisionId="=(" resultVariable="r"/>', 'businessRuleTask'), task('<zeebe:calledDecision decisionId="d" resultVariable="r"/><zeebe:taskDefinition type="a"/>', 'businessRuleTask'),
    task('', 'callActivity'), task('<zeebe:calledElement/>', 'callActivity'), task('<zeebe:calledElement processId=""/>', 'callActivity'), task('<zeebe:calledElement processId="=1 +"/>', 'callActivity'),
    task('<zeebe:calledElement processId="a"/><zeebe:calledElement processId="b"/>', 'callActivity'),
  ]),
  table('User tasks have one form, readable dates and lists', [
    task('<zeebe:formDefinition/>', 'userTask'), task('<zeebe:formDefinition formKey="a" formId="b"/>', 'userTask'), task('<zeebe:formDefinition formKey=" "/>', 'userTask'),
    task('<zeebe:formDefinition externalReference="a"/>', 'userTask'), task('<zeebe:userTask/><zeebe:formDefinition formKey="a"/>', 'userTask'),
    task('<zeebe:userTask/><zeebe:formDefinition formId="a" externalReference="b"/>', 'userTask'), task('<zeebe:userTask/><zeebe:formDefinition formId="=("/>', 'userTask'),
    task('<zeebe:userTask/><zeebe:formDefinition externalReference="=("/>', 'userTask'),
    userTask('n', { assignment: { assignee: '=(' } }), userTask('n', { assignment: { candidateGroups: 'a,,b' } }), userTask('n', { assignment: { candidateUsers: ',a' } }), userTask('n', { assignment: { candidateUsers: '=[' } }),
    userTask('n', { schedule: { dueDate: 'soon' } }), userTask('n', { schedule: { followUpDate: '2026-01-01' } }), userTask('n', { schedule: { dueDate: '2026-13-01T00:00Z' } }), userTask('n', { schedule: { followUpDate: '=(' } }),
    jobUserTask('n', { schedule: { dueDate: '2026-02-30T00:00:00Z' } }), jobUserTask('n', { assignment: { candidateGroups: ' ' } }), jobUserTask('n', { assignment: { candidateGroups: 'a, b ,c' } }),
    userTask('n', { schedule: { dueDate: '2026-01-01T10:00:00+01:00[Europe/Berlin]' } }), userTask('n', { schedule: { dueDate: '2026-01-01T10:00' } }),
  ]),
  table('Multi-instances have one collection, and an element where they collect', [
    job('n', { body: '<bpmn:multiInstanceLoopCharacteristics/>' }), job('n', { body: '<bpmn:multiInstanceLoopCharacteristics><bpmn:extensionElements><zeebe:loopCharacteristics/></bpmn:extensionElements></bpmn:multiInstanceLoopCharacteristics>' }),
    job('n', { body: each('') }), job('n', { body: each('items') }), job('n', { body: each('=[') }), job('n', { body: each('=a', { output: 'o' }) }), job('n', { body: each('=a', { result: '=o' }) }),
    job('n', { body: each('=a', { output: 'o', result: 'r' }) }), job('n', { body: each('=a', { output: 'o', result: '=(' }) }), job('n', { body: each('=a', { until: '=(' }) }), job('n', { body: each('=a', { until: 'true' }) }),
    job('n', { body: each('=a', { element: 'a-b' }) }), job('n', { body: '<bpmn:standardLoopCharacteristics/>' }),
  ]),
  table('Events have one definition of a kind that their place allows', [
    catchEvent('n', { error: 'E' }), catchEvent('n', { terminate: true }), catchEvent('n', { compensate: '' }), { ...catchEvent('n', { duration: 'PT1S' }), body: '' },
    withRoots({ ...catchEvent('n', { duration: 'PT1S' }), body: '<bpmn:signalEventDefinition signalRef="s"/><bpmn:linkEventDefinition id="l" name="l"/>' }, '<bpmn:signal id="s" name="s"/>'),
    catchEvent('n', { cycle: 'R/PT1S' }), { ...catchEvent('n', { duration: 'PT1S' }), body: '<bpmn:linkEventDefinition id="l"/>' },
    { ...throwEvent('n'), body: '<bpmn:cancelEventDefinition/>' },
    [[start(), end('n', { link: 'l' })], 'start -> n'], [[start(), end('n', { duration: 'PT1S' })], 'start -> n'],
    [[start(), end('n', undefined, { body: '<bpmn:terminateEventDefinition/><bpmn:terminateEventDefinition/>' })], 'start -> n'],
    [[start(), job('n'), boundary('b', 'n', { link: 'l' }), end('x'), end()], 'start -> n -> end; b -> x'], [[start(), job('n'), boundary('b', 'n', { terminate: true }), end('x'), end()], 'start -> n -> end; b -> x'],
    [[start(), job('n'), { ...boundary('b', 'n', { terminate: true }), body: '' }, end('x'), end()], 'start -> n -> end; b -> x'],
    [[start(), job('n'), boundary('b', 'n', { duration: 'PT1S' }), end()], 'start -> n -> end'], [[start(), job('n'), boundary('b', 'n', { duration: 'PT1S' }), end('x'), end()], 'start -> n -> end; start -> b -> x'],
    [[start(), job('n'), boundary('b', 'n', { error: 'E' }, { interrupting: false }), end('x'), end()], 'start -> n -> end; b -> x'],
    [[start('n', undefined, { body: '<bpmn:timerEventDefinition><bpmn:timeDate>2026-01-01T00:00:00Z</bpmn:timeDate></bpmn:timerEventDefinition><bpmn:signalEventDefinition signalRef="s"/>' }), { ...end(), roots: ['<bpmn:signal id="s" name="s"/>'] }], 'n -> end'],
  ]),
  table('Timers are of one kind and can be read', [
    ...['', 'PT', '1 hour', 'PT1.5H', 'P1Y2M3DT4H5M6.789S', '-PT1S', 'PT-1S', 'P1W', 'pt1s', 'PT1S ', '=1', '=('].map((duration) => catchEvent('n', { duration })),
    ...['2026-01-01', '2026-01-01T00:00', '2026-01-01T00:00Z', '2026-01-01T24:00:00Z', '2026-02-29T00:00:00Z', '2026-01-01T00:00:00+25:00', '2026-01-01T00:00:00+01:00[Europe/Berlin]', '2026-01-01T00:00:00Z[Nowhere]', '20260101T000000Z'].map((date) => catchEvent('n', { date })),
    ...['R3', 'R3/', 'R3/PT1S', 'R-1/PT1S', 'Rx/PT1S', 'R/2026-01-01T00:00:00Z/PT1S', 'R/2026/PT1S', '3/PT1S', '0 0 * * * *', '0 0 * * *', '0 0 25 * * *', '@daily', '@never', '0 0 0 L * ?', '0 0 0 ? * MON-FRI', '0 0 0 15W * ?', '*/10 * * * * *', '0 0 0 1 JAN ?', '0 0 0 32 * ?', '0 0 0 * * 8'].map((cycle): Row =>
      [[start(), job('n'), boundary('b', 'n', { cycle }, { interrupting: false }), end('x'), end()], 'start -> n -> end; b -> x']),
    [[start('s', undefined, { body: '<bpmn:timerEventDefinition/>' }), end()], 's -> end'],
    [[start(), job('n'), boundary('b', 'n', { cycle: 'R3/PT1S' }), end('x'), end()], 'start -> n -> end; b -> x'],
  ]),
  table('A timer that starts a process is known when it is deployed', [
    ...['=x', '=duration("PT1S")', '="PT1S"', '=1', '=now()', '=null', 'P'].map((duration): Row => [[start('s', { duration }), end()], 's -> end']),
    ...['=x', '="R3/PT1H"', '=cycle(3, duration("PT1H"))', '="often"', 'R1/P'].map((cycle): Row => [[start('s', { cycle }), end()], 's -> end']),
    ...['=x', '=date("2026-01-01")', 'never'].map((date): Row => [[start('s', { date }), end()], 's -> end']),
    [[start(), end()], 'start -> end'],
  ]),
  table('Messages have names and correlation keys where they are waited for', [
    withRoots({ ...catchEvent('n', { duration: 'PT1S' }), body: caught('m') }, message('m', '')), withRoots({ ...catchEvent('n', { duration: 'PT1S' }), body: caught('m') }, message('m', ' name=""')),
    withRoots({ ...catchEvent('n', { duration: 'PT1S' }), body: caught('m') }, message('m', ' name="M"', undefined)), withRoots({ ...catchEvent('n', { duration: 'PT1S' }), body: caught('m') }, message('m', ' name="M"', '')),
    withRoots({ ...catchEvent('n', { duration: 'PT1S' }), body: caught('m') }, message('m', ' name="M"', 'k')), withRoots({ ...catchEvent('n', { duration: 'PT1S' }), body: caught('m') }, message('m', ' name="=("')),
    withRoots({ ...catchEvent('n', { duration: 'PT1S' }), body: caught('m') }, message('m', ' name="M"', '=(')), { ...catchEvent('n', { duration: 'PT1S' }), body: '<bpmn:messageEventDefinition/>' },
    plain('receiveTask', 'n'), withRoots({ ...receive('n', { message: 'x', key: '=k' }), roots: [], attributes: { messageRef: 'm' } }, message('m', '')),
    withRoots({ ...receive('n', { message: 'x', key: '=k' }), roots: [], attributes: { messageRef: 'm' } }, message('m', ' name="M"', undefined)),
    withRoots(job('n'), message('unused', '')), withRoots(job('n'), message('unused', ' name="=("')), withRoots(job('n'), message('unused', '', '')), withRoots(job('n'), message('unused', '', 'static')),
    [[start(), receive('n', { message: 'same', key: '=k' }), boundary('b', 'n', { message: 'same', key: '=k' }), end('x'), end()], 'start -> n -> end; b -> x'],
    withRoots([[start('s1', undefined, { body: caught('m') }), start('s2', undefined, { body: caught('m') }), end()], 's1 -> end; s2 -> end'], message('m', ' name="M"', undefined)),
    withRoots([[start('s1', undefined, { body: caught('m') }), start('s2', undefined, { body: caught('o') }), end()], 's1 -> end; s2 -> end'], message('m', ' name="M"', undefined), message('o', ' name="M"', undefined)),
    withRoots([[start('s1', undefined, { body: caught('m') }), end()], 's1 -> end'], message('m', '', undefined)),
    ...['=x', '="M"', '=1', '="a" + "b"'].map((name) => withRoots([[start('s1', undefined, { body: caught('m') }), end()], 's1 -> end'], message('m', ` name='${name}'`, undefined))),
    withRoots([[start(), end(), eventSub('h', [start('hs', undefined, { body: caught('m') }), end('he')], 'hs -> he')], 'start -> end'], message('m', ' name="M"', undefined)),
    withRoots([[start(), end(), eventSub('h', [start('hs', undefined, { body: caught('m') }), end('he')], 'hs -> he'), eventSub('g', [start('gs', undefined, { body: caught('m') }), end('ge')], 'gs -> ge')], 'start -> end'], message('m', ' name="M"', undefined)),
    withRoots([[start(), sub('n', [start('i'), end('ie'), eventSub('h', [start('hs', undefined, { body: caught('m') }), end('he')], 'hs -> he')], 'i -> ie'), end()], 'start -> n -> end'], message('m', ' name="M"', undefined)),
  ]),
  table('Signals, errors, escalations and links are named where they must be', [
    { ...catchEvent('n', { duration: 'PT1S' }), body: '<bpmn:signalEventDefinition/>' }, withRoots({ ...catchEvent('n', { duration: 'PT1S' }), body: '<bpmn:signalEventDefinition signalRef="s"/>' }, '<bpmn:signal id="s"/>'),
    withRoots({ ...throwEvent('n'), body: '<bpmn:signalEventDefinition signalRef="s"/>' }, '<bpmn:signal id="s" name=""/>'), withRoots({ ...throwEvent('n'), body: '<bpmn:signalEventDefinition signalRef="s"/>' }, '<bpmn:signal id="s" name="=("/>'),
    ...['=x', '="S"', '=1'].map((name) => withRoots([[start('s1', undefined, { body: '<bpmn:signalEventDefinition signalRef="s"/>' }), end()], 's1 -> end'], `<bpmn:signal id="s" name='${name}'/>`)),
    withRoots(job('n'), '<bpmn:signal id="s" name="=("/>'), withRoots(job('n'), '<bpmn:signal id="s"/>'),
    [[start(), end('n', { anyError: true })], 'start -> n'], [[start(), end('n', { error: '' })], 'start -> n'], [[start(), end('n', { error: '=(' })], 'start -> n'], [[start(), end('n', { escalation: '=(' })], 'start -> n'],
    [[start(), job('n'), boundary('b', 'n', { error: '=code' }), end('x'), end()], 'start -> n -> end; b -> x'], throwEvent('n', {}, { error: '=code' }),
    throwEvent('n', {}, { link: 'nowhere' }), throwEvent('n', {}, { link: '' }), [[start(), sub('n', [start('i'), throwEvent('t', {}, { link: 'L' })], 'i -> t'), catchEvent('c', { link: 'L' }), end()], 'start -> n; c -> end'],
    [[start(), throwEvent('t', {}, { link: 'L' }), catchEvent('c1', { link: 'L' }), catchEvent('c2', { link: 'L' }), end()], 'start -> t; c1 -> end; c2 -> end'],
  ]),
  table('One scope or activity catches nothing twice', [
    twice('<bpmn:errorEventDefinition/>'), withRoots(twice('<bpmn:errorEventDefinition errorRef="e"/>'), '<bpmn:error id="e"/>'), withRoots(twice('<bpmn:errorEventDefinition errorRef="e"/>', '<bpmn:errorEventDefinition/>'), '<bpmn:error id="e"/>'),
    withRoots(twice('<bpmn:errorEventDefinition errorRef="e"/>'), '<bpmn:error id="e" errorCode=""/>'), withRoots(twice('<bpmn:errorEventDefinition errorRef="e"/>', '<bpmn:errorEventDefinition errorRef="f"/>'), '<bpmn:error id="e" errorCode="E"/>', '<bpmn:error id="f" errorCode="E"/>'),
    withRoots(twice('<bpmn:signalEventDefinition signalRef="s"/>'), '<bpmn:signal id="s" name="S"/>'), withRoots(twice(caught('m')), message('m')), withRoots(twice(caught('m'), caught('o')), message('m'), message('o', ' name="O"')),
    subTwice('<bpmn:escalationEventDefinition/>'), withRoots(subTwice('<bpmn:escalationEventDefinition escalationRef="e"/>'), '<bpmn:escalation id="e"/>'),
    withRoots(subTwice('<bpmn:escalationEventDefinition escalationRef="e"/>', '<bpmn:escalationEventDefinition/>'), '<bpmn:escalation id="e"/>'),
    withRoots(subTwice('<bpmn:escalationEventDefinition escalationRef="e"/>'), '<bpmn:escalation id="e" escalationCode="E"/>'),
    [[start(), end(), eventSub('h', [start('hs', { error: 'E' }), end('he')], 'hs -> he'), eventSub('g', [start('gs', { error: 'E' }), end('ge')], 'gs -> ge')], 'start -> end'],
    [[start(), end(), eventSub('h', [start('hs', { signal: 'S' }), end('he')], 'hs -> he'), eventSub('g', [start('gs', { signal: 'S' }), end('ge')], 'gs -> ge')], 'start -> end'],
    [[start('a', { signal: 'S' }), start('b', { signal: 'S' }), end()], 'a -> end; b -> end'],
  ]),
  table('Scopes begin with the right events', [
    [[job('n'), end()], 'n -> end'], [[start('a'), start('b'), end()], 'a -> end; b -> end'], [[start(), sub('n', [end('ie')], ''), end()], 'start -> n -> end'],
    [[start(), sub('n', [start('i'), start('j'), end('ie')], 'i -> ie; j -> ie'), end()], 'start -> n -> end'], [[start(), sub('n', [start('i', { duration: 'PT1S' }), end('ie')], 'i -> ie'), end()], 'start -> n -> end'],
    [[start(), end(), eventSub('n', [start('i'), end('ie')], 'i -> ie')], 'start -> end'], [[start(), end(), eventSub('n', [parallelStart('i', { error: 'E' }), end('ie')], 'i -> ie')], 'start -> end'],
    [[start(), end(), eventSub('n', [start('i', { cycle: 'R3/PT1S' }), end('ie')], 'i -> ie')], 'start -> end'], [[start(), end(), eventSub('n', [start('i', { link: 'l' }), end('ie')], 'i -> ie')], 'start -> end'],
    [[start(), end(), eventSub('n', [parallelStart('i', { terminate: true }), end('ie')], 'i -> ie')], 'start -> end'],
    [[start(), end(), eventSub('n', [], '')], 'start -> end'],
    [[start(), end(), { ...eventSub('n', [start('i', { duration: 'PT1S' }), end('ie')], 'i -> ie'), body: each('=[1]') }], 'start -> end'],
  ]),
  table('Gateways have conditions, defaults and targets that fit', [
    [[start(), exclusive('g'), end('a'), end('b')], 'start -> g -> a [x]; g -> b'], [[start(), exclusive('g'), end('a')], 'start -> g -> a'], [[start(), exclusive('g')], 'start -> g'],
    [[start(), inclusive('g'), end('a'), end('b')], 'start -> g -> a [x]; g -> b'], [[start(), inclusive('g'), end('a')], 'start -> g -> a'],
    [[start(), parallel('f'), job('t'), inclusive('g'), end('a')], 'start -> f -> g -> a; f -> t -> g'],
    [[start(), job('n'), end('a'), end('b')], 'start -> n -> a [x]; n -> b'], changed([[start(), exclusive('g'), end('a'), end('b')], 'start -> g -> a [x]; g -> b [y]'], 'id="g"', 'id="g" default="start_g"'),
    changed([[start(), exclusive('g'), end('a'), end('b')], 'start -> g -> a [x]; g -> b [default]'], '=x<', 'x<'), changed([[start(), exclusive('g'), end('a'), end('b')], 'start -> g -> a [x]; g -> b [default]'], '=x<', '<'),
    changed([[start(), exclusive('g'), end('a'), end('b')], 'start -> g -> a [x]; g -> b [default]'], '=x<', '=x &gt;<'),
    [[start(), eventBased('g'), catchEvent('a', { duration: 'PT1S' }), end()], 'start -> g -> a -> end'], [[start(), eventBased('g'), catchEvent('a', { duration: 'PT1S' }), job('b'), end()], 'start -> g -> a -> end; g -> b -> end'],
    [[start(), eventBased('g'), catchEvent('a', { duration: 'PT1S' }), catchEvent('b', { message: 'm', key: '=k' }), parallel('p'), end()], 'start -> p -> g -> a -> end; g -> b -> end; p -> a'],
    [[start(), eventBased('g'), catchEvent('a', { message: 'm', key: '=k' }), catchEvent('b', { message: 'm', key: '=k' }), end()], 'start -> g -> a -> end; g -> b -> end'],
    [[start(), eventBased('g'), catchEvent('a', { signal: 's' }), catchEvent('b', { signal: 's' }), end()], 'start -> g -> a -> end; g -> b -> end'],
    [[start(), eventBased('g'), catchEvent('a', { link: 's' }), catchEvent('b', { signal: 's' }), end()], 'start -> g -> a -> end; g -> b -> end'],
    [[start(), eventBased('g')], 'start -> g'],
  ]),
  table('Loops that never wait are refused, through sub-processes and calls too', [
    [[start(), plain('task', 'a'), plain('manualTask', 'b')], 'start -> a -> b -> a'], [[start(), exclusive('g'), parallel('h')], 'start -> g -> h -> g'],
    [[start(), plain('task', 'b'), exclusive('g'), plain('task', 'a'), end()], 'start -> b -> g -> a [x] -> b; g -> end [default]'], [[start(), plain('task', 'a'), job('w'), end()], 'start -> a -> w -> a'],
    [[start(), sub('s', [start('i'), plain('task', 't'), end('ie')], 'i -> t -> ie'), exclusive('g'), end()], 'start -> s -> g -> s [x]; g -> end [default]'],
    [[start(), throwEvent('t'), plain('task', 'u', { body: each('=[1]') }), end()], 'start -> t -> u -> t'], [[start(), throwEvent('t'), catchEvent('c', { duration: 'PT1S' }), end()], 'start -> t -> c -> t'],
    [[start(), call('c', 'row'), end()], 'start -> c -> end'], [[start(), job('w'), call('c', 'row'), end()], 'start -> w -> c -> end'], [[start(), call('c', '="row"'), end()], 'start -> c -> end'],
    [[start(), call('c', 'row', { body: each('=[1]') }), end()], 'start -> c -> end'], [[start(), plain('task', 'a'), sub('s', [start('i'), call('c', 'row'), end('ie')], 'i -> c -> ie'), end()], 'start -> a -> s -> end'],
    [[start(), call('c', 'other'), plain('task', 'a'), end()], 'start -> c -> a -> c'],
    [[start(), plain('task', 'z'), exclusive('g'), plain('task', 'y'), plain('task', 'a'), end()], 'start -> z -> g -> y [x] -> z; g -> a [y] -> z; g -> end [default]'],
  ]),
  table('What BPMN has and Zeebe has not is refused', [
    plain('complexGateway', 'n'), { ...sub('n', [start('i'), end('ie')], 'i -> ie'), tag: 'transaction' }, { ...sub('n', [job('w')], ''), tag: 'adHocSubProcess' },
    [[start(), job('n'), end(), { tag: 'dataObject', id: 'd' }, { tag: 'dataStoreReference', id: 'ds' }], 'start -> n -> end'],
    changed(job('n'), 'isExecutable="true"', ''), changed(job('n'), 'isExecutable="true"', 'isExecutable="1"'),
  ]),
];
