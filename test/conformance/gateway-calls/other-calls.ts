import type { GatewayCall } from './gateway-call.ts';
import { ODD_KEYS, UNKNOWN } from './keys.ts';

const message = { name: 'm', correlationKey: '$type', timeToLive: 1000 };

export const otherCalls: readonly GatewayCall[] = [
  { call: 'PublishMessage' },
  { call: 'PublishMessage', request: message },
  { call: 'PublishMessage', request: { ...message, name: '' } },
  { call: 'PublishMessage', request: { ...message, correlationKey: '' } },
  { call: 'PublishMessage', request: { ...message, timeToLive: 0 } },
  { call: 'PublishMessage', request: { ...message, timeToLive: -1 } },
  { call: 'PublishMessage', request: { ...message, timeToLive: '9223372036854775807' } },
  { call: 'PublishMessage', request: { ...message, messageId: '$type' }, given: 'message' },
  { call: 'PublishMessage', request: { ...message, messageId: '$type', timeToLive: 0 }, given: 'message' },
  { call: 'PublishMessage', request: { ...message, variables: '[]' } },
  { call: 'PublishMessage', request: { ...message, variables: 'x' } },
  { call: 'PublishMessage', request: { ...message, tenantId: 'a' } },
  { call: 'PublishMessage', request: { ...message, tenantId: '<default>' } },

  { call: 'BroadcastSignal' },
  { call: 'BroadcastSignal', request: { signalName: 's', variables: '{"a":1}' } },
  { call: 'BroadcastSignal', request: { signalName: 's', variables: '1' } },
  { call: 'BroadcastSignal', request: { signalName: 's', tenantId: 'a' } },

  ...ODD_KEYS.map((elementInstanceKey) => ({ call: 'SetVariables', request: { elementInstanceKey, variables: '{"a":1}' } })),
  { call: 'SetVariables', request: { elementInstanceKey: '$instance' }, given: 'instance' },
  { call: 'SetVariables', request: { elementInstanceKey: '$instance', variables: '{"x":1}', local: true }, given: 'instance' },
  { call: 'SetVariables', request: { elementInstanceKey: '$instance', variables: 'null' }, given: 'instance' },
  { call: 'SetVariables', request: { elementInstanceKey: '$instance', variables: 'true' }, given: 'instance' },
  { call: 'SetVariables', request: { elementInstanceKey: '$element', variables: '{"":1}' }, given: 'job' },
  { call: 'SetVariables', request: { elementInstanceKey: UNKNOWN, variables: '[1]' } },
  { call: 'SetVariables', request: { elementInstanceKey: '1', variables: '[1]' } },
  { call: 'SetVariables', request: { elementInstanceKey: '$job', variables: '{}' }, given: 'job' },

  ...ODD_KEYS.map((incidentKey) => ({ call: 'ResolveIncident', request: { incidentKey } })),
  { call: 'ResolveIncident', request: { incidentKey: '$incident' }, given: 'incident' },
  { call: 'ResolveIncident', request: { incidentKey: '$job' }, given: 'incident' },

  { call: 'EvaluateDecision' },
  { call: 'EvaluateDecision', request: { decisionId: 'size', variables: '{"weight":11}' } },
  { call: 'EvaluateDecision', request: { decisionKey: '$decision', variables: '{"weight":9}' } },
  { call: 'EvaluateDecision', request: { decisionKey: '$decision', decisionId: 'size' } },
  { call: 'EvaluateDecision', request: { decisionKey: '$decision', decisionId: 'nope' } },
  { call: 'EvaluateDecision', request: { decisionId: 'nope' } },
  { call: 'EvaluateDecision', request: { decisionId: 'size', variables: '[]' } },
  { call: 'EvaluateDecision', request: { decisionId: 'size', tenantId: 'a' } },
  ...ODD_KEYS.map((decisionKey) => ({ call: 'EvaluateDecision', request: { decisionKey } })),
];
