/** What one owner has by name, in the order of Zeebe's storage: shorter names first (in UTF-8), then byte by byte. */
export function inNameOrder<T>(rows: Iterable<T>, nameOf: (row: T) => string): T[] {
  return [...rows].sort((a, b) => compare(nameOf(a), nameOf(b)));
}

function compare(a: string, b: string): number {
  return Buffer.byteLength(a) - Buffer.byteLength(b) || Buffer.compare(Buffer.from(a), Buffer.from(b));
}
