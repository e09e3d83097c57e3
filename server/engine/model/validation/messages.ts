import { zeebeExtensions, type XmlElement } from '../xml.ts';
import type { RuleContext } from './rule.ts';

/** Every message that an event refers to has a name. */
export function messageHasName(message: XmlElement, { report }: RuleContext): void {
  if (!message.attributes['name']) report(message, 'Name must be present and not empty');
}

/** A message that a running instance waits for is correlated; one that starts a process is not. */
export function catchMessageIsComplete(message: XmlElement, context: RuleContext): void {
  messageHasName(message, context);
  if (zeebeExtensions(message, 'subscription').length !== 1) {
    context.report(message, 'Must have exactly one zeebe:subscription extension element');
  }
}
