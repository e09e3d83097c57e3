import { pino } from 'pino';
import { createApi } from '../../server/api/index.ts';
import type { Api, ApiOptions } from '../../server/api/index.ts';
import type { Database } from '../../server/database/index.ts';
import { addPerson, newPersonSchema } from '../../server/mes/personnel/index.ts';
import type { Role } from '../../server/mes/http/index.ts';
import { readLibrary } from '../../server/mes/workflows/index.ts';
import { projectRoot } from '../../server/project-root.ts';
import { openPlantDatabase } from '../support/plant-database.ts';
import supertest from 'supertest';

export const password = 'correct horse battery';

export interface PlantApi {
  readonly api: Api;
  readonly database: Database;
  /** Somebody of the role, signed in; the agent keeps the cookie. */
  as(role: Role): Promise<ReturnType<typeof supertest.agent>>;
  dispose(): Promise<void>;
}

/** An API on an empty plant with one person per role: user name = role. */
export async function openPlantApi(options: Partial<ApiOptions> = {}): Promise<PlantApi> {
  const { database, dispose } = await openPlantDatabase();
  const api = await createApi({
    database, log: pino({ level: 'silent' }), library: readLibrary(projectRoot()), publicUrl: 'http://localhost:8080', version: '0.0.0', escalateAfter: 'PT15M',
    readHealth: () => Promise.resolve({ database: { status: 'up' } }), ...options,
  });
  const agents = new Map<Role, ReturnType<typeof supertest.agent>>();
  return {
    api,
    database,
    async as(role) {
      const known = agents.get(role);
      if (known !== undefined) return known;
      const input = newPersonSchema.parse({ username: role, name: `Test ${role}`, roles: [role], password, email: `${role}@example.com` });
      await database.transaction('system', (tx) => addPerson(tx, input, 'secret'));
      const agent = supertest.agent(api.app);
      await agent.post('/api/session').send({ username: role, password }).expect(200);
      agents.set(role, agent);
      return agent;
    },
    async dispose() {
      api.stop();
      await dispose();
    },
  };
}
