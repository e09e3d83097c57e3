import type { Route } from '../../server/mes/http/index.ts';
import { policies } from '../../server/mes/policy.ts';

/** The tables of docs/security.md, from what the server checks: who may change what, and which reading is not for everybody. */
export function rolesTables(routes: readonly Route[]): string {
  const changes = Object.entries(policies).map(([name, policy]) => {
    const others = [...('erpToken' in policy ? ['the ERP by its token'] : []), ...('ticketLinks' in policy ? ['a ticket link, for its ticket'] : [])];
    return `| ${name} | ${[...policy.roles, ...others].join(', ')} |`;
  });
  const reads = routes.filter((route) => route.kind !== 'change' && route.access.public !== true && route.access.roles !== 'signed-in')
    .map(({ method, path, access }) => `| \`${method.toUpperCase()} ${path}\` | ${(access.roles as readonly string[]).join(', ')} |`);
  const open = routes.filter(({ access }) => access.public === true).map(({ method, path }) => `\`${method.toUpperCase()} ${path}\``);
  return [
    '| Change | Who |', '| --- | --- |', ...changes, '',
    '| Reading that is not for everybody who is signed in | Who |', '| --- | --- |', ...reads, '',
    `Without a session: ${open.join(', ')}; \`/metrics\`, \`/api/openapi.json\`, \`/api/docs\` and, in a demo plant, \`GET /api/demo\`.`,
  ].join('\n');
}
