/** Members whose names come from outside: what JavaScript gives every object (`constructor`, `__proto__`) is no member, and may be made one. */
export function memberOf<V>(object: Readonly<Record<string, V>>, name: string): V | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

export function setMember<V>(object: Record<string, V>, name: string, value: V): void {
  // An assignment would set the object's prototype, or nothing.
  if (name === '__proto__') Object.defineProperty(object, name, { value, configurable: true, enumerable: true, writable: true });
  else object[name] = value;
}
