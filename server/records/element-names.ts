import { SaxesParser } from 'saxes';

const cacheMax = 200;
const cache = new Map<string, ReadonlyMap<string, string>>();

/** The names that the elements of a diagram have, by their ids. Kept by the diagram's text: keys repeat from engine to engine. */
export function elementNames(xml: string): ReadonlyMap<string, string> {
  const known = cache.get(xml);
  if (known !== undefined) return known;
  const names = new Map<string, string>();
  const parser = new SaxesParser();
  parser.on('opentag', ({ attributes }) => {
    const { id, name } = attributes as Record<string, string>;
    if (id !== undefined && name !== undefined && !names.has(id)) names.set(id, name);
  });
  parser.write(xml).close();
  if (cache.size >= cacheMax) cache.clear();
  cache.set(xml, names);
  return names;
}
