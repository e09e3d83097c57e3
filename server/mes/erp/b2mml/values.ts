import { Quantity } from '../../quantity.ts';
import type { Element } from './element.ts';

/** ISO 8601 with seconds and, mostly, an offset; some ERPs write seven digits of fractions. */
const timePattern = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?$/;

/** A moment as the tables keep it; without an offset it is taken as UTC. */
export function readTime(element: Element): string {
  const text = element.text.trim();
  const zoned = /(Z|[+-]\d\d:\d\d)$/.test(text) || !text.includes('T') ? text : `${text}Z`;
  const time = timePattern.test(text) ? new Date(zoned) : new Date(Number.NaN);
  if (Number.isNaN(time.getTime())) throw element.complain(`"${text.slice(0, 40)}" is not a date and time (ISO 8601)`);
  return time.toISOString();
}

/** A Quantity element: exact decimal and its unit, in the ERP's spelling too. */
export function readQuantity(element: Element): { quantity: Quantity; unitOfMeasure: string } {
  const amount = element.need('QuantityString');
  const unit = element.need('UnitOfMeasure');
  const unitOfMeasure = unit.asId(32);
  const quantity = amount.at(() => Quantity.of(amount.text, unitOfMeasure));
  if (!quantity.isPositive() && !quantity.isZero()) throw amount.complain(`${quantity.toString()} is less than zero`);
  return { quantity, unitOfMeasure };
}

/** The properties of an element: each can have several values. */
export function readProperties(owner: Element, propertyName: string): Record<string, { values: string[]; elements: Element[] }> {
  const properties: Record<string, { values: string[]; elements: Element[] }> = {};
  for (const property of owner.all(propertyName)) {
    const elements = property.all('Value').flatMap((value) => value.all('ValueString'));
    properties[property.need('ID').asId()] = { values: elements.map((element) => element.text.trim()), elements };
  }
  return properties;
}
