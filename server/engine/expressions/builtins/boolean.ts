import { builtin, type Functions } from './define.ts';
import { FeelError } from '../values/value.ts';

export const booleanFunctions: Functions = {
  not: [builtin(['negand'], ([negand]) => (typeof negand === 'boolean' ? !negand : null))],
  'is defined': [builtin(['value'], ([value]) => value !== null)],
  'get or else': [builtin(['value', 'default'], ([value, otherwise]) => value ?? otherwise)],
  assert: [
    builtin(['value', 'condition'], ([value, condition]) => (condition === true ? value : new FeelError('The condition is not fulfilled'))),
    builtin(['value', 'condition', 'cause'], ([value, condition, cause]) => {
      if (condition === true) return value;
      return typeof cause === 'string' ? new FeelError(cause) : undefined;
    }),
  ],
};
