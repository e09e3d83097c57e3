import type { ReactNode } from 'react';
import { CheckCircleOutlined } from '@ant-design/icons';

/** Nothing is here, and what that means. */
export function Empty({ children, icon = <CheckCircleOutlined /> }: { children: ReactNode; icon?: ReactNode }) {
  return <div className="empty">{icon}<div>{children}</div></div>;
}
