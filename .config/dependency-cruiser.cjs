/** Imports go one way: see docs/ARCHITECTURE.md. */
module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
    { name: 'no-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'engine-imports-nothing', severity: 'error',
      from: { path: '^server/engine/' }, to: { path: '^(server|connectors|client|workflows|forms)/', pathNot: '^server/engine/' },
    },
    {
      name: 'engine-no-web', severity: 'error',
      from: { path: '^server/engine/' }, to: { path: 'node_modules/(express|knex|react|@grpc|@camunda8)' },
    },
    {
      name: 'engine-decides-then-applies', comment: 'state never imports processing', severity: 'error',
      from: { path: '^server/engine/(state|model|expressions|records)/' }, to: { path: '^server/engine/processing/' },
    },
    {
      name: 'gateway-only-engine-index', severity: 'error',
      from: { path: '^server/gateway/' }, to: { path: '^(server|connectors|client)/', pathNot: '^server/(gateway/|engine/index\\.ts$)' },
    },
    {
      name: 'mes-not-upwards', severity: 'error',
      from: { path: '^server/mes' }, to: { path: '^(server/(api|engine|gateway|records|(main|plant|process-engine)\\.ts)|connectors|client)' },
    },
    {
      name: 'records-only-mes-and-database', severity: 'error',
      from: { path: '^server/records' }, to: { path: '^(server/(api|engine|gateway|(main|plant|process-engine)\\.ts)|connectors|client)' },
    },
    {
      name: 'database-imports-nothing', severity: 'error',
      from: { path: '^server/database' }, to: { path: '^(server/(mes|api|engine|gateway|records|(main|plant|process-engine)\\.ts)|connectors|client)' },
    },
    {
      name: 'api-not-connectors', severity: 'error',
      from: { path: '^server/api' }, to: { path: '^(server/(engine|gateway|(main|plant|process-engine)\\.ts)|connectors|client)' },
    },
    {
      name: 'connectors-only-runtime', severity: 'error',
      from: { path: '^connectors/(?!runtime|mes)([^/]+)/' }, to: { path: '^(server|client|connectors)/', pathNot: '^connectors/(runtime|$1)/' },
    },
    {
      name: 'connector-mes', severity: 'error',
      from: { path: '^connectors/mes/' }, to: { path: '^(server|client|connectors)/', pathNot: '^(connectors/(runtime|mes)|server/mes)/' },
    },
    {
      name: 'connector-runtime-stands-alone', severity: 'error',
      from: { path: '^connectors/runtime/' }, to: { path: '^(server|client|connectors)/', pathNot: '^connectors/runtime/' },
    },
    {
      name: 'client-over-http', severity: 'error',
      from: { path: '^client' }, to: { path: '^(server|connectors)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'client-types-of-mes', severity: 'error',
      from: { path: '^client' }, to: { path: '^(server|connectors)/', pathNot: '^server/mes/.*schema\\.ts$' },
    },
    {
      name: 'product-not-test', severity: 'error',
      from: { path: '^(server|connectors|client)' }, to: { path: '^test' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'], exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default', 'types'] },
  },
};
