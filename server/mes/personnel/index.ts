export { addPerson, changePerson } from './change-person.ts';
export { findPerson } from './people.ts';
export { personnelRoutes } from './routes.ts';
export { newPersonSchema, personSchema, signInSchema } from './schema.ts';
export { signIn } from './sign-in.ts';
