import type { Processor } from '../processor.ts';
import { mergeDocument, mergeLocalDocument } from '../variables.ts';

export const updateVariableDocument: Processor<'VARIABLE_DOCUMENT'> = (step, { value }) => {
  const scope = step.state.element(value.scopeKey);
  if (scope === undefined) {
    return step.reject('NOT_FOUND', `Expected to update variables for element with key '${value.scopeKey}', but no such element was found`);
  }
  if (value.updateSemantics === 'LOCAL') mergeLocalDocument(step, scope.key, scope.value, value.variables);
  else mergeDocument(step, scope.key, scope.value, value.variables);
  step.emitAndAnswer('VARIABLE_DOCUMENT', 'UPDATED', step.newKey(), value);
};
