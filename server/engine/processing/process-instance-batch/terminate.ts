import { terminateEachChild } from '../bpmn/transitions.ts';
import type { Processor } from '../processor.ts';

export const terminateChildInstances: Processor<'PROCESS_INSTANCE_BATCH'> = (step, { value }) => {
  terminateEachChild(step, value.batchElementInstanceKey);
};
