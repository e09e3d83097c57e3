import type { ReactNode } from 'react';

/** The title of a page, with what can be done on it at the right. */
export function PageHead({ title, children, beside }: { title: ReactNode; beside?: ReactNode; children?: ReactNode }) {
  return <div className="page-head"><h1>{title}</h1>{beside}<span className="grow" />{children}</div>;
}
