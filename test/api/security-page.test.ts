import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { projectRoot } from '../../server/project-root.ts';
import { openPlantApi } from './plant-api.ts';
import type { PlantApi } from './plant-api.ts';
import { rolesTables } from './roles-table.ts';

describe('docs/security.md', () => {
  let plant: PlantApi;
  before(async () => {
    plant = await openPlantApi();
  });
  after(() => plant.dispose());

  it('says who may do what as the server checks it', () => {
    const page = readFileSync(path.join(projectRoot(), 'docs/security.md'), 'utf8');
    const tables = rolesTables(plant.api.routes);
    expect(page.includes(tables), `put this into docs/security.md:\n${tables}\n`).to.equal(true);
  });
});
