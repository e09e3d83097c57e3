import { requireOwnPartition } from '../keys.ts';
import type { MigrateProcessInstanceRequest } from '../messages.ts';
import type { UnaryCall } from './call.ts';

export const migrateProcessInstance: UnaryCall<MigrateProcessInstanceRequest> = async ({ processInstanceKey, migrationPlan }, { commands }) => {
  await commands.execute({
    valueType: 'PROCESS_INSTANCE_MIGRATION', intent: 'MIGRATE', key: requireOwnPartition(processInstanceKey),
    value: {
      targetProcessDefinitionKey: migrationPlan?.targetProcessDefinitionKey ?? '0',
      mappingInstructions: (migrationPlan?.mappingInstructions ?? []).map(({ sourceElementId, targetElementId }) => ({ sourceElementId, targetElementId })),
    },
  });
  return {};
};
