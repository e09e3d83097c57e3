import { isBpmn, type XmlElement } from '../xml.ts';

/** What is wrong, by element, in the order found. */
export class Problems {
  private readonly byElement: Map<string, Set<string>>;

  constructor(byElement: ReadonlyMap<string, Set<string>> = new Map()) {
    this.byElement = new Map(byElement);
  }

  readonly report = (element: XmlElement, message: string): void => {
    const identifier = elementIdentifier(element);
    const messages = this.byElement.get(identifier) ?? new Set();
    this.byElement.set(identifier, messages.add(message));
  };

  /** These problems, and those of elements that have none here. */
  over(others: Problems): Problems {
    return new Problems(new Map([...others.byElement, ...this.byElement]));
  }

  get found(): boolean {
    return this.byElement.size > 0;
  }

  /** Zeebe's layout: one block an element, one line a problem. */
  format(): string {
    return [...this.byElement].map(([identifier, messages]) =>
      `- Element: ${identifier}\n${[...messages].map((message) => `    - ERROR: ${message}\n`).join('')}`).join('');
  }
}

/** The id, or the path from the nearest element that has one: `node > extensionElements > taskDefinition`. */
function elementIdentifier(element: XmlElement): string {
  const id = isBpmn(element) ? element.attributes['id'] : undefined;
  if (id !== undefined) return id;
  return element.parent === undefined ? element.name : `${elementIdentifier(element.parent)} > ${element.name}`;
}
