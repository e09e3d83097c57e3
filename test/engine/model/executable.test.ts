import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { compileExpression } from '../../../server/engine/expressions/index.ts';
import { parseBpmn, type ExecutableFlowNode, type ExecutableProcess, type ExecutableScope } from '../../../server/engine/model/index.ts';
import { around, boundary, definitions, diagram, eventSubprocess, extensions, flow, message, serviceTask, timer } from './diagrams.ts';

function only(xml: string): ExecutableProcess {
  const parsed = parseBpmn(xml, 'x.bpmn', compileExpression);
  if (!parsed.ok) throw new Error(parsed.message);
  expect(parsed.processes).to.have.length(1);
  return parsed.processes[0]!;
}

function node(process: ExecutableProcess, id: string): ExecutableFlowNode {
  return process.elementsById.get(id) as ExecutableFlowNode;
}

describe('the executable model', () => {
  it('links nodes by their sequence flows, in document order, and finds all by id', () => {
    const process = only(around(serviceTask('node')));
    expect([...process.elementsById.keys()]).to.have.members(['process', 'start', 'node', 'end', 'to-node', 'from-node']);
    const task = node(process, 'node');
    expect(process.noneStartEvent?.outgoing.map(({ target }) => target)).to.deep.equal([task]);
    expect(task.incoming[0]?.source.id).to.equal('start');
    expect(task.scope).to.equal(process);
    expect(task.job?.type.source).to.equal('work');
    expect(task.job?.retries.source).to.equal('3');
  });

  it('leaves processes out that are not executable', () => {
    expect(only(definitions(`<bpmn:process id="draft"><bpmn:startEvent id="a"/><bpmn:serviceTask id="unfinished"/></bpmn:process>
      <bpmn:process id="p" isExecutable="true"><bpmn:startEvent id="b"/></bpmn:process>`)).id).to.equal('p');
  });

  it('reads mappings, headers and the default flow', () => {
    const process = only(diagram(`<bpmn:startEvent id="start"/>${flow('f', 'start', 'node')}
      ${serviceTask('node', '<zeebe:ioMapping><zeebe:input source="=a" target="order.id"/><zeebe:output source="=b" target="c"/></zeebe:ioMapping>',
        '<zeebe:taskHeaders><zeebe:header key="unit" value="kg"/><zeebe:header key="empty" value=""/></zeebe:taskHeaders>')}
      ${flow('g', 'node', 'gw')}<bpmn:exclusiveGateway id="gw" default="otherwise"/>
      ${flow('if', 'gw', 'e', '<bpmn:conditionExpression>=x &gt; 1</bpmn:conditionExpression>')}${flow('otherwise', 'gw', 'e')}<bpmn:endEvent id="e"/>`));
    const task = node(process, 'node');
    expect(task.inputs.map(({ source, target }) => [source.source, target])).to.deep.equal([['=a', ['order', 'id']]]);
    expect(task.outputs.map(({ source, target }) => [source.source, target])).to.deep.equal([['=b', ['c']]]);
    expect(task.taskHeaders).to.deep.equal({ unit: 'kg' });
    const gateway = node(process, 'gw');
    expect(gateway.defaultFlow?.id).to.equal('otherwise');
    expect(gateway.outgoing.map(({ condition }) => condition?.source)).to.deep.equal(['=x > 1', undefined]);
  });

  it('wraps an activity with loop characteristics in a multi-instance body of the same id', () => {
    const process = only(around(`<bpmn:subProcess id="node">
      <bpmn:multiInstanceLoopCharacteristics isSequential="true">
        ${extensions('<zeebe:loopCharacteristics inputCollection="=xs" inputElement="x" outputCollection="ys" outputElement="=y"/>')}
        <bpmn:completionCondition>=done</bpmn:completionCondition>
      </bpmn:multiInstanceLoopCharacteristics><bpmn:startEvent id="inner-start"/></bpmn:subProcess>
      <bpmn:boundaryEvent id="late" attachedToRef="node">${timer('<bpmn:timeDuration>PT1S</bpmn:timeDuration>')}</bpmn:boundaryEvent>
      ${flow('from-late', 'late', 'late-end')}<bpmn:endEvent id="late-end"/>`));
    const body = node(process, 'node');
    expect(body.elementType).to.equal('MULTI_INSTANCE_BODY');
    expect([body.incoming.length, body.outgoing.length, body.boundaryEvents.map(({ id }) => id)]).to.deep.equal([1, 1, ['late']]);
    const { inner, ...loop } = body.multiInstance!;
    expect(loop).to.include({ sequential: true, inputElement: 'x', outputCollection: 'ys' });
    expect([loop.inputCollection.source, loop.outputElement?.source, loop.completionCondition?.source]).to.deep.equal(['=xs', '=y', '=done']);
    expect([inner.id, inner.elementType, inner.incoming.length]).to.deep.equal(['node', 'SUB_PROCESS', 0]);
    expect((inner as ExecutableScope).noneStartEvent?.scope).to.equal(inner);
  });

  it('attaches boundary events, interrupting unless said otherwise', () => {
    const process = only(boundary('attachedToRef="node" cancelActivity="false"', '<bpmn:messageEventDefinition messageRef="message"/>', message('name="=n"')));
    const event = node(process, 'boundary');
    expect([event.eventType, event.interrupting, event.attachedTo]).to.deep.equal(['MESSAGE', false, node(process, 'node')]);
    expect([event.message?.name.source, event.message?.correlationKey?.source]).to.deep.equal(['=n', '=key']);
  });

  it('keeps event subprocesses apart from the flow', () => {
    const process = only(eventSubprocess('<bpmn:startEvent id="caught"><bpmn:errorEventDefinition errorRef="err"/></bpmn:startEvent>', '<bpmn:error id="err" errorCode="E1"/>'));
    const [sub] = process.eventSubprocesses;
    expect([sub?.elementType, sub?.startEvents[0]?.eventType, sub?.startEvents[0]?.interrupting]).to.deep.equal(['EVENT_SUB_PROCESS', 'ERROR', true]);
    expect(sub?.startEvents[0]?.errorCode?.source).to.equal('E1');
  });

  it('makes a job of a user task that is not Zeebe\'s own, and lists of static candidates', () => {
    const assigned = '<zeebe:assignmentDefinition assignee="ann" candidateGroups="weighing, stores"/>';
    const own = node(only(around(`<bpmn:userTask id="node">${extensions('<zeebe:userTask/>', assigned)}</bpmn:userTask>`)), 'node');
    const job = node(only(around(`<bpmn:userTask id="node">${extensions(assigned, '<zeebe:formDefinition formKey="weigh"/>')}</bpmn:userTask>`)), 'node');
    expect(own.job).to.equal(undefined);
    expect([own.userTask?.assignee?.source, own.userTask?.candidateGroups?.source]).to.deep.equal(['="ann"', '=["weighing","stores"]']);
    expect([job.job?.type.source, job.userTask?.formKey]).to.deep.equal(['io.camunda.zeebe:userTask', 'weigh']);
  });

  it('reads the other tasks and events', () => {
    const process = only(diagram(`<bpmn:startEvent id="start">${timer('<bpmn:timeCycle>R/PT1H</bpmn:timeCycle>')}</bpmn:startEvent>${flow('a', 'start', 'script')}
      <bpmn:scriptTask id="script">${extensions('<zeebe:script expression="=1 + 1" resultVariable="two"/>')}</bpmn:scriptTask>${flow('b', 'script', 'receive')}
      <bpmn:receiveTask id="receive" messageRef="message"/>${flow('c', 'receive', 'call')}
      <bpmn:callActivity id="call">${extensions('<zeebe:calledElement processId="=child" propagateAllChildVariables="false"/>')}</bpmn:callActivity>${flow('d', 'call', 'end')}
      <bpmn:endEvent id="end"><bpmn:terminateEventDefinition/></bpmn:endEvent>`, message()));
    expect(node(process, 'start').timer).to.include({ kind: 'cycle' });
    expect(node(process, 'script').script).to.include({ resultVariable: 'two' });
    expect(node(process, 'receive').message?.correlationKey?.source).to.equal('=key');
    expect(node(process, 'call').calledElement).to.include({ propagateAllChildVariables: false, propagateAllParentVariables: true });
    expect(node(process, 'end').eventType).to.equal('TERMINATE');
    expect(process.noneStartEvent).to.equal(undefined);
  });

  const library = path.resolve(import.meta.dirname, '../../../workflows');
  for (const file of readdirSync(library, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.bpmn'))) {
    it(`takes the shipped ${path.basename(file)}`, () => {
      expect(parseBpmn(readFileSync(path.join(library, file), 'utf8'), file, compileExpression)).to.include({ ok: true });
    });
  }
});
