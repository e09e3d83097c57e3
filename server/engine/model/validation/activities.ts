import { memberOf } from '../../members.ts';
import { bpmnChild, zeebeExtensions, type XmlElement } from '../xml.ts';
import { referencedMessage } from '../definitions.ts';
import { catchEventsAreUnique } from './scopes.ts';
import { boundaryEventsOf, compensationTask } from './compensation.ts';
import { messageIsNotABoundaryEvents, sentMessage } from './messages.ts';
import type { Rule, RuleContext, RuleTable } from './rule.ts';

const jobWorkerTask: Rule = (element, { report }) => {
  if (zeebeExtensions(element, 'taskDefinition').length !== 1) {
    report(element, "Must have exactly one 'zeebe:taskDefinition' extension element");
  }
};

/** An activity that is a job or, in another way, Zeebe's own. */
function eitherJobOr(extension: string): Rule {
  return (element, { report }) => {
    const count = zeebeExtensions(element, extension).length + zeebeExtensions(element, 'taskDefinition').length;
    if (count !== 1) report(element, `Must have either one 'zeebe:${extension}' or one 'zeebe:taskDefinition' extension element`);
  };
}

const receiveTask: Rule = (element, context) => {
  if (referencedMessage(element, context.definitions) === undefined) context.report(element, 'Must reference a message');
  else messageIsNotABoundaryEvents(element, boundaryEventsOf(element), context);
};

const callActivity: Rule = (element, { report }) => {
  if (zeebeExtensions(element, 'calledElement').length !== 1) {
    report(element, "Must have exactly one 'zeebe:calledElement' extension element");
  }
};

const OWN_RULES: RuleTable = {
  serviceTask: jobWorkerTask, scriptTask: eitherJobOr('script'), receiveTask, callActivity, businessRuleTask: eitherJobOr('calledDecision'),
  sendTask: sentMessage,
};

/** Rules of every activity: its loop, its boundary events. */
function activity(element: XmlElement, context: RuleContext): void {
  memberOf(OWN_RULES, element.name)?.(element, context);
  if (/[tT]ask$/.test(element.name)) compensationTask(element, context);
  const loop = bpmnChild(element, 'multiInstanceLoopCharacteristics');
  if (loop !== undefined) multiInstance(loop, context);
  catchEventsAreUnique(element, boundaryEventsOf(element), context);
}

function multiInstance(loop: XmlElement, { report }: RuleContext): void {
  if (zeebeExtensions(loop, 'loopCharacteristics').length !== 1) {
    report(loop, "Must have exactly one 'zeebe:loopCharacteristics' extension element");
  }
}

export const activityRules: RuleTable = Object.fromEntries(
  [...Object.keys(OWN_RULES), 'userTask', 'manualTask', 'task', 'subProcess'].map((name) => [name, activity]));
