import type { RegistryWidgetsType, RJSFSchema } from '@rjsf/utils';
import type { TaskFormContext } from './FormContext.ts';
import { LotWidget } from './LotWidget.tsx';
import { RadioWidget } from './RadioWidget.tsx';
import { ScaleWidget } from './ScaleWidget.tsx';
import { SwitchWidget } from './SwitchWidget.tsx';

/** The widgets a form may name in its UI schema beside the library's own. */
export const widgets: RegistryWidgetsType<Record<string, unknown>, RJSFSchema, TaskFormContext> = {
  'takt:lot': LotWidget,
  'takt:scale': ScaleWidget,
  switch: SwitchWidget,
  radio: RadioWidget,
};
