import type { Processor } from '../processor.ts';
import { mergeLocalDocument } from '../variables.ts';
import { raiseJobIncident } from './incident.ts';
import { workableJob } from './precondition.ts';
import { publishJob } from './publish.ts';

const NO_RETRIES_LEFT = 'No more retries left.';

export const failJob: Processor<'JOB'> = (step, { key, value }) => {
  const job = workableJob(step, key, 'fail');
  if (job === undefined) return;
  const retries = value.retries;
  const backsOff = retries > 0 && value.retryBackoff > 0;
  const failed = {
    ...job.value, retries, errorMessage: value.errorMessage, retryBackoff: value.retryBackoff, variables: value.variables,
    recurringTime: backsOff ? step.now + value.retryBackoff : job.value.recurringTime,
  };
  step.emitAndAnswer('JOB', 'FAILED', key, failed);
  const element = step.state.element(failed.elementInstanceKey);
  if (element !== undefined) mergeLocalDocument(step, element.key, element.value, value.variables);
  if (retries <= 0) raiseJobIncident(step, key, failed, 'JOB_NO_RETRIES', value.errorMessage === '' ? NO_RETRIES_LEFT : value.errorMessage);
  else if (!backsOff) publishJob(step, key, failed);
};
