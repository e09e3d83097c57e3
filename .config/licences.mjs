// `npm run check:licences`: every installed package has a licence that lets anybody use, change and sell what is built with it.
import path from 'node:path';
import { promisify } from 'node:util';
import { init } from 'license-checker-rseidelsohn';

const allowed = ['0BSD', 'Apache-2.0', 'BlueOak-1.0.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MIT', 'MIT-0', 'PSF-2.0'];

/** Packages with another licence, and why they may stay. */
const exceptions = [
  [/^bpmn-js@/, "bpmn.io's licence is MIT's with one more duty: its logo stays visible on every diagram"],
  [/^lightningcss(-[\w-]+)?@/, 'MPL-2.0, unchanged; minifies CSS during the build, no part of what is built'],
  [/^spdx-(exceptions|license-ids|ranges)@/, 'lists of licences under CC-BY and CC0, used by this check'],
];

/** `MIT`, `MIT*` (guessed from the text), `(MIT OR GPL-2.0)`: any of the choices; `(MIT AND CC-BY-3.0)`: all of them. */
function isAllowed(licence) {
  const words = String(licence).replace(/[()*]/g, '');
  if (words.includes(' AND ')) return words.split(' AND ').every(isAllowed);
  return words.split(' OR ').some((choice) => allowed.includes(choice.trim()));
}

const packages = Object.entries(await promisify(init)({ start: path.resolve(import.meta.dirname, '..'), excludePrivatePackages: true }));
const refused = packages.filter(([name, { licenses }]) => !isAllowed(licenses) && !exceptions.some(([pattern]) => pattern.test(name)));
for (const [name, { licenses, path: folder }] of refused) console.error(`${name}: ${licenses} (${folder}) is not on the list in .config/licences.mjs`);
console.log(`${packages.length} packages, ${refused.length} with a licence that is not permissive`);
process.exitCode = refused.length > 0 || packages.length === 0 ? 1 : 0;
