export { readLibrary } from './library.ts';
export type { Form, Library } from './library.ts';
export { workflowRoutes } from './routes.ts';
