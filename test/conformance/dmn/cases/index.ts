import type { Scenario } from '../../scenario.ts';
import { asking } from './asking.ts';
import { businessRuleTasks } from './business-rule-tasks.ts';
import { deployment } from './deployment.ts';
import { graphs } from './graphs.ts';
import { tables } from './tables.ts';

/** All DMN cases by the area of their rule. */
export const decisionCases: Readonly<Record<string, readonly Scenario[]>> = {
  'decision-tables': tables, 'decision-graphs': graphs, 'decision-deployments': deployment, 'asking-decisions': asking,
  'business-rule-tasks': businessRuleTasks,
};
