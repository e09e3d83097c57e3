import { Counter, Gauge, Histogram } from 'prom-client';
import type { Registry } from 'prom-client';

export type JobOutcome = 'completed' | 'retry' | 'bpmn-error' | 'incident' | 'gone';

export interface WorkerMetrics {
  started(type: string): void;
  finished(type: string, outcome: JobOutcome, seconds: number): void;
  pollFailed(type: string): void;
}

export const noMetrics: WorkerMetrics = { started: () => undefined, finished: () => undefined, pollFailed: () => undefined };

/** Prometheus metrics of all workers, registered in `registry`. */
export function workerMetrics(registry: Registry): WorkerMetrics {
  const registers = [registry];
  const jobs = new Counter({ name: 'takt_connector_jobs_total', help: 'Jobs worked on, by how they ended', labelNames: ['type', 'outcome'], registers });
  const duration = new Histogram({ name: 'takt_connector_job_seconds', help: 'Time from taking a job to its answer', labelNames: ['type'], registers });
  const active = new Gauge({ name: 'takt_connector_jobs_active', help: 'Jobs being worked on', labelNames: ['type'], registers });
  const polls = new Counter({ name: 'takt_connector_poll_failures_total', help: 'Requests for jobs that failed', labelNames: ['type'], registers });
  return {
    started: (type) => active.inc({ type }),
    finished: (type, outcome, seconds) => {
      active.dec({ type });
      jobs.inc({ type, outcome });
      duration.observe({ type }, seconds);
    },
    pollFailed: (type) => polls.inc({ type }),
  };
}
