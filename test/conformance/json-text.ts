/**
 * JSON text with the members of its objects in name order and its numbers as they were written (a parsed number could lose
 * digits). Zeebe orders members by a hash table; it writes exponents with a capital E.
 */
export function canonicalJson(text: string): string {
  const marked = text.replaceAll(/"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g, (token) => (token.startsWith('"') ? token : `"number:${token.toLowerCase()}"`));
  let value: unknown;
  try {
    value = JSON.parse(marked);
  } catch {
    return text;
  }
  return JSON.stringify(inNameOrder(value)).replaceAll(/"number:([^"]*)"/g, '$1');
}

function inNameOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inNameOrder);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, item]) => [name, inNameOrder(item)]));
}
