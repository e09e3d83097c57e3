interface Unit {
  readonly symbol: string;
  readonly dimension: 'mass' | 'volume' | 'length' | 'time' | 'count';
  /** How many of the dimension's base unit one of it is; exact by definition. */
  readonly factor: string;
  /** How ERPs and scales also write it, in lower case; includes the UN/CEFACT Rec. 20 code. */
  readonly aliases: readonly string[];
}

const units: readonly Unit[] = [
  { symbol: 'kg', dimension: 'mass', factor: '1', aliases: ['kg', 'kgm', 'kilogram'] },
  { symbol: 'g', dimension: 'mass', factor: '0.001', aliases: ['g', 'grm', 'gr', 'gram'] },
  { symbol: 'mg', dimension: 'mass', factor: '0.000001', aliases: ['mg', 'mgm', 'milligram'] },
  { symbol: 't', dimension: 'mass', factor: '1000', aliases: ['t', 'tne', 'to', 'tonne'] },
  { symbol: 'lb', dimension: 'mass', factor: '0.45359237', aliases: ['lb', 'lbr', 'lbs', 'pound'] },
  { symbol: 'l', dimension: 'volume', factor: '1', aliases: ['l', 'ltr', 'litre', 'liter'] },
  { symbol: 'ml', dimension: 'volume', factor: '0.001', aliases: ['ml', 'mlt'] },
  { symbol: 'm3', dimension: 'volume', factor: '1000', aliases: ['m3', 'mtq', 'm³'] },
  { symbol: 'm', dimension: 'length', factor: '1', aliases: ['m', 'mtr', 'metre', 'meter'] },
  { symbol: 'cm', dimension: 'length', factor: '0.01', aliases: ['cm', 'cmt'] },
  { symbol: 'mm', dimension: 'length', factor: '0.001', aliases: ['mm', 'mmt'] },
  { symbol: 's', dimension: 'time', factor: '1', aliases: ['s', 'sec'] },
  { symbol: 'min', dimension: 'time', factor: '60', aliases: ['min'] },
  { symbol: 'h', dimension: 'time', factor: '3600', aliases: ['h', 'hur'] },
  { symbol: 'pcs', dimension: 'count', factor: '1', aliases: ['pcs', 'pc', 'ea', 'h87', 'c62', 'st', 'piece'] },
];

const byAlias = new Map(units.flatMap((unit) => unit.aliases.map((alias) => [alias, unit] as const)));

/** The one way the plant writes a unit: "KG" and "kgm" are "kg". A unit it does not know stays as it came. */
export function canonicalUnit(text: string): string {
  const trimmed = text.trim();
  return byAlias.get(trimmed.toLowerCase())?.symbol ?? trimmed;
}

/** The exact factors of both units to their common base, or undefined when they do not measure the same. */
export function commonBase(from: string, to: string): { readonly from: string; readonly to: string } | undefined {
  const [one, other] = [byAlias.get(from.toLowerCase()), byAlias.get(to.toLowerCase())];
  if (one === undefined || other === undefined || one.dimension !== other.dimension) return undefined;
  return { from: one.factor, to: other.factor };
}
