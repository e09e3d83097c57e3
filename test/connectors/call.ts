import type { Call, Job } from '../../connectors/runtime/connector.ts';
import { silent } from '../../connectors/runtime/log.ts';

export const jobOf = (type: string, key = '2251799813685249'): Job =>
  ({ key, type, processInstanceKey: '2251799813685250', bpmnProcessId: 'process', elementId: 'step', elementInstanceKey: '2251799813685251', retries: 3 });

/** The surroundings of one job, as a worker gives them to a connector. */
export const callOf = (type: string, key?: string): Call => ({ job: jobOf(type, key), log: silent, signal: AbortSignal.timeout(20_000) });
