import { decisionCases } from '../dmn/cases/index.ts';
import type { Scenario } from '../scenario.ts';
import { batches } from './batches.ts';
import { callActivities } from './call-activities.ts';
import { calledProcesses } from './called-processes.ts';
import { compensation, compensationRefusals } from './compensation.ts';
import { deployments } from './deployments.ts';
import { errors } from './errors.ts';
import { escalations } from './escalations.ts';
import { eventExpressions } from './event-expressions.ts';
import { eventGateways } from './event-gateways.ts';
import { executionListeners } from './execution-listeners.ts';
import { forms } from './forms.ts';
import { gateways } from './gateways.ts';
import { inclusiveGateways } from './inclusive-gateways.ts';
import { instances } from './instances.ts';
import { interruptedScopes } from './interrupted-scopes.ts';
import { jobs } from './jobs.ts';
import { links } from './links.ts';
import { messages } from './messages.ts';
import { migrations } from './migrations.ts';
import { modifications } from './modifications.ts';
import { multiInstanceKinds } from './multi-instance-kinds.ts';
import { migrationSubscriptions } from './migration-subscriptions.ts';
import { multiInstance } from './multi-instance.ts';
import { multiInstanceRules } from './multi-instance-rules.ts';
import { oddValues } from './odd-values.ts';
import { passedEvents } from './passed-events.ts';
import { refusedDiagrams } from './refused-diagrams.ts';
import { resourceDeletions } from './resource-deletions.ts';
import { scopes } from './scopes.ts';
import { shippedProcesses } from './shipped.ts';
import { signals } from './signals.ts';
import { startInstructions } from './start-instructions.ts';
import { tasks } from './tasks.ts';
import { timers } from './timers.ts';
import { userTasks } from './user-tasks.ts';
import { variables } from './variables.ts';

/** All scenarios by the area of their rule. */
export const scenarios: Readonly<Record<string, readonly Scenario[]>> = {
  tasks, jobs, gateways, timers, messages, errors, scopes, 'call-activities': callActivities, 'multi-instance': multiInstance,
  batches, escalations, signals, 'event-gateways': eventGateways, 'inclusive-gateways': inclusiveGateways, links, modifications, migrations,
  'resource-deletions': resourceDeletions, variables, instances, deployments, 'user-tasks': userTasks, 'multi-instance-kinds': multiInstanceKinds, forms, shipped: shippedProcesses,
  ...decisionCases,
  compensation: [...compensation, ...compensationRefusals], 'execution-listeners': executionListeners, 'passed-events': passedEvents, 'refused-diagrams': refusedDiagrams,
  'migration-subscriptions': migrationSubscriptions, 'multi-instance-rules': multiInstanceRules, 'event-expressions': eventExpressions,
  'called-processes': calledProcesses, 'odd-values': oddValues, 'interrupted-scopes': interruptedScopes, 'start-instructions': startInstructions,
};
