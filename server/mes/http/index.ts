export { defineRoute } from './route.ts';
export type { Route, RouteInput } from './route.ts';
export { everyRole, mayActAs, roleSchema } from './roles.ts';
export type { Role } from './roles.ts';
export { anonymous } from './caller.ts';
export type { Caller } from './caller.ts';
