import { createHash } from 'node:crypto';
import { readGraph, type DecisionGraph } from '../../dmn/index.ts';
import type { DecisionRequirementsMetadata, DecisionRequirementsValue, DecisionValue } from '../../records/decisions.ts';
import { DEFAULT_TENANT } from '../../records/types.ts';
import { latestDecision, latestDecisionRequirements } from '../../state/decision-versions.ts';
import type { Step } from '../step.ts';

interface Resource {
  readonly resourceName: string;
  /** Base64. */
  readonly resource: string;
}

export type ReadDecisions = { readonly ok: true; readonly processes: readonly never[]; readonly graph: DecisionGraph } | { readonly ok: false; readonly message: string };

export interface DeployedDecisions {
  readonly requirements: DecisionRequirementsMetadata;
  readonly decisions: readonly DecisionValue[];
}

export function isDecisionFile({ resourceName }: Resource): boolean {
  return /\.dmn$/.test(resourceName);
}

export function readDecisions({ resource, resourceName }: Resource): ReadDecisions {
  const read = readGraph(Buffer.from(resource, 'base64').toString('utf8'));
  return read.ok ? { ok: true, processes: [], graph: read.graph } : { ok: false, message: `'${resourceName}': ${read.message}` };
}

/** Ids that two files of one deployment share. */
export function duplicateDecisions(files: readonly { readonly resourceName: string; readonly graph: DecisionGraph }[]): string[] {
  return files.flatMap(({ resourceName, graph }, index) => {
    const earlier = files.slice(0, index);
    const told = (what: string, id: string, other: string) =>
      `Expected the ${what} ids to be unique within a deployment but found a duplicated id '${id}' in the resources '${other}' and '${resourceName}'.`;
    const twin = earlier.find((file) => file.graph.id === graph.id);
    if (twin !== undefined) return [told('decision requirements', graph.id, twin.resourceName)];
    for (const file of earlier) {
      const shared = file.graph.decisions.find(({ id }) => graph.decisions.some((own) => own.id === id));
      if (shared !== undefined) return [told('decision', shared.id, file.resourceName)];
    }
    return [];
  });
}

/** Deploys a file's decisions. A file like the latest version, none of whose decisions moved elsewhere, makes no new version. */
export function deployDecisions(step: Step, { resource, resourceName }: Resource, graph: DecisionGraph): DeployedDecisions {
  const checksum = createHash('md5').update(Buffer.from(resource, 'base64')).digest('base64');
  const latest = latestDecisionRequirements(step.state, graph.id);
  const duplicate = latest !== undefined && latest.checksum === checksum && latest.resourceName === resourceName && stillHoldsAll(step, latest, graph);
  const requirements: DecisionRequirementsMetadata = {
    decisionRequirementsId: graph.id, decisionRequirementsName: graph.name,
    decisionRequirementsVersion: duplicate ? latest.decisionRequirementsVersion : (latest?.decisionRequirementsVersion ?? 0) + 1,
    decisionRequirementsKey: duplicate ? latest.decisionRequirementsKey : step.newKey(),
    namespace: graph.namespace, resourceName, checksum, duplicate, tenantId: DEFAULT_TENANT,
  };
  const decisions = graph.decisions.map(({ id, name }): DecisionValue => {
    const known = latestDecision(step.state, id);
    return {
      decisionId: id, decisionName: name, version: duplicate ? known!.version : (known?.version ?? 0) + 1,
      decisionKey: duplicate ? known!.decisionKey : step.newKey(), decisionRequirementsId: graph.id,
      decisionRequirementsKey: requirements.decisionRequirementsKey, duplicate, tenantId: DEFAULT_TENANT,
    };
  });
  if (!duplicate) {
    step.emit('DECISION_REQUIREMENTS', 'CREATED', requirements.decisionRequirementsKey, { ...requirements, resource });
    for (const decision of decisions) step.emit('DECISION', 'CREATED', decision.decisionKey, decision);
  }
  return { requirements, decisions };
}

function stillHoldsAll(step: Step, { decisionRequirementsKey }: DecisionRequirementsValue, graph: DecisionGraph): boolean {
  return graph.decisions.every(({ id }) => latestDecision(step.state, id)?.decisionRequirementsKey === decisionRequirementsKey);
}
