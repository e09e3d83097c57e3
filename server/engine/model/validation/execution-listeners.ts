import { bpmnChild, zeebeChildren, zeebeExtensions } from '../xml.ts';
import type { Rule } from './rule.ts';

/** Zeebe 8.5 knows execution listeners at service tasks only; at whatever has none of its own the extension means nothing. */
const SUPPORTED_AT = ['serviceTask'];
const EVENT_TYPES = ['start', 'end'];

export const executionListeners: Rule = (element, { report }) => {
  const holder = bpmnChild(element, 'extensionElements');
  if (holder === undefined) return;
  for (const listeners of zeebeExtensions(element, 'executionListeners')) {
    const each = zeebeChildren(listeners, 'executionListener');
    for (const listener of each) {
      const { eventType } = listener.attributes;
      if (eventType && !EVENT_TYPES.includes(eventType)) report(listener, `Attribute 'eventType' must be one of ${EVENT_TYPES.join(', ')}, but was '${eventType}'`);
    }
    if (each.length > 0 && !SUPPORTED_AT.includes(element.name)) {
      report(listeners, `Execution listeners are not supported for the '${element.name}' element. Currently, only [${SUPPORTED_AT.join(', ')}] elements can have execution listeners.`);
      continue;
    }
    const kinds = each.map(({ attributes: { eventType = 'null', type = 'null' } }) => ({ eventType, type, kind: JSON.stringify([eventType, type]) }));
    for (const { eventType, type, kind } of kinds.filter((one, index) => kinds.findIndex((other) => other.kind === one.kind) === index)) {
      const count = kinds.filter((other) => other.kind === kind).length;
      if (count > 1) report(listeners, `Found '${count}' duplicates based on eventType[${eventType}] and type[${type}], these combinations should be unique.`);
    }
  }
};
