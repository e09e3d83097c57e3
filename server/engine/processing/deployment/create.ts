import { createHash } from 'node:crypto';
import type { ExecutableProcess } from '../../model/types.ts';
import type { Key } from '../../records/types.ts';
import type { FormMetadata, ProcessMetadata } from '../../records/values.ts';
import { latestVersion } from '../../state/process-versions.ts';
import type { Processor } from '../processor.ts';
import type { Step } from '../step.ts';
import { deployDecisions, duplicateDecisions, isDecisionFile, readDecisions, type DeployedDecisions, type ReadDecisions } from './decisions.ts';
import { deployForm, duplicateForms, isFormFile, readForm, type ReadForm } from './forms.ts';
import { cancelStartTimers, closeStarts, createStartTimers, openStarts, startTimerProblem } from './start-events.ts';

export type ParseResource = (xml: string, resourceName: string) =>
  | { readonly ok: true; readonly processes: readonly ExecutableProcess[] }
  | { readonly ok: false; readonly message: string };

interface Deployed {
  readonly metadata: ProcessMetadata;
  readonly process: ExecutableProcess;
  readonly previous: Key | undefined;
}

/** Deploys all resources or none. A resource like the latest version of its processes makes no new version. */
export function createDeployment(parse: ParseResource): Processor<'DEPLOYMENT'> {
  return (step, { value }) => {
    if (value.resources.length === 0) return step.reject('INVALID_ARGUMENT', 'Expected to deploy at least one resource, but none given');
    const parsed = value.resources.map((resource) => ({ resource, result: readResource(parse, resource) }));
    const problems = parsed.flatMap(({ result }) => (result.ok ? [] : [result.message]));
    problems.push(...duplicateIds(parsed.flatMap(({ resource, result }) =>
      result.ok ? result.processes.map(({ id }) => ({ id, resourceName: resource.resourceName })) : [])));
    problems.push(...duplicateDecisions(parsed.flatMap(({ resource: { resourceName }, result }) =>
      (result.ok && 'graph' in result ? [{ resourceName, graph: result.graph }] : []))));
    problems.push(...duplicateForms(parsed.flatMap(({ resource: { resourceName }, result }) =>
      (result.ok && 'formId' in result ? [{ resourceName, formId: result.formId }] : []))));
    if (problems.length > 0) {
      return step.reject('INVALID_ARGUMENT', `Expected to deploy new resources, but encountered the following errors:\n${problems.join('\n')}`);
    }
    const timerProblem = parsed.map(({ result }) => (result.ok ? startTimerProblem(step, result.processes) : undefined)).find((problem) => problem);
    if (timerProblem !== undefined) return step.reject('INVALID_ARGUMENT', timerProblem);
    const deployed: Deployed[] = [];
    const decisions: DeployedDecisions[] = [];
    const forms: FormMetadata[] = [];
    for (const { resource, result } of parsed) {
      if (!result.ok) continue;
      if ('formId' in result) forms.push(deployForm(step, resource, result.formId));
      if ('graph' in result) decisions.push(deployDecisions(step, resource, result.graph));
      for (const process of result.processes) deployed.push(deployProcess(step, resource, process));
    }
    const renewed = deployed.filter(({ metadata }) => !metadata.duplicate);
    for (const { metadata, process, previous } of renewed) {
      if (previous !== undefined) cancelStartTimers(step, previous);
      createStartTimers(step, process, metadata);
    }
    step.emitAndAnswer('DEPLOYMENT', 'CREATED', step.newKey(), {
      resources: [], processesMetadata: deployed.map(({ metadata }) => metadata), decisionsMetadata: decisions.flatMap((file) => file.decisions),
      decisionRequirementsMetadata: decisions.map(({ requirements }) => requirements),
      formMetadata: forms, tenantId: value.tenantId,
    });
    for (const { metadata, process, previous } of renewed) {
      if (previous !== undefined) closeStarts(step, previous);
      openStarts(step, process, metadata);
    }
  };
}

function readResource(parse: ParseResource, file: { resource: string; resourceName: string }): ReturnType<ParseResource> | ReadDecisions | ReadForm {
  if (isFormFile(file)) return readForm(file);
  if (isDecisionFile(file)) return readDecisions(file);
  const { resource, resourceName } = file;
  if (!/\.(bpmn|xml)$/.test(resourceName)) return { ok: false, message: `\n'${resourceName}': unknown resource type` };
  return parse(Buffer.from(resource, 'base64').toString('utf8'), resourceName);
}

function duplicateIds(processes: readonly { id: string; resourceName: string }[]): string[] {
  return processes.flatMap(({ id, resourceName }, i) => {
    const earlier = processes.slice(0, i).find((other) => other.id === id);
    return earlier === undefined ? []
      : [`Duplicated process id in resources '${earlier.resourceName}' and '${resourceName}'`];
  });
}

function deployProcess(step: Step, { resource, resourceName }: { resource: string; resourceName: string }, process: ExecutableProcess): Deployed {
  const checksum = createHash('md5').update(Buffer.from(resource, 'base64')).digest('base64');
  const latest = latestVersion(step.state, process.id);
  const lastVersion = step.state.lastVersions.get('', process.id) ?? 0;
  const duplicate = latest !== undefined && latest.version === lastVersion && latest.checksum === checksum && latest.resourceName === resourceName;
  const metadata: ProcessMetadata = {
    bpmnProcessId: process.id,
    version: duplicate ? latest.version : lastVersion + 1,
    processDefinitionKey: duplicate ? latest.processDefinitionKey : step.newKey(),
    resourceName, checksum, duplicate, tenantId: '<default>',
  };
  if (!duplicate) step.emit('PROCESS', 'CREATED', metadata.processDefinitionKey, { ...metadata, resource });
  return { metadata, process, previous: latest?.processDefinitionKey };
}
