import { bpmnChild, bpmnChildren, zeebeExtension, zeebeExtensions, type XmlElement } from '../xml.ts';
import { referencedMessage } from '../definitions.ts';
import { catchEventsAreUnique } from './scopes.ts';
import { catchMessageIsComplete } from './messages.ts';
import type { Rule, RuleContext, RuleTable } from './rule.ts';

const jobWorkerTask: Rule = (element, { report }) => {
  if (zeebeExtensions(element, 'taskDefinition').length !== 1) {
    report(element, "Must have exactly one 'zeebe:taskDefinition' extension element");
  }
};

/** An activity that is a job or, in another way, Zeebe's own. */
export function eitherJobOr(extension: string): Rule {
  return (element, { report }) => {
    const count = zeebeExtensions(element, extension).length + zeebeExtensions(element, 'taskDefinition').length;
    if (count !== 1) report(element, `Must have either one 'zeebe:${extension}' or one 'zeebe:taskDefinition' extension element`);
  };
}

const scriptTask: Rule = (element, context) => {
  eitherJobOr('script')(element, context);
  const script = zeebeExtension(element, 'script');
  if (script !== undefined && !script.attributes['resultVariable']) {
    context.report(script, "Attribute 'resultVariable' must be present and not empty");
  }
};

const businessRuleTask: Rule = (element, context) => {
  eitherJobOr('calledDecision')(element, context);
  const called = zeebeExtension(element, 'calledDecision');
  if (called !== undefined && !called.attributes['resultVariable']) {
    context.report(called, "Attribute 'resultVariable' must be present and not empty");
  }
};

const receiveTask: Rule = (element, context) => {
  const message = referencedMessage(element, context.definitions);
  if (message === undefined) context.report(element, 'Must reference a message');
  else catchMessageIsComplete(message, context);
};

const userTask: Rule = (element, { report }) => {
  const form = zeebeExtension(element, 'formDefinition');
  if (form === undefined) return;
  const own = zeebeExtension(element, 'userTask') !== undefined;
  const allowed = own ? ['formId', 'externalReference'] : ['formId', 'formKey'];
  if (allowed.filter((name) => (form.attributes[name] ?? '').trim() !== '').length !== 1) {
    report(form, `Exactly one of the attributes '${allowed.join(', ')}' must be present and not blank${own ? ' for native user tasks' : ''}`);
  }
};

const callActivity: Rule = (element, { report }) => {
  if (zeebeExtensions(element, 'calledElement').length !== 1) {
    report(element, "Must have exactly one 'zeebe:calledElement' extension element");
  }
};

const OWN_RULES: RuleTable = {
  serviceTask: jobWorkerTask, scriptTask, receiveTask, userTask, callActivity,
  sendTask: eitherJobOr('publishMessage'), businessRuleTask,
};

/** Rules of every activity: its loop, its boundary events. */
function activity(element: XmlElement, context: RuleContext): void {
  OWN_RULES[element.name]?.(element, context);
  const loop = bpmnChild(element, 'multiInstanceLoopCharacteristics');
  if (loop !== undefined) multiInstance(loop, context);
  const boundaryEvents = element.parent === undefined ? [] : bpmnChildren(element.parent, 'boundaryEvent')
    .filter((event) => event.attributes['attachedToRef'] === element.attributes['id']);
  catchEventsAreUnique(element, boundaryEvents, context);
}

function multiInstance(loop: XmlElement, { report }: RuleContext): void {
  const extensions = zeebeExtensions(loop, 'loopCharacteristics');
  const [settings] = extensions;
  if (settings === undefined || extensions.length > 1) {
    report(loop, "Must have exactly one 'zeebe:loopCharacteristics' extension element");
    return;
  }
  const { outputCollection, outputElement } = settings.attributes;
  if (outputCollection && !outputElement) report(settings, "Attribute 'outputElement' must be present if the attribute 'outputCollection' is set");
  if (outputElement && !outputCollection) report(settings, "Attribute 'outputCollection' must be present if the attribute 'outputElement' is set");
}

export const activityRules: RuleTable = Object.fromEntries(
  [...Object.keys(OWN_RULES), 'manualTask', 'task', 'subProcess'].map((name) => [name, activity]));
