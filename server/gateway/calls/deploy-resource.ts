import type { DeploymentValue } from '../../engine/index.ts';
import type { EngineCommands } from '../engine-commands.ts';
import type { DeployProcessRequest, DeployResourceRequest } from '../messages.ts';
import { DEFAULT_TENANT, requireDefaultTenant } from '../tenants.ts';
import type { UnaryCall } from './call.ts';

export const deployResource: UnaryCall<DeployResourceRequest> = async (request, { commands }) => {
  requireDefaultTenant('DeployResource', [request.tenantId]);
  const { key, processes, decisions, decisionRequirements, forms } = await deploy(request.resources, commands);
  return {
    key, tenantId: DEFAULT_TENANT,
    deployments: [
      ...processes.map((process) => ({ process })), ...decisions.map((decision) => ({ decision })),
      ...decisionRequirements.map((requirements) => ({ decisionRequirements: requirements })),
      ...forms.map((form) => ({ form })),
    ],
  };
};

/** The older form of DeployResource. */
export const deployProcess: UnaryCall<DeployProcessRequest> = async (request, { commands }) => {
  const { key, processes } = await deploy(request.processes.map(({ name, definition }) => ({ name, content: definition })), commands);
  return { key, processes };
};

async function deploy(resources: DeployResourceRequest['resources'], commands: EngineCommands) {
  const { key, value } = await commands.execute({
    valueType: 'DEPLOYMENT', intent: 'CREATE',
    value: { resources: resources.map(({ name, content }) => ({ resourceName: name, content })) },
  });
  const { processesMetadata, decisionsMetadata, decisionRequirementsMetadata, formMetadata } = value as DeploymentValue;
  return {
    key,
    processes: processesMetadata.map(({ bpmnProcessId, version, processDefinitionKey, resourceName, tenantId }) =>
      ({ bpmnProcessId, version, processDefinitionKey, resourceName, tenantId })),
    decisions: decisionsMetadata.map(({ decisionId, decisionName, version, decisionKey, decisionRequirementsId, decisionRequirementsKey, tenantId }) => ({
      dmnDecisionId: decisionId, dmnDecisionName: decisionName, version, decisionKey, dmnDecisionRequirementsId: decisionRequirementsId,
      decisionRequirementsKey, tenantId,
    })),
    decisionRequirements: decisionRequirementsMetadata.map((requirements) => ({
      dmnDecisionRequirementsId: requirements.decisionRequirementsId, dmnDecisionRequirementsName: requirements.decisionRequirementsName,
      version: requirements.decisionRequirementsVersion, decisionRequirementsKey: requirements.decisionRequirementsKey,
      resourceName: requirements.resourceName, tenantId: requirements.tenantId,
    })),
    forms: formMetadata.map(({ formId, version, formKey, resourceName, tenantId }) => ({ formId, version, formKey, resourceName, tenantId })),
  };
}
