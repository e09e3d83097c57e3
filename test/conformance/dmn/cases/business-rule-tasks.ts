import type { Scenario } from '../../scenario.ts';
import type { Node } from '../../diagram.ts';
import { boundary, each, end, io, plain, process, SCOPE, start } from '../../diagram.ts';
import type { DecisionFile } from '../diagram.ts';
import { decision, drg, literal, table } from '../diagram.ts';

const rule = (id: string, decisionId: string, resultVariable = 'result', extra: { extensions?: string; body?: string } = {}): Node => ({
  tag: 'businessRuleTask', id, ...extra,
  extensions: `<zeebe:calledDecision decisionId="${decisionId.startsWith('=') ? decisionId : decisionId + SCOPE}" resultVariable="${resultVariable}"/>${extra.extensions ?? ''}`,
});
const called = (processId: string, node: Node = rule('decide', 'grade')) => process(processId, [start(), node, end()], 'start -> decide -> end');
const attributes = (processId: string, extension: string) => called(processId, plain('businessRuleTask', 'decide', { extensions: extension }));

const grades: DecisionFile = drg('grading', [decision('grade', table({
  inputs: ['amount'], outputs: [{ name: 'level' }, { name: 'fee' }], rules: [['< 10', '"low"', '1.5'], ['[5..100]', '"high"', 'amount * 0.1']],
}))]);
const answer = (text: string): DecisionFile => drg('answering', [decision('answer', literal(text))]);

export const businessRuleTasks: Scenario[] = [
  {
    name: 'A business rule task makes its decision and puts the result into a variable',
    async play(player) {
      await player.deployXml(grades);
      await player.deploy(called('graded'));
      await player.ended(await player.create('graded', { amount: 3 }));
      await player.ended(await player.create('graded', { amount: 50 }));
      await player.ended(await player.create('graded', { amount: 500 }));
    },
  },
  {
    name: 'The result goes through the output mapping',
    async play(player) {
      await player.deployXml(grades);
      await player.deploy(called('mapped', rule('decide', 'grade', 'result', { extensions: io({ in: [['=total / 2', 'amount']], out: [['=result.level', 'level']] }) })));
      await player.ended(await player.create('mapped', { total: 40 }));
    },
  },
  {
    name: 'The decision may be named by an expression',
    async play(player) {
      await player.deployXml(answer('6 * 7'));
      await player.deploy(called('named', rule('decide', '=which')));
      const instance = await player.create('named', { which: 'nothing' });
      const incident = await player.incident();
      await player.setVariables(instance, { which: `answer${SCOPE}` });
      await player.resolve(incident);
      await player.incident(2);
    },
  },
  {
    name: 'A name of a decision that is no text raises an incident',
    async play(player) {
      await player.deploy(called('unnamed', rule('decide', '=which')));
      await player.create('unnamed', { which: 5 });
      await player.incident();
    },
  },
  {
    name: 'A decision that is not deployed raises an incident that goes when it is',
    async play(player) {
      await player.deploy(called('early'));
      const instance = await player.create('early', { amount: 1 });
      const incident = await player.incident();
      await player.resolve(incident);
      const second = await player.incident(2);
      await player.deployXml(grades);
      await player.resolve(second);
      await player.ended(instance);
    },
  },
  {
    name: 'A decision that fails raises an incident with what was evaluated',
    async play(player) {
      await player.deployXml(grades);
      await player.deploy(called('failing'));
      const instance = await player.create('failing', { amount: 7 });
      const incident = await player.incident();
      await player.setVariables(instance, { amount: 4 });
      await player.resolve(incident);
      await player.ended(instance);
    },
  },
  {
    name: 'A failing output mapping does not make the decision again',
    async play(player) {
      await player.deployXml(answer('x + 1'));
      await player.deploy(called('unmapped', rule('decide', 'answer', 'result', { extensions: io({ out: [['=assert(result, result > limit)', 'kept']] }) })));
      const instance = await player.create('unmapped', { x: 1, limit: 5 });
      const incident = await player.incident();
      await player.setVariables(instance, { limit: 0 });
      await player.resolve(incident);
      await player.ended(instance);
    },
  },
  {
    name: 'The latest version of the decision is made',
    async play(player) {
      await player.deployXml(answer('"old"'));
      await player.deploy(called('latest', rule('decide', 'answer')));
      await player.ended(await player.create('latest'));
      await player.deployXml(answer('"new"'));
      await player.ended(await player.create('latest'));
    },
  },
  {
    name: 'A decision that gives null sets null',
    async play(player) {
      await player.deployXml(answer('null'));
      await player.deploy(called('nulled', rule('decide', 'answer')));
      await player.ended(await player.create('nulled', { result: 'before' }));
    },
  },
  {
    name: 'The decision sees the variables of the outer scopes',
    async play(player) {
      await player.deployXml(answer('string(local) + global + string(loopCounter)'));
      await player.deploy(called('scoped', rule('decide', 'answer', 'result', {
        extensions: io({ in: [['=global + "-in"', 'local']] }), body: each('=[1, 2]', { element: 'item', output: 'results', result: '=result' }),
      })));
      await player.ended(await player.create('scoped', { global: 'g' }));
    },
  },
  {
    name: 'Sequential decisions over a list',
    async play(player) {
      await player.deployXml(grades);
      await player.deploy(called('sequence', rule('decide', 'grade', 'grade', { body: each('=amounts', { sequential: true, element: 'amount', output: 'levels', result: '=grade.level' }) })));
      await player.ended(await player.create('sequence', { amounts: [1, 20, 3] }));
    },
  },
  {
    name: 'A boundary timer of a business rule task is cancelled with it',
    async play(player) {
      await player.deployXml(answer('1'));
      await player.deploy(process('timed', [start(), rule('decide', 'answer'), boundary('late', 'decide', { duration: 'PT1H' }), end(), end('over')], 'start -> decide -> end; late -> over'));
      await player.ended(await player.create('timed'));
    },
  },
  {
    name: 'Cancelling an instance whose decision failed',
    async play(player) {
      await player.deploy(called('stuck'));
      const instance = await player.create('stuck');
      await player.incident();
      await player.cancel(instance);
      await player.ended(instance);
    },
  },
  {
    name: 'A process and its decisions are deployed together',
    async play(player) {
      const diagram = called('together');
      await player.deployXml({ name: 'together.bpmn', xml: diagram.xml }, grades);
      await player.ended(await player.create('together', { amount: 1 }));
    },
  },
  ...Object.entries({
    'without a decision': '<zeebe:calledDecision resultVariable="r"/>', 'with an empty decision': '<zeebe:calledDecision decisionId="" resultVariable="r"/>',
    'without a result variable': '<zeebe:calledDecision decisionId="d"/>', 'with an empty result variable': '<zeebe:calledDecision decisionId="d" resultVariable=""/>',
    'with a decision that does not parse': '<zeebe:calledDecision decisionId="=a +" resultVariable="r"/>', 'with an empty expression': '<zeebe:calledDecision decisionId="=" resultVariable="r"/>',
    'with both a decision and a job': '<zeebe:calledDecision decisionId="d" resultVariable="r"/><zeebe:taskDefinition type="t"/>',
    'with neither a decision nor a job': '',
  }).map(([what, extension]): Scenario => ({
    name: `A business rule task ${what} is refused`,
    async play(player) {
      await player.deploy(attributes('refused', extension));
    },
  })),
];
