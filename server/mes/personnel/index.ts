export { addPerson, changePerson } from './change-person.ts';
export { hashPassword, hashPin } from './credentials.ts';
export { findPerson, presentPerson } from './people.ts';
export type { KnownPerson, PersonRow } from './people.ts';
export { personnelRoutes } from './routes.ts';
export { newPersonSchema, personSchema, signInSchema } from './schema.ts';
export type { PersonView } from './schema.ts';
export { signIn } from './sign-in.ts';
