import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { projectRoot } from '../../server/project-root.ts';

interface Package {
  readonly version?: string;
  readonly optionalDependencies?: Record<string, string>;
}

describe('package-lock.json', () => {
  const { packages } = JSON.parse(readFileSync(path.join(projectRoot(), 'package-lock.json'), 'utf8')) as { packages: Record<string, Package> };

  /** Whether Node would find `name` from the package at `place`. */
  function isLocked(place: string, name: string): boolean {
    if (`${place}${place === '' ? '' : '/'}node_modules/${name}` in packages) return true;
    return place !== '' && isLocked(place.slice(0, Math.max(0, place.lastIndexOf('/node_modules/'))), name);
  }

  it('names the binaries of every platform, so that npm ci works on all of them', () => {
    const missing = Object.entries(packages).flatMap(([place, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).filter((name) => !isLocked(place, name)).map((name) => `${place}: ${name}`));
    expect(missing).to.deep.equal([]);
  });
});
