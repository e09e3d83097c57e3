import { expect } from 'chai';
import supertest from 'supertest';
import { everyRole, mayActAs } from '../../server/mes/http/index.ts';
import type { Route } from '../../server/mes/http/index.ts';
import { openPlantApi } from './plant-api.ts';
import type { PlantApi } from './plant-api.ts';

describe('access to every route', function () {
  this.timeout(120_000);
  let plant: PlantApi;
  before(async () => {
    plant = await openPlantApi();
  });
  after(() => plant.dispose());

  const url = (route: Route) => route.path.replaceAll(/\{\w+\}/g, '1').replace('/api/live', '/api/live?topics=unknown-topic');

  it('lets each role do what its routes name, and nothing else', async () => {
    for (const role of everyRole) {
      const agent = await plant.as(role);
      for (const route of plant.api.routes) {
        if (route.path === '/api/session') continue;
        const { status, body } = (await agent[route.method](url(route)).set('X-Takt-Request', '1').send(route.method === 'get' ? undefined : '{}').set('content-type', 'application/json')) as { status: number; body: { code?: string } };
        const { access } = route;
        const allowed = access.public === true || access.roles === 'signed-in' || mayActAs([role], access.roles);
        const what = `${role}: ${route.method} ${route.path} → ${status} ${JSON.stringify(body).slice(0, 200)}`;
        if (allowed) expect(status === 401 || body.code === 'not-allowed', what).to.equal(false);
        else expect([status, body.code], what).to.deep.equal([403, 'not-allowed']);
        expect(status, what).to.be.below(500);
      }
    }
  });

  it('lets nobody in who is not signed in, except on public routes', async () => {
    const open: string[] = [];
    for (const route of plant.api.routes) {
      const { status } = await supertest(plant.api.app)[route.method](url(route)).set('X-Takt-Request', '1');
      if (status !== 401) open.push(`${route.method} ${route.path}`);
    }
    // Signing in answers 422 here, the form is missing.
    expect(open).to.have.members(['post /api/session', 'get /api/session', 'delete /api/session', 'get /api/health', 'get /api/ticket-links/{token}', 'post /api/ticket-links/{token}']);
  });

  it('describes every route in OpenAPI 3.1 and on a page of its own', async () => {
    const { body } = (await supertest(plant.api.app).get('/api/openapi.json').expect(200)) as { body: { openapi: string; paths: Record<string, Record<string, unknown>> } };
    expect(body.openapi).to.equal('3.1.0');
    for (const route of plant.api.routes) expect(body.paths[route.path], route.path).to.have.property(route.method);
    const page = await supertest(plant.api.app).get('/api/docs').expect(200).expect('content-type', /html/);
    expect(page.text).to.include('/api/tasks/{key}/complete').and.not.include('<script');
  });
});
