export { readLibrary } from './library.ts';
export type { Library } from './library.ts';
export { workflowRoutes } from './routes.ts';
