import { around, diagram, extensions } from '../../engine/model/diagrams.ts';
import type { GatewayCall } from './gateway-call.ts';
import { ODD_KEYS, UNKNOWN } from './keys.ts';

const file = (name: string, content: string) => ({ name, content: Buffer.from(content) });
const process = (id: string) => diagram('<bpmn:startEvent id="start"/>', '', `id="${id}" isExecutable="true"`);
const broken = around(`<bpmn:serviceTask id="node">${extensions('<zeebe:taskHeaders/>')}</bpmn:serviceTask>`);
const TENANTS = ['<default>', 'a', 'a b!', '<other>', 'x'.repeat(40)];

export const processCalls: readonly GatewayCall[] = [
  { call: 'Topology' },

  { call: 'DeployResource', request: {} },
  { call: 'DeployResource', request: { resources: [file('', process('unnamed'))] } },
  { call: 'DeployResource', request: { resources: [file('x', process('x'))] } },
  { call: 'DeployResource', request: { resources: [file('x.txt', 'x')] } },
  { call: 'DeployResource', request: { resources: [file('x.BPMN', process('upper'))] } },
  { call: 'DeployResource', request: { resources: [file('x.DMN', '')] } },
  { call: 'DeployResource', request: { resources: [file('x.Form', '{}')] } },
  { call: 'DeployResource', request: { resources: [file('x.bpmn', '')] } },
  { call: 'DeployResource', request: { resources: [file('x.bpmn', 'no xml')] } },
  { call: 'DeployResource', request: { resources: [file('x.bpmn', broken)] } },
  { call: 'DeployResource', request: { resources: [file('x.dmn', 'no xml')] } },
  { call: 'DeployResource', request: { resources: [file('x.form', '{}')] } },
  { call: 'DeployResource', request: { resources: [file('a.bpmn', process('twice')), file('b.bpmn', process('twice'))] } },
  { call: 'DeployResource', request: { resources: [file('a.bpmn', process('same-name')), file('a.bpmn', process('same-name-2'))] } },
  { call: 'DeployResource', request: { resources: [file('ok.bpmn', process('deployed'))] } },
  ...TENANTS.map((tenantId) => ({ call: 'DeployResource', request: { resources: [file('tenant.bpmn', process('tenant'))], tenantId } })),
  { call: 'DeployProcess', request: {} },
  { call: 'DeployProcess', request: { processes: [{ name: 'old.bpmn', definition: Buffer.from(process('old')) }] } },
  { call: 'DeployProcess', request: { processes: [{ name: 'old.txt', definition: Buffer.from(process('old')) }] } },
  { call: 'DeployProcess', request: { processes: [{ name: '', definition: Buffer.alloc(0) }] } },

  { call: 'CreateProcessInstance' },
  { call: 'CreateProcessInstance', request: { bpmnProcessId: 'pass' } },
  { call: 'CreateProcessInstance', request: { bpmnProcessId: 'pass', version: -1 } },
  { call: 'CreateProcessInstance', request: { bpmnProcessId: 'pass', version: -2 } },
  { call: 'CreateProcessInstance', request: { bpmnProcessId: 'pass', version: 1 } },
  { call: 'CreateProcessInstance', request: { bpmnProcessId: 'pass', version: 2 } },
  { call: 'CreateProcessInstance', request: { bpmnProcessId: 'nope', version: -1 } },
  { call: 'CreateProcessInstance', request: { bpmnProcessId: 'nope' } },
  { call: 'CreateProcessInstance', request: { bpmnProcessId: 'nope', version: -1, processDefinitionKey: '$pass' } },
  { call: 'CreateProcessInstance', request: { processDefinitionKey: '$pass' } },
  { call: 'CreateProcessInstance', request: { processDefinitionKey: '$pass', version: 7 } },
  ...ODD_KEYS.map((processDefinitionKey) => ({ call: 'CreateProcessInstance', request: { processDefinitionKey } })),
  { call: 'CreateProcessInstance', request: { bpmnProcessId: 'work', version: -1, startInstructions: [{ elementId: 'nope' }] } },
  { call: 'CreateProcessInstance', request: { bpmnProcessId: 'work', version: -1, startInstructions: [{}] } },
  { call: 'CreateProcessInstance', request: { bpmnProcessId: 'work', version: -1, startInstructions: [{ elementId: 'end' }, { elementId: 'end' }] } },
  ...TENANTS.map((tenantId) => ({ call: 'CreateProcessInstance', request: { bpmnProcessId: 'pass', version: -1, tenantId } })),

  { call: 'CreateProcessInstanceWithResult' },
  { call: 'CreateProcessInstanceWithResult', request: { request: {} } },
  { call: 'CreateProcessInstanceWithResult', request: { request: { bpmnProcessId: 'pass', version: -1, variables: '{"a":1,"b":2}' } } },
  { call: 'CreateProcessInstanceWithResult', request: { request: { bpmnProcessId: 'pass', version: -1, variables: '{"a":1,"b":2}' }, fetchVariables: ['b', 'c', ''] } },
  { call: 'CreateProcessInstanceWithResult', request: { request: { bpmnProcessId: 'pass', version: -1 }, requestTimeout: -1 } },
  { call: 'CreateProcessInstanceWithResult', request: { request: { bpmnProcessId: 'nope', version: -1 }, requestTimeout: 500 } },
  { call: 'CreateProcessInstanceWithResult', request: { request: { bpmnProcessId: 'work', version: -1, variables: '{"jobType":"$type"}' }, requestTimeout: 300 } },
  { call: 'CreateProcessInstanceWithResult', request: { request: { bpmnProcessId: 'work', version: -1, variables: '{"jobType":"$type"}' }, requestTimeout: 1500 } },
  { call: 'CreateProcessInstanceWithResult', request: { request: { bpmnProcessId: 'work', version: -1, variables: '{"jobType":"$type"}' }, requestTimeout: 5000 }, deadlineMs: 300 },
  { call: 'CreateProcessInstanceWithResult', request: { request: { bpmnProcessId: 'pass', version: -1, variables: '[]' } } },
  { call: 'CreateProcessInstanceWithResult', request: { request: { bpmnProcessId: 'pass', version: -1, tenantId: 'a' } } },

  ...ODD_KEYS.map((processInstanceKey) => ({ call: 'CancelProcessInstance', request: { processInstanceKey } })),
  { call: 'CancelProcessInstance', request: { processInstanceKey: '$instance' }, given: 'instance' },
  { call: 'CancelProcessInstance', request: { processInstanceKey: '$element' }, given: 'job' },

  ...ODD_KEYS.map((processInstanceKey) => ({ call: 'ModifyProcessInstance', request: { processInstanceKey } })),
  { call: 'ModifyProcessInstance', request: { processInstanceKey: '$instance' }, given: 'job' },
  { call: 'ModifyProcessInstance', request: { processInstanceKey: '$instance', activateInstructions: [{}] }, given: 'job' },
  { call: 'ModifyProcessInstance', request: { processInstanceKey: '$instance', activateInstructions: [{ elementId: 'node', ancestorElementInstanceKey: '7' }] }, given: 'job' },
  { call: 'ModifyProcessInstance', request: { processInstanceKey: '$instance', activateInstructions: [{ elementId: 'node', ancestorElementInstanceKey: '-7' }] }, given: 'job' },
  { call: 'ModifyProcessInstance', request: { processInstanceKey: '$instance', activateInstructions: [{ elementId: 'node', ancestorElementInstanceKey: UNKNOWN }] }, given: 'job' },
  { call: 'ModifyProcessInstance', request: { processInstanceKey: '$instance', activateInstructions: [{ elementId: 'end', variableInstructions: [{ variables: '[1]' }] }] }, given: 'job' },
  { call: 'ModifyProcessInstance', request: { processInstanceKey: '$instance', activateInstructions: [{ elementId: 'end', variableInstructions: [{ variables: '{', scopeId: 'end' }] }] }, given: 'job' },
  { call: 'ModifyProcessInstance', request: { processInstanceKey: '1', activateInstructions: [{ elementId: 'end', variableInstructions: [{ variables: '{' }] }] } },
  { call: 'ModifyProcessInstance', request: { processInstanceKey: '$instance', activateInstructions: [{ elementId: 'end', variableInstructions: [{}] }] }, given: 'job' },
  { call: 'ModifyProcessInstance', request: { processInstanceKey: '$instance', terminateInstructions: [{ elementInstanceKey: '0' }] }, given: 'job' },
  { call: 'ModifyProcessInstance', request: { processInstanceKey: '$instance', terminateInstructions: [{ elementInstanceKey: '$element' }] }, given: 'job' },

  ...ODD_KEYS.map((processInstanceKey) => ({ call: 'MigrateProcessInstance', request: { processInstanceKey, migrationPlan: { targetProcessDefinitionKey: '$work' } } })),
  { call: 'MigrateProcessInstance', request: { processInstanceKey: UNKNOWN } },
  { call: 'MigrateProcessInstance', request: { processInstanceKey: '$instance' }, given: 'job' },
  { call: 'MigrateProcessInstance', request: { processInstanceKey: '$instance', migrationPlan: {} }, given: 'job' },
  { call: 'MigrateProcessInstance', request: { processInstanceKey: '$instance', migrationPlan: { targetProcessDefinitionKey: UNKNOWN } }, given: 'job' },
  { call: 'MigrateProcessInstance', request: { processInstanceKey: '$instance', migrationPlan: { targetProcessDefinitionKey: '-1' } }, given: 'job' },
  { call: 'MigrateProcessInstance', request: { processInstanceKey: '$instance', migrationPlan: { targetProcessDefinitionKey: '$work' } }, given: 'job' },
  { call: 'MigrateProcessInstance', request: { processInstanceKey: '$instance', migrationPlan: { targetProcessDefinitionKey: '$work', mappingInstructions: [{}] } }, given: 'job' },
  { call: 'MigrateProcessInstance', request: { processInstanceKey: '$instance', migrationPlan: { targetProcessDefinitionKey: '$work', mappingInstructions: [{ sourceElementId: 'node', targetElementId: 'node' }] } }, given: 'job' },

  ...ODD_KEYS.map((resourceKey) => ({ call: 'DeleteResource', request: { resourceKey } })),
  { call: 'DeleteResource', request: { resourceKey: '$instance' }, given: 'instance' },
];
