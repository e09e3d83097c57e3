/** An exact quantity and its unit; the digits are the server's, never computed with. */
export function Amount({ quantity, unit }: { quantity: string | null | undefined; unit?: string | null }) {
  if (quantity === null || quantity === undefined || quantity === '') return <span className="muted">–</span>;
  return <span className="nowrap mono">{quantity} <span className="muted">{unitLabel(unit)}</span></span>;
}

/** Units as people write them: the ERP's KG is kg. */
export function unitLabel(unit: string | null | undefined): string {
  return unit && /^(KG|G|L|ML|MG)$/.test(unit) ? unit.toLowerCase() : unit ?? '';
}
