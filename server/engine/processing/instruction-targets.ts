import type { ExecutableFlowNode } from '../model/types.ts';

/** Types of elements that an instance can be made to begin or to go on with, as Zeebe lists them. */
export const SUPPORTED_TYPES: readonly string[] = [
  'PROCESS', 'SUB_PROCESS', 'EVENT_SUB_PROCESS', 'INTERMEDIATE_CATCH_EVENT', 'INTERMEDIATE_THROW_EVENT', 'END_EVENT', 'SERVICE_TASK', 'RECEIVE_TASK',
  'USER_TASK', 'MANUAL_TASK', 'TASK', 'EXCLUSIVE_GATEWAY', 'PARALLEL_GATEWAY', 'EVENT_BASED_GATEWAY', 'INCLUSIVE_GATEWAY', 'MULTI_INSTANCE_BODY',
  'CALL_ACTIVITY', 'BUSINESS_RULE_TASK', 'SCRIPT_TASK', 'SEND_TASK',
];

/** Only the gateway knows which of its events happened. */
export function isEventOfGateway({ incoming }: Pick<ExecutableFlowNode, 'incoming'>): boolean {
  return incoming.some(({ source }) => source.elementType === 'EVENT_BASED_GATEWAY');
}
